// How the marks of a lane are stacked, and which of them a pointer means.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, pack } from "../../../src/hedgelab/widgets/timeline/marks.js";
import { event } from "./events.mjs";

const RANGE = { from: 2000, to: 2010 };
const LONG = "A visit that lasted through the whole of an autumn";

test("a dot stands over its date, and a bar from its first day to its last", () => {
  const events = [
    event("dot", { from: 2002, to: 2002 }),
    event("bar", { from: 2004, to: 2007, kind: "span" }),
  ];
  const [dot, bar] = pack(events, RANGE, 1000, false).marks;
  assert.equal(dot.left + dot.bar + dot.size / 2, 200);
  assert.deepEqual([bar.left + bar.bar, bar.size], [400, 300]);
});

test("what overlaps stands in another row, and what does not shares one", () => {
  const at = (/** @type {number} */ year) => event(String(year), { from: year, to: year });
  const { marks, rows } = pack([at(2001), at(2001.05), at(2005)], RANGE, 1000, false);
  assert.deepEqual(
    marks.map(({ row }) => row),
    [0, 1, 0],
  );
  assert.equal(rows, 2);
});

test("a label stands after its mark, or before it where the lane ends", () => {
  const events = [
    event("early", { from: 2001, to: 2001, title: LONG }),
    event("late", { from: 2009.9, to: 2009.9, title: LONG }),
    event("long", { from: 2002, to: 2006, kind: "span", title: LONG }),
  ];
  const labels = pack(events, RANGE, 1000, true).marks.map(({ label }) => label);
  assert.deepEqual(labels, ["after", "before", "above"]);
});

test("a title stands there whole, in a row of its own if need be, or not at all", () => {
  const both = [
    event("a", { from: 2001, to: 2001, title: LONG }),
    event("b", { from: 2003, to: 2003, title: LONG }),
  ];
  const { marks, rows } = pack(both, RANGE, 1000, true);
  assert.equal(rows, 2);
  for (const { width, size } of marks) assert.ok(width - size >= LONG.length * 7);
  // In the middle of a narrow lane there is room for it on neither side.
  const narrow = [event("c", { from: 2005, to: 2005, title: LONG })];
  assert.equal(pack(narrow, RANGE, 500, true).marks[0].label, "");
  // In a crowd a bar has it only where it is long enough.
  const bars = [2002, 2006].map((to) =>
    event(`${to}`, { from: 2001, to, kind: "span", title: LONG }),
  );
  assert.deepEqual(
    pack(bars, RANGE, 1000, false).marks.map(({ label }) => label),
    ["", "above"],
  );
});

test("the mark nearest to a pointer is meant, if it is within a row's height", () => {
  const events = [event("one", { from: 2002, to: 2002 }), event("two", { from: 2003, to: 2003 })];
  const { marks } = pack(events, RANGE, 1000, false);
  assert.equal(nearest(marks, 202, 8, 16), "one");
  assert.equal(nearest(marks, 287, 8, 16), "two");
  assert.equal(nearest(marks, 250, 8, 16), "");
  assert.equal(nearest(marks, 200, 31, 16), "one");
  assert.equal(nearest(marks, 200, 33, 16), "");
});
