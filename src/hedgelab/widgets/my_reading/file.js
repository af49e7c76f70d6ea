// The file of a reading: all acts in one, board by board, and how it is read again.

import { ACTS, actsOf, actsOn, lastCheck, mergedActs, withAct } from "../shared/acts.js";
import { readDocument } from "../shared/answers.js";
import { timestamp } from "../shared/moments.js";
import { isObject, parseJson } from "../shared/strict_json.js";
import { workIn } from "../shared/works.js";

/** @import { Act, Shelf } from "../shared/acts.js" */
/** @import { AnswerRules } from "../shared/answers.js" */
/** @import { Work } from "../shared/works.js" */
/** @import { ReadEvent } from "./comparing.js" */

/**
 * What a file is read against.
 * @typedef {object} Setting
 * @property {string} format what a saved reading says it is
 * @property {AnswerRules} rules
 * @property {{id: string}[]} positions
 */

const ANOTHER = "Choose a file that “Save my reading” or a board’s “Save answers” wrote.";

const NO_BOARD = "my-reading"; // where acts stand in a file that no board of this edition has

/**
 * The acts as boards would have them: a former edition reads them so, too.
 * @param {Map<string, Act>} acts
 * @param {ReadEvent[]} events
 * @param {Setting} setting
 * @returns {Work[]}
 */
export function worksOf(acts, events, { rules }) {
  const boardOf = new Map(events.map(({ event_id, board }) => [event_id, board]));
  /** @type {Map<string, Work>} */
  const works = new Map();
  for (const { checks, ...answer } of acts.values()) {
    const assignment = boardOf.get(answer.event) || NO_BOARD;
    /** @type {Work} */
    const fresh = {
      answers: { format: rules.format, assignment, answers: [] },
      progress: { checked: {} },
    };
    const { answers, progress } = works.get(assignment) ?? fresh;
    works.set(assignment, { answers, progress });
    answers.answers.push(checks.length ? { ...answer, checks } : answer);
    const last = lastCheck({ event: answer.event, checks });
    if (last) progress.checked[answer.event] = last.position;
  }
  return [...works.values()];
}

/**
 * @param {Work[]} works
 * @param {Setting} setting
 */
export function fileText(works, { format }, saved = timestamp()) {
  return JSON.stringify({ format, saved, boards: works }, null, 2) + "\n";
}

/**
 * What keeps a board in a file from being taken up.
 * @param {unknown} board
 * @param {Setting} setting
 */
function problemOf(board, setting) {
  if (!isObject(board)) return "it is no board";
  const { answers } = board;
  if (!isObject(answers)) return "it holds no answers";
  const read = readDocument(answers, setting);
  if (read.ok) return "";
  const { member, event } = read.fault ?? { member: "" };
  if (member === "format") {
    const told = JSON.stringify(answers.format ?? null);
    return `its format is ${told}, and this page reads “${setting.rules.format}”`;
  }
  if (member === "assignment") return "it doesn’t say which board it is for";
  if (member === "event") {
    return event ? `it has two answers for “${event}”` : "an answer in it names no event";
  }
  return event ? `its answer for “${event}” can’t be read` : "part of it is missing or damaged";
}

/**
 * What keeps a file from being a reading that this page can take up; "" where nothing does.
 * @param {Record<string, unknown>} value
 * @param {Setting} setting
 */
function formatProblem(value, { format, rules }) {
  const family = (/** @type {unknown} */ name) => String(name).split("/")[0];
  const formats = [format, rules.format];
  if (formats.includes(String(value.format))) return "";
  return formats.some((known) => family(known) === family(value.format))
    ? `It says it is “${value.format}”, and this page reads ${formats.join(" and ")}. ` +
        "Get the newer edition of this page."
    : `It is neither a saved reading nor an answer file. ${ANOTHER}`;
}

/**
 * Read a saved reading, or a single board's answer file.
 * @param {string} text
 * @param {Setting} setting
 * @returns {{works: Work[], message: string}} a message where it can't be read
 */
export function readFile(text, setting) {
  const refuse = (/** @type {string} */ message) => ({ works: [], message });
  let value;
  try {
    value = parseJson(text);
  } catch {
    return refuse(`It is cut off or damaged: it can’t be read as JSON. ${ANOTHER}`);
  }
  if (!isObject(value)) return refuse(`It holds no reading. ${ANOTHER}`);
  const strange = formatProblem(value, setting);
  if (strange) return refuse(strange);
  const boards = value.format === setting.format ? value.boards : [{ answers: value }];
  if (!Array.isArray(boards)) return refuse(`Its list of boards is missing. ${ANOTHER}`);
  const works = [];
  for (const [index, board] of boards.entries()) {
    const work = workIn(board, setting);
    if (!work) {
      const why = problemOf(board, setting);
      return refuse(`Board ${index + 1} in it can’t be taken up: ${why}. ${ANOTHER}`);
    }
    works.push(work);
  }
  return { works, message: "" };
}

/**
 * A shelf with other acts on it: what was checked in either counts, and the later word.
 * @param {Shelf} shelf
 * @param {Work[]} works
 * @param {Setting} setting
 * @returns {{shelf: Shelf, before: Shelf}} with what was there before, to take the step back
 */
export function withActs(shelf, works, setting) {
  const { acts } = actsOn(shelf, setting);
  let next = shelf;
  /** @type {Shelf} */
  const before = {};
  for (const act of works.flatMap((work) => actsOf(work) ?? [])) {
    const key = ACTS + act.event;
    before[key] ??= shelf[key] ?? null;
    const there = acts.get(act.event);
    const both = there ? mergedActs(there, act) : act;
    acts.set(act.event, both);
    next = withAct(next, both, setting);
  }
  return { shelf: next, before };
}
