import assert from "node:assert/strict";
import { test } from "node:test";
import {
  help,
  isDone,
  reached,
  said,
  tried,
  withChoice,
  withPlace,
} from "../../../src/hedgelab/widgets/coding_steps/steps.js";

/** @param {string} text @param {boolean} [right] @param {object} [more] */
const option = (text, right = false, more = {}) => ({ text, right, said: "", ...more });
/** @type {import("../../../src/hedgelab/widgets/coding_steps/steps.js").Case} */
const CASE = {
  event_id: "visit-2001",
  title: "A visit",
  date_text: "2001",
  summary: "",
  hints: "last",
  steps: [
    {
      ask: "Side?",
      hint: "Who came?",
      said: "Towards.",
      options: [option("Away"), option("To", true)],
    },
    { ask: "Channel?", hint: "", said: "It is.", options: [option("Yes", true), option("No")] },
    {
      ask: "Place?",
      hint: "",
      said: "",
      options: [
        option("Limited", false, { position: "limited-bandwagoning", said: "It can be argued." }),
        option("Binding", true, { position: "binding-engagement", said: "The article’s." }),
      ],
    },
  ],
};
const [side, , place] = CASE.steps;
const at = "2026-10-05T14:02:00Z";

test("the next step comes when the one before it is right, and a wrong one can be tried again", () => {
  let chosen = withChoice({}, CASE, 0, side.options[0]);
  assert.equal(reached(chosen, CASE), 1);
  chosen = withChoice(chosen, CASE, 0, side.options[1]);
  assert.equal(reached(chosen, CASE), 2);
  assert.deepEqual(tried(chosen, CASE, 0), side.options);
});

test("a place is given once it is chosen, whichever it is", () => {
  const chosen = withChoice({}, CASE, 2, place.options[0]);
  assert.equal(isDone(chosen, CASE, 2), true);
});

test("what was kept for another edition's options is no choice of this one's", () => {
  assert.deepEqual(tried({ "visit-2001": [["Sideways"]] }, CASE, 0), []);
  assert.deepEqual(tried("nonsense", CASE, 0), []);
});

test("hints fade: in sight, asked for, at the last step alone, none", () => {
  const helps = /** @type {const} */ (["shown", "asked", "last", "none"]).map((hints) =>
    [0, 1, 2].map((step) => help({ ...CASE, hints }, step)),
  );
  assert.deepEqual(helps, [
    ["shown", "shown", "shown"],
    ["asked", "asked", "asked"],
    ["none", "none", "asked"],
    ["none", "none", "none"],
  ]);
});

test("a choice that does not fit is answered with the hint, a place with its reading", () => {
  assert.equal(said(side, side.options[0]), "Look once more. Who came?");
  assert.equal(said(side, side.options[1]), "Towards.");
  assert.equal(
    said(place, place.options[0]),
    "It can be argued. The article has it under Binding.",
  );
});

test("the place counts as the act's first check, and later ones leave it", () => {
  /** @type {Record<string, any>} */
  const first = withPlace({}, CASE, place.options[0], at);
  assert.deepEqual(first["act:visit-2001"].checks, [{ position: "limited-bandwagoning", at }]);
  assert.equal(withPlace(first, CASE, place.options[1], at), first);
});
