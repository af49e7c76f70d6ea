// Two readers of the same acts: who is read how, what they share, and what is said of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kappaInterval, weightedKappa } from "../../../src/hedgelab/widgets/compare/agreement.js";
import {
  sharedActs,
  toldCounts,
  toldKappa,
} from "../../../src/hedgelab/widgets/compare/comparing.js";
import {
  readerInCode,
  readerInFile,
  readerOnShelf,
} from "../../../src/hedgelab/widgets/compare/readers.js";
import { encode } from "../../../src/hedgelab/widgets/shared/class_code.js";
import { tellApart } from "../../../src/hedgelab/widgets/shared/telling_apart.js";
import { answerFiles, FORMAT } from "../answer_format.mjs";

/** @import { Pair } from "../../../src/hedgelab/widgets/compare/agreement.js" */
/** @import { Reader } from "../../../src/hedgelab/widgets/compare/readers.js" */

const POSITIONS = FORMAT.positions.map(({ id }, at) => ({
  ...{ id, number: at + 1, name: id.toUpperCase(), test: "" },
}));
const SHEET = { title: "Deeds", digest: "sha256:1111", events: ["pact", "line", "visit"] };
const SETTING = {
  sheets: [SHEET],
  positions: POSITIONS,
  format: { ...FORMAT, reading: "hedgelab-reading/1" },
};
const READING = {
  format: "hedgelab-reading/1",
  boards: [
    {
      answers: {
        format: "hedgelab-answers/1",
        assignment: "deeds",
        student: { name: "Ana" },
        answers: [
          { event: "pact", position: "balancing", justification: " soldiers " },
          { event: "line", position: null },
        ],
      },
    },
  ],
};

/** @param {Reader | null} reader */
const placed = (reader) => Object.fromEntries(reader?.placed ?? []);

test("a reader comes from a board's file, a saved reading, a code or the browser", () => {
  for (const { what, text } of answerFiles("bad")) {
    assert.match(readerInFile("x.json", text, SETTING).problem, /x\.json/, what);
  }
  const ana = readerInFile("ana.json", JSON.stringify(READING), SETTING).reader;
  assert.equal(ana?.name, "Ana");
  assert.equal(ana?.hasReasons, true);
  assert.deepEqual(placed(ana), { pact: { position: "balancing", justification: "soldiers" } });

  const code = encode({ vote: 2, device: 9, places: [1, 0, 7] }, SHEET);
  const ben = readerInCode(`Ben: ${code.toLowerCase()}`, SETTING).reader;
  assert.equal(ben?.name, "A code: Deeds");
  assert.deepEqual(placed(ben), {
    pact: { position: "balancing", justification: "" },
    visit: { position: "bandwagoning", justification: "" },
  });

  const shelf = {
    "act:line": { event: "line", position: "balancing", justification: "because", checks: [] },
    "act:visit": { event: "visit", position: null },
    "act:pact": null,
  };
  const own = readerOnShelf(shelf, SETTING).reader;
  assert.deepEqual(placed(own), { line: { position: "balancing", justification: "because" } });
});

test("what holds no reader says what to do", () => {
  const newer = JSON.stringify({ ...READING, format: "hedgelab-reading/2" });
  for (const [taken, told] of /** @type {const} */ ([
    [readerInFile("a.json", newer, SETTING), /newer edition/],
    [readerInFile("a.json", null, SETTING), /cut off or damaged/],
    [readerInCode("hello", SETTING), /There is no code/],
    [readerInCode("K7QX-3M9D-WWP2-YTS8", SETTING), /damaged/],
    [readerOnShelf({}, SETTING), /no act is placed yet/],
  ])) {
    assert.equal(taken.reader, null);
    assert.match(taken.problem, told);
  }
});

/** @param {Record<string, number>} places @returns {Reader} */
function reader(places) {
  const held = Object.entries(places).map(
    ([event, number]) =>
      /** @type {const} */ ([event, { position: POSITIONS[number - 1].id, justification: "" }]),
  );
  return { name: "", placed: new Map(held), hasReasons: false };
}

test("where to talk first is where the two stand furthest apart", () => {
  const shared = sharedActs(
    reader({ pact: 3, line: 3, visit: 6, mine: 1 }),
    reader({ pact: 3, line: 2, visit: 2, theirs: 1 }),
    POSITIONS,
  );
  assert.deepEqual(
    shared.map(({ event, steps }) => [event, steps]),
    [
      ["visit", -4],
      ["line", -1],
      ["pact", 0],
    ],
  );
  assert.equal(
    toldCounts(shared),
    "The same position for 1 of 3 acts, one step apart on 1, further apart on 1.",
  );
  assert.match(toldKappa(shared), /^Of 3 acts the counts say all/);
});

/** @param {Pair[]} pairs */
const sharing = (pairs) =>
  pairs.map((numbers, at) => ({
    ...{ event: String(at), numbers, steps: numbers[1] - numbers[0] },
    ...{ one: { position: "", justification: "" }, other: { position: "", justification: "" } },
  }));

test("kappa is said with what so few acts can show", () => {
  // Of ten acts one is a step off. The steps by chance, by hand: the first reader has 5 ones and
  // 5 fours, the second 4 ones, 1 two, 5 fours; (5*1*1 + 5*5*3 + 5*4*3 + 5*1*2) / 10 = 15.
  /** @type {Pair[]} */
  const pairs = [...Array(5).fill([1, 1]), ...Array(5).fill([4, 4])];
  pairs[0] = [1, 2];
  assert.ok(Math.abs(weightedKappa(pairs) - (1 - 1 / 15)) < 1e-12);
  assert.match(
    toldKappa(sharing(pairs)),
    /^Kappa, weighted by steps, is 0\.93: .* from 0\.\d\d to 0\.\d\d/,
  );
  const apart = pairs.map(([one], at) => /** @type {Pair} */ ([one, at % 2 ? 1 : 4]));
  assert.match(toldKappa(sharing(apart)), /10 acts do not show that you agree beyond chance\.$/);
  assert.match(toldKappa(sharing(Array(12).fill([3, 3]))), /nothing that chance could be held/);
  assert.ok(kappaInterval([[1, 1]]).every(Number.isNaN));
});

test("neighbours are told apart by one question, others by those at both ends of the way", () => {
  const lines = POSITIONS.slice(1).map(({ id, number }, at) => ({
    ...{ yes: POSITIONS[at].id, no: id, question: `Q${number}?` },
  }));
  const told = (/** @type {number} */ one, /** @type {number} */ other) => {
    const [low, high] = [one, other].map((number) => POSITIONS[number - 1].id);
    const { questions, sides } = tellApart(low, high, POSITIONS, lines);
    return [questions, sides.map(({ position, answer }) => `${position.number} ${answer}`)];
  };
  assert.deepEqual(told(3, 2), [["Q3?"], ["2 yes", "3 no"]]);
  assert.deepEqual(told(2, 5), [
    ["Q3?", "Q5?"],
    ["2 yes to the first", "5 no to the second"],
  ]);
});
