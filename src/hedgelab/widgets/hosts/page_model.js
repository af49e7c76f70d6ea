// The model of a widget in a page with no kernel: it keeps what the reader does in the
// reader's own browser.

import { ACTS, actsOf, mergedActs } from "../shared/acts.js";
import { HeldModel } from "../shared/model.js";
import { isObject } from "../shared/strict_json.js";

/** @import { Shelf } from "./shelf.js" */

const NO_STORAGE =
  "This browser keeps nothing for this page, so your work is gone when you close it. " +
  "Save it to a file before you leave.";
const UNREADABLE =
  "What this page had kept for you could not be read. It was set aside, not deleted.";
const UNREADABLE_BOARD =
  "What a board of a former edition had kept for you could not be read. It was set aside, not " +
  "deleted.";
const ASIDE = "unreadable";
const BOARDS = "board:practice:"; // how the keys began under which boards once kept their work

/** @param {string} text @returns {any} undefined where it can't be read */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @typedef {{kept: string[], key: string, reads: string}} Keeping the traits that belong to the
 *   reader; where those are kept; and how the keys of what several widgets share begin that this
 *   one gathers in its trait `shelf`, empty for a widget that minds its own
 */

export class PageModel extends HeldModel {
  /** @type {Record<string, unknown>} the gathered work as it was found */
  #found = {};

  /**
   * @param {Record<string, any>} state @param {Keeping} keeping @param {Shelf} shelf
   * @param {PageModel[]} [others] the models of the page's widgets: what one of them keeps,
   *   another may gather or keep as well
   */
  constructor(state, { kept, key, reads }, shelf, others = []) {
    super(state);
    this.kept = kept;
    this.key = key;
    this.reads = reads;
    this.shelf = shelf;
    this.others = others;
    this.takeUp();
  }

  /** Take up what is kept now. */
  takeUp() {
    this.#restore(this.shelf.take(this.key));
    if (this.reads) this.#gather();
  }

  /** Keep a copy of what is kept now, which the widget can't read and may overwrite. */
  setAside() {
    const text = this.shelf.take(this.key);
    if (text !== null) this.shelf.setAside(this.key, text, ASIDE);
  }

  save_changes() {
    const work = Object.fromEntries(this.kept.map((name) => [name, this.state[name]]));
    const isKept = this.kept.length === 0 || this.shelf.put(this.key, JSON.stringify(work));
    const news = this.reads ? this.#putBack() : [];
    if (!isKept || news === null) this.set("notice", NO_STORAGE);
    for (const other of this.others) {
      if (other !== this) other.#hear([this.key, ...(news ?? [])]);
    }
  }

  /** @param {string[]} keys what another widget of the page has kept */
  #hear(keys) {
    if (keys.includes(this.key)) this.#restore(this.shelf.take(this.key));
    if (this.reads && keys.some((key) => key.startsWith(this.reads))) this.#gather();
  }

  /** @param {string | null} text */
  #restore(text) {
    if (text === null) return;
    const found = parsed(text);
    if (found === undefined) {
      this.shelf.setAside(this.key, text, ASIDE);
      this.state.notice = UNREADABLE;
      return;
    }
    for (const name of this.kept) {
      const value = (found ?? {})[name];
      if (value !== undefined) this.set(name, value);
    }
  }

  #gather() {
    if (this.reads === ACTS) this.#takeOver();
    this.#found = {};
    for (const key of this.shelf.keys(this.reads)) {
      // A longer key holds a copy that was set aside, not a widget's work.
      if (key.slice(this.reads.length).includes(":")) continue;
      const work = parsed(this.shelf.take(key) ?? "");
      if (work !== undefined) this.#found[key] = work;
    }
    this.set("shelf", { ...this.#found });
  }

  /** Make acts of what boards of former editions kept. */
  #takeOver() {
    for (const key of this.shelf.keys(BOARDS)) {
      if (key.slice(BOARDS.length).includes(":")) continue;
      const text = this.shelf.take(key) ?? "";
      const acts = actsOf(parsed(text));
      if (acts?.every((act) => this.#put(ACTS + act.event, act))) this.shelf.remove(key);
      // Told of by a widget that has a place for it; until then it lies where it is.
      else if (!acts && "notice" in this.state) {
        this.shelf.setAside(key, text, ASIDE);
        this.shelf.remove(key);
        this.set("notice", UNREADABLE_BOARD);
      }
    }
  }

  /** @returns {string[] | null} the keys of what the widget changed; null where it isn't kept */
  #putBack() {
    const news = [];
    let isKept = true;
    for (const [key, work] of Object.entries(this.state.shelf)) {
      // Unchanged work is not written: another tab may have a newer one by now.
      if (work === this.#found[key]) continue;
      news.push(key);
      if (work === null) this.shelf.remove(key);
      else isKept = this.#put(key, work, this.#found[key]) && isKept;
    }
    if (isKept) this.#gather();
    return isKept ? news : null;
  }

  /**
   * @param {string} key @param {unknown} work
   * @param {unknown} [known] what the work was made of
   * @returns {boolean} whether it was kept
   */
  #put(key, work, known) {
    const text = this.shelf.take(key);
    const before = text === null ? undefined : parsed(text);
    if (text !== null && before === undefined) this.shelf.setAside(key, text, ASIDE);
    // Another tab, or an older board, may have checked the act as well.
    const isNews = isObject(before) && text !== JSON.stringify(known);
    const both = isNews && key.startsWith(ACTS) && isObject(work);
    const kept = both ? mergedActs(/** @type {any} */ (before), /** @type {any} */ (work)) : work;
    return this.shelf.put(key, JSON.stringify(kept));
  }
}
