// Files to the instructor, as a browser downloads them.

/** @import { DeskFile } from "../engine.js" */

const FREED_AFTER = 60_000; // milliseconds: some browsers ask first where to save

/** @type {Record<string, string>} */
const TYPES = {
  csv: "text/csv",
  html: "text/html",
  ipynb: "application/x-ipynb+json",
  json: "application/json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  yml: "application/yaml",
  zip: "application/zip",
};

/**
 * The type of a file, by its name's ending.
 * @param {string} name
 */
export function typeOf(name) {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return TYPES[ending] ?? "application/octet-stream";
}

/**
 * The address of a file that only this page knows.
 * @param {DeskFile} file
 */
export function addressOf({ name, content }) {
  return URL.createObjectURL(new Blob([content], { type: typeOf(name) }));
}

/**
 * Hand files over.
 * @param {DeskFile[]} files
 */
export function download(files) {
  for (const file of files) {
    const link = document.createElement("a");
    link.href = addressOf(file);
    link.download = file.name.slice(file.name.lastIndexOf("/") + 1);
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), FREED_AFTER);
  }
}

/**
 * Show a page in a window of its own, which reaches nothing of this one.
 * @param {DeskFile} file
 */
export function openApart(file) {
  const address = addressOf(file);
  open(address, "_blank", "noopener");
  setTimeout(() => URL.revokeObjectURL(address), FREED_AFTER);
}
