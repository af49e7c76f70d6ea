// What a browser tab has and what Python has become one work, and nothing of either is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { settingOf } from "../../../src/hedgelab/widgets/board/answers.js";
import { merged, putHeld, takeHeld } from "../../../src/hedgelab/widgets/board/held_work.js";
import { HeldModel } from "../../../src/hedgelab/widgets/shared/model.js";
import { document, state } from "./lumen.mjs";

const EARLY = "2027-03-01T10:00:00Z";
const LATE = "2027-03-01T10:00:05Z";

/** @param {Record<string, [string, string]>} places the position and the time of each event */
const work = (places, members = {}) => ({
  ...document({}, members),
  answers: Object.entries(places).map(([event, [position, changed]]) => ({
    event,
    position,
    changed,
  })),
});
/** @param {ReturnType<typeof document>} made */
const places = (made) =>
  Object.fromEntries(made.answers.map(({ event, position }) => [event, position]));

const NOTHING = work({});
const ONE = work({ "pact-1993": ["balancing", EARLY] });
const TWO = work({ "pact-1993": ["balancing", EARLY], "visit-1994": ["bandwagoning", LATE] });

test("a kernel that has lost all, or the last of it, is given it again", () => {
  assert.deepEqual(places(merged(TWO, TWO, NOTHING)), places(TWO));
  assert.deepEqual(places(merged(ONE, TWO, ONE)), places(TWO));
  assert.deepEqual(places(merged(TWO, TWO, ONE)), places(TWO));
});

test("a tab that has nothing, or less, takes what Python has", () => {
  assert.equal(merged(NOTHING, NOTHING, TWO), TWO);
  assert.equal(merged(TWO, NOTHING, TWO), TWO);
  assert.deepEqual(places(merged(ONE, ONE, TWO)), places(TWO));
});

test("of each event the later word counts, and what was taken off here stays off", () => {
  const moved = work({ "pact-1993": ["dominance-denial", LATE] });
  assert.deepEqual(places(merged(ONE, moved, ONE)), places(moved));
  assert.deepEqual(places(merged(ONE, ONE, moved)), places(moved));
  assert.deepEqual(places(merged(TWO, ONE, TWO)), places(ONE));
});

test("what was checked in either is checked, the first check first", () => {
  const [early, late] = [
    { position: "balancing", at: EARLY },
    { position: "bandwagoning", at: LATE },
  ];
  const [here, there] = [early, late].map((check) => ({
    ...ONE,
    answers: [{ event: "pact-1993", position: "balancing", changed: EARLY, checks: [check] }],
  }));
  for (const both of [merged(ONE, here, there), merged(ONE, there, here)]) {
    assert.deepEqual(both.answers[0].checks, [early, late]);
  }
});

test("whose work it is stays with the work", () => {
  const named = { ...ONE, student: { id: "s1" } };
  assert.deepEqual(merged(named, named, NOTHING).student, { id: "s1" });
  assert.deepEqual(merged(NOTHING, ONE, { ...NOTHING, student: { id: "s2" } }).student, {
    id: "s2",
  });
});

test("a tab gives back what it was given, and nothing that a board cannot read", () => {
  const setting = settingOf(new HeldModel(state("practice")));
  putHeld("one", { document: ONE, base: NOTHING });
  const held = takeHeld("one", setting);
  assert.deepEqual(places(held?.document ?? NOTHING), places(ONE));
  putHeld("two", { document: { ...ONE, assignment: "other" }, base: NOTHING });
  assert.equal(takeHeld("two", setting), null);
  assert.equal(takeHeld("three", setting), null);
});
