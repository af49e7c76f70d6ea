// A reader to compare: from a file, from a class code, or from the reader's own store.

import { ACTS } from "../shared/acts.js";
import { codesIn } from "../shared/codes_in_text.js";
import { placedInFile } from "../shared/placed_in_file.js";

/** @import { Format } from "../shared/answers.js" */

/** @typedef {{position: string, justification: string}} Placed */
/** @typedef {{name: string, placed: Map<string, Placed>, hasReasons: boolean}} Reader */
/** @typedef {{title: string, digest: string, events: string[]}} BoardSheet */

/**
 * What readers are read against.
 * @typedef {object} Setting
 * @property {BoardSheet[]} sheets
 * @property {{id: string, number: number}[]} positions
 * @property {Format & {reading: string}} format
 */

/** @typedef {{reader: Reader, problem: ""} | {reader: null, problem: string}} Taken */

/** @param {string} problem @returns {Taken} */
const refused = (problem) => ({ reader: null, problem });

/**
 * @param {string} name
 * @param {Iterable<[event: string, held: {position?: unknown, justification?: unknown}]>} held
 * @returns {Reader}
 */
function readerOf(name, held) {
  /** @type {Map<string, Placed>} */
  const placed = new Map();
  for (const [event, { position, justification }] of held) {
    if (typeof position !== "string") continue;
    placed.set(event, { position, justification: String(justification ?? "").trim() });
  }
  const hasReasons = [...placed.values()].some(({ justification }) => justification);
  return { name, placed, hasReasons };
}

/**
 * @param {string} name the file's @param {string | null} text @param {Setting} setting
 * @returns {Taken}
 */
export function readerInFile(name, text, { format }) {
  const read = placedInFile(text, format);
  if (!read.ok) return refused(`“${name}” was not taken. ${read.message}`);
  if (!read.placed.size) return refused(`“${name}” holds no placed act.`);
  const owner = read.documents.map(({ student }) => student?.name || student?.id).find(Boolean);
  return { reader: readerOf(owner ?? name, read.placed), problem: "" };
}

/** @param {string} text typed or pasted @param {Setting} setting @returns {Taken} */
export function readerInCode(text, { sheets, positions }) {
  const { found, unread } = codesIn(text, sheets);
  if (!found.length) {
    const [first] = unread;
    if (!first)
      return refused("There is no code in this. A code looks like K7QX-3M9D-WWP2-YTS8-UV.");
    return refused(
      first.kind === "strange"
        ? "This code is of no board of this book: perhaps of another edition. Make it anew in the same edition."
        : `This code is damaged. ${first.hint} Ask for it again.`.replace(/\s+/g, " "),
    );
  }
  const { sheet, ballot } = /** @type {typeof found[0]} */ (found.at(-1));
  const held = sheet.events.map((event, at) => {
    const position = positions.find(({ number }) => number === ballot.places[at])?.id;
    return /** @type {[string, {position?: string}]} */ ([event, { position }]);
  });
  return { reader: readerOf(`A code: ${sheet.title}`, held), problem: "" };
}

/**
 * @param {Record<string, unknown>} shelf the reader's acts by storage key
 * @param {Setting} setting
 * @returns {Taken}
 */
export function readerOnShelf(shelf, { positions }) {
  const held = Object.entries(shelf).flatMap(([key, act]) => {
    const { position, justification } =
      /** @type {{position?: unknown, justification?: unknown}} */ (act ?? {});
    const isKnown = positions.some(({ id }) => id === position);
    return isKnown
      ? [/** @type {[string, object]} */ ([key.slice(ACTS.length), { position, justification }])]
      : [];
  });
  return held.length
    ? { reader: readerOf("This browser", held), problem: "" }
    : refused(
        "In this browser no act is placed yet, as far as this page can see. Load your file instead.",
      );
}
