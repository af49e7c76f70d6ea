// The marks of a lane: how they are stacked, and which of them a pointer means.
//
// A mark is smaller than a finger, so the chart never asks for a hit: the mark nearest
// to the pointer is meant.

import { LETTER } from "./axis.js";
import { shortTitle } from "./events.js";

/** @import { TimelineEvent } from "./events.js" */
/** @import { Range } from "./axis.js" */

/**
 * A mark with its label, in px.
 * @typedef {object} Mark
 * @property {string} id
 * @property {number} row
 * @property {number} left
 * @property {number} width
 * @property {number} bar where its bar begins, from `left`
 * @property {number} size of the bar
 * @property {"" | "after" | "before" | "above"} label where its title stands
 * @property {number} whole what its title would take
 */

const DOT = 10; // px across
const CELL = 16; // px of a row that a mark takes at least
const LABEL = 150; // px of a label at least, unless it is shorter
const ROOMY = 130; // px of a bar that carries its label even in a crowd

/**
 * Where a mark stands with its label, were it alone in its row.
 * @param {TimelineEvent} event
 * @param {Range} range
 * @param {number} width of the lane
 * @param {boolean} labelled
 * @returns {Mark}
 */
function placed(event, range, width, labelled) {
  const scale = width / (range.to - range.from);
  const within = (/** @type {number} */ x, most = width) =>
    Math.min(Math.max(x, 0), Math.max(most, 0));
  const start = within((event.from - range.from) * scale);
  const end = within((event.to - range.from) * scale);
  const isSpan = event.kind === "span";
  const size = event.kind === "point" ? DOT : Math.max(end - start, CELL);
  const bar = within(isSpan ? start : (start + end - size) / 2, width - size);
  const whole = shortTitle(event.title).length * LETTER + 12;
  const some = Math.min(LABEL, whole);
  const text = labelled ? some : isSpan && size >= ROOMY ? Math.min(whole, size) : 0;

  let [left, right] = [bar, bar + size];
  /** @type {Mark["label"]} */
  let label = "";
  if (text && isSpan) {
    label = "above";
    right = Math.max(right, left + text);
    if (right > width) [left, right] = [Math.max(0, width - Math.max(size, text)), width];
  } else if (text) {
    label = right + text > width ? "before" : "after";
    if (label === "after") right += text;
    else left -= text;
  } else {
    const spare = Math.max(0, CELL - size) / 2;
    [left, right] = [left - spare, right + spare];
  }
  return { id: event.id, row: 0, left, width: right - left, bar: bar - left, size, label, whole };
}

/**
 * Let a title run on as far as nothing else stands in its row.
 * @param {Mark} mark
 * @param {Mark[]} marks
 * @param {number} width of the lane
 */
function runOn(mark, marks, width) {
  const others = marks.filter((other) => other.row === mark.row && other !== mark);
  const more = (mark.label === "above" ? 0 : mark.size) + mark.whole - mark.width;
  if (mark.label === "before") {
    const earlier = others.filter(({ left }) => left < mark.left);
    const free =
      mark.left - Math.max(0, ...earlier.map(({ left, width: wide }) => left + wide + 4));
    const grown = Math.max(0, Math.min(more, free));
    [mark.left, mark.width, mark.bar] = [mark.left - grown, mark.width + grown, mark.bar + grown];
  } else {
    const later = others.filter(({ left }) => left > mark.left);
    const free = Math.min(width, ...later.map(({ left }) => left - 4)) - mark.left - mark.width;
    mark.width += Math.max(0, Math.min(more, free));
  }
}

/**
 * Stack the marks of a lane so that none covers another.
 * @param {TimelineEvent[]} events in order of date
 * @param {Range} range
 * @param {number} width
 * @param {boolean} labelled
 * @returns {{marks: Mark[], rows: number}}
 */
export function pack(events, range, width, labelled) {
  /** @type {number[]} */
  const ends = [];
  const marks = events.map((event) => {
    const mark = placed(event, range, width, labelled);
    const right = mark.left + mark.width;
    const free = ends.findIndex((taken) => taken <= mark.left);
    const row = free < 0 ? ends.length : free;
    ends[row] = right + 2;
    return { ...mark, row };
  });
  for (const mark of labelled ? marks : []) runOn(mark, marks, width);
  return { marks, rows: ends.length };
}

/**
 * The mark that a pointer means, if it is near one.
 * @param {Mark[]} marks
 * @param {number} x
 * @param {number} y
 * @param {number} pitch of the rows
 */
export function nearest(marks, x, y, pitch) {
  let best = { id: "", distance: pitch };
  for (const { id, row, left, width } of marks) {
    const aside = Math.max(left - x, 0, x - left - width);
    const off = Math.max(Math.abs(y - (row + 0.5) * pitch) - pitch / 2, 0);
    const distance = Math.hypot(aside, off);
    if (distance < best.distance) best = { id, distance };
  }
  return best.id;
}
