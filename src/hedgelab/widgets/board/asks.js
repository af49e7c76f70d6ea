// What is asked beside the place: how sure, and why. A sheet asks for it; where one learns it is
// folded, and for whoever wants to set their own words beside the article's.

import { h, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { answerTo } from "./answers.js";
import { wordCount } from "./deck.js";

/**
 * @import { Board } from "./board.js"
 * @import { Part } from "./types.js"
 */

/** @param {Board} board @returns {Part} */
export function drawAsks(board) {
  const { rules, uid } = board;
  const levels = rules.confidence.map(({ value, label }) => {
    const input = h("input", {
      type: "radio",
      name: `${uid}-confidence`,
      value,
      change: () => {
        board.answer(board.current, { confidence: value });
        board.draw();
      },
    });
    return {
      value,
      input,
      node: h("label", { class: "hedgelab-choice" }, input, h("span", {}, label)),
    };
  });
  const confidence = h(
    "fieldset",
    { class: "hb-confidence" },
    h("legend", {}, "How sure are you?"),
    h("div", { class: "hedgelab-choices is-joined" }, ...levels.map(({ node }) => node)),
  );
  const text = h("textarea", {
    id: `${uid}-why`,
    rows: "3",
    "aria-describedby": `${uid}-words`,
    input: () => {
      board.answer(board.current, { justification: text.value }, true);
      board.draw();
      heard.tellSoon();
    },
    change: () => board.keepIfPending(),
    blur: () => board.keepIfPending(),
  });
  const words = h("p", { class: "hb-words", id: `${uid}-words` });
  const heard = drawHeard(words);
  const why = h(
    "div",
    { class: "hb-why" },
    h(
      "label",
      { for: `${uid}-why` },
      board.keepsMore
        ? "Because … Point to the words of the definition that fit."
        : "Why there? Point to the words of the definition that fit.",
    ),
    text,
    words,
    heard.node,
  );
  const node = board.keepsMore
    ? folded(board, why, confidence)
    : h(
        "div",
        { class: "hb-asks" },
        rules.ask.confidence ? confidence : null,
        rules.ask.justification ? why : null,
      );
  node.hidden = !node.children.length || board.readOnly;
  const update = () => {
    if (board.keepsMore) {
      node.open = Boolean(board.view.words);
      // Once the card is checked, what was said stands beside the reading.
      node.hidden = board.isChecked(board.current);
    }
    const answer = answerTo(board.document, board.current);
    for (const { value, input } of levels) input.checked = answer?.confidence === value;
    const said = answer?.justification ?? "";
    if (text.value !== said) text.value = said;
    const count = wordCount(said);
    const limit = rules.justification_words;
    const over = limit && count > limit ? `, ${count - limit} more than asked for` : "";
    write(words, limit ? `${count} of at most ${limit} words${over}` : counted(count, "word"));
    words.classList.toggle("is-over", Boolean(over));
  };
  return { node, update };
}

/** @param {Board} board @param {...HTMLElement} parts @returns {HTMLDetailsElement} */
function folded(board, ...parts) {
  const node = h(
    "details",
    {
      class: "hb-asks",
      toggle: () => {
        if (node.open !== Boolean(board.view.words)) board.set({ words: node.open });
      },
    },
    h("summary", {}, "Say why, and how sure you are"),
    ...parts,
  );
  return node;
}

const PAUSE = 1000; // ms without a letter, after which the count is told to ears

/** @param {HTMLElement} words the count that is seen, which would be too much to hear at each letter */
function drawHeard(words) {
  const node = h("p", { class: "hedgelab-unseen", "aria-live": "polite" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const tellSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => write(node, words.textContent ?? ""), PAUSE);
  };
  return { node, tellSoon };
}
