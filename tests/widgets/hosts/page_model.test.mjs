// The model of a widget in a page: the reader's work is kept, found again, and never lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PageModel } from "../../../src/hedgelab/widgets/hosts/page_model.js";
import { Shelf } from "../../../src/hedgelab/widgets/hosts/shelf.js";
import { fakeStorage } from "./fake_storage.mjs";

const BOARD = { kept: ["answers", "progress"], key: "board:practice:lumen", reads: "" };
const READING = { kept: ["view"], key: "my-reading", reads: "board:practice:" };
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
      "hedgelab:board:practice:lumen": '{"answers":{"answers":[1]},"progress":{}}',
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
  storage.setItem("hedgelab:board:practice:lumen", "{ cut");
  const model = new PageModel(fresh(), BOARD, new Shelf(() => storage));
  assert.match(model.get("notice"), /was set aside, not deleted/);
  model.save_changes();
  assert.deepEqual(
    Object.entries(storage).map(([key, text]) => [key.replace(/\d+$/, "N"), text]),
    [
      ["hedgelab:board:practice:lumen", '{"answers":{},"progress":{}}'],
      ["hedgelab:board:practice:lumen:unreadable:N", "{ cut"],
    ],
  );
});

test("a widget gathers what others keep, as they keep it", () => {
  const storage = fakeStorage();
  const shelf = new Shelf(() => storage);
  storage.setItem("hedgelab:board:practice:old", '{"answers":1}');
  storage.setItem("hedgelab:board:practice:old:unreadable:7", "{ cut");
  storage.setItem("hedgelab:board:practice:broken", "{ cut");
  /** @type {PageModel[]} */
  const awake = [];
  const reading = new PageModel({ shelf: {} }, READING, shelf, awake);
  const board = new PageModel(fresh(), BOARD, shelf, awake);
  awake.push(reading, board);
  assert.deepEqual(reading.get("shelf"), { "board:practice:old": { answers: 1 } });
  board.set("answers", { answers: [1] });
  board.save_changes();
  assert.deepEqual(reading.get("shelf")["board:practice:lumen"], {
    answers: { answers: [1] },
    progress: {},
  });
});

test("what a widget changes of others' work is put back, and nothing else", () => {
  const storage = fakeStorage();
  const shelf = new Shelf(() => storage);
  storage.setItem("hedgelab:board:practice:a", '{"answers":1}');
  storage.setItem("hedgelab:board:practice:b", '{"answers":2}');
  const reading = new PageModel({ shelf: {} }, READING, shelf);
  reading.set("shelf", { ...reading.get("shelf"), "board:practice:a": { answers: 3 } });
  // Meanwhile another tab goes on with the second.
  storage.setItem("hedgelab:board:practice:b", '{"answers":4}');
  reading.save_changes();
  assert.equal(shelf.take("board:practice:a"), '{"answers":3}');
  assert.equal(shelf.take("board:practice:b"), '{"answers":4}');
});
