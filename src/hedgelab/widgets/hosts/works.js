// A sheet that was made for everybody may meet several people in one browser. Each has a work of
// their own here, and nobody is shown another's before saying whose they go on with.

import { ownName } from "../shared/dom.js";
import { isAfter } from "../shared/moments.js";

/**
 * @import { AnswerDocument, Student } from "../shared/answers.js"
 * @import { Shelf } from "./shelf.js"
 */

/**
 * @typedef {{key: string, student: Student, at: string}} Work somebody's work that is kept
 * @typedef {{key: string, ask: Work | null}} Choice where this visitor's work is kept; and whose
 *   other work there is, to be asked about
 */

/** @param {string | null | undefined} text what a person types is compared as people read it */
function folded(text) {
  return (text ?? "").normalize("NFKC").trim().replace(/\s+/gu, " ").toLocaleLowerCase("en");
}

/** @param {Student} student @returns {string} what to call somebody, "" where that is not known */
export function called({ name, id }) {
  return name?.trim() || id?.trim() || "";
}

/**
 * Whether a change of name or number makes somebody else of a student. A part of a name that is
 * added or left out does not.
 * @param {Student} before @param {Student} after
 */
export function isAnother(before, after) {
  const [id, newId] = [folded(before.id), folded(after.id)];
  if (id && newId && id !== newId) return true;
  const [name, newName] = [folded(before.name), folded(after.name)];
  const goesOn = `${name} `.startsWith(`${newName} `) || `${newName} `.startsWith(`${name} `);
  return Boolean(name && newName) && !goesOn;
}

/**
 * Whether a name or number that was typed is that of a work: by number where both have one.
 * @param {Student} typed @param {Student} student
 */
export function isWhose(typed, student) {
  const [id, other] = [folded(typed.id), folded(student.id)];
  if (id && other) return id === other;
  return Boolean(folded(typed.name)) && folded(typed.name) === folded(student.name);
}

/**
 * Which work a page begins with. A tab that is loaded again goes on with its own, and a page with
 * answers saved in it with that student's; else whoever opens it is asked.
 * @param {Work[]} works @param {string} session the key of what this tab had, "" for a new one
 * @param {AnswerDocument} carried the answers saved in the page
 * @param {string} fresh a key that is not in use
 * @returns {Choice}
 */
export function choose(works, session, carried, fresh) {
  if (carried.answers.length) {
    const own = works.filter(({ student }) => {
      const whose = carried.student ?? {};
      return called(whose) ? isWhose(whose, student) : !called(student);
    });
    const key = (own.find((work) => work.key === session) ?? own[0])?.key ?? fresh;
    return { key, ask: null };
  }
  if (works.some(({ key }) => key === session)) return { key: session, ask: null };
  const [last] = works;
  // Work without a name is shown without a question: only the visitor can know whose it is.
  if (last && !called(last.student)) return { key: last.key, ask: last };
  return { key: session || fresh, ask: last ?? null };
}

export class Works {
  /**
   * @param {string} base how the keys of all works on a sheet begin
   * @param {Shelf} shelf @param {Shelf} session what a tab keeps for as long as it is open
   */
  constructor(base, shelf, session) {
    this.base = base;
    this.shelf = shelf;
    this.session = session;
  }

  /** @returns {Work[]} what is kept, the latest first */
  list() {
    const keys = this.shelf.keys(`${this.base}:work:`).filter((key) => !key.includes(":aside:"));
    return [this.base, ...keys]
      .flatMap((key) => readWork(key, this.shelf.take(key)))
      .sort((one, other) => (isAfter(other.at, one.at) ? 1 : -1));
  }

  /** @param {AnswerDocument} carried @returns {Choice} */
  choose(carried) {
    const choice = choose(this.list(), this.session.take(this.base) ?? "", carried, this.fresh());
    this.remember(choice.key);
    return choice;
  }

  fresh() {
    return `${this.base}:work:${ownName("own")}`;
  }

  /** @param {string} key the work that this tab is at */
  remember(key) {
    this.session.put(this.base, key);
  }
}

/** @param {string} key @param {string | null} text @returns {Work[]} none where it says nothing */
function readWork(key, text) {
  try {
    const { answers, at } = JSON.parse(text ?? "null");
    if (!answers.answers.length) return [];
    return [{ key, student: { ...answers.student }, at: String(at) }];
  } catch {
    return [];
  }
}
