// The votes of a class: which counts, where the class stands, and how it moved.
import assert from "node:assert/strict";
import { test } from "node:test";
import { madeUpCodes, MADE_UP_READERS } from "../../../src/hedgelab/widgets/in_class/made_up.js";
import {
  toldMovement,
  toldSpread,
  toldTaken,
} from "../../../src/hedgelab/widgets/in_class/telling.js";
import {
  apart,
  atOdds,
  deviceOf,
  movement,
  numberOf,
  spread,
  Votes,
} from "../../../src/hedgelab/widgets/in_class/votes.js";
import { codesIn } from "../../../src/hedgelab/widgets/shared/codes_in_text.js";

/** @import { Vote } from "../../../src/hedgelab/widgets/shared/class_code.js" */

const SHEET = { digest: "sha256:1111", events: ["pact", "line", "visit"] };
const OTHER = { digest: "sha256:2222", events: ["pact"] };

/** @param {string} device @param {number[]} places @param {Vote} [vote] */
const cast = (device, places, vote = 1) => ({ sheet: SHEET, vote, device, places });

const POSITIONS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"].map((name, at) => ({
  ...{ id: name.toLowerCase(), number: at + 1, name, short: name },
}));

test("the same code counts once, and of two votes of a device the later one stands", () => {
  const votes = new Votes();
  assert.equal(votes.take(cast("a", [1, 2, 3])), "new");
  assert.equal(votes.take(cast("b", [1, 2, 3])), "new");
  assert.equal(votes.take(cast("a", [1, 2, 3])), "same");
  assert.equal(votes.take(cast("a", [7, 2, 0])), "changed");
  assert.equal(votes.take(cast("a", [6, 2, 0], 2)), "new");
  assert.equal(votes.take({ ...cast("a", [5]), sheet: OTHER }), "new");
  assert.deepEqual(
    [...votes.of(SHEET, 1)],
    [
      ["b", [1, 2, 3]],
      ["a", [7, 2, 0]],
    ],
  );
  assert.deepEqual([...votes.of(SHEET, 2).keys()], ["a"]);
  assert.deepEqual(spread(votes.of(SHEET, 1).values(), 0, 7), [1, 0, 0, 0, 0, 0, 1]);
  assert.deepEqual(spread(votes.of(SHEET, 1).values(), 2, 7), [0, 0, 1, 0, 0, 0, 0]);
  votes.forget(({ device }) => device === "b");
  assert.equal(votes.of(SHEET, 1).size, 1);
  votes.forget();
  assert.deepEqual([votes.has(SHEET), votes.has(OTHER)], [false, false]);
});

test("a device is known again by the number in its codes, and a file has none", () => {
  const ballot = { vote: /** @type {const} */ (1), device: 77, places: [] };
  assert.equal(numberOf(deviceOf(ballot)), 77);
  assert.equal(numberOf("file s26001"), null);
});

test("how far two readers stand apart is the mean over all pairs, in steps", () => {
  // Four readers at 1, 1, 3, 7: the pairs are 0, 2, 6, 2, 6, 4 steps apart; 20 / 6.
  assert.equal(apart([2, 0, 1, 0, 0, 0, 1]), 20 / 6);
  assert.equal(apart([0, 9, 0, 0, 0, 0, 0]), 0);
  assert.ok(Number.isNaN(apart([0, 1, 0, 0, 0, 0, 0])));
});

test("those who voted twice stayed or moved, and only they are counted", () => {
  const first = new Map([
    ["a", [3]],
    ["b", [3]],
    ["c", [4]],
    ["d", [6]],
    ["gone", [1]],
    ["left it out", [0]],
  ]);
  const second = new Map([
    ["a", [2]],
    ["b", [2]],
    ["c", [4]],
    ["d", [7]],
    ["came late", [5]],
    ["left it out", [5]],
  ]);
  const moved = movement(first, second, 0, 7);
  assert.deepEqual(moved, {
    ...{ both: 4, stayed: 1, rejection: 2, acceptance: 1 },
    ways: [
      { from: 3, to: 2, count: 2 },
      { from: 6, to: 7, count: 1 },
    ],
    before: [0, 0, 2, 1, 0, 1, 0],
    after: [0, 2, 0, 1, 0, 0, 1],
  });
  assert.equal(
    toldMovement(moved, POSITIONS),
    // 3, 3, 4, 6 are 10 steps over six pairs; 2, 2, 4, 7 are 17.
    "Of 4 readers who voted twice 1 stayed, 1 moved towards acceptance and 2 towards rejection. " +
      "Most trodden: from Three to Two (2). They stand further apart: 2.8 steps on average, after 1.7.",
  );
  assert.match(toldMovement(movement(first, new Map(), 0, 7), POSITIONS), /no first vote/);
  const before = spread(first.values(), 0, 7);
  assert.equal(toldSpread(before, POSITIONS), "One 1, Three 2, Four 1, Six 1.");
});

test("the talk is about the two fullest positions; among equals, about those furthest apart", () => {
  assert.deepEqual(atOdds([0, 3, 9, 0, 0, 4, 0]), [3, 6]);
  assert.deepEqual(atOdds([0, 3, 9, 3, 0, 0, 3]), [3, 7]);
  assert.equal(atOdds([0, 0, 5, 0, 0, 0, 0]), null);
  assert.equal(atOdds([0, 0, 0, 0, 0, 0, 0]), null);
});

test("what was taken in is told, and what was not new is not counted again", () => {
  assert.equal(
    toldTaken({ fresh: 28, same: 1, changed: 0 }),
    "28 votes taken in; 1 vote here already, counted once.",
  );
  assert.equal(toldTaken({ fresh: 0, same: 0, changed: 0 }), "");
});

test("thirty made-up readers vote twice by codes, and the second vote finds its first", () => {
  const acts = { pact: read("three", "five"), line: read("six"), visit: read("four") };
  const codes = madeUpCodes(SHEET, acts, POSITIONS);
  const votes = new Votes();
  for (const { sheet, ballot } of codesIn([...codes[1], ...codes[2]].join("\n"), [SHEET]).found) {
    assert.equal(votes.take({ ...ballot, sheet, device: deviceOf(ballot) }), "new");
  }
  const [first, second] = [votes.of(SHEET, 1), votes.of(SHEET, 2)];
  assert.equal(first.size, MADE_UP_READERS);
  assert.deepEqual([...second.keys()], [...first.keys()]);
  // A class worth talking to: divided at first, closer together afterwards, and nobody of one mind.
  const total = (/** @type {Map<string, number[]>} */ ballots) =>
    SHEET.events.reduce((sum, _, act) => sum + apart(spread(ballots.values(), act, 7)), 0);
  assert.ok(total(second) < total(first) * 0.9);
  assert.ok(total(second) > 0.5);
  assert.ok(SHEET.events.every((_, act) => movement(first, second, act, 7).stayed > 10));
  assert.deepEqual(madeUpCodes(SHEET, acts, POSITIONS), codes);
});

/** @param {...string} positions */
function read(...positions) {
  return { readings: positions.map((position) => ({ position, credit: 1 })) };
}
