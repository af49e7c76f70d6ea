// The reader's work as this browser tab has it: what a kernel lost, or never heard, comes from here.

import { firstCheck, mergedActs } from "../shared/acts.js";
import { fileText } from "../shared/answers.js";
import { isAfter } from "../shared/moments.js";
import { byEvent, readForBoard, withProgress } from "./answers.js";

/**
 * @import { Answer, AnswerDocument } from "../shared/answers.js"
 * @import { Setting } from "./types.js"
 */

/**
 * What a tab has: the work, and what of it Python had when it last answered.
 * @typedef {{document: AnswerDocument, base: AnswerDocument}} Held
 */

/**
 * One document of what the tab has and what Python has: of each event the later word, and what
 * was checked in either. What the reader has taken off since Python answered stays off; what Python lacks was lost, not taken off.
 * @param {AnswerDocument} base what Python had when it last answered
 * @param {AnswerDocument} mine
 * @param {AnswerDocument} theirs
 * @returns {AnswerDocument}
 */
export function merged(base, mine, theirs) {
  if (!mine.answers.length) return theirs;
  const [was, own, other] = [base, mine, theirs].map(({ answers }) => byEvent(answers));
  const events = new Set([...other.keys(), ...own.keys()]);
  const answers = [...events].flatMap((event) => {
    const [here, there] = [own.get(event), other.get(event)];
    if (!there) return here ?? [];
    if (!here) return JSON.stringify(there) === JSON.stringify(was.get(event)) ? [] : there;
    if (firstCheck(here) || firstCheck(there)) return mergedActs(there, here);
    return isAfter(there.changed, here.changed) ? there : here;
  });
  const student = mine.student ?? theirs.student;
  return { ...theirs, ...(student ? { student } : {}), answers };
}

/** The works of this page's boards, for as long as it is open. @type {Map<string, string>} */
const inPage = Reflect.get(globalThis, Symbol.for("hedgelab.works")) ?? new Map();
Reflect.set(globalThis, Symbol.for("hedgelab.works"), inPage);

/** @returns {Storage | null} what outlasts a page that is loaded again, where there is such a thing */
function session() {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}

/** @param {string} key @param {Held} held */
export function putHeld(key, held) {
  const text = JSON.stringify(held);
  inPage.set(key, text);
  try {
    session()?.setItem(key, text);
  } catch {
    // A full store is no reason to stop; the page still has it.
  }
}

/** @param {string} key @param {Setting} setting @returns {Held | null} none where it can't be read */
export function takeHeld(key, setting) {
  try {
    const text = inPage.get(key) ?? session()?.getItem(key);
    const { document, base, progress } = JSON.parse(text ?? "null");
    const [mine, had] = [document, base].map((one) => readForBoard(fileText(one), setting));
    if (!mine.ok || !had.ok) return null;
    // A former edition held the checks beside the answers.
    const work = withProgress(mine.document, progress, setting.positions);
    return { document: work, base: had.document };
  } catch {
    return null;
  }
}

/**
 * The key of a board's work: in one tab another notebook, and on one hub another person, may have
 * a board of the same name.
 * @param {string} place the notebook, as Python names it @param {string} mode
 * @param {Setting} setting
 */
export function heldKey(place, mode, { sheet, student }) {
  return `hedgelab:notebook:${[server(), place, mode, sheet.assignment, student?.id ?? ""].join(":")}`;
}

/** @returns {string} where the Jupyter server of this page is: on a hub, that is one person's */
function server() {
  const { body } = document;
  if (body.dataset.baseUrl) return body.dataset.baseUrl;
  try {
    const config = document.getElementById("jupyter-config-data")?.textContent;
    return JSON.parse(config ?? "").baseUrl ?? "";
  } catch {
    return location.pathname;
  }
}
