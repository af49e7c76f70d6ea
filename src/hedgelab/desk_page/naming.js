// What a class is called, and its file.

const SUFFIX = ".hedgelab";
const UNNAMED = "My class";

/**
 * The name of a class that somebody typed, or of its file: fit to be a file's name everywhere.
 * @param {string} given
 */
export function nameOf(given) {
  const isFile = given.endsWith(SUFFIX);
  const plain = isFile ? given.slice(given.lastIndexOf("/") + 1, -SUFFIX.length) : given;
  // What a disk refuses, and what would hide a file.
  const fit = plain.replace(/[<>:"/\\|?*]|\p{Cc}/gu, " ").replace(/^[.\s]+|[.\s]+$/g, "");
  return fit.replace(/\s+/g, " ").slice(0, 100) || UNNAMED;
}

/**
 * The name of a class's file.
 * @param {string} name
 */
export function fileOf(name) {
  return `${nameOf(name)}${SUFFIX}`;
}
