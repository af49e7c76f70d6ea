// The answers on a board: what fits it, and how one of them changes.  Nothing here touches a
// page.

import { firstCheck, lastCheck, mergedActs, withChecked } from "../shared/acts.js";
import { fileText, isText, readAnswers, refused, shown } from "../shared/answers.js";
import { timestamp } from "../shared/moments.js";
import { isObject } from "../shared/strict_json.js";

/**
 * @import { Answer, AnswerDocument, Refused, Student } from "../shared/answers.js"
 * @import { Model } from "../shared/model.js"
 * @import { BoardEvent, BoardState, Position, Progress, Setting } from "./types.js"
 */

/**
 * What a board's model says of the answers that fit it.
 * @param {Pick<Model<BoardState>, "get">} model
 * @returns {Setting}
 */
export function settingOf(model) {
  const rules = model.get("rules");
  const practice = model.get("mode") === "practice";
  const answers = model.get("answers");
  const student = isObject(answers) ? answers.student : undefined;
  const isNamed = isObject(student) && student.id && isText(student.id) && isText(student.name);
  return {
    rules,
    positions: model.get("positions"),
    sheet: model.get("sheet"),
    student: isNamed && !practice && !rules.ask.student ? student : undefined,
    practice,
  };
}

/**
 * A document with no answers in it.
 * @param {Setting} setting
 * @returns {AnswerDocument}
 */
export function emptyAnswers({ rules, sheet, student }) {
  const { assignment, digest } = sheet;
  return withStudent({ format: rules.format, assignment, sheet: digest, answers: [] }, student);
}

/**
 * The document as the student's whose sheet it is: a file that names nobody, such as one
 * from the book, doesn't make it nobody's.
 * @param {AnswerDocument} document
 * @param {Student} [student] none where the sheet was made for nobody
 * @returns {AnswerDocument}
 */
export function withStudent(document, student) {
  return student ? { ...document, student: { ...document.student, ...student } } : document;
}

/** @param {Answer[]} answers @returns {Map<string, Answer>} */
export function byEvent(answers) {
  return new Map(answers.map((answer) => [answer.event, answer]));
}

/**
 * @param {AnswerDocument} document
 * @param {string} event
 * @returns {Answer | undefined}
 */
export function answerTo(document, event) {
  return document.answers.find((answer) => answer.event === event);
}

/**
 * @param {AnswerDocument} document
 * @param {string} event
 * @returns {string | null}
 */
export function positionOf(document, event) {
  return answerTo(document, event)?.position ?? null;
}

/**
 * The document with one answer changed.  What is set to nothing is taken out,
 * an answer that says nothing any more goes, and members this version doesn't
 * know stay.  The same document comes back if nothing changed.
 * @param {AnswerDocument} document
 * @param {string} event
 * @param {Partial<Answer>} change
 * @param {string} now
 * @returns {AnswerDocument}
 */
export function withAnswer(document, event, change, now = timestamp()) {
  const before = answerTo(document, event);
  /** @type {Record<string, unknown>} */
  const after = { event, ...before };
  let differs = false;
  for (const [member, value] of Object.entries(change)) {
    const said = value !== null && value !== undefined && value !== "";
    if (said ? after[member] === value : !(member in after)) continue;
    differs = true;
    if (said) after[member] = value;
    else delete after[member];
  }
  if (!differs) return document;
  delete after.changed;
  const saysNothing = Object.keys(after).length === 1;
  after.changed = now;
  const answer = /** @type {Answer} */ (after);
  const answers = saysNothing
    ? document.answers.filter((other) => other !== before)
    : before
      ? document.answers.map((other) => (other === before ? answer : other))
      : [...document.answers, answer];
  return { ...document, answers };
}

/**
 * The document without its answers to these events; others stay.
 * @param {AnswerDocument} document
 * @param {BoardEvent[]} events
 * @returns {AnswerDocument}
 */
export function withoutAnswers(document, events) {
  const here = new Set(events.map((event) => event.event_id));
  return { ...document, answers: document.answers.filter(({ event }) => !here.has(event)) };
}

const MOST_OF_ID = 60; // characters of an id in a file's name

/**
 * What the file of an assignment's answers is called, a student's other than everybody else's:
 * they meet in one folder when they are graded.
 * @param {string} assignment
 * @param {string} [student] whose they are, where a sheet asks
 */
export function fileName(assignment, student = "") {
  const name = assignment.replace(/[^\w.-]+/g, "-") || "hedgelab";
  const whose = [...student.normalize("NFC").replace(/[^\p{L}\p{N}_.-]+/gu, "_")];
  const ending = whose
    .slice(0, MOST_OF_ID)
    .join("")
    .replace(/^[._]+|[._]+$/g, "");
  return `${[name, ending].filter(Boolean).join("-")}.answers.json`;
}

/**
 * @typedef {{ok: true, document: AnswerDocument, known: number, unknown: number,
 *   sameSheet: boolean}} Accepted
 */

/**
 * Read an answer file for a board, or say why it is none and what to do.
 * @param {string} text @param {Setting} setting
 * @returns {Accepted | Refused}
 */
