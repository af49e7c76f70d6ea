// What the reader of a timeline sees at first, and how they come to all of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_FILTERS } from "../../../src/hedgelab/widgets/timeline/events.js";
import { State } from "../../../src/hedgelab/widgets/timeline/state.js";
import { event } from "./events.mjs";

/** @param {string} period */
function opened(period) {
  const events = [event("early", { period: "1993-2000" }), event("late", { period: "2000-2008" })];
  const given = /** @type {Record<string, any>} */ ({ events, period, view: "hidden" });
  const get = (/** @type {string} */ name) => given[name] ?? [];
  const model = { get, set() {}, save_changes() {}, on() {}, off() {} };
  return new State(/** @type {any} */ (model));
}

test("a timeline opens on one period, and has a way to all of them", () => {
  const state = opened("2000-2008");
  assert.deepEqual(
    state.shown.map(({ id }) => id),
    ["late"],
  );
  state.filter({ period: "" });
  assert.equal(state.shown.length, 2);
  assert.deepEqual(opened("").filters, NO_FILTERS);
});
