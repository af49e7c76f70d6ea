// What the result says, in sentences.

import { counted } from "../shared/words.js";
import { moves, sum, tally } from "./state.js";

/** @import { Outcome, Result } from "./state.js" */

/** How near the twelve places are. @param {Outcome[]} outcomes */
export function nearSentence(outcomes) {
  const { same, near, far } = tally(outcomes);
  const rest = [near && `${near} a step away`, far && `${far} further off`].filter(Boolean);
  const lead = `You place ${same} of ${outcomes.length} acts where this module’s reading has them`;
  return `${[lead, ...rest].join(", ")}.`;
}

/**
 * How the profile that was expected stands to the two others.
 * @param {Result} result
 */
export function expectedSentence({ expected, readings, mine }) {
  const from = (/** @type {number[]} */ other, /** @type {string} */ whose) => {
    const apart = moves(expected, other);
    return apart ? `differs from ${whose} by ${counted(apart, "act")}` : `is that of ${whose}`;
  };
  const [toReadings, toMine] = [from(readings, "the readings"), from(mine, "your own places")];
  return `The profile that you expected ${toReadings}, and ${toMine}.`;
}

/**
 * The three profiles by side.
 * @param {Result} result @param {{side: string}[]} positions
 */
export function sidesSentence({ expected, readings, mine }, positions) {
  const on = (/** @type {number[]} */ counts, /** @type {string} */ side) =>
    sum(counts.filter((_, index) => positions[index].side === side));
  const told = (/** @type {number[]} */ counts) =>
    `${on(counts, "rejection")} to ${on(counts, "acceptance")}`;
  return (
    `Rejection to acceptance: you expected ${told(expected)}, ` +
    `you placed ${told(mine)}, and the readings have ${told(readings)}.`
  );
}

/** How one place stands to the reading, in words. @param {Outcome} outcome */
export function offInWords({ off, hasCase }) {
  if (off === 0) return "where the reading is";
  const far = `${counted(off, "step")} off`;
  return hasCase ? `${far}, with a case of its own` : far;
}