export function readForBoard(text, setting) {
  const result = readAnswers(text, setting);
  if (!result.ok) return result;
  const { document } = result;
  const { sheet, student: owner } = setting;
  if (document.assignment !== sheet.assignment) {
    return refused(
      `This file answers another assignment, ${shown(document.assignment)}; ` +
        `this one is “${sheet.assignment}”. Load it on its own page.`,
    );
  }
  const { id } = document.student ?? {};
  if (owner && id && id !== owner.id) {
    return refused(
      `This file belongs to student ${shown(id)}; this sheet was made for ` +
        `“${owner.id}”. Load the file you saved yourself.`,
    );
  }
  const here = new Set(sheet.events.map((event) => event.event_id));
  const known = document.answers.filter(({ event }) => here.has(event)).length;
  return {
    ok: true,
    document: settled(document, setting),
    known,
    unknown: document.answers.length - known,
    sameSheet: !document.sheet || document.sheet === sheet.digest,
  };
}

/**
 * @param {AnswerDocument} document
 * @param {Setting} setting
 * @returns {AnswerDocument}
 */
function settled(document, { sheet, student, practice }) {
  const here = withStudent({ ...document, sheet: sheet.digest }, student);
  if (practice) delete here.student;
  return here;
}

/**
 * Take up what a host kept.  Where that can't be read, begin afresh, and give
 * the unreadable text back so that its owner can have it.
 * @param {unknown} kept
 * @param {Setting} setting
 * @returns {{document: AnswerDocument, message: string, unreadable: string}}
 */
export function takeUp(kept, setting) {
  const fresh = emptyAnswers(setting);
  if (kept == null || (isObject(kept) && !Object.keys(kept).length)) {
    return { document: fresh, message: "", unreadable: "" };
  }
  const text = typeof kept === "string" ? kept : fileText(/** @type {AnswerDocument} */ (kept));
  const result = readForBoard(text, setting);
  if (result.ok) {
    const message = result.sameSheet ? "" : otherSheet(result);
    return { document: result.document, message, unreadable: "" };
  }
  const message =
    `The answers kept here can't be read, and are not on the board. ` +
    `You can still save them as they are. (${result.message})`;
  return { document: fresh, message, unreadable: text };
}

/**
 * What the members of a host's model say of a board: the answers, and on a board to learn on
 * where they were checked. Older editions keep that beside the answers, and so do platforms.
 * @param {Pick<Model<BoardState>, "get">} model @param {Setting} setting
 */
export function takeUpAll(model, setting) {
  const taken = takeUp(model.get("answers"), setting);
  if (!setting.practice) return taken;
  const progress = model.get("progress");
  return { ...taken, document: withProgress(taken.document, progress, setting.positions) };
}

/**
 * A document with what an older edition kept of its checks, where it says nothing of them itself.
 * @param {AnswerDocument} document @param {unknown} progress @param {Position[]} positions
 * @returns {AnswerDocument}
 */
export function withProgress(document, progress, positions) {
  const checked = isObject(progress) && isObject(progress.checked) ? progress.checked : {};
  const known = Object.entries(checked).filter(([, at]) => positions.some(({ id }) => id === at));
  if (!known.length) return document;
  const told = Object.fromEntries(known);
  const answers = document.answers.map((answer) => {
    const { checks } = withChecked(answer, told, document.saved);
    return checks.length ? { ...answer, checks } : answer;
  });
  const gone = known.filter(([event]) => !answerTo(document, event));
  const seen = gone.map(([event]) => withChecked({ event }, told, document.saved));
  return { ...document, answers: [...answers, ...seen] };
}

/**
 * Where each card stood when it was checked last, as older editions read it.
 * @param {AnswerDocument} document
 * @returns {Progress}
 */
export function progressOf({ answers }) {
  const last = answers.flatMap((answer) => {
    const check = lastCheck(answer);
    return check ? [[answer.event, check.position]] : [];
  });
  return { checked: Object.fromEntries(last) };
}

/**
 * A document that comes from a file, with what was checked on the board before: the first check
 * counts, whatever is loaded.
 * @param {AnswerDocument} document @param {AnswerDocument} before
 * @returns {AnswerDocument}
 */
export function withChecksOf(document, before) {
  const answers = new Map(document.answers.map((answer) => [answer.event, answer]));
  for (const answer of before.answers.filter((one) => firstCheck(one))) {
    const loaded = answers.get(answer.event) ?? { event: answer.event };
    const { checks } = mergedActs(answer, loaded);
    answers.set(answer.event, { ...loaded, checks });
  }
  return { ...document, answers: [...answers.values()] };
}

/** @param {{known: number, unknown: number}} counts */
export function otherSheet({ known, unknown }) {
  const here = `This sheet has changed since these answers were saved: ${known} of them ${known === 1 ? "is" : "are"} for cards here`;
  return unknown
    ? `${here}, ${unknown} for cards it doesn't have; those stay in your file.`
    : `${here}.`;
}
