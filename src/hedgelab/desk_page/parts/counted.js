// How a count is written, wherever the page tells one: a class of 2,000 is no rarity.

/** @param {number} count */
export function thousands(count) {
  return count.toLocaleString("en-GB");
}
