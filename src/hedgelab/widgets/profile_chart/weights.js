// The weights: ready ones to choose from, and sliders to set them one by one.

import { h } from "../shared/dom.js";
import { capital } from "../shared/words.js";

/** @import { Model } from "../shared/model.js" */
/** @import { SidedPosition, Weights } from "./measures.js" */

/** @typedef {Weights & {id: string, name: string, why: string}} Weighing */

const OWN = {
  id: "own",
  name: "Your own",
  why: "Set below, field by field and position by position.",
};

/** @returns {Weights} */
function copied(/** @type {Weights} */ { positions, domains }) {
  return { positions: { ...positions }, domains: { ...domains } };
}

/**
 * @param {string} name of what weighs
 * @param {(weight: number) => void} set
 */
function drawSlider(name, set) {
  const shown = h("output", { "aria-hidden": "true" });
  const input = () => set(Number(slider.value));
  const range = { type: "range", min: 0, max: 3, step: 0.5 };
  /** @type {HTMLInputElement} */
  const slider = h("input", { ...range, "aria-label": name, input });
  const node = h("label", { class: "hp-slider" }, h("span", {}, name), slider, shown);
  const update = (/** @type {number} */ weight) => {
    slider.value = String(weight);
    slider.setAttribute("aria-valuetext", `${weight} times`);
    shown.textContent = `× ${weight}`;
  };
  return { node, update };
}

/**
 * @param {string} what weighs
 * @param {{node: HTMLElement}[]} sliders
 */
function drawSliders(what, sliders) {
  return h(
    "div",
    { class: "hp-sliders", role: "group", "aria-label": `Weight of an act, by its ${what}` },
    h("p", { class: "hp-label" }, `By ${what}`),
    ...sliders.map(({ node }) => node),
  );
}

/** The weights as they are set, and the controls for them. */
export class WeightControls {
  /**
   * @param {Model} model
   * @param {string} uid
   * @param {() => void} draw what depends on them
   */
  constructor(model, uid, draw) {
    /** @type {SidedPosition[]} */
    const positions = model.get("positions");
    /** @type {string[]} */
    const domains = model.get("domains");
    /** The ready ones; the first is set. @type {Weighing[]} */
    this.weighings = model.get("weighings");
    /** @type {Weights} */
    this.weights = this.weighings[0];
    this.draw = draw;
    this.why = h("p", { class: "hp-why", id: `${uid}-why` });
    this.radios = [...this.weighings, OWN].map(({ id, name }) => {
      const change = () => this.choose(id);
      const radio = h("input", { type: "radio", name: `${uid}-weights`, value: id, change });
      return {
        id,
        radio,
        label: h("label", { class: "hedgelab-choice" }, radio, h("span", {}, name)),
      };
    });
    const ofDomains = domains.map((id) => this.slider("domains", id, capital(id)));
    const ofPositions = positions.map(({ id, number, short }) =>
      this.slider("positions", id, `${number} ${short}`),
    );
    this.sliders = [...ofDomains, ...ofPositions];
    this.node = h(
      "fieldset",
      { class: "hp-weights", "aria-describedby": this.why.id },
      h("legend", {}, "How much an act weighs"),
      h("div", { class: "hedgelab-choices" }, ...this.radios.map(({ label }) => label)),
      this.why,
    );
    this.details = h(
      "details",
      { class: "hp-own" },
      h("summary", {}, "Set the weights one by one"),
      drawSliders("field", ofDomains),
      drawSliders("position", ofPositions),
    );
  }

  /**
   * @param {"positions" | "domains"} kind
   * @param {string} id
   * @param {string} name
   */
  slider(kind, id, name) {
    const { node, update } = drawSlider(name, (weight) => {
      // The ready weights stay as they are.
      this.weights = copied(this.weights);
      this.weights[kind][id] = weight;
      this.draw();
    });
    return { node, update: () => update(this.weights[kind][id]) };
  }

  /** @param {string} id */
  choose(id) {
    const ready = this.weighings.find((weighing) => weighing.id === id);
    this.weights = ready ?? copied(this.weights);
    if (!ready) this.details.open = true;
    this.draw();
  }

  update() {
    const chosen = this.weighings.find((weighing) => weighing === this.weights) ?? OWN;
    for (const { id, radio } of this.radios) radio.checked = id === chosen.id;
    this.why.textContent = chosen.why;
    for (const slider of this.sliders) slider.update();
  }
}
