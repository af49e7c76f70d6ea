// The second step: how many of the acts one expects at each place.

import { h, setIdle, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { sum, withExpected } from "./state.js";

/** @import { Position } from "../shared/model.js" */

/**
 * @param {Position[]} positions @param {number} total
 * @param {{get: () => number[], set: (expected: number[]) => void, back: () => void,
 *   next: () => void}} steps
 */
export function drawExpecting(positions, total, steps) {
  const left = h("p", { class: "le-left", role: "status" });
  const rows = positions.map(({ number, name, light, dark }, index) => {
    const count = h("output", { class: "le-count" });
    const slider = h("input", {
      type: "range",
      min: "0",
      max: String(total),
      step: "1",
      "aria-label": `${number} ${name}`,
      input: () => {
        steps.set(withExpected(steps.get(), index, Number(slider.value), total));
        update();
      },
    });
    const node = h(
      "li",
      { class: "le-row", "--light": light, "--dark": dark },
      h(
        "span",
        { class: "le-name", "aria-hidden": "true" },
        h("b", {}, String(number)),
        ` ${name}`,
      ),
      slider,
      count,
    );
    return { node, slider, count };
  });
  const next = h("button", {
    type: "button",
    class: "hb-button hb-primary",
    click: () => {
      if (sum(steps.get()) === total) steps.next();
    },
  });
  write(next, "Show the result");
  const update = () => {
    const expected = steps.get();
    rows.forEach(({ slider, count }, index) => {
      slider.value = String(expected[index]);
      write(count, String(expected[index]));
    });
    const missing = total - sum(expected);
    write(
      left,
      missing ? `${counted(missing, "act")} still to give out.` : "All twelve are given out.",
    );
    setIdle(next, missing > 0);
  };
  update();
  const node = h(
    "div",
    { class: "le-step" },
    h(
      "p",
      {},
      "Before you see the readings: how do you think the twelve are spread in them? " +
        "Draw each bar, or use the arrow keys, until all twelve are given out. " +
        "Your own places need not be your guess.",
    ),
    h("ol", { class: "le-rows" }, ...rows.map((row) => row.node)),
    left,
    h(
      "div",
      { class: "le-actions" },
      next,
      h(
        "button",
        { type: "button", class: "hb-button", click: () => steps.back() },
        "Back to the cards",
      ),
    ),
    h("p", { class: "le-quiet" }, "Once the result is shown, places and bars stay as they are."),
  );
  return { node, update };
}
