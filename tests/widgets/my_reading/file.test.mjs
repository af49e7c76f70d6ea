// The file of a reading: what is written is read again, and what can't be read says why.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileText, readFile, withWorks } from "../../../src/hedgelab/widgets/my_reading/file.js";
import { answerFiles, FORMAT } from "../answer_format.mjs";
import { board } from "../boards.mjs";

const SETTING = {
  format: "hedgelab-reading/1",
  rules: { ...FORMAT.rules, boards: "board:practice:" },
  positions: FORMAT.positions,
};
const DEEDS = board("deeds", { "pact-1993": "balancing" }, "pact-1993");
const FIRST = board("first", { "line-1995": "bandwagoning" });

/** @param {unknown} document */
function refusal(document) {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const { works, message } = readFile(text, SETTING);
  assert.deepEqual(works, []);
  return message;
}

test("a reading that was written is read again", () => {
  const text = fileText([DEEDS, FIRST], SETTING, "2026-10-05T14:01:40Z");
  assert.deepEqual(readFile(text, SETTING), { works: [DEEDS, FIRST], message: "" });
});

test("one board's answer file is a reading of that board, if every reader takes it", () => {
  for (const { what, text } of answerFiles("good")) {
    assert.equal(readFile(text, SETTING).works.length, 1, what);
  }
  for (const { what, text } of answerFiles("bad")) assert.ok(refusal(text), what);
});

test("what is no reading says so, and what to do", () => {
  for (const [document, told] of [
    ["{", /^It is cut off or damaged/],
    ['{"format": "hedgelab-reading/1", "boards": [], "boards": []}', /^It is cut off or damaged/],
    ["[]", /^It holds no reading/],
    [{ cells: [] }, /^It is neither a saved reading nor an answer file/],
    [{ format: "hedgelab-reading/2" }, /^It says it is “hedgelab-reading\/2”.*newer edition/],
    [{ format: "hedgelab-answers/2" }, /^It says it is “hedgelab-answers\/2”/],
    [{ format: "hedgelab-reading/1" }, /^Its list of boards is missing/],
  ]) {
    assert.match(refusal(document), /** @type {RegExp} */ (told));
  }
});

test("a board that can't be taken up is named by its number, with what keeps it", () => {
  const { answers } = DEEDS;
  const [answer] = answers.answers;
  for (const [second, told] of [
    [3, "it is no board"],
    [{ answers: 3 }, "it holds no answers"],
    [{ answers: { ...answers, format: "x" } }, 'its format is "x", and this page reads'],
    [{ answers: { ...answers, assignment: "No Slug" } }, "it doesn’t say which board it is for"],
    [{ answers: { ...answers, answers: {} } }, "part of it is missing or damaged"],
    [{ answers: { ...answers, student: "Ada" } }, "part of it is missing or damaged"],
    [{ answers: { ...answers, answers: [{}] } }, "an answer in it names no event"],
    [{ answers: { ...answers, answers: [answer, answer] } }, "it has two answers for “pact-1993”"],
    [
      { answers: { ...answers, answers: [{ ...answer, confidence: 9 }] } },
      "its answer for “pact-1993” can’t be read",
    ],
  ]) {
    const message = refusal({ format: SETTING.format, boards: [FIRST, second] });
    assert.ok(message.startsWith(`Board 2 in it can’t be taken up: ${told}`), message);
  }
});

test("loading replaces the boards of the file, and can be taken back", () => {
  const shelf = { "board:practice:deeds": DEEDS };
  const other = board("deeds", { "pact-1993": "bandwagoning" });
  const loaded = withWorks(shelf, [other, FIRST], SETTING);
  assert.deepEqual(loaded.shelf, {
    "board:practice:deeds": other,
    "board:practice:first": FIRST,
  });
  const back = withWorks(loaded.shelf, loaded.before, SETTING).shelf;
  assert.deepEqual(back["board:practice:deeds"], DEEDS);
  assert.deepEqual(back["board:practice:first"], board("first", {}));
});

test("what lies on the shelf and can't be read stays", () => {
  const shelf = { "board:practice:deeds": { answers: "later" } };
  const { shelf: next, kept } = withWorks(shelf, [DEEDS], SETTING);
  assert.deepEqual(next, shelf);
  assert.deepEqual(kept, ["deeds"]);
});

test("whose file it was stays in the file", () => {
  const named = { ...DEEDS, answers: { ...DEEDS.answers, student: { id: "s1", name: "Ada" } } };
  assert.deepEqual(withWorks({}, [named], SETTING).shelf, { "board:practice:deeds": DEEDS });
});
