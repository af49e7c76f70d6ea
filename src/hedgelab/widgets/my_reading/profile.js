// A profile as a table that is drawn as bars: the reader's to the left of each position, the
// other's to the right.

import { h } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { profile } from "../shared/judging.js";
import { whose } from "./telling.js";

/** @import { Position } from "../shared/model.js" */
/** @import { Section } from "./comparing.js" */

const LEAST = 6; // acts of a full bar, so that a single one is none

/**
 * @param {string} side
 * @param {number} count
 * @param {number} most
 */
function drawBar(side, count, most) {
  return h(
    "td",
    { class: count ? side : `${side} mr-none`, "--share": String(count / most) },
    h("i", { "aria-hidden": "true" }),
    h("span", {}, String(count)),
  );
}

/**
 * @param {string} side
 * @param {string} text
 */
function drawHead(side, text) {
  return h("th", { scope: "col", class: side }, text);
}

/**
 * @param {Section} section
 * @param {Position[]} positions
 */
export function drawProfile({ group, pairs, alone }, positions) {
  const isCompared = pairs.length > 0;
  const own = isCompared ? pairs.map(({ mine }) => mine.position) : alone;
  const mine = profile(own, positions);
  const others = pairs.map(({ other }) => other.position);
  const theirs = profile(others, positions);
  const most = Math.max(LEAST, ...mine, ...theirs);
  const rows = positions.map(({ number, short, light, dark }, index) =>
    h(
      "tr",
      { "--light": light, "--dark": dark },
      h("th", { scope: "row", class: "mr-position" }, h("b", {}, String(number)), ` ${short}`),
      drawBar("mr-mine", mine[index], most),
      isCompared ? drawBar("mr-theirs", theirs[index], most) : null,
    ),
  );
  const caption = `${counted(own.length, "act")} that ${isCompared ? "both place" : "you placed"}`;
  return h(
    "table",
    { class: "mr-profile" },
    h("caption", {}, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        drawHead("mr-position", "Position"),
        drawHead("mr-mine", "You"),
        isCompared ? drawHead("mr-theirs", whose(group)) : null,
      ),
    ),
    h("tbody", {}, ...rows),
  );
}
