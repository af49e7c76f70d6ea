// How the reader's placements stand to the article's and the module's, and how that is told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, sectionOf } from "../../../src/hedgelab/widgets/my_reading/comparing.js";
import { profile } from "../../../src/hedgelab/widgets/shared/judging.js";
import { distance, finding } from "../../../src/hedgelab/widgets/my_reading/telling.js";

/** @import { Group, Section } from "../../../src/hedgelab/widgets/my_reading/comparing.js" */

const POSITIONS = ["one", "two", "three", "four"].map((id, at) => ({
  ...{ id, number: at + 1, name: id, short: id, light: "", dark: "" },
}));

/** @type {Group} */
const ARTICLE = { id: "then", label: "", name: "", reader: "article", page: null, total: 9 };
/** @type {Group} */
const MODULE = { ...ARTICLE, id: "beyond", reader: "module" };

/**
 * @param {string} id
 * @param {string} group
 * @param {...[position: string, reader: string, credit: number]} readings
 */
function event(id, group, ...readings) {
  const read = readings.map(([position, reader, credit]) => ({ position, reader, credit }));
  return { event_id: id, title: id, date_text: "", group, board: "deeds", readings: read };
}

const EVENTS = [
  event("pact", "then", ["two", "article", 1], ["four", "module", 0.5]),
  event("line", "then", ["one", "article", 1]),
  event("drill", "then", ["three", "article", 1]),
  event("harbour", "then", ["three", "module", 0.75]),
  event("fair", "beyond", ["three", "module", 1]),
  event("war", "beyond", ["one", "module", 0.5]),
];

/**
 * @param {Group} group
 * @param {Record<string, string>} placed
 * @param {(event: string) => boolean} [isCompared]
 */
function section(group, placed, isCompared = () => true) {
  const found = Object.entries(placed).map(([id, position]) => ({
    ...{ event: id, position, checks: [] },
  }));
  const mine = new Map(found.map((one) => [one.event, one]));
  return sectionOf(group, EVENTS, mine, POSITIONS, isCompared);
}

/** @param {Section} found */
function steps({ pairs }) {
  return pairs.map(({ event, steps }) => [event.event_id, steps]);
}

test("steps are signed towards acceptance", () => {
  const found = section(ARTICLE, { pact: "four", line: "one", drill: "one" });
  assert.deepEqual(steps(found), [
    ["pact", 2],
    ["line", 0],
    ["drill", -2],
  ]);
});

test("beyond the article the module's full reading stands in its place", () => {
  const found = section(MODULE, { fair: "one", war: "one", pact: "one" });
  assert.equal(found.placed, 2);
  assert.deepEqual(steps(found), [["fair", -2]]);
  assert.deepEqual(
    found.unfiled.map(({ event, isReading }) => [event.event_id, isReading]),
    [["war", true]],
  );
});

test("what is not to be compared is counted and left out", () => {
  const found = section(ARTICLE, { pact: "two", line: "two" }, (id) => id === "line");
  assert.deepEqual([found.placed, found.hidden], [2, 1]);
  assert.deepEqual(steps(found), [["line", 1]]);
  assert.deepEqual(found.alone, ["two", "two"]);
});

test("a profile counts each position, and differences come with the furthest first", () => {
  assert.deepEqual(profile(["two", "four", "two"], POSITIONS), [0, 2, 0, 1]);
  const { pairs } = section(ARTICLE, { pact: "three", line: "one", drill: "one" });
  assert.deepEqual(
    differences(pairs).map((pair) => pair.event.event_id),
    ["drill", "pact"],
  );
});

test("a finding tells where the reader's places are, and no habit", () => {
  /** @param {Record<string, string>} placed */
  const told = (placed) => finding(section(ARTICLE, placed).pairs, ARTICLE);
  assert.equal(told({ pact: "two" }), "You place this act where the article has it.");
  assert.equal(
    told({ pact: "two", line: "one" }),
    "You place all 2 acts where the article has them.",
  );
  assert.equal(
    told({ pact: "three" }),
    "Your place for this act is 1 step further towards acceptance than the article's.",
  );
  assert.equal(
    told({ pact: "one", line: "one" }),
    "On average your places for these 2 acts are 0.5 of a step further towards rejection than " +
      "the article's.",
  );
  assert.equal(
    told({ pact: "four", drill: "one" }),
    "On average your places for these 2 acts are no further towards either end than the " +
      "article's.",
  );
  assert.match(finding(section(MODULE, { fair: "one" }).pairs, MODULE), /than this module's/);
});

test("a distance says which way, and whether there is a case for it", () => {
  const [pact] = section(ARTICLE, { pact: "four" }).pairs;
  assert.equal(
    distance(pact, ARTICLE),
    "2 steps towards acceptance; the module makes a case for yours",
  );
  const [line] = section(ARTICLE, { line: "two" }).pairs;
  assert.equal(distance(line, ARTICLE), "1 step towards acceptance");
});
