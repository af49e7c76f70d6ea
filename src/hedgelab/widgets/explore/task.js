// What a reader is to find with the controls; what is said of each setting comes with the page.

import { h } from "../shared/dom.js";

/**
 * @typedef {object} Task
 * @property {string} question
 * @property {[string, string, string]} words on the button, of a setting that was asked for, and
 *   of another
 * @property {[boolean, string][]} replies whether it is one that was asked for, and what it shows
 * @property {number[]} reply for each setting which of them
 */

/**
 * @param {Task} task
 * @param {() => number} now the setting that the controls have
 */
export function drawTask({ question, words: [check, found, notYet], replies, reply }, now) {
  const said = h("p", { class: "he-reply", role: "status" });
  const click = () => {
    const [isRight, text] = replies[reply[now()]];
    said.replaceChildren(h("strong", {}, isRight ? found : notYet), ` ${text}`);
  };
  const node = h(
    "div",
    { class: "he-task hedgelab-ground", role: "group", "aria-label": "Task" },
    h("p", { class: "he-question" }, h("strong", {}, "Task in this page."), ` ${question}`),
    h("button", { type: "button", class: "he-check-task", click }, check),
    said,
  );
  /** What was said is of another setting now. */
  const clear = () => said.replaceChildren();
  return { node, clear };
}
