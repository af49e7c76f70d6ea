// What the reader of a timeline has chosen; its parts draw that, and change it only here.

import { ownName } from "../shared/dom.js";
import { NO_FILTERS, fits } from "./events.js";

/** @import { Model, Position } from "../shared/model.js" */
/** @import { Filters, Leader, Period, Reference, TimelineEvent, Turn, View } from "./events.js" */
/** @typedef {"chart" | "list"} Where in which of the two an event's card stands */

const WIDE = 600; // px from which there is room for a chart

export class State {
  /** @param {Model} model */
  constructor(model) {
    /** @type {TimelineEvent[]} */
    this.events = model.get("events");
    const used = new Set(this.events.flatMap(({ period, domain }) => [period, domain]));
    /** @type {Period[]} */
    this.periods = model.get("periods").filter((/** @type {Period} */ { id }) => used.has(id));
    /** @type {string[]} */
    this.domains = model.get("domains").filter((/** @type {string} */ id) => used.has(id));
    /** @type {Position[]} */
    this.positions = model.get("positions");
    /** @type {Leader[]} */
    this.leaders = model.get("leaders");
    /** @type {Turn[]} */
    this.turns = model.get("turns");
    /** @type {Record<string, Reference>} */
    this.references = model.get("references");
    this.uid = ownName();

    /** @type {View} */
    this.view = model.get("view");
    this.filters = { ...NO_FILTERS, period: model.get("period") ?? "" };
    this.shown = this.events.filter((event) => fits(event, this.filters));
    /** The events whose position the reader has asked for, one by one. @type {Set<string>} */
    this.asked = new Set();
    /** The event whose card is open. */
    this.open = "";
    /** Where it was opened. @type {Where} */
    this.chosen = "chart";
    this.width = 0;
    /** Counts what a chart has to be drawn anew for: other events, another view, another width. */
    this.edition = 0;
    /** @type {() => void} */
    this.draw = () => {};
    /** @type {() => void} */
    this.focusOpener = () => {};
  }

  get isWide() {
    return this.width >= WIDE;
  }

  /** Where the card stands. @returns {Where} */
  get place() {
    return this.isWide ? this.chosen : "list";
  }

  /**
   * An event's position, where that may be seen.
   * @param {TimelineEvent} event
   */
  stop({ id, position }) {
    if (this.view === "hidden" && !this.asked.has(id)) return undefined;
    return this.positions.find((stop) => stop.id === position);
  }

  /** @param {Partial<Filters>} change */
  filter(change) {
    this.filters = { ...this.filters, ...change };
    this.shown = this.events.filter((event) => fits(event, this.filters));
    if (!this.shown.some(({ id }) => id === this.open)) this.open = "";
    this.edition += 1;
    this.draw();
  }

  /** @param {View} view */
  look(view) {
    this.view = view;
    // While positions are hidden, none may show through a filter or an open card.
    if (view === "hidden") this.asked.clear();
    this.edition += 1;
    if (view === "hidden" && this.filters.position) this.filter({ position: "" });
    else this.draw();
  }

  /** @param {number} width */
  resize(width) {
    // A hidden tab has no width: wait until it is shown.
    if (!width || width === this.width) return;
    this.width = width;
    this.edition += 1;
    this.draw();
  }

  /**
   * Whether an event's card is open in one of the two.
   * @param {string} id
   * @param {Where} place
   */
  isOpen(id, place) {
    return this.open === id && this.place === place;
  }

  /**
   * @param {string} id
   * @param {Where} place
   */
  show(id, place) {
    [this.open, this.chosen] = [id, place];
    this.draw();
  }

  /**
   * @param {string} id
   * @param {Where} place
   */
  toggle(id, place) {
    this.show(this.isOpen(id, place) ? "" : id, place);
  }

  close() {
    this.focusOpener();
    this.open = "";
    this.draw();
  }

  /** @param {string} id */
  reveal(id) {
    this.asked.add(id);
    this.draw();
  }
}
