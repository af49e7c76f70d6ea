// Numbers as they are told.

/** @import { Row } from "./comparing.js" */

/**
 * One of the three numbers: its name, its decimals, and what it means.
 * @typedef {{id: "balance" | "centre" | "breadth", name: string, digits: number,
 *   means: string}} Index
 */

/**
 * @param {number} number
 * @param {number} digits
 */
export const told = (number, digits) => (Number.isNaN(number) ? "none" : number.toFixed(digits));

/** A number of acts, which a class may have split. */
export const number = (/** @type {number} */ count) => String(Math.round(count * 10) / 10);

/**
 * A profile's three numbers, as they are shown.
 * @param {Row} row
 * @param {Index[]} indices
 */
export function measures(row, indices) {
  return indices.map(({ id, digits }) => told(row[id], digits));
}
