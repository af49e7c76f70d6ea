// The board's one state, and everything that may happen to it but through files (`filing.js`).

import { firstCheck, isChecked, withCheck } from "../shared/acts.js";
import { ownName } from "../shared/dom.js";
import { judge } from "../shared/judging.js";
import {
  answerTo,
  fileName,
  positionOf,
  progressOf,
  settingOf,
  takeUpAll,
  withAnswer,
} from "./answers.js";
import { missing, nextUnplaced, shortTitles } from "./deck.js";

/**
 * @import { Answer, AnswerDocument } from "../shared/answers.js"
 * @import { Model } from "../shared/model.js"
 * @import { BoardEvent, BoardState, Offer, Position } from "./types.js"
 */

/**
 * What is on a board.  The parts draw it; none of them changes it but through what is here.
 */
export class Board {
  /** @param {Model<BoardState>} model */
  constructor(model) {
    this.model = model;
    this.mode = model.get("mode");
    this.sheet = model.get("sheet");
    this.positions = model.get("positions");
    this.rules = model.get("rules");
    this.key = model.get("key") ?? {};
    this.reviews = model.get("review") ?? {};
    this.readOnly = this.mode === "review";
    this.checks = this.mode === "practice";
    this.events = this.sheet.events;
    this.titles = shortTitles(this.events);
    this.uid = ownName();

    this.setting = settingOf(model);
    const { document, message, unreadable } = takeUpAll(model, this.setting);
    this.document = document;
    /** @type {{text: string, actions: Offer[]}} */
    this.status = { text: message, actions: [] };
    /** @type {{document: AnswerDocument | null, text: string, name: string}} what was saved last */
    this.filed = { document: null, text: "", name: "" };
    /** Whether the page knows of nothing that forbids its downloads. */
    this.maySave = true;
    /** @type {Offer | null} */
    this.undo = null;
    this.keepUnreadable(unreadable);

    this.current = nextUnplaced(this.events, this.document) ?? this.events[0]?.event_id ?? "";
    if (this.readOnly) this.current = this.events[0]?.event_id ?? "";
    /** The position that is pointed at or focused, whose definition is shown. */
    this.peek = "";
    this.spoken = "";
    /** @type {() => void} */
    this.draw = () => {};
    /** @type {() => void} */
    this.drawSoon = () => {};
    this.onKeep = () => {};
    /** @type {(id: string) => void} */
    this.focusOn = () => {};
    /** Whether the reader sees anything of the card. */
    this.isInSight = () => true;
    /** Bring the card's title before the reader's eyes. */
    this.reveal = () => {};
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.pending = undefined;
    this.keeping = false;
  }

  /** @param {string} unreadable */
  keepUnreadable(unreadable) {
    if (!unreadable) return;
    this.model.setAside?.();
    // Set without saving, so that others who read the model see what is on the board.
    this.keeping = true;
    this.model.set("answers", this.document);
    this.keeping = false;
    const name = fileName(`${this.sheet.assignment}.unreadable`);
    this.status.actions = [
      { label: "Save the unreadable copy", run: () => this.onDownload(name, unreadable) },
    ];
  }

  /** @type {(name: string, text: string) => void} */
  onDownload = () => {};

  /** @param {string} id @returns {BoardEvent} */
  event(id) {
    return /** @type {BoardEvent} */ (this.events.find((event) => event.event_id === id));
  }

  /** @param {string} id @returns {Position | undefined} */
  position(id) {
    return this.positions.find((position) => position.id === id);
  }

  /** @param {string} event */
  at(event) {
    return positionOf(this.document, event);
  }

  get placed() {
    return this.events.filter(({ event_id }) => this.at(event_id)).length;
  }

  get placedOrTyped() {
    return this.events.some(({ event_id }) => answerTo(this.document, event_id));
  }

  /** @param {string} event whether a card was checked where it stands now */
  isChecked(event) {
    return this.checks && isChecked(answerTo(this.document, event));
  }

  /** @param {string} event the place at which a card was checked first: that one counts */
  firstAt(event) {
    return this.checks ? firstCheck(answerTo(this.document, event))?.position : undefined;
  }

