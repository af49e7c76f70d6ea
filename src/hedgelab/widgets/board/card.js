// The card in hand: what was done, where it stands, and the way through the deck.

import { h, setIdle, write } from "../shared/dom.js";
import { drawAsks } from "./asks.js";
import { neighbour, nextUnplaced } from "./deck.js";
import { drawFeedback } from "./feedback.js";
import { drawRail } from "./rail.js";

/**
 * @import { Board } from "./board.js"
 * @import { Part } from "./types.js"
 */

/** @param {Board} board @returns {Part & {paper: HTMLElement}} */
export function drawCard(board) {
  const paper = drawPaper(board);
  const rail = drawRail(board);
  const asks = drawAsks(board);
  const feedback = drawFeedback(board);
  const nav = drawNav(board);
  const node = h(
    "div",
    { class: "hb-card", role: "group", "aria-labelledby": `${board.uid}-title`, tabindex: "-1" },
    paper.node,
    rail.node,
    asks.node,
    nav.node,
    feedback.node,
  );
  const update = () => {
    if (!board.event(board.current)) return;
    for (const part of [paper, nav, rail, asks, feedback]) part.update();
  };
  return { node, update, paper: paper.node };
}

/** @param {Board} board @returns {Part} the card itself, which can be dragged */
function drawPaper(board) {
  const { uid, readOnly } = board;
  const kicker = h("p", { class: "hb-kicker" });
  const title = h("p", { class: "hb-card-title", id: `${uid}-title` });
  const summary = h("p", { class: "hb-summary" });
  const grip = h("span", {
    class: "hb-grip",
    "data-drag": "",
    title: "Drag the card to a column",
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

/** @param {Board} board @returns {Part} the Check button, and the way to the next card */
function drawNav(board) {
  const { events } = board;
  const number = h("p", { class: "hb-count" });
  const check = h("button", {
    type: "button",
    class: "hb-button hb-primary",
    click: () => board.check(),
  });
  const go = (/** @type {number} */ by) => () => board.show(neighbour(events, board.current, by));
  const unplaced = h(
    "button",
    {
      type: "button",
      class: "hb-button",
      click: () => board.show(nextUnplaced(events, board.document, board.current) ?? board.current),
    },
    "Next to place",
  );
  const node = h(
    "div",
    { class: "hb-nav" },
    board.checks ? check : null,
    h(
      "div",
      { class: "hb-deck", role: "group", "aria-label": "The deck" },
      h(
        "button",
        { type: "button", class: "hb-button hb-step", click: go(-1) },
        h("span", { class: "hb-arrow", "aria-hidden": "true" }, "←"),
        " Previous",
      ),
      number,
      h(
        "button",
        { type: "button", class: "hb-button hb-step", click: go(1) },
        "Next ",
        h("span", { class: "hb-arrow", "aria-hidden": "true" }, "→"),
      ),
      board.readOnly ? null : unplaced,
    ),
  );
  const update = () => {
    const id = board.current;
    write(number, `${events.indexOf(board.event(id)) + 1} of ${events.length}`);
    write(check, board.checkLabel);
    setIdle(check, board.isChecked(id) || board.at(id) === null);
    const next = nextUnplaced(events, board.document, id);
    setIdle(unplaced, !next || next === id);
  };
  return { node, update };
}
