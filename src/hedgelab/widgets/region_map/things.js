// What stands on the map, and what of it is looked at.

import { counted } from "../shared/words.js";
import { fromBox } from "./geometry.js";

/** @import { Box, Point } from "./geometry.js" */
/** @import { Side } from "./names.js" */

/** @typedef {"region" | "close"} View */

/**
 * @typedef {object} Place
 * @property {string} id
 * @property {string} name
 * @property {string[]} variants of its name
 * @property {string} kind
 * @property {string} what its kind, in words
 * @property {number} x in units of the drawing
 * @property {number} y
 * @property {string} side where its name would rather stand
 * @property {string} mark a path; "" for none
 * @property {number} rank 1 is the first that is shown
 * @property {string} note
 * @property {string[]} events
 */

/** @typedef {{x: number, y: number, angle: number, off: number}} Label */
/** @typedef {{x: number, y: number, angle: number, name: string, text: Side}} Exit */

/**
 * @typedef {object} Pipeline
 * @property {string} id
 * @property {string} name
 * @property {string} short
 * @property {string} commodity
 * @property {Point[]} points
 * @property {string} d the same as a path
 * @property {boolean} is_drawn
 * @property {Record<View, Label | null>} labels
 * @property {Record<View, Exit[]>} exits where it leaves the frame
 * @property {[string, string][]} facts
 * @property {number} since the year in which it was first used
 * @property {string} note
 * @property {{label: string, address: string}[]} sources
 * @property {string[]} events
 */

/** @typedef {Pipeline | Place} Thing what can be chosen */
/** @typedef {Record<string, {title: string, when: string, period: string}>} Events */
/** @typedef {{id: string, label: string, last: number | null}} Period `last` is its last year */

/** The pixels of a drawing that has room for more than the first names. */
export const ROOMY = 560;

/** @param {Thing} thing @returns {thing is Pipeline} */
export function isPipeline(thing) {
  return "points" in thing;
}

/** @param {string[]} events how many they are */
export function toldEvents(events) {
  return events.length ? counted(events.length, "event") : "no events";
}

/** What the reader looks at: a part of the map, something chosen, and what was taken off. */
export class Look {
  /**
   * @param {Record<View, Box>} views @param {Events} events
   * @param {Period[]} periods @param {string} period the one looked at; "" for all
   */
  constructor(views, events, periods, period) {
    this.views = views;
    this.events = events;
    this.periods = periods;
    this.period = period;
    /** @type {View} */
    this.view = "region";
    /** @type {Thing | null} */
    this.chosen = null;
    /** The ids of pipelines that are not drawn. @type {Set<string>} */
    this.away = new Set();
  }

  get box() {
    return this.views[this.view];
  }

  /** @param {Thing} thing those of its events that are told under the period */
  eventsOf({ events }) {
    return this.period ? events.filter((id) => this.events[id].period === this.period) : events;
  }

  /** @param {Pipeline} pipeline whether it was in use before the period ended */
  isInUse({ since }) {
    const last = this.periods.find(({ id }) => id === this.period)?.last;
    return since <= (last ?? Infinity);
  }

  /** @param {Place} place whether it has to do with the period, or is there to find the way */
  isOfPeriod(place) {
    return place.events.length === 0 || this.eventsOf(place).length > 0;
  }

  /** @param {Place} place */
  holds({ x, y }) {
    return fromBox([x, y], this.box) === 0;
  }

  /**
   * Choose something, and have it on the map.
   * @param {Thing | null} thing
   */
  choose(thing) {
    this.chosen = thing;
    if (!thing) return;
    if (isPipeline(thing)) this.away.delete(thing.id);
    else if (!this.holds(thing)) this.view = "region";
  }

  /**
   * Whether a thing is on a drawing that is so wide.
   * @param {Thing} thing
   * @param {number} width in px
   */
  shows(thing, width) {
    if (isPipeline(thing)) {
      return thing.is_drawn && this.isInUse(thing) && !this.away.has(thing.id);
    }
    if (thing !== this.chosen && !this.isOfPeriod(thing)) return false;
    const rank = (width >= ROOMY ? 2 : 1) + (this.view === "close" ? 1 : 0);
    return (thing.rank <= rank || thing === this.chosen) && this.holds(thing);
  }
}
