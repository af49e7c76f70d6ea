// A bar for each value, which is a native slider: dragged, tapped, or moved by arrow keys.

import { h, write } from "../shared/dom.js";
import { measured, told } from "./expecting.js";

/** @import { PredictionState } from "./expecting.js" */

/**
 * @param {PredictionState} state
 * @param {(index: number, value: number) => void} put
 */
export function drawBars({ items, most, step, unit }, put) {
  const rows = items.map(({ label, value, shade }, index) => {
    const slider = h("input", {
      type: "range",
      min: 0,
      max: most,
      step,
      "aria-label": label,
      input: () => put(index, Number(slider.value)),
    });
    const number = h("output", { class: "hp-number", "aria-hidden": "true" });
    const data = h("span", { class: "hp-data", "--size": `${(value / most) * 100}%` });
    const node = h(
      "div",
      { class: "hp-row", "--shade": shade ? `light-dark(${shade.join(", ")})` : null },
      h("span", { class: "hp-label", "aria-hidden": "true" }, label),
      h("span", { class: "hp-track" }, slider, data),
      number,
    );
    return { node, slider, number, data, value };
  });
  const sum = h("p", { class: "hp-sum" });
  const isCount = items.some(({ side }) => side);
  const whole = items.reduce((all, { value }) => all + value, 0);
  return {
    node: h("div", { class: "hp-bars" }, ...rows.map(({ node }) => node), isCount ? sum : null),
    /** @param {number[]} values @param {boolean} isShown */
    update(values, isShown) {
      for (const [index, { node, slider, number, data, value }] of rows.entries()) {
        slider.value = String(values[index]);
        slider.disabled = isShown;
        slider.setAttribute("aria-valuetext", measured(values[index], unit));
        node.style.setProperty("--drawn", `${(values[index] / most) * 100}%`);
        data.hidden = !isShown;
        write(
          number,
          isShown ? `you ${told(values[index])}, data ${told(value)}` : told(values[index]),
        );
      }
      const placed = values.reduce((all, one) => all + one, 0);
      write(sum, isShown ? "" : `Your bars have ${told(placed)} of ${told(whole)} ${unit}.`);
    },
  };
}
