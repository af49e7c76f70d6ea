import assert from "node:assert/strict";
import { test } from "node:test";
import { isAnyChecked, isChecked } from "../../../src/hedgelab/widgets/verdict/checked.js";

const check = { position: "balancing", at: "2026-10-05T14:02:00Z" };

test("an act is checked when its log has a check, wherever it stands now", () => {
  const shelf = {
    "act:one": { event: "one", position: "balancing", checks: [check] },
    "act:two": { event: "two", position: "balancing", checks: [] },
    "act:three": { event: "three", position: null, checks: [check] },
    "act:four": "nonsense",
  };
  const found = ["one", "two", "three", "four", "five"].map((event) => isChecked(shelf, event));
  assert.deepEqual(found, [true, false, true, false, false]);
});

test("a board counts as begun by its own acts alone", () => {
  const shelf = { "act:elsewhere": { event: "elsewhere", checks: [check] } };
  assert.equal(isAnyChecked(shelf, ["here"]), false);
  assert.equal(isAnyChecked(shelf, ["here", "elsewhere"]), true);
});
