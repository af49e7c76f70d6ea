// The card in hand without the board around it, for a page that deals cards of its own.

import { h, write } from "../shared/dom.js";
import { drawCard } from "./card.js";
import { makeDraggable } from "./dragging.js";
import { keepInSight, setLevels } from "./sight.js";

/** @import { Board } from "./board.js" */

/**
 * @param {Board} board
 * @param {() => void} onDraw what else is to be brought up to date
 * @returns {{node: HTMLElement, update: () => void, stop: () => void}}
 */
export function drawLoneCard(board, onDraw) {
  const card = drawCard(board);
  const spoken = h("p", { class: "hedgelab-unseen", "aria-live": "polite" });
  const node = h(
    "div",
    { class: "hedgelab-board", "data-mode": board.mode },
    h("div", { class: "hb-body" }, card.node),
    spoken,
  );
  const update = () => {
    card.update();
    write(spoken, board.spoken);
  };
  let frame = 0;
  board.draw = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    update();
    onDraw();
  };
  board.drawSoon = () => {
    frame ||= requestAnimationFrame(board.draw);
  };
  board.focusOn = (where) => {
    if (where === "next") card.focusNext();
    else card.node.focus({ preventScroll: true });
  };
  keepInSight(board, card.paper);
  requestAnimationFrame(() => setLevels(node));
  const stopDragging = makeDraggable(board, node);
  const leave = () => board.keepIfPending();
  addEventListener("pagehide", leave);
  const stop = () => {
    leave();
    removeEventListener("pagehide", leave);
    stopDragging();
    cancelAnimationFrame(frame);
  };
  return { node, update, stop };
}
