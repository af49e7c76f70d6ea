// A marker's work: what was given to which text, where they are, and the way back.

import { isAfter, timestamp } from "../shared/moments.js";
import { NOTHING, asMark, saysSomething } from "./pack.js";

/** @import { KeptMark, Mark, Pack, Screen } from "./pack.js" */

const MOST_SPENT = 60; // marks whose time is remembered
const LONGEST = 600; // seconds: who takes longer has had a cup of tea
const FEWEST = 3; // marks before anything is said of the time
const MOST_PHRASES = 8;

/** @typedef {"all" | "open" | "flagged"} Show which texts a marker wants to see */
/** @typedef {{at: number, marks: Map<string, KeptMark | undefined>, typed: boolean}} Step */

export class Work {
  /** @type {Map<string, KeptMark>} by the code of a text */
  #marks = new Map();
  /** @type {Step[]} what was there before each change */
  #steps = [];
  #since;
  #now;

  /** @param {Pack} pack @param {() => Date} [now] */
  constructor(pack, now = () => new Date()) {
    this.pack = pack;
    this.screens = pack.texts;
    this.at = 0;
    this.event = "";
    /** @type {Show} */
    this.show = "all";
    /** @type {number[]} seconds that the last marks took */
    this.spent = [];
    this.#now = now;
    this.#since = now().getTime();
    for (const copy of this.screens.flatMap((screen) => screen.copies)) {
      if (copy.given) this.#marks.set(copy.id, { ...copy.given, judged: copy.judged });
    }
  }

  // Marks

  /** @param {number} [at] @returns {Mark} what a text has */
  mark(at = this.at) {
    const given = (this.screens[at]?.copies ?? []).flatMap(({ id, judged }) => {
      const mark = this.#marks.get(id);
      return mark?.judged === judged ? [mark] : [];
    });
    return given.reduce((one, other) => (isAfter(other.at, one.at) ? other : one), NOTHING);
  }

  /** @param {number} [at] whether a text has all its points */
  isDone(at = this.at) {
    const { points } = this.mark(at);
    return this.pack.rubric.criteria.every(({ id }) => id in points);
  }

  /** @param {string} criterion @param {number} points */
  give(criterion, points) {
    const before = this.isDone();
    this.#change({ points: { ...this.mark().points, [criterion]: points } });
    if (!before && this.isDone()) this.#remember();
  }

  /** @param {string} comment @param {boolean} [typed] letter by letter, to be undone in one */
  comment(comment, typed = false) {
    this.#change({ comment: comment.slice(0, this.pack.longest) }, typed);
  }

  /** @param {string} phrase a comment of before, put behind what stands there */
  again(phrase) {
    const { comment } = this.mark();
    this.comment(comment.trim() ? `${comment.trimEnd()} ${phrase}` : phrase);
  }

  /** @param {boolean} flag */
  flag(flag) {
    this.#change({ flag });
  }

  /** Give the same as an alike text has, but for the flag. */
  same() {
    const other = this.alike();
    if (other === null) return;
    const { points, comment } = this.mark(other);
    const before = this.isDone();
    this.#change({ points, comment });
    if (!before && this.isDone()) this.#remember();
  }

