// The one reader of answer files: tests/test_answers.py puts the same table to Python's.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fileText,
  readAnswers,
  readDocument,
  textIn,
} from "../../../src/hedgelab/widgets/shared/answers.js";
import { answerFiles, FORMAT } from "../answer_format.mjs";

for (const { what, text } of answerFiles("good")) {
  test(`a good file of the table is read: ${what}`, () => {
    const result = readAnswers(text, FORMAT);
    assert.ok(result.ok, JSON.stringify(result));
    assert.deepEqual(readAnswers(fileText(result.document), FORMAT), result);
  });
}

for (const { what, text } of answerFiles("bad")) {
  test(`a bad file of the table is refused: ${what}`, () => {
    const result = readAnswers(text, FORMAT);
    assert.ok(!result.ok);
    // It says what is wrong, and ends on what to do.
    assert.match(result.message, /^(?:This (?:file|is)|The file|Answer \d+ in this file).+[.]$/s);
    assert.ok(result.message.length < 500, result.message);
  });
}

test("a message names the place, and what to do", () => {
  const [{ text }] = answerFiles("good");
  const told = (/** @type {object} */ change) => {
    const document = JSON.parse(text);
    const spoilt = { ...document, answers: [{ ...document.answers[0], ...change }] };
    const result = readAnswers(JSON.stringify(spoilt), FORMAT);
    return result.ok ? "" : result.message;
  };
  assert.equal(
    told({ confidence: 9 }),
    "Answer 1 in this file (kfor-platoon-1999) has the confidence 9; " +
      "it has to be one of 1 (A guess), 2 (Fairly sure), 3 (Sure).",
  );
  assert.match(told({ event: "x".repeat(5000), confidence: 9 }), /\(x{57}…\) has the confidence 9/);
});

test("what is at fault is named", () => {
  const [{ text }] = answerFiles("good");
  const document = JSON.parse(text);
  const [answer] = document.answers;
  const { event } = answer;
  for (const [change, fault] of [
    [{ format: "hedgelab-answers/2" }, { member: "format" }],
    [{ assignment: "No Slug" }, { member: "assignment" }],
    [{ saved: "today" }, { member: "saved" }],
    [{ answers: [answer, answer] }, { member: "event", event }],
    [{ answers: [{}] }, { member: "event" }],
    [{ answers: [{ ...answer, confidence: 9 }] }, { member: "confidence", event }],
  ]) {
    const result = readDocument({ ...document, ...change }, FORMAT);
    assert.deepEqual(result.ok || result.fault, fault);
  }
});

test("a file may be as large as the rules say, and not a byte larger", () => {
  const [{ text }] = answerFiles("good");
  const most = FORMAT.rules.max_file_bytes;
  // An umlaut has two bytes.
  const filled = (/** @type {number} */ bytes) => text.replace("Soldiers", "ü".repeat(bytes / 2));
  const room = most - new TextEncoder().encode(text).length + "Soldiers".length;
  const exact = filled(room - (room % 2));
  assert.equal(readAnswers(exact, FORMAT).ok, true);
  assert.equal(readAnswers(`${exact}  `, FORMAT).ok, false);
});

test("a chosen file gives its text, and what holds none gives none", async () => {
  const most = { ...FORMAT.rules, max_file_bytes: 8 };
  assert.equal(await textIn(new Blob(["\ufeffgrün"]), most), "\ufeffgrün");
  assert.equal(await textIn(new Blob([new Uint8Array([0x50, 0x4b, 0xff])]), most), null);
  // Cut in the middle of a letter it is still told that it is too large.
  assert.equal((await textIn(new Blob(["12345678ü"]), most))?.length, 9);
});
