// A session: how long it lasts, and how what is checked in it comes into the reader's log.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkedIn,
  outcome,
  pairIn,
  resumed,
  withSession,
} from "../../../src/hedgelab/widgets/practise/session.js";
import {
  dealtInWords,
  dueInWords,
  questionsOf,
  wentInWords,
} from "../../../src/hedgelab/widgets/practise/telling.js";

const POSITIONS = ["one", "two", "three"].map((id, index) => ({ id, number: index + 1, name: id }));
const FORMAT = /** @type {any} */ ({
  rules: { format: "hedgelab-answers/1", confidence: [], patterns: {} },
  positions: POSITIONS,
});
const CARDS = ["pact", "line"].map((event) => ({
  event,
  readings: [{ position: "one", reader: "article", credit: 1 }],
}));
const AT = "2026-10-05T10:00:00Z";
const NOON = Date.parse("2026-10-05T12:00:00Z");
const check = (/** @type {string} */ position, at = AT) => ({ position, at });
/** @type {import("../../../src/hedgelab/widgets/practise/session.js").Session} */
const SESSION = {
  at: AT,
  cards: [
    { event: "pact", why: "new" },
    { event: "line", why: "due" },
  ],
  pair: null,
  answers: [/** @type {any} */ ({ event: "pact", position: "two", checks: [check("two")] })],
};

test("a session goes on for some hours, and then others may be due", () => {
  assert.equal(resumed(SESSION, NOON, CARDS, null), SESSION);
  assert.equal(resumed(SESSION, NOON + 24 * 3600 * 1000, CARDS, null), null);
  // A clock that was set back, an act of another edition, and what is no session.
  assert.equal(resumed(SESSION, NOON - 24 * 3600 * 1000, CARDS, null), null);
  assert.equal(resumed(SESSION, NOON, CARDS.slice(1), null), null);
  for (const strange of [null, {}, { ...SESSION, cards: [] }, { ...SESSION, at: "x" }]) {
    assert.equal(resumed(strange, NOON, CARDS, null), null);
  }
  assert.equal(resumed(SESSION, NOON, CARDS, ["one", "two"]), null);
});

test("what is checked is added to the act's log, once, and what was first stays first", () => {
  const act = {
    event: "pact",
    position: "three",
    checks: [check("three", "2026-09-01T10:00:00Z")],
  };
  const shelf = { "act:pact": act };
  const acts = new Map([["pact", act]]);
  const next = withSession(shelf, acts, SESSION.answers, FORMAT);
  const put = /** @type {any} */ (next["act:pact"]);
  assert.deepEqual(
    put.checks.map((/** @type {{position: string}} */ one) => one.position),
    ["three", "two"],
  );
  assert.equal(put.position, "two");
  assert.equal(put.changed, AT);
  assert.equal(withSession(next, new Map([["pact", put]]), SESSION.answers, FORMAT), next);
});

test("a place that was not checked changes nothing", () => {
  const placed = [{ event: "line", position: "two" }];
  const shelf = {};
  assert.equal(withSession(shelf, new Map(), placed, FORMAT), shelf);
  assert.deepEqual(
    checkedIn(SESSION).map(({ event }) => event),
    ["pact"],
  );
  assert.deepEqual(outcome(SESSION, CARDS, POSITIONS), { same: 0, near: 1, far: 0 });
});

test("an address names a pair of places, or none", () => {
  assert.deepEqual(pairIn("#practise--two--three", POSITIONS), ["two", "three"]);
  for (const other of ["", "#practise", "#practise--two", "#practise--two--nine", "#x--one--two"]) {
    assert.equal(pairIn(other, POSITIONS), null);
  }
});

test("it says what was dealt, how it went and when something is due", () => {
  assert.equal(dealtInWords(SESSION.cards), "2 cards: 1 due again, 1 new to you.");
  assert.equal(wentInWords({ same: 3, near: 0, far: 0 }), "3 where the reading is.");
  const next = { at: Date.parse("2026-10-08T09:00:00Z"), count: 3 };
  assert.equal(dueInWords(next, NOON), "3 acts are due next on Thursday 8 October.");
  assert.equal(dueInWords(null, NOON), "");
});

test("between places that are no neighbours each line on the way is asked", () => {
  const neighbours = [
    { nearer_rejection: "one", nearer_acceptance: "two", question: "Against it?" },
    { nearer_rejection: "two", nearer_acceptance: "three", question: "For gain?" },
  ];
  const asked = (/** @type {[string, string]} */ pair) =>
    questionsOf(pair, POSITIONS, neighbours).map(({ question }) => question);
  assert.deepEqual(asked(["three", "one"]), ["Against it?", "For gain?"]);
  assert.deepEqual(asked(["two", "three"]), ["For gain?"]);
  assert.deepEqual(asked(["two", "two"]), []);
});