  /** @param {Partial<Mark>} change @param {boolean} [typed] */
  #change(change, typed = false) {
    const screen = this.screens[this.at];
    if (!screen) return;
    const mark = { ...this.mark(), ...change, at: timestamp(this.#now()) };
    const last = this.#steps.at(-1);
    if (!(typed && last?.typed && last.at === this.at)) {
      const marks = new Map(screen.copies.map(({ id }) => [id, this.#marks.get(id)]));
      this.#steps.push({ at: this.at, marks, typed });
    }
    for (const { id, judged } of screen.copies) this.#marks.set(id, { ...mark, judged });
  }

  /** Whether there is anything to take back. */
  canUndo() {
    return this.#steps.length > 0;
  }

  /** Take the last change back, and show the text that it was made on. */
  undo() {
    const step = this.#steps.pop();
    if (!step) return;
    const at = timestamp(this.#now());
    for (const { id, judged } of this.screens[step.at].copies) {
      // With the time of now: a copy that was kept elsewhere must not bring it back.
      this.#marks.set(id, { judged, ...(step.marks.get(id) ?? NOTHING), at });
    }
    this.#moveTo(step.at);
  }

  // The way through

  /** @param {number} at whether a text is among those that the marker wants to see */
  #isWanted(at) {
    if (this.event && this.screens[at].event !== this.event) return false;
    if (this.show === "open") return !this.isDone(at);
    return this.show === "all" || this.mark(at).flag;
  }

  /** @returns {number[]} the texts that the marker wants to see */
  wanted() {
    return this.screens.flatMap((_, at) => (this.#isWanted(at) ? [at] : []));
  }

  /** @param {string} event "" for all @param {Show} show */
  filter(event, show) {
    this.event = event;
    this.show = show;
    const wanted = this.wanted();
    if (!wanted.length || wanted.includes(this.at)) return;
    this.#moveTo(wanted.find((at) => at > this.at) ?? wanted[0]);
  }

  /** @param {1 | -1} way @returns {boolean} whether there was another text to go to */
  go(way) {
    const wanted = this.wanted().filter((at) => (way > 0 ? at > this.at : at < this.at));
    if (!wanted.length) return false;
    this.#moveTo(way > 0 ? wanted[0] : /** @type {number} */ (wanted.at(-1)));
    return true;
  }

  /** @returns {boolean} whether there was a text without all its points to go to */
  goToOpen() {
    const open = this.screens.flatMap((_, at) => (this.isDone(at) ? [] : [at]));
    if (!open.length) return false;
    this.#moveTo(open.find((at) => at > this.at) ?? open[0]);
    return true;
  }

  /** @param {number} at */
  #moveTo(at) {
    this.at = at;
    this.#since = this.#now().getTime();
  }

  // What is told

  /** @returns {number | null} an alike text that has all its points, the nearest before first */
  alike() {
    const own = this.screens[this.at];
    if (!own?.alike) return null;
    const others = this.screens.flatMap((screen, at) =>
      at !== this.at && screen.alike === own.alike && this.isDone(at) ? [at] : [],
    );
    return others.filter((at) => at < this.at).at(-1) ?? others[0] ?? null;
  }

  /** How many texts have all their points, how many there are, and how many are flagged. */
  progress() {
    const done = this.screens.filter((_, at) => this.isDone(at)).length;
    const flagged = this.screens.filter((_, at) => this.mark(at).flag).length;
    return { done, of: this.screens.length, flagged };
  }

  /** @returns {number | null} minutes that the rest takes at this pace, null where none can tell */
  minutesLeft() {
    const { done, of } = this.progress();
    if (this.spent.length < FEWEST || done === of) return null;
    const sorted = [...this.spent].sort((one, other) => one - other);
    return Math.max(1, Math.round((sorted[sorted.length >> 1] * (of - done)) / 60));
  }

  /** @returns {string[]} comments that were written before, those of most texts first */
  phrases() {
    /** @type {Map<string, number>} */
    const times = new Map();
    this.screens.forEach((_, at) => {
      const comment = this.mark(at).comment.trim();
      if (comment && at !== this.at) times.set(comment, (times.get(comment) ?? 0) + 1);
    });
    const here = this.mark().comment;
    return [...times.keys()]
      .filter((comment) => !here.includes(comment))
      .sort((one, other) => (times.get(other) ?? 0) - (times.get(one) ?? 0))
      .slice(0, MOST_PHRASES);
  }

  #remember() {
    const seconds = (this.#now().getTime() - this.#since) / 1000;
    this.spent = [...this.spent, Math.min(LONGEST, seconds)].slice(-MOST_SPENT);
    this.#since = this.#now().getTime();
  }

  // Keeping

  /** What a browser keeps. */
  kept() {
    return { marks: Object.fromEntries(this.#marks), spent: this.spent, place: this.place() };
  }

  /** The code of the text that is shown. */
  place() {
    return this.screens[this.at]?.copies[0].id ?? "";
  }

  /**
   * Go on with what was kept or saved; of each text the later mark is taken.
   * @param {{marks?: unknown, spent?: unknown, place?: unknown}} kept
   * @returns {number} texts whose marks have changed by this
   */
  adopt({ marks, spent, place }) {
    let changed = 0;
    for (const [id, value] of Object.entries(Object(marks))) {
      const mark = asMark(value, this.pack);
      const own = this.#marks.get(id);
      if (!mark || (own && !isAfter(mark.at, own.at))) continue;
      this.#marks.set(id, mark);
      changed += 1;
    }
    if (Array.isArray(spent)) {
      this.spent = spent.filter((it) => it >= 0 && it <= LONGEST).slice(-MOST_SPENT);
    }
    const at = this.screens.findIndex((screen) => screen.copies.some(({ id }) => id === place));
    if (at >= 0) this.#moveTo(at);
    return changed;
  }

  /** @returns {[string, KeptMark][]} all marks of the texts in this page that say something */
  filed() {
    return this.screens.flatMap(({ copies }) =>
      copies.flatMap(({ id, judged }) => {
        const mark = this.#marks.get(id);
        const isFiled = mark?.judged === judged && saysSomething(mark);
        return isFiled ? [/** @type {[string, KeptMark]} */ ([id, mark])] : [];
      }),
    );
  }
}
