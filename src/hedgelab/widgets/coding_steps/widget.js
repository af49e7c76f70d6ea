// Acts coded in small steps: the side, the question of a pair, the place. And an example that is
// shown move by move, which stands in the page and without scripts is all there.

import { h } from "../shared/dom.js";
import { help, isPlace, reached, said, tried, withChoice, withPlace } from "./steps.js";

/**
 * @import { Host, Model } from "../shared/model.js"
 * @import { Case, Option } from "./steps.js"
 */

/**
 * @typedef {{cases: Case[], chosen: unknown, shelf: Record<string, unknown>, reveals?: string}} State
 */

/**
 * One step: its question, its options as buttons, and what is said.
 * @param {Case} one @param {number} at @param {Model<State>} model @param {() => void} onward
 */
function drawStep(one, at, model, onward) {
  const step = one.steps[at];
  const status = h("div", { role: "status", class: "cs-said" });
  const choose = (/** @type {Option} */ option) => {
    if (isPlace(one, at)) model.set("shelf", withPlace(model.get("shelf"), one, option));
    model.set("chosen", withChoice(model.get("chosen"), one, at, option));
    model.save_changes();
    update();
    onward();
  };
  const buttons = step.options.map((option) =>
    h("button", { type: "button", click: () => choose(option) }, option.text),
  );
  const update = () => {
    const last = tried(model.get("chosen"), one, at).at(-1);
    buttons.forEach((button, index) => {
      const isChosen = step.options[index] === last;
      button.setAttribute("aria-pressed", String(isChosen));
      button.dataset.mark = isChosen ? (last?.right ? "fits" : "other") : "";
    });
    status.textContent = last ? said(step, last) : "";
  };
  const node = h(
    "li",
    { class: "cs-step" },
    h("p", { class: "cs-ask" }, step.ask),
    drawHint(step.hint, help(one, at)),
    h("div", { class: "cs-options", role: "group", "aria-label": step.ask }, ...buttons),
    status,
  );
  update();
  return node;
}

/** @param {string} hint @param {string} how */
function drawHint(hint, how) {
  if (how === "shown") return h("p", { class: "cs-hint" }, hint);
  if (how === "none") return null;
  return h("details", { class: "cs-hint" }, h("summary", {}, "A hint"), h("p", {}, hint));
}

/** A step of the example that is only looked at. @param {Case} one @param {number} at */
function drawWorked(one, at) {
  const step = one.steps[at];
  const right = step.options.find((option) => option.right);
  return h(
    "li",
    { class: "cs-step" },
    h("p", { class: "cs-ask" }, step.ask),
    h("p", {}, h("strong", {}, `${right?.text}. `), step.said || right?.said || ""),
  );
}

/** @param {Case} one @param {Model<State>} model */
function drawCase(one, model) {
  const list = h("ol", { class: "cs-steps" });
  const isWorked = one.hints === "worked";
  let looked = 1;
  const next = h(
    "button",
    { type: "button", class: "cs-next", click: () => lookOn() },
    "Next step",
  );
  const update = () => {
    const count = isWorked ? looked : reached(model.get("chosen"), one);
    while (list.childElementCount < count) {
      const at = list.childElementCount;
      list.append(isWorked ? drawWorked(one, at) : drawStep(one, at, model, update));
    }
    next.hidden = !isWorked || count >= one.steps.length;
  };
  const lookOn = () => {
    looked += 1;
    update();
    // The step is read out, and the button may be gone.
    const step = /** @type {HTMLElement} */ (list.lastElementChild);
    step.tabIndex = -1;
    step.focus();
  };
  update();
  return h(
    "section",
    { class: "cs-case", "aria-label": one.title, "data-event": one.event_id },
    h("p", { class: "cs-when" }, isWorked ? `Worked example · ${one.date_text}` : one.date_text),
    h("p", { class: "cs-act" }, h("strong", {}, one.title)),
    h("p", {}, one.summary),
    list,
    next,
  );
}

/**
 * Show what stands in the page one part after the other.
 * @param {HTMLElement} place @param {HTMLElement} el
 */
function reveal(place, el) {
  const parts = /** @type {HTMLElement[]} */ ([...place.children]);
  let shown = 1;
  const next = h("button", { type: "button", class: "cs-next", click: () => go() });
  const update = () => {
    parts.forEach((part, at) => part.classList.toggle("is-to-come", at >= shown));
    const lead = parts[shown]?.querySelector("strong")?.textContent ?? "";
    next.hidden = shown >= parts.length;
    next.textContent = `Next: ${lead.replace(/[.:]$/, "")}`;
  };
  const go = () => {
    shown += 1;
    update();
    const part = parts[shown - 1];
    part.tabIndex = -1;
    part.focus();
  };
  update();
  el.append(h("div", { class: "hedgelab-coding-steps hedgelab-ground" }, next));
}

/** @param {Host<State>} host */
function render({ model, el }) {
  const place = document.getElementById(model.get("reveals") ?? "");
  if (place) return reveal(place, el);
  el.append(
    h(
      "div",
      { class: "hedgelab-coding-steps hedgelab-ground" },
      ...model.get("cases").map((one) => drawCase(one, model)),
    ),
  );
}

export default { render };
