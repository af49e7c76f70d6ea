// What stands in each lane, and where the keys lead.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lanesOf, neighbour } from "../../../src/hedgelab/widgets/timeline/lanes.js";
import { event } from "./events.mjs";

const DOMAINS = ["security", "diplomacy", "energy", "trade", "culture"];
const EVENTS = [
  event("pact-1993", { from: 1993.729, domain: "security", position: "two" }),
  event("visit-1994", { from: 1994, domain: "diplomacy", position: "one" }),
  event("line-1995", { from: 1995.085, domain: "energy" }),
  event("drill-1999", { from: 1999, domain: "energy", position: "two" }),
  event("talks-2001", { from: 2001.022, domain: "diplomacy", position: "one" }),
  event("vote-2008", { from: 2008.369, domain: "diplomacy", position: "two" }),
  event("fair-2020", { from: 2020, domain: "culture", position: "two" }),
];
const POSITIONS = ["one", "two", "three"].map((id, at) => ({
  id,
  number: at + 1,
  name: id,
  short: `The ${id}`,
  light: "",
  dark: "",
}));

/** @param {ReturnType<typeof lanesOf>} lanes */
function told(lanes) {
  return lanes.map(({ name, events }) => [name, events.map(({ id }) => id)]);
}

test("there is a lane for every domain that has an event, in the order of the domains", () => {
  assert.deepEqual(told(lanesOf(EVENTS, DOMAINS, null)), [
    ["Security", ["pact-1993"]],
    ["Diplomacy", ["visit-1994", "talks-2001", "vote-2008"]],
    ["Energy", ["line-1995", "drill-1999"]],
    ["Culture", ["fair-2020"]],
  ]);
});

test("every position has its lane, and what has no reading one of its own", () => {
  const lanes = told(lanesOf(EVENTS, DOMAINS, POSITIONS));
  assert.deepEqual(
    lanes.map(([name]) => name),
    ["The one", "The two", "The three", "No reading"],
  );
  assert.deepEqual(lanes[2][1], []);
  assert.deepEqual(lanes[3][1], ["line-1995"]);
  const read = EVENTS.filter(({ position }) => position);
  assert.equal(lanesOf(read, DOMAINS, POSITIONS).length, 3);
});

test("keys lead along time, and to the nearest in the next lane", () => {
  const lanes = lanesOf(EVENTS, DOMAINS, null);
  for (const [key, from, to] of [
    ["ArrowRight", "visit-1994", "talks-2001"],
    ["ArrowRight", "vote-2008", "vote-2008"],
    ["ArrowLeft", "talks-2001", "visit-1994"],
    ["Home", "vote-2008", "visit-1994"],
    ["End", "visit-1994", "vote-2008"],
    ["ArrowUp", "visit-1994", "pact-1993"],
    ["ArrowUp", "pact-1993", "pact-1993"],
    ["ArrowDown", "talks-2001", "drill-1999"],
    ["ArrowDown", "fair-2020", "fair-2020"],
  ]) {
    assert.equal(neighbour(lanes, from, key), to, `${key} from ${from}`);
  }
});

test("a lane with nothing in it is passed over, and what is gone stays where it is", () => {
  const lanes = lanesOf(EVENTS, DOMAINS, POSITIONS);
  assert.equal(neighbour(lanes, "drill-1999", "ArrowDown"), "line-1995");
  assert.equal(neighbour(lanes, "nowhere", "ArrowDown"), "nowhere");
});
