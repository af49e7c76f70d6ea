// The four settings, each with its levels and what the chosen one means.

import { h } from "../shared/dom.js";

/** @import { Input, Settings } from "./rules.js" */

const NOT_SET = { id: "", label: "Not set", meaning: "Left open: every answer stays possible." };

/**
 * @param {Input} input
 * @param {string} uid a name that nothing else in the page has
 * @param {(level: string) => void} set
 */
export function drawField({ id, label, levels }, uid, set) {
  const all = [...levels, NOT_SET];
  const meaning = h("p", { class: "hx-meaning", id: `${uid}-${id}` });
  const radios = all.map((level) => {
    const change = () => set(level.id);
    const radio = h("input", { type: "radio", name: `${uid}-${id}`, value: level.id, change });
    return { level, radio };
  });
  const labels = radios.map(({ level, radio }) =>
    h("label", { class: "hedgelab-choice" }, radio, h("span", {}, level.label)),
  );
  const node = h(
    "fieldset",
    { class: "hx-field", "aria-describedby": meaning.id },
    h("legend", {}, label),
    h("div", { class: "hedgelab-choices" }, ...labels),
    meaning,
  );
  const update = (/** @type {Settings} */ settings) => {
    for (const { level, radio } of radios) radio.checked = level.id === settings[id];
    meaning.textContent = all.find((level) => level.id === settings[id])?.meaning ?? "";
  };
  return { node, update };
}
