// Where a card is in the page around it: before the reader's eyes, and under its headings.

import { wantsMotion } from "./chips.js";

/** @import { Board } from "./board.js" */

const TITLE = 60; // px of the card that have to be in the window

/** @param {Board} board @param {HTMLElement} paper the card in hand */
export function keepInSight(board, paper) {
  board.isInSight = () => {
    const { top, bottom } = paper.getBoundingClientRect();
    return bottom > 0 && top < innerHeight - TITLE;
  };
  board.reveal = () => {
    const { top } = paper.getBoundingClientRect();
    // A card under the page's fixed header is out of sight as well.
    const covered = Number.parseFloat(getComputedStyle(paper).scrollMarginTop) || 0;
    if (top >= covered && top < innerHeight - TITLE) return;
    paper.scrollIntoView({ block: "start", behavior: wantsMotion() ? "smooth" : "instant" });
  };
}

/** Let the headings of a board go on from those of the page that it stands in. */
export function setLevels(/** @type {HTMLElement} */ root) {
  const before = [...document.querySelectorAll("h1, h2, h3, h4")].filter(
    (heading) => heading.compareDocumentPosition(root) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const level = Number(before.at(-1)?.tagName.slice(1) ?? 1);
  // A sheet's page has the board's title as its own, and hides the board's.
  const shown = [...root.querySelectorAll("[role=heading]")].filter(
    (heading) => getComputedStyle(heading).display !== "none",
  );
  shown.forEach((heading, deeper) => {
    heading.setAttribute("aria-level", String(level + 1 + deeper));
  });
}
