// Where a reader's places for a board come from: the link by which a board led here, or the store.

import { ACTS } from "../shared/acts.js";

/** @typedef {{assignment: string, title: string, digest: string, events: string[], href: string}} BoardSheet */

/**
 * What a board's link says: which board, and the number of each act's position.
 * `#board=NAME&places=0312…`
 * @param {string} hash @param {BoardSheet[]} sheets
 * @returns {{sheet: BoardSheet, places: number[] | null} | null} no places where it tells none,
 *   or those of another edition of the board
 */
export function fromLink(hash, sheets) {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const sheet = sheets.find(({ assignment }) => assignment === asked.get("board"));
  if (!sheet) return null;
  const told = asked.get("places") ?? "";
  const isWhole = /^[0-7]+$/.test(told) && told.length === sheet.events.length;
  return { sheet, places: isWhole ? [...told].map(Number) : null };
}

/**
 * @param {Record<string, unknown>} shelf the reader's acts by storage key
 * @param {BoardSheet} sheet @param {{id: string, number: number}[]} positions
 * @returns {number[]} for each act the number of its position, 0 for none
 */
export function fromShelf(shelf, { events }, positions) {
  return events.map((event) => {
    const act = /** @type {{position?: unknown} | undefined} */ (shelf[ACTS + event]);
    return positions.find(({ id }) => id === act?.position)?.number ?? 0;
  });
}

/** @param {number[]} places */
export function placedIn(places) {
  return places.filter(Boolean).length;
}
