// A board's one state: what is placed, checked and kept, with a model that notes each saving.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Board } from "../../../src/hedgelab/widgets/board/board.js";
import { askToReset, load, save } from "../../../src/hedgelab/widgets/board/filing.js";
import { checkLabel } from "../../../src/hedgelab/widgets/board/telling.js";
import { HeldModel } from "../../../src/hedgelab/widgets/shared/model.js";
import { document, EVENTS, state } from "./lumen.mjs";

/** @import { BoardState, Mode } from "../../../src/hedgelab/widgets/board/types.js" */

/** @extends {HeldModel<BoardState>} */
class Model extends HeldModel {
  /** @type {{answers: any, progress: any}[]} */
  saved = [];
  save_changes() {
    const { answers, progress } = this.state;
    this.saved.push(structuredClone({ answers, progress }));
  }
}

/** @param {Mode} mode @param {Partial<BoardState>} [members] */
function boardIn(mode, members) {
  const model = new Model(state(mode, members));
  return { model, board: new Board(model) };
}

const HALF = { "pact-1993": "limited-bandwagoning", "visit-1994": "balancing" };

test("what is placed is handed to the host at once", () => {
  const { model, board } = boardIn("practice");
  board.place("pact-1993", "balancing");
  assert.equal(model.saved.length, 1);
  const [{ answers }] = model.saved;
  assert.deepEqual(
    answers.answers.map((/** @type {any} */ { event, position }) => [event, position]),
    [["pact-1993", "balancing"]],
  );
  assert.match(answers.answers[0].changed, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.match(board.spoken, /placed at balancing\. 1 of 4 placed\.$/);
  board.place("pact-1993", "balancing");
  assert.equal(model.saved.length, 1);
});

test("what is typed is handed over before the card is left", () => {
  const { model, board } = boardIn("sheet");
  board.answer(board.current, { justification: "Beca" }, true);
  board.answer(board.current, { justification: "Because." }, true);
  assert.equal(model.saved.length, 0);
  board.show("school-1997");
  assert.equal(model.saved.length, 1);
  assert.equal(model.saved[0].answers.answers[0].justification, "Because.");
});

test("a practice card may tell more than its date once it has been checked", () => {
  const { board } = boardIn("practice", { answers: document(HALF) });
  const answered = () => board.events.map(({ event_id }) => board.isAnswered(event_id));
  assert.deepEqual(answered(), [false, false, false, false]);
  board.show("pact-1993");
  board.check();
  assert.deepEqual(answered(), [true, false, false, false]);
  // It has been seen: to move the card hides nothing again.
  board.place("pact-1993", "balancing");
  assert.deepEqual(answered(), [true, false, false, false]);
});

test("a card of a sheet may tell more once nothing is missing for it", () => {
  const { board } = boardIn("sheet");
  assert.equal(board.isAnswered("pact-1993"), false);
  board.place("pact-1993", "balancing");
  board.answer("pact-1993", { confidence: 2 });
  assert.equal(board.isAnswered("pact-1993"), false);
  board.answer("pact-1993", { justification: "Because." });
  assert.equal(board.isAnswered("pact-1993"), true);
  assert.equal(board.isAnswered("visit-1994"), false);
});

test("a sheet that comes back hides nothing", () => {
  const { board } = boardIn("review");
  assert.ok(board.events.every(({ event_id }) => board.isAnswered(event_id)));
});

test("only the card that was checked is, and only while it stays", () => {
  const { model, board } = boardIn("practice", { answers: document(HALF) });
  board.show("pact-1993");
  assert.equal(checkLabel(board), "Check this card");
  board.check();
  assert.deepEqual(
    board.events.map(({ event_id }) => board.isChecked(event_id)),
    [true, false, false, false],
  );
  assert.deepEqual(model.saved.at(-1)?.progress, {
    checked: { "pact-1993": "limited-bandwagoning" },
  });
  assert.equal(board.checked, 1);
  // Ears get the reading and its reason as well.
  assert.equal(
    board.spoken,
    "The article's own reading. The article’s reading: limited bandwagoning. REASON",
  );
  // Of the other nothing is given away.
  assert.equal(board.judged("visit-1994"), null);
  board.place("pact-1993", "balancing");
  assert.equal(board.isChecked("pact-1993"), false);
  assert.equal(board.judged("pact-1993"), null);
  assert.equal(checkLabel(board), "Check again");
  board.show("visit-1994");
  assert.equal(checkLabel(board), "Check this card");
});

test("what was checked first counts, and a card may be checked again where it is moved", () => {
  const { model, board } = boardIn("practice", { answers: document(HALF) });
  board.show("pact-1993");
  board.check();
  board.place("pact-1993", "balancing");
  board.check();
  board.check();
  assert.equal(board.firstAt("pact-1993"), "limited-bandwagoning");
  assert.equal(board.isChecked("pact-1993"), true);
  assert.equal(board.checked, 1);
  const [pact] = model.saved.at(-1)?.answers.answers ?? [];
  assert.deepEqual(
    pact.checks.map((/** @type {any} */ { position }) => position),
    ["limited-bandwagoning", "balancing"],
  );
  // Taken off the board it was checked all the same, and a reset begins anew.
  board.place("pact-1993", null);
  assert.equal(board.firstAt("pact-1993"), "limited-bandwagoning");
  askToReset(board);
  board.status.actions[0].run();
  assert.equal(board.firstAt("pact-1993"), undefined);
});

test("a board of many opens with a few, and shows all where that is asked or needed", () => {
  const events = Array.from({ length: 31 }, (_, number) => ({
    ...EVENTS[0],
    event_id: `act-${number}`,
  }));
  const sheet = { ...state("practice").sheet, events };
  const members = { sheet, short: ["act-1", "act-7"], view: {} };
  const { model, board } = boardIn("practice", members);
  assert.deepEqual(
    board.events.map(({ event_id }) => event_id),
    ["act-1", "act-7"],
  );
  board.showAll(true);
  assert.equal(board.events.length, 31);
  assert.deepEqual(model.get("view"), { all: { lumen: true } });
  board.showAll(false);
  // A link may lead to an act that is not among the few.
  board.show("act-3");
  assert.equal(board.events.length, 31);
  assert.equal(board.current, "act-3");
  // Where no setting can be kept, as in a learning platform, every act is shown.
  assert.equal(boardIn("practice", { ...members, view: undefined }).board.events.length, 31);
});

test("a card without a place can't be checked", () => {
  const { model, board } = boardIn("practice");
  board.check();
  assert.match(board.spoken, /^Place the card first/);
  assert.equal(model.saved.length, 0);
});

test("a sheet checks nothing, and a review is not written to", () => {
  const progress = { checked: HALF };
  const { board: sheet } = boardIn("sheet", { answers: document(HALF), progress });
  assert.equal(sheet.isChecked("pact-1993"), false);
  assert.equal(sheet.judged("pact-1993"), null);
  const { model, board: review } = boardIn("review", { answers: document(HALF) });
  review.place("pact-1993", "balancing");
  assert.equal(review.at("pact-1993"), "limited-bandwagoning");
  assert.equal(model.saved.length, 0);
  assert.equal(review.judged("pact-1993")?.kind, "same");
});

test("another tab's answers are taken up, and damaged ones are not", () => {
  const { model, board } = boardIn("practice", { answers: document(HALF) });
  model.set("answers", document({ "school-1997": "balancing" }));
  board.adopt();
  assert.equal(board.at("school-1997"), "balancing");
  assert.equal(board.at("pact-1993"), null);
  model.set("answers", { answers: 3 });
  board.adopt();
  assert.equal(board.at("school-1997"), "balancing");
  assert.match(board.status.text, /can't be read/);
  assert.deepEqual(model.get("answers"), board.document);
  assert.equal(model.saved.length, 0);
});

test("work that can't be read is told of on a board with nothing on it, too", () => {
  const { model, board } = boardIn("sheet");
  model.set("answers", "{ cut");
  board.adopt();
  assert.match(board.status.text, /cut off or damaged/);
  assert.equal(board.status.actions[0].label, "Save the unreadable copy");
});

test("a reset asks, empties, and can be taken back", () => {
  const { model, board } = boardIn("practice", { answers: document(HALF) });
  askToReset(board);
  assert.match(board.status.text, /^Take 2 cards off the board\?/);
  board.status.actions[0].run();
  assert.equal(board.placed, 0);
  assert.deepEqual(model.saved.at(-1)?.answers.answers, []);
  board.undo?.run();
  assert.equal(board.placed, 2);
  assert.deepEqual(model.saved.at(-1)?.answers.answers, document(HALF).answers);
  board.undo?.run();
  assert.equal(board.placed, 0);
});

test("answers are saved to a file, which loads on an empty board", async () => {
  const { board } = boardIn("sheet", { answers: document(HALF) });
  /** @type {[string, string][]} */
  const files = [];
  board.onDownload = (name, text) => files.push([name, text]);
  save(board);
  const [[name, text]] = files;
  assert.equal(name, "lumen.answers.json");
  assert.equal(board.status.text, `Saved as ${name}, where your browser puts downloads.`);

  const { model, board: other } = boardIn("sheet");
  await load(other, new File([text], name));
  assert.deepEqual(other.document, board.document);
  assert.deepEqual(model.saved.at(-1)?.answers, board.document);
  assert.equal(other.status.text, "2 answers loaded from “lumen.answers.json”.");
});

test("a file that is none leaves the board as it was", async () => {
  const { model, board } = boardIn("sheet", { answers: document(HALF) });
  for (const part of ["{ cut off", new Uint8Array([0x50, 0xff])]) {
    await load(board, new File([part], "mine.json"));
    assert.match(board.status.text, /^“mine\.json” was not loaded\. /);
  }
  const [answer] = document(HALF).answers;
  const twice = document({}, { answers: [answer, answer] });
  await load(board, new File([JSON.stringify(twice)], "twice.json"));
  assert.match(board.status.text, /is the second for that event/);
  assert.deepEqual(board.document, document(HALF));
  assert.equal(model.saved.length, 0);
});
