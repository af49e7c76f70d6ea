// What was dropped or chosen, as files; folders with all that is in them. The page reads none of them.

/** @import { DeskFile } from "../engine.js" */

/**
 * The files of a drop, from folders too. Called before the drop's event is over, for its items
 * are gone then.
 * @param {DataTransfer} transfer
 * @returns {Promise<DeskFile[]>}
 */
export async function dropped(transfer) {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (!entries.length) return chosen(transfer.files);
  /** @type {DeskFile[]} */
  const found = [];
  for (const entry of entries) await find(entry, found);
  return found;
}

/**
 * The files that were chosen; those of a folder with its name before theirs.
 * @param {Iterable<File>} files
 * @returns {DeskFile[]}
 */
export function chosen(files) {
  return [...files].map((file) => ({ name: file.webkitRelativePath || file.name, content: file }));
}

/**
 * Find the files in what was dropped.
 * @param {FileSystemEntry} entry @param {DeskFile[]} found those so far
 */
async function find(entry, found) {
  if (entry.isFile) {
    /** @type {File} */
    const file = await new Promise((resolve, reject) =>
      /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject),
    );
    found.push({ name: entry.fullPath.replace(/^\//, ""), content: file });
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
