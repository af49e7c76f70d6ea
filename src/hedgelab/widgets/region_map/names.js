// Where the names of places are written: so that none covers another, or a mark.

import { overlap } from "./geometry.js";

/** @import { Box, Point } from "./geometry.js" */

/** @typedef {[number, number, "start" | "middle" | "end"]} Side where a name stands, in px */

/**
 * A name to be written; `x` and `y` are those of its mark.  All in px.
 * @typedef {{id: string, x: number, y: number, width: number, height: number, side: string,
 *   rank: number}} Name
 */

const BASELINE = 11; // px from the top of a name's box

/**
 * The box of a name on one side of its mark.
 * @param {{x: number, y: number, width: number, height: number}} name
 * @param {Side} side
 * @returns {Box}
 */
export function boxOf({ x, y, width, height }, [right, down, anchor]) {
  const share = { start: 0, middle: 0.5, end: 1 }[anchor];
  return [x + right - share * width, y + down - BASELINE, width, height];
}

/**
 * Find for each name a side of its mark where it covers nothing: its own side if it can.
 * The first in rank choose first, and of those the ones that have but one place (side c).
 * Only the first names, such as capitals, and that of what is chosen are written over a line, and
 * only where every other side is taken; what finds no room stays unwritten.
 * @param {Name[]} names
 * @param {Record<string, Side>} sides
 * @param {Box[]} taken
 * @param {Box[]} lines
 * @param {Point} size of the drawing, in px
 * @returns {Map<string, string>} the side of each name that is written
 */
export function arrange(names, sides, taken, lines, [width, height]) {
  const filled = [...taken];
  const marks = names
    .filter(({ side }) => side !== "c")
    .map(({ id, x, y }) => ({ id, box: /** @type {Box} */ ([x - 4, y - 4, 8, 8]) }));
  const hold = (/** @type {Name} */ { rank, side }) => rank + (side === "c" ? 0 : 0.5);
  const found = new Map();
  for (const name of [...names].sort((one, other) => hold(one) - hold(other))) {
    const others = marks.filter(({ id }) => id !== name.id).map((mark) => mark.box);
    const isArea = (/** @type {string} */ side) => side.startsWith("c");
    // What names an area may move about in it.
    const rest = Object.keys(sides).filter((side) => isArea(side) === isArea(name.side));
    const open = [name.side, ...rest.filter((side) => side !== name.side)].filter((side) => {
      const box = boxOf(name, sides[side]);
      const [left, top, wide, high] = box;
      if (left < 0 || top < 0 || left + wide > width || top + high > height) return false;
      return ![...filled, ...others].some((other) => overlap(other, box));
    });
    const crosses = (/** @type {string} */ side) =>
      lines.some((box) => overlap(box, boxOf(name, sides[side])));
    const side = open.find((one) => !crosses(one)) ?? (name.rank < 2 ? open[0] : undefined);
    if (side) {
      found.set(name.id, side);
      filled.push(boxOf(name, sides[side]));
    }
  }
  return found;
}
