import assert from "node:assert/strict";
import { test } from "node:test";
import { Finder } from "../../../src/hedgelab/widgets/search/finding.js";

/** @param {string} kind @param {string} title @param {string} [text] */
const entry = (kind, title, text = "") => ({ kind, title, chapter: "A page", at: title, text });

const finder = new Finder([
  entry("section", "A radar", "The radar at Gabala was leased to Russia."),
  entry("term", "hedging", "Several policies that lean in different ways."),
  entry(
    "chapter",
    "Introduction",
    "The authors call it hedging. The pipelines are told elsewhere.",
  ),
  entry("act", "Baku leases out the radar station", "In 2002 Russia took Gabala on lease."),
  entry("claim", "GUAM was founded in 1997.", "The pipeline is not its matter."),
]);
/** @param {string} query */
const titles = (query) => finder.find(query).entries.map(({ title }) => title);

test("a term comes before the pages that use it, and a plural finds the singular", () => {
  assert.deepEqual(titles("Hedging"), ["hedging", "Introduction"]);
  assert.equal(titles("pipeline").length, 2);
  assert.deepEqual(titles(" "), []);
});

test("all words must be there; where they nowhere are, some will do, and that is said", () => {
  assert.deepEqual(titles("gabala leased"), ["A radar"]);
  const some = finder.find("GUAM radar");
  assert.equal(some.isEach, false);
  assert.equal(some.entries.length, 3);
  assert.equal(finder.find("nothinglikeit").entries.length, 0);
});

test("the last word need not be written out", () => {
  assert.deepEqual(titles("gaba"), titles("gabala"));
  assert.deepEqual(titles("russia gab"), titles("russia gabala"));
});

test("a typo is read as the nearest word of the book, and that is said", () => {
  for (const [said, read] of [
    ["hegding", "hedging"],
    ["gabbala", "Gabala"],
    ["GUMA", "GUAM"],
  ]) {
    const found = finder.find(said);
    assert.deepEqual(found.near, [{ said, read }]);
    assert.deepEqual(found.entries, finder.find(read).entries);
  }
  assert.equal(finder.nearest("xy"), undefined);
  assert.deepEqual(finder.find("radar").near, []);
});
