// The page's state: one request after the other, kept after each that changed the class.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../src/hedgelab/desk_page/store.js";

/** @import { Answer, Engine, Keeper } from "../../src/hedgelab/desk_page/engine.js" */

const FILE = new Blob(["a class"]);
const KEPT = { isKept: true, told: "" };

/** @param {Partial<Answer>} [members] @returns {Answer} */
function answer(members = {}) {
  const state = { name: "Baku", next: null, undo: [], redo: [] };
  return { said: ["Done."], shown: {}, files: [], changed: true, state, ...members };
}

/** @param {Partial<Engine>} [members] @returns {Engine} */
function engine(members = {}) {
  return {
    ask: async () => answer(),
    open: async () => answer(),
    save: async () => FILE,
    opensOthers: true,
    keepsItself: false,
    place: "Here.",
    ...members,
  };
}

/** @param {Partial<Keeper>} [members] @returns {Keeper} */
function keeper(members = {}) {
  return {
    keep: async () => KEPT,
    kept: async () => [],
    take: async () => FILE,
    forget: async () => {},
    choose: async () => null,
    isOf: () => {},
    saveAs: async () => null,
    ...members,
  };
}

/** @param {() => void} run */
const atNextFrame = (run) => run();
const now = () => new Date("2026-11-30T10:00:00Z");

test("requests are asked one after the other, and progress is told", async () => {
  /** @type {string[]} */
  const log = [];
  const store = createStore(
    engine({
      async ask({ do: what }, { onProgress = () => {} } = {}) {
        log.push(`begin ${what}`);
        onProgress(1, 3, "files");
        await null;
        log.push(`end ${what} ${store.desk.busy?.done}`);
        return answer();
      },
    }),
    { atNextFrame },
  );
  await Promise.all([store.ask({ do: "grade" }), store.ask({ do: "mark" })]);
  assert.deepEqual(log, ["begin grade", "end grade 1", "begin mark", "end mark 1"]);
  assert.equal(store.desk.busy, null);
});

test("progress is drawn once a frame, however often it is told", async () => {
  /** @type {(() => void)[]} */
  const frames = [];
  /** @type {(number | undefined)[]} */
  const drawn = [];
  const store = createStore(
    engine({
      async ask(_asked, { onProgress = () => {} } = {}) {
        for (let done = 1; done <= 100; done += 1) onProgress(done, 200, "files");
        frames.pop()?.();
        for (let done = 101; done <= 200; done += 1) onProgress(done, 200, "files");
        return answer();
      },
    }),
    { atNextFrame: (run) => void frames.push(run) },
  );
  store.subscribe(() => drawn.push(store.desk.busy?.done));
  await store.ask({ do: "grade" });
  frames.pop()?.();
  assert.deepEqual(drawn.slice(0, 3), [0, 100, undefined], "the second frame comes too late");
  assert.ok(drawn.slice(3).every((done) => done === undefined));
  assert.equal(frames.length, 0);
});

test("what a request shows stays until the class changes, and an error takes nothing", async () => {
  const answers = [
    answer({ changed: false, shown: { page: "one" } }),
    answer({ changed: false, shown: { page: "two" } }),
    answer({ changed: false, error: { says: "Row 3 has no id." } }),
    answer({ shown: { count: 3 } }),
  ];
  const store = createStore(engine({ ask: async () => answers.shift() ?? answer() }));
  await store.ask({ do: "preview" });
  await store.ask({ do: "guess" });
  await store.ask({ do: "roster" });
  assert.deepEqual(store.desk.shown, { preview: { page: "one" }, guess: { page: "two" } });
  assert.equal(store.desk.error?.says, "Row 3 has no id.");
  await store.ask({ do: "roster" });
  assert.equal(store.desk.error, null);
  assert.deepEqual(store.desk.shown, { roster: { count: 3 } });
});

test("the class is kept after each step that changed it, and no other", async () => {
  /** @type {[string, Blob][]} */
  const kept = [];
  const changes = [true, false];
  const store = createStore(
    engine({ ask: async () => answer({ changed: changes.shift() ?? false }) }),
    { keeper: keeper({ keep: async (...what) => (kept.push(what), KEPT) }), now },
  );
  await store.ask({ do: "grade" });
  await store.ask({ do: "look" });
  assert.equal(kept.length, 1);
  assert.deepEqual([kept[0][0], kept[0][1] === FILE], ["Baku", true]);
  assert.equal(store.desk.keptAt, "2026-11-30T10:00:00.000Z");
});

test("an answer is drawn, and keys are answered, before the class is kept", async () => {
  /** @type {string[]} */
  const log = [];
  const store = createStore(
    engine({
      async ask() {
        setTimeout(() => log.push("key"));
        return answer();
      },
    }),
    { keeper: keeper({ keep: async () => (log.push("kept"), KEPT) }) },
  );
  await store.ask({ do: "grade" });
  assert.deepEqual(log, ["key", "kept"]);
});

test("a step that cannot be kept is told, and the next one is kept again", async () => {
  let isFull = true;
  const full = { isKept: false, told: "The disk is full." };
  const keep = async () => (isFull ? full : KEPT);
  const store = createStore(engine(), { keeper: keeper({ keep }), now });
  await store.ask({ do: "grade" });
  assert.equal(store.desk.keepingFailed, "The disk is full.");
  assert.equal(store.desk.keptAt, null);
  isFull = false;
  await store.ask({ do: "grade" });
  assert.equal(store.desk.keepingFailed, "");
});

