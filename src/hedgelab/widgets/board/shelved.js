// A board's answers in a page of the book, where each act is kept by itself: what was placed on
// one board stands on every other that has the act.

import { ACTS, actsOn, withAct } from "../shared/acts.js";
import { byEvent, emptyAnswers, settingOf } from "./answers.js";

/**
 * @import { Act, Shelf } from "../shared/acts.js"
 * @import { AnswerDocument } from "../shared/answers.js"
 * @import { Model } from "../shared/model.js"
 * @import { BoardState } from "./types.js"
 */

/**
 * A board's model: the host's, but for the answers where the host hands over a shelf of acts.
 * @param {Model<BoardState>} model
 * @returns {Model<BoardState>}
 */
export function boardModel(model) {
  const isShelved = model.get("mode") === "practice" && model.get("shelf") !== undefined;
  return isShelved ? new ShelvedModel(model) : model;
}

export const isSame = (/** @type {unknown} */ one, /** @type {unknown} */ other) =>
  JSON.stringify(one) === JSON.stringify(other);

/** @implements {Model<BoardState>} */
class ShelvedModel {
  /** @type {Set<() => void>} those who hear of other answers */
  #listeners = new Set();

  /** @param {Model<BoardState>} model */
  constructor(model) {
    this.model = model;
    this.setting = settingOf(model);
    /** @type {AnswerDocument} */
    this.document = emptyAnswers(this.setting);
    this.#take();
  }

  #follow = () => {
    if (this.#take()) for (const listener of this.#listeners) listener();
  };

  /** @returns {Shelf} */
  get #shelf() {
    return this.model.get("shelf") ?? {};
  }

  /**
   * What the shelf has of these events: a reader may have done many more.
   * @param {Iterable<string>} events
   */
  #actsTo(events) {
    const kept = [...events].map((event) => [ACTS + event, this.#shelf[ACTS + event] ?? null]);
    return actsOn(Object.fromEntries(kept), this.setting).acts;
  }

  /** Take up what the shelf says of the board's acts. @returns {boolean} whether that is news */
  #take() {
    const here = new Set(this.setting.sheet.events.map(({ event_id }) => event_id));
    const acts = this.#actsTo(here);
    const before = this.document.answers;
    const [mine, others] = [before.filter(({ event }) => here.has(event)), before].map(byEvent);
    for (const event of here) others.delete(event);
    // Those that stood on the board keep their order, or each change would look like news.
    const order = new Set([...mine.keys(), ...here]);
    const answers = [...order].flatMap((event) => {
      const act = here.has(event) && acts.get(event);
      return act ? answerOf(act) : [];
    });
    if (isSame(answers, [...mine.values()])) return false;
    this.document = { ...this.document, answers: [...answers, ...others.values()] };
    return true;
  }

  /** @type {Model<BoardState>["get"]} */
  get(name) {
    if (name === "answers") return /** @type {any} */ (this.document);
    return this.model.get(name);
  }

  /** @type {Model<BoardState>["set"]} */
  set(name, value) {
    if (name === "answers") this.document = /** @type {AnswerDocument} */ (value);
    // What was checked stands in the answers.
    else if (name !== "progress") this.model.set(name, value);
  }

  save_changes() {
    const now = byEvent(this.document.answers);
    const here = this.setting.sheet.events.map(({ event_id }) => event_id);
    const acts = this.#actsTo([...here, ...now.keys()]);
    let next = { ...this.#shelf };
    for (const [event, answer] of now) {
      const act = acts.get(event);
      if (!act || !isSame(answerOf(act), answer)) next = withAct(next, answer, this.setting);
    }
    for (const event of here) {
      if (!now.has(event) && acts.has(event)) next[ACTS + event] = null;
    }
    this.model.set("shelf", next);
    this.model.save_changes();
  }

  /** @param {string} event @param {() => void} listener */
  on(event, listener) {
    if (event !== "change:answers") this.model.on(event, listener);
    else {
      this.#listeners.add(listener);
      this.model.on("change:shelf", this.#follow);
    }
  }

  /** @param {string} event @param {() => void} listener */
  off(event, listener) {
    if (event !== "change:answers") this.model.off(event, listener);
    else if (this.#listeners.delete(listener) && !this.#listeners.size) {
      this.model.off("change:shelf", this.#follow);
    }
  }
}

/** An act as an answer document has it, where no log is no member. @param {Act} act */
function answerOf({ checks, ...answer }) {
  return checks.length ? { ...answer, checks } : answer;
}
