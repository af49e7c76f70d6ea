// What first places tell of how somebody codes: calibration, confusions, revisions, progress.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  calibration,
  confusions,
  judgedActs,
  mostConfused,
  progressBy,
  revisions,
} from "../../../src/hedgelab/widgets/my_reading/habits.js";
import {
  calibrationSentence,
  revisionSentence,
} from "../../../src/hedgelab/widgets/my_reading/habits_telling.js";

/** @import { Act } from "../../../src/hedgelab/widgets/shared/acts.js" */

const POSITIONS = ["one", "two", "three", "four"].map((id, at) => ({
  ...{ id, number: at + 1, name: id, short: id, light: "", dark: "" },
}));
const LEVELS = ["A guess", "Fairly sure", "Sure"].map((label, at) => ({ value: at + 1, label }));

/** @param {string} id @param {...[position: string, reader: string, credit: number]} readings */
function event(id, ...readings) {
  return {
    ...{ event_id: id, title: id, date_text: "", group: "then", board: "deeds" },
    readings: readings.map(([position, reader, credit]) => ({ position, reader, credit })),
  };
}

/** @param {string} event @param {...[position: string, confidence?: number]} log @returns {Act} */
function act(event, ...log) {
  const checks = log.map(([position, confidence], at) => ({
    ...{ position, at: `2026-10-0${at + 1}T10:00:00Z`, ...(confidence ? { confidence } : {}) },
  }));
  return { event, position: log.at(-1)?.[0], checks };
}

// Twenty acts at "two", of which twelve are placed within a step by somebody who was sure.
const MANY = Array.from({ length: 20 }, (_, at) => event(`act-${at}`, ["two", "article", 1]));
const SURE = MANY.map(({ event_id }, at) =>
  act(event_id, [at < 5 ? "two" : at < 12 ? "three" : "four", 3]),
);
const byEvent = (/** @type {Act[]} */ acts) => new Map(acts.map((one) => [one.event, one]));

test("of twenty acts that one was sure of, those within a step are counted", () => {
  const [sure, fairly, guess] = calibration(judgedActs(MANY, byEvent(SURE)), LEVELS, POSITIONS);
  assert.deepEqual(sure, { value: 3, label: "Sure", acts: 20, same: 5, near: 12 });
  assert.equal(fairly.acts + guess.acts, 0);
  assert.equal(
    calibrationSentence([sure, fairly, guess]),
    "Of 20 acts that you were sure of, 12 are within a step of the reading.",
  );
});

test("what is said of few acts says that they are few, and of none how to begin", () => {
  const few = calibration(judgedActs(MANY, byEvent(SURE.slice(0, 1))), LEVELS, POSITIONS);
  assert.equal(
    calibrationSentence(few),
    "Of 1 act that you were sure of, 1 is within a step of the reading; so few can be chance.",
  );
  const none = calibration([], LEVELS, POSITIONS);
  assert.match(calibrationSentence(none), /not said yet how sure/);
});

test("who is no nearer where they were surer is told so", () => {
  const level = (/** @type {number} */ value, /** @type {number} */ near) => ({
    ...{ value, label: "", acts: 12, same: 0, near },
  });
  assert.match(calibrationSentence([level(3, 6), level(1, 6)]), /no nearer/);
  assert.match(calibrationSentence([level(3, 9), level(1, 6)]), /were nearer, as one would wish/);
});

test("the first checked place counts, whatever stands now or was never checked", () => {
  const events = [event("pact", ["two", "article", 1]), event("line", ["one", "article", 1])];
  const acts = byEvent([
    act("pact", ["four", 2], ["two", 3]),
    { event: "line", position: "four", checks: [] },
  ]);
  const judged = judgedActs(events, acts);
  assert.deepEqual(
    judged.map(({ first, now, answer, confidence }) => [first, now, answer, confidence]),
    [["four", "two", "two", 2]],
  );
  const revised = revisions(judged, POSITIONS);
  assert.equal(
    revisionSentence(revised, judged.length),
    "Where the reading is: 0 of 1 act when first checked, 1 as they stand now. " +
      "You moved 1 (1 nearer). What counts is the first.",
  );
});

test("an act is held against the article, else the module's reading with full credit", () => {
  const events = [
    event("filed", ["two", "article", 1], ["one", "module", 0.75]),
    event("beyond", ["one", "module", 0.5], ["three", "module", 1]),
    event("resists", ["one", "module", 0.5]),
  ];
  const acts = byEvent(events.map(({ event_id }) => act(event_id, ["one"])));
  assert.deepEqual(
    judgedActs(events, acts).map(({ answer }) => answer),
    ["two", "three"],
  );
});

test("confusions are counted by first place and reading, and the most frequent is named", () => {
  const judged = judgedActs(MANY, byEvent(SURE));
  const table = confusions(judged, POSITIONS);
  // Rows are the reader's places, columns the readings: everything is read as "two".
  assert.deepEqual(
    table.map((row) => row[1]),
    [0, 5, 7, 8],
  );
  assert.equal(
    table.flat().reduce((sum, one) => sum + one, 0),
    20,
  );
  const most = mostConfused(table, POSITIONS);
  assert.deepEqual([most?.first.id, most?.answer.id, most?.count], ["four", "two", 8]);
  assert.equal(mostConfused(confusions([], POSITIONS), POSITIONS), null);
});

test("progress counts what is placed and what is checked, chapter by chapter", () => {
  const chapters = [{ title: "Deeds", href: "x", events: ["act-0", "act-1", "other"] }];
  const acts = byEvent([SURE[0], { event: "act-1", position: "one", checks: [] }]);
  assert.deepEqual(progressBy(chapters, acts), [
    { title: "Deeds", href: "x", total: 3, placed: 2, checked: 1 },
  ]);
});
