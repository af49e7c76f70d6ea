// The marks of a lane: how they are stacked, and which of them a pointer means.
//
// A mark is smaller than a finger, so the chart never asks for a hit: the mark nearest
// to the pointer is meant.

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
 * @property {"" | "after" | "before" | "above"} label where its title stands, whole; "" for nowhere
 */

const DOT = 10; // px across
const WIDE_LETTER = 7.2; // px of a letter at most, taken over a title in any face
const CELL = 16; // px of a row that a mark takes at least

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
  const whole = shortTitle(event.title).length * WIDE_LETTER + 8;
  // A title stands there whole or not at all: in a crowd, where its own bar has room for it.
  const room = isSpan ? width : width - size;
  const text = whole <= (labelled ? room : isSpan ? size : 0) ? whole : 0;

  let [left, right] = [bar, bar + size];
  /** @type {Mark["label"]} */
  let label = "";
  if (text && isSpan) {
    label = "above";
    right = Math.max(right, left + text);
    if (right > width) [left, right] = [Math.max(0, width - Math.max(size, text)), width];
  } else if (text) {
    label = right + text <= width ? "after" : text <= left ? "before" : "";
    if (label === "after") right += text;
    if (label === "before") left -= text;
  }
  if (!label) {
    const spare = Math.max(0, CELL - size) / 2;
    [left, right] = [left - spare, right + spare];
  }
  return { id: event.id, row: 0, left, width: right - left, bar: bar - left, size, label };
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
