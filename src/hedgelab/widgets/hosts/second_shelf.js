// A shelf with a second copy of all that is put on it. A platform may clear the store of all its
// pages when somebody logs in (`localStorage.clear()`), and the work of a page that it serves
// with it; IndexedDB it leaves alone.

import { isAfter } from "../shared/moments.js";
import { Shelf } from "./shelf.js";

const STORE = "work";
const PATIENCE = 2000; // ms; some browsers never answer a page that they give no store

/**
 * The later of two records of the same work, the first where nobody can tell.
 * @param {string | null} one @param {string | null} other
 */
export function laterRecord(one, other) {
  if (one === null || other === null) return one ?? other;
  return isAfter(momentIn(other), momentIn(one)) ? other : one;
}

/** @param {string} record */
function momentIn(record) {
  try {
    return String(JSON.parse(record).at ?? "") || undefined;
  } catch {
    return undefined;
  }
}

export class SecondShelf extends Shelf {
  #database;
  #copies;

  /**
   * @param {IDBDatabase} database @param {Map<string, string>} copies what is in it
   * @param {() => Storage} [storage]
   */
  constructor(database, copies, storage) {
    super(storage);
    this.#database = database;
    this.#copies = copies;
  }

  /** @param {string} key @returns {string | null} */
  take(key) {
    return laterRecord(super.take(key), this.#copies.get(key) ?? null);
  }

  /** @param {string} key @param {string} text @returns {boolean} whether it was kept */
  put(key, text) {
    const isKept = super.put(key, text);
    this.#copies.set(key, text);
    return this.#write((work) => work.put(text, key)) || isKept;
  }

  /** @param {string} key */
  remove(key) {
    super.remove(key);
    this.#copies.delete(key);
    this.#write((work) => work.delete(key));
  }

  /** @param {string} start @returns {string[]} the keys that begin so */
  keys(start) {
    const copied = [...this.#copies.keys()].filter((key) => key.startsWith(start));
    return [...new Set([...super.keys(start), ...copied])];
  }

  /** @param {(work: IDBObjectStore) => void} change @returns {boolean} whether it was begun */
  #write(change) {
    try {
      change(this.#database.transaction(STORE, "readwrite").objectStore(STORE));
      return true;
    } catch {
      return false;
    }
  }
}

/** @returns {Promise<Shelf>} a shelf with a second copy, or one without where that is refused */
export async function openSecondShelf() {
  const late = new Promise((done) => setTimeout(() => done(null), PATIENCE));
  const found = await Promise.race([openDatabase().catch(() => null), late]);
  return found ? new SecondShelf(found.database, found.copies) : new Shelf();
}

async function openDatabase() {
  const opening = indexedDB.open("hedgelab", 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(STORE));
  /** @type {IDBDatabase} */
  const database = await answered(opening);
  const work = database.transaction(STORE).objectStore(STORE);
  const [keys, texts] = await Promise.all([answered(work.getAllKeys()), answered(work.getAll())]);
  const copies = new Map(keys.map((key, index) => [String(key), String(texts[index])]));
  return { database, copies };
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answered(request) {
  return new Promise((done, fail) => {
    request.addEventListener("success", () => done(request.result));
    request.addEventListener("error", () => fail(request.error));
  });
}
