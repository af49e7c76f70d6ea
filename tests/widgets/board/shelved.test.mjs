// A board in a page of the book: each of its acts is one record, which other boards share.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Board } from "../../../src/hedgelab/widgets/board/board.js";
import { askToReset } from "../../../src/hedgelab/widgets/board/filing.js";
import { boardModel } from "../../../src/hedgelab/widgets/board/shelved.js";
import { PageModel } from "../../../src/hedgelab/widgets/hosts/page_model.js";
import { Shelf } from "../../../src/hedgelab/widgets/hosts/shelf.js";
import { fakeStorage } from "../hosts/fake_storage.mjs";
import { EVENTS, state } from "./lumen.mjs";

/** A page with a board of all acts, and one of a few of them. */
function opened(storage = fakeStorage()) {
  /** @type {PageModel[]} */
  const awake = [];
  const boards = [EVENTS, EVENTS.slice(0, 2)].map((events, index) => {
    const sheet = { ...state("practice").sheet, assignment: `lumen-${index}`, events };
    const given = { ...state("practice", { sheet }), view: {}, notice: "" };
    const keeping = { kept: ["view"], key: "board:view", reads: "act:" };
    const host = new PageModel(given, keeping, new Shelf(() => storage), awake);
    awake.push(host);
    const board = new Board(boardModel(/** @type {any} */ (host)));
    board.model.on("change:answers", () => board.adopt());
    return board;
  });
  return { storage, all: boards[0], few: boards[1] };
}

test("a card that is answered on one board is answered on every other, and tomorrow", () => {
  const { storage, all, few } = opened();
  few.place("pact-1993", "limited-bandwagoning");
  few.check();
  assert.equal(all.at("pact-1993"), "limited-bandwagoning");
  assert.deepEqual([all.placed, all.checked], [1, 1]);
  all.place("school-1997", "balancing");
  assert.deepEqual([few.placed, all.placed], [1, 2]);
  const tomorrow = opened(storage);
  assert.deepEqual([tomorrow.few.checked, tomorrow.all.placed], [1, 2]);
  assert.deepEqual(
    Object.keys(storage).filter((key) => key.startsWith("hedgelab:act:")),
    ["hedgelab:act:pact-1993", "hedgelab:act:school-1997"],
  );
});

test("a reset takes the acts that the board has, and can be taken back", () => {
  const { storage, all, few } = opened();
  few.place("pact-1993", "balancing");
  all.place("school-1997", "balancing");
  askToReset(few);
  few.status.actions[0].run();
  assert.deepEqual([few.placed, all.placed], [0, 1]);
  assert.equal(storage.getItem("hedgelab:act:pact-1993"), null);
  few.undo?.run();
  assert.deepEqual([few.placed, all.placed], [1, 2]);
});

test("how one board is set, the others are, and a later page too", () => {
  const { storage, all, few } = opened();
  few.set({ words: true });
  assert.equal(all.view.words, true);
  all.set({ columns: true });
  assert.deepEqual(opened(storage).few.view, { words: true, columns: true });
});

test("an act that can't be read is on no board, and is kept beside what is placed there", () => {
  const storage = fakeStorage();
  storage.setItem("hedgelab:act:pact-1993", '{"event":"pact-1993","position":"nowhere"}');
  const { all } = opened(storage);
  assert.equal(all.at("pact-1993"), null);
  all.place("pact-1993", "balancing");
  assert.ok(Object.values(storage).some((text) => text.includes("nowhere")));
  assert.equal(opened(storage).all.at("pact-1993"), "balancing");
});
