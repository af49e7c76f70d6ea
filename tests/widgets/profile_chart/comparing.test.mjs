// What is measured of whose acts, group by group.
import assert from "node:assert/strict";
import { test } from "node:test";
import { blocksOf, largestShare } from "../../../src/hedgelab/widgets/profile_chart/comparing.js";
import { change } from "../../../src/hedgelab/widgets/profile_chart/measures.js";
import { measures, number, told } from "../../../src/hedgelab/widgets/profile_chart/telling.js";

/** @import { Whose } from "../../../src/hedgelab/widgets/profile_chart/comparing.js" */
/** @import { Index } from "../../../src/hedgelab/widgets/profile_chart/telling.js" */

const POSITIONS = ["out", "near", "middle", "in"].map((id, at) => ({
  ...{ id, number: at + 1, name: id, short: id, light: "", dark: "" },
  side: ["rejection", "rejection", "middle", "acceptance"][at],
}));
const GROUPS = [
  { id: "then", label: "", name: "", reader: "article" },
  { id: "beyond", label: "", name: "", reader: "module" },
];
const ACTS = [
  { id: "a", group: "then", domain: "trade", position: "out" },
  { id: "b", group: "then", domain: "trade", position: "in" },
  { id: "c", group: "beyond", domain: "trade", position: "in" },
];
const ONCE = { positions: { out: 1, near: 1, middle: 1, in: 1 }, domains: { trade: 1 } };

/** @param {Whose} id @param {Record<string, Record<string, number>>} placed */
function series(id, placed) {
  return { id, name: id, placed: new Map(Object.entries(placed)) };
}
const FILED = series("filed", { a: { out: 1 }, b: { in: 1 }, c: { in: 1 } });

test("each group has the profiles of those who placed something in it", () => {
  const mine = series("reader", { c: { out: 1 } });
  const blocks = blocksOf(GROUPS, ACTS, [FILED, mine], ONCE, POSITIONS);
  assert.deepEqual(
    blocks.map(({ rows }) => rows.map(({ name, profile }) => [name, profile.acts])),
    [
      [["filed", 2]],
      [
        ["Module", 1],
        ["reader", 1],
      ],
    ],
  );
});

test("shares are weighted, and stand beside those of a plain count", () => {
  const weights = { ...ONCE, positions: { ...ONCE.positions, in: 3 } };
  const [{ rows }] = blocksOf(GROUPS, ACTS, [FILED], weights, POSITIONS);
  const [{ shares, plain, balance, centre }] = rows;
  assert.deepEqual(shares, [0.25, 0, 0, 0.75]);
  assert.deepEqual(plain, [0.5, 0, 0, 0.5]);
  assert.equal(balance, 0.5);
  assert.equal(centre, 0.25 + 4 * 0.75);
  assert.equal(largestShare(blocksOf(GROUPS, ACTS, [FILED], weights, POSITIONS)), 1);
});

test("where nothing weighs there is still a scale to draw by", () => {
  const none = { ...ONCE, domains: { trade: 0 } };
  const blocks = blocksOf(GROUPS, ACTS, [series("class", {})], none, POSITIONS);
  assert.equal(largestShare(blocks), 0.01);
});

test("a measure moved as far as its decimals tell", () => {
  assert.equal(change(0.501, 0.504, 2), "same");
  assert.equal(change(0.501, 0.506, 2), "more");
  assert.equal(change(3.2, 2.9, 1), "less");
  assert.equal(change(NaN, 2.9, 1), "none");
  assert.equal(change(2.9, NaN, 1), "none");
});

test("numbers are told with their decimals, and nothing as none", () => {
  assert.deepEqual([told(0.5, 2), told(NaN, 1)], ["0.50", "none"]);
  assert.deepEqual([number(1.5), number(2), number(1 / 3)], ["1.5", "2", "0.3"]);
  const indices = /** @type {Index[]} */ ([
    { id: "breadth", name: "", digits: 1, means: "" },
    { id: "balance", name: "", digits: 2, means: "" },
  ]);
  const [{ rows }] = blocksOf(GROUPS, ACTS, [FILED], ONCE, POSITIONS);
  assert.deepEqual(measures(rows[0], indices), ["2.0", "1.00"]);
});
