// Which cards a session has, and in which order: a function of the log, the clock and a seed.

import { randomFrom } from "../shared/chance.js";
import { MISS, answerOf, stepsOff } from "../shared/misses.js";
import { dueAt, fromMemory } from "./schedule.js";

/**
 * @import { Act } from "../shared/acts.js"
 * @import { Place } from "../shared/judging.js"
 * @import { Reading } from "../shared/misses.js"
 */

/** @typedef {{event: string, readings: Reading[]}} Card */
/** @typedef {{cards: Card[], acts: Map<string, Act>, positions: Place[], now: number}} Deck */
/** @typedef {"missed" | "due" | "new" | "early"} Why a card is in the session */
/** @typedef {{event: string, answer: string, why: Why, due: number, off: number, last: number}} Standing */
/** @typedef {{event: string, why: Why}} Chosen */

export const SESSION = 10;
export const PAIR_SESSION = 5;

/** @template T @param {T[]} items @param {() => number} random @returns {T[]} */
function shuffled(items, random) {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/**
 * What the log says of each card.
 * @param {Deck} deck @returns {Standing[]}
 */
export function standings({ cards, acts, positions, now }) {
  return cards.map(({ event, readings }) => {
    const answer = answerOf(readings, positions);
    const checks = acts.get(event)?.checks ?? [];
    if (!checks.length) {
      return { event, answer, why: "new", due: Number.NaN, off: 0, last: Number.NaN };
    }
    const off = (/** @type {string} */ position) => stepsOff(position, readings, positions);
    const remembered = fromMemory(checks);
    const latest = remembered[remembered.length - 1];
    const due = dueAt(checks, off);
    const steps = off(latest.position);
    const why = steps >= MISS ? "missed" : due <= now ? "due" : "early";
    return { event, answer, why, due, off: steps, last: Date.parse(latest.at) };
  });
}

/**
 * The cards of a session: first those that were missed, the longest ago first, then those that
 * are due, then new ones, and where all are known those that will be due soonest.  No answer
 * takes more than half of the places, so that none need follow itself.
 * @param {Deck & {seed: number, apart?: string[]}} deck `apart` were in hand just now
 * @returns {Chosen[]}
 */
export function chosen(deck) {
  const random = randomFrom(deck.seed);
  const apart = new Set(deck.apart);
  const all = standings(deck).filter(({ event }) => !apart.has(event));
  const of = (/** @type {Why} */ why) => all.filter((one) => one.why === why);
  const waiting = [
    ...of("missed").sort((one, other) => one.last - other.last || other.off - one.off),
    ...of("due").sort((one, other) => one.due - other.due),
  ];
  /** @type {Standing[]} */
  const taken = [];
  const isFull = () => taken.length >= SESSION;
  const count = (/** @type {string} */ answer) =>
    taken.filter((one) => one.answer === answer).length;
  const take = (/** @type {Standing} */ one) => {
    if (!isFull() && count(one.answer) < SESSION / 2) taken.push(one);
  };
  waiting.forEach(take);
  // New ones are of the answers that the session has fewest of.
  let fresh = shuffled(of("new"), random);
  while (!isFull() && fresh.length) {
    const [next] = fresh.toSorted((one, other) => count(one.answer) - count(other.answer));
    fresh = fresh.filter((one) => one !== next);
    take(next);
  }
  of("early")
    .sort((one, other) => one.due - other.due)
    .forEach(take);
  return interleaved(taken, deck.positions, random).map(({ event, why }) => ({ event, why }));
}

/**
 * Cards in an order in which no answer follows itself, and neighbours on the spectrum come one
 * after the other where they can: that is where telling apart is learnt.
 * @param {Standing[]} cards @param {Place[]} positions @param {() => number} random
 */
export function interleaved(cards, positions, random) {
  const numbers = new Map(positions.map(({ id, number }) => [id, number]));
  let rest = shuffled(cards, random);
  /** @type {Standing[]} */
  const order = [];
  while (rest.length) {
    const before = order[order.length - 1]?.answer;
    const others = rest.filter(({ answer }) => answer !== before);
    const open = others.filter((one) => leavesAWay(rest, one));
    const near = (/** @type {Standing} */ { answer }) =>
      Math.abs((numbers.get(answer) ?? 0) - (numbers.get(before ?? "") ?? 0)) === 1;
    const next = open.find(near) ?? open[0] ?? others[0] ?? rest[0];
    order.push(next);
    rest = rest.filter((one) => one !== next);
  }
  return order;
}

/**
 * Whether, once this card is laid, the others can follow without an answer following itself.
 * @param {Standing[]} rest @param {Standing} next
 */
function leavesAWay(rest, next) {
  const left = rest.filter((one) => one !== next);
  return left.every(({ answer }) => {
    const same = left.filter((one) => one.answer === answer).length;
    const most = answer === next.answer ? Math.floor(left.length / 2) : Math.ceil(left.length / 2);
    return same <= most;
  });
}

/**
 * Five cards of two places that were taken for one another: first those that were, then new
 * ones, then the longest unseen.  Their order is left to chance, since of two answers any rule
 * would tell which comes next.
 * @param {Deck & {seed: number, pair: [string, string]}} deck @returns {Chosen[]}
 */
export function chosenOfPair({ pair, seed, ...deck }) {
  const random = randomFrom(seed);
  const mine = (/** @type {string} */ event) => deck.acts.get(event)?.checks?.[0]?.position;
  const rank = (/** @type {Standing} */ { event, answer, why }) => {
    if (mine(event) !== answer && pair.includes(mine(event) ?? "")) return 0;
    return why === "new" ? 1 : 2;
  };
  const all = shuffled(standings(deck), random)
    .filter(({ answer }) => pair.includes(answer))
    .sort((one, other) => rank(one) - rank(other) || (one.last || 0) - (other.last || 0));
  /** @type {Standing[]} */
  const taken = [];
  for (const one of all) {
    const same = taken.filter(({ answer }) => answer === one.answer).length;
    // Both are there where both can be, or there would be nothing to tell apart.
    if (taken.length < PAIR_SESSION && (pair[0] === pair[1] || same < PAIR_SESSION - 1)) {
      taken.push(one);
    }
  }
  return shuffled(taken, random).map(({ event, why }) => ({ event, why }));
}

/**
 * When something is due next that is not due yet, and how many acts are due on that day.
 * @param {Deck} deck @returns {{at: number, count: number} | null} null where nothing waits
 */
export function nextDue(deck) {
  const later = standings(deck)
    .map(({ due }) => due)
    .filter((due) => due > deck.now)
    .sort((one, other) => one - other);
  if (!later.length) return null;
  const day = (/** @type {number} */ at) => new Date(at).toDateString();
  return { at: later[0], count: later.filter((due) => day(due) === day(later[0])).length };
}
