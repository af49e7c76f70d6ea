// What a learning platform keeps of a practice board, and the score that its gradebook gets.

/**
 * @import { AnswerDocument } from "../shared/answers.js"
 * @import { KeyEntry } from "../shared/judging.js"
 * @import { Position } from "../board/types.js"
 */

/**
 * The places of one card, each by its number on the spectrum, 0 for none: where it lies, where it
 * was when it was checked last, and where when it was checked first.
 * @typedef {{at: number, checked: number, first: number}} Places
 */

/** @typedef {Record<string, Places>} Work by event */

const VERSION = 1;

/** @param {string} text what the platform kept @returns {Work | null} null where it can't be read */
export function workFrom(text) {
  if (!text) return {};
  try {
    const { v, a } = JSON.parse(text);
    if (v !== VERSION || typeof a !== "object" || !a) return null;
    /** @type {Work} */
    const work = {};
    for (const [event, places] of Object.entries(a)) {
      if (!/^[0-7]{3}$/.test(String(places))) return null;
      const [at, checked, first] = [...String(places)].map(Number);
      work[event] = { at, checked, first };
    }
    return work;
  } catch {
    return null;
  }
}

/** @param {Work} work */
export function textOf(work) {
  const places = Object.entries(work).map(([event, { at, checked, first }]) => [
    event,
    `${at}${checked}${first}`,
  ]);
  return JSON.stringify({ v: VERSION, a: Object.fromEntries(places) });
}

/**
 * The work with what the board says now. What was first checked of a card stays.
 * @param {Work} work
 * @param {AnswerDocument} document
 * @param {Record<string, string>} checked
 * @param {Pick<Position, "id" | "number">[]} positions
 * @returns {Work}
 */
export function workWith(work, document, checked, positions) {
  const number = (/** @type {string | null | undefined} */ id) =>
    positions.find((place) => place.id === id)?.number ?? 0;
  /** @type {Work} */
  const now = {};
  for (const [event, { first }] of Object.entries(work)) {
    if (first) now[event] = { at: 0, checked: 0, first };
  }
  for (const { event, position } of document.answers) {
    now[event] = { at: number(position), checked: 0, first: now[event]?.first ?? 0 };
  }
  for (const [event, id] of Object.entries(checked)) {
    const before = now[event] ?? { at: 0, first: 0 };
    now[event] = { at: before.at, checked: number(id), first: before.first || number(id) };
  }
  return now;
}

/**
 * What the board begins with.
 * @param {Work} work @param {Pick<Position, "id" | "number">[]} positions
 */
export function standingOf(work, positions) {
  const id = (/** @type {number} */ number) => positions.find((it) => it.number === number)?.id;
  const cards = Object.entries(work);
  return {
    answers: cards.flatMap(([event, { at }]) =>
      id(at) ? [{ event, position: /** @type {string} */ (id(at)) }] : [],
    ),
    checked: Object.fromEntries(
      cards.flatMap(([event, { checked }]) => (id(checked) ? [[event, id(checked)]] : [])),
    ),
  };
}

/**
 * How many cards were checked, and the score from 0 to 100 by the places first checked. A place
 * counts by the credit of its reading; of an act whose best reading has less than 1, by its share
 * of that.
 * @param {Work} work
 * @param {Record<string, KeyEntry>} key
 * @param {Pick<Position, "id" | "number">[]} positions
 */
export function scoreOf(work, key, positions) {
  const events = Object.keys(key);
  let earned = 0;
  let checked = 0;
  for (const event of events) {
    const first = positions.find(({ number }) => number === work[event]?.first)?.id;
    if (!first) continue;
    checked += 1;
    const { readings } = /** @type {KeyEntry} */ (key[event]);
    const credit = (/** @type {typeof readings} */ some) =>
      Math.max(0, ...some.map((reading) => reading.credit));
    const most = credit(readings);
    if (most) earned += credit(readings.filter(({ position }) => position === first)) / most;
  }
  const score = events.length ? Math.round((10_000 * earned) / events.length) / 100 : 0;
  return { checked, of: events.length, score };
}
