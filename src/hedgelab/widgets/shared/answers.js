// The one reader of answer files, for every widget and host.  It takes and refuses the same
// files as `hedgelab.answers`; tests/answer_files.json holds the two together.

import { momentOf } from "./moments.js";
import { isObject, isPlain, parseJson } from "./strict_json.js";

/** @import { Check } from "./acts.js" */

/**
 * @typedef {{event: string, position?: string | null, confidence?: number | null,
 *   justification?: string | null, changed?: string | null, checks?: Check[]}} Answer a file's
 *   `checks` may be anything: `checksOf` (`acts.js`) reads them
 * @typedef {{id?: string | null, name?: string | null}} Student
 * @typedef {{format: string, assignment: string, sheet?: string | null,
 *   student?: Student | null, answers: Answer[], saved?: string | null}} AnswerDocument
 */

/**
 * What Python says of the format (`answer_rules.py`).
 * @typedef {{format: string, confidence: {value: number, label: string}[],
 *   max_file_bytes: number,
 *   patterns: {id: string, digest: string, moment: string}}} AnswerRules
 * @typedef {{rules: AnswerRules, positions: {id: string}[]}} Format
 */

/**
 * @typedef {{ok: true, document: AnswerDocument}} Read
 * @typedef {{ok: false, message: string, fault?: Fault}} Refused what is wrong, and what to do
 */

/**
 * Which member of a document is at fault, "" for all of it; and in an answer, to which event.
 * @typedef {{member: string, event?: string}} Fault
 */

export const CHOOSE_ANOTHER =
  "Choose the file that “Save answers” wrote; its name ends in .answers.json.";
const SAVE_AGAIN = "Save your answers again where they were made, and load that file.";

/** @param {AnswerDocument} document @returns {string} the text of the file that holds it */
export function fileText(document) {
  return JSON.stringify(document, null, 2) + "\n";
}

/**
 * What a file that a reader chose says.
 * @param {Blob} file @param {AnswerRules} rules
 * @returns {Promise<string | null>} null where it holds no text
 */
