// What somebody placed, in whichever file of theirs: a board's answers, or a saved reading.

import { mergedActs } from "./acts.js";
import { readDocument, refused } from "./answers.js";
import { isObject, parseJson } from "./strict_json.js";

/** @import { Answer, AnswerDocument, Format, Refused } from "./answers.js" */

/**
 * Each act that was placed, as it stands now.
 * @typedef {{ok: true, placed: Map<string, Answer>, documents: AnswerDocument[]}} PlacedFile
 */

const CHOOSE = "Choose a file that “Save answers” on a board or “Save my reading” wrote.";

/**
 * @param {string | null} text null for a file that holds no text
 * @param {Format & {reading: string}} format with what a saved reading says it is
 * @returns {PlacedFile | Refused}
 */
export function placedInFile(text, format) {
  let value;
  try {
    value = parseJson(text ?? "");
  } catch {
    return refused(`It is cut off or damaged, or no such file. ${CHOOSE}`);
  }
  if (!isObject(value)) return refused(`It holds no answers. ${CHOOSE}`);
  const family = format.reading.split("/")[0];
  const isReading = String(value.format).split("/")[0] === family;
  if (isReading && value.format !== format.reading) {
    return refused(
      `It says it is “${value.format}”, and this page reads ${format.reading}. Get the newer edition of this page.`,
    );
  }
  const boards = isReading ? value.boards : [{ answers: value }];
  if (!Array.isArray(boards)) return refused(`Its list of boards is missing. ${CHOOSE}`);
  /** @type {AnswerDocument[]} */
  const documents = [];
  for (const board of boards) {
    const read = readDocument(isObject(board) ? board.answers : null, format);
    if (!read.ok) return read;
    documents.push(read.document);
  }
  return { ok: true, placed: placedIn(documents), documents };
}

/** @param {AnswerDocument[]} documents of one reader: of two boards with an act the later word counts */
function placedIn(documents) {
  /** @type {Map<string, Answer>} */
  const placed = new Map();
  for (const answer of documents.flatMap(({ answers }) => answers)) {
    const before = placed.get(answer.event);
    if (answer.position) placed.set(answer.event, before ? mergedActs(before, answer) : answer);
  }
  return placed;
}
