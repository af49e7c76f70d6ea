// Which events are wanted, and how that is told.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  NO_FILTERS,
  fits,
  shortTitle,
  told,
} from "../../../src/hedgelab/widgets/timeline/events.js";
import { event } from "./events.mjs";

const pact = event("pact-1993", {
  when: "24 September 1993",
  title: "Lumen joins a pact",
  summary: "The assembly voted in Malmö.",
  actors: ["Lumen", "Norda"],
  dispute: "Whether freely",
  period: "1993-2000",
  domain: "security",
  position: "limited-bandwagoning",
});

test("without filters every event is wanted", () => {
  assert.ok(fits(pact, NO_FILTERS));
});

test("every word has to be somewhere in what is told, whatever its case and accents", () => {
  for (const text of ["PACT", "september norda", "malmo", "Mälmö", "freely lumen"]) {
    assert.ok(fits(pact, { ...NO_FILTERS, text }), text);
  }
  for (const text of ["pact treaty", "limited-bandwagoning", "security"]) {
    assert.ok(!fits(pact, { ...NO_FILTERS, text }), text);
  }
});

test("each of the choices may leave an event out", () => {
  const own = { period: "1993-2000", domain: "security", position: "limited-bandwagoning" };
  assert.ok(fits(pact, { ...NO_FILTERS, ...own }));
  for (const member of Object.keys(own)) {
    assert.ok(!fits(pact, { ...NO_FILTERS, ...own, [member]: "another" }), member);
  }
});

test("what is shown is told with what it was chosen by", () => {
  assert.equal(told(7, 7, []), "7 events");
  assert.equal(told(1, 1, []), "1 event");
  assert.equal(told(3, 7, ["Diplomacy"]), "3 of 7 events: Diplomacy");
  assert.equal(told(0, 7, ["Energy", "“x”"]), "None of 7 events: Energy, “x”");
});

test("small labels leave out the country but not half of a pair", () => {
  const titles = [
    "Azerbaijan joins a pact",
    "Azerbaijan and Norda visit",
    "Azerbaijan's exports rise",
  ];
  assert.deepEqual(titles.map(shortTitle), [
    "Joins a pact",
    "Azerbaijan and Norda visit",
    "Azerbaijan's exports rise",
  ]);
});
