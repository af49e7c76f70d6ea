// What a class is called, and its file.

const SUFFIX = ".hedgelab";
const UNNAMED = "My class";

/**
 * The name of a class that somebody typed, or of its file: fit to be a file's name everywhere.
 * @param {string} given
 */
export function nameOf(given) {
  const last = given.slice(given.lastIndexOf("/") + 1);
  const plain = last.endsWith(SUFFIX) ? last.slice(0, -SUFFIX.length) : last;
  // What a disk refuses, and what would hide a file.
  const fit = plain.replace(/[<>:"\\|?*]|\p{Cc}/gu, " ").replace(/^[.\s]+|[.\s]+$/g, "");
  return fit.replace(/\s+/g, " ").slice(0, 100) || UNNAMED;
}

/**
 * The name of a class's file.
 * @param {string} name
 */
export function fileOf(name) {
  return `${nameOf(name)}${SUFFIX}`;
}
