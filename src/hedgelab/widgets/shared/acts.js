// What a reader did with each act, whatever the board, page or lab: one record an act, which is
// an answer of an answer file with a log of the places at which it was checked.

import { readDocument } from "./answers.js";
import { isAfter, timestamp } from "./moments.js";
import { isObject } from "./strict_json.js";

/**
 * @import { Answer, AnswerDocument, Format } from "./answers.js"
 */

/**
 * A place at which an act was checked, and what was said of it then.
 * @typedef {{position: string, at: string, confidence?: number | null,
 *   justification?: string | null}} Check
 */

/**
 * `checks` are in order of time: the first is the one that counts. What stands now is `position`.
 * @typedef {Answer & {checks: Check[]}} Act
 */

/** @typedef {Record<string, unknown>} Shelf what a host hands over, by storage key */

/** How the storage key of each act begins. */
export const ACTS = "act:";

/**
 * The log of an answer, without what can't be read of it: a damaged log is no reason to refuse
 * an answer.
 * @param {Answer | undefined} answer
 * @returns {Check[]}
 */
export function checksOf(answer) {
  const checks = answer?.checks;
  if (!Array.isArray(checks)) return [];
  return checks.filter(
    (check) =>
      isObject(check) && typeof check.position === "string" && typeof check.at === "string",
  );
}

/** The checked place that counts. @param {Answer | undefined} act */
export function firstCheck(act) {
  return checksOf(act)[0];
}

/** @param {Answer | undefined} act */
export function lastCheck(act) {
  return checksOf(act).at(-1);
}

/** Whether an act was checked where it stands now. @param {Answer | undefined} act */
export function isChecked(act) {
  const last = lastCheck(act);
  return last !== undefined && last.position === act?.position;
}

/** The place that counts: the first checked, and before any check where it stands. */
export function placeOf(/** @type {Answer | undefined} */ act) {
  return firstCheck(act)?.position ?? act?.position ?? null;
}

/**
 * The act with what stands now on its log.
 * @param {Answer} act @param {string} [at]
 * @returns {Act}
 */
export function withCheck(act, at = timestamp()) {
  const { position, confidence, justification } = act;
  const checks = checksOf(act);
  if (!position) return { ...act, checks };
  const check = {
    position,
    at,
    ...(confidence ? { confidence } : {}),
    ...(justification ? { justification } : {}),
  };
  return { ...act, checks: [...checks, check] };
}

/** What a log has beyond another. @param {Check[]} log @param {Check[]} known */
export function checksBeyond(log, known) {
  return log.filter(
    (check) => !known.some(({ at, position }) => at === check.at && position === check.position),
  );
}

/** Two logs as one, in order of time. @param {Check[]} one @param {Check[]} other */
function mergedChecks(one, other) {
  const news = checksBeyond(other, one);
  const order = (/** @type {Check} */ a, /** @type {Check} */ b) =>
    Number(isAfter(a.at, b.at)) - Number(isAfter(b.at, a.at));
  return [...one, ...news].sort(order);
}

/**
 * Two copies of an act as one: whatever was checked in either, and the later word of where it
 * stands; of two words of one moment the other's.
 * @param {Answer} one @param {Answer} other
 * @returns {Act}
 */
export function mergedActs(one, other) {
  const later = isAfter(one.changed, other.changed) ? one : other;
  return { ...later, checks: mergedChecks(checksOf(one), checksOf(other)) };
}

/**
 * The acts of an answer document, and of what an older edition of the board kept beside it.
 * Nothing is made of a record that is none: `null`. What each answer says is not looked at.
 * @param {unknown} work `{answers, progress: {checked}}`
 * @returns {Act[] | null}
 */
export function actsOf(work) {
  const { answers: document, progress } = isObject(work) ? work : {};
  if (!isObject(document) || document.format !== "hedgelab-answers/1") return null;
  const { answers, saved } = /** @type {AnswerDocument} */ (document);
  if (!Array.isArray(answers)) return null;
  if (!answers.every((answer) => /^[a-z0-9-]+$/.test(String(answer?.event)))) return null;
  const checked = isObject(progress) && isObject(progress.checked) ? progress.checked : {};
  const made = new Map(
    answers.map((answer) => [answer.event, withChecked(answer, checked, saved)]),
  );
  for (const event of Object.keys(checked)) {
    if (!made.has(event)) made.set(event, withChecked({ event }, checked, saved));
  }
  return [...made.values()];
}

/**
 * An answer with the place at which an older edition says it was checked.
 * @param {Answer} answer @param {Record<string, unknown>} checked by event
 * @param {string | null} [saved] when, where the answer doesn't say
 * @returns {Act}
 */
export function withChecked(answer, checked, saved) {
  const checks = checksOf(answer);
  const position = Object.hasOwn(checked, answer.event) ? checked[answer.event] : null;
  if (checks.length || typeof position !== "string") return { ...answer, checks };
  const at = answer.changed ?? saved ?? timestamp();
  return { ...answer, checks: [{ position, at }] };
}

/**
 * The acts that a host hands over, and how many of them can't be read.
 * @param {Shelf} shelf @param {Format} format
 */
export function actsOn(shelf, format) {
  /** @type {Map<string, Act>} */
  const acts = new Map();
  let unreadable = 0;
  for (const [key, kept] of Object.entries(shelf)) {
    const event = key.slice(ACTS.length);
    if (!key.startsWith(ACTS) || kept === null || event.includes(":")) continue;
    const act = actIn(kept, format);
    if (act && act.event === event) acts.set(event, act);
    else unreadable += 1;
  }
  return { acts, unreadable };
}

/**
 * A shelf with an act on it. A record that can't be read, another edition's, is kept beside it.
 * @param {Shelf} shelf @param {Answer} act @param {Format} format
 * @returns {Shelf}
 */
export function withAct(shelf, act, format) {
  const key = ACTS + act.event;
  const before = shelf[key];
  const isLost = before && !actIn(before, format);
  const aside = isLost ? { [`${key}:unreadable:${Date.now()}`]: before } : {};
  return { ...shelf, ...aside, [key]: act };
}

/** @param {unknown} kept @param {Format} wanted @returns {Act | null} */
function actIn(kept, wanted) {
  const { format } = wanted.rules;
  const read = readDocument({ format, assignment: "acts", answers: [kept] }, wanted);
  if (!read.ok) return null;
  const [answer] = read.document.answers;
  const known = (/** @type {Check} */ { position }) =>
    wanted.positions.some(({ id }) => id === position);
  return { ...answer, checks: checksOf(answer).filter(known) };
}