export async function textIn(file, { max_file_bytes }) {
  // One byte beyond the limit is enough to know that the file is too large.
  const bytes = await file.slice(0, max_file_bytes + 1).arrayBuffer();
  const fatal = bytes.byteLength <= max_file_bytes;
  try {
    return new TextDecoder("utf-8", { fatal, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Read the text of an answer file, or say what is wrong with it and what to do.
 * @param {string} text @param {Format} format
 * @returns {Read | Refused}
 */
export function readAnswers(text, format) {
  const { max_file_bytes } = format.rules;
  if (new TextEncoder().encode(text).length > max_file_bytes) {
    const limit = Math.round(max_file_bytes / 1024);
    return refused(
      `This file is larger than the ${limit} kB an answer file may have. ${CHOOSE_ANOTHER}`,
    );
  }
  if (!text.trim()) return refused(`This file is empty. ${SAVE_AGAIN}`);
  let value;
  try {
    value = parseJson(text);
  } catch {
    return refused(`This file is cut off or damaged: it can't be read as JSON. ${CHOOSE_ANOTHER}`);
  }
  return readDocument(value, format);
}

/**
 * Read a document that was parsed already, such as one that a browser has kept.
 * @param {unknown} value @param {Format} format
 * @returns {Read | Refused}
 */
export function readDocument(value, format) {
  const document = /** @type {AnswerDocument} */ (value);
  return refusal(value, format) ?? { ok: true, document };
}

/** @param {string} message @param {Fault} [fault] @returns {Refused} */
export function refused(message, fault) {
  return { ok: false, message, fault };
}

/** @param {unknown} value @param {Format} wanted @returns {Refused | null} null for no fault */
function refusal(value, wanted) {
  const { rules } = wanted;
  const at = (/** @type {string} */ member, /** @type {string} */ message) =>
    refused(message, { member });
  if (!isObject(value)) return at("", `This file holds no answers. ${CHOOSE_ANOTHER}`);
  const { format, assignment, sheet, student, answers, saved, ...rest } = value;
  const { patterns } = rules;
  if (format !== rules.format) return at("format", problemOfFormat(format, rules.format));
  if (!fits(assignment, patterns.id)) {
    return at(
      "assignment",
      `The file doesn't say which assignment it answers (${shown(assignment ?? null)}). ${SAVE_AGAIN}`,
    );
  }
  if (sheet != null && !fits(sheet, patterns.digest)) {
    return at("sheet", `The file's “sheet” is ${shown(sheet)}, which is no digest. ${SAVE_AGAIN}`);
  }
  if (!isTime(saved, patterns)) {
    return at("saved", `The file's “saved” is ${shown(saved)}, which is no time. ${SAVE_AGAIN}`);
  }
  if (!isStudent(student ?? {})) {
    return at(
      "student",
      `The file's “student” is ${shown(student)}, not an id and a name. ${SAVE_AGAIN}`,
    );
  }
  if (!Array.isArray(answers)) {
    return at(
      "answers",
      `The file's “answers” is ${shown(answers ?? null)}, not a list. ${SAVE_AGAIN}`,
    );
  }
  if (!isPlain(rest)) return at("", NOT_PLAIN);
  /** @type {Set<unknown>} */
  const seen = new Set();
  for (const [index, answer] of answers.entries()) {
    const refusal = refusalOfAnswer(answer, wanted, index + 1, seen);
    if (refusal) return refusal;
    seen.add(answer.event);
  }
  return null;
}

const NOT_PLAIN = `The file holds a number that is too large, or lists too deep in one another. ${SAVE_AGAIN}`;

/** @param {unknown} given @param {string} wanted what doesn't say it is an answer file of ours */
function problemOfFormat(given, wanted) {
  const [family, version] = wanted.split("/");
  const told = /^([\w-]+)\/(\d+)$/.exec(typeof given === "string" ? given : "");
  if (told?.[1] === family && Number(told[2]) > Number(version)) {
    return (
      `This file was saved by a newer Hedging Lab (${shown(given).slice(1, -1)}); this one reads ` +
      `${wanted}. Open it where it was saved, or get the newer edition of this page.`
    );
  }
  const says = given == null ? "doesn't say what it is" : `says it is ${shown(given)}`;
  return `This is no answer file: it ${says}, not “${wanted}”. ${CHOOSE_ANOTHER}`;
}

/**
 * @param {unknown} answer @param {Format} wanted @param {number} number
 * @param {Set<unknown>} seen the events of the answers before it
 * @returns {Refused | null} null for no fault
 */
function refusalOfAnswer(answer, { rules, positions }, number, seen) {
  const where = `Answer ${number} in this file`;
  const nowhere = { member: "event" };
  if (!isObject(answer)) {
    return refused(`${where} is ${shown(answer)}, not an answer. ${SAVE_AGAIN}`, nowhere);
  }
  const { event: named, position, confidence, justification, changed, ...rest } = answer;
  if (!fits(named, rules.patterns.id)) {
    return refused(`${where} names no event (${shown(named ?? null)}). ${SAVE_AGAIN}`, nowhere);
  }
  const event = String(named);
  const at = (/** @type {string} */ member, /** @type {string} */ told) =>
    refused(`${where} (${trimmed(event)}) ${told}`, { member, event });
  if (seen.has(event)) {
    return at(
      "event",
      "is the second for that event. Keep one of the two, and load the file again.",
    );
  }
  if (position != null && !positions.some(({ id }) => id === position)) {
    const ids = positions.map(({ id }) => id).join(", ");
    return at("position", `has the position ${shown(position)}; it has to be one of ${ids}.`);
  }
  if (confidence != null && !rules.confidence.some(({ value }) => value === confidence)) {
    const scale = rules.confidence.map(({ value, label }) => `${value} (${label})`).join(", ");
    const told = `has the confidence ${shown(confidence)}; it has to be one of ${scale}.`;
    return at("confidence", told);
  }
  if (!isText(justification)) {
    return at("justification", `has a justification that is no text. ${SAVE_AGAIN}`);
  }
  if (!isTime(changed, rules.patterns)) {
    return at("changed", `was changed at ${shown(changed)}, which is no time. ${SAVE_AGAIN}`);
  }
  return isPlain(rest) ? null : refused(NOT_PLAIN, { member: "", event });
}

/** @param {unknown} value @param {string} pattern */
function fits(value, pattern) {
  return typeof value === "string" && new RegExp(`^(?:${pattern})$`, "u").test(value);
}

/** @param {unknown} value @param {AnswerRules["patterns"]} patterns */
function isTime(value, { moment }) {
  return value == null || (fits(value, moment) && !Number.isNaN(momentOf(String(value))));
}

/** @param {unknown} student */
function isStudent(student) {
  if (!isObject(student)) return false;
  const { id, name, ...rest } = student;
  return isText(id) && isText(name) && isPlain(rest);
}

/** @param {unknown} value */
export function isText(value) {
  return value == null || typeof value === "string";
}

const MOST_SHOWN = 60; // characters

/** @param {unknown} value */
export function shown(value) {
  return trimmed(typeof value === "string" ? `“${value}”` : String(JSON.stringify(value)));
}

/** @param {string} text */
function trimmed(text) {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 3)}…` : text;
}
