// What the reader's work is kept in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Shelf } from "../../../src/hedgelab/widgets/hosts/shelf.js";
import { fakeStorage } from "./fake_storage.mjs";

test("what is put there can be taken again, under a name of the module's own", () => {
  const storage = fakeStorage();
  const shelf = new Shelf(() => storage);
  assert.equal(shelf.take("board:a"), null);
  assert.equal(shelf.put("board:a", "1"), true);
  assert.equal(shelf.take("board:a"), "1");
  storage.setItem("somebody:board:b", "2");
  assert.deepEqual({ ...storage }, { "hedgelab:board:a": "1", "somebody:board:b": "2" });
  assert.deepEqual(shelf.keys("board:"), ["board:a"]);
});

test("a browser that keeps nothing is told of, and breaks nothing", () => {
  const full = fakeStorage(true);
  assert.equal(new Shelf(() => full).put("a", "1"), false);
  const shelf = new Shelf(() => {
    throw new DOMException("no", "SecurityError");
  });
  assert.deepEqual([shelf.take("a"), shelf.put("a", "1"), shelf.keys("")], [null, false, []]);
});

test("what is set aside is kept beside what takes its place, once", () => {
  const storage = fakeStorage();
  const shelf = new Shelf(() => storage);
  shelf.setAside("board:a", "{ cut", "unreadable");
  shelf.setAside("board:a", "{ cut", "unreadable");
  assert.deepEqual(Object.values(storage), ["{ cut"]);
  assert.match(Object.keys(storage)[0], /^hedgelab:board:a:unreadable:\d+$/);
});

test("a change in another tab is told from a stranger's", () => {
  const shelf = new Shelf(() => fakeStorage());
  const change = (/** @type {string | null} */ key) => /** @type {StorageEvent} */ ({ key });
  assert.equal(shelf.wasChanged("board:a", change("hedgelab:board:a")), true);
  assert.equal(shelf.wasChanged("board:a", change("board:a")), false);
  assert.equal(shelf.wasChangedBelow("board:", change("hedgelab:board:b")), true);
  assert.equal(shelf.wasChangedBelow("board:", change(null)), false);
});
