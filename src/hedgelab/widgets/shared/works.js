// A board's work as files have it: an answer document, and beside it what was checked.

import { readDocument } from "./answers.js";
import { isObject } from "./strict_json.js";

/** @import { AnswerDocument, Format } from "./answers.js" */

/**
 * A board's answers, and which of them were checked.
 * @typedef {{answers: AnswerDocument, progress: {checked: Record<string, unknown>}}} Work
 */

/**
 * A board's work, if it can be read.
 * @param {unknown} kept
 * @param {Format} format
 * @returns {Work | null}
 */
export function workIn(kept, format) {
  if (!isObject(kept)) return null;
  const read = readDocument(kept.answers, format);
  if (!read.ok) return null;
  const { progress } = kept;
  const checked = isObject(progress) && isObject(progress.checked) ? progress.checked : {};
  return { answers: read.document, progress: { checked } };
}
