// The model of a widget in a page: the reader's work is kept, found again, and never lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PageModel } from "../../../src/hedgelab/widgets/hosts/page_model.js";
import { Shelf } from "../../../src/hedgelab/widgets/hosts/shelf.js";
import { board } from "../boards.mjs";
import { fakeStorage } from "./fake_storage.mjs";

const BOARD = { kept: ["answers", "progress"], key: "board:sheet:lumen", reads: "" };
const READING = { kept: ["view"], key: "my-reading", reads: "board:sheet:" };
const ACTS = { kept: [], key: "acts", reads: "act:" };
const fresh = () => ({ title: "Deeds", answers: {}, progress: {} });

test("what is kept is what belongs to the reader, and the next visit finds it", () => {
  const storage = fakeStorage();
  const shelf = new Shelf(() => storage);
  const model = new PageModel(fresh(), BOARD, shelf);
  model.set("answers", { answers: [1] });
  model.set("title", "Other");
  assert.deepEqual({ ...storage }, {});
  model.save_changes();
  assert.deepEqual(
    { ...storage },
    {
      "hedgelab:board:sheet:lumen": '{"answers":{"answers":[1]},"progress":{}}',
    },
  );
  const next = new PageModel(fresh(), BOARD, shelf);
  assert.deepEqual(next.get("answers"), { answers: [1] });
  assert.equal(next.get("title"), "Deeds");
  assert.equal(next.get("notice"), undefined);
});

test("listeners hear of a change, and of none where nothing changed", () => {
  const model = new PageModel(fresh(), BOARD, new Shelf(() => fakeStorage()));
  /** @type {string[]} */
  const heard = [];
  const listen = () => heard.push("answers");
  model.on("change:answers", listen);
  model.on("change", () => heard.push("any"));
  model.set("answers", model.get("answers"));
  model.set("answers", { answers: [] });
  model.off("change:answers", listen);
  model.set("answers", {});
  assert.deepEqual(heard, ["answers", "any", "any"]);
});

test("a reader whose browser keeps nothing is told", () => {
  const model = new PageModel(fresh(), BOARD, new Shelf(() => fakeStorage(true)));
  model.save_changes();
  assert.match(model.get("notice"), /^This browser keeps nothing for this page/);
});

test("what can't be read is set aside and told of", () => {
  const storage = fakeStorage();
  storage.setItem("hedgelab:board:sheet:lumen", "{ cut");
  const model = new PageModel(fresh(), BOARD, new Shelf(() => storage));
  assert.match(model.get("notice"), /was set aside, not deleted/);
  model.save_changes();
  assert.deepEqual(
    Object.entries(storage).map(([key, text]) => [key.replace(/\d+$/, "N"), text]),
    [
      ["hedgelab:board:sheet:lumen", '{"answers":{},"progress":{}}'],
      ["hedgelab:board:sheet:lumen:unreadable:N", "{ cut"],
    ],
  );
});

test("a widget gathers what others keep, as they keep it", () => {
  const storage = fakeStorage();
  const shelf = new Shelf(() => storage);
  storage.setItem("hedgelab:board:sheet:old", '{"answers":1}');
  storage.setItem("hedgelab:board:sheet:old:unreadable:7", "{ cut");
  storage.setItem("hedgelab:board:sheet:broken", "{ cut");
  /** @type {PageModel[]} */
  const awake = [];
  const reading = new PageModel({ shelf: {} }, READING, shelf, awake);
  const board = new PageModel(fresh(), BOARD, shelf, awake);
  awake.push(reading, board);
  assert.deepEqual(reading.get("shelf"), { "board:sheet:old": { answers: 1 } });
  board.set("answers", { answers: [1] });
  board.save_changes();
  assert.deepEqual(reading.get("shelf")["board:sheet:lumen"], {
    answers: { answers: [1] },
    progress: {},
  });
});