  /**
   * Whether a card may tell who took part in the act and in which domain: those two go far
   * towards a place without reading, so that they wait for the reader's own.
   * @param {string} event
   */
  isAnswered(event) {
    if (this.readOnly) return true;
    if (this.checks) return Boolean(this.firstAt(event));
    return this.at(event) !== null && !this.isUnfinished(event);
  }

  /** @param {string} event whether a sheet still asks for something beside its place */
  isUnfinished(event) {
    if (this.mode !== "sheet" || !this.at(event)) return false;
    const alone = { ...this.sheet, events: [this.event(event)] };
    return missing(alone, this.document, this.rules).length > 0;
  }

  get checked() {
    return this.events.filter(({ event_id }) => this.firstAt(event_id)).length;
  }

  /** What the button says that checks the card in hand. */
  get checkLabel() {
    if (this.isChecked(this.current)) return "Checked";
    return this.firstAt(this.current) && this.at(this.current) ? "Check again" : "Check this card";
  }

  /** @param {string} event what the key says of where the card stands */
  judged(event) {
    const mine = this.at(event);
    if (!mine || !(this.readOnly || this.isChecked(event))) return null;
    if (!Object.hasOwn(this.key, event)) return null;
    return judge(mine, this.key[event], this.positions, this.rules);
  }

  /** Hand the answers to the host, now. */
  keep() {
    clearTimeout(this.pending);
    this.pending = undefined;
    // A model announces each trait by itself, while the other still has its old value.
    this.keeping = true;
    this.model.set("answers", this.document);
    this.model.set("progress", progressOf(this.document));
    this.keeping = false;
    this.onKeep();
    this.model.save_changes();
  }

  /** Hand them over when typing pauses: a kernel need not hear of every letter. */
  keepSoon() {
    clearTimeout(this.pending);
    this.pending = setTimeout(() => this.keep(), 300);
  }

  keepIfPending() {
    if (this.pending !== undefined) this.keep();
  }

  /** @param {string} event @param {Partial<Answer>} change @param {boolean} [typing] */
  answer(event, change, typing = false) {
    const next = withAnswer(this.document, event, change);
    if (next === this.document) return false;
    this.document = next;
    if (typing) this.keepSoon();
    else this.keep();
    return true;
  }

  /** @param {string} event @param {string | null} position */
  place(event, position) {
    if (this.readOnly || !this.answer(event, { position })) return;
    const title = this.event(event).title;
    const tally = `${this.placed} of ${this.events.length} placed.`;
    this.spoken = position
      ? `${title}: placed at ${this.position(position)?.name}. ${tally}`
      : `${title}: taken off the board. ${tally}`;
    this.draw();
  }

  /** @param {string} event make it the current card */
  show(event, tell = true) {
    this.keepIfPending();
    if (event === this.current) return;
    this.current = event;
    const number = this.events.findIndex(({ event_id }) => event_id === event) + 1;
    if (tell) this.spoken = `Card ${number} of ${this.events.length}: ${this.event(event).title}.`;
    this.draw();
    if (tell) this.reveal();
  }

  check() {
    const mine = this.at(this.current);
    if (!mine) this.spoken = "Place the card first: choose one of the seven positions.";
    else if (!this.isChecked(this.current)) {
      const answers = this.document.answers.map((answer) =>
        answer.event === this.current ? withCheck(answer) : answer,
      );
      this.document = { ...this.document, answers };
      this.keep();
      this.spoken = this.judged(this.current)?.words ?? "";
    }
    this.draw();
  }

  /** @param {string} text @param {Offer[]} [actions] */
  say(text, actions = []) {
    this.status = { text, actions };
    this.draw();
  }

  /** The host has other answers now: another tab, or Python. */
  adopt() {
    const same = (/** @type {unknown} */ a, /** @type {unknown} */ b) =>
      JSON.stringify(a) === JSON.stringify(b);
    if (this.keeping || this.pending !== undefined) return;
    const { document, message, unreadable } = takeUpAll(this.model, this.setting);
    if (unreadable) {
      // Keep the board as it is: what came in is faulty.
      this.status = { text: message, actions: [] };
      this.keepUnreadable(unreadable);
    } else if (same(document, this.document)) return;
    else {
      // Another person's work came in, so nothing of the former one's can be undone here.
      if (!same(document.student, this.document.student)) this.undo = null;
      this.document = document;
    }
    this.draw();
  }
}
