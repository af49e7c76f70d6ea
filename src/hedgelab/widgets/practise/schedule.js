// When an act is due again, from the log of its checks.  The intervals are FSRS's, the free
// spaced repetition scheduler, as ts-fsrs computes them; nothing of it is stored.

import { createEmptyCard, fsrs, Rating } from "ts-fsrs";
import { momentOf } from "../shared/moments.js";

/** @import { Check } from "../shared/acts.js" */

/** A place after which nothing was checked for so long stands for itself, in ms. */
const SITTING = 6 * 3600 * 1000;

// Days are the least that it counts in: nobody learns by answering again within ten minutes.
const SCHEDULER = fsrs({ enable_fuzz: false, enable_short_term: false });

/**
 * The checks that were made from memory: of each sitting the first, since after it the answer
 * has been seen.
 * @param {Check[]} checks in order of time @returns {Check[]}
 */
export function fromMemory(checks) {
  return checks.filter(({ at }, index) => {
    const before = checks[index - 1];
    return !before || momentOf(at) - momentOf(before.at) >= SITTING;
  });
}

/** @param {number} steps how far a check was from the reading */
export function ratingOf(steps) {
  if (steps === 0) return Rating.Good;
  return steps === 1 ? Rating.Hard : Rating.Again;
}

/**
 * When an act is due that was checked, in milliseconds.
 * @param {Check[]} checks @param {(position: string) => number} stepsOff
 */
export function dueAt(checks, stepsOff) {
  const [first, ...more] = fromMemory(checks);
  const moment = (/** @type {Check} */ { at }) => new Date(momentOf(at));
  let card = createEmptyCard(moment(first));
  for (const check of [first, ...more]) {
    ({ card } = SCHEDULER.next(card, moment(check), ratingOf(stepsOff(check.position))));
  }
  return card.due.getTime();
}
