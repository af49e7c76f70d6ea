// The ReadingCheck: questions on a chapter, with a reason for every option.
//
// First what it decides (plain functions, none of which touches a
// page), then how it is drawn.  The module imports nothing and stores nothing:
// its host (anywidget in a notebook, hedgelab/host.js in a page) keeps `answers`.

/**
 * @typedef {{text: string, right: boolean, feedback: string}} Option
 * @typedef {{question: string, options: Option[]}} Question
 * @typedef {{chosen: string, checked: boolean}} Answer the chosen option by its text
 * @typedef {Record<string, Answer>} Answers by the text of the question
 * @typedef {{get(name: string): any, set(name: string, value: unknown): void,
 *   on(event: string, listener: () => void): void,
 *   off(event: string, listener: () => void): void, save_changes(): void}} Model
 */

/**
 * The answer that stands.  Answers go by words, not by numbers: what was kept for
 * another edition's question or option is no answer to this one's.
 * @param {unknown} answers what a host kept
 * @param {Question} question
 * @returns {{option: Option | null, checked: boolean}}
 */
function answerTo(answers, { question, options }) {
  const kept = isObject(answers) && Object.hasOwn(answers, question) ? answers[question] : null;
  const option = isObject(kept) ? options.find(({ text }) => text === kept.chosen) : undefined;
  if (!option) return { option: null, checked: false };
  return { option, checked: /** @type {Record<string, unknown>} */ (kept).checked === true };
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The answers with another option chosen, which has to be checked anew.
 * @param {unknown} answers @param {Question} question @param {Option} option
 * @returns {Answers}
 */
function withChoice(answers, { question }, option) {
  return withAnswer(answers, question, { chosen: option.text, checked: false });
}

/**
 * The answers with the chosen option checked.
 * @param {unknown} answers @param {Question} question
 * @returns {Answers}
 */
function withCheck(answers, question) {
  const { option } = answerTo(answers, question);
  if (!option) return withoutAnswers(answers, []);
  return withAnswer(answers, question.question, { chosen: option.text, checked: true });
}

/**
 * @param {unknown} answers @param {string} question @param {Answer} answer
 * @returns {Answers}
 */
function withAnswer(answers, question, answer) {
  return { ...withoutAnswers(answers, []), [question]: answer };
}

/**
 * The answers without those to these questions; any others stay.
 * @param {unknown} answers @param {Question[]} questions
 * @returns {Answers}
 */
function withoutAnswers(answers, questions) {
  const here = new Set(questions.map(({ question }) => question));
  const entries = Object.entries(isObject(answers) ? answers : {});
  return /** @type {Answers} */ (
    Object.fromEntries(entries.filter(([question]) => !here.has(question)))
  );
}

/**
 * How far the reader is, in words.
 * @param {unknown} answers @param {Question[]} questions
 */
function tally(answers, questions) {
  const checked = questions
    .map((question) => answerTo(answers, question))
    .filter((answer) => answer.checked);
  if (!checked.length) return `${questions.length} questions`;
  const right = checked.filter(({ option }) => option?.right).length;
  return `${checked.length} of ${questions.length} checked, ${right} as the chapter has it`;
}

/** @param {Option} option what is said of a checked option, before its feedback */
function verdict(option) {
  return option.right ? "This one fits." : "Another one fits better.";
}

// ---------------------------------------------------------------- drawing

/**
 * An element.  Children that are text become text, whatever they look like.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] functions listen
 * @param {...(Node | string | null)} children
 * @returns {any}
 */
function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Write text only where it differs, so that nothing is announced anew. */
function write(/** @type {HTMLElement} */ node, /** @type {string} */ text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * One question: its element, and how to bring it up to date in place.
 * @param {Question} question
 * @param {{uid: string, number: number, get: () => unknown,
 *   put: (answers: Answers) => void}} context
 */
function drawQuestion(question, { uid, number, get, put }) {
  const name = `${uid}-${number}`;
  const options = question.options.map((option) => {
    const radio = h("input", {
      type: "radio",
      name,
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

  const lead = h("strong");
  const reason = h("span");
  const said = h("p", { class: "rc-said" }, lead, " ", reason);
  const status = h("div", { role: "status", class: "rc-status" });
  const others = h("ul", {});
  const more = h(
    "details",
    { class: "rc-others" },
    h("summary", {}, "What speaks for and against the others"),
    others,
  );
  const check = h(
    "button",
    {
      type: "button",
      class: "rc-button",
      click: () => {
        if (answerTo(get(), question).option) put(withCheck(get(), question));
        else say("Choose an option first.", "");
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
    h("div", { class: "rc-options" }, ...options.map(({ label }) => label)),
    h("div", { class: "rc-line" }, check, status),
    more,
  );

  function say(/** @type {string} */ words, /** @type {string} */ why) {
    write(lead, words);
    write(reason, why);
    if (!words) said.remove();
    else if (said.parentNode !== status) status.append(said);
  }

  function update() {
    const { option: chosen, checked } = answerTo(get(), question);
    for (const { option, radio, label } of options) {
      radio.checked = option === chosen;
      const mark = checked && option === chosen ? (option.right ? "fits" : "other") : "";
      label.dataset.mark = mark;
    }
    node.dataset.checked = checked ? "yes" : "no";
    // The tick and a feedback that begins with "Yes" say it to the eye already.
    lead.classList.toggle("hedgelab-unseen", checked && chosen?.right === true);
    if (checked && chosen) say(verdict(chosen), chosen.feedback);
    else say("", "");
    // The others' reasons would give the answer away to who is still looking for it.
    const isFound = checked && chosen?.right === true;
    more.hidden = !isFound;
    if (!isFound) more.open = false;
    const rest = question.options.filter((option) => option !== chosen);
    others.replaceChildren(
      ...(isFound
        ? rest.map(({ text, feedback }) => h("li", {}, h("strong", {}, text), ` ${feedback}`))
        : []),
    );
  }

  return { node, update };
}

/**
 * Draw a check, and keep it in step with its model.
 * @param {{model: Model, el: HTMLElement}} host
 * @returns {() => void} take everything down again
 */
function render({ model, el }) {
  /** @type {Question[]} */
  const questions = model.get("questions");
  // Several checks may share a page, and each needs names of its own.
  const uid = `hedgelab-check-${Math.random().toString(36).slice(2, 10)}`;
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
