// The votes of a class: who cast which is not known, only which device, and which of its two votes.

import { DEVICES } from "../shared/class_code.js";

/** @import { Ballot, Sheet, Vote } from "../shared/class_code.js" */

/**
 * A vote that was cast: `device` names the device of a code, or whose file it is.
 * @typedef {{sheet: Sheet, vote: Vote, device: string, places: number[], isMadeUp?: boolean}} Cast
 */

/** What became of a vote: the same vote of the same device counts once. */
/** @typedef {"new" | "same" | "changed"} Outcome changed: the later one of a device stands */

export class Votes {
  /** @type {Map<string, Cast>} */
  #cast = new Map();

  /** @param {Cast} cast @returns {Outcome} */
  take(cast) {
    const { sheet, vote, device, places } = cast;
    const key = [sheet.digest, vote, device].join(" ");
    const before = this.#cast.get(key);
    // One that was changed is the latest of all.
    this.#cast.delete(key);
    this.#cast.set(key, cast);
    if (!before) return "new";
    return before.places.join() === places.join() ? "same" : "changed";
  }

  /** @param {Sheet} sheet @param {Vote} vote @returns {Map<string, number[]>} places by device */
  of({ digest }, vote) {
    const here = [...this.#cast.values()].filter(
      (cast) => cast.sheet.digest === digest && cast.vote === vote,
    );
    return new Map(here.map(({ device, places }) => [device, places]));
  }

  /** @param {Sheet} sheet @returns {boolean} whether any are in */
  has(sheet) {
    return this.of(sheet, 1).size + this.of(sheet, 2).size > 0;
  }

  get hasMadeUp() {
    return [...this.#cast.values()].some(({ isMadeUp }) => isMadeUp);
  }

  /** @param {(cast: Cast) => boolean} [which] those to forget; all, if none is said */
  forget(which = () => true) {
    for (const [key, cast] of this.#cast) if (which(cast)) this.#cast.delete(key);
  }

  /** @returns {Cast[]} in the order in which they came */
  all() {
    return [...this.#cast.values()];
  }
}

/** @param {Ballot} ballot @returns {string} which device a code is of */
export function deviceOf({ device }) {
  return `code ${device}`;
}

/** @param {string} device @returns {number | null} what a code says of it; null for a file */
export function numberOf(device) {
  const number = Number(/^code (\d+)$/.exec(device)?.[1] ?? Number.NaN);
  return Number.isInteger(number) && number < DEVICES ? number : null;
}

/**
 * How many stand at each position on an act.
 * @param {Iterable<number[]>} ballots @param {number} act its place in the sheet
 * @param {number} positions how many there are
 */
export function spread(ballots, act, positions) {
  const counts = Array.from({ length: positions }, () => 0);
  for (const places of ballots) if (places[act]) counts[places[act] - 1] += 1;
  return counts;
}

/**
 * How many steps two readers of a class stand apart on an act, on average over all pairs.
 * @param {number[]} counts by position @returns {number} NaN for fewer than two readers
 */
export function apart(counts) {
  const readers = counts.reduce((sum, count) => sum + count, 0);
  let steps = 0;
  for (const [at, count] of counts.entries()) {
    for (const [on, other] of counts.slice(0, at).entries()) steps += count * other * (at - on);
  }
  return readers < 2 ? Number.NaN : steps / ((readers * (readers - 1)) / 2);
}

/**
 * How those moved who voted twice.
 * @typedef {object} Movement
 * @property {number} both who placed the act in both votes
 * @property {number} stayed
 * @property {number} rejection who moved towards it
 * @property {number} acceptance who moved towards it
 * @property {{from: number, to: number, count: number}[]} ways the most trodden first
 * @property {number[]} before where these stood at first, by position
 * @property {number[]} after where they stand now
 */

/**
 * @param {Map<string, number[]>} first @param {Map<string, number[]>} second
 * @param {number} act @param {number} positions how many there are
 * @returns {Movement}
 */
export function movement(first, second, act, positions) {
  const told = { both: 0, stayed: 0, rejection: 0, acceptance: 0 };
  const [before, after] = [0, 0].map(() => Array.from({ length: positions }, () => 0));
  /** @type {Map<string, {from: number, to: number, count: number}>} */
  const ways = new Map();
  for (const [device, places] of second) {
    const [from, to] = [first.get(device)?.[act] ?? 0, places[act]];
    if (!from || !to) continue;
    told.both += 1;
    before[from - 1] += 1;
    after[to - 1] += 1;
    told.stayed += Number(from === to);
    told.rejection += Number(to < from);
    told.acceptance += Number(to > from);
    if (from === to) continue;
    const way = ways.get(`${from} ${to}`) ?? { from, to, count: 0 };
    ways.set(`${from} ${to}`, { ...way, count: way.count + 1 });
  }
  const most = [...ways.values()].sort(
    (one, other) => other.count - one.count || one.from - other.from || one.to - other.to,
  );
  return { ...told, ways: most, before, after };
}

/**
 * The two positions to talk about: the fullest, and of those that most others hold the farthest from it.
 * @param {number[]} counts
 * @returns {[number, number] | null} their numbers, the lower first; null where all stand at one
 */
export function atOdds(counts) {
  const held = counts.flatMap((count, at) => (count ? [{ number: at + 1, count }] : []));
  const [first] = [...held].sort((one, other) => other.count - one.count);
  const [second] = held
    .filter((one) => one !== first)
    .sort(
      (one, other) =>
        other.count - one.count ||
        Math.abs(other.number - first.number) - Math.abs(one.number - first.number),
    );
  if (!second) return null;
  return first.number < second.number
    ? [first.number, second.number]
    : [second.number, first.number];
}
