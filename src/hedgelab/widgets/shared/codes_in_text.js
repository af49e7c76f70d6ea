// Class codes in whatever was pasted: one that was typed, or a whole chat with names and times.

import { bare, decode, lengthFor, mended } from "./class_code.js";

/** @import { Ballot, Sheet } from "./class_code.js" */

/**
 * @template {Sheet} S
 * @typedef {{code: string, sheet: S, ballot: Ballot}} Found
 */

/**
 * What looks like a code and can't be read: `strange` is whole and of another board; of a
 * damaged one `hint` says what to look at.
 * @typedef {{text: string, kind: "strange" | "damaged", hint: string}} Unread
 */

/** @typedef {{text: string, isJoined: boolean}} Group `isJoined` by a hyphen to the one before */

const WORD = /[\p{L}\p{N}]+/gu;
const HYPHEN = /^\s*[\p{Pd}\u2212]\s*$/u;
const BLANK = /^[ \t\u00a0]+$/;

const FEWEST_GROUPS = 3; // of a text that looks like a code

/**
 * The codes in a text, in their order; and what looks like one and is none.
 * @template {Sheet} S
 * @param {string} text @param {S[]} sheets
 * @returns {{found: Found<S>[], unread: Unread[]}}
 */
export function codesIn(text, sheets) {
  const lengths = new Set(sheets.map(({ events }) => lengthFor(events.length)));
  /** @type {Found<S>[]} */
  const found = [];
  /** @type {Unread[]} */
  const unread = [];
  const lines = linesOf(text);
  for (const line of lines) {
    /** @type {Group[]} */
    let rest = [];
    let at = 0;
    while (at < line.length) {
      const here = codeAt(line, at, sheets, lengths);
      if (here) {
        found.push(here.found);
        unread.push(...looksLikeCode(rest, sheets, lengths));
        rest = [];
        at = here.end;
      } else {
        rest.push(line[at]);
        at += 1;
      }
    }
    unread.push(...looksLikeCode(rest, sheets, lengths));
  }
  const words = text.trim();
  if (!found.length && !unread.length && lines.length === 1 && isLone(words)) {
    unread.push(unreadOf(words, sheets, lengths));
  }
  return { found, unread };
}

/** What nobody would write but as a code: one word with letters and digits. */
function isLone(/** @type {string} */ text) {
  return text.length > 6 && /\d/.test(text) && /\p{L}/u.test(text) && !/\s/.test(text);
}

/** Words that only blanks or hyphens part, as groups; what else parts them ends a line. */
function linesOf(/** @type {string} */ text) {
  /** @type {Group[][]} */
  const lines = [];
  let end = -1;
  for (const match of text.matchAll(WORD)) {
    const between = end < 0 ? "\n" : text.slice(end, match.index);
    const isJoined = HYPHEN.test(between);
    if (isJoined || BLANK.test(between)) lines.at(-1)?.push({ text: match[0], isJoined });
    else lines.push([{ text: match[0], isJoined: false }]);
    end = match.index + match[0].length;
  }
  return lines;
}

/**
 * The code that begins at a group, in as many groups as it may be.
 * @template {Sheet} S
 * @param {Group[]} line @param {number} start @param {S[]} sheets @param {Set<number>} lengths
 * @returns {{found: Found<S>, end: number} | null}
 */
function codeAt(line, start, sheets, lengths) {
  const longest = Math.max(...lengths);
  let text = "";
  for (let end = start; end < line.length && text.length < longest; end += 1) {
    text += line[end].text;
    if (!lengths.has(text.length)) continue;
    const read = decode(text, sheets);
    if (read.kind !== "ballot") continue;
    const { sheet, ballot } = read;
    return { found: { code: bare(text), sheet, ballot }, end: end + 1 };
  }
  return null;
}

/**
 * What looks like a code in the groups that are none: three or more of four signs, joined by hyphens,
 * with a letter and a digit among them.
 * @param {Group[]} groups @param {Sheet[]} sheets @param {Set<number>} lengths
 * @returns {Unread[]}
 */
function looksLikeCode(groups, sheets, lengths) {
  /** @type {string[][]} */
  const chains = [];
  for (const { text, isJoined } of groups) {
    if (isJoined) chains.at(-1)?.push(text);
    else chains.push([text]);
  }
  return chains.flatMap((chain) => {
    // A name may stand before it, and a remark after it.
    const start = chain.findIndex((group) => group.length === 4);
    const past = chain.findIndex((group, at) => at > start && !/^[\p{L}\p{N}]{3,5}$/u.test(group));
    const end = past < 0 ? chain.length : past + Number(chain[past].length < 4);
    const text = start < 0 ? [] : chain.slice(start, end);
    const whole = text.filter(({ length }) => length === 4).length;
    const told = text.join("-");
    const isCode = whole >= FEWEST_GROUPS && /\d/.test(told) && /\p{L}/u.test(told);
    return isCode ? [unreadOf(told, sheets, lengths)] : [];
  });
}

/**
 * @param {string} text @param {Sheet[]} sheets @param {Set<number>} lengths
 * @returns {Unread}
 */
function unreadOf(text, sheets, lengths) {
  if (decode(text, sheets).kind === "strange") return { text, kind: "strange", hint: "" };
  return { text, kind: "damaged", hint: hintFor(text, sheets, lengths) };
}

/** @param {string} text @param {Sheet[]} sheets @param {Set<number>} lengths */
function hintFor(text, sheets, lengths) {
  const code = mended(text, sheets);
  if (code) {
    const groups = code.split("-");
    const typed = bare(text);
    const at = groups.findIndex((group, number) => !typed.startsWith(group, number * 4));
    return `If one sign of it is wrong, its group ${at + 1} is ${groups[at]}.`;
  }
  const odd = [...new Set(bare(text))].filter((sign) => "0O1IL".includes(sign));
  if (odd.length) return `No code has ${odd.join(" or ")} in it.`;
  const length = bare(text).length;
  if (lengths.has(length)) return "";
  if (lengths.has(length + 1)) return "A sign seems to be missing.";
  return lengths.has(length - 1) ? "There seems to be a sign too many." : "Part of it is missing.";
}
