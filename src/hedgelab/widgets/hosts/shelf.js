// What a reader's work is kept in: the browser's own store, or nothing where that is refused.

const PREFIX = "hedgelab:";
const TRIAL = "trial";

export class Shelf {
  #storage;

  /** @param {() => Storage} [storage] asked for each time: a browser may refuse even that */
  constructor(storage = () => localStorage) {
    this.#storage = storage;
  }

  /** @param {string} key @returns {string | null} */
  take(key) {
    try {
      return this.#storage().getItem(PREFIX + key);
    } catch {
      return null;
    }
  }

  /** @param {string} key @param {string} text @returns {boolean} whether it was kept */
  put(key, text) {
    try {
      this.#storage().setItem(PREFIX + key, text);
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string} key */
  remove(key) {
    try {
      this.#storage().removeItem(PREFIX + key);
    } catch {
      // Where removing fails, nothing was stored either.
    }
  }

  /** Whether anything can be kept here. */
  isOpen() {
    const isKept = this.put(TRIAL, "");
    this.remove(TRIAL);
    return isKept;
  }

  /** @param {string} start @returns {string[]} the keys that begin so */
  keys(start) {
    try {
      const all = Object.keys(this.#storage());
      return all.flatMap((key) => (key.startsWith(PREFIX + start) ? key.slice(PREFIX.length) : []));
    } catch {
      return [];
    }
  }

  /**
   * Keep a copy of what may be overwritten now: a later edition may know how to read it.
   * One copy of the same is enough.
   * @param {string} key @param {string} text @param {string} mark what the copy's key says
   */
  setAside(key, text, mark) {
    const copies = this.keys(`${key}:${mark}:`);
    if (copies.some((copy) => this.take(copy) === text)) return;
    this.put(`${key}:${mark}:${Date.now()}`, text);
  }

  /** @param {string} key @param {StorageEvent} event whether another tab changed it */
  wasChanged(key, event) {
    return event.key === PREFIX + key;
  }

  /** @param {string} start @param {StorageEvent} event whether another tab changed one of them */
  wasChangedBelow(start, event) {
    return Boolean(event.key?.startsWith(PREFIX + start));
  }
}
