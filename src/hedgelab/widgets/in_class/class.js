// The class as the page knows it: the votes, the board in hand, and how votes come in.

import { codesIn } from "../shared/codes_in_text.js";
import { encode, grouped } from "../shared/class_code.js";
import { placedInFile } from "../shared/placed_in_file.js";
import { counted } from "../shared/words.js";
import { madeUpCodes } from "./made_up.js";
import { toldTaken } from "./telling.js";
import { apart, deviceOf, movement, numberOf, spread, Votes } from "./votes.js";

/** @import { Format } from "../shared/answers.js" */
/** @import { Vote } from "../shared/class_code.js" */
/** @import { Line, Tested } from "../shared/telling_apart.js" */
/** @import { Position } from "../shared/model.js" */
/** @import { Cast } from "./votes.js" */

/** @typedef {{assignment: string, title: string, digest: string, events: string[]}} BoardSheet */
/** @typedef {Position & Tested & {on_light: string, on_dark: string}} Stop */
/** @typedef {{position: string, reader: string, credit: number, reason: string}} Read */
/** @typedef {{title: string, date_text: string, summary: string, readings: Read[]}} Act */

/**
 * What the tables say.
 * @typedef {object} Book
 * @property {BoardSheet[]} sheets
 * @property {Record<string, Act>} acts
 * @property {Stop[]} positions
 * @property {Line[]} lines
 * @property {Format & {reading: string}} format of the files that are read
 */

/**
 * An act with where the class stands on it.
 * @typedef {{at: number, event: string, act: Act, first: number[], second: number[]}} Standing
 */

/** @typedef {{told: string, problems: string[]}} Report */

const MADE_UP_LEFT = " The made-up readers have left.";

export class ClassInHand {
  #votes = new Votes();

  /** @param {Book} book */
  constructor(book) {
    this.book = book;
    this.sheet = book.sheets[0];
  }

  /** @param {Vote} vote */
  votes(vote) {
    return this.#votes.of(this.sheet, vote);
  }

  get isMadeUp() {
    return this.#votes.hasMadeUp;
  }

  get isEmpty() {
    return this.#votes.all().length === 0;
  }

  /** The acts of the board, those first over which the first vote stands furthest apart. */
  get standings() {
    const [first, second] = [this.votes(1), this.votes(2)];
    const { length } = this.book.positions;
    const all = this.sheet.events.map((event, at) => ({
      ...{ at, event, act: this.book.acts[event] },
      first: spread(first.values(), at, length),
      second: spread(second.values(), at, length),
    }));
    const far = (/** @type {Standing} */ { first: one, second: other }) => {
      const steps = apart(one);
      return Number.isNaN(steps) ? apart(other) || 0 : steps;
    };
    return all.sort((one, other) => far(other) - far(one) || one.at - other.at);
  }

  /** @param {Standing} standing */
  moved({ at }) {
    return movement(this.votes(1), this.votes(2), at, this.book.positions.length);
  }

  /** @param {string} text typed, pasted or scanned @returns {Report} */
  takeText(text) {
    const { found, unread } = codesIn(text, this.book.sheets);
    const casts = found.map(({ sheet, ballot }) => ({
      ...{ sheet, vote: ballot.vote, device: deviceOf(ballot), places: ballot.places },
    }));
    const problems = unread.map(({ text: code, kind, hint }) =>
      kind === "strange"
        ? `“${shown(code)}” is whole, and of no board of this book: perhaps of another edition. ` +
          "Open the same edition on both devices, and make the code anew."
        : `“${shown(code)}” is damaged. ${hint} Ask for it again, or look at the phone.`.replace(
            /\s+/g,
            " ",
          ),
    );
    if (!casts.length && !problems.length) {
      problems.push(
        "There is no code in this. A code looks like K7QX-3M9D-WWP2-YTS8-UV; the reader’s phone " +
          "shows it on this page, under “Your code”.",
      );
    }
    return this.#taken(casts, problems);
  }

