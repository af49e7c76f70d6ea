// Where a reader is put in: a file, a code, or what is in this browser.

import { textIn } from "../shared/answers.js";
import { h, ownName, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { readerInCode, readerInFile, readerOnShelf } from "./readers.js";

/** @import { Reader, Setting, Taken } from "./readers.js" */

/**
 * @typedef {object} Slot
 * @property {HTMLElement} node
 * @property {() => Reader | null} reader
 * @property {() => void} own take what is in this browser, if there is any
 */

/**
 * @param {string} title @param {Setting} setting @param {() => Record<string, unknown>} shelf
 * @param {() => void} changed
 * @returns {Slot}
 */
export function drawSlot(title, setting, shelf, changed) {
  /** @type {Reader | null} */
  let reader = null;
  const id = ownName("code");
  const told = h("p", { class: "co-told" });
  const problem = h("p", { class: "co-problem" });

  /** @param {Taken} taken */
  function take(taken) {
    if (taken.reader) reader = taken.reader;
    write(problem, taken.problem);
    const reasons = reader?.hasReasons ? "" : " No reasons.";
    write(
      told,
      reader ? `${reader.name}: ${counted(reader.placed.size, "act")} placed.${reasons}` : "",
    );
    changed();
  }

  const picker = h("input", {
    type: "file",
    class: "hedgelab-unseen",
    accept: ".json,application/json",
    tabindex: "-1",
    "aria-hidden": "true",
    change: async () => {
      const [file] = picker.files ?? [];
      if (file) take(readerInFile(file.name, await textIn(file, setting.format.rules), setting));
      picker.value = "";
    },
  });
  const code = h("input", {
    id,
    type: "text",
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "characters",
    keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && takeCode(),
  });
  const takeCode = () => take(readerInCode(code.value, setting));
  const button = (/** @type {string} */ words, /** @type {() => void} */ click) =>
    h(
      "button",
      { type: "button", class: "hedgelab-button", click },
      words,
      h("span", { class: "hedgelab-unseen" }, ` for the ${title.toLowerCase()}`),
    );
  const node = h(
    "div",
    { class: "co-slot", role: "group", "aria-label": title },
    h("h3", {}, title),
    h(
      "div",
      { class: "co-row" },
      button("Load a file", () => picker.click()),
      button("From this browser", () => take(readerOnShelf(shelf(), setting))),
    ),
    h("label", { for: id }, "or a code"),
    h("div", { class: "co-row" }, code, button("Take", takeCode)),
    picker,
    h("div", { role: "status" }, told, problem),
  );
  const own = () => {
    const taken = readerOnShelf(shelf(), setting);
    if (taken.reader) take(taken);
  };
  return { node, reader: () => reader, own };
}