test("a class that is saved in a file by hand is kept, and one that cannot be says why", async () => {
  /** @type {("file" | "download" | null | Error)[]} */
  const ends = ["file", "download", null, new Error("the drive is gone")];
  const saveAs = async () => {
    const end = ends.shift() ?? null;
    if (end instanceof Error) throw end;
    return end;
  };
  const keep = async () => ({ isKept: false, told: "The disk is full." });
  const store = createStore(engine(), { keeper: keeper({ keep, saveAs }), now });
  const told = [];
  while (ends.length) {
    await store.ask({ do: "grade" });
    await store.save();
    told.push([store.desk.keepingFailed, store.desk.error?.says]);
  }
  assert.deepEqual(told, [
    ["", undefined],
    ["", undefined],
    ["The disk is full.", undefined],
    ["The disk is full.", "Baku.hedgelab could not be saved: the drive is gone."],
  ]);
  assert.equal(store.desk.keptAt, "2026-11-30T10:00:00.000Z");
});

test("a second tab asks to read only, and keeps nothing", async () => {
  /** @type {object[]} */
  const asked = [];
  const keep = () => assert.fail("a second tab writes over the first one’s class");
  const store = createStore(
    engine({
      async ask(request) {
        asked.push(request);
        return answer();
      },
    }),
    { keeper: keeper({ keep }) },
  );
  store.readOnly(true);
  await store.ask({ do: "grade" });
  assert.deepEqual(asked, [{ do: "grade", reads_only: true }]);
});

test("cancel stops the request in hand and not the next", async () => {
  /** @type {boolean[]} */
  const stopped = [];
  const store = createStore(
    engine({
      async ask({ do: what }, { signal } = {}) {
        if (what === "grade") store.cancel();
        stopped.push(signal?.aborted ?? false);
        return answer();
      },
    }),
  );
  await store.ask({ do: "grade" });
  await store.ask({ do: "mark" });
  assert.deepEqual(stopped, [true, false]);
});

test("an engine that dies is an error, and the page goes on", async () => {
  const store = createStore(
    engine({
      ask: async () => {
        throw new Error("worker gone");
      },
    }),
  );
  const { error } = await store.ask({ do: "grade" });
  assert.equal(error?.says, "The desk does not answer (worker gone).");
  assert.equal(store.desk.busy, null);
  assert.equal((await store.open(null, "x")).error, undefined);
});

test("what is shown stays when something else comes next", async () => {
  const coming = ["class", "assignment", "grade"].map((step) =>
    answer({ state: { name: "x", next: { step, says: "Go on." }, undo: [], redo: [] } }),
  );
  const store = createStore(engine({ ask: async () => coming.shift() ?? answer() }));
  await store.ask({ do: "state" });
  assert.equal(store.desk.step, "class");
  await store.ask({ do: "class.roster" });
  assert.equal(store.desk.step, "class");
});

test("what is shown goes when another class is opened", async () => {
  const store = createStore(engine());
  await store.ask({ do: "grade" });
  store.go("mark");
  await store.open(FILE, "Ganja");
  assert.deepEqual([store.desk.shown, store.desk.step], [{}, ""]);
});

test("a class is saved in the file that it came from, and never in that of another", async () => {
  /** @type {unknown[]} */
  const log = [];
  const answers = [answer(), answer({ error: { says: "damaged" }, changed: false }), answer()];
  const store = createStore(engine({ open: async () => answers.shift() ?? answer() }), {
    keeper: keeper({
      isOf: (from) => void log.push(from),
      keep: async () => (log.push("kept"), KEPT),
    }),
  });
  await store.open(FILE, "Baku", { file: "baku.hedgelab" });
  await store.open(FILE, "broken", { file: "broken.hedgelab" });
  await store.open(null, "Ganja");
  assert.deepEqual(log, [{ file: "baku.hedgelab" }, "kept", {}, "kept"]);
});

test("what is deleted from the browser is closed, so that no step keeps it again", async () => {
  /** @type {string[]} */
  const log = [];
  const store = createStore(engine(), {
    keeper: keeper({ forget: async () => void log.push("forgotten") }),
  });
  await store.open(null, "Baku");
  await store.forgetKept();
  assert.deepEqual([log, store.desk.office, store.desk.keptAt], [["forgotten"], null, null]);
});

test("a quiet request shows no progress and takes away nothing that was said", async () => {
  const answers = [answer({ said: ["Three files need you."] }), answer({ said: [] }), answer()];
  /** @type {boolean[]} */
  const busy = [];
  const store = createStore(
    engine({
      async ask(_asked, { onProgress = () => {} } = {}) {
        onProgress(1, 2, "marks");
        busy.push(store.desk.busy !== null);
        return answers.shift() ?? answer();
      },
    }),
    { atNextFrame },
  );
  await store.ask({ do: "grade.files" });
  await store.ask({ do: "mark.keep" }, [], { isQuiet: true });
  assert.deepEqual(store.desk.said, ["Three files need you."]);
  await store.ask({ do: "mark.keep" }, [], { isQuiet: true });
  assert.deepEqual(store.desk.said, ["Done."], "what it has to say is said");
  assert.deepEqual(busy, [true, false, false]);
});
