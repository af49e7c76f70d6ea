import assert from "node:assert/strict";
import { test } from "node:test";
import {
  difference,
  expected,
  isDrawn,
  nearest,
  startOf,
  stepped,
  told,
} from "../../../src/hedgelab/widgets/prediction/expecting.js";

const ACTS = [
  { label: "Indirect", value: 8, side: "rejection" },
  { label: "Denial", value: 7, side: "rejection" },
  { label: "Pragmatism", value: 1, side: "neutral" },
  { label: "Engagement", value: 2, side: "acceptance" },
];
const YEARS = [
  { label: "2000", at: 2000, value: 31 },
  { label: "2008", at: 2008, value: 12 },
  { label: "2016", at: 2016, value: 9.4 },
];

test("bars start from nothing, a line from the point that is given", () => {
  assert.deepEqual(startOf(ACTS), [0, 0, 0, 0]);
  assert.deepEqual(startOf(YEARS), [31, 31, 31]);
  assert.equal(isDrawn(startOf(YEARS), YEARS), false);
  assert.equal(isDrawn([31, 31, 30], YEARS), true);
});

test("what is kept and fits no more is not taken up", () => {
  for (const kept of [null, [1], [1, 2, "3", 4], { length: 4 }, [1, 2, NaN, 4]]) {
    assert.deepEqual(expected(kept, ACTS), [0, 0, 0, 0]);
  }
  assert.deepEqual(expected([1, 2, 3, 4], ACTS), [1, 2, 3, 4]);
});

test("one sentence says where the reader and the data part", () => {
  const acts = { items: ACTS, unit: "acts" };
  assert.equal(
    difference(acts, [5, 1, 4, 8]),
    "You expected 6 acts on the side of rejection and 8 on that of acceptance, and the data have " +
      "15 and 2; the widest gap is at Denial, where you had 1 and they have 7.",
  );
  assert.equal(difference(acts, [8, 7, 1, 2]), "You expected what the data have.");
  assert.equal(
    difference({ items: YEARS, unit: "per cent" }, [31, 40, 10]),
    "You drew it from 31 to 10 per cent, and the data go from 31 to 9.4; the widest gap is in " +
      "2008, where you had 40 and they have 12.",
  );
  const plain = ACTS.map(({ label, value }) => ({ label, value }));
  assert.match(
    difference({ items: plain, unit: "acts" }, [8, 7, 1, 0]),
    /at Engagement, where you had 0/,
  );
});

test("the pointer takes the nearest point along, but never the one that is given", () => {
  assert.deepEqual(
    [0, 0.4, 0.8].map((share) => nearest(YEARS, share)),
    [1, 1, 2],
  );
  assert.deepEqual(
    [-1, 0.503, 2].map((share) => stepped(share, 50, 1)),
    [0, 25, 50],
  );
  assert.deepEqual([0.4567, 9.44, 31.4, 12].map(told), ["0.46", "9.4", "31", "12"]);
});
