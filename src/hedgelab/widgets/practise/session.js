// A session: its cards, and how what is checked in it comes into the reader's log.

import { checksBeyond, checksOf, withAct } from "../shared/acts.js";
import { stepsOff } from "../shared/misses.js";
import { momentOf, timestamp } from "../shared/moments.js";
import { isObject } from "../shared/strict_json.js";
import { chosen, chosenOfPair } from "./choosing.js";

/**
 * @import { Act, Check, Shelf } from "../shared/acts.js"
 * @import { Answer, Format } from "../shared/answers.js"
 * @import { Place } from "../shared/judging.js"
 * @import { Card, Chosen, Deck } from "./choosing.js"
 */

/** @typedef {[string, string]} Pair two places that are told apart */

/**
 * What a browser keeps of a session. `answers` begin empty, whatever is known of the acts: a card
 * is placed from memory.
 * @typedef {{at: string, cards: Chosen[], pair: Pair | null, answers: Answer[]}} Session
 */

/** A session that lies so long is over: by then other cards may be due, in ms. */
const LASTS = 6 * 3600 * 1000;

const DAY = 24 * 3600 * 1000; // ms

/**
 * Deal a session.
 * @param {Deck} deck @param {Pair | null} pair @param {string[]} [apart] were in hand just now
 * @returns {Session}
 */
export function dealt(deck, pair, apart = []) {
  // One deal a day: a page that is loaded anew has the same cards at hand.
  const seed = Math.floor(deck.now / DAY);
  const cards = pair ? chosenOfPair({ ...deck, seed, pair }) : chosen({ ...deck, seed, apart });
  return { at: timestamp(new Date(deck.now)), cards, pair, answers: [] };
}

/**
 * The session that was kept, where it is one and still goes on.
 * @param {unknown} kept @param {number} now @param {Card[]} cards @param {Pair | null} pair
 * @returns {Session | null}
 */
export function resumed(kept, now, cards, pair) {
  if (!isObject(kept) || typeof kept.at !== "string" || !Array.isArray(kept.cards)) return null;
  const age = now - momentOf(kept.at);
  if (!(age >= 0 && age < LASTS) || !Array.isArray(kept.answers)) return null;
  const session = /** @type {Session} */ (/** @type {unknown} */ (kept));
  const known = new Set(cards.map(({ event }) => event));
  const isWhole = session.cards.length > 0 && session.cards.every(({ event }) => known.has(event));
  if (!isWhole) return null;
  // Who asks for a pair in the page's address wants that pair.
  if (pair && session.pair?.join() !== pair.join()) return null;
  return session;
}

/** @param {Session} session the cards of it that were checked, with the first place of each */
export function checkedIn({ cards, answers }) {
  return cards.flatMap(({ event }) => {
    const [first] = checksOf(answers.find((answer) => answer.event === event));
    return first ? [{ event, first }] : [];
  });
}

/**
 * How near the checked cards of a session are.
 * @param {Session} session @param {Card[]} cards @param {Place[]} positions
 */
export function outcome(session, cards, positions) {
  const off = checkedIn(session).map(({ event, first }) => {
    const readings = cards.find((card) => card.event === event)?.readings ?? [];
    return stepsOff(first.position, readings, positions);
  });
  const same = off.filter((steps) => steps === 0).length;
  const near = off.filter((steps) => steps === 1).length;
  return { same, near, far: off.length - same - near };
}

/**
 * The shelf with what was checked in a session on the log of each act, where it is not yet.
 * @param {Shelf} shelf @param {Map<string, Act>} acts @param {Answer[]} answers
 * @param {Format} format
 * @returns {Shelf} the same one where nothing is new
 */
export function withSession(shelf, acts, answers, format) {
  let next = shelf;
  for (const answer of answers) {
    const act = acts.get(answer.event);
    const log = checksOf(act);
    const news = checksBeyond(checksOf(answer), log);
    const last = news.at(-1);
    if (!last) continue;
    const stands = { ...act, ...answer, position: last.position, changed: last.at };
    next = withAct(next, { ...stands, checks: [...log, ...news] }, format);
  }
  return next;
}

/** The pair that a page's address names: #practise--ONE--OTHER. */
export function pairIn(/** @type {string} */ hash, /** @type {Place[]} */ positions) {
  const [name, one, other, ...more] = hash.replace(/^#/, "").split("--");
  const isPlace = (/** @type {string} */ id) => positions.some((place) => place.id === id);
  if (name !== "practise" || more.length || !isPlace(one) || !isPlace(other)) return null;
  return /** @type {Pair} */ ([one, other]);
}
