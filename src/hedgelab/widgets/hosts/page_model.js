// The model of a widget in a page with no kernel: it keeps what the reader does in the
// reader's own browser.

import { HeldModel } from "../shared/model.js";

/** @import { Shelf } from "./shelf.js" */

const NO_STORAGE =
  "This browser keeps nothing for this page, so your work is gone when you close it. " +
  "Save it to a file before you leave.";
const UNREADABLE =
  "What this page had kept for you could not be read. It was set aside, not deleted.";
const ASIDE = "unreadable";

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
 *   reader; where those are kept; and how the keys of other widgets' work begin that this one
 *   gathers in its trait `shelf`, empty for a widget that minds its own
 */

export class PageModel extends HeldModel {
  /** @type {Record<string, unknown>} the gathered work as it was found */
  #found = {};

  /**
   * @param {Record<string, any>} state @param {Keeping} keeping @param {Shelf} shelf
   * @param {PageModel[]} [others] the models of the page's widgets: what one of them keeps,
   *   another may gather
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
    const isKept = this.shelf.put(this.key, JSON.stringify(work));
    const isBack = !this.reads || this.#putBack();
    if (!isKept || !isBack) this.set("notice", NO_STORAGE);
    for (const other of this.others) {
      if (other !== this && other.reads && this.key.startsWith(other.reads)) other.#gather();
    }
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
    this.#found = {};
    for (const key of this.shelf.keys(this.reads)) {
      // A longer key holds a copy that was set aside, not a widget's work.
      if (key.slice(this.reads.length).includes(":")) continue;
      const work = parsed(this.shelf.take(key) ?? "");
      if (work !== undefined) this.#found[key] = work;
    }
    this.set("shelf", { ...this.#found });
  }

  /** @returns {boolean} whether everything that the widget changed was kept */
  #putBack() {
    let isKept = true;
    for (const [key, work] of Object.entries(this.state.shelf)) {
      // Unchanged work is not written: another tab may have a newer one by now.
      if (work === this.#found[key]) continue;
      const before = this.shelf.take(key);
      if (before !== null && parsed(before) === undefined) {
        this.shelf.setAside(key, before, ASIDE);
      }
      isKept = this.shelf.put(key, JSON.stringify(work)) && isKept;
    }
    if (isKept) this.#gather();
    return isKept;
  }
}
