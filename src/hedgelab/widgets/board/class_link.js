// From a practice board to its code for class: a link to the book's page for it, which takes along
// where the cards stand, since some browsers keep the work of each page from a folder apart.

import { h } from "../shared/dom.js";
import { positionOf } from "./answers.js";

/** @import { Board } from "./board.js" */

/**
 * @param {Board} board
 * @returns {HTMLAnchorElement | null} null where no book is around the board, or there is one card
 */
export function drawClassLink(board) {
  /** @type {HTMLAnchorElement | null} */
  const page = document.querySelector('a[href*="in-class.html"]');
  if (board.mode !== "practice" || board.sheet.events.length < 2 || !page) return null;
  const address = () => classAddress(page.href, board);
  const link = h(
    "a",
    { href: address(), class: "hb-quiet", click: () => (link.href = address()) },
    "Code for class",
  );
  return link;
}

/**
 * The address under which that page shows the code of the acts on show, a period's twelve or all
 * of them; `class_code/places.js` reads it.
 * @param {string} page
 * @param {Pick<Board, "sheet" | "events" | "isShort" | "positions" | "document">} board
 */
export function classAddress(page, { sheet, events, isShort, positions, document: answers }) {
  const name = isShort ? `${sheet.assignment}-short` : sheet.assignment;
  const places = events.map(({ event_id }) => {
    const held = positionOf(answers, event_id);
    return positions.find(({ id }) => id === held)?.number ?? 0;
  });
  return `${page.split("#")[0]}#board=${name}&places=${places.join("")}`;
}
