// Which years the axis covers, and what is written along it.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  LETTER,
  px,
  rangeOf,
  shortName,
  spread,
  ticks,
} from "../../../src/hedgelab/widgets/timeline/axis.js";
import { event } from "./events.mjs";

/** @param {{from: number, to: number | null}} years */
function period({ from, to }) {
  return { id: "", label: "", name: "", opens_with: "", presidents: {}, from, to };
}

test("the axis covers everything, in whole years", () => {
  const events = [event("a", { from: 1993.7, to: 1993.8 }), event("b", { from: 1994, to: 2001.2 })];
  assert.deepEqual(rangeOf(events, undefined), { from: 1993, to: 2002 });
});

test("of one period it covers that, and what goes on beyond it runs out of the picture", () => {
  const events = [event("a", { from: 1994, to: 2010 })];
  assert.deepEqual(rangeOf(events, period({ from: 1993.5, to: 2000 })), { from: 1993, to: 2000 });
});

test("a period that still lasts ends with its events", () => {
  const events = [event("a", { from: 2019, to: 2023.5 })];
  assert.deepEqual(rangeOf(events, period({ from: 2018, to: null })), { from: 2018, to: 2024 });
});

test("a label stands by as many years as there is room for", () => {
  const told = (/** @type {number} */ width) =>
    ticks({ from: 1993, to: 2003 }, width).flatMap(({ year, labelled }) => (labelled ? year : []));
  assert.deepEqual(
    told(410),
    [...Array(10).keys()].map((year) => 1993 + year),
  );
  assert.deepEqual(told(220), [1994, 1996, 1998, 2000]);
  assert.deepEqual(told(100), [1995, 2000]);
  const [first, second] = ticks({ from: 1993, to: 2003 }, 220);
  assert.deepEqual([first.at, second.at], [0, 22]);
});

test("labels of short terms do not touch", () => {
  const names = ["Mutalibov", "Elchibey", "Heydar Aliyev", "Ilham Aliyev"];
  const ends = [0, 25, 35, 200, 580];
  const items = names.map((text, at) => ({ start: ends[at], end: ends[at + 1], text }));
  const placed = spread(items, 580);
  for (const [at, label] of placed.slice(0, -1).entries()) {
    const end = label.left + names[at].length * LETTER;
    assert.ok(label.line !== placed[at + 1].line || end < placed[at + 1].left);
  }
  assert.deepEqual(
    placed.map(({ line }) => line),
    [0, 1, 0, 0],
  );
});

test("a name is cut to the family's where it has no room", () => {
  assert.equal(shortName("Ilham Aliyev", 200), "Ilham Aliyev");
  assert.equal(shortName("Ilham Aliyev", 40), "Aliyev");
});

test("a length is written with one decimal", () => {
  assert.deepEqual([px(3), px(2.349), px(-0.06)], ["3px", "2.3px", "-0.1px"]);
});
