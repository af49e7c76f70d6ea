// Where names are written, what is nearest, and where the arrow keys lead.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Frame,
  fromBox,
  fromLine,
  nearest,
  towards,
} from "../../../src/hedgelab/widgets/region_map/geometry.js";
import { arrange } from "../../../src/hedgelab/widgets/region_map/names.js";

/** @import { Box } from "../../../src/hedgelab/widgets/region_map/geometry.js" */
/** @import { Name, Side } from "../../../src/hedgelab/widgets/region_map/names.js" */

/** @type {Record<string, Side>} */
const SIDES = {
  e: [8, 4, "start"],
  w: [-8, 4, "end"],
  ne: [6, -5, "start"],
  nw: [-6, -5, "end"],
  se: [6, 12, "start"],
  sw: [-6, 12, "end"],
  n: [0, -8, "middle"],
  s: [0, 17, "middle"],
  c: [0, 4, "middle"],
};

/** @param {Name[]} names @param {Box[]} lines */
function arranged(names, ...lines) {
  return [...arrange(names, SIDES, [], lines, [200, 100])];
}

/** @param {number} x @param {number} y @returns {Name} */
function name(x, y, rank = 1, side = "e") {
  return { id: `${x}-${rank}`, x, y, rank, side, width: 60, height: 15 };
}

test("a name stands on its own side if it can", () => {
  assert.deepEqual(arranged([name(50, 50)]), [["50-1", "e"]]);
});

test("where it would run out of the drawing, it turns round", () => {
  assert.deepEqual(arranged([name(190, 50)]), [["190-1", "w"]]);
});

test("the more important of two keeps its side", () => {
  assert.deepEqual(arranged([name(50, 50, 2), name(50, 58, 1)]), [
    ["50-1", "e"],
    ["50-2", "ne"],
  ]);
});

test("a name over its point has no other side to turn to", () => {
  assert.deepEqual(arranged([name(100, 50), name(140, 50, 1, "c")]), [
    ["140-1", "c"],
    ["100-1", "w"],
  ]);
});

test("over a line only the first names are written, and only if they must", () => {
  assert.notDeepEqual(arranged([name(50, 50)], [0, 45, 200, 10])[0], ["50-1", "e"]);
  const everywhere = /** @type {Box} */ ([0, 0, 200, 100]);
  assert.deepEqual(arranged([name(50, 50)], everywhere), [["50-1", "e"]]);
  const area = { ...name(50, 50), side: "c" };
  assert.deepEqual(arranged([area], everywhere), [["50-1", "c"]]);
  assert.deepEqual(arranged([name(50, 50, 2)], everywhere), []);
});

test("an arrow leads to what lies ahead", () => {
  const things = [
    { x: 0, y: 0 },
    { x: 50, y: 40 },
    { x: 60, y: 0 },
    { x: -5, y: 90 },
  ];
  const led = (/** @type {string} */ key) => towards(things[0], things, key);
  assert.equal(led("ArrowRight"), things[2]);
  assert.equal(led("ArrowDown"), things[3]);
  assert.equal(led("ArrowLeft"), undefined);
  assert.equal(led("ArrowUp"), undefined);
});

test("the nearest within reach is meant", () => {
  assert.equal(
    nearest([3, 9, 5], (one) => Math.abs(one - 6), 2),
    5,
  );
  assert.equal(
    nearest([3, 9], (one) => Math.abs(one - 6), 3),
    undefined,
  );
});

test("a line is as far as its nearest point, be it an end", () => {
  assert.equal(fromLine([5, 3], [0, 0], [10, 0]), 3);
  assert.equal(fromLine([13, 4], [0, 0], [10, 0]), 5);
  assert.equal(fromLine([3, 4], [0, 0], [0, 0]), 5);
});

test("a box is as far as its nearest edge, and no way off from within", () => {
  assert.equal(fromBox([13, 14], [0, 0, 10, 10]), 5);
  assert.equal(fromBox([3, 3], [0, 0, 10, 10]), 0);
});

test("a frame turns units of the drawing to pixels", () => {
  const frame = new Frame([100, 50, 400, 200], 200);
  assert.deepEqual(frame.size, [200, 100]);
  assert.deepEqual(frame.inPixels([300, 50]), [100, 0]);
});

test("a line takes a row of boxes with no gap between them", () => {
  const beads = new Frame([0, 0, 100, 100], 100).beads([
    [0, 0],
    [30, 0],
    [30, 12],
  ]);
  assert.deepEqual(beads[0], [-2, -2, 4, 4]);
  assert.deepEqual(beads.at(-1), [28, 10, 4, 4]);
  for (const [at, [x, y]] of beads.slice(1).entries()) {
    assert.ok(Math.hypot(x - beads[at][0], y - beads[at][1]) <= 5);
  }
});
