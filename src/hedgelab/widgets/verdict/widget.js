// Opens what the authors found once its reader has checked a card of the board before it.
//
// It draws nothing but a line that says so. The fold stands in the page, open, so that a reader
// without scripts has it; and it is open on paper.

import { h } from "../shared/dom.js";
import { isAnyChecked } from "./checked.js";

/** @import { Host } from "../shared/model.js" */

/** @typedef {{fold: string, board: string, events: string[], shelf: Record<string, unknown>}} State */

/** @param {string} id @returns {HTMLDetailsElement | null} */
function foldNamed(id) {
  const found = document.getElementById(id);
  return found instanceof HTMLDetailsElement ? found : null;
}

/** What the page's address leads to. */
function aim() {
  return document.getElementById(decodeURIComponent(location.hash.slice(1)));
}

/** Open the folds around what the address leads to, such as an act that was searched for. */
function openAround() {
  const target = aim();
  for (let at = target; at; at = at.parentElement) {
    if (at.matches("details.hedgelab-fold:not([open])")) at.setAttribute("open", "");
  }
  if (target?.closest("details.hedgelab-fold")) target.scrollIntoView();
}

/** @param {Host<State>} host */
function render({ model, el }) {
  const note = h(
    "div",
    { class: "verdict-note hedgelab-ground" },
    "This part opens by itself once you have checked a card. ",
    h("a", { href: `#${model.get("board")}` }, "Go to the board"),
  );
  el.append(note);
  const fold = foldNamed(model.get("fold"));
  const summary = fold?.querySelector("summary");
  if (!fold || !summary) return;
  const say = () => {
    note.hidden = fold.open;
    summary.textContent = fold.open ? "Fold this part away" : "Open it now";
  };
  let wasChecked = false;
  const update = () => {
    const isChecked = isAnyChecked(model.get("shelf"), model.get("events"));
    if (isChecked && !wasChecked) fold.open = true;
    wasChecked = isChecked;
  };
  fold.open = fold.contains(aim());
  fold.addEventListener("toggle", say);
  model.on("change:shelf", update);
  update();
  say();
  openAround();
  addEventListener("hashchange", openAround);
}

/** Open every fold of the page while it is printed. */
function onPaper() {
  for (const fold of document.querySelectorAll("details.hedgelab-fold:not([open])")) {
    fold.setAttribute("open", "");
    addEventListener("afterprint", () => fold.removeAttribute("open"), { once: true });
  }
}

export default { render, onPaper };
