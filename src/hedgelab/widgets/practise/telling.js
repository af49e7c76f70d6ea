// What a session says of itself.

import { counted } from "../shared/words.js";

/**
 * @import { Place } from "../shared/judging.js"
 * @import { Chosen } from "./choosing.js"
 * @import { Pair } from "./session.js"
 */

/** @typedef {{nearer_rejection: string, nearer_acceptance: string, question: string}} Neighbours */

const WHY = [
  ["missed", "that you missed"],
  ["due", "due again"],
  ["new", "new to you"],
  ["early", "ahead of their time"],
];

/** What the cards of a session are. @param {Chosen[]} cards */
export function dealtInWords(cards) {
  const parts = WHY.flatMap(([kind, words]) => {
    const count = cards.filter(({ why }) => why === kind).length;
    return count ? [`${count} ${words}`] : [];
  });
  return `${counted(cards.length, "card")}: ${parts.join(", ")}.`;
}

/** How a session went. @param {{same: number, near: number, far: number}} outcome */
export function wentInWords({ same, near, far }) {
  const parts = [
    `${same} where the reading is`,
    near && `${near} a step away`,
    far && `${far} further off, which will come back`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

/**
 * When something is due next.
 * @param {{at: number, count: number} | null} next @param {number} now
 */
export function dueInWords(next, now) {
  if (!next) return "";
  const day = new Date(next.at);
  const today = new Date(now);
  const when =
    day.toDateString() === today.toDateString()
      ? "later today"
      : `on ${day.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" })}`;
  const acts = next.count === 1 ? "One act is" : `${next.count} acts are`;
  return `${acts} due next ${when}.`;
}

/**
 * The questions that tell the places of a pair apart: one between neighbours, and between others
 * those on the way.
 * @param {Pair} pair @param {Place[]} positions @param {Neighbours[]} neighbours
 * @returns {{question: string, yes: string, no: string}[]}
 */
export function questionsOf(pair, positions, neighbours) {
  const at = (/** @type {string} */ id) => positions.findIndex((place) => place.id === id);
  const [low, high] = pair.map(at).sort((one, other) => one - other);
  const name = (/** @type {string} */ id) => positions[at(id)].name;
  return neighbours
    .filter(({ nearer_rejection: from }) => at(from) >= low && at(from) < high)
    .map(({ nearer_rejection, nearer_acceptance, question }) => ({
      question,
      yes: name(nearer_rejection),
      no: name(nearer_acceptance),
    }));
}
