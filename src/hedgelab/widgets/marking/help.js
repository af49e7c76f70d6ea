// A word to the marker, and the keys.

import { h } from "../shared/dom.js";
import { KEYS } from "./keys.js";

export function drawHelp() {
  const isOn = h("input", { type: "checkbox", checked: true });
  const node = h(
    "details",
    { class: "hm-help" },
    h("summary", {}, "How this page works"),
    h(
      "p",
      {},
      "Read the text, give each criterion a level, and write a word to the student where it helps. " +
        "Judge the reasoning, not the place: a text can argue well for a place that the key does " +
        "not have. Some of these texts go to another marker too, and nobody knows which, so mark " +
        "by yourself. Flag what you are unsure of, and come back to it: “Show” finds it again. To ask " +
        "whoever teaches the course about a text, give them the code below it.",
    ),
    h(
      "p",
      {},
      "Texts that are much alike stand beside each other. You can stop at any time. When you have " +
        "finished, or want your marks to be safe, “Save my marks” writes the file to send back; " +
        "send a newer one whenever you have changed something.",
    ),
    h("label", { class: "hm-flag" }, isOn, h("span", {}, "Mark by keys")),
    h(
      "dl",
      { class: "hm-keys" },
      ...KEYS.flatMap(([keys, does]) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, does)]),
    ),
  );
  return { node, keysAreOn: () => isOn.checked };
}
