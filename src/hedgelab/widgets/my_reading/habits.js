// What a reader's first places tell of how the reader codes: how sure and how near, what is taken
// for what, what was revised, and how far each chapter is done.

import { checksOf, firstCheck } from "../shared/acts.js";
import { MISS } from "../shared/misses.js";
import { steps } from "../shared/judging.js";

/**
 * @import { Act } from "../shared/acts.js"
 * @import { Position } from "../shared/model.js"
 * @import { Page, ReadEvent } from "./comparing.js"
 */

/**
 * An act that was checked and has a reading to be held against: the first place counts.
 * @typedef {{event: ReadEvent, first: string, now: string, answer: string,
 *   confidence: number | null}} Judged
 */

/** @typedef {{value: number, label: string}} Level of confidence */
/** @typedef {Level & {acts: number, same: number, near: number}} Sureness */
/** @typedef {{title: string, href: string, events: string[]}} Chapter */
/** @typedef {Page & {total: number, placed: number, checked: number}} Progress */

/** Fewer acts than this say nothing of how well somebody is calibrated. */
export const FEW = 10;

/**
 * The reading that an act is held against: the article's, else the one of the module that has
 * full credit. An act that resists coding has none.
 * @param {ReadEvent} event
 */
function answerTo({ readings }) {
  const own = readings.find(({ reader }) => reader === "article");
  return (own ?? readings.find(({ credit }) => credit === 1))?.position;
}

/**
 * @param {ReadEvent[]} events @param {Map<string, Act>} acts @returns {Judged[]}
 */
export function judgedActs(events, acts) {
  return events.flatMap((event) => {
    const act = acts.get(event.event_id);
    const check = firstCheck(act);
    const answer = answerTo(event);
    if (!check || !answer) return [];
    const { position: first, confidence = null } = check;
    return [{ event, first, now: act?.position ?? first, answer, confidence }];
  });
}

/**
 * How near the places are, by how sure the reader was; the surest first.
 * @param {Judged[]} judged @param {Level[]} levels @param {Position[]} positions
 * @returns {Sureness[]}
 */
export function calibration(judged, levels, positions) {
  return levels
    .map((level) => {
      const off = judged
        .filter(({ confidence }) => confidence === level.value)
        .map(({ first, answer }) => Math.abs(steps(answer, first, positions)));
      const same = off.filter((one) => one === 0).length;
      const near = off.filter((one) => one < MISS).length;
      return { ...level, acts: off.length, same, near };
    })
    .sort((one, other) => other.value - one.value);
}

/**
 * How many acts of each reading (columns) were first placed where (rows).
 * @param {Judged[]} judged @param {Position[]} positions
 */
export function confusions(judged, positions) {
  return positions.map((row) =>
    positions.map(
      (column) =>
        judged.filter(({ first, answer }) => first === row.id && answer === column.id).length,
    ),
  );
}

/**
 * What is taken for something else most often; null where nothing is.
 * @param {number[][]} table @param {Position[]} positions
 */
export function mostConfused(table, positions) {
  const cells = table.flatMap((row, at) =>
    row.flatMap((count, to) => (at !== to && count ? [{ at, to, count }] : [])),
  );
  const [most] = cells.sort((one, other) => other.count - one.count);
  return most ? { first: positions[most.at], answer: positions[most.to], count: most.count } : null;
}

/**
 * What was moved after it had been checked, and whether that brought it nearer to the reading.
 * @param {Judged[]} judged @param {Position[]} positions
 */
export function revisions(judged, positions) {
  const off = (/** @type {string} */ place, /** @type {string} */ answer) =>
    Math.abs(steps(answer, place, positions));
  const moved = judged.filter(({ first, now }) => now !== first);
  const gain = moved.map(({ first, now, answer }) => off(first, answer) - off(now, answer));
  return {
    moved,
    nearer: gain.filter((one) => one > 0).length,
    further: gain.filter((one) => one < 0).length,
    sameAtFirst: judged.filter(({ first, answer }) => first === answer).length,
    sameNow: judged.filter(({ now, answer }) => now === answer).length,
  };
}

/**
 * @param {Chapter[]} chapters @param {Map<string, Act>} acts @returns {Progress[]}
 */
export function progressBy(chapters, acts) {
  return chapters.map(({ title, href, events }) => ({
    ...{ title, href, total: events.length },
    placed: events.filter((event) => acts.get(event)?.position).length,
    checked: events.filter((event) => checksOf(acts.get(event)).length).length,
  }));
}
