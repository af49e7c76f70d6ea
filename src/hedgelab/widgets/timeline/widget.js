// The Timeline: events in lanes along time, and the same events as a list.
//
// In a wide place there is a chart with the list below; in a narrow one the list alone,
// with time running down.

import { focused, h } from "../shared/dom.js";
import { drawCard } from "./card.js";
import { Chart } from "./chart.js";
import { drawFilters } from "./filters.js";
import { List } from "./list.js";
import { State } from "./state.js";

/** @import { Host } from "../shared/model.js" */

export { pack } from "./marks.js";

/**
 * Draw a timeline; how, depends on the room that it has.
 * @param {Host} host
 * @returns {() => void} take it down again
 */
function render({ model, el }) {
  const state = new State(model);
  const filters = drawFilters(state);
  const card = drawCard(state);
  const places = { chart: new Chart(state), list: new List(state) };
  // The observed element keeps its height, so drawing cannot set off another resize.
  const ruler = h("div", { class: "ht-ruler" });
  const root = h(
    "div",
    {
      class: "hedgelab-timeline hedgelab-ground",
      role: "group",
      "aria-label": `Timeline: ${model.get("title")}`,
      // JupyterLab would take arrow keys and letters for commands to the notebook.
      "data-lm-suppress-shortcuts": "true",
    },
    ruler,
    h("p", { class: "ht-title" }, model.get("title")),
    filters.node,
    places.chart.node,
    places.list.node,
  );
  root.addEventListener("keydown", (/** @type {KeyboardEvent} */ press) => {
    if (press.key !== "Escape" || !state.open) return;
    const own = focused(root);
    const opener = places[state.place].opener(state.open);
    if (own && (card.node.contains(own) || own === opener)) state.close();
  });

  let placed = "";
  state.focusOpener = () => places[state.place].opener(state.open)?.focus();
  state.draw = () => {
    const own = card.node.contains(focused(root)) ? focused(root) : null;
    root.dataset.form = state.isWide ? "wide" : "narrow";
    filters.update();
    places.chart.update();
    places.list.update();
    card.update();
    const { open, place } = state;
    if (!open) card.node.remove();
    else places[place].anchor(open).after(card.node);
    // An element that is moved in the document loses the focus: give it back.
    if (own?.isConnected) own.focus({ preventScroll: true });
    if (open && placed !== `${place} ${open}`) card.node.scrollIntoView({ block: "nearest" });
    placed = open && `${place} ${open}`;
  };
  const watch = new ResizeObserver(() => state.resize(ruler.clientWidth));
  watch.observe(ruler);
  el.append(root);
  return () => {
    watch.disconnect();
    root.remove();
  };
}

export default { render };
