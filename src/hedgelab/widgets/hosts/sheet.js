// The host of a sheet that is opened by double-click: it brings the board to life, writes the
// answers into a copy of the page, and ticks the boxes of the printed form.

import { render } from "../board/widget.js";
import { drawOwnTab } from "../shared/copying.js";
import { download, write } from "../shared/dom.js";
import { timestamp } from "../shared/moments.js";
import { maySave, toldOfSaving } from "../shared/saving.js";
import { drawQuestion } from "./question.js";
import { openSecondShelf } from "./second_shelf.js";
import { SheetModel } from "./sheet_model.js";
import { Shelf } from "./shelf.js";
import { Works } from "./works.js";

/** @import { AnswerDocument } from "../shared/answers.js" */

/**
 * What a page's script element holds of the answers. A browser ends the element at "</script"
 * even inside a string.
 * @param {AnswerDocument} answers
 */
function inScript(answers) {
  return JSON.stringify(answers).replaceAll("<", "\\u003c");
}

/**
 * A page's own text with other answers in it.
 * @param {HTMLElement} page the page as it was before anything was drawn
 * @param {AnswerDocument} answers
 */
function pageWith(page, answers) {
  const copy = /** @type {HTMLElement} */ (page.cloneNode(true));
  copy.removeAttribute("class");
  const place = /** @type {HTMLElement} */ (copy.querySelector("#hedgelab-answers"));
  place.textContent = inScript(answers);
  return `<!doctype html>\n${copy.outerHTML}\n`;
}

/** What a page that the browser itself has saved shows of the day when it was saved. */
function takeDown() {
  for (const id of ["board", "said", "whose", "where"]) element(id).replaceChildren();
  tickPaper({ format: "", assignment: "", answers: [] });
}

/**
 * What a student should know of the place where the page is, before the first move.
 * @param {boolean} isKept whether the browser keeps anything
 */
function tellWhere(isKept) {
  const place = element("where");
  /** @type {(Node | string)[]} */
  const told = [];
  if (!maySave()) {
    told.push(
      "This page stands in a frame, which may forbid it to save a file. You can copy your " +
        "answers as text all the same. ",
      drawOwnTab() ?? "Or download the page, and open it from your own folder.",
      " ",
    );
  }
  if (/^https?:$/.test(location.protocol)) {
    told.push(
      "A website gives you this page, and may clear what your browser keeps for it, for instance " +
        "when you log in again. Save your answers to a file before you leave.",
    );
  }
  place.replaceChildren(...told);
  place.hidden = !told.length;
  element("kept-here").hidden = !isKept;
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

/** @param {string} student whose the sheet is, "" where it is for everybody */
async function modelOf(student) {
  const state = { ...held("hedgelab-sheet"), answers: held("hedgelab-answers") };
  const isServed = /^https?:$/.test(location.protocol);
  const shelf = isServed ? await openSecondShelf() : new Shelf();
  const base = `sheet:${state.sheet.assignment}:${student}`;
  const works = student ? undefined : new Works(base, shelf, new Shelf(() => sessionStorage));
  return new SheetModel(state, base, shelf, works);
}

async function openSheet() {
  takeDown();
  const pristine = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const { file = "", student = "" } = main.dataset;
  await globalThis.hedgelabStoreIsOpen;
  const model = await modelOf(student);
  const { unreadable, at } = model.open();
  tellWhere(model.isKept);
  render({ model, el: element("board") });
  drawQuestion(model, element("whose"), () => element("board").querySelector("input")?.focus());

  const answers = () => /** @type {AnswerDocument} */ (model.get("answers"));
  /** @param {string} [saved] when the browser's own Save would say it was saved */
  const keepInPage = (saved = timestamp()) => {
    write(element("hedgelab-answers"), inScript({ ...answers(), saved }));
  };
  if (at) keepInPage(at);
  tickPaper(answers());
  let { saved } = answers();
  model.on("change:answers", () => {
    // Unreadable text is kept here until the board has reported it.
    if (typeof model.get("answers") === "string") return;
    keepInPage();
    tickPaper(answers());
    if (answers().saved !== saved && maySave()) model.filed = answers();
    ({ saved } = answers());
  });
  // The board tells of it, offers it as a file, and stays as it is.
  if (unreadable) model.set("answers", unreadable);
  element("save-page").addEventListener("click", () => {
    const name = `${file}.answers.html`;
    const page = pageWith(pristine, { ...answers(), saved: timestamp() });
    download(name, page, document.body, "text/html");
    if (maySave()) model.filed = answers();
    element("said").textContent = toldOfSaving(name, maySave());
  });
  addEventListener("beforeunload", (event) => {
    if (model.isAtRisk()) event.preventDefault();
  });

  // A second tab shows what was done in the first, and so does a page that the browser
  // had put by and brings back as it was.
  addEventListener("storage", (event) => {
    if (model.shelf.wasChanged(model.key, event)) model.follow();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) model.follow();
  });
}

try {
  await openSheet();
} catch (problem) {
  // On an error the form for paper stays, which is better than nothing.
  document.documentElement.removeAttribute("class");
  throw problem;
}
