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
 * @property {string} note
 * @property {{label: string, address: string}[]} sources
 * @property {string[]} events
 */

/** @typedef {Pipeline | Place} Thing what can be chosen */
/** @typedef {Record<string, {title: string, when: string}>} Events */

/** The pixels of a drawing that has room for more than the first names. */
export const ROOMY = 560;

/** @param {Thing} thing @returns {thing is Pipeline} */
export function isPipeline(thing) {
  return "points" in thing;
}

/** How many events name a thing. */
export function toldEvents(/** @type {Thing} */ { events }) {
  return events.length ? counted(events.length, "event") : "no events";
}

/** What the reader looks at: a part of the map, something chosen, and what was taken off. */
export class Look {
  /** @param {Record<View, Box>} views */
  constructor(views) {
    this.views = views;
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
    if (isPipeline(thing)) return thing.is_drawn && !this.away.has(thing.id);
    const rank = (width >= ROOMY ? 2 : 1) + (this.view === "close" ? 1 : 0);
    return (thing.rank <= rank || thing === this.chosen) && this.holds(thing);
  }
}
