// Two readers of the same acts: where they agree, and where to talk first.

import { counted } from "../shared/words.js";
import { kappaInterval, weightedKappa } from "./agreement.js";

/** @import { Pair } from "./agreement.js" */
/** @import { Placed, Reader } from "./readers.js" */

/**
 * An act that both place; `steps` from the first reader's position to the second's.
 * @typedef {{event: string, one: Placed, other: Placed, numbers: Pair, steps: number}} Shared
 */

/**
 * The acts that both place, those furthest apart first.
 * @param {Reader} one @param {Reader} other @param {{id: string, number: number}[]} positions
 * @returns {Shared[]}
 */
export function sharedActs(one, other, positions) {
  const number = (/** @type {Placed} */ { position }) =>
    positions.find(({ id }) => id === position)?.number;
  const shared = [...one.placed].flatMap(([event, mine]) => {
    const theirs = other.placed.get(event);
    const [from, to] = [number(mine), theirs && number(theirs)];
    if (!theirs || !from || !to) return [];
    /** @type {Pair} */
    const numbers = [from, to];
    return [{ event, one: mine, other: theirs, numbers, steps: to - from }];
  });
  return shared.sort((first, second) => Math.abs(second.steps) - Math.abs(first.steps));
}

const FEW = 10; // acts, below which a figure for chance says next to nothing
const WIDE = 0.6; // of an interval that leaves nearly everything open

/** @param {number} figure */
function two(figure) {
  return figure.toFixed(2).replace("-", "−");
}

/**
 * How far the two agree, by counts alone.
 * @param {Shared[]} shared not empty
 */
export function toldCounts(shared) {
  const same = shared.filter(({ steps }) => !steps).length;
  const near = shared.filter(({ steps }) => Math.abs(steps) === 1).length;
  const far = shared.length - same - near;
  const percent = shared.length >= FEW ? ` (${Math.round((100 * same) / shared.length)} %)` : "";
  const parts = [
    `The same position for ${same} of ${counted(shared.length, "act")}${percent}`,
    near && `one step apart on ${near}`,
    far && `further apart on ${far}`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

/**
 * How far the two agree beyond chance, with what so few acts can and can't say.
 * @param {Shared[]} shared not empty
 */
export function toldKappa(shared) {
  const pairs = shared.map(({ numbers }) => numbers);
  if (pairs.length < FEW) {
    return (
      `Of ${counted(pairs.length, "act")} the counts say all there is to say: a figure that takes ` +
      "out chance would rest on too few."
    );
  }
  const kappa = weightedKappa(pairs);
  if (Number.isNaN(kappa)) {
    return "Both of you put every act at one position, so there is nothing that chance could be held against.";
  }
  const [low, high] = kappaInterval(pairs);
  const figure = `Kappa, weighted by steps, is ${two(kappa)}: 1 would be full agreement, 0 what chance gives.`;
  if (Number.isNaN(low)) return `${figure} How far it may be relied on cannot be said.`;
  const range = `With other acts of this kind it might lie anywhere from ${two(low)} to ${two(high)}`;
  if (low <= 0)
    return `${figure} ${range}; so ${pairs.length} acts do not show that you agree beyond chance.`;
  const open = high - low > WIDE ? ", which leaves much open" : "";
  return `${figure} ${range}${open}.`;
}
