// Which option was chosen, whether it was checked, and how far the reader is.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answerTo,
  tally,
  verdict,
  withCheck,
  withChoice,
  withoutAnswers,
} from "../../../src/hedgelab/widgets/reading_check/answers.js";

const [RIGHT, WRONG] = [
  { text: "One", right: true, feedback: "Yes." },
  { text: "Two", right: false, feedback: "No." },
];
const FIRST = { question: "Which?", options: [RIGHT, WRONG] };
const SECOND = { question: "And which?", options: [WRONG, RIGHT] };

test("a chosen option has to be checked, and anew when another is chosen", () => {
  const chosen = withChoice({}, FIRST, WRONG);
  assert.deepEqual(answerTo(chosen, FIRST), { option: WRONG, checked: false });
  const checked = withCheck(chosen, FIRST);
  assert.deepEqual(answerTo(checked, FIRST), { option: WRONG, checked: true });
  assert.deepEqual(answerTo(checked, SECOND), { option: null, checked: false });
  assert.equal(answerTo(withChoice(checked, FIRST, RIGHT), FIRST).checked, false);
});

test("nothing is checked where nothing was chosen", () => {
  assert.deepEqual(withCheck({}, FIRST), {});
  assert.deepEqual(withCheck(null, FIRST), {});
});

test("what was kept for another edition's words is no answer", () => {
  const kept = { "Which?": { chosen: "Three", checked: true }, "toString?": 1 };
  assert.deepEqual(answerTo(kept, FIRST), { option: null, checked: false });
  for (const nothing of [null, "x", [], { "Which?": "One" }]) {
    assert.deepEqual(answerTo(nothing, FIRST), { option: null, checked: false });
  }
});

test("starting again takes these answers, and leaves other checks'", () => {
  const both = withChoice(withChoice({}, FIRST, RIGHT), SECOND, WRONG);
  assert.deepEqual(Object.keys(withoutAnswers(both, [FIRST])), ["And which?"]);
});

test("the tally counts what was checked, and what fits", () => {
  const questions = [FIRST, SECOND];
  assert.equal(tally({}, questions), "2 questions");
  const one = withCheck(withChoice(withChoice({}, FIRST, RIGHT), SECOND, WRONG), FIRST);
  assert.equal(tally(one, questions), "1 of 2 checked, 1 as the chapter has it");
  const both = withCheck(one, SECOND);
  assert.equal(tally(both, questions), "2 of 2 checked, 1 as the chapter has it");
});

test("a verdict teaches", () => {
  assert.deepEqual(
    [verdict(RIGHT), verdict(WRONG)],
    ["This one fits.", "Another one fits better."],
  );
});
