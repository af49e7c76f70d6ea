// A board in a notebook and its kernel: whether Python hears what is done here, what is said where
// it does not, and how the work is taken up again.

import { h, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { save } from "./filing.js";
import { heldKey, merged, putHeld, takeHeld } from "./held_work.js";

/**
 * @import { Board } from "./board.js"
 * @import { Part } from "./types.js"
 */

// ms without an answer after which nobody seems to hear
const PATIENCE = 5000;
const AT_THE_START = 20_000; // while the cells below run
const WHEN_TOLD = 1500; // where the notebook itself says that the connection changed
const LONG_AGO = 5 * 60_000; // since the last answer, when somebody comes back to the page

const UNHEARD = "Python does not hear this board: its kernel stopped, was restarted or is busy.";
const WHAT_TO_DO =
  " Only this browser tab has what you do now. Run the board’s cell again, after those that it " +
  "needs, and it takes up your work; or save your answers to a file.";

/** @param {Board} board @returns {Kernel | null} none where the board is in a page without Python */
export function kernelOf(board) {
  const isHosted = board.model.get("_heard") !== undefined;
  return isHosted && !board.readOnly ? new Kernel(board) : null;
}

export class Kernel {
  /** Whether nobody seems to hear. */
  isLost = false;
  #said = 0;
  #heardAt = Date.now();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {Board} board */
  constructor(board) {
    this.board = board;
    this.key = heldKey(board.model.get("_place") ?? "", board.mode, board.setting);
    /** What Python has, and what it was told last. */
    this.base = this.told = board.document;
    board.onKeep = () => {
      this.#say();
      this.#hold();
      this.#await(PATIENCE);
    };
  }

  get isHeard() {
    return (this.board.model.get("_heard") ?? 0) >= this.#said;
  }

  /** Take up what this tab has and Python has not, and follow what becomes of the kernel. */
  begin() {
    this.#resume();
    const { model } = this.board;
    const answered = () => this.#answered();
    const changed = () => this.#ask(WHEN_TOLD);
    const seen = () => {
      const isBack = document.visibilityState === "visible";
      if (isBack && Date.now() - this.#heardAt > LONG_AGO) this.#ask(PATIENCE);
    };
    model.on("change:_heard", answered);
    // JupyterLab's word for it; other notebooks have none, and there no answer tells.
    model.on("comm_live_update", changed);
    document.addEventListener("visibilitychange", seen);
    this.#ask(AT_THE_START);
    return () => {
      clearTimeout(this.#timer);
      model.off("change:_heard", answered);
      model.off("comm_live_update", changed);
      document.removeEventListener("visibilitychange", seen);
    };
  }

  /** @param {number} longest ms @returns {Promise<void>} until Python has all, or that long */
  untilHeard(longest) {
    if (this.isHeard) return Promise.resolve();
    return new Promise((done) => {
      this.#waiting.push(done);
      setTimeout(done, longest);
    });
  }

  #resume() {
    const { board } = this;
    const held = takeHeld(this.key, board.setting);
    if (!held) return;
    const document = merged(held.base, held.document, board.document);
    if (JSON.stringify(document.answers) === JSON.stringify(board.document.answers)) return;
    board.document = document;
    board.keep();
    const had = counted(document.answers.length, "answer");
    board.say(`Your work in this browser tab is on the board again: ${had}.`);
  }

  #say() {
    const { model, document } = this.board;
    this.#said = Math.max(model.get("_said") ?? 0, model.get("_heard") ?? 0, this.#said) + 1;
    this.told = document;
    model.set("_said", this.#said);
  }

  /** @param {number} patience */
  #ask(patience) {
    this.#say();
    this.board.model.save_changes();
    this.#await(patience);
  }

  /** @param {number} patience */
  #await(patience) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.isHeard || this.isLost) return;
      this.isLost = true;
      this.board.draw();
    }, patience);
  }

  #answered() {
    if (!this.isHeard) return;
    clearTimeout(this.#timer);
    this.#heardAt = Date.now();
    this.base = this.told;
    this.#hold();
    for (const done of this.#waiting.splice(0)) done();
    if (!this.isLost) return;
    this.isLost = false;
    this.board.draw();
  }

  #hold() {
    putHeld(this.key, { document: this.board.document, base: this.base });
  }
}

/** @param {Board} board @param {Kernel} kernel @returns {Part} */
export function drawKernel(board, kernel) {
  const [what, rest] = [h("strong"), h("span")];
  const text = h("p", { role: "alert" }, what, rest);
  const button = h(
    "button",
    { type: "button", class: "hb-button", click: () => save(board) },
    "Save to a file",
  );
  const node = h("div", { class: "hb-unheard" }, text, button);
  const update = () => {
    node.classList.toggle("is-lost", kernel.isLost);
    button.hidden = !kernel.isLost;
    write(what, kernel.isLost ? UNHEARD : "");
    write(rest, kernel.isLost ? WHAT_TO_DO : "");
  };
  return { node, update };
}
