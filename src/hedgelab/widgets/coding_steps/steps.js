// What coding in small steps knows and decides: how far a reader is with an act, what helps, and
// what is said of a choice.

import { ACTS, checksOf, withCheck } from "../shared/acts.js";
import { timestamp } from "../shared/moments.js";
import { isObject } from "../shared/strict_json.js";

/** @import { Answer } from "../shared/answers.js" */

/**
 * @typedef {{text: string, right: boolean, said: string, position?: string}} Option
 * @typedef {{ask: string, hint: string, said: string, options: Option[]}} Step
 * @typedef {{event_id: string, title: string, date_text: string, summary: string,
 *   hints: "worked" | "shown" | "asked" | "last" | "none", steps: Step[]}} Case
 * @typedef {Record<string, string[][]>} Chosen by event and step, what was tried, in order
 */

/**
 * The options that were tried at a step, in order; what this edition does not know is left out.
 * @param {unknown} chosen @param {Case} one @param {number} at
 * @returns {Option[]}
 */
export function tried(chosen, one, at) {
  const steps = isObject(chosen) ? chosen[one.event_id] : undefined;
  const texts = Array.isArray(steps) && Array.isArray(steps[at]) ? steps[at] : [];
  return texts.flatMap((text) => one.steps[at].options.find((it) => it.text === text) ?? []);
}

/**
 * Whether a step is behind the reader: a place once it is given, anything else once it is right.
 * @param {unknown} chosen @param {Case} one @param {number} at
 */
export function isDone(chosen, one, at) {
  const found = tried(chosen, one, at);
  return isPlace(one, at) ? found.length > 0 : found.some(({ right }) => right);
}

/** @param {Case} one @param {number} at */
export function isPlace(one, at) {
  return at === one.steps.length - 1;
}

/** How many steps a reader sees. @param {unknown} chosen @param {Case} one */
export function reached(chosen, one) {
  const first = one.steps.findIndex((_, at) => !isDone(chosen, one, at));
  return first < 0 ? one.steps.length : first + 1;
}

/** How a step helps: in sight, when asked, or not. @param {Case} one @param {number} at */
export function help({ hints, steps }, at) {
  if (hints === "shown") return "shown";
  const isAsked = hints === "asked" || (hints === "last" && at === steps.length - 1);
  return isAsked ? "asked" : "none";
}

/**
 * What is said of a choice. A place is judged by the readings; another step gives its hint where
 * the choice does not fit.
 * @param {Step} step @param {Option} option
 */
export function said(step, option) {
  if (option.right) return step.said || option.said;
  if (!option.said) return `Look once more. ${step.hint}`;
  const best = step.options.find(({ right }) => right);
  return best ? `${option.said} The article has it under ${best.text}.` : option.said;
}

/**
 * What was chosen, with one more choice.
 * @param {unknown} chosen @param {Case} one @param {number} at @param {Option} option
 * @returns {Chosen}
 */
export function withChoice(chosen, one, at, option) {
  const before = isObject(chosen) ? chosen : {};
  const steps = one.steps.map((_, index) => tried(chosen, one, index).map(({ text }) => text));
  steps[at].push(option.text);
  return /** @type {Chosen} */ ({ ...before, [one.event_id]: steps });
}

/**
 * The shelf with a place that was given here: it counts as one that was checked on a board, unless
 * the act was checked before.
 * @param {Record<string, unknown>} shelf @param {Case} one @param {Option} option
 * @param {string} [at]
 */
export function withPlace(shelf, { event_id: event }, { position }, at = timestamp()) {
  const kept = shelf[ACTS + event];
  const act = isObject(kept) ? /** @type {any} */ (kept) : null;
  if (!position || checksOf(act ?? undefined).length) return shelf;
  const placed = /** @type {Answer} */ ({ ...act, event, position, changed: at });
  return { ...shelf, [ACTS + event]: withCheck(placed, at) };
}
