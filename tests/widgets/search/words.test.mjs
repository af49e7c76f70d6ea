import assert from "node:assert/strict";
import { test } from "node:test";
import { context, marked, root, slips } from "../../../src/hedgelab/widgets/search/words.js";

test("a word is read without marks, capitals and plural, and an empty one not at all", () => {
  const same = [
    ["Heydər", "heydar"],
    ["Əliyev", "aliyev"],
    ["İlham", "Ilham"],
    ["treaties", "Treaty"],
    ["pipelines", "pipeline"],
    ["Çırağ", "cirag"],
  ];
  for (const [one, other] of same) assert.equal(root(one), root(other), `${one}, ${other}`);
  assert.deepEqual(["the", "s", "7", "status", "gas"].map(root), [
    null,
    null,
    "7",
    "status",
    "gas",
  ]);
  assert.notEqual(root("pass"), root("pas"));
});

test("a swap is one slip", () => {
  assert.equal(slips("hegding", "hedging"), 1);
  assert.equal(slips("gaurm", "guarm"), 1);
  assert.equal(slips("gabbala", "gabala"), 1);
  assert.equal(slips("", "btc"), 3);
});

test("the line shown is the one with most of the words, cut between words", () => {
  const filler = "Nobody knows what came of it. ".repeat(20);
  const text = `A radar. ${filler}The radar at Gabala was leased. ${filler}`;
  const roots = new Set(["radar", "gabala"]);
  const line = context(text, roots);
  assert.match(line, /^… .*The radar at Gabala was leased\..* …$/);
  assert.ok(line.length < 200);
  assert.deepEqual(
    marked("The radars at Gabala.", roots)
      .filter(({ isHit }) => isHit)
      .map(({ text: word }) => word),
    ["radars", "Gabala"],
  );
  assert.equal(context("Short enough.", roots), "Short enough.");
  assert.equal(
    marked("<b>radar</b>", roots)
      .map((run) => run.text)
      .join(""),
    "<b>radar</b>",
  );
});
