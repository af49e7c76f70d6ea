// What a comparison shows, in words.

import { counted } from "../shared/words.js";
import { differences } from "./comparing.js";

/** @import { Group, Pair } from "./comparing.js" */

/** Whose readings the reader's are compared with, at the start of a sentence. */
export function whose(/** @type {Group} */ { reader }) {
  return reader === "article" ? "The article" : "This module";
}

/** The same within a sentence. */
export function they(/** @type {Group} */ group) {
  return whose(group).replace(/^T/, "t");
}

/** Towards which end of the spectrum so many steps lead. */
function way(/** @type {number} */ steps) {
  return steps > 0 ? "acceptance" : "rejection";
}

/**
 * What a comparison shows, in a sentence.
 * @param {Pair[]} pairs
 * @param {Group} group
 */
export function finding(pairs, group) {
  const other = they(group);
  const isOne = pairs.length === 1;
  if (!differences(pairs).length) {
    return isOne
      ? `You place this act where ${other} has it.`
      : `You place all ${pairs.length} acts where ${other} has them.`;
  }
  const mean = pairs.reduce((sum, pair) => sum + pair.steps, 0) / pairs.length;
  const far = Math.round(Math.abs(mean) * 10) / 10;
  // Says where the places are, not that the reader leans: with few acts chance does as much.
  const yours = isOne
    ? "Your place for this act is"
    : `On average your places for these ${pairs.length} acts are`;
  if (!far) return `${yours} no further towards either end than ${other}'s.`;
  const unit = far < 1 ? "of a step" : far === 1 ? "step" : "steps";
  return `${yours} ${far} ${unit} further towards ${way(mean)} than ${other}'s.`;
}

/**
 * How far apart two placements are.
 * @param {Pair} pair
 * @param {Group} group
 */
export function distance({ steps, isReading }, { reader }) {
  const far = `${counted(Math.abs(steps), "step")} towards ${way(steps)}`;
  if (!isReading) return far;
  return `${far}; ${reader === "article" ? "the module makes a case for yours" : "it has a case"}`;
}
