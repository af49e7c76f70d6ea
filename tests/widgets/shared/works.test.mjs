// What the boards of a browser hold together.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkedIn,
  placements,
  workIn,
  worksOn,
} from "../../../src/hedgelab/widgets/shared/works.js";
import { answerFiles, FORMAT } from "../answer_format.mjs";
import { board } from "../boards.mjs";

test("a board's work is read as an answer file is", () => {
  // What is no JSON never came to a shelf.
  const documents = (/** @type {"good" | "bad"} */ kind) =>
    answerFiles(kind).flatMap(({ what, text }) => {
      try {
        return [{ what, answers: JSON.parse(text.replace(/^\ufeff/, "")) }];
      } catch {
        return [];
      }
    });
  for (const { what, answers } of documents("good")) {
    assert.deepEqual(workIn({ answers }, FORMAT), { answers, progress: { checked: {} } }, what);
  }
  const bad = documents("bad").filter(({ what }) => !what.includes("twice"));
  for (const { what, answers } of bad) assert.equal(workIn({ answers }, FORMAT), null, what);
  assert.ok(bad.length > 30);
});

test("what can't be read is counted, and the rest is there", () => {
  const one = board("one", { "pact-1993": "balancing" });
  const shelf = { a: one, b: null, c: { answers: 3 }, d: [1], e: { answers: {} } };
  assert.deepEqual(worksOn(shelf, FORMAT), { works: [one], unreadable: 4 });
});

test("an act that was checked on one board is no secret on another", () => {
  const works = [
    board("one", { "pact-1993": "balancing" }, "pact-1993"),
    board("two", { "pact-1993": "bandwagoning", "line-1995": "balancing" }),
  ];
  assert.deepEqual([...checkedIn(works)], ["pact-1993"]);
});

test("the later word counts, by whatever clock it was told", () => {
  const early = board("one", { "pact-1993": "balancing" }).answers;
  const late = board("two", { "pact-1993": "bandwagoning" }).answers;
  early.answers[0].changed = "2026-10-05T16:00:00+04:00"; // noon in Greenwich
  late.answers[0].changed = "2026-10-05T13:00:00Z";
  for (const order of [
    [early, late],
    [late, early],
  ]) {
    const found = placements(order).get("pact-1993");
    assert.deepEqual([found?.position, found?.assignment], ["bandwagoning", "two"]);
  }
  delete late.answers[0].changed;
  assert.equal(placements([late, early]).get("pact-1993")?.assignment, "one");
});

test("what has no position is placed nowhere", () => {
  const { answers } = board("one", { "pact-1993": "balancing" });
  answers.answers[0].position = null;
  assert.equal(placements([answers]).size, 0);
});
