// What stands around the drawing: the key, the choice of a view, and two lists by name.

import { h, svg } from "../shared/dom.js";

/** @import { Period, Pipeline, Place, Thing, View } from "./things.js" */

/** @typedef {{kind: string, is_area: boolean, text: string}} Meaning of a line, or of an area */
/** @typedef {(thing: Thing, by: HTMLElement) => void} Choose */

/** @type {[View, string][]} */
const VIEWS = [
  ["region", "Whole region"],
  ["close", "South Caucasus"],
];

/**
 * @param {string} uid
 * @param {(view: View) => void} look
 */
export function drawViews(uid, look) {
  const radios = VIEWS.map(([value, text]) => {
    const change = () => look(value);
    const radio = h("input", { type: "radio", name: `${uid}-view`, value, change });
    return { value, text, radio };
  });
  const node = h(
    "fieldset",
    { class: "hm-views" },
    h("legend", { class: "hedgelab-unseen" }, "Part of the map"),
    ...radios.map(({ text, radio }) => h("label", {}, radio, h("span", {}, text))),
  );
  const update = (/** @type {View} */ view) => {
    for (const { value, radio } of radios) radio.checked = value === view;
  };
  return { node, update };
}

/**
 * @param {string} uid
 * @param {Period[]} periods
 * @param {(period: string) => void} look
 */
export function drawPeriods(uid, periods, look) {
  const select = h(
    "select",
    { id: `${uid}-period`, change: () => look(select.value) },
    ...periods.map(({ id, label }) => h("option", { value: id }, label)),
    h("option", { value: "" }, "All periods"),
  );
  const node = h("label", { class: "hm-period" }, h("span", {}, "Period"), select);
  const update = (/** @type {string} */ period) => {
    select.value = period;
  };
  return { node, update };
}

/** @param {SVGElement} shape */
function drawSwatch(shape) {
  const attributes = { class: "hm-swatch", viewBox: "0 0 28 10", "aria-hidden": "true" };
  return svg("svg", attributes, shape);
}

/** @param {string} kind of line */
function drawLineSwatch(kind) {
  return drawSwatch(svg("path", { class: kind, d: "M0 5h28" }));
}

/**
 * What the lines and the hatching mean.
 * @param {Meaning[]} key
 * @param {string} hatch
 */
export function drawKey(key, hatch) {
  const box = { x: 0.5, y: 0.5, width: 27, height: 9, fill: `url(#${hatch})` };
  const spans = key.map(({ kind, is_area, text }) => {
    const swatch = is_area
      ? drawSwatch(svg("rect", { class: kind, ...box }))
      : drawLineSwatch(kind);
    return h("span", {}, swatch, text);
  });
  return h("p", { class: "hm-key" }, ...spans);
}

/**
 * @param {Thing} thing
 * @param {Choose} choose
 */
function drawChooser(thing, choose) {
  const attributes = { type: "button", class: "hm-choice", "aria-expanded": "false" };
  const button = h("button", attributes, thing.name);
  button.addEventListener("click", () => choose(thing, button));
  return button;
}

/** @param {Pipeline} pipeline */
function toldFigures({ commodity, facts, is_drawn }) {
  const { "First use": since, Capacity: capacity } = Object.fromEntries(facts);
  return `${commodity}, since ${since}, ${capacity}${is_drawn ? "" : "; beyond the map"}`;
}

/**
 * @param {Pipeline[]} pipelines
 * @param {Choose} choose
 * @param {(pipeline: Pipeline, isDrawn: boolean) => void} put on the map, or off it
 */
export function drawPipelines(pipelines, choose, put) {
  const items = pipelines.map((pipeline) => {
    const name = `Draw ${pipeline.name}`;
    const box = h("input", { type: "checkbox", checked: true, "aria-label": name });
    box.addEventListener("change", () => put(pipeline, box.checked));
    const swatch = drawLineSwatch(`hm-line hm-${pipeline.commodity}`);
    const toggle = pipeline.is_drawn
      ? h("label", { class: "hm-toggle" }, box, swatch)
      : h("span", { class: "hm-toggle" }, swatch);
    const button = drawChooser(pipeline, choose);
    const figures = h("span", { class: "hm-figures" }, toldFigures(pipeline));
    return { thing: pipeline, box, button, node: h("li", {}, toggle, button, figures) };
  });
  const node = h("ul", { class: "hm-pipelines" }, ...items.map((item) => item.node));
  return { node, items };
}

/**
 * @param {Place[]} places
 * @param {Choose} choose
 */
export function drawPlaces(places, choose) {
  const inOrder = [...places].sort((one, other) => one.name.localeCompare(other.name, "en"));
  const items = inOrder.map((place) => {
    const button = drawChooser(place, choose);
    const figures = h("span", { class: "hm-figures" });
    return { thing: place, button, figures, node: h("li", {}, button, figures) };
  });
  const node = h(
    "details",
    { class: "hm-all" },
    h("summary", {}, `All ${places.length} places by name`),
    h("ul", { class: "hm-places" }, ...items.map((item) => item.node)),
  );
  return { node, items };
}
