// The answers on a board: what fits it, and how one of them changes.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fileName,
  readForBoard,
  settingOf,
  takeUp,
  progressOf,
  withAnswer,
  withChecksOf,
  withoutAnswers,
  withProgress,
} from "../../../src/hedgelab/widgets/board/answers.js";
import { HeldModel } from "../../../src/hedgelab/widgets/shared/model.js";
import { answerFiles } from "../answer_format.mjs";
import { document, NOW, POSITIONS, state } from "./lumen.mjs";

/** @import { BoardState, Mode, Setting } from "../../../src/hedgelab/widgets/board/types.js" */

/** @param {Mode} mode @param {Partial<BoardState>} [members] @returns {Setting} */
const settingIn = (mode, members) => settingOf(new HeldModel(state(mode, members)));
const LATER = "2027-01-01T00:00:00Z";
const HALF = { "pact-1993": "limited-bandwagoning", "visit-1994": "binding-engagement" };

test("a board reads what every reader reads, and refuses what every reader refuses", () => {
  const setting = settingIn("sheet");
  setting.sheet = { ...setting.sheet, assignment: "deeds-1993-2000" };
  for (const { what, text } of answerFiles("good")) {
    assert.equal(readForBoard(text, setting).ok, true, what);
  }
  for (const { what, text } of answerFiles("bad")) {
    assert.equal(readForBoard(text, setting).ok, false, what);
  }
});

test("answers to another assignment, or of another student, are not taken", () => {
  const refusal = (/** @type {object} */ members, setting = settingIn("sheet")) => {
    const result = readForBoard(JSON.stringify(document(HALF, members)), setting);
    return result.ok ? "" : result.message;
  };
  assert.match(
    refusal({ assignment: "norda" }),
    /another assignment, “norda”; this one is “lumen”/,
  );
  const hers = settingIn("sheet", { answers: document({}, { student: { id: "s1", name: "A" } }) });
  assert.match(refusal({ student: { id: "s2" } }, hers), /belongs to student “s2”.* for “s1”/);
  assert.equal(refusal({ student: { name: "A" } }, hers), "");
});

test("a file that names nobody becomes the student's whose sheet it is", () => {
  const student = { id: "s1", name: "Ada" };
  const hers = settingIn("sheet", { answers: document({}, { student }) });
  const result = readForBoard(JSON.stringify(document(HALF)), hers);
  assert.ok(result.ok);
  assert.deepEqual(result.document.student, student);
  // Practice asks for no name, and keeps none.
  const practice = readForBoard(JSON.stringify(document(HALF, { student })), settingIn("practice"));
  assert.ok(practice.ok);
  assert.equal("student" in practice.document, false);
});

test("answers to cards that a board doesn't have are counted and kept", () => {
  const other = document(
    { ...HALF, "old-1990": "balancing" },
    { sheet: `sha256:${"0".repeat(64)}` },
  );
  const result = readForBoard(JSON.stringify(other), settingIn("sheet"));
  assert.ok(result.ok);
  assert.deepEqual([result.known, result.unknown, result.sameSheet], [2, 1, false]);
  assert.equal(result.document.answers.length, 3);
});

test("changing an answer touches that answer only", () => {
  const before = document(HALF, /** @type {object} */ ({ extra: 1 }));
  Object.assign(before.answers[0], { note: "kept" });
  const after = withAnswer(before, "pact-1993", { position: "balancing" }, LATER);
  assert.deepEqual(after.answers[0], {
    ...before.answers[0],
    position: "balancing",
    changed: LATER,
  });
  assert.deepEqual(
    { ...after, answers: after.answers.slice(1) },
    {
      ...before,
      answers: before.answers.slice(1),
    },
  );
  assert.equal(before.answers[0].changed, NOW);
});

test("what is answered as before, or with nothing, changes nothing", () => {
  const before = document(HALF);
  assert.equal(withAnswer(before, "visit-1994", { position: "binding-engagement" }), before);
  assert.equal(withAnswer(before, "new-2001", { justification: "" }), before);
});

