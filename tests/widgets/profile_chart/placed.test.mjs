// Who placed what: the reader's boards, a class's files.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  areCounts,
  classOf,
  placedByClass,
} from "../../../src/hedgelab/widgets/profile_chart/classroom.js";
import { takeUp } from "../../../src/hedgelab/widgets/profile_chart/files.js";
import { placedBy } from "../../../src/hedgelab/widgets/profile_chart/placed.js";
import { parseJson } from "../../../src/hedgelab/widgets/shared/strict_json.js";
import { answerFiles, FORMAT } from "../answer_format.mjs";
import { board } from "../boards.mjs";

const CLASS = { ...FORMAT, rules: { ...FORMAT.rules, class: "hedgelab-class/1" } };

/**
 * @param {Record<string, string>} placed
 * @param {object} [members]
 */
function document(placed, members = {}) {
  return { ...board("lumen", placed).answers, ...members };
}

test("on a board an act counts where it was checked first, in a document at once", () => {
  const checks = [
    { position: "balancing", at: "2026-10-05T14:02:00Z" },
    { position: "bandwagoning", at: "2026-10-05T14:03:00Z" },
  ];
  const shelf = {
    "act:pact-1993": { event: "pact-1993", position: "bandwagoning", checks },
    "act:line-1995": { event: "line-1995", position: "balancing" },
  };
  assert.deepEqual(
    [...placedBy(shelf, [document({ "drill-2001": "bandwagoning" })], FORMAT)],
    [
      ["pact-1993", { balancing: 1 }],
      ["drill-2001", { bandwagoning: 1 }],
    ],
  );
});

test("of two words the later counts, by whatever clock it was told", () => {
  const early = document({ "pact-1993": "balancing" });
  const late = document({ "pact-1993": "bandwagoning" });
  early.answers[0].changed = "2026-10-05T18:00:00+06:00"; // noon in Greenwich
  late.answers[0].changed = "2026-10-05T13:00:00Z";
  for (const documents of [
    [early, late],
    [late, early],
  ]) {
    assert.deepEqual(placedBy({}, documents, FORMAT).get("pact-1993"), { bandwagoning: 1 });
  }
});

test("a file is taken up that every reader takes, and no other", () => {
  const found = (/** @type {string} */ text) => {
    try {
      return takeUp(parseJson(text), CLASS);
    } catch {
      return { problem: "no JSON" };
    }
  };
  for (const { what, text } of answerFiles("good")) assert.ok("document" in found(text), what);
  for (const { what, text } of answerFiles("bad")) assert.ok("problem" in found(text), what);
});

test("of two files for one assignment the one that was saved later counts", () => {
  const ada = { student: { id: "s1", name: "Ada" } };
  const bob = { student: { id: "s2", name: "Bob" } };
  const files = [
    document({ "pact-1993": "balancing" }, { saved: "2026-02-01T10:00:00+04:00", ...ada }),
    document({ "pact-1993": "bandwagoning" }, { saved: "2026-02-01T09:00:00Z", ...ada }),
    document({ "pact-1993": "dominance-denial" }, { saved: "2026-02-01T05:00:00Z", ...ada }),
    document({ "pact-1993": "bandwagoning", "line-1995": "balancing" }, bob),
    document({ "line-1995": "balancing" }),
  ];
  assert.deepEqual(classOf(files), {
    students: 3,
    placed: { "pact-1993": { bandwagoning: 2 }, "line-1995": { balancing: 2 } },
  });
});

test("an act may have the name of what every object has", () => {
  const { placed } = classOf([document({ constructor: "balancing" })]);
  assert.deepEqual(Object.entries(placed), [["constructor", { balancing: 1 }]]);
});

test("a class shares each act out over the positions where it has put it", () => {
  const placed = { "pact-1993": { balancing: 1, bandwagoning: 3 }, "line-1995": { balancing: 0 } };
  assert.deepEqual(
    [...placedByClass({ students: 4, placed })],
    [["pact-1993", { balancing: 0.25, bandwagoning: 0.75 }]],
  );
});

test("counts are whole numbers at positions that there are", () => {
  const placed = { "pact-1993": { balancing: 4 } };
  assert.ok(areCounts({ students: 4, placed }, FORMAT.positions));
  for (const spoilt of [
    null,
    { students: -1, placed },
    { students: 1.5, placed },
    { students: "4", placed },
    { students: 4 },
    { students: 4, placed: [] },
    { students: 4, placed: { "pact-1993": 3 } },
    { students: 4, placed: { "pact-1993": { balancing: 0.5 } } },
    { students: 4, placed: { "pact-1993": { nowhere: 1 } } },
  ]) {
    assert.ok(!areCounts(spoilt, FORMAT.positions), JSON.stringify(spoilt));
  }
});
