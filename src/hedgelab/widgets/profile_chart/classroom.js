// A class: what its files hold, and how many have put each act where.

import { isAfter } from "../shared/moments.js";
import { isObject } from "../shared/strict_json.js";
import { sum } from "./measures.js";

/** @import { AnswerDocument } from "../shared/answers.js" */
/** @import { Placed } from "./measures.js" */

/** @typedef {{students: number, placed: Record<string, Record<string, number>>}} Classroom */

/** @type {Classroom} */
export const NOBODY = { students: 0, placed: {} };

/**
 * Whether these are a class's counts.
 * @param {unknown} value
 * @param {{id: string}[]} positions
 * @returns {value is Classroom}
 */
export function areCounts(value, positions) {
  if (!isObject(value) || !isCount(value.students) || !isObject(value.placed)) return false;
  const isKnown = (/** @type {string} */ id) => positions.some((position) => position.id === id);
  const areVotes = (/** @type {unknown} */ votes) =>
    isObject(votes) && Object.entries(votes).every(([id, count]) => isKnown(id) && isCount(count));
  return Object.values(value.placed).every(areVotes);
}

/** @param {unknown} value */
function isCount(value) {
  return Number.isInteger(value) && Number(value) >= 0;
}

/** Each act, shared out over the positions at which a class has put it. @returns {Placed} */
export function placedByClass(/** @type {Classroom} */ { placed }) {
  return new Map(
    Object.entries(placed).flatMap(([event, votes]) => {
      const all = sum(Object.values(votes));
      const parts = Object.entries(votes).map(([position, count]) => [position, count / all]);
      return all ? [[event, Object.fromEntries(parts)]] : [];
    }),
  );
}

/**
 * Count what a class has placed.  Of two files that a student handed in for one
 * assignment the one that was saved later counts.
 * @param {AnswerDocument[]} documents
 * @returns {Classroom}
 */
export function classOf(documents) {
  /** @type {Map<string, AnswerDocument>} */
  const latest = new Map();
  const students = new Set();
  documents.forEach((document, index) => {
    const who = document.student?.id || `no name ${index}`;
    students.add(who);
    const what = JSON.stringify([who, document.assignment]);
    const before = latest.get(what);
    if (!before || !isAfter(before.saved, document.saved)) latest.set(what, document);
  });
  /** @type {Map<string, Record<string, number>>} */
  const placed = new Map();
  for (const { event, position } of [...latest.values()].flatMap(({ answers }) => answers)) {
    if (!position) continue;
    const votes = placed.get(event) ?? {};
    placed.set(event, { ...votes, [position]: (votes[position] ?? 0) + 1 });
  }
  return { students: students.size, placed: Object.fromEntries(placed) };
}
