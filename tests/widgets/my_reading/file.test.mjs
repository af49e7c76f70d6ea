// The file of a reading: what is written is read again, and what can't be read says why.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fileText,
  readFile,
  withActs,
  worksOf,
} from "../../../src/hedgelab/widgets/my_reading/file.js";
import { actsOn } from "../../../src/hedgelab/widgets/shared/acts.js";
import { answerFiles, FORMAT } from "../answer_format.mjs";
import { board } from "../boards.mjs";

const SETTING = {
  format: "hedgelab-reading/1",
  rules: FORMAT.rules,
  positions: FORMAT.positions,
};
const [NOW, LATER] = ["2026-10-05T14:01:40Z", "2026-11-01T08:00:00Z"];
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

test("acts are written board by board, with what was checked first and last", () => {
  const { shelf } = withActs({}, [DEEDS, FIRST], SETTING);
  const events = [{ event_id: "pact-1993", board: "deeds" }].map((event) => ({
    ...{ title: "", date_text: "", group: "", readings: [] },
    ...event,
  }));
  const works = worksOf(actsOn(shelf, SETTING).acts, events, SETTING);
  const [deeds, other] = works;
  assert.deepEqual(
    works.map(({ answers }) => [answers.assignment, answers.answers.map(({ event }) => event)]),
    [
      ["deeds", ["pact-1993"]],
      ["my-reading", ["line-1995"]],
    ],
  );
  assert.deepEqual(deeds.progress, DEEDS.progress);
  assert.deepEqual(deeds.answers.answers[0].checks, [{ position: "balancing", at: NOW }]);
  assert.deepEqual(other.progress, { checked: {} });
  assert.deepEqual(readFile(fileText(works, SETTING), SETTING).works, works);
});

test("loading adds what was checked, takes the later word, and can be taken back", () => {
  const { shelf } = withActs({}, [DEEDS], SETTING);
  const other = board("deeds", { "pact-1993": "bandwagoning" }, "pact-1993");
  other.answers.answers[0].changed = LATER;
  const loaded = withActs(shelf, [other, FIRST], SETTING);
  const pact = actsOn(loaded.shelf, SETTING).acts.get("pact-1993");
  assert.equal(pact?.position, "bandwagoning");
  assert.deepEqual(pact?.checks, [
    { position: "balancing", at: NOW },
    { position: "bandwagoning", at: LATER },
  ]);
  assert.deepEqual(loaded.before, {
    "act:pact-1993": shelf["act:pact-1993"],
    "act:line-1995": null,
  });
});

test("a record that can't be read is kept beside what is loaded", () => {
  const { shelf } = withActs({ "act:pact-1993": { later: 1 } }, [DEEDS], SETTING);
  assert.equal(actsOn(shelf, SETTING).acts.get("pact-1993")?.position, "balancing");
  const [aside] = Object.keys(shelf).filter((key) => key.startsWith("act:pact-1993:unreadable:"));
  assert.deepEqual(shelf[aside], { later: 1 });
});

test("whose file it was stays in the file", () => {
  const named = { ...DEEDS, answers: { ...DEEDS.answers, student: { id: "s1", name: "Ada" } } };
  assert.ok(!JSON.stringify(withActs({}, [named], SETTING)).includes("Ada"));
});
