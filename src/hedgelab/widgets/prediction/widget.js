// Expect first, then see: the reader draws what they expect; then the data are drawn over it and
// the figure is uncovered.

import { h, setIdle, write } from "../shared/dom.js";
import { drawBars } from "./bars.js";
import { difference, expected, isDrawn, startOf } from "./expecting.js";
import { drawLine } from "./line.js";

/**
 * @import { Host } from "../shared/model.js"
 * @import { PredictionState } from "./expecting.js"
 */

const HOW_BARS = "Drag each bar to where you expect it, or choose one and use the arrow keys.";
const HOW_LINE =
  "The first point is given. Draw the rest over the plot, or choose a year and use the arrow keys.";

/** @type {(keyof PredictionState)[]} */
const ASKED = ["question", "unit", "finding", "items", "line", "most", "step"];

/** @param {string} text @param {() => void} click */
function button(text, click, look = "hp-plain") {
  return h("button", { type: "button", class: look, click }, text);
}

/**
 * The buttons, and what they do.
 * @param {{compare: () => void, show: () => void, again: () => void}} ways
 */
function drawWays(ways) {
  const compare = button("Compare with the data", ways.compare, "hp-main");
  const show = button("Show the data", ways.show);
  const again = button("Expect again", ways.again);
  return {
    node: h("div", { class: "hp-ways" }, compare, show, again),
    /** @param {boolean} isShown @param {boolean} drawn */
    update(isShown, drawn) {
      setIdle(compare, !drawn);
      const pressed = [compare, show].includes(document.activeElement);
      compare.hidden = show.hidden = isShown;
      again.hidden = !isShown;
      if (pressed && isShown) again.focus();
    },
  };
}

/**
 * @param {Host<PredictionState>} host
 * @returns {() => void} take it down again
 */
function render({ model, el, fallback }) {
  const state = /** @type {PredictionState} */ (
    Object.fromEntries(ASKED.map((name) => [name, model.get(name)]))
  );
  const isLine = state.line.length > 0;
  const values = () => expected(model.get("values"), state.items);
  const put = (/** @type {number} */ index, /** @type {number} */ value) => {
    model.set(
      "values",
      values().map((was, at) => (at === index ? value : was)),
    );
    model.save_changes();
    update(index);
  };
  const show = (/** @type {boolean} */ isShown) => {
    if (!isShown) model.set("values", startOf(state.items));
    model.set("shown", isShown);
    model.save_changes();
    update();
  };
  const chart = isLine ? drawLine(state, put) : drawBars(state, put);
  const ways = drawWays({
    compare: () => {
      if (isDrawn(values(), state.items)) show(true);
      else write(status, `Move at least one ${isLine ? "point" : "bar"} first.`);
    },
    show: () => show(true),
    again: () => {
      show(false);
      root.querySelector("input")?.focus();
    },
  });
  const status = h("p", { class: "hp-status", role: "status" });
  const cover = h("p", { class: "hp-cover" }, "The figure below is covered until then.");
  const picture = h("div", { class: "hp-picture" });
  const root = h(
    "div",
    {
      class: "hedgelab-prediction hedgelab-ground",
      role: "group",
      "aria-label": "What do you expect?",
      "data-lm-suppress-shortcuts": "true",
    },
    h("p", { class: "hp-question" }, state.question),
    h("p", { class: "hp-how" }, isLine ? HOW_LINE : HOW_BARS),
    chart.node,
    ways.node,
    status,
    cover,
  );
  const update = (/** @type {number} */ moved = -1) => {
    const isShown = model.get("shown") === true;
    const drawn = isDrawn(values(), state.items);
    chart.update(values(), isShown, moved < 0 ? undefined : moved);
    ways.update(isShown, drawn);
    root.classList.toggle("is-shown", isShown);
    cover.hidden = isShown;
    const sentence = drawn ? `${difference(state, values())} ` : "";
    write(status, isShown ? `${sentence}${state.finding}` : "");
    if (!isShown) picture.replaceChildren();
    else if (fallback && picture.childElementCount === 0) {
      picture.append(...fallback.cloneNode(true).childNodes);
    }
  };
  const follow = () => update();
  update();
  el.append(root, picture);
  for (const name of ["values", "shown"]) model.on(`change:${name}`, follow);
  return () => {
    for (const name of ["values", "shown"]) model.off(`change:${name}`, follow);
    root.remove();
    picture.remove();
  };
}

export default { render };
