import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL, choicesOf, listed } from "../../src/hedgelab/desk_page/parts/choosing.js";

/** @param {string} id @param {Partial<import("../../src/hedgelab/desk_page/parts/choosing.js").EventRow>} members */
const event = (id, members) => ({
  ...{ id, title: id, date: "", summary: "", period: "", domain: "", position: "", place: "" },
  ...{ reader: "", hard: 0, others: [], guessed: 0, measured: null, is_unsettled: false },
  ...{ dispute: "", chosen: false, drawn: null },
  ...members,
});

const EVENTS = [
  event("lease", { title: "A harbour is leased", domain: "trade", hard: 0.5, chosen: true }),
  event("summit", { summary: "Presidents meet at the harbour.", domain: "diplomacy", hard: 0.75 }),
  event("pipe", { domain: "trade", position: "dominance-denial", period: "1993-2000" }),
];

/** @param {Partial<typeof ALL>} wanted */
const found = (wanted) => listed(EVENTS, { ...ALL, ...wanted }).map(({ id }) => id);

test("all are listed as they came to pass, until something is asked for", () => {
  assert.deepEqual(found({}), ["lease", "summit", "pipe"]);
});

test("every word is looked for in title, summary and id", () => {
  assert.deepEqual(found({ search: "HARBOUR" }), ["lease", "summit"]);
  assert.deepEqual(found({ search: "harbour presidents" }), ["summit"]);
  assert.deepEqual(found({ search: "pip" }), ["pipe"]);
});

test("place, domain, period and ticks narrow the list together", () => {
  assert.deepEqual(found({ domain: "trade" }), ["lease", "pipe"]);
  assert.deepEqual(found({ domain: "trade", chosen: true }), ["lease"]);
  assert.deepEqual(found({ position: "dominance-denial", period: "1993-2000" }), ["pipe"]);
});

test("the order is by how hard, in either direction", () => {
  assert.deepEqual(found({ order: "hard" }), ["summit", "lease", "pipe"]);
  assert.deepEqual(found({ order: "easy" }), ["pipe", "lease", "summit"]);
});

test("what can be chosen is what there is, once", () => {
  assert.deepEqual(choicesOf(EVENTS, "domain"), [
    ["", "Any"],
    ["trade", "trade"],
    ["diplomacy", "diplomacy"],
  ]);
  assert.deepEqual(choicesOf(EVENTS, "period"), [
    ["", "Any"],
    ["1993-2000", "1993-2000"],
  ]);
});
