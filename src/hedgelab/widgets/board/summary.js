// The reader's profile, mirrored in the article's, over the cards that were checked.

import { h, write } from "../shared/dom.js";
import { compare } from "../shared/judging.js";
import { counted } from "../shared/words.js";
import { shades } from "./shades.js";

/**
 * @import { Board } from "./board.js"
 * @import { Part, Position } from "./types.js"
 */

/**
 * The summary, which is not drawn before there is something to see in it.
 * @param {Board} board @returns {{node: ChildNode, update: () => void}}
 */
export function drawSummaryWhenDue(board) {
  const place = document.createComment("");
  /** @type {Part | null} */
  let summary = null;
  const update = () => {
    if (!summary && board.checked) {
      summary = drawSummary(board);
      place.replaceWith(summary.node);
    }
    summary?.update();
  };
  return { node: place, update };
}

/** @param {Board} board @returns {Part} */
function drawSummary(board) {
  const { positions } = board;
  const sentence = h("p", { class: "hb-verdict" });
  const tally = h("p", { class: "hb-aside" });
  const pairs = positions.map(drawPair);
  const node = h(
    "div",
    { class: "hb-summary-part" },
    h("p", { class: "hb-heading" }, "Your profile and the article’s"),
    sentence,
    h(
      "div",
      { class: "hb-profiles", "aria-hidden": "true" },
      h("div", { class: "hb-pairs" }, ...pairs.map((pair) => pair.node)),
      h(
        "p",
        { class: "hb-legend" },
        h("span", { class: "hb-legend-mine" }, "you"),
        h("span", { class: "hb-legend-article" }, "the article"),
      ),
    ),
    tally,
    // A table never gets narrower than its words, so it stands in a box that scrolls.
    h("div", { class: "hedgelab-unseen" }, drawTable(pairs.map(({ row }) => row))),
  );
  const update = () => {
    const { checked, filed } = checkedOn(board);
    node.hidden = !filed.length;
    const result = compare(filed, positions);
    write(sentence, result.sentence);
    const open = checked - filed.length;
    const unfiled = open
      ? ` Left out: ${counted(open, "card")} that the article files nowhere.`
      : "";
    const near = result.near ? `, ${result.near} one step away` : "";
    write(tally, `${result.same} of ${filed.length} as the article${near}.${unfiled}`);
    pairs.forEach((pair, index) => pair.tell(result.mine[index], result.article[index]));
  };
  return { node, update };
}

/** @param {Board} board how many cards were checked, and where at first those that the article files */
function checkedOn(board) {
  const checked = board.events.map(({ event_id }) => event_id).filter((id) => board.firstAt(id));
  const filed = checked.flatMap((id) => {
    const mine = board.firstAt(id);
    const article = board.key[id]?.readings.find(({ reader }) => reader === "article");
    return mine && article ? [{ mine, article: article.position }] : [];
  });
  return { checked: checked.length, filed };
}

/** @param {Position} position the two bars of a position, and its row of the table */
function drawPair(position) {
  const mine = h("span", { class: "hb-bar hb-bar-mine" });
  const article = h("span", { class: "hb-bar hb-bar-article" });
  const name = h(
    "span",
    { class: "hb-pair-name" },
    h("b", {}, String(position.number)),
    ` ${position.short}`,
  );
  const node = h("div", { class: "hb-pair", ...shades(position) }, mine, name, article);
  /** @type {HTMLTableRowElement} */
  const row = h("tr", {}, h("th", { scope: "row" }, position.name), h("td", {}), h("td", {}));
  const tell = (/** @type {number} */ ours, /** @type {number} */ theirs) => {
    fill(mine, ours);
    fill(article, theirs);
    write(row.children[1], String(ours));
    write(row.children[2], String(theirs));
  };
  return { node, row, tell };
}

/** @param {HTMLElement} bar @param {number} count so many blocks, and the number beside them */
function fill(bar, count) {
  const label = h("span", { class: "hb-bar-count" }, String(count || ""));
  bar.replaceChildren(label, ...Array.from({ length: count }, () => h("i")));
}

/** @param {HTMLTableRowElement[]} rows */
function drawTable(rows) {
  const head = ["Position", "You", "The article"].map((text) => h("th", { scope: "col" }, text));
  return h(
    "table",
    {},
    h("caption", {}, "Cards at each position, over the cards you checked"),
    h("thead", {}, h("tr", {}, ...head)),
    h("tbody", {}, ...rows),
  );
}
