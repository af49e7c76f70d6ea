// A marker's work: one mark for the same words, a way back, and what is kept elsewhere joins in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName, marksFile, readMarksFile } from "../../../src/hedgelab/widgets/marking/file.js";
import { meaning } from "../../../src/hedgelab/widgets/marking/keys.js";
import {
  toldEnd,
  toldPlace,
  toldProgress,
  toldTime,
} from "../../../src/hedgelab/widgets/marking/telling.js";
import { Work } from "../../../src/hedgelab/widgets/marking/work.js";
import { clock, code, pack } from "./lumen.mjs";

/** @param {Work} work @param {number} claim @param {number} fact */
function give(work, claim, fact) {
  work.give("claim", claim);
  work.give("fact", fact);
}

test("the same words get one mark, which stands in the file for each of them", () => {
  const work = new Work(pack(), clock().now);
  give(work, 2, 0);
  work.comment("Good.");
  const { marks, ...about } = JSON.parse(marksFile(work, "2027-03-15T13:00:00Z"));
  assert.deepEqual(
    marks.map((/** @type {any} */ it) => [it.text, it.judged, it.points, it.comment, it.flag]),
    [
      [code("a"), "of a", { claim: 2, fact: 0 }, "Good.", false],
      [code("b"), "of b", { claim: 2, fact: 0 }, "Good.", false],
    ],
  );
  assert.equal(about.marker, "Ada B.");
  assert.equal(about.rubric, "sha256:r");
  assert.equal(fileName(pack()), "ports-Ada-B.marks.json");
});

test("what alike texts were given is at hand, and is given again in one", () => {
  const work = new Work(pack(), clock().now);
  give(work, 1, 2);
  work.comment("Short.");
  work.flag(true);
  assert.ok(work.go(1));
  assert.equal(work.alike(), 0);
  work.same();
  assert.deepEqual(work.mark().points, { claim: 1, fact: 2 });
  assert.equal(work.mark().comment, "Short.");
  assert.equal(work.mark().flag, false);
  assert.ok(work.go(1));
  assert.equal(work.alike(), null);
  assert.deepEqual(work.phrases(), ["Short."]);
  work.again("Short.");
  assert.deepEqual(work.phrases(), []);
});

test("each change is taken back, a comment as a whole, and its text is shown", () => {
  const work = new Work(pack(), clock().now);
  give(work, 2, 2);
  for (const typed of ["W", "We", "Wel"]) work.comment(typed, true);
  work.go(1);
  work.flag(true);
  work.undo();
  assert.equal(work.mark(1).flag, false);
  work.undo();
  assert.deepEqual([work.at, work.mark().comment, work.isDone()], [0, "", true]);
  work.undo();
  work.undo();
  assert.deepEqual(work.mark().points, {});
  assert.equal(work.canUndo(), false);
  work.undo();
  assert.equal(JSON.parse(marksFile(work, "")).marks.length, 0);
});

test("one sees what one asks for, and goes round in it", () => {
  const work = new Work(pack(), clock().now);
  work.filter("pipe", "all");
  assert.equal(work.at, 2);
  assert.equal(work.go(1), false);
  assert.equal(work.go(-1), false);
  assert.equal(toldPlace(work), "Text 3 of 3 (1 of 1 chosen)");
  work.filter("", "flagged");
  assert.deepEqual([work.wanted(), work.at], [[], 2]);
  work.filter("", "open");
  give(work, 0, 0);
  assert.deepEqual(work.wanted(), [0, 1]);
  assert.equal(toldPlace(work), "Text 3 of 3");
  assert.ok(work.goToOpen());
  assert.equal(work.at, 0);
});

test("the time that is left is told when there is something to reckon with", () => {
  const time = clock();
  const given = pack();
  given.texts = [
    ...given.texts,
    ...given.texts.map((it, at) => ({ ...it, copies: [{ ...it.copies[0], id: `${at}` }] })),
  ];
  const work = new Work(given, time.now);
  for (const seconds of [60, 10_000, 90]) {
    assert.equal(work.minutesLeft(), null);
    time.pass(seconds);
    give(work, 0, 0);
    work.go(1);
  }
  // Three are left, at a minute and a half each.
  assert.equal(work.minutesLeft(), 5);
  assert.equal(toldProgress(work), "3 of 6 marked, about 5 minutes left.");
  assert.equal(toldTime(61), "1 hour 1 minute");
  assert.equal(toldEnd(work, 1), "This is the last text. 3 texts lack a mark: O goes to them.");
  // To change a mark takes no new text's time.
  give(work, 2, 2);
  assert.equal(work.spent.length, 4);
  give(work, 0, 2);
  assert.equal(work.spent.length, 4);
});