test("an act that one widget changes another hears of, and one that is taken away goes", () => {
  const storage = fakeStorage();
  /** @type {PageModel[]} */
  const awake = [];
  const [one, two] = [0, 1].map(
    () => new PageModel({ shelf: {} }, ACTS, new Shelf(() => storage), awake),
  );
  awake.push(one, two);
  const act = { event: "pact-1993", position: "balancing" };
  one.set("shelf", { ...one.get("shelf"), "act:pact-1993": act });
  one.save_changes();
  assert.deepEqual(two.get("shelf"), { "act:pact-1993": act });
  two.set("shelf", { ...two.get("shelf"), "act:pact-1993": null });
  two.save_changes();
  assert.deepEqual({ ...storage }, {});
  assert.deepEqual(one.get("shelf"), {});
});

test("what another tab checked meanwhile is not lost", () => {
  const storage = fakeStorage();
  const shelf = new Shelf(() => storage);
  const act = (/** @type {string} */ at) => ({
    ...{ event: "pact-1993", position: "balancing", changed: at },
    checks: [{ position: "balancing", at }],
  });
  const [early, late] = ["2026-10-05T14:00:00Z", "2026-10-05T15:00:00Z"].map(act);
  const model = new PageModel({ shelf: {} }, ACTS, shelf);
  storage.setItem("hedgelab:act:pact-1993", JSON.stringify(early));
  model.set("shelf", { "act:pact-1993": late });
  model.save_changes();
  const kept = JSON.parse(shelf.take("act:pact-1993") ?? "");
  assert.deepEqual(kept, { ...late, checks: [...early.checks, ...late.checks] });
});

test("what boards of a former edition kept becomes acts, once", () => {
  const storage = fakeStorage();
  const shelf = new Shelf(() => storage);
  const OLD = "hedgelab:board:practice:";
  const [first, deeds] = [
    board("first", { "pact-1993": "balancing" }, "pact-1993"),
    board("deeds", { "pact-1993": "bandwagoning", "line-1995": "balancing" }),
  ];
  deeds.answers.answers[0].changed = "2026-11-01T08:00:00Z";
  storage.setItem(`${OLD}first`, JSON.stringify(first));
  storage.setItem(`${OLD}deeds`, JSON.stringify(deeds));
  storage.setItem(`${OLD}odd`, '{"answers":{"format":"hedgelab-answers/2"}}');
  const model = new PageModel({ shelf: {}, notice: "" }, ACTS, shelf);
  assert.deepEqual(model.get("shelf"), {
    "act:pact-1993": {
      ...deeds.answers.answers[0],
      checks: [{ position: "balancing", at: "2026-10-05T14:01:40Z" }],
    },
    "act:line-1995": { ...deeds.answers.answers[1], checks: [] },
  });
  // What can't be read is set aside, and told of; of the rest nothing is left to read again.
  assert.match(model.get("notice"), /was set aside, not deleted/);
  assert.deepEqual(
    shelf.keys("board:practice:").map((key) => key.replace(/\d+$/, "N")),
    ["board:practice:odd:unreadable:N"],
  );
});

test("what a widget changes of others' work is put back, and nothing else", () => {
  const storage = fakeStorage();
  const shelf = new Shelf(() => storage);
  storage.setItem("hedgelab:board:sheet:a", '{"answers":1}');
  storage.setItem("hedgelab:board:sheet:b", '{"answers":2}');
  const reading = new PageModel({ shelf: {} }, READING, shelf);
  reading.set("shelf", { ...reading.get("shelf"), "board:sheet:a": { answers: 3 } });
  // Meanwhile another tab goes on with the second.
  storage.setItem("hedgelab:board:sheet:b", '{"answers":4}');
  reading.save_changes();
  assert.equal(shelf.take("board:sheet:a"), '{"answers":3}');
  assert.equal(shelf.take("board:sheet:b"), '{"answers":4}');
});
