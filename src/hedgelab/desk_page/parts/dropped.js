// What was dropped or chosen, as files; folders with all that is in them. The page reads none of them.

/** @import { DeskFile } from "../engine.js" */

/**
 * The files of a drop, from folders too; all of them, or an error that names the one that the
 * browser cannot read. Called before the drop's event is over, for its items are gone then.
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
  const name = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    found.push({ name, content: await read(name, contentOf(entry)) });
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    // A browser gives a hundred at a time.
    const some = await read(name, entriesOf(reader));
    if (!some.length) break;
    for (const one of some) await find(one, found);
  }
}

/** @param {FileSystemEntry} entry @returns {Promise<File>} */
function contentOf(entry) {
  const { file } = /** @type {FileSystemFileEntry} */ (entry);
  return new Promise((resolve, reject) => file.call(entry, resolve, reject));
}

/** @param {FileSystemDirectoryReader} reader @returns {Promise<FileSystemEntry[]>} */
function entriesOf(reader) {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

/**
 * @template T
 * @param {string} name @param {Promise<T>} reading
 */
async function read(name, reading) {
  try {
    return await reading;
  } catch (error) {
    throw new Error(
      `${name} could not be read, so nothing of the drop was taken. Look whether it is still ` +
        "there and yours to open, and drop it again; or pack the folder as a zip and drop that.",
      { cause: error },
    );
  }
}
