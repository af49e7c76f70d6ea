// What a search finds, and in which order: MiniSearch keeps the index and ranks.

import MiniSearch from "minisearch";
import { root, slips, wordsIn } from "./words.js";

/**
 * A place of the book, as `hedgelab.book.search_index` writes it.
 * @typedef {object} Entry
 * @property {string} kind
 * @property {string} title
 * @property {string} chapter the title of the page it stands on
 * @property {string} at its address, from the root of the book
 * @property {string} text
 */

/**
 * @typedef {object} Found
 * @property {Entry[]} entries the best first
 * @property {Set<string>} roots what was found of the words, to set apart where it is shown
 * @property {{said: string, read: string}[]} near words that the book has not, and what was sought instead
 * @property {boolean} isEach whether each entry has all of the words
 */

/** How much more a hit is worth where it is what a reader most likely looks for. */
const WORTH = /** @type {Record<string, number>} */ ({ term: 2, chapter: 1.5, source: 0.5 });

export class Finder {
  /** @param {Entry[]} entries */
  constructor(entries) {
    this.entries = entries;
    /** @type {Map<string, string>} the shortest word with each root, small if it ever is */
    this.shown = new Map();
    this.index = new MiniSearch({
      fields: ["title", "text"],
      tokenize: wordsIn,
      processTerm: root,
      searchOptions: {
        boost: { title: 4 },
        boostDocument: (/** @type {number} */ id) => WORTH[entries[id].kind] ?? 1,
        combineWith: "AND",
      },
    });
    this.index.addAll(entries.map(({ title, text }, id) => ({ id, title, text })));
    for (const { title, text } of entries) {
      for (const word of wordsIn(`${title} ${text}`)) this.#show(word);
    }
  }

  /** @param {string} word */
  #show(word) {
    const of = root(word);
    const shown = of === null ? "" : this.shown.get(of);
    if (of !== null && (shown === undefined || word.length < shown.length))
      this.shown.set(of, word);
  }

  /** @param {string} query @returns {Found} */
  find(query) {
    const words = wordsIn(query).filter((word) => root(word) !== null);
    const near = [];
    const sought = [];
    for (const word of words) {
      const read = this.#has(word) ? word : this.nearest(word);
      if (read !== word && read !== undefined) near.push({ said: word, read });
      sought.push(read ?? word);
    }
    let hits = this.#search(sought, "AND");
    const isEach = hits.length > 0 || sought.length < 2;
    if (!isEach) hits = this.#search(sought, "OR");
    return {
      entries: hits.map(({ id }) => this.entries[id]),
      roots: new Set(hits.flatMap(({ terms }) => terms)),
      near: hits.length > 0 ? near : [],
      isEach,
    };
  }

  /** @param {string[]} words @param {"AND" | "OR"} combineWith */
  #search(words, combineWith) {
    const last = words.length - 1;
    return this.index.search(words.join(" "), {
      combineWith,
      // The last word may not be written out yet; short ones begin too many others.
      prefix: (term, i) => (i === last ? term.length > 1 : term.length > 3),
    });
  }

  /** @param {string} word */
  #has(word) {
    return this.#search([word], "AND").length > 0;
  }

  /**
   * The word of the book that is fewest slips away; of several, the one that stands most often.
   * @param {string} word
   */
  nearest(word) {
    const wanted = root(word) ?? "";
    const most = wanted.length < 3 ? 0 : wanted.length < 6 ? 1 : 2;
    // A swap is two changes to MiniSearch and one slip of the finger.
    const hits = this.index.search(word, { fuzzy: most && 2, prefix: false });
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { terms } of hits) {
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    const ranked = [...counts]
      .map(([term, count]) => ({ term, count, far: slips(wanted, term) }))
      .filter(({ far }) => far <= most)
      .sort((one, other) => one.far - other.far || other.count - one.count);
    return ranked.length > 0 ? this.shown.get(ranked[0].term) : undefined;
  }
}
