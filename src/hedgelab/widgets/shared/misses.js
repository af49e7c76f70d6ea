// How far a place is from what an act is read as.  Practice and *My reading* count by it.

import { steps } from "./judging.js";

/** @import { Place } from "./judging.js" */

/** @typedef {{position: string, reader: string, credit: number}} Reading */

/** How many steps off count as a miss: a neighbour is a question of degree. */
export const MISS = 2;

/**
 * The readings that earn most: the article's where it files the act, else those of the module
 * that nothing else outdoes.
 * @template {Reading} R @param {R[]} readings @returns {R[]}
 */
export function bestReadings(readings) {
  const own = readings.filter(({ reader }) => reader === "article");
  if (own.length) return own;
  const most = Math.max(...readings.map(({ credit }) => credit));
  return readings.filter(({ credit }) => credit === most);
}

/**
 * The place that counts as an act's answer; of several, the one nearest to rejection.
 * @param {Reading[]} readings @param {Place[]} positions
 */
export function answerOf(readings, positions) {
  const best = new Set(bestReadings(readings).map(({ position }) => position));
  return positions.find(({ id }) => best.has(id))?.id ?? "";
}

/**
 * Steps from a place to the nearest of the readings that earn most.
 * @param {string} position @param {Reading[]} readings @param {Place[]} positions
 */
export function stepsOff(position, readings, positions) {
  const off = bestReadings(readings).map((one) =>
    Math.abs(steps(one.position, position, positions)),
  );
  return Math.min(...off);
}
