// How the rules of a made-up theory are applied, and what is said of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  possibleRules,
  predicted,
  verdict,
} from "../../../src/hedgelab/widgets/theory_explorer/rules.js";
import {
  agreement,
  condition,
  expectation,
  source,
} from "../../../src/hedgelab/widgets/theory_explorer/telling.js";

/** @import { Rule } from "../../../src/hedgelab/widgets/theory_explorer/rules.js" */

const IDS = ["balancing", "denial", "pragmatism", "bandwagoning"];
const POSITIONS = IDS.map((id, at) => ({
  id,
  number: at + 1,
  name: id,
  short: `The ${id}`,
  light: "",
  dark: "",
}));

/**
 * @param {Partial<Rule>} said
 * @returns {Rule}
 */
function rule(said) {
  const nothing = { id: "", when: {}, positions: [], expects: "nothing", reason: "" };
  return { ...nothing, said_by: "module", told: "", ...said };
}

const RICH = rule({ when: { energy: ["rich"], role: [] }, positions: ["balancing", "denial"] });
const POOR = rule({ when: { energy: ["poor"], role: [] }, positions: ["denial", "pragmatism"] });
const SILENT = rule({});

test("a setting leaves the rules that call for it, and an open one leaves all", () => {
  const rules = [RICH, POOR, SILENT];
  assert.deepEqual(possibleRules(rules, { energy: "rich", role: "partner" }), [RICH, SILENT]);
  assert.deepEqual(possibleRules(rules, { energy: "" }), rules);
  assert.deepEqual(possibleRules(rules, {}), rules);
});

test("a verdict compares where a state stands with what is predicted", () => {
  const of = (/** @type {Rule[]} */ rules, /** @type {string[]} */ ...positions) =>
    verdict(rules, { positions });
  assert.equal(of([RICH], "balancing"), "fits");
  assert.equal(of([RICH], "denial", "pragmatism"), "partly");
  assert.equal(of([RICH], "bandwagoning"), "misses");
  assert.equal(of([RICH, POOR], "balancing"), "open");
  assert.equal(of([RICH, POOR], "denial"), "fits");
  assert.equal(of([SILENT], "denial"), "silent");
});

test("certain is what every rule predicts that says anything", () => {
  const { possible, certain } = predicted([RICH, POOR, SILENT]);
  assert.deepEqual([...possible], ["balancing", "denial", "pragmatism"]);
  assert.deepEqual([...certain], ["denial"]);
});

test("predictions are told each once, and joined as a sentence", () => {
  const rules = [
    rule({ expects: "Denial" }),
    rule({ expects: "Denial" }),
    rule({ expects: "Both" }),
  ];
  assert.equal(expectation(rules), "Denial, or both");
});

test("what the theories share is told, and who does not speak", () => {
  assert.equal(
    agreement([[RICH], [POOR]], POSITIONS),
    "Possible by all the theories: 2 The denial.",
  );
  const other = rule({ positions: ["bandwagoning"] });
  assert.equal(agreement([[RICH], [other]], POSITIONS), "No position suits all the theories.");
  assert.equal(
    agreement([[RICH], [POOR], [SILENT]], POSITIONS),
    "Possible by those that speak: 2 The denial.",
  );
  assert.match(agreement([[RICH], [SILENT]], POSITIONS), /^Only one of the theories/);
  assert.match(agreement([[SILENT], [SILENT]], POSITIONS), /^None of the theories/);
});

test("a rule says on which open settings it depends", () => {
  const levels = ["rich", "poor", "none"].map((id) => ({ id, label: `So ${id}`, meaning: "" }));
  const inputs = [
    { id: "energy", label: "Energy", levels },
    { id: "role", label: "Role", levels },
  ];
  const either = rule({ when: { energy: ["rich", "none"], role: ["poor"] } });
  assert.equal(
    condition(either, { energy: "", role: "poor" }, inputs),
    "Energy “so rich” or “so none”",
  );
  assert.equal(condition(either, { energy: "rich", role: "poor" }, inputs), "");
});

test("a source says whose words they are", () => {
  assert.equal(
    source({ said_by: "article", told: "Deeds, paragraph 1" }),
    "The article, Deeds, paragraph 1",
  );
  assert.equal(
    source({ said_by: "module", told: "Deeds" }),
    "The module, after the article, Deeds",
  );
  assert.equal(source({ said_by: "module", told: "" }), "The module's inference");
});
