// A line to draw: the pointer goes over the plot and takes its points along; below each point
// lies a native slider, for keys and for ears.

import { h, svg, write } from "../shared/dom.js";
import { along, measured, nearest, stepped, told } from "./expecting.js";

/** @import { PredictionState } from "./expecting.js" */

/**
 * @param {PredictionState} state
 * @param {(index: number, value: number) => void} put
 */
export function drawLine({ items, line, most, step, unit }, put) {
  const places = along(items);
  const [first, last] = [line[0][0], line[line.length - 1][0]];
  const drawn = svg("polyline", { class: "hp-drawn" });
  const points = line.map(([year, value]) => [(year - first) / (last - first || 1), value]);
  const data = svg("polyline", { class: "hp-course", points: path(points) });
  /** @param {number[][]} pairs */
  function path(pairs) {
    return pairs.map(([x, value]) => `${x * 100},${100 - (value / most) * 100}`).join(" ");
  }
  const said = h("p", { class: "hp-said", "aria-hidden": "true" });
  const dots = items.map(({ label }, index) => {
    const slider = h("input", {
      type: "range",
      min: 0,
      max: most,
      step,
      "aria-label": label,
      input: () => put(index, Number(slider.value)),
    });
    const node = h(
      "label",
      { class: "hp-point", "--x": `${places[index] * 100}%` },
      index === 0 ? null : slider,
      h("span", { class: "hp-dot" }),
      h("span", { class: "hp-year", "aria-hidden": "true" }, label),
    );
    return { node, slider };
  });
  const ticks = [0, most / 2, most].map((value) =>
    h("span", { class: "hp-tick", "--y": `${(value / most) * 100}%` }, told(value)),
  );
  const plot = h(
    "div",
    { class: "hp-plot" },
    ...ticks,
    svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none" }, drawn, data),
    ...dots.map(({ node }) => node),
  );
  let isOpen = true;
  const take = (/** @type {PointerEvent} */ event) => {
    const box = plot.getBoundingClientRect();
    const index = nearest(items, (event.clientX - box.left) / box.width);
    put(index, stepped((box.bottom - event.clientY) / box.height, most, step));
  };
  plot.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    if (!isOpen || event.button !== 0) return;
    event.preventDefault();
    plot.setPointerCapture(event.pointerId);
    take(event);
  });
  plot.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    if (isOpen && plot.hasPointerCapture(event.pointerId)) take(event);
  });
  return {
    node: h("div", { class: "hp-line" }, said, plot),
    /** @param {number[]} values @param {boolean} isShown @param {number} [moved] */
    update(values, isShown, moved) {
      isOpen = !isShown;
      plot.classList.toggle("is-open", isOpen);
      drawn.setAttribute("points", path(values.map((value, index) => [places[index], value])));
      data.toggleAttribute("hidden", !isShown);
      for (const [index, { node, slider }] of dots.entries()) {
        slider.value = String(values[index]);
        slider.disabled = isShown;
        slider.setAttribute("aria-valuetext", measured(values[index], unit));
        node.style.setProperty("--y", `${(values[index] / most) * 100}%`);
      }
      const given = `${items[0].label}: ${measured(items[0].value, unit)}, as the data have it.`;
      const at =
        moved === undefined ? "" : `${items[moved].label}: ${measured(values[moved], unit)}`;
      write(said, isShown ? "Dashed: you. Solid: the data." : at || given);
    },
  };
}
