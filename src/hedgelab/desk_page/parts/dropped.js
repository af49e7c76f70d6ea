// What was dropped or chosen, as files with their bytes; folders with all that is in them.

/** @import { DeskFile } from "../engine.js" */

/**
 * The files of a drop, from folders too. Called before the drop's event is over, for its items
 * are gone then.
 * @param {DataTransfer} transfer
 * @returns {Promise<DeskFile[]>}
 */
export async function dropped(transfer) {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (!entries.length) return read([...transfer.files]);
  return (await Promise.all(entries.map((entry) => within(entry)))).flat();
}

/**
 * The files that were chosen; those of a folder with its name before theirs.
 * @param {Iterable<File>} files
 * @returns {Promise<DeskFile[]>}
 */
export function read(files) {
  return Promise.all(
    [...files].map(async (file) => ({
      name: file.webkitRelativePath || file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}

/**
 * @param {FileSystemEntry} entry
 * @returns {Promise<DeskFile[]>}
 */
async function within(entry) {
  if (entry.isFile) {
    /** @type {File} */
    const file = await new Promise((resolve, reject) =>
      /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject),
    );
    const bytes = new Uint8Array(await file.arrayBuffer());
    return [{ name: entry.fullPath.replace(/^\//, ""), bytes }];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {FileSystemEntry[]} */
  const entries = [];
  for (;;) {
    // A browser gives a hundred at a time.
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    entries.push(...some);
  }
  return (await Promise.all(entries.map((one) => within(one)))).flat();
}
