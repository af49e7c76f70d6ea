// How a setting of the controls finds the state that was drawn for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { numberOf, toldSetting } from "../../../src/hedgelab/widgets/explore/settings.js";

/** @import { Control } from "../../../src/hedgelab/widgets/explore/settings.js" */

/** @type {Control[]} */
const CONTROLS = [
  { name: "year", kind: "range", label: "Year", options: ["1993", "1994", "1995"], at: 0 },
  { name: "all", kind: "checkbox", label: "All", options: ["no", "yes"], at: 0 },
];

test("settings are numbered with the last control running fastest, as Python draws them", () => {
  const settings = [0, 1, 2].flatMap((year) => [0, 1].map((all) => [year, all]));
  assert.deepEqual(
    settings.map((setting) => numberOf(CONTROLS, setting)),
    [0, 1, 2, 3, 4, 5],
  );
});

test("a setting is told by its labels", () => {
  assert.equal(toldSetting(CONTROLS, [1, 1]), "Year: 1994, All: yes");
});
