// The host of a sheet that is opened by double-click: it brings the board to life, writes the
// answers into a copy of the page, and ticks the boxes of the printed form.

import { render } from "../board/widget.js";
import { download } from "../shared/dom.js";
import { timestamp } from "../shared/moments.js";
import { SheetModel } from "./sheet_model.js";
import { Shelf } from "./shelf.js";

/** @import { AnswerDocument } from "../shared/answers.js" */

/**
 * A page's own text with other answers in it.
 * @param {HTMLElement} page the page as it was before anything was drawn
 * @param {AnswerDocument} answers
 */
function pageWith(page, answers) {
  const copy = /** @type {HTMLElement} */ (page.cloneNode(true));
  copy.removeAttribute("class");
  const place = /** @type {HTMLElement} */ (copy.querySelector("#hedgelab-answers"));
  // A browser ends the element at "</script" even inside a string.
  place.textContent = JSON.stringify(answers).replaceAll("<", "\\u003c");
  return `<!doctype html>\n${copy.outerHTML}\n`;
}

/** @param {AnswerDocument} answers what the printed form shows as ticked and written */
function tickPaper({ answers = [] }) {
  for (const form of document.querySelectorAll(".paper-event")) {
    const { event } = /** @type {HTMLElement} */ (form).dataset;
    const given = answers.find((answer) => answer.event === event);
    for (const box of form.querySelectorAll("li")) {
      const { position, confidence } = box.dataset;
      const isChosen = position
        ? position === given?.position
        : Number(confidence) === given?.confidence;
      box.classList.toggle("is-chosen", isChosen);
    }
    const written = form.querySelector(".written");
    if (written) written.textContent = given?.justification ?? "";
  }
}

/** @param {string} id @returns {HTMLElement} */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} id @returns {any} what a script element of the page holds */
function held(id) {
  return JSON.parse(element(id).textContent ?? "{}");
}

async function openSheet() {
  const pristine = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const { file = "", student = "" } = main.dataset;
  const state = { ...held("hedgelab-sheet"), answers: held("hedgelab-answers") };
  const shelf = new Shelf();
  const model = new SheetModel(state, `sheet:${state.sheet.assignment}:${student}`, shelf);
  await globalThis.hedgelabStoreIsOpen;
  const { unreadable } = model.open();
  render({ model, el: element("board") });

  const answers = () => /** @type {AnswerDocument} */ (model.get("answers"));
  const tick = () => tickPaper(answers());
  model.on("change:answers", tick);
  tick();
  // The board tells of it, offers it as a file, and stays as it is.
  if (unreadable) model.set("answers", unreadable);
  element("save-page").addEventListener("click", () => {
    const name = `${file}.answers.html`;
    const page = pageWith(pristine, { ...answers(), saved: timestamp() });
    download(name, page, document.body, "text/html");
    element("said").textContent = `Saved as ${name}, where your browser puts downloads.`;
  });

  // A second tab shows what was done in the first, and so does a page that the browser
  // had put by and brings back as it was.
  addEventListener("storage", (event) => {
    if (shelf.wasChanged(model.key, event)) model.follow();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) model.follow();
  });
}

try {
  await openSheet();
} catch (problem) {
  // The form for paper is better than an empty place.
  document.documentElement.removeAttribute("class");
  throw problem;
}
