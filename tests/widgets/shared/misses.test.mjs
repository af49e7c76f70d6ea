// How far a place is from the readings of an act that earn most.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answerOf, bestReadings, stepsOff } from "../../../src/hedgelab/widgets/shared/misses.js";

const POSITIONS = ["one", "two", "three", "four", "five"].map((id, index) => ({
  ...{ id, number: index + 1, name: id },
}));
const reading = (/** @type {string} */ position, reader = "module", credit = 1) => ({
  ...{ position, reader, credit, reason: "" },
});

test("an act that the article files is measured against the article alone", () => {
  const readings = [reading("two", "article"), reading("five", "module", 0.75)];
  assert.equal(answerOf(readings, POSITIONS), "two");
  assert.equal(stepsOff("five", readings, POSITIONS), 3);
  assert.equal(stepsOff("two", readings, POSITIONS), 0);
});

test("where nothing earns full credit, the nearest of the best is meant", () => {
  const readings = [reading("one", "module", 0.5), reading("four", "module", 0.5)];
  assert.deepEqual(
    bestReadings([...readings, reading("five", "module", 0.25)]).map(({ position }) => position),
    ["one", "four"],
  );
  assert.equal(answerOf(readings, POSITIONS), "one");
  assert.equal(stepsOff("three", readings, POSITIONS), 1);
});
