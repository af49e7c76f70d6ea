// What comes in by text and by files: whose vote it is, of which board, and what is said of the rest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ClassInHand } from "../../../src/hedgelab/widgets/in_class/class.js";
import { encode } from "../../../src/hedgelab/widgets/shared/class_code.js";
import { FORMAT } from "../answer_format.mjs";

const POSITIONS = FORMAT.positions.map(({ id }, at) => ({
  ...{ id, number: at + 1, name: id, short: id, test: "", light: "", dark: "" },
  ...{ on_light: "", on_dark: "" },
}));
const read = { position: "balancing", reader: "article", credit: 1, reason: "" };
const act = { title: "", date_text: "", summary: "", readings: [read] };
const SHEET = {
  ...{ assignment: "deeds", title: "Deeds", digest: "sha256:1111" },
  events: ["pact", "line", "visit"],
};
const OTHER = { ...SHEET, assignment: "first", title: "First", digest: "sha256:2222" };

function hand() {
  return new ClassInHand({
    sheets: [OTHER, SHEET],
    acts: { pact: act, line: act, visit: act },
    positions: POSITIONS,
    lines: [],
    format: { ...FORMAT, reading: "hedgelab-reading/1" },
  });
}

/** @param {Record<string, string>} placed @param {string} [id] */
function file(placed, id) {
  const answers = Object.entries(placed).map(([event, position]) => ({ event, position }));
  const student = id ? { student: { id } } : {};
  return JSON.stringify({ format: FORMAT.rules.format, assignment: "deeds", ...student, answers });
}

test("a class that begins is shown the board of its codes, and told of codes of others", () => {
  const room = hand();
  const codes = [1, 2, 3].map((device) =>
    encode({ vote: 1, device, places: [1, 2, 3] }, device < 3 ? SHEET : OTHER),
  );
  const { told, problems } = room.takeText(codes.join(" "));
  assert.equal(room.sheet, SHEET);
  assert.equal(told, "3 votes taken in.");
  assert.deepEqual(problems, [
    "1 code is of another board, “First”. Choose that board to see them.",
  ]);
  assert.equal(room.votes(1).size, 2);
  // What was saved is taken in again, whole.
  const again = hand();
  again.takeText(room.saved);
  assert.deepEqual([...again.votes(1)], [...room.votes(1)]);
  assert.match(room.takeText("hello").problems[0], /There is no code in this/);
});

test("a file is its owner's vote, and of one without an owner a second copy counts once", () => {
  const room = hand();
  room.sheet = SHEET;
  const nobodys = { name: "n.json", text: file({ line: "bandwagoning" }) };
  const taken = room.takeFiles(
    [
      { name: "a.json", text: file({ pact: "balancing", other: "balancing" }, "s1") },
      nobodys,
      nobodys,
      { name: "b.json", text: file({ other: "balancing" }, "s2") },
      { name: "c.json", text: "{" },
    ],
    1,
  );
  assert.equal(taken.told, "2 votes taken in; 1 vote here already, counted once.");
  assert.equal(taken.problems.length, 2);
  assert.match(taken.problems[0], /“b\.json” places no act of “Deeds”/);
  assert.match(taken.problems[1], /“c\.json” was not taken/);
  room.takeFiles([{ name: "a2.json", text: file({ pact: "bandwagoning" }, "s1") }], 2);
  const [standing] = room.standings.filter(({ event }) => event === "pact");
  assert.deepEqual(room.moved(standing).ways, [{ from: 1, to: 7, count: 1 }]);
  // A name that a file bears goes into no list of codes.
  assert.equal(room.saved, "");
});
