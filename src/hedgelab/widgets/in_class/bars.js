// Where a class stands on an act, as bars over the seven positions: full ones for the first vote,
// hatched ones beside them for the second. For the ear there is a sentence.

import { h } from "../shared/dom.js";

/** @import { Stop } from "./class.js" */

const LEAST = 4; // votes of a full bar, so that a single one is none

/**
 * @typedef {object} Shown
 * @property {number[] | null} first null to leave its bars out
 * @property {number[] | null} second
 * @property {Set<string>} key the positions to ring, once the reading is shown
 */

/**
 * @param {Shown} shown @param {Stop[]} positions
 * @returns {HTMLElement}
 */
export function drawBars({ first, second, key }, positions) {
  // Both votes by one measure: a second vote of fewer readers has lower bars.
  const most = Math.max(LEAST, ...(first ?? []), ...(second ?? []));
  const bar = (/** @type {0 | 1} */ vote, /** @type {number} */ at) => {
    const count = (vote ? second : first)?.[at];
    if (count === undefined) return null;
    const css = vote ? "ic-after" : "ic-before";
    return h(
      "i",
      { class: count ? css : `${css} ic-none`, "--n": String(count / most) },
      h("b", {}, String(count)),
    );
  };
  const columns = positions.map(({ id, number, short, light, dark }, at) =>
    h(
      "li",
      { class: key.has(id) ? "ic-key" : null, "--light": light, "--dark": dark },
      h("span", { class: "ic-bars" }, bar(0, at), bar(1, at)),
      h("span", { class: "ic-name" }, h("b", {}, String(number)), h("span", {}, short)),
    ),
  );
  const spread = h("ol", { class: "ic-spread", "aria-hidden": "true" }, ...columns);
  if (!first || !second) return spread;
  return h(
    "figure",
    {},
    spread,
    h("figcaption", {}, "Full bars: the first vote. Hatched bars: the second."),
  );
}
