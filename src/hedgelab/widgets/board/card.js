// The card in hand: what was done, where it stands, and the way through the deck.

import { h, setIdle, write } from "../shared/dom.js";
import { drawAsks } from "./asks.js";
import { neighbour } from "./deck.js";
import { drawFeedback } from "./feedback.js";
import { drawRail } from "./rail.js";
import { checkLabel } from "./telling.js";

/**
 * @import { Board } from "./board.js"
 * @import { Part } from "./types.js"
 */

/** @param {Board} board @returns {Part & {paper: HTMLElement, focusNext: () => void}} */
export function drawCard(board) {
  const paper = drawPaper(board);
  const rail = drawRail(board);
  const asks = drawAsks(board);
  const feedback = drawFeedback(board);
  const check = drawCheck(board);
  const deck = drawDeck(board);
  // What a marker says is longer than a card: there the way through the deck stands before it.
  const rest = board.readOnly ? [deck, feedback] : [asks, check, feedback, deck];
  const parts = [paper, rail, ...rest].filter((part) => part !== deck || board.isDeck);
  const node = h(
    "div",
    { class: "hb-card", role: "group", "aria-labelledby": `${board.uid}-title`, tabindex: "-1" },
    ...parts.map((part) => part.node),
  );
  const update = () => {
    if (!board.event(board.current)) return;
    for (const part of parts) part.update();
  };
  const focusNext = board.isDeck ? deck.focusNext : () => node.focus({ preventScroll: true });
  return { node, update, paper: paper.node, focusNext };
}

/** @param {Board} board @returns {Part} the card itself, which can be dragged */
function drawPaper(board) {
  const { uid, readOnly } = board;
  const kicker = h("p", { class: "hb-kicker" });
  const title = h("p", {
    class: "hb-card-title",
    id: `${uid}-title`,
    role: "heading",
    "aria-level": "4",
  });
  const summary = h("p", { class: "hb-summary" });
  const grip = h("span", {
    class: "hb-grip",
    "data-drag": "",
    title: "Drag the card to a stop",
    "aria-hidden": "true",
  });
  const node = h(
    "div",
    { class: "hb-paper", "data-drag": readOnly ? null : "" },
    h("div", { class: "hb-paper-top" }, kicker, readOnly ? null : grip),
    title,
    summary,
  );
  const update = () => {
    const event = board.event(board.current);
    const placed = board.position(board.at(board.current) ?? "");
    node.style.setProperty("--light", placed?.light ?? "");
    node.style.setProperty("--dark", placed?.dark ?? "");
    node.classList.toggle("is-placed", Boolean(placed));
    node.dataset.event = event.event_id;
    const more = board.isAnswered(event.event_id) ? [event.domain, event.actors.join(", ")] : [];
    write(kicker, [event.date_text, ...more].filter(Boolean).join(" · "));
    write(title, event.title);
    write(summary, event.summary);
  };
  return { node, update };
}

/** @param {Board} board @returns {Part} the button that checks, until there is nothing to check */
function drawCheck(board) {
  const button = h("button", {
    type: "button",
    class: "hb-button hb-primary",
    click: () => {
      board.check();
      // The button goes, and what the keyboard has next is the way to the next card.
      if (board.isChecked(board.current)) board.focusOn("next");
    },
  });
  const node = h("div", { class: "hb-nav" }, button);
  const update = () => {
    node.hidden = !board.checks || board.isChecked(board.current);
    write(button, checkLabel(board));
    setIdle(button, board.at(board.current) === null);
  };
  return { node, update };
}

/** @param {Board} board @returns {Part & {focusNext: () => void}} the way to the next card */
function drawDeck(board) {
  const number = h("p", { class: "hb-count" });
  const go = (/** @type {number} */ by) => () =>
    board.goTo(neighbour(board.events, board.current, by));
  const step = (
    /** @type {string} */ name,
    /** @type {string} */ arrow,
    /** @type {number} */ by,
  ) =>
    h(
      "button",
      {
        type: "button",
        class: "hb-button hb-step",
        "aria-label": name,
        title: name,
        click: go(by),
      },
      h("span", { class: "hb-arrow", "aria-hidden": "true" }, arrow),
    );
  const next = h(
    "button",
    { type: "button", class: "hb-button", click: () => board.goTo(board.next) },
    "Next card",
  );
  const node = h(
    "div",
    { class: "hb-deck", role: "group", "aria-label": "The deck" },
    step("Previous", "←", -1),
    number,
    step("Next", "→", 1),
    board.readOnly ? null : next,
  );
  const update = () => {
    const { events, current } = board;
    write(number, `${events.indexOf(board.event(current)) + 1} of ${events.length}`);
    next.classList.toggle("hb-primary", board.isChecked(current));
    setIdle(next, board.next === current);
  };
  return { node, update, focusNext: () => next.focus({ preventScroll: true }) };
}
