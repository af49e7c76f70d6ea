// Brings the book's widgets to life in a page that has no kernel behind it.
//
// Each widget is an anywidget front-end module (https://anywidget.dev/en/afm/).
// JupyterLab gives such a module a model that talks to Python; this host gives
// it one that keeps what the reader does in the reader's own browser.
//
// It becomes a classic script, and finds the modules in a global variable, which other
// classic scripts fill: a page opened by double-click may load neither an ES module
// nor a JSON file from the folder that it lies in.

import { openTheRest, settleForWhoMoves } from "./opening.js";
import { PageModel } from "./page_model.js";
import { Shelf } from "./shelf.js";

const shelf = new Shelf();

/** @type {PageModel[]} */
const awake = [];

/** @param {string} name */
function moduleNamed(name) {
  const module = globalThis.hedgelabModules?.[name];
  if (module === undefined) throw new Error(`hedgelab: no module named ${name} in this page`);
  return module;
}

/** @param {HTMLElement} place */
async function wake(place) {
  await globalThis.hedgelabStoreIsOpen;
  const { module = "", kept = "", key = "", reads = "" } = place.dataset;
  const state = JSON.parse(place.querySelector("script.hedgelab-state")?.textContent ?? "{}");
  const keeping = { kept: kept ? kept.split(" ") : [], key, reads };
  const model = new PageModel(state, keeping, shelf, awake);
  awake.push(model);
  const el = document.createElement("div");
  el.className = "hedgelab-live";
  const { default: widget } = moduleNamed(module);
  const fallback = /** @type {HTMLElement} */ (place.querySelector(".hedgelab-fallback"));
  await widget.render({ model, el, fallback });
  addEventListener("beforeprint", () => widget.onPaper?.({ model, fallback }));
  place.append(el);
  place.classList.add("is-live");

  // A second tab shows what was done in the first, and so does a page that
  // the browser had put by and brings back as it was.
  addEventListener("storage", (event) => {
    const isGathered = reads && shelf.wasChangedBelow(reads, event);
    if (shelf.wasChanged(key, event) || isGathered) model.takeUp();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) model.takeUp();
  });
}

/** Beside the theme's way past its links, one past the chapter's own as well. */
function leadToTheBoard() {
  const board = document.querySelector('.hedgelab-widget[data-module="board"][id]');
  const skip = document.querySelector(".skip-link");
  if (!board || !skip) return;
  const link = document.createElement("a");
  link.href = `#${board.id}`;
  link.textContent = "Skip to the board";
  skip.append(link);
}

const places = /** @type {NodeListOf<HTMLElement>} */ (
  document.querySelectorAll(".hedgelab-widget")
);
const widgets = [...places].map((place) =>
  wake(place).catch((problem) => {
    // On an error the fallback table stays, which is better than nothing.
    place.classList.add("is-asleep");
    console.error(problem);
  }),
);
leadToTheBoard();
settleForWhoMoves();
openTheRest(Promise.all(widgets));
