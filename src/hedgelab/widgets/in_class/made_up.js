// Thirty made-up readers, to try the page with before a class comes.

import { randomFrom } from "../shared/chance.js";
import { DEVICES, encode } from "../shared/class_code.js";

/** @import { Sheet, Vote } from "../shared/class_code.js" */

/** @typedef {{position: string, credit: number}} Read a reading of an act */

export const MADE_UP_READERS = 30;

/**
 * Their two votes. At first some two in five stand where a reading with full credit does, and most of the rest
 * near to it; after the talk a third of the others has come over to it, and a few have moved
 * elsewhere.
 * @param {Sheet} sheet @param {Record<string, {readings: Read[]}>} acts
 * @param {{id: string, number: number}[]} positions
 * @returns {Record<Vote, string[]>} their codes
 */
export function madeUpCodes(sheet, acts, positions) {
  const next = randomFrom(sheet.events.length * 7919 + 17);
  const readings = sheet.events.map((event) =>
    acts[event].readings.map(
      ({ position }) => positions.find(({ id }) => id === position)?.number ?? 4,
    ),
  );
  const within = (/** @type {number} */ place) => Math.min(Math.max(place, 1), positions.length);
  const near = (/** @type {number} */ place) => {
    const drawn = next();
    const steps = drawn < 0.5 ? 1 : drawn < 0.8 ? 2 : 3;
    return within(place + (next() < 0.5 ? -steps : steps));
  };
  /** @type {Record<Vote, string[]>} */
  const codes = { 1: [], 2: [] };
  for (let reader = 0; reader < MADE_UP_READERS; reader += 1) {
    const device = Math.floor((next() * DEVICES) / 2) * 2;
    const first = readings.map((held) => {
      const [best = 4, other = best] = held;
      const drawn = next();
      if (drawn < 0.04) return 0; // left out
      if (drawn < 0.42) return best;
      return drawn < 0.62 ? other : near(best);
    });
    const second = first.map((place, act) => {
      const drawn = next();
      if (place === readings[act][0]) return drawn < 0.06 ? near(place) : place;
      return drawn < 0.38 ? (readings[act][0] ?? place) : place;
    });
    codes[1].push(encode({ vote: 1, device, places: first }, sheet));
    codes[2].push(encode({ vote: 2, device, places: second }, sheet));
  }
  return codes;
}
