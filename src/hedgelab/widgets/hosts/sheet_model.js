// The model of a handed-out sheet: it keeps the answers in the student's own browser, and
// begins with those that are newer, its own or those saved in the page.

import { readForBoard, settingOf, withStudent } from "../board/answers.js";
import { fileText } from "../shared/answers.js";
import { HeldModel } from "../shared/model.js";
import { isAfter, timestamp } from "../shared/moments.js";

/**
 * @import { BoardState } from "../board/types.js"
 * @import { AnswerDocument } from "../shared/answers.js"
 * @import { Shelf } from "./shelf.js"
 */

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
  return isAfter(carried.saved, kept.at) ? "carried" : "kept";
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

/** @extends {HeldModel<BoardState>} */
export class SheetModel extends HeldModel {
  /** @param {BoardState} state @param {string} key where they are kept @param {Shelf} shelf */
  constructor(state, key, shelf) {
    super(state);
    this.key = key;
    this.shelf = shelf;
    this.setting = settingOf(this);
  }

  save_changes() {
    const { answers, progress } = this.state;
    const kept = JSON.stringify({ answers, progress, at: timestamp() });
    if (!this.shelf.put(this.key, kept)) this.set("notice", NOT_KEPT);
  }

  /** Keep a copy of what is kept now. */
  setAside() {
    const text = this.shelf.take(this.key);
    if (text !== null) this.shelf.setAside(this.key, text, "aside");
  }

  /** @returns {Kept} */
  kept() {
    let text = this.shelf.take(this.key);
    if (text === null) return {};
    try {
      const { answers, at } = Object(JSON.parse(text));
      if (answers !== undefined) text = fileText(answers);
      if (readForBoard(text, this.setting).ok) {
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
    const carried = /** @type {AnswerDocument} */ (this.get("answers"));
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
