// The model of a handed-out sheet: it begins with the newer answers, and loses none.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SheetModel } from "../../../src/hedgelab/widgets/hosts/sheet_model.js";
import { Shelf } from "../../../src/hedgelab/widgets/hosts/shelf.js";
import { document, state } from "../board/lumen.mjs";
import { answerFiles } from "../answer_format.mjs";
import { fakeStorage } from "./fake_storage.mjs";

const KEY = "sheet:lumen:s1";
const student = { id: "s1", name: "Ada" };
const MINE = document({ "pact-1993": "balancing" }, { student });

/**
 * @param {Storage} storage
 * @param {import("../../../src/hedgelab/widgets/shared/answers.js").AnswerDocument} [carried]
 */
function opened(storage, carried = document({}, { student })) {
  const model = new SheetModel(state("sheet", { answers: carried }), KEY, new Shelf(() => storage));
  return { model, kept: model.open() };
}

/** @param {unknown} answers @param {string} at */
function storageWith(answers, at) {
  const storage = fakeStorage();
  storage.setItem(`hedgelab:${KEY}`, JSON.stringify({ answers, progress: {}, at }));
  return storage;
}

test("what was done is kept, and found when the sheet is opened again", () => {
  const storage = fakeStorage();
  const { model } = opened(storage);
  model.set("answers", MINE);
  assert.deepEqual({ ...storage }, {});
  model.save_changes();
  assert.deepEqual(Object.keys(storage), [`hedgelab:${KEY}`]);
  assert.deepEqual(opened(storage).model.get("answers"), MINE);
});

test("a student whose browser keeps nothing is told", () => {
  const { model } = opened(fakeStorage(true));
  model.save_changes();
  assert.match(model.get("notice") ?? "", /^This browser keeps nothing for this page/);
});

test("the answers saved in the page win where they are newer, by whatever clock", () => {
  const saved = document(
    { "pact-1993": "bandwagoning" },
    { student, saved: "2026-10-05T16:00:00+04:00" },
  );
  const later = opened(storageWith(MINE, "2026-10-05T12:00:01Z"), saved).model;
  assert.deepEqual(later.get("answers"), MINE);
  const storage = storageWith(MINE, "2026-10-05T11:59:59Z");
  const earlier = opened(storage, saved).model;
  assert.deepEqual(earlier.get("answers"), saved);
  assert.match(earlier.get("notice") ?? "", /were set aside, not deleted/);
  const aside = Object.entries(storage).filter(([key]) => key.includes(":aside:"));
  assert.deepEqual(JSON.parse(aside[0][1]).answers, MINE);
});

test("what can't be read is given back, and set aside", () => {
  for (const { what, text } of answerFiles("bad")) {
    const storage = fakeStorage();
    storage.setItem(`hedgelab:${KEY}`, `{"answers": ${text}, "at": "2026-10-05T12:00:00Z"}`);
    const { model, kept } = opened(storage);
    assert.equal(typeof kept.unreadable, "string", what);
    assert.deepEqual(model.get("answers"), document({}, { student }), what);
    assert.equal(Object.keys(storage).filter((key) => key.includes(":aside:")).length, 1, what);
  }
});

test("another tab's answers are followed", () => {
  const storage = fakeStorage();
  const { model } = opened(storage);
  storage.setItem(`hedgelab:${KEY}`, JSON.stringify({ answers: MINE, at: "2026-10-05T12:00:00Z" }));
  model.follow();
  assert.deepEqual(model.get("answers"), MINE);
});
