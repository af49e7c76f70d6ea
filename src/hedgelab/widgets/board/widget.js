// The SpectrumBoard: seven positions, and a deck of events to place on them.
//
// It asks the network for nothing and stores nothing: a host (anywidget in a notebook,
// hosts/page.js in a page) hands it a model and keeps its traits.

import { firstCheck } from "../shared/acts.js";
import { download, h, write } from "../shared/dom.js";
import { maySave } from "../shared/saving.js";
import { answerTo, settingOf, takeUpAll } from "./answers.js";
import { Board } from "./board.js";
import { drawCard } from "./card.js";
import { drawChips } from "./chips.js";
import { drawCopy } from "./copy.js";
import { makeDraggable } from "./dragging.js";
import { drawHandIn } from "./hand_in.js";
import { drawHeader, drawStatus } from "./header.js";
import { drawKernel, kernelOf } from "./kernel.js";
import { boardModel } from "./shelved.js";
import { keepInSight, setLevels } from "./sight.js";
import { holdSavingBack } from "./saving_key.js";
import { drawSpectrum, drawTray } from "./spectrum.js";
import { drawSummaryWhenDue } from "./summary.js";
import { drawWho } from "./who.js";

/* global IN_NOTEBOOK -- globals.d.ts */

/**
 * @import { Host, Paper } from "../shared/model.js"
 * @import { BoardState } from "./types.js"
 */

/**
 * Draw a board, and keep it in step with its model.
 * @param {Host<BoardState>} host
 * @returns {() => void} take everything down again
 */
export function render({ model, el }) {
  const board = new Board(boardModel(model));
  board.maySave = maySave();
  const chips = drawChips(board);
  const header = drawHeader(board);
  const status = drawStatus(board);
  const card = drawCard(board);
  const kernel = IN_NOTEBOOK ? kernelOf(board) : null;
  const parts = [
    header,
    ...(IN_NOTEBOOK && kernel ? [drawKernel(board, kernel)] : []),
    status,
    ...(board.rules.ask.student && board.mode === "sheet" ? [drawWho(board)] : []),
    ...(board.mode === "practice" ? [drawCopy(board)] : []),
    card,
    ...(board.mode === "sheet" ? [drawHandIn(board)] : []),
    // A single card has no others to stand among.
    ...(board.isDeck ? [drawSpectrum(board, chips), drawTray(board, chips)] : []),
    ...(board.mode === "practice" ? [drawSummaryWhenDue(board)] : []),
  ];
  /** @type {HTMLElement} */
  const root = h(
    "div",
    {
      class: "hedgelab-board hedgelab-ground",
      role: "group",
      "aria-label": `Board: ${board.sheet.title}`,
      "data-mode": board.mode,
    },
    h("div", { class: "hb-body" }, ...parts.map((part) => part.node)),
  );
  board.onDownload = (name, text) => download(name, text, root);
  /** @type {Record<string, () => void>} */
  const places = {
    reset: header.focusReset,
    status: status.focusFirst,
    next: card.focusNext,
    card: () => card.node.focus({ preventScroll: true }),
  };
  board.focusOn = (where) => places[where]();
  keepInSight(board, card.paper);
  const stopArriving = arriveAtCard(board, root, card);
  let frame = 0;
  board.draw = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    chips.update();
    for (const part of parts) part.update();
  };
  // An arrow key leaves one stop, enters another and chooses it: draw once, not
  // three times.
  board.drawSoon = () => {
    frame ||= requestAnimationFrame(board.draw);
  };
  board.draw();
  el.append(root);
  requestAnimationFrame(() => setLevels(root));

  const stopDragging = board.readOnly ? () => {} : makeDraggable(board, root);
  const stopFollowing = followModel(board);
  const stopHolding = IN_NOTEBOOK && kernel ? holdSavingBack(board, kernel, root) : () => {};
  const stopHearing = kernel ? kernel.begin() : () => {};
  return () => {
    stopHolding();
    stopFollowing();
    stopHearing();
    stopArriving();
    stopDragging();
    cancelAnimationFrame(frame);
    root.remove();
  };
}

/**
 * A page's address may name a board in it, and a card: #board-deeds-1993-2000--kfor-platoon-1999.
 * @param {Board} board @param {HTMLElement} root @param {{node: HTMLElement, paper: HTMLElement}} card
 * @returns {() => void} go there no more
 */
function arriveAtCard(board, root, card) {
  const go = () => {
    card.node.focus({ preventScroll: true });
    card.paper.scrollIntoView({ block: "start", behavior: "instant" });
  };
  /** @returns {string | null} the card that is named, "" for the board; null for neither */
  const named = () => {
    const id = root.closest(".hedgelab-widget")?.id;
    // A few of a period's acts once had a board of their own.
    const found = id && location.hash.match(new RegExp(`^#${id}(?:-short)?(?:--(.+))?$`));
    return found ? (found[1] ?? "") : null;
  };
  const arrive = () => {
    const event = named();
    if (!event) return;
    if (board.event(event)) board.show(event, false);
    // The card that was in hand is in hand again when the page is loaded anew.
    const [visit] = performance.getEntriesByType("navigation");
    if (/** @type {PerformanceNavigationTiming} */ (visit)?.type === "navigate") go();
  };
  const follow = () => {
    const event = named();
    if (event === null) return;
    if (event && board.event(event)) board.show(event, false);
    go();
  };
  // Not before all that stands above has its room, and the board is in the page.
  if (document.readyState === "complete") requestAnimationFrame(arrive);
  else addEventListener("load", arrive, { once: true });
  addEventListener("hashchange", follow);
  return () => {
    removeEventListener("load", arrive);
    removeEventListener("hashchange", follow);
  };
}

/** @param {Board} board @returns {() => void} */
function followModel(board) {
  const { model } = board;
  const adopt = () => board.adopt();
  const redraw = () => board.draw();
  const leave = () => board.keepIfPending();
  model.on("change:answers", adopt);
  model.on("change:progress", adopt);
  model.on("change:notice", redraw);
  model.on("change:view", redraw);
  addEventListener("pagehide", leave);
  return () => {
    leave();
    model.off("change:answers", adopt);
    model.off("change:progress", adopt);
    model.off("change:notice", redraw);
    model.off("change:view", redraw);
    removeEventListener("pagehide", leave);
  };
}

/**
 * Make the table that is printed say what the reader has: the place of each card, and the
 * readings of those that were checked.
 * @param {Paper<BoardState>} page
 */
function onPaper({ model, fallback }) {
  const setting = settingOf(model);
  const { document } = takeUpAll(boardModel(model), setting);
  /** @type {(part: string) => NodeListOf<HTMLElement>} */
  const rowsOf = (part) => fallback.querySelectorAll(`${part} [data-event]`);
  const named = (/** @type {string | null | undefined} */ at) => {
    const place = setting.positions.find(({ id }) => id === at);
    return place ? `${place.number} ${place.name}` : "";
  };
  for (const row of rowsOf(".board-sheet")) {
    const answer = answerTo(document, row.dataset.event ?? "");
    const first = setting.practice ? firstCheck(answer)?.position : undefined;
    const before = first && first !== answer?.position ? ` (first checked at ${named(first)})` : "";
    write(/** @type {Element} */ (row.lastElementChild), named(answer?.position) + before);
  }
  let isEarned = false;
  for (const row of rowsOf(".board-readings")) {
    row.hidden = !firstCheck(answerTo(document, row.dataset.event ?? ""));
    isEarned ||= !row.hidden;
  }
  fallback.querySelector(".board-readings")?.classList.toggle("is-earned", isEarned);
}

export default { render, onPaper };
