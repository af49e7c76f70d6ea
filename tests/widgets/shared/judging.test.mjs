// What is said of a placed card: how near it is, on which side, and what speaks for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compare,
  creditInWords,
  judge,
  nearness,
  steps,
} from "../../../src/hedgelab/widgets/shared/judging.js";
import { KEY, POSITIONS, RULES } from "../board/lumen.mjs";

const IDS = POSITIONS.map(({ id }) => id);

test("steps are counted from one position to the other, towards acceptance", () => {
  const counted = IDS.map((from) => IDS.map((to) => steps(from, to, POSITIONS)));
  assert.deepEqual(counted[0], [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual(counted[4], [-4, -3, -2, -1, 0, 1, 2]);
  assert.ok(Number.isNaN(steps("balancing", "nowhere", POSITIONS)));
});

test("nearness tells the distance and the side", () => {
  const near = IDS.map((id) => nearness(id, "economic-pragmatism", POSITIONS, RULES));
  assert.deepEqual(near[0], { steps: -3, words: "Three steps, towards rejection" });
  assert.deepEqual(near[3], { steps: 0, words: "The article's own reading" });
  assert.deepEqual(near[5], { steps: 2, words: "Two steps, towards acceptance" });
});

const told = (/** @type {string} */ mine, /** @type {string} */ event) => {
  const { kind, steps: signed, mark, words } = judge(mine, KEY[event], POSITIONS, RULES);
  return [kind, signed, mark, words];
};

test("a card is judged by the article's reading", () => {
  assert.deepEqual(told("binding-engagement", "visit-1994"), [
    "same",
    0,
    "as the article",
    "The article's own reading.",
  ]);
  assert.deepEqual(told("dominance-denial", "visit-1994"), [
    "off",
    -2,
    "2 steps off",
    "Two steps, towards rejection.",
  ]);
  assert.deepEqual(told("limited-bandwagoning", "visit-1994"), [
    "off",
    1,
    "1 step off",
    "One step, towards acceptance.",
  ]);
});

test("another reading has a case of its own", () => {
  assert.deepEqual(told("binding-engagement", "pact-1993"), [
    "reading",
    -1,
    "other reading",
    "One step, towards rejection: a reading with a case of its own.",
  ]);
});

test("where the article files an act nowhere, no place is near or far", () => {
  assert.deepEqual(told("economic-pragmatism", "school-1997").slice(0, 3), [
    "reading",
    0,
    "a reading",
  ]);
  assert.deepEqual(told("balancing", "school-1997"), [
    "open",
    0,
    "not filed",
    "The article mentions this act and files it nowhere.",
  ]);
  const untold = { ...KEY["school-1997"], told: false };
  const { words } = judge("balancing", untold, POSITIONS, RULES);
  assert.equal(words, "The article does not tell this act.");
});

test("two profiles are compared over the same cards", () => {
  const pairs = [
    { mine: "balancing", article: "dominance-denial" },
    { mine: "dominance-denial", article: "dominance-denial" },
    { mine: "economic-pragmatism", article: "binding-engagement" },
  ];
  const result = compare(pairs, POSITIONS);
  assert.deepEqual(result.mine, [1, 0, 1, 1, 0, 0, 0]);
  assert.deepEqual(result.article, [0, 0, 2, 0, 1, 0, 0]);
  assert.deepEqual([result.same, result.near, result.tendency], [1, 1, -1]);
  assert.equal(
    result.sentence,
    "On average you read these 3 acts 1 step further towards rejection than the article does: " +
      "you see more balancing (1 to its 0) and less dominance denial (1 to its 2).",
  );
  assert.equal(compare([], POSITIONS).sentence, "");
});

test("credit is told in words", () => {
  assert.equal(creditInWords(0.75), "three quarters of the credit");
  assert.equal(creditInWords(0.4), "40 % of the credit");
});
