// What a marker's page is given, and what it makes of it: types, and which marks can be.

import { isObject } from "../shared/strict_json.js";

/**
 * @import { Position } from "../shared/model.js"
 *
 * What a marker gave one text; `at` says when, by their own clock.
 * @typedef {{points: Record<string, number>, comment: string, flag: boolean, at: string}} Mark
 * @typedef {Mark & {judged: string}} KeptMark with the digest of the text that was judged
 * @typedef {{id: string, judged: string, given: Mark | null}} Copy one student's text
 * @typedef {{event: string, position: string | null, words: string, alike: string,
 *   calibration: boolean, copies: Copy[]}} Screen what is shown at once: copies of the same words
 * @typedef {{points: number, says: string}} Level
 * @typedef {{id: string, title: string, levels: Level[]}} Criterion
 * @typedef {{position: string, credit: number, reason: string}} Override
 * @typedef {{position: string, reader: string, credit: number, reason: string}} Reading
 * @typedef {{id: string, title: string, date: string, summary: string, readings: Reading[],
 *   overrides: Override[]}} PackEvent
 * @typedef {Position & {definition: string, on_light: string, on_dark: string}} Place
 * @typedef {{format: string, course: string, assignment: string, title: string, marker: string,
 *   rubric: {title: string, digest: string, criteria: Criterion[]}, words: number,
 *   longest: number, positions: Place[], events: PackEvent[], texts: Screen[]}} Pack
 */

/** @type {Mark} what a text has before anything was given */
export const NOTHING = Object.freeze({ points: {}, comment: "", flag: false, at: "" });

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/**
 * A mark as it was kept or saved, if it can be one by this rubric.
 * @param {unknown} value @param {Pack} pack @returns {KeptMark | null}
 */
export function asMark(value, pack) {
  if (!isObject(value)) return null;
  const { points, comment, flag, at, judged } = value;
  const isMark =
    isObject(points) &&
    typeof comment === "string" &&
    comment.length <= pack.longest &&
    typeof flag === "boolean" &&
    typeof at === "string" &&
    MOMENT.test(at) &&
    typeof judged === "string";
  if (!isMark) return null;
  const levels = new Map(pack.rubric.criteria.map((it) => [it.id, it.levels]));
  for (const [criterion, given] of Object.entries(points)) {
    if (!levels.get(criterion)?.some((level) => level.points === given)) return null;
  }
  return { points: /** @type {Record<string, number>} */ (points), comment, flag, at, judged };
}

/**
 * Whether a mark says anything at all.
 * @param {Mark} mark
 */
export function saysSomething({ points, comment, flag }) {
  return Object.keys(points).length > 0 || comment !== "" || flag;
}
