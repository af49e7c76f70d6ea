// Whose profiles are shown, and over which acts.

import { h } from "../shared/dom.js";

/** @import { Whose } from "./comparing.js" */

/** @type {Whose[]} */
const ALL = ["filed", "reader", "class"];

/** The choice of whose profiles are shown. */
export class WhoseControls {
  /** @param {() => void} draw what depends on it */
  constructor(draw) {
    /** Those whose profiles are hidden. @type {Set<Whose>} */
    this.hidden = new Set();
    this.toggles = ALL.map((id) => {
      const name = h("span", {});
      const box = h("input", {
        type: "checkbox",
        checked: true,
        change: () => {
          this.hidden[box.checked ? "delete" : "add"](id);
          draw();
        },
      });
      const swatch = h("i", { class: "hp-swatch" });
      const node = h("label", { class: "hp-toggle", "data-series": id }, box, swatch, name);
      return { id, box, name, node };
    });
    /** @type {HTMLInputElement} */
    this.only = h("input", { type: "checkbox", change: draw });
    const onlyWords = h("span", {}, "Only acts that you have placed");
    this.onlyLabel = h("label", { class: "hp-toggle" }, this.only, onlyWords);
    this.node = h(
      "div",
      { class: "hp-whose", role: "group", "aria-label": "Whose profiles" },
      ...this.toggles.map(({ node }) => node),
      this.onlyLabel,
    );
  }

  /** Whether only acts are counted that the reader has placed. */
  get isOnlyMine() {
    return this.only.checked;
  }

  /**
   * @param {Record<Whose, string>} names
   * @param {Record<Whose, number>} placed how many of the acts each has placed
   */
  update(names, placed) {
    for (const { id, box, name } of this.toggles) {
      box.disabled = !placed[id];
      box.checked = Boolean(placed[id]) && !this.hidden.has(id);
      name.textContent = names[id];
    }
    this.onlyLabel.hidden = !placed.reader;
    if (!placed.reader) this.only.checked = false;
  }
}
