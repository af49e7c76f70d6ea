// What was dropped or chosen, as files with their bytes; folders with all that is in them.

/** @import { DeskFile } from "../engine.js" */

const AT_ONCE = 16; // files that are begun before the page may answer a key again

/**
 * The files of a drop, from folders too. Called before the drop's event is over, for its items
 * are gone then.
 * @param {DataTransfer} transfer
 * @returns {Promise<DeskFile[]>}
 */
export async function dropped(transfer) {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (!entries.length) return read(transfer.files);
  /** @type {Named[]} */
  const found = [];
  for (const entry of entries) await find(entry, found);
  return taken(found);
}

/**
 * The files that were chosen; those of a folder with its name before theirs.
 * @param {Iterable<File>} files
 * @returns {Promise<DeskFile[]>}
 */
export function read(files) {
  return taken([...files].map((file) => ({ name: file.webkitRelativePath || file.name, file })));
}

/** @typedef {{ name: string, file: File }} Named */

/**
 * Read files, some at a time: to begin with hundreds at once would hold up the page.
 * @param {Named[]} files
 * @returns {Promise<DeskFile[]>}
 */
async function taken(files) {
  /** @type {DeskFile[]} */
  const done = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE).map(async ({ name, file }) => ({
      name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    }));
    done.push(...(await Promise.all(some)));
  }
  return done;
}

/**
 * Find the files in what was dropped.
 * @param {FileSystemEntry} entry @param {Named[]} found those so far
 */
async function find(entry, found) {
  if (entry.isFile) {
    /** @type {File} */
    const file = await new Promise((resolve, reject) =>
      /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject),
    );
    found.push({ name: entry.fullPath.replace(/^\//, ""), file });
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    // A browser gives a hundred at a time.
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    for (const one of some) await find(one, found);
  }
}
