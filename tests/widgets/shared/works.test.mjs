// A board's work, as files have it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { workIn } from "../../../src/hedgelab/widgets/shared/works.js";
import { answerFiles, FORMAT } from "../answer_format.mjs";

test("a board's work is read as an answer file is", () => {
  // What is no JSON never came to a shelf.
  const documents = (/** @type {"good" | "bad"} */ kind) =>
    answerFiles(kind).flatMap(({ what, text }) => {
      try {
        return [{ what, answers: JSON.parse(text.replace(/^\ufeff/, "")) }];
      } catch {
        return [];
      }
    });
  for (const { what, answers } of documents("good")) {
    assert.deepEqual(workIn({ answers }, FORMAT), { answers, progress: { checked: {} } }, what);
  }
  const bad = documents("bad").filter(({ what }) => !what.includes("twice"));
  for (const { what, answers } of bad) assert.equal(workIn({ answers }, FORMAT), null, what);
  assert.ok(bad.length > 30);
});
