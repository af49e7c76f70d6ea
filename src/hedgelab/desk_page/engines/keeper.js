// Keeps each class in the browser's own store after each step, and in its file where that may be
// written to. The store is IndexedDB: pages from a folder have it, unlike the private file system.

/** @import { DeskFile, Keeper, Kept, KeptClass } from "../engine.js" */
import { download } from "../parts/handing_over.js";

const DATABASE = "hedgelab-desk";
/** What is said of each class, and its file: a list of classes need not read them. */
const CLASSES = "classes";
const CONTENTS = "contents";
const TYPES = [
  { description: "A class of Hedging Lab", accept: { "application/x-hedgelab": [".hedgelab"] } },
];

/**
 * A file that may be written to.
 * @typedef {{ name: string, getFile(): Promise<File>, createWritable(): Promise<{
 *   write(content: Blob): Promise<void>, close(): Promise<void> }> }} Handle
 */

/** @typedef {(options: object) => Promise<any>} Picker */

/**
 * @param {object} [browser]
 * @param {IDBFactory} [browser.store]
 * @param {Picker} [browser.openPicker]
 * @param {Picker} [browser.savePicker]
 * @param {(files: DeskFile[]) => void} [browser.handOver]
 * @param {() => Date} [browser.now]
 * @param {() => string} [browser.newId]
 * @returns {Keeper}
 */
export function browserKeeper({
  store = indexedDB,
  openPicker = picker("showOpenFilePicker"),
  savePicker = picker("showSaveFilePicker"),
  handOver = download,
  now = () => new Date(),
  newId = () => Array.from(crypto.getRandomValues(new Uint32Array(4))).join("-"),
} = {}) {
  /** @type {Handle | null} */
  let file = null;
  let id = newId();
  const database = lazily(() => opened(store));

  /** @param {string} name @param {Blob} content */
  async function put(name, content) {
    await done(await database(), (classes, contents) => {
      contents.put(content, id);
      return classes.put({ id, name, at: now().toISOString() }, id);
    });
  }

  return {
    async keep(name, content) {
      const inStore = await whyNot(put(name, content));
      if (!file) return ofStore(inStore);
      return ofBoth(inStore, await whyNot(written(file, content)), file.name);
    },
    async kept() {
      /** @type {KeptClass[]} */
      const all = await done(await database(), (classes) => classes.getAll());
      return all.sort((one, other) => (one.at < other.at ? 1 : -1));
    },
    async take(which) {
      return done(await database(), (_classes, contents) => contents.get(which));
    },
    async forget(which = id) {
      await done(await database(), (classes, contents) => {
        contents.delete(which);
        return classes.delete(which);
      });
    },
    choose:
      openPicker &&
      (async () => {
        const [handle] = await openPicker({ types: TYPES }).catch(refused([]));
        if (!handle) return null;
        // A copy: the file is another as soon as a step is saved in it.
        const content = new Blob([await (await handle.getFile()).arrayBuffer()]);
        return { name: handle.name, content, file: handle };
      }),
    isOf(from) {
      file = /** @type {Handle | null} */ (from.file ?? null);
      id = from.id ?? newId();
    },
    async saveAs(name, content) {
      if (!savePicker) {
        handOver([{ name, content }]);
        return "download";
      }
      const handle = await savePicker({ suggestedName: name, types: TYPES }).catch(refused(null));
      if (!handle) return null;
      const failed = await whyNot(written(handle, content));
      if (failed) throw new Error(failed);
      file = handle;
      return "file";
    },
  };
}

/** @type {Record<string, string>} */
const WHY = {
  QuotaExceededError:
    "the disk of this device is full, or gives this page no more room: make room on it",
  NotAllowedError: "this page may not write there: choose where to save it again, and allow it",
  NotFoundError: "the file or its folder is gone, or its drive",
  NoModificationAllowedError: "another program has the file in hand: close it there",
};

/**
 * Why something could not be done, in words for the instructor; "" where it was.
 * @param {Promise<unknown>} doing
 * @returns {Promise<string>}
 */
async function whyNot(doing) {
  try {
    await doing;
    return "";
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    return WHY[name] ?? (message || name);
  }
}

/** @param {string} inStore why the store does not have it @returns {Kept} */
function ofStore(inStore) {
  const told = inStore && `The last step could not be kept (${inStore}).`;
  return { isKept: !inStore, told };
}

/**
 * @param {string} inStore why the store does not have it @param {string} inFile and why the file
 * @param {string} name the file's
 * @returns {Kept}
 */
function ofBoth(inStore, inFile, name) {
  if (inStore && inFile) {
    const told = `The last step could be kept neither in this browser (${inStore}) nor in ${name} (${inFile}).`;
    return { isKept: false, told };
  }
  let told = "";
  if (inFile) {
    told = `The last step is kept in this browser, and could not be saved in ${name} (${inFile}).`;
  } else if (inStore) {
    told = `The last step is saved in ${name}, and could not be kept in this browser too (${inStore}).`;
  }
  return { isKept: true, told };
}

/** @param {string} name @returns {Picker | undefined} */
function picker(name) {
  const held = /** @type {any} */ (globalThis)[name];
  return held && ((options) => held.call(globalThis, options));
}

/**
 * What to give where somebody chose nothing.
 * @template T
 * @param {T} nothing
 */
function refused(nothing) {
  return (/** @type {DOMException} */ error) => {
    if (error.name === "AbortError") return nothing;
    throw error;
  };
}

/**
 * Write a file. It is written beside, and put in its place when it is whole.
 * @param {Handle} file @param {Blob} content
 */
async function written(file, content) {
  const writing = await file.createWritable();
  await writing.write(content);
  await writing.close();
}

/**
 * @template T
 * @param {() => Promise<T>} make
 * @returns {() => Promise<T>}
 */
function lazily(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => (made ??= make());
}

/** @param {IDBFactory} store @returns {Promise<IDBDatabase>} */
function opened(store) {
  const asked = store.open(DATABASE, 1);
  asked.onupgradeneeded = () => {
    for (const one of [CLASSES, CONTENTS]) asked.result.createObjectStore(one);
  };
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/**
 * Do one thing in the store; whoever waits goes on when it is on the disk.
 * @template T
 * @param {IDBDatabase} database
 * @param {(classes: IDBObjectStore, contents: IDBObjectStore) => IDBRequest<T>} run
 * @returns {Promise<T>}
 */
function done(database, run) {
  const both = [CLASSES, CONTENTS];
  const transaction = database.transaction(both, "readwrite", { durability: "strict" });
  const asked = run(transaction.objectStore(CLASSES), transaction.objectStore(CONTENTS));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onabort = () => reject(transaction.error ?? asked.error);
  });
}
