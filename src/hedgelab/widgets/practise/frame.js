// What stands around the cards of a session.

import { h } from "../shared/dom.js";
import { questionsOf } from "./telling.js";

/**
 * @import { Place } from "../shared/judging.js"
 * @import { Pair } from "./session.js"
 * @import { Neighbours } from "./telling.js"
 */

/** @typedef {{title: string, href: string}} Page */

/** What is said to somebody who has placed nothing yet. @param {Page} first */
export function drawIntroduction({ title, href }) {
  return h(
    "p",
    { class: "pr-lead" },
    "You have placed nothing yet. Read ",
    href ? h("a", { href }, title) : title,
    " first: it says what the seven places mean, and has six acts to begin with. Or begin here with " +
      "ten cards that are new to you. What you check counts on every board and in My reading.",
  );
}

/**
 * What is asked of the cards of a pair.
 * @param {Pair} pair @param {Place[]} positions @param {Neighbours[]} neighbours
 * @param {() => void} onMixed
 */
export function drawPair(pair, positions, neighbours, onMixed) {
  const name = (/** @type {string} */ id) => positions.find((place) => place.id === id)?.name ?? id;
  const asked = questionsOf(pair, positions, neighbours).map(({ question, yes, no }) =>
    h("li", {}, h("span", { class: "pr-question" }, question), ` Yes: ${yes}. No: ${no}.`),
  );
  const title =
    pair[0] === pair[1] ? name(pair[0]) : `${name(pair[0])} or ${name(pair[1]).toLowerCase()}?`;
  return h(
    "div",
    { class: "pr-pair" },
    h("p", { class: "pr-title" }, title),
    asked.length ? h("ol", {}, ...asked) : null,
    h(
      "button",
      { type: "button", class: "pr-mixed", click: onMixed },
      "Ten cards of all places instead",
    ),
  );
}

/**
 * @param {string} went @param {string} due @param {() => void} onMore
 */
export function drawDone(went, due, onMore) {
  return h(
    "div",
    { class: "pr-done" },
    h("p", { class: "pr-title" }, "All checked"),
    h("p", {}, went),
    due ? h("p", {}, due) : null,
    h(
      "p",
      { class: "pr-quiet" },
      "You may stop here: what rests for a day is remembered better than what is gone over at once.",
    ),
    h("button", { type: "button", class: "pr-more", click: onMore }, "Ten more cards"),
  );
}
