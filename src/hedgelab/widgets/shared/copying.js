// The text of a file, to copy where the page can't be sure that its file has come.

import { h, ownName, write } from "./dom.js";
import { ownAddress } from "./saving.js";

/**
 * @typedef {object} Copying
 * @property {HTMLElement} node
 * @property {(text: string | null, name: string, what: string) => void} show the text of a file,
 *   its name and what to do with it; null hides all
 */

/** @returns {Copying} */
export function drawCopying() {
  const id = ownName("copy");
  const text = h("textarea", {
    id,
    rows: "4",
    readonly: true,
    spellcheck: "false",
    focus: () => text.select(),
  });
  const label = h("label", { for: id });
  const told = h("p", { role: "status" });
  const copy = () => {
    text.focus();
    text.select();
    // A frame may forbid navigator.clipboard too; this way needs no permission.
    const isCopied = document.execCommand("copy");
    write(told, isCopied ? "Copied." : "The text is selected. Copy it with Ctrl+C or ⌘C.");
  };
  const button = h(
    "button",
    { type: "button", class: "hedgelab-copy-button", click: copy },
    "Copy the text",
  );
  const ways = h("div", { class: "hedgelab-copy-ways" }, button, told, drawOwnTab());
  const node = h("div", { class: "hedgelab-copy", hidden: true }, label, text, ways);
  /** @type {Copying["show"]} */
  const show = (wanted, name, what) => {
    node.hidden = wanted === null;
    if (wanted === null) return;
    write(
      label,
      `If it has not, copy this text into a plain-text file called ${name}, and ${what}.`,
    );
    if (text.value === wanted) return;
    text.value = wanted;
    write(told, "");
  };
  return { node, show };
}

/** @returns {HTMLElement | null} the way out of a frame, where there is one */
export function drawOwnTab() {
  const href = ownAddress();
  if (!href) return null;
  return h("a", { href, target: "_blank", rel: "noopener" }, "Open this page in a tab of its own");
}
