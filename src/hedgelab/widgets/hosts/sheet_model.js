// The model of a handed-out sheet: it keeps the answers in the student's own browser, and
// begins with those that are newer, its own or those saved in the page.

import { emptyAnswers, readForBoard, settingOf, withStudent } from "../board/answers.js";
import { fileText } from "../shared/answers.js";
import { HeldModel } from "../shared/model.js";
import { isAfter, timestamp } from "../shared/moments.js";
import { isAnother, isWhose } from "./works.js";

/**
 * @import { BoardState } from "../board/types.js"
 * @import { AnswerDocument, Student } from "../shared/answers.js"
 * @import { Shelf } from "./shelf.js"
 * @import { Work, Works } from "./works.js"
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

/**
 * What a visitor is asked where the browser keeps somebody's work: it was there when the page was
 * opened, it has no name on it, it was here until another name was typed, or it is that of the
 * name that was typed.
 * @typedef {{why: "kept" | "unnamed" | "another" | "typed", work: Work}} Question
 * @typedef {BoardState & {question?: Question | null}} SheetState
 */

/** @extends {HeldModel<SheetState>} */
export class SheetModel extends HeldModel {
  /** Whether the browser has what is on the board. */
  isKept = true;
  /** @type {AnswerDocument | null} the answers as a file has them */
  filed = null;

  /**
   * @param {SheetState} state @param {string} key where they are kept @param {Shelf} shelf
   * @param {Works} [kept] everybody's works, where the sheet was made for no one
   */
  constructor(state, key, shelf, kept) {
    super(state);
    this.key = key;
    this.shelf = shelf;
    this.setting = settingOf(this);
    this.everybodys = kept;
    this.works = kept && {
      isAnother: (/** @type {Student} */ before, /** @type {Student} */ after) =>
        this.#answers().answers.length > 0 && isAnother(before, after),
      begin: (/** @type {Student} */ student) => this.#begin(student),
      named: (/** @type {Student} */ student) => this.#named(student),
    };
  }

  /** @returns {AnswerDocument} */
  #answers() {
    return /** @type {AnswerDocument} */ (this.state.answers);
  }

  save_changes() {
    const { answers, progress } = this.state;
    const kept = JSON.stringify({ answers, progress, at: timestamp() });
    this.#tellOfKeeping(this.shelf.put(this.key, kept));
  }

  /** @param {boolean} isKept */
  #tellOfKeeping(isKept) {
    if (!isKept) this.set("notice", NOT_KEPT);
    else if (!this.isKept) this.set("notice", "");
    this.isKept = isKept;
  }

  /** Whether there are answers that are gone when the page is left. */
  isAtRisk() {
    const answers = this.#answers();
    return !this.isKept && answers.answers.length > 0 && answers !== this.filed;
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
    if (this.everybodys) {
      const { key, ask } = this.everybodys.choose(this.#answers());
      this.key = key;
      if (ask) this.set("question", { why: key === ask.key ? "unnamed" : "kept", work: ask });
    }
    this.#tellOfKeeping(this.shelf.isOpen());
    const kept = this.kept();
    const carried = this.#answers();
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

  /** Begin a work of one's own; what was here stays kept under its name. */
  beginOwn() {
    const question = this.state.question;
    this.set("question", null);
    if (question?.why === "unnamed") this.#switchTo(this.everybodys?.fresh() ?? this.key);
  }

  /** Go on with the work that was asked about. */
  goOn() {
    const { question } = this.state;
    if (!question) return;
    this.#leaveEmpty();
    this.set("question", null);
    this.#switchTo(question.work.key);
  }

  /** It is the same person's, whose name was mended. */
  correct() {
    const { student } = this.#answers();
    this.goOn();
    const answers = this.#answers();
    this.set("answers", { ...answers, student: { ...answers.student, ...student } });
    this.save_changes();
  }

  /** @param {Student} student another than whose work is here */
  #begin(student) {
    const work = { key: this.key, student: { ...this.#answers().student }, at: "" };
    this.#switchTo(this.everybodys?.fresh() ?? this.key);
    // Name and number left on the page belong to the other person.
    const own = Object.entries(student).filter(
      ([member, value]) => value !== work.student[/** @type {"id" | "name"} */ (member)],
    );
    this.set("answers", { ...this.#answers(), student: Object.fromEntries(own) });
    this.save_changes();
    this.set("question", { why: "another", work });
    this.#named(this.#answers().student ?? {});
  }

  /** @param {Student} student who has given a name, and may have been here before */
  #named(student) {
    if (this.#answers().answers.length) return;
    const work = this.everybodys
      ?.list()
      .find(({ key, student: other }) => key !== this.key && isWhose(student, other));
    if (work) this.set("question", { why: "typed", work });
  }

  /** What was begun and holds nothing needs no keeping. */
  #leaveEmpty() {
    if (!this.#answers().answers.length) this.shelf.remove(this.key);
  }

  /** @param {string} key */
  #switchTo(key) {
    this.key = key;
    this.everybodys?.remember(key);
    const { answers, unreadable } = this.kept();
    this.set("answers", answers ?? unreadable ?? emptyAnswers(this.setting));
  }
}