test("there is one answer to an event, and none that says nothing", () => {
  const before = document(HALF);
  const added = withAnswer(before, "new-2001", { confidence: 1 }, LATER);
  assert.deepEqual(added.answers.at(-1), { event: "new-2001", confidence: 1, changed: LATER });
  const again = withAnswer(added, "new-2001", { position: "balancing" }, LATER);
  assert.equal(again.answers.length, 3);
  assert.deepEqual(withAnswer(added, "new-2001", { confidence: null }), before);
  const noted = { ...before, answers: [{ ...before.answers[0], note: "kept" }] };
  assert.deepEqual(withAnswer(noted, "pact-1993", { position: null }, LATER).answers, [
    { event: "pact-1993", note: "kept", changed: LATER },
  ]);
});

test("a reset takes the answers to this sheet, and leaves the others", () => {
  const both = document({ ...HALF, "old-1990": "balancing" });
  assert.deepEqual(
    withoutAnswers(both, state("sheet").sheet.events).answers.map(({ event }) => event),
    ["old-1990"],
  );
});

test("what a host kept is taken up, and what can't be read is given back", () => {
  const setting = settingIn("practice");
  assert.deepEqual(takeUp(document(HALF), setting).document.answers, document(HALF).answers);
  for (const nothing of [null, undefined, {}]) {
    assert.deepEqual(takeUp(nothing, setting), {
      document: document({}),
      message: "",
      unreadable: "",
    });
  }
  const { document: fresh, message, unreadable } = takeUp({ answers: 3 }, setting);
  assert.deepEqual(fresh, document({}));
  assert.match(message, /^The answers kept here can't be read/);
  assert.deepEqual(JSON.parse(unreadable), { answers: 3 });
  assert.equal(takeUp("{ cut off", setting).unreadable, "{ cut off");
});

test("what a former edition kept of checks is taken up, as far as it can be read", () => {
  const kept = { checked: { "pact-1993": "balancing", "visit-1994": "nowhere", "school-1997": 3 } };
  const taken = withProgress(document(HALF), kept, POSITIONS);
  assert.deepEqual(
    taken.answers.map(({ event, position, checks }) => [event, position, checks]),
    [
      ["pact-1993", "limited-bandwagoning", [{ position: "balancing", at: NOW }]],
      ["visit-1994", "binding-engagement", undefined],
    ],
  );
  for (const nothing of [null, "x", { checked: [] }]) {
    assert.equal(withProgress(taken, nothing, POSITIONS), taken);
  }
  // A log of one's own says more than what was kept beside it.
  const other = { checked: { "pact-1993": "bandwagoning" } };
  assert.deepEqual(withProgress(taken, other, POSITIONS), taken);
  assert.deepEqual(progressOf(taken), { checked: { "pact-1993": "balancing" } });
});

test("a card that was checked and taken off was checked all the same", () => {
  const kept = { checked: { "pact-1993": "balancing" } };
  const [gone] = withProgress(document({}), kept, POSITIONS).answers;
  assert.deepEqual([gone.event, gone.position], ["pact-1993", undefined]);
  assert.equal(gone.checks?.[0].position, "balancing");
});

test("what is loaded doesn't take away what was checked first", () => {
  const early = { position: "balancing", at: NOW };
  const late = { position: "bandwagoning", at: LATER };
  const before = document(
    {},
    {
      answers: [
        { event: "pact-1993", position: "bandwagoning", checks: [early] },
        { event: "visit-1994", position: "balancing", checks: [early] },
        { event: "school-1997", position: "balancing" },
      ],
    },
  );
  const file = document(
    {},
    {
      answers: [{ event: "pact-1993", position: "bandwagoning", checks: [late] }],
    },
  );
  assert.deepEqual(withChecksOf(file, before).answers, [
    { event: "pact-1993", position: "bandwagoning", checks: [early, late] },
    { event: "visit-1994", checks: [early] },
  ]);
});

test("a file is called after the assignment, and after who answered", () => {
  assert.equal(fileName("lumen"), "lumen.answers.json");
  assert.equal(fileName("lumen", "s 1/2"), "lumen-s_1_2.answers.json");
  assert.equal(fileName("lumen", "Ayşə"), "lumen-Ayşə.answers.json");
  assert.equal(fileName("lumen", "..x_"), "lumen-x.answers.json");
  assert.equal(fileName("lumen", "9".repeat(80)), `lumen-${"9".repeat(60)}.answers.json`);
});
