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

test("a title runs on as far as nothing stands in its way", () => {
  const alone = pack([event("a", { from: 2001, to: 2001, title: LONG })], RANGE, 1000, true);
  assert.equal(alone.marks[0].width, alone.marks[0].size + alone.marks[0].whole);
  const both = [
    event("a", { from: 2001, to: 2001, title: LONG }),
    event("b", { from: 2003, to: 2003, title: LONG }),
  ];
  const [first, second] = pack(both, RANGE, 1000, true).marks;
  assert.equal(first.row, second.row);
  assert.equal(first.left + first.width, second.left - 4);
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
