// What stands on the projector at each step of an act.

import { h } from "../shared/dom.js";
import { tellApart } from "../shared/telling_apart.js";
import { counted } from "../shared/words.js";
import { toldApart, toldMovement, toldSpread } from "./telling.js";
import { atOdds } from "./votes.js";

/** @import { ClassInHand, Standing, Stop } from "./class.js" */
/** @import { Step } from "./steps.js" */

const MOST_READINGS = 2;

/** @param {number[]} counts */
function total(counts) {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * @param {Step} step @param {Standing} standing @param {ClassInHand} hand
 * @returns {HTMLElement}
 */
export function drawPanel(step, standing, hand) {
  return h("div", { class: `ic-panel ic-${step}` }, ...PANELS[step](standing, hand));
}

/** @type {Record<Step, (standing: Standing, hand: ClassInHand) => (Node | null)[]>} */
const PANELS = {
  act: ({ act, first }) => [
    h("p", { class: "ic-summary" }, act.summary),
    h("p", { class: "ic-line" }, `${counted(total(first), "first vote")} on this act.`),
  ],
  first: ({ first }, { book }) => [
    h("p", { class: "ic-line" }, toldSpread(first, book.positions), " ", toldApart(first)),
  ],
  talk: drawTalk,
  second: (standing, hand) => {
    if (!total(standing.second)) {
      return [
        h("p", { class: "ic-ask" }, "Vote again."),
        h(
          "p",
          { class: "ic-line" },
          "Whoever has changed their mind moves the card on the board. Everybody then chooses " +
            "“Second vote” under “Your code”, and sends the new code.",
        ),
      ];
    }
    const told = toldMovement(hand.moved(standing), hand.book.positions);
    return [h("p", { class: "ic-line" }, told)];
  },
  reading: ({ act }, { book }) =>
    act.readings
      .slice(0, MOST_READINGS)
      .map(({ position, reader, reason }) =>
        drawSide(
          stop(book.positions, position),
          reader === "article" ? "The article" : "This module",
          reason,
        ),
      ),
};

/** @param {Stop[]} positions @param {string} id */
function stop(positions, id) {
  return positions.find((one) => one.id === id) ?? positions[0];
}

/** @param {Stop} position @param {string} whose @param {string} words */
function drawSide({ name, light, dark }, whose, words) {
  return h(
    "div",
    { class: "ic-side", "--light": light, "--dark": dark },
    h("p", { class: "ic-place" }, h("span", {}, whose), " ", h("b", {}, name)),
    h("p", {}, words),
  );
}

/** @param {Standing} standing @param {ClassInHand} hand */
function drawTalk({ first, second }, { book: { positions, lines } }) {
  const odds = atOdds(total(first) ? first : second);
  if (!odds) {
    const words = total(first)
      ? "You all stand at one position. Which fact would have to be different for its neighbour?"
      : "Nobody has placed this act. Where does it belong, and which words of the definition say so?";
    return [h("p", { class: "ic-ask" }, words)];
  }
  const [low, high] = odds.map((number) => positions[number - 1]);
  const { questions, sides } = tellApart(low.id, high.id, positions, lines);
  return [
    h("p", { class: "ic-ask" }, questions.join(" And then: ")),
    h(
      "div",
      { class: "ic-sides" },
      ...sides.map(({ position, answer }) =>
        drawSide(position, `Answers ${answer}:`, `Its own test: ${position.test}`),
      ),
    ),
    h("p", { class: "ic-line" }, "Find somebody who stands elsewhere. Which fact decides it?"),
  ];
}
