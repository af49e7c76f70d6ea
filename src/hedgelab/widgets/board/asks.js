// What a sheet asks beside the place: how sure, and why.

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
    h("label", { for: `${uid}-why` }, "Why there? Point to the words of the definition that fit."),
    text,
    words,
    heard.node,
  );
  const node = h(
    "div",
    { class: "hb-asks" },
    rules.ask.confidence ? confidence : null,
    rules.ask.justification ? why : null,
  );
  node.hidden = !node.children.length || board.readOnly;
  const update = () => {
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
