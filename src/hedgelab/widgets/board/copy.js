// The text of an answer file, to copy where the page can't be sure that its file has come.

import { fileText } from "../shared/answers.js";
import { h, write } from "../shared/dom.js";
import { ownAddress } from "../shared/saving.js";

/**
 * @import { Board } from "./board.js"
 * @import { Part } from "./types.js"
 */

/** @param {Board} board @returns {Part} */
export function drawCopy(board) {
  const id = `${board.uid}-copy`;
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
  const node = h(
    "div",
    { class: "hb-copy" },
    label,
    text,
    h(
      "div",
      { class: "hb-copy-ways" },
      h("button", { type: "button", class: "hb-button", click: copy }, "Copy the text"),
      told,
      drawOwnTab(),
    ),
  );
  const update = () => {
    const { document, name } = board.filed;
    node.hidden = board.maySave || !document || document !== board.document;
    if (node.hidden || !document) return;
    write(
      label,
      `If it has not, copy this text into a plain-text file called ${name}, and hand that in.`,
    );
    const wanted = fileText(document);
    if (text.value === wanted) return;
    text.value = wanted;
    write(told, "");
  };
  return { node, update };
}

/** @returns {HTMLElement | null} the way out of a frame, where there is one */
export function drawOwnTab() {
  const href = ownAddress();
  if (!href) return null;
  return h("a", { href, target: "_blank", rel: "noopener" }, "Open this page in a tab of its own");
}
