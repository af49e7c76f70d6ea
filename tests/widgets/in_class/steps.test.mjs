// The way through the acts on the projector: step by step, forth and back, and no further.
import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, stepsOf } from "../../../src/hedgelab/widgets/in_class/steps.js";

test("from an act's last step one goes on to the next act, and back to its last step", () => {
  const steps = stepsOf(false).length;
  assert.equal(steps, 5);
  assert.deepEqual(moved({ act: 0, step: 4 }, 1, 3, steps), { act: 1, step: 0 });
  assert.deepEqual(moved({ act: 1, step: 0 }, -1, 3, steps), { act: 0, step: 4 });
  assert.deepEqual(moved({ act: 1, step: 1 }, 1, 3, steps), { act: 1, step: 2 });
});

test("there is nothing before the first step and nothing after the last", () => {
  assert.deepEqual(moved({ act: 0, step: 0 }, -1, 3, 5), { act: 0, step: 0 });
  assert.deepEqual(moved({ act: 2, step: 4 }, 1, 3, 5), { act: 2, step: 4 });
});

test("bars that are kept back have no step of their own before the talk", () => {
  assert.deepEqual(
    stepsOf(true),
    stepsOf(false).filter((step) => step !== "first"),
  );
});
