// The controls above the chart: what is looked for, and how positions are shown.

import { h, write } from "../shared/dom.js";
import { capital } from "../shared/words.js";
import { NO_FILTERS, told } from "./events.js";

/** @import { Filters, View } from "./events.js" */
/** @import { State } from "./state.js" */
/** @import { Part } from "./parts.js" */

/** @type {[View, string][]} */
const VIEWS = [
  ["hidden", "Hidden"],
  ["colour", "In colour"],
  ["lanes", "As lanes"],
];

/**
 * A list to choose from.
 * @param {State} state
 * @param {keyof Filters} member
 * @param {string} any the words for no choice
 * @param {[string, string][]} options
 */
function drawChoice(state, member, any, options) {
  const select = h(
    "select",
    { id: `${state.uid}-${member}` },
    ...[["", any], ...options].map(([value, name]) => h("option", { value }, name)),
  );
  select.addEventListener("change", () => state.filter({ [member]: select.value }));
  const label = h("label", { for: select.id }, capital(member));
  return { member, select, node: h("div", { class: "ht-field" }, label, select) };
}

/** @param {State} state whether positions are hidden, in colour, or the lanes */
function drawViews(state) {
  const radios = VIEWS.map(([value, name]) => {
    const change = () => state.look(value);
    const input = h("input", { type: "radio", name: `${state.uid}-view`, value, change });
    const label = h(
      "label",
      { class: "hedgelab-choice", "data-view": value },
      input,
      h("span", {}, name),
    );
    return { value, input, label };
  });
  const node = h(
    "fieldset",
    { class: "ht-view" },
    h("legend", {}, "Positions"),
    h("div", { class: "hedgelab-choices is-joined" }, ...radios.map(({ label }) => label)),
  );
  const update = () => {
    for (const { value, input } of radios) input.checked = value === state.view;
  };
  return { node, update };
}

/** @param {State} state @returns {Part} */
export function drawFilters(state) {
  const text = h("input", { type: "search", id: `${state.uid}-text`, autocomplete: "off" });
  text.addEventListener("input", () => state.filter({ text: text.value.trim() }));
  const period = drawChoice(
    state,
    "period",
    "All periods",
    state.periods.map(({ id, label }) => [id, capital(label)]),
  );
  const domain = drawChoice(
    state,
    "domain",
    "All domains",
    state.domains.map((id) => [id, capital(id)]),
  );
  const position = drawChoice(
    state,
    "position",
    "All positions",
    state.positions.map(({ id, number, name }) => [id, `${number} ${name}`]),
  );
  const choices = [period, domain, position];
  const views = drawViews(state);
  const status = h("p", { class: "ht-status", role: "status" });
  const showAll = () => {
    text.focus();
    state.filter(NO_FILTERS);
  };
  const clear = h("button", { type: "button", class: "ht-quiet", click: showAll }, "Show all");
  const node = h(
    "div",
    { class: "ht-filters", role: "search", "aria-label": "Events" },
    h("div", { class: "ht-field ht-search" }, h("label", { for: text.id }, "Find"), text),
    ...choices.map((choice) => choice.node),
    h("div", { class: "ht-line" }, views.node, h("div", { class: "ht-outcome" }, status, clear)),
  );

  const update = () => {
    const { filters, view, shown, events } = state;
    for (const { member, select } of choices) select.value = filters[member];
    if (text.value.trim() !== filters.text) text.value = filters.text;
    position.node.hidden = view === "hidden";
    views.update();
    const words = choices.flatMap(({ member, select }) =>
      filters[member] ? [select.selectedOptions[0].text] : [],
    );
    if (filters.text) words.push(`“${filters.text}”`);
    write(status, told(shown.length, events.length, words));
    clear.hidden = !words.length;
  };
  return { node, update };
}
