// How the search reads words: the same of a query, of the index and of the line that is shown.

const WORD = /[\p{L}\p{N}]+/gu;

/** Words that stand nearly everywhere, and so find nothing. */
const EMPTY = new Set(
  "a an and are as at by for from in is it of on or that the to was with".split(" "),
);

/** @param {string} text @returns {string[]} */
export function wordsIn(text) {
  return text.match(WORD) ?? [];
}

/**
 * A word without its marks, its capitals and its plural, so that "Heydər" finds Heydar and
 * "treaties" a treaty; null for one that finds nothing.
 * @param {string} word @returns {string | null}
 */
export function root(word) {
  const bare = word
    .toLowerCase()
    .replaceAll("ə", "a")
    .replaceAll("ı", "i")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "");
  if (EMPTY.has(bare) || /^\p{L}$/u.test(bare)) return null;
  if (bare.length > 4 && bare.endsWith("ies")) return `${bare.slice(0, -3)}y`;
  if (bare.length > 3 && /[^su]s$/.test(bare)) return bare.slice(0, -1);
  return bare;
}

/**
 * How many slips lie between two words: a letter too many, too few or another, or two that
 * changed places.
 * @param {string} one @param {string} other
 */
export function slips(one, other) {
  /** @type {number[][]} */
  const far = [[...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i++) {
    far[i] = [i];
    for (let j = 1; j <= other.length; j++) {
      const isOther = one[i - 1] !== other[j - 1];
      far[i][j] = Math.min(
        far[i - 1][j] + 1,
        far[i][j - 1] + 1,
        far[i - 1][j - 1] + Number(isOther),
      );
      const isSwapped =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) far[i][j] = Math.min(far[i][j], far[i - 2][j - 2] + 1);
    }
  }
  return far[one.length][other.length];
}

/** @typedef {{text: string, isHit: boolean}} Run a stretch of text, set apart where it was sought */

/**
 * A text in runs, the words with these roots set apart.
 * @param {string} text @param {ReadonlySet<string>} roots @returns {Run[]}
 */
export function marked(text, roots) {
  /** @type {Run[]} */
  const runs = [];
  let told = 0;
  for (const found of text.matchAll(WORD)) {
    if (!roots.has(root(found[0]) ?? "")) continue;
    if (found.index > told) runs.push({ text: text.slice(told, found.index), isHit: false });
    runs.push({ text: found[0], isHit: true });
    told = found.index + found[0].length;
  }
  if (told < text.length) runs.push({ text: text.slice(told), isHit: false });
  return runs;
}

/**
 * The stretch of a text in which most of the words stand, cut between words.
 * @param {string} text @param {ReadonlySet<string>} roots @param {number} [length] in characters
 */
export function context(text, roots, length = 170) {
  const hits = [...text.matchAll(WORD)]
    .map((found) => ({ at: found.index, word: root(found[0]) ?? "" }))
    .filter((hit) => roots.has(hit.word));
  let best = { at: 0, kinds: 0 };
  for (const { at } of hits) {
    const near = hits.filter((hit) => hit.at >= at && hit.at < at + length * 0.75);
    const kinds = new Set(near.map((hit) => hit.word)).size;
    if (kinds > best.kinds) best = { at, kinds };
  }
  const [start, end] = [best.at - length / 4, best.at + (length * 3) / 4];
  if (start < 20) return cut(text, 0, length);
  return `… ${cut(text, text.indexOf(" ", start) + 1, end)}`;
}

/** @param {string} text @param {number} start @param {number} end */
function cut(text, start, end) {
  if (end >= text.length) return text.slice(start);
  const last = text.lastIndexOf(" ", end);
  return `${text.slice(start, last > start ? last : end)} …`;
}
