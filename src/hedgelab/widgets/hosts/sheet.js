// The host of a sheet that is opened by double-click.
//
// It keeps the answers in the student's own browser, writes them into a copy of the page,
// and ticks the boxes of the printed form.

import {
  fileText,
  readAnswers,
  render,
  settingOf,
  timestamp,
  withStudent,
} from "../board/widget.js";

/** @import { AnswerDocument } from "../board/widget.js" */

const NOT_KEPT =
  "This browser keeps nothing for this page, so your work is gone when you close it. " +
  "Save your answers to a file before you leave.";
const FROM_THE_PAGE =
  "The answers saved in this page are newer than those that this browser had kept. " +
  "They are shown; the others were set aside, not deleted.";

/**
 * @typedef {{answers?: AnswerDocument, at?: string, unreadable?: string}} Kept what a browser
 *   kept, and when; or the text of what can't be read
 */

/**
 * Which answers a page opens with: those saved in it, or those that the browser kept.
 * @param {AnswerDocument} carried
 * @param {Kept} kept
 * @returns {"carried" | "kept"}
 */
function newer(carried, kept) {
  if (!kept.answers) return "carried";
  return (carried.saved ?? "") > (kept.at ?? "") ? "carried" : "kept";
}

/**
 * Whether two documents say the same, whenever they were saved.
 * @param {AnswerDocument} one
 * @param {AnswerDocument} other
 */
function isSame(one, other) {
  const [first, second] = [one, other].map((document) => ({ ...document, saved: undefined }));
  return JSON.stringify(first) === JSON.stringify(second);
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
  // A browser ends the element at "</script" even inside a string.
  place.textContent = JSON.stringify(answers).replaceAll("<", "\\u003c");
  return `<!doctype html>\n${copy.outerHTML}\n`;
}

/** What keeps a sheet's answers, in the shape that the board counts on. */
class SheetModel {
  /** @param {Record<string, any>} state @param {string} key where they are kept */
  constructor(state, key) {
    this.state = state;
    this.key = key;
    this.setting = settingOf(this);
    /** @type {Map<string, Set<() => void>>} */
    this.listeners = new Map();
  }

  /** @param {string} name */
  get(name) {
    return this.state[name];
  }

  /** @param {string} name @param {unknown} value */
  set(name, value) {
    if (Object.is(this.state[name], value)) return;
    this.state[name] = value;
    for (const listener of [...(this.listeners.get(`change:${name}`) ?? [])]) listener();
  }

  /** @param {string} event @param {() => void} listener */
  on(event, listener) {
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    this.listeners.get(event)?.add(listener);
  }

  /** @param {string} event @param {() => void} listener */
  off(event, listener) {
    this.listeners.get(event)?.delete(listener);
  }

  save_changes() {
    const { answers, progress } = this.state;
    const kept = JSON.stringify({ answers, progress, at: timestamp() });
    if (!this.put(this.key, kept)) this.set("notice", NOT_KEPT);
  }

  /** Keep a copy of what is kept now; one copy of the same is enough. */
  setAside() {
    const text = this.take();
    if (text === null) return;
    const copies = Object.keys(localStorage).filter((key) => key.startsWith(`${this.key}:aside:`));
    if (copies.some((copy) => localStorage.getItem(copy) === text)) return;
    this.put(`${this.key}:aside:${Date.now()}`, text);
  }

  /** @returns {string | null} */
  take() {
    try {
      return localStorage.getItem(this.key);
    } catch {
      return null;
    }
  }

  /** @param {string} key @param {string} text */
  put(key, text) {
    try {
      localStorage.setItem(key, text);
      return true;
    } catch {
      return false;
    }
  }

  /** @returns {Kept} */
  kept() {
    let text = this.take();
    if (text === null) return {};
    try {
      const { answers, at } = Object(JSON.parse(text));
      if (answers !== undefined) text = fileText(answers);
      if (readAnswers(text, this.setting).ok) {
        return { answers: withStudent(answers, this.setting.student), at };
      }
    } catch {
      // The board says what is wrong with the text.
    }
    this.setAside();
    return { unreadable: text };
  }

  /** Begin with what is newer. */
  open() {
    const kept = this.kept();
    const carried = this.get("answers");
    if (newer(carried, kept) === "kept") {
      this.set("answers", kept.answers);
    } else if (kept.answers?.answers.length && !isSame(carried, kept.answers)) {
      this.setAside();
      this.set("notice", FROM_THE_PAGE);
    }
    return kept;
  }

  /** Another tab has kept something since. */
  follow() {
    const { answers, unreadable } = this.kept();
    if (answers ?? unreadable) this.set("answers", answers ?? unreadable);
  }
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

/** @param {string} name @param {string} text */
function savePage(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/html" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function openSheet() {
  const pristine = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  const held = (/** @type {string} */ id) =>
    JSON.parse(document.getElementById(id)?.textContent ?? "{}");
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const { file = "", student = "" } = main.dataset;
  const state = { ...held("hedgelab-sheet"), answers: held("hedgelab-answers") };
  const model = new SheetModel(state, `hedgelab:sheet:${state.sheet.assignment}:${student}`);
  await globalThis.hedgelabStoreIsOpen;
  const { unreadable } = model.open();
  render({ model, el: /** @type {HTMLElement} */ (document.getElementById("board")) });

  const tick = () => tickPaper(model.get("answers"));
  model.on("change:answers", tick);
  tick();
  // The board tells of it, offers it as a file, and stays as it is.
  if (unreadable) model.set("answers", unreadable);
  document.getElementById("save-page")?.addEventListener("click", () => {
    const name = `${file}.answers.html`;
    savePage(name, pageWith(pristine, { ...model.get("answers"), saved: timestamp() }));
    const said = /** @type {HTMLElement} */ (document.getElementById("said"));
    said.textContent = `Saved as ${name}, where your browser puts downloads.`;
  });

  // A second tab shows what was done in the first, and so does a page that the browser
  // had put by and brings back as it was.
  addEventListener("storage", (event) => {
    if (event.key === model.key) model.follow();
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
