// The steps of the last exercise, and what comes out of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  expectedOf,
  moves,
  resultOf,
  stageOf,
  tally,
  withExpected,
} from "../../../src/hedgelab/widgets/last_exercise/state.js";
import {
  expectedSentence,
  nearSentence,
  offInWords,
  sidesSentence,
} from "../../../src/hedgelab/widgets/last_exercise/telling.js";

const SIDES = ["rejection", "neutral", "acceptance"];
const POSITIONS = ["one", "two", "three"].map((id, index) => ({
  ...{ id, number: index + 1, name: id, side: SIDES[index] },
}));
const reading = (/** @type {string} */ position, credit = 1) => ({
  ...{ position, reader: "module", credit, reason: "" },
});

// Dealt in an order that is not that of time.
const EVENTS = ["later", "first", "last"].map((id) => ({ event_id: id, title: id, summary: "" }));
const READINGS = {
  first: { readings: [reading("one"), reading("three", 0.5)], dispute: "" },
  later: { readings: [reading("two")], dispute: "who" },
  last: { readings: [reading("three")], dispute: "" },
};
const told = (/** @type {string} */ date) => ({ date, date_text: "", period: "", afterwards: "" });
const TOLD = { first: told("1997-07"), later: told("2008"), last: told("2021-12-10") };

/** @param {Record<string, string>} placed @param {number[]} expected */
function result(placed, expected) {
  const answers = Object.entries(placed).map(([event, position]) => ({ event, position }));
  const document = { format: "hedgelab-answers/1", assignment: "last-exercise", answers };
  return resultOf({
    ...{ events: EVENTS, document, readings: READINGS, told: TOLD },
    ...{ positions: POSITIONS, expected },
  });
}

test("no more acts can be given out than there are, and none twice", () => {
  assert.deepEqual(withExpected([0, 0, 0], 1, 2, 3), [0, 2, 0]);
  assert.deepEqual(withExpected([0, 2, 0], 0, 3, 3), [1, 2, 0]);
  assert.deepEqual(withExpected([1, 2, 0], 1, 0, 3), [1, 0, 0]);
});

test("what was kept is taken up, and what is no such thing is begun anew", () => {
  assert.deepEqual(expectedOf([1, 2, 0], 3, 3), [1, 2, 0]);
  for (const strange of [undefined, "x", [1, 2], [1, -1, 0], [3, 1, 0], [0.5, 0, 0]]) {
    assert.deepEqual(expectedOf(strange, 3, 3), [0, 0, 0]);
  }
  assert.equal(stageOf("result"), "result");
  assert.equal(stageOf("anything"), "place");
});

test("the result tells the acts in the order of time, each with how far off it is", () => {
  const { outcomes, mine, readings } = result(
    { first: "three", later: "two", last: "two" },
    [1, 1, 1],
  );
  assert.deepEqual(
    outcomes.map(({ event, off, hasCase }) => [event.event_id, off, hasCase]),
    [
      ["first", 2, true],
      ["later", 0, false],
      ["last", 1, false],
    ],
  );
  assert.deepEqual(mine, [0, 2, 1]);
  assert.deepEqual(readings, [1, 1, 1]);
  assert.deepEqual(tally(outcomes), { same: 1, near: 1, far: 1 });
  assert.deepEqual(outcomes.map(offInWords), [
    "2 steps off, with a case of its own",
    "where the reading is",
    "1 step off",
  ]);
});

test("two profiles differ by the acts that would have to move", () => {
  assert.equal(moves([3, 0, 0], [1, 1, 1]), 2);
  assert.equal(moves([1, 1, 1], [1, 1, 1]), 0);
});

test("it says how near the places are, and how the expected profile stands to both", () => {
  const found = result({ first: "three", later: "two", last: "two" }, [2, 1, 0]);
  assert.equal(
    nearSentence(found.outcomes),
    "You place 1 of 3 acts where this module’s reading has them, 1 a step away, 1 further off.",
  );
  assert.equal(
    expectedSentence(found),
    "The profile that you expected differs from the readings by 1 act, " +
      "and differs from your own places by 2 acts.",
  );
  assert.equal(
    sidesSentence(found, POSITIONS),
    "Rejection to acceptance: you expected 2 to 0, you placed 0 to 1, " +
      "and the readings have 1 to 1.",
  );
});
