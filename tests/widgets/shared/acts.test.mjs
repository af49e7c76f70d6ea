// What a reader did with an act: the first check counts, and nothing that was checked is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  actsOf,
  actsOn,
  firstCheck,
  isChecked,
  lastCheck,
  mergedActs,
  placeOf,
  withAct,
  withCheck,
} from "../../../src/hedgelab/widgets/shared/acts.js";
import { answerFiles, FORMAT } from "../answer_format.mjs";
import { board } from "../boards.mjs";

const [NOON, ONE, TWO] = [12, 13, 14].map((hour) => `2026-10-05T${hour}:00:00Z`);
const PACT = { event: "pact-1993", position: "balancing", changed: NOON };

test("the first check counts, whatever is checked or moved after it", () => {
  assert.equal(placeOf(PACT), "balancing");
  assert.equal(placeOf({ event: "pact-1993" }), null);
  const checked = withCheck(PACT, ONE);
  assert.ok(isChecked(checked));
  const moved = { ...checked, position: "bandwagoning" };
  assert.ok(!isChecked(moved));
  const again = withCheck(moved, TWO);
  assert.ok(isChecked(again));
  assert.deepEqual(firstCheck(again), { position: "balancing", at: ONE });
  assert.deepEqual(lastCheck(again), { position: "bandwagoning", at: TWO });
  assert.equal(placeOf(again), "balancing");
});

test("a check says how sure its reader was, and why; without a place there is none", () => {
  const said = { ...PACT, confidence: 2, justification: "because" };
  assert.deepEqual(withCheck(said, ONE).checks, [
    { position: "balancing", at: ONE, confidence: 2, justification: "because" },
  ]);
  assert.deepEqual(withCheck({ event: "pact-1993" }, ONE).checks, []);
});

test("of two copies nothing that was checked is lost, and the later word stands", () => {
  const here = { ...withCheck(PACT, NOON), changed: TWO };
  const there = { ...withCheck({ ...PACT, position: "bandwagoning" }, ONE), changed: ONE };
  const log = [
    { position: "balancing", at: NOON },
    { position: "bandwagoning", at: ONE },
  ];
  for (const both of [mergedActs(here, there), mergedActs(there, here)]) {
    assert.deepEqual(both, { ...PACT, changed: TWO, checks: log });
  }
  assert.deepEqual(mergedActs(here, here), here);
  // One second may hold two checks.
  const twice = withCheck({ ...here, position: "bandwagoning" }, NOON);
  assert.equal(mergedActs(here, twice).checks.length, 2);
});

test("an old board's record becomes acts, those that were taken off among them", () => {
  const work = board("deeds", { "pact-1993": "balancing", "line-1995": "bandwagoning" });
  work.progress.checked = { "pact-1993": "bandwagoning", "drill-2001": "balancing" };
  work.answers.saved = TWO;
  const at = work.answers.answers[0].changed;
  assert.deepEqual(actsOf(work), [
    { ...work.answers.answers[0], checks: [{ position: "bandwagoning", at }] },
    { ...work.answers.answers[1], checks: [] },
    { event: "drill-2001", checks: [{ position: "balancing", at: TWO }] },
  ]);
  const { answers } = work;
  for (const none of [null, 3, {}, { answers: { ...answers, format: "x" } }, { answers: [] }]) {
    assert.equal(actsOf(none), null);
  }
  assert.equal(actsOf({ answers: { ...answers, answers: [{ event: "a:b" }] } }), null);
});

test("an act is read as an answer is, and its log as far as it can be", () => {
  const log = [{ position: "balancing", at: NOON }, { position: "nowhere", at: NOON }, 3, {}];
  const shelf = {
    "act:pact-1993": { ...PACT, checks: log },
    "act:line-1995": { event: "line-1995", checks: 3, more: 1 },
    "act:drill-2001": { event: "drill-2001", position: "nowhere" },
    "act:visit-1994": { event: "another-1994" },
    "act:visit-1994:unreadable:7": { event: "visit-1994" },
    "act:gone-1994": null,
    other: PACT,
  };
  const { acts, unreadable } = actsOn(shelf, FORMAT);
  assert.equal(unreadable, 2);
  assert.deepEqual(
    [...acts.values()],
    [
      { ...PACT, checks: [{ position: "balancing", at: NOON }] },
      { event: "line-1995", checks: [], more: 1 },
    ],
  );
});

test("every answer of every good file is an act", () => {
  const told = answerFiles("good").flatMap(({ what, text }) => {
    const { answers } = JSON.parse(text.replace(/^\ufeff/, ""));
    const shelf = Object.fromEntries(
      answers.map((/** @type {{event: string}} */ answer) => [`act:${answer.event}`, answer]),
    );
    return [[what, actsOn(shelf, FORMAT).acts.size, answers.length]];
  });
  for (const [what, found, given] of told) assert.equal(found, given, String(what));
});

test("another edition's record is kept beside what is written over it", () => {
  const shelf = withAct({ "act:pact-1993": { later: 1 } }, PACT, FORMAT);
  assert.deepEqual(shelf["act:pact-1993"], PACT);
  const aside = Object.keys(shelf).find((key) => key.startsWith("act:pact-1993:unreadable:"));
  assert.deepEqual(shelf[aside ?? ""], { later: 1 });
  assert.equal(Object.keys(withAct(shelf, { ...PACT, position: null }, FORMAT)).length, 2);
});
