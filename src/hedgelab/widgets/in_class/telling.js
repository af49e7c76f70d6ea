// What the votes of a class come to, in words: for the ear, and where bars alone would not tell.

import { counted } from "../shared/words.js";
import { apart } from "./votes.js";

/** @import { Movement } from "./votes.js" */

/** @typedef {{number: number, name: string, short: string}} Named a position */

/** @param {string[]} parts */
function listed(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/**
 * Where a class stands on an act.
 * @param {number[]} counts @param {Named[]} positions
 */
export function toldSpread(counts, positions) {
  const held = positions.flatMap(({ name }, at) => (counts[at] ? [`${name} ${counts[at]}`] : []));
  return held.length ? `${held.join(", ")}.` : "Nobody has placed it.";
}

/** @param {number[]} counts of an act */
export function toldApart(counts) {
  const steps = apart(counts);
  if (Number.isNaN(steps)) return "";
  return `Two of them stand ${inSteps(steps)} apart on average.`;
}

/** @param {number} steps a mean, whose one decimal is told even where it is 0 */
function inSteps(steps) {
  return `${steps.toFixed(1)} steps`;
}

/**
 * How the class moved on an act.
 * @param {Movement} movement @param {Named[]} positions
 */
export function toldMovement(movement, positions) {
  const { both, stayed, rejection, acceptance, ways } = movement;
  if (!both) return "Of this act no first vote has a second.";
  const moved = [
    acceptance && `${acceptance} moved towards acceptance`,
    rejection && `${rejection} towards rejection`,
  ].filter(Boolean);
  const told = listed([`${stayed} stayed`, ...moved.map(String)]);
  const sentences = [`Of ${counted(both, "reader")} who voted twice ${told}.`];
  const [way] = ways;
  if (way && way.count > 1) {
    const name = (/** @type {number} */ number) => positions[number - 1].short;
    sentences.push(`Most trodden: from ${name(way.from)} to ${name(way.to)} (${way.count}).`);
  }
  if (both > 1) sentences.push(toldDistance(movement));
  return sentences.join(" ");
}

/** @param {Movement} movement */
function toldDistance({ before, after }) {
  const [was, is] = [before, after].map((counts) => apart(counts));
  if (inSteps(is) === inSteps(was)) {
    return `They stand as far apart as before, ${inSteps(is)} on average.`;
  }
  const how = is < was ? "closer together" : "further apart";
  return `They stand ${how}: ${inSteps(is)} on average, after ${was.toFixed(1)}.`;
}

/**
 * What a batch of codes or files came to.
 * @param {{fresh: number, same: number, changed: number}} count
 */
export function toldTaken({ fresh, same, changed }) {
  const parts = [
    fresh && `${counted(fresh, "vote")} taken in`,
    changed && `${counted(changed, "vote")} changed: of two from one device the later counts`,
    same && `${counted(same, "vote")} here already, counted once`,
  ].filter(Boolean);
  return parts.length ? `${parts.join("; ")}.` : "";
}
