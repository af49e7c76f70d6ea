// What is said about a card once it is checked or graded.

import { h } from "../shared/dom.js";
import { creditInWords } from "../shared/judging.js";
import { rounded } from "../shared/words.js";
import { answerTo } from "./answers.js";
import { shades } from "./shades.js";

/**
 * @import { Answer } from "../shared/answers.js"
 * @import { KeyEntry } from "../shared/judging.js"
 * @import { Board } from "./board.js"
 * @import { Part, Position, Review } from "./types.js"
 */

/** @param {Board} board @returns {Part} */
export function drawFeedback(board) {
  const node = h("div", { class: "hb-feedback" });
  let drawn = "";
  const update = () => {
    // Replaced only for another card or position; nothing in it can hold the focus.
    const wanted = JSON.stringify([
      board.current,
      board.at(board.current),
      board.isChecked(board.current),
      board.firstAt(board.current),
    ]);
    if (drawn === wanted) return;
    drawn = wanted;
    node.replaceChildren(...lines(board).filter((line) => line !== null));
    node.hidden = !node.childNodes.length;
  };
  return { node, update };
}

/** @param {Board} board @returns {(Node | null)[]} */
function lines(board) {
  const id = board.current;
  const mine = board.at(id);
  const judged = board.judged(id);
  if (!judged && !board.readOnly) {
    return board.firstAt(id) && mine ? [h("p", { class: "hb-moved" }, MOVED)] : [];
  }
  const verdict = judged?.words ?? (mine ? "" : "This card was not placed.");
  return [
    paragraph(verdict, "hb-verdict"),
    h(
      "dl",
      {},
      ...(board.readOnly ? graded(board.reviews[id]) : []),
      ...(board.readOnly ? written(board, answerTo(board.document, id)) : []),
      ...readings(board, board.key[id]),
    ),
  ];
}

const MOVED =
  "You have moved this card since you checked it. Check it again to see how near it is now.";

/** @param {Review | undefined} review what the marker says */
function graded(review) {
  if (!review) return [];
  const { credit, how, comment } = review;
  const said =
    credit === null || credit === undefined ? "Not given yet" : `${rounded(credit)} of 1`;
  return [
    ...row("Credit", h("p", { class: "hb-where" }, said), paragraph(how)),
    ...(comment ? row("The marker’s comment", paragraph(comment, "hb-comment")) : []),
  ];
}

/** @param {Board} board @param {Answer | undefined} answer what its author wrote with it */
function written(board, answer) {
  const sure = board.rules.confidence.find(({ value }) => value === answer?.confidence)?.label;
  if (!answer?.justification && !sure) return [];
  return row(
    "What you wrote",
    paragraph(answer?.justification ?? "", "hb-comment"),
    sure ? paragraph(`How sure you were: ${sure.toLocaleLowerCase()}`, "hb-aside") : null,
  );
}

/** @param {Board} board @param {KeyEntry | undefined} entry */
function readings(board, entry) {
  const all = entry?.readings ?? [];
  const article = all.find(({ reader }) => reader === "article");
  const others = all.filter((reading) => reading !== article);
  const stop = (/** @type {string} */ id, after = "") => {
    const position = /** @type {Position} */ (board.position(id));
    return h(
      "p",
      { class: "hb-where", ...shades(position) },
      h("span", { class: "hb-swatch", "aria-hidden": "true" }),
      `${position.number} ${position.name}${after}`,
    );
  };
  return [
    ...(article
      ? row("The article’s reading", stop(article.position), paragraph(article.reason))
      : []),
    ...others.flatMap((reading, index) =>
      row(
        article ? "The case for another reading" : index ? "Another reading" : "A reading",
        stop(reading.position, ` · ${creditInWords(reading.credit)}`),
        paragraph(reading.reason),
      ),
    ),
    ...(entry?.dispute ? row("In dispute", paragraph(entry.dispute)) : []),
  ];
}

/** @param {string} term @param {...(Node | null)} said @returns {Node[]} */
function row(term, ...said) {
  return [h("dt", {}, term), h("dd", {}, ...said)];
}

/** @param {string} text @param {string} [name] @returns {HTMLElement | null} */
function paragraph(text, name = "") {
  return text ? h("p", { class: name }, text) : null;
}