  /**
   * @param {{name: string, text: string | null}[]} files @param {Vote} vote what they are taken for
   * @returns {Report}
   */
  takeFiles(files, vote) {
    const { format, positions } = this.book;
    /** @type {Cast[]} */
    const casts = [];
    /** @type {string[]} */
    const problems = [];
    for (const { name, text } of files) {
      const read = placedInFile(text, format);
      if (!read.ok) {
        problems.push(`“${name}” was not taken. ${read.message}`);
        continue;
      }
      const places = this.sheet.events.map((event) => {
        const held = read.placed.get(event)?.position;
        return positions.find(({ id }) => id === held)?.number ?? 0;
      });
      if (!places.some(Boolean)) {
        problems.push(
          `“${name}” places no act of “${this.sheet.title}”. Choose the board that it is of, and load it again.`,
        );
        continue;
      }
      const owner = read.documents.map(({ student }) => student?.id || student?.name).find(Boolean);
      // Without an owner one file is known from another by all that is in it.
      casts.push({ sheet: this.sheet, vote, places, device: `file ${owner ?? text}` });
    }
    return this.#taken(casts, problems);
  }

  /** @param {Vote} vote @returns {Report} */
  takeMadeUp(vote) {
    const codes = madeUpCodes(this.sheet, this.book.acts, this.book.positions)[vote];
    this.#votes.forget(({ isMadeUp, sheet }) => !isMadeUp || sheet !== this.sheet);
    for (const { sheet, ballot } of codesIn(codes.join("\n"), [this.sheet]).found) {
      this.#votes.take({ ...ballot, sheet, device: deviceOf(ballot), isMadeUp: true });
    }
    return {
      told: `${counted(codes.length, "made-up vote")} taken in. Nobody cast them.`,
      problems: [],
    };
  }

  forget() {
    this.#votes.forget();
  }

  /** @returns {string} the codes of the board, a line each, to be taken in again another day */
  get saved() {
    return this.#votes
      .all()
      .flatMap(({ sheet, vote, device, places }) => {
        const number = numberOf(device);
        return number === null ? [] : [`${encode({ vote, device: number, places }, sheet)}\n`];
      })
      .join("");
  }

  /** @param {Cast[]} casts @param {string[]} problems @returns {Report} */
  #taken(casts, problems) {
    const told = { fresh: 0, same: 0, changed: 0 };
    const hadMadeUp = casts.length > 0 && this.isMadeUp;
    if (hadMadeUp) this.#votes.forget(({ isMadeUp }) => Boolean(isMadeUp));
    const wasEmpty = !this.#votes.has(this.sheet);
    for (const cast of casts) {
      const outcome = this.#votes.take(cast);
      told[outcome === "new" ? "fresh" : outcome] += 1;
    }
    // A class that has just begun is shown the board that its codes are of.
    if (wasEmpty && casts.length) this.sheet = most(casts);
    const others = casts.filter(({ sheet }) => sheet !== this.sheet);
    const more = this.book.sheets.filter((sheet) => others.some((cast) => cast.sheet === sheet));
    for (const { title, digest } of more) {
      const count = others.filter(({ sheet }) => sheet.digest === digest).length;
      problems.push(
        `${counted(count, "code is", "codes are")} of another board, “${title}”. Choose that board to see them.`,
      );
    }
    return { told: toldTaken(told) + (hadMadeUp ? MADE_UP_LEFT : ""), problems };
  }
}

/** @param {Cast[]} casts @returns {BoardSheet} the board that most of them are of */
function most(casts) {
  const count = (/** @type {unknown} */ sheet) =>
    casts.filter((cast) => cast.sheet === sheet).length;
  const sheets = /** @type {BoardSheet[]} */ (casts.map(({ sheet }) => sheet));
  return sheets.reduce((best, sheet) => (count(sheet) > count(best) ? sheet : best));
}

const MOST_SHOWN = 60;

/** @param {string} text */
function shown(text) {
  const code = text.includes("-") ? text.toUpperCase() : grouped(text.toUpperCase());
  return code.length > MOST_SHOWN ? `${code.slice(0, MOST_SHOWN)}…` : code;
}
