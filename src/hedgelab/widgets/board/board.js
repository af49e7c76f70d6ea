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
import { missing, nextCard, nextUnplaced, opensShort, shortTitles } from "./deck.js";
import { isSame } from "./shelved.js";
import { PLACE_FIRST, toldCard, toldPlace, toldReading } from "./telling.js";

/**
 * @import { Answer, AnswerDocument } from "../shared/answers.js"
 * @import { Model } from "../shared/model.js"
 * @import { BoardEvent, BoardState, Offer, Position, View } from "./types.js"
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
    /** @type {(keyof BoardState)[]} what a page of the book has, or a notebook, and no platform */
    const signs = ["shelf", "_heard", "view"];
    /** Whether words and settings can be kept on a board to learn on. */
    this.keepsMore = this.checks && signs.some((name) => model.get(name) !== undefined);
    /** The acts that a board of many opens with. @type {string[]} */
    this.few = this.keepsMore ? (model.get("short") ?? []) : [];
    this.ownView = /** @type {View} where the model keeps nothing of it */ ({});
    this.titles = shortTitles(this.sheet.events);
    this.isDeck = this.sheet.events.length > 1;
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

    const first = this.readOnly ? null : nextUnplaced(this.events, this.document);
    this.current = first ?? this.events[0]?.event_id ?? "";
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

  /** How the reader has set this board and others: one setting for all of the book. @returns {View} */
  get view() {
    return { ...this.ownView, ...this.model.get("view") };
  }

  /** @param {View} change */
  set(change) {
    if (!this.keepsMore) this.ownView = { ...this.ownView, ...change };
    else {
      this.model.set("view", { ...this.view, ...change });
      this.model.save_changes();
    }
    this.draw();
  }

  /** Whether the board shows a few of its acts. */
  get isShort() {
    if (!this.few.length) return false;
    const all = this.view.all?.[this.sheet.assignment];
    return all === undefined ? opensShort(this.sheet.events, this.few, this.document) : !all;
  }

  /** The acts that the board shows. */
  get events() {
    const { events } = this.sheet;
    return this.isShort ? events.filter(({ event_id }) => this.few.includes(event_id)) : events;
  }

  /** @param {boolean} all whether to show every act, or a few */
  showAll(all) {
    this.keepIfPending();
    this.set({ all: { ...this.view.all, [this.sheet.assignment]: all } });
    if (!this.events.some(({ event_id }) => event_id === this.current)) {
      this.current = nextUnplaced(this.events, this.document) ?? this.events[0].event_id;
    }
    this.draw();
  }

  /** @type {(name: string, text: string) => void} */
  onDownload = () => {};

  /** @param {string} id @returns {BoardEvent} */
  event(id) {
    return /** @type {BoardEvent} */ (this.sheet.events.find((event) => event.event_id === id));
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
    this.spoken = toldPlace(this, event);
    this.draw();
  }

  /**
   * @param {string} event make it the current card
   * @param {boolean} [tell] whether to say so, and bring it into sight
   */
  show(event, tell = true) {
    this.keepIfPending();
    if (event === this.current) return;
    this.current = event;
    if (!this.events.some(({ event_id }) => event_id === event)) this.showAll(true);
    if (tell) this.spoken = toldCard(this, event);
    this.draw();
    if (tell) this.reveal();
  }

  /** @param {string} event show it, and have the keyboard go on from it */
  goTo(event) {
    this.show(event);
    this.focusOn("card");
  }

  /** The card to go on with. */
  get next() {
    return nextCard(this.events, this.document, this.current);
  }

  check() {
    const mine = this.at(this.current);
    if (!mine) this.spoken = PLACE_FIRST;
    else if (!this.isChecked(this.current)) {
      const answers = this.document.answers.map((answer) =>
        answer.event === this.current ? withCheck(answer) : answer,
      );
      this.document = { ...this.document, answers };
      this.keep();
      this.spoken = toldReading(this, this.current);
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
    if (this.keeping || this.pending !== undefined) return;
    const { document, message, unreadable } = takeUpAll(this.model, this.setting);
    if (unreadable) {
      // Keep the board as it is: what came in is faulty.
      this.status = { text: message, actions: [] };
      this.keepUnreadable(unreadable);
    } else if (isSame(document, this.document)) return;
    else {
      // Another person's work came in, so nothing of the former one's can be undone here.
      if (!isSame(document.student, this.document.student)) this.undo = null;
      this.document = document;
    }
    this.draw();
  }
}
