// Whose work a visitor goes on with, on a sheet that was made for everybody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, isAnother, isWhose } from "../../../src/hedgelab/widgets/hosts/works.js";
import { document } from "../board/lumen.mjs";

const ANA = { name: "Ana Lee", id: "77" };
const EMPTY = document({});

/** @param {string} key @param {{name?: string, id?: string}} student */
function work(key, student) {
  return { key, student, at: "2026-10-05T12:00:00Z" };
}

test("another number or another name is another person, a part of a name is not", () => {
  assert.ok(isAnother(ANA, { name: "Ana Lee", id: "78" }));
  assert.ok(isAnother(ANA, { name: "Bo Okoro", id: "77" }));
  assert.ok(isAnother({ name: "Li Wei" }, { name: "Li Mei" }));
  assert.ok(isAnother({ name: "Li" }, { name: "Lin Wei" }));
  assert.ok(!isAnother({}, ANA));
  assert.ok(!isAnother({ name: "Ana" }, ANA));
  assert.ok(!isAnother(ANA, { name: " ana  LEE", id: "77" }));
  assert.ok(!isAnother(ANA, { name: "Ana Lee", id: "" }));
});

test("a work is known by its number, and by its name where a number is missing", () => {
  assert.ok(isWhose({ id: "77" }, ANA));
  assert.ok(!isWhose({ name: "Ana Lee", id: "78" }, ANA));
  assert.ok(isWhose({ name: "ana lee" }, ANA));
  assert.ok(!isWhose({}, {}));
});

test("a new visitor is asked and shown nothing; the tab that had a work goes on with it", () => {
  const works = [work("a", ANA)];
  assert.deepEqual(choose(works, "", EMPTY, "new"), { key: "new", ask: works[0] });
  assert.deepEqual(choose(works, "a", EMPTY, "new"), { key: "a", ask: null });
  assert.deepEqual(choose([], "", EMPTY, "new"), { key: "new", ask: null });
  // A tab that holds nothing yet asks again.
  assert.deepEqual(choose(works, "mine", EMPTY, "new"), { key: "mine", ask: works[0] });
});

test("work with nobody's name on it is shown, and may be left", () => {
  const works = [work("a", {})];
  assert.deepEqual(choose(works, "", EMPTY, "new"), { key: "a", ask: works[0] });
});

test("a page with answers saved in it goes with its own student's work", () => {
  const works = [work("b", { name: "Bo", id: "78" }), work("a", ANA)];
  const carried = document({ "pact-1993": "balancing" }, { student: ANA });
  assert.deepEqual(choose(works, "b", carried, "new"), { key: "a", ask: null });
  const other = document({ "pact-1993": "balancing" }, { student: { name: "Cy", id: "79" } });
  assert.deepEqual(choose(works, "b", other, "new"), { key: "new", ask: null });
});
