// What is said of calibration, confusions and revisions, honestly where there are few.

import { counted } from "../shared/words.js";
import { FEW } from "./habits.js";

/** @import { Sureness } from "./habits.js" */

/** How each degree of sureness is named in a sentence. @type {Record<number, string>} */
const SURE = { 1: "you guessed", 2: "you were fairly sure of", 3: "you were sure of" };

/** @param {Sureness} level */
function levelSentence({ value, acts, near }) {
  const told = `Of ${counted(acts, "act")} that ${SURE[value]}, ${near} ${
    near === 1 ? "is" : "are"
  } within a step of the reading`;
  return acts < FEW ? `${told}; so few can be chance.` : `${told}.`;
}

/**
 * The finding above the table of calibration.
 * @param {Sureness[]} levels the surest first
 */
export function calibrationSentence(levels) {
  const used = levels.filter(({ acts }) => acts);
  if (!used.length) {
    return (
      "You have not said yet how sure you were of an act. A card asks for it before you check; " +
      "after some twenty acts it can be seen here whether your sureness is worth something."
    );
  }
  const [surest] = used;
  const least = used[used.length - 1];
  const rate = (/** @type {Sureness} */ { acts, near }) => near / acts;
  const enough = surest !== least && surest.acts >= FEW && least.acts >= FEW;
  const compared = !enough
    ? ""
    : rate(surest) > rate(least)
      ? ` Where you were surer you were nearer, as one would wish.`
      : ` Where you were surer you were no nearer: look at what made you sure.`;
  return levelSentence(surest) + compared;
}

/**
 * @param {{moved: unknown[], nearer: number, further: number, sameAtFirst: number,
 *   sameNow: number}} revised
 * @param {number} total
 */
export function revisionSentence({ moved, nearer, further, sameAtFirst, sameNow }, total) {
  const acts = counted(total, "act");
  if (!moved.length) {
    return `Where the reading is: ${sameAtFirst} of ${acts}. You have moved none since you checked.`;
  }
  const ways = [nearer && `${nearer} nearer`, further && `${further} further away`];
  const told = ways.filter(Boolean).join(", ");
  return (
    `Where the reading is: ${sameAtFirst} of ${acts} when first checked, ${sameNow} as they stand ` +
    `now. You moved ${moved.length}${told ? ` (${told})` : ""}. What counts is the first.`
  );
}
