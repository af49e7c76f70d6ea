// The deck: which card comes next, what is missing, and short names.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  missing,
  neighbour,
  nextUnplaced,
  shortTitles,
  wordCount,
} from "../../../src/hedgelab/widgets/board/deck.js";
import { document, EVENTS, RULES, state } from "./lumen.mjs";

const IDS = EVENTS.map(({ event_id }) => event_id);

test("the deck is walked through round the ends", () => {
  assert.deepEqual(
    IDS.map((id) => neighbour(EVENTS, id, 1)),
    [...IDS.slice(1), IDS[0]],
  );
  assert.equal(neighbour(EVENTS, IDS[0], -1), IDS.at(-1));
});

test("the next card without a place is looked for on from the current one", () => {
  const half = document({ "pact-1993": "balancing", "pipeline-1995": "balancing" });
  assert.equal(nextUnplaced(EVENTS, half, "visit-1994"), "school-1997");
  assert.equal(nextUnplaced(EVENTS, half, "school-1997"), "visit-1994");
  assert.equal(nextUnplaced(EVENTS, half), "visit-1994");
  const whole = document(Object.fromEntries(IDS.map((id) => [id, "balancing"])));
  assert.equal(nextUnplaced(EVENTS, whole, IDS[0]), null);
});

test("a sheet says what it lacks, of what it asks", () => {
  const { sheet } = state("sheet");
  const answers = [
    { event: "pact-1993", position: "balancing", confidence: 2, justification: "Because." },
    { event: "visit-1994", justification: "  " },
  ];
  const rest = ["visit-1994", "pipeline-1995", "school-1997"];
  assert.deepEqual(missing(sheet, document({}, { answers }), RULES), [
    { what: "a position", events: rest },
    { what: "a confidence", events: rest },
    { what: "a justification", events: rest },
  ]);
  const bare = { ...RULES, ask: { confidence: false, justification: false } };
  assert.deepEqual(
    missing(sheet, document({}, { answers }), bare).map(({ what }) => what),
    ["a position"],
  );
});

test("the word that most titles begin with is left out of small cards", () => {
  assert.deepEqual(
    [...shortTitles(EVENTS).values()],
    [
      "Joins the Western Pact",
      "Presidents of Lumen and Norda visit each other",
      "Builds a pipeline round Norda",
      "Keeps its Nordan schools",
    ],
  );
});

test("words are counted as whatever stands between spaces", () => {
  const texts = ["", "  ", "one", " one  two\n", "a-b c/d", "né à\tQuébec", "1 2 3 ."];
  assert.deepEqual(texts.map(wordCount), [0, 0, 1, 2, 2, 3, 4]);
});