test("of what is kept in two places, each text takes the later mark", () => {
  const time = clock();
  const [one, other] = [new Work(pack(), time.now), new Work(pack(), time.now)];
  give(one, 0, 0);
  time.pass(5);
  give(other, 2, 2);
  other.go(1);
  other.give("claim", 1);
  assert.equal(one.adopt(other.kept()), 3);
  assert.deepEqual(one.mark(0).points, { claim: 2, fact: 2 });
  assert.equal(one.at, 1);
  // Nothing older comes back.
  assert.equal(
    other.adopt({
      marks: { [code("a")]: { ...one.kept().marks[code("a")], at: "2020-01-01T00:00:00Z" } },
    }),
    0,
  );
});

test("no mark is taken that cannot be, nor one of another text", () => {
  const work = new Work(pack(), clock().now);
  const good = {
    points: { claim: 1 },
    comment: "",
    flag: false,
    at: "2027-03-15T12:00:00Z",
    judged: "of d",
  };
  const bad = [
    { ...good, points: { claim: 3 } },
    { ...good, points: { other: 1 } },
    { ...good, points: [] },
    { ...good, comment: "x".repeat(51) },
    { ...good, flag: 1 },
    { ...good, at: "yesterday" },
    null,
    "text",
  ];
  for (const mark of bad) assert.equal(work.adopt({ marks: { [code("d")]: mark } }), 0);
  work.adopt({ marks: { [code("d")]: { ...good, judged: "of another" } }, spent: "x", place: 7 });
  assert.deepEqual(work.mark(2).points, {});
  assert.equal(work.adopt({ marks: { [code("d")]: { ...good, at: "2028-03-15T12:00:00Z" } } }), 1);
  assert.deepEqual(work.mark(2).points, { claim: 1 });
});

test("what was sent back before is there again", () => {
  const given = pack();
  given.texts[2].copies[0].given = {
    points: { claim: 2, fact: 2 },
    comment: "",
    flag: true,
    at: "2027-03-01T12:00:00Z",
  };
  const work = new Work(given, clock().now);
  assert.ok(work.isDone(2));
  assert.deepEqual(work.progress(), { done: 1, of: 3, flagged: 1 });
});

test("a file is gone on with that was saved from this page, and no other", () => {
  const work = new Work(pack(), clock().now);
  give(work, 1, 2);
  const text = marksFile(work, "2027-03-15T13:00:00Z");
  const read = readMarksFile(text, pack());
  assert.ok("marks" in read);
  const next = new Work(pack(), clock().now);
  assert.equal(next.adopt(read), 2);
  assert.deepEqual(next.mark(0).points, { claim: 1, fact: 2 });
  for (const [change, problem] of [
    [{ marker: "Bo" }, /not Ada B\.’s/],
    [{ course: "x" }, /not Ada B\.’s/],
    [{ rubric: "x" }, /another rubric/],
    [{ format: "x" }, /holds no marks/],
  ]) {
    const other = readMarksFile(
      JSON.stringify({ ...JSON.parse(text), .../** @type {object} */ (change) }),
      pack(),
    );
    assert.match("problem" in other ? other.problem : "", /** @type {RegExp} */ (problem));
  }
  assert.ok("problem" in readMarksFile("{", pack()));
});

test("keys mean something, but not while something is typed", () => {
  assert.deepEqual(meaning({ key: "3" }, "page"), { action: "level", level: 3 });
  assert.equal(meaning({ key: "3" }, "typing"), null);
  assert.equal(meaning({ key: "n" }, "typing"), null);
  assert.deepEqual(meaning({ key: "Enter", ctrlKey: true }, "typing"), {
    action: "next",
    level: 0,
  });
  assert.equal(meaning({ key: "Enter" }, "control"), null);
  assert.deepEqual(meaning({ key: "Enter" }, "page"), { action: "next", level: 0 });
  assert.deepEqual(meaning({ key: "F" }, "control"), { action: "flag", level: 0 });
  assert.deepEqual(meaning({ key: "z", metaKey: true }, "page"), { action: "undo", level: 0 });
  for (const key of ["0", "x", "Tab", "ArrowDown"]) assert.equal(meaning({ key }, "page"), null);
  for (const held of ["ctrlKey", "altKey"])
    assert.equal(meaning({ key: "c", [held]: true }, "page"), null);
});
