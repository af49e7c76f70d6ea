// A board in a notebook: it notices that Python does not answer, and gives back what was lost.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Board } from "../../../src/hedgelab/widgets/board/board.js";
import { kernelOf } from "../../../src/hedgelab/widgets/board/kernel.js";
import { HeldModel } from "../../../src/hedgelab/widgets/shared/model.js";
import { state } from "./lumen.mjs";

/** @import { BoardState } from "../../../src/hedgelab/widgets/board/types.js" */

Object.assign(globalThis, {
  document: {
    body: { dataset: { baseUrl: "/user/ana/" } },
    addEventListener() {},
    removeEventListener() {},
  },
});

/** @extends {HeldModel<BoardState>} */
class Python extends HeldModel {
  isAlive = true;
  /** @type {Map<string, () => void>} */
  last = new Map();
  /** @param {string} event @param {() => void} listener */
  on(event, listener) {
    this.last.set(event, listener);
    super.on(event, listener);
  }
  save_changes() {
    if (this.isAlive) this.set("_heard", this.get("_said"));
  }
}

/** A board of a notebook that no other test has, unless it is named. */
function opened(place = String(Math.random()), members = {}) {
  const python = new Python({ ...state("sheet"), _said: 0, _heard: 0, _place: place, ...members });
  const board = new Board(python);
  const kernel = kernelOf(board);
  assert(kernel);
  return { python, board, kernel };
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

test("silence is noticed after a while, and so is the first answer", () => {
  const { python, board, kernel } = opened();
  const stop = kernel.begin();
  mock.timers.tick(60_000);
  assert.equal(kernel.isLost, false);
  python.isAlive = false;
  board.place("pact-1993", "balancing");
  assert.equal(kernel.isLost, false);
  mock.timers.tick(5000);
  assert.equal(kernel.isLost, true);
  python.isAlive = true;
  board.place("visit-1994", "balancing");
  assert.equal(kernel.isLost, false);
  stop();
});

test("what the notebook tells of the connection is looked into at once", () => {
  const { python, kernel } = opened();
  kernel.begin();
  python.last.get("comm_live_update")?.();
  mock.timers.tick(1500);
  assert.equal(kernel.isLost, false);
  python.isAlive = false;
  python.last.get("comm_live_update")?.();
  mock.timers.tick(1500);
  assert.equal(kernel.isLost, true);
});

test("saving waits for the last word, and no longer than it must", async () => {
  const { python, board, kernel } = opened();
  kernel.begin();
  await kernel.untilHeard(3000);
  python.isAlive = false;
  board.answer("pact-1993", { justification: "w" }, true);
  board.keepIfPending();
  let isDone = false;
  const waiting = kernel.untilHeard(3000).then(() => (isDone = true));
  await Promise.resolve();
  assert.equal(isDone, false);
  python.isAlive = true;
  python.save_changes();
  await waiting;
  assert.equal(isDone, true);
});

test("a board that begins anew is given what the tab has, and Python too", () => {
  const first = opened("mine.ipynb");
  first.kernel.begin();
  first.board.place("pact-1993", "balancing");
  first.python.isAlive = false;
  first.board.place("visit-1994", "bandwagoning");
  const again = opened("mine.ipynb");
  again.kernel.begin();
  assert.equal(again.board.placed, 2);
  assert.match(again.board.status.text, /on the board again: 2 answers\.$/);
  const { answers } = /** @type {any} */ (again.python.get("answers"));
  assert.equal(answers.length, 2);
  assert.equal(opened("another.ipynb").board.placed, 0);
});

test("a page without Python has no kernel to miss, nor has a graded sheet", () => {
  assert.equal(kernelOf(new Board(new Python(state("sheet")))), null);
  const graded = new Board(new Python({ ...state("review"), _heard: 0 }));
  assert.equal(kernelOf(graded), null);
});
