// The deck: which card comes next, what a sheet still lacks, and the short names of cards.

import { answerTo, positionOf } from "./answers.js";

/**
 * @import { Answer, AnswerDocument } from "../shared/answers.js"
 * @import { BoardEvent, Rules, Sheet } from "./types.js"
 */

/**
 * The card before or after, round the ends.
 * @param {BoardEvent[]} events @param {string} current @param {number} by
 */
export function neighbour(events, current, by) {
  const at = events.findIndex((event) => event.event_id === current);
  return events[(at + by + events.length) % events.length]?.event_id ?? current;
}

/**
 * The next card that has no position yet, looking on from the current one.
 * @param {BoardEvent[]} events @param {AnswerDocument} document @param {string} [current]
 * @returns {string | null}
 */
export function nextUnplaced(events, document, current) {
  const at = events.findIndex((event) => event.event_id === current);
  const inTurn = [...events.slice(at + 1), ...events.slice(0, at + 1)];
  return inTurn.find((event) => !positionOf(document, event.event_id))?.event_id ?? null;
}

/**
 * The card to go on with: the next that has no place, and where all have one the next.
 * @param {BoardEvent[]} events @param {AnswerDocument} document @param {string} current
 */
export function nextCard(events, document, current) {
  const next = nextUnplaced(events, document, current);
  return next && next !== current ? next : neighbour(events, current, 1);
}

const MANY = 30; // acts, of which a board opens with a few
const BORROWED = 6; // acts that other boards may have answered without anybody asking for all

/**
 * Whether a board opens with a few of its acts, where nobody has asked for all.
 * @param {BoardEvent[]} events @param {string[]} few @param {AnswerDocument} document
 */
export function opensShort(events, few, document) {
  const beyond = events.filter(({ event_id: id }) => positionOf(document, id) && !few.includes(id));
  return events.length > MANY && beyond.length <= BORROWED;
}

/**
 * What a sheet still lacks, each with the events that lack it.
 * @param {Sheet} sheet @param {AnswerDocument} document @param {Rules} rules
 */
export function missing(sheet, document, rules) {
  const lacking = (/** @type {(answer: Answer | undefined) => unknown} */ has) =>
    sheet.events.map((event) => event.event_id).filter((id) => !has(answerTo(document, id)));
  return [
    { what: "a position", events: lacking((answer) => answer?.position) },
    ...(rules.ask.confidence
      ? [{ what: "a confidence", events: lacking((answer) => answer?.confidence) }]
      : []),
    ...(rules.ask.justification
      ? [{ what: "a justification", events: lacking((answer) => answer?.justification?.trim()) }]
      : []),
  ].filter(({ events }) => events.length);
}

/**
 * Titles for small cards: where many of a deck begin with the same word
 * ("Azerbaijan joins …"), that word tells nobody anything and is left out.
 * @param {BoardEvent[]} events
 * @returns {Map<string, string>}
 */
export function shortTitles(events) {
  const first = (/** @type {string} */ title) => title.split(" ", 1)[0];
  const tally = new Map();
  for (const { title } of events) tally.set(first(title), (tally.get(first(title)) ?? 0) + 1);
  const [common, count] = [...tally].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  const drop = count > 2 && count * 4 >= events.length;
  return new Map(
    events.map(({ event_id, title }) => {
      const rest = title.slice(common.length + 1);
      // Before "and" the word is the first of a pair, and must stay.
      if (!drop || first(title) !== common || !rest || /^(and|or|,)\b/.test(rest))
        return [event_id, title];
      return [event_id, rest[0].toLocaleUpperCase() + rest.slice(1)];
    }),
  );
}

/** @param {string} text */
export function wordCount(text) {
  return text.split(/\s+/u).filter(Boolean).length;
}
