// What is known at each step of the last exercise, and what comes out of it.

import { bestReadings, stepsOff } from "../shared/misses.js";
import { profile } from "../shared/judging.js";

/**
 * @import { AnswerDocument } from "../shared/answers.js"
 * @import { KeyEntry, Place, Reading } from "../shared/judging.js"
 */

/** @typedef {"place" | "expect" | "result"} Stage */
/** @typedef {{event_id: string, title: string, summary: string}} UndatedEvent */
/** @typedef {{date: string, date_text: string, period: string, afterwards: string}} Told */
/** @typedef {{id: string, label: string, name: string}} Period */

/**
 * An act of the result: `off` is how many steps from the reading that leads.
 * @typedef {{event: UndatedEvent, told: Told, mine: string, lead: Reading, others: Reading[],
 *   dispute: string, off: number, hasCase: boolean}} Outcome
 */

/**
 * @typedef {{outcomes: Outcome[], mine: number[], readings: number[], expected: number[]}} Result
 */

/** @param {unknown} stage @returns {Stage} */
export function stageOf(stage) {
  return stage === "expect" || stage === "result" ? stage : "place";
}

/**
 * The numbers that were kept, if they are any.
 * @param {unknown} kept @param {number} places @param {number} total
 */
export function expectedOf(kept, places, total) {
  const none = Array.from({ length: places }, () => 0);
  if (!Array.isArray(kept) || kept.length !== places) return none;
  const isCount = (/** @type {unknown} */ one) => Number.isInteger(one) && Number(one) >= 0;
  return kept.every(isCount) && sum(kept) <= total ? kept : none;
}

/** @param {number[]} counts */
export function sum(counts) {
  return counts.reduce((all, one) => all + one, 0);
}

/**
 * The numbers with one changed, and never more than there are acts.
 * @param {number[]} expected @param {number} at @param {number} wanted @param {number} total
 */
export function withExpected(expected, at, wanted, total) {
  const others = sum(expected) - expected[at];
  const count = Math.max(0, Math.min(wanted, total - others));
  return expected.map((one, index) => (index === at ? count : one));
}

/**
 * How many acts one profile would have to move to become the other.
 * @param {number[]} one @param {number[]} other
 */
export function moves(one, other) {
  return sum(one.map((count, index) => Math.max(0, count - other[index])));
}

/**
 * What comes out, the acts in the order of their dates.
 * @param {{events: UndatedEvent[], document: AnswerDocument, readings: Record<string, KeyEntry>,
 *   told: Record<string, Told>, positions: Place[], expected: number[]}} given
 * @returns {Result}
 */
export function resultOf({ events, document, readings, told, positions, expected }) {
  const placed = new Map(document.answers.map(({ event, position }) => [event, position]));
  const outcomes = events
    .map((event) => {
      const mine = placed.get(event.event_id) ?? "";
      const { readings: all, dispute } = readings[event.event_id];
      const [lead] = bestReadings(all);
      const others = all.filter((reading) => reading !== lead);
      return {
        ...{ event, told: told[event.event_id], mine, lead, others, dispute },
        off: stepsOff(mine, all, positions),
        hasCase: others.some(({ position }) => position === mine),
      };
    })
    .sort((one, other) => one.told.date.localeCompare(other.told.date));
  return {
    ...{ outcomes, expected },
    mine: profile(
      outcomes.map(({ mine }) => mine),
      positions,
    ),
    readings: profile(
      outcomes.map(({ lead }) => lead.position),
      positions,
    ),
  };
}

/** @param {Outcome[]} outcomes how many are where the reading is, a step away, and further off */
export function tally(outcomes) {
  const same = outcomes.filter(({ off }) => off === 0).length;
  const near = outcomes.filter(({ off }) => off === 1).length;
  return { same, near, far: outcomes.length - same - near };
}
