// The controls of a figure, by their kind.

import { h } from "../shared/dom.js";

/** @import { Control } from "./settings.js" */

/**
 * @callback Drawing
 * @param {Control} control
 * @param {(at: number) => void} choose
 * @param {string} uid a name of this control's own
 * @returns {HTMLElement}
 */

/** @type {Record<Control["kind"], Drawing>} */
export const FIELDS = {
  range({ label, options, at }, choose) {
    const shown = h("output", { class: "he-value", "aria-hidden": "true" });
    const slider = h("input", {
      type: "range",
      min: 0,
      max: options.length - 1,
      step: 1,
      value: at,
      "aria-label": label,
      input: () => {
        tell();
        choose(Number(slider.value));
      },
    });
    const tell = () => {
      shown.textContent = options[Number(slider.value)];
      slider.setAttribute("aria-valuetext", shown.textContent);
    };
    tell();
    return h(
      "label",
      { class: "he-field he-range" },
      h("span", { class: "he-label" }, label),
      shown,
      slider,
      h("span", { class: "he-end", "aria-hidden": "true" }, options[0]),
      h("span", { class: "he-end", "aria-hidden": "true" }, options[options.length - 1]),
    );
  },
  select({ label, options, at }, choose) {
    const list = h(
      "select",
      { change: () => choose(list.selectedIndex) },
      ...options.map((words, index) => h("option", { selected: index === at }, words)),
    );
    return h("label", { class: "he-field" }, h("span", { class: "he-label" }, label), list);
  },
  radios({ label, options, at }, choose, uid) {
    const levels = options.map((words, index) =>
      h(
        "label",
        { class: "hedgelab-choice" },
        h("input", {
          type: "radio",
          name: uid,
          checked: index === at,
          change: () => choose(index),
        }),
        h("span", {}, words),
      ),
    );
    return h(
      "fieldset",
      { class: "he-field" },
      h("legend", { class: "he-label" }, label),
      h("div", { class: "hedgelab-choices" }, ...levels),
    );
  },
  checkbox({ label, at }, choose) {
    const box = h("input", {
      type: "checkbox",
      checked: at === 1,
      change: () => choose(Number(box.checked)),
    });
    return h("label", { class: "he-field he-check" }, box, h("span", { class: "he-label" }, label));
  },
};
