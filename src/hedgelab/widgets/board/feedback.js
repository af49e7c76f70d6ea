// What is said about a card once it is checked or graded.

import { h } from "../shared/dom.js";
import { creditInWords } from "../shared/judging.js";
import { rounded } from "../shared/words.js";
import { answerTo } from "./answers.js";
import { shades } from "./shades.js";

/**
 * @import { Answer } from "../shared/answers.js"
 * @import { KeyEntry, Reading } from "../shared/judging.js"
 * @import { Board } from "./board.js"
 * @import { Part, Position, Review } from "./types.js"
 */

/** @param {Board} board @returns {Part} */
export function drawFeedback(board) {
  const node = h("div", { class: "hb-feedback" });
  let drawn = "";
  const update = () => {
    const said = answerTo(board.document, board.current);
    // Replaced only for another card or position; nothing in it can hold the focus.
    const wanted = JSON.stringify([
      board.current,
      board.at(board.current),
      board.isChecked(board.current),
      board.firstAt(board.current),
      board.isChecked(board.current) ? [said?.justification, said?.confidence] : null,
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
    return board.firstAt(id) && mine
      ? [h("p", { class: "hb-moved" }, MOVED), ...revision(board, id)]
      : [];
  }
  const verdict = judged?.words ?? (mine ? "" : "This card was not placed.");
  const all = inOrder(board.key[id]);
  const beside = compared(board, id, all[0]);
  return [
    paragraph(verdict, "hb-verdict"),
    ...revision(board, id),
    ...beside,
    h(
      "dl",
      {},
      ...(board.readOnly ? graded(board.reviews[id]) : []),
      ...(board.readOnly ? written(board, answerTo(board.document, id)) : []),
      ...all
        .slice(beside.length)
        .flatMap((reading, index) => readingRow(board, reading, index + beside.length)),
      ...(board.key[id]?.dispute ? row("In dispute", paragraph(board.key[id].dispute)) : []),
    ),
  ];
}

/** @param {Board} board @param {string} id the place that counts, where the card was moved on */
function revision(board, id) {
  const [first, now] = [board.firstAt(id), board.at(id)].map((at) => board.position(at ?? ""));
  if (!first || first === now) return [];
  const stands = now ? `now at ${now.number} ${now.name}` : "now off the board";
  const told = `First checked at ${first.number} ${first.name}, which counts; ${stands}.`;
  return [paragraph(told, "hb-revision")];
}

const QUESTION = "What did I miss: the fact, the definition, or the neighbour?";
const SAME = "The same place. For the same reason?";

/**
 * The reader's own words beside the reading that they are to be held against.
 * @param {Board} board @param {string} id @param {Reading | undefined} reading
 */
function compared(board, id, reading) {
  const words = board.keepsMore ? written(board, answerTo(board.document, id)) : [];
  if (!reading || !words.length) return [];
  return [
    h(
      "div",
      { class: "hb-beside" },
      h("dl", {}, ...words),
      h("dl", {}, ...readingRow(board, reading, 0)),
      paragraph(board.at(id) === reading.position ? SAME : QUESTION, "hb-missed"),
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

/** @param {KeyEntry | undefined} entry @returns {Reading[]} its readings, the article's first */
function inOrder(entry) {
  const all = entry?.readings ?? [];
  const [own, others] = [true, false].map((is) =>
    all.filter(({ reader }) => (reader === "article") === is),
  );
  return [...own, ...others];
}

/** @param {Board} board @param {Reading} reading @param {number} index among those of its act */
function readingRow(board, { position, reader, credit, reason }, index) {
  const place = /** @type {Position} */ (board.position(position));
  const isArticle = reader === "article";
  const hasArticle = board.key[board.current].readings.some((one) => one.reader === "article");
  const term = isArticle
    ? "The article’s reading"
    : hasArticle
      ? "The case for another reading"
      : index
        ? "Another reading"
        : "A reading";
  const after = isArticle ? "" : ` · ${creditInWords(credit)}`;
  const where = h(
    "p",
    { class: "hb-where", ...shades(place) },
    h("span", { class: "hb-swatch", "aria-hidden": "true" }),
    `${place.number} ${place.name}${after}`,
  );
  return row(term, where, paragraph(reason));
}

/** @param {string} term @param {...(Node | null)} said @returns {Node[]} */
function row(term, ...said) {
  return [h("dt", {}, term), h("dd", {}, ...said)];
}

/** @param {string} text @param {string} [name] @returns {HTMLElement | null} */
function paragraph(text, name = "") {
  return text ? h("p", { class: name }, text) : null;
}
