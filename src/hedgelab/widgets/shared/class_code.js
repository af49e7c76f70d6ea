// A class code: a board's answers as a text short enough to be typed from a phone.
//
// It is one number, written with 31 signs in groups of four. From its low end the number holds:
//
//   vote    2 bits   1 for the first vote, 2 for the second; 0 and 3 are none yet
//   board  14 bits   the beginning of the sheet's digest
//   device 20 bits   drawn by chance, for this board on this device, so that a second vote finds its first
//   places  3 bits an act, in the sheet's order: 0 for none, 1 to 7 for the positions
//
// How many signs that takes follows from the number of acts. Three more are the check: the rest that
// the number leaves when it is divided by the largest prime below 31³. No wrong sign goes
// unseen, and of other damage one case in 29,789.

/** Without 0, O, 1, I and L, which are taken for one another. */
export const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

const BASE = BigInt(SIGNS.length);
const CHECK_SIGNS = 3;
const PRIME = 29789n;
const GROUP = 4;

const VOTE = 2n; // bits
const BOARD = 14n;
const DEVICE = 20n;
const PLACE = 3n;

/** How many devices can be told apart. */
export const DEVICES = 2 ** Number(DEVICE);

/** The votes that a code can be of. */
export const VOTES = /** @type {const} */ ([1, 2]);

/**
 * @typedef {1 | 2} Vote
 * @typedef {{digest: string, events: string[]}} Sheet the acts of a board in their order
 * @typedef {{vote: Vote, device: number, places: number[]}} Ballot for each act of the sheet the
 *   number of its position, 0 for none
 */

/**
 * @template {Sheet} S
 * @typedef {{kind: "ballot", sheet: S, ballot: Ballot}
 *   | {kind: "strange"} | {kind: "damaged"}} Decoded strange: whole, and of no sheet that is known
 */

/** @param {number} acts of a sheet @returns {number} the signs of a code for it, without hyphens */
export function lengthFor(acts) {
  const most = 1n << (PLACE * BigInt(acts) + DEVICE + BOARD + VOTE);
  let signs = 0;
  for (let reach = 1n; reach < most; reach *= BASE) signs += 1;
  return signs + CHECK_SIGNS;
}

/** @param {string} digest of a sheet @returns {number} what a code holds of it */
export function markOf(digest) {
  return parseInt(digest.replace(/^sha256:/, "").slice(0, 4), 16) >> (16 - Number(BOARD));
}

/** @param {bigint} number @param {number} length */
function signs(number, length) {
  let text = "";
  for (let rest = number; text.length < length; rest /= BASE) {
    text = SIGNS[Number(rest % BASE)] + text;
  }
  return text;
}

/** @param {string} text of none but signs */
function valueOf(text) {
  return [...text].reduce((value, sign) => value * BASE + BigInt(SIGNS.indexOf(sign)), 0n);
}

/** @param {string} text @returns {string} in groups that an eye can hold */
export function grouped(text) {
  return text.match(new RegExp(`.{1,${GROUP}}`, "g"))?.join("-") ?? "";
}

/**
 * @param {Ballot} ballot @param {Sheet} sheet
 * @returns {string} the code
 */
export function encode({ vote, device, places }, { digest, events }) {
  if (places.length !== events.length) throw new RangeError("a place for each act, or 0");
  let number = places.reduce((sum, place) => (sum << PLACE) | BigInt(place), 0n);
  number = (number << DEVICE) | BigInt(device);
  number = (number << BOARD) | BigInt(markOf(digest));
  number = (number << VOTE) | BigInt(vote);
  const length = lengthFor(events.length) - CHECK_SIGNS;
  return grouped(signs(number, length) + signs(number % PRIME, CHECK_SIGNS));
}

/**
 * @template {Sheet} S
 * @param {string} code as it was typed, with or without its hyphens
 * @param {S[]} sheets those that are known
 * @returns {Decoded<S>}
 */
export function decode(code, sheets) {
  const text = bare(code);
  if (text.length <= CHECK_SIGNS || [...text].some((sign) => !SIGNS.includes(sign))) {
    return { kind: "damaged" };
  }
  let number = valueOf(text.slice(0, -CHECK_SIGNS));
  if (number % PRIME !== valueOf(text.slice(-CHECK_SIGNS))) return { kind: "damaged" };
  const take = (/** @type {bigint} */ bits) => {
    const low = Number(number & ((1n << bits) - 1n));
    number >>= bits;
    return low;
  };
  const low = take(VOTE);
  const vote = VOTES.find((one) => one === low);
  const mark = take(BOARD);
  const device = take(DEVICE);
  if (!vote) return { kind: "strange" };
  const sheet = sheets.find(
    ({ digest, events }) => markOf(digest) === mark && lengthFor(events.length) === text.length,
  );
  if (!sheet) return { kind: "strange" };
  const places = sheet.events.map(() => take(PLACE)).reverse();
  return number ? { kind: "damaged" } : { kind: "ballot", sheet, ballot: { vote, device, places } };
}

/** @param {string} code @returns {string} its signs alone, as they are written */
export function bare(code) {
  return code.replace(/[\s\p{Pd}\u2212]/gu, "").toUpperCase();
}

/**
 * The code of a known sheet that a damaged one is, if one of its signs was taken for another.
 * @param {string} code @param {Sheet[]} sheets
 * @returns {string | null} null where none is, or more than one
 */
export function mended(code, sheets) {
  const text = bare(code);
  if (!sheets.some(({ events }) => lengthFor(events.length) === text.length)) return null;
  const found = [...text].flatMap((_, at) =>
    [...SIGNS].flatMap((sign) => {
      const other = text.slice(0, at) + sign + text.slice(at + 1);
      return decode(other, sheets).kind === "ballot" ? [other] : [];
    }),
  );
  return found.length === 1 ? grouped(found[0]) : null;
}
