// Which acts a reader has checked, by what the browser keeps of each.

import { ACTS, firstCheck } from "../shared/acts.js";

/** @param {Record<string, any>} shelf by storage key @param {string} event */
export function isChecked(shelf, event) {
  return firstCheck(shelf[ACTS + event]) !== undefined;
}

/** @param {Record<string, any>} shelf @param {string[]} events */
export function isAnyChecked(shelf, events) {
  return events.some((event) => isChecked(shelf, event));
}
