// What is shown of an act, one step after another: the act, the vote, the talk, the second vote, the reading.

/** @typedef {"act" | "first" | "talk" | "second" | "reading"} Step */

/** @type {Record<Step, string>} */
export const STEP_NAMES = {
  act: "The act",
  first: "First vote",
  talk: "Talk",
  second: "Second vote",
  reading: "The reading",
};

/**
 * Bars that are seen draw the talk towards the fullest, so they may be kept back until it is over.
 * @param {boolean} isHeldBack @returns {Step[]}
 */
export function stepsOf(isHeldBack) {
  return isHeldBack
    ? ["act", "talk", "second", "reading"]
    : ["act", "first", "talk", "second", "reading"];
}

/** @typedef {{act: number, step: number}} Place in the row of acts, and in the act's steps */

/**
 * Where a step forth or back leads; the same place where there is no further.
 * @param {Place} at @param {number} by 1 or -1 @param {number} acts @param {number} steps
 * @returns {Place}
 */
export function moved({ act, step }, by, acts, steps) {
  const next = step + by;
  if (next >= 0 && next < steps) return { act, step: next };
  const other = act + by;
  if (other < 0 || other >= acts) return { act, step };
  return { act: other, step: by > 0 ? 0 : steps - 1 };
}
