// The ReadingCheck: questions on a chapter, with a reason for every option.
//
// It stores nothing: its host (anywidget in a notebook, hosts/page.js in a page) keeps
// `answers`.

import { h, ownName, write } from "../shared/dom.js";
import { answerTo, tally, verdict, withCheck, withChoice, withoutAnswers } from "./answers.js";

/**
 * @import { Host } from "../shared/model.js"
 * @import { Answers, Option, Question } from "./answers.js"
 */

/**
 * @typedef {{questions: Question[], answers: unknown, notice?: string}} CheckState
 */

/**
 * What a question's drawing is given: a name of its own, and how the answers are read and put.
 * @typedef {{uid: string, number: number, get: () => unknown,
 *   put: (answers: Answers) => void}} Context
 */

/**
 * One question: its element, and how to bring it up to date in place.
 * @param {Question} question @param {Context} context
 */
function drawQuestion(question, context) {
  const { number, get, put } = context;
  const options = drawOptions(question, context);
  const told = drawFeedback();
  const others = drawOthers(question);
  const check = h(
    "button",
    {
      type: "button",
      class: "rc-button",
      click: () => {
        if (answerTo(get(), question).option) put(withCheck(get(), question));
        else told.say("Choose an option first.");
      },
    },
    "Check",
  );
  const node = h(
    "fieldset",
    { class: "rc-question" },
    h(
      "legend",
      {},
      h("span", { class: "rc-number", "aria-hidden": "true" }, `${number}`),
      h("span", {}, question.question),
    ),
    options.node,
    h("div", { class: "rc-line" }, check, told.node),
    others.node,
  );
  const update = () => {
    const { option: chosen, checked } = answerTo(get(), question);
    const isRight = checked && chosen?.right === true;
    options.mark(chosen, checked);
    node.dataset.checked = checked ? "yes" : "no";
    if (checked && chosen) told.say(verdict(chosen), chosen.feedback, isRight);
    else told.say("");
    // Reasons of options not chosen stay hidden: they would give the answer away.
    others.show(isRight ? chosen : null);
  };
  return { node, update };
}

/** @param {Question} question @param {Context} context the options to choose from */
function drawOptions(question, { uid, number, get, put }) {
  const options = question.options.map((option) => {
    const radio = h("input", {
      type: "radio",
      name: `${uid}-${number}`,
      change: () => put(withChoice(get(), question, option)),
    });
    const label = h(
      "label",
      { class: "rc-option" },
      radio,
      h("span", { class: "rc-dot", "aria-hidden": "true" }),
      h("span", {}, option.text),
    );
    return { option, radio, label };
  });
  const mark = (/** @type {Option | null} */ chosen, /** @type {boolean} */ checked) => {
    for (const { option, radio, label } of options) {
      radio.checked = option === chosen;
      label.dataset.mark = checked && option === chosen ? (option.right ? "fits" : "other") : "";
    }
  };
  return { node: h("div", { class: "rc-options" }, ...options.map(({ label }) => label)), mark };
}

/** What is said of the chosen option, aloud too. */
function drawFeedback() {
  const lead = h("strong");
  const reason = h("span");
  const said = h("p", { class: "rc-said" }, lead, " ", reason);
  const node = h("div", { role: "status", class: "rc-status" });
  /** @param {string} words @param {string} [why] @param {boolean} [isRight] */
  const say = (words, why = "", isRight = false) => {
    // For ears only: to the eye the tick and the "Yes" say it already.
    lead.classList.toggle("hedgelab-unseen", isRight);
    write(lead, words);
    write(reason, why);
    if (!words) said.remove();
    else if (said.parentNode !== node) node.append(said);
  };
  return { node, say };
}

/** @param {Question} question what speaks for and against the options that were not chosen */
function drawOthers(question) {
  const list = h("ul", {});
  const node = h(
    "details",
    { class: "rc-others" },
    h("summary", {}, "What speaks for and against the others"),
    list,
  );
  const show = (/** @type {Option | null} */ found) => {
    node.hidden = !found;
    if (!found) node.open = false;
    const rest = found ? question.options.filter((option) => option !== found) : [];
    list.replaceChildren(
      ...rest.map(({ text, feedback }) => h("li", {}, h("strong", {}, text), ` ${feedback}`)),
    );
  };
  return { node, show };
}

/**
 * Draw a check, and keep it in step with its model.
 * @param {Host<CheckState>} host
 * @returns {() => void} take everything down again
 */
function render({ model, el }) {
  const questions = model.get("questions");
  const uid = ownName("hedgelab-check");
  const get = () => model.get("answers");
  const put = (/** @type {Answers} */ answers) => {
    model.set("answers", answers);
    model.save_changes();
    update();
  };
  const parts = questions.map((question, index) =>
    drawQuestion(question, { uid, number: index + 1, get, put }),
  );
  const count = h("p", { class: "rc-tally" });
  const notice = h("p", { class: "rc-notice", role: "status" });
  const again = h(
    "button",
    { type: "button", class: "rc-quiet", click: () => put(withoutAnswers(get(), questions)) },
    "Start again",
  );
  const root = h(
    "div",
    {
      class: "hedgelab-reading-check hedgelab-ground",
      role: "group",
      "aria-label": "Reading check",
      // JupyterLab would take arrow keys for commands to the notebook.
      "data-lm-suppress-shortcuts": "true",
    },
    ...parts.map(({ node }) => node),
    h("div", { class: "rc-foot" }, count, again),
    notice,
  );
  const update = () => {
    for (const part of parts) part.update();
    write(count, tally(get(), questions));
    write(notice, model.get("notice") ?? "");
  };
  update();
  el.append(root);
  model.on("change:answers", update);
  model.on("change:notice", update);
  return () => {
    model.off("change:answers", update);
    model.off("change:notice", update);
    root.remove();
  };
}

export default { render };
