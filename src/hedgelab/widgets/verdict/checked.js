// Which acts a reader has checked, by what the browser keeps of each.

import { isObject } from "../shared/strict_json.js";

const ACT = "act:";

/** @param {Record<string, unknown>} shelf by storage key @param {string} event */
export function isChecked(shelf, event) {
  const act = shelf[ACT + event];
  return isObject(act) && Array.isArray(act.checks) && act.checks.length > 0;
}

/** @param {Record<string, unknown>} shelf @param {string[]} events */
export function isAnyChecked(shelf, events) {
  return events.some((event) => isChecked(shelf, event));
}
