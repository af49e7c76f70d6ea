// The boards' work, which a host hands over on a shelf, and what it says of each event.

import { readDocument } from "./answers.js";
import { isAfter } from "./moments.js";
import { isObject } from "./strict_json.js";

/** @import { Answer, AnswerDocument, Format } from "./answers.js" */

/**
 * A board's answers, and which of them were checked.
 * @typedef {{answers: AnswerDocument, progress: {checked: Record<string, unknown>}}} Work
 */

/** @typedef {Record<string, unknown>} Shelf the boards' work by storage key */
/** @typedef {Answer & {position: string, assignment: string}} Placement of an event, on a board */

/**
 * A board's work, if it can be read.
 * @param {unknown} kept
 * @param {Format} format
 * @returns {Work | null}
 */
export function workIn(kept, format) {
  if (!isObject(kept)) return null;
  const read = readDocument(kept.answers, format);
  if (!read.ok) return null;
  const { progress } = kept;
  const checked = isObject(progress) && isObject(progress.checked) ? progress.checked : {};
  return { answers: read.document, progress: { checked } };
}

/**
 * The readable work on a shelf, and how many boards' work is not.
 * @param {Shelf} shelf
 * @param {Format} format
 */
export function worksOn(shelf, format) {
  const found = Object.values(shelf).map((kept) => workIn(kept, format));
  const works = found.filter((work) => work !== null);
  return { works, unreadable: found.length - works.length };
}

/** The events that were checked on any of the boards. */
export function checkedIn(/** @type {Work[]} */ works) {
  return new Set(works.flatMap(({ progress }) => Object.keys(progress.checked)));
}

/**
 * Where each event stands.  Two boards can hold the same event: the later word counts.
 * @param {AnswerDocument[]} documents
 * @returns {Map<string, Placement>}
 */
export function placements(documents) {
  /** @type {Map<string, Placement>} */
  const placed = new Map();
  for (const { assignment, answers } of documents) {
    for (const answer of answers) {
      const { event, position, changed } = answer;
      const before = placed.get(event);
      if (!position || (before && isAfter(before.changed, changed))) continue;
      placed.set(event, { ...answer, position, assignment });
    }
  }
  return placed;
}
