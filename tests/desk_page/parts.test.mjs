// What the page decides apart from drawing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { packed, progressAndAnswer } from "../../src/hedgelab/desk_page/engines/wire.js";
import { fileOf, nameOf } from "../../src/hedgelab/desk_page/naming.js";
import { thousands } from "../../src/hedgelab/desk_page/parts/counted.js";
import { chosen, dropped } from "../../src/hedgelab/desk_page/parts/dropped.js";
import { typeOf } from "../../src/hedgelab/desk_page/parts/handing_over.js";
import { matching, pageOf } from "../../src/hedgelab/desk_page/parts/paging.js";
import { isFirst } from "../../src/hedgelab/desk_page/tabs.js";

const ROWS = Array.from({ length: 120 }, (_, at) => ({
  id: `s${at}`,
  name: at ? "Ana" : "Çiğdem",
}));

test("a count is written as the office writes it", () => {
  assert.deepEqual([0, 999, 2000, 1234567].map(thousands), ["0", "999", "2,000", "1,234,567"]);
});

test("rows are cut into pages, and a page that is gone is the last", () => {
  const page = pageOf(ROWS, 2, 50);
  assert.deepEqual([page.rows.length, page.at, page.rows[0].id], [20, 2, "s100"]);
  assert.equal(pageOf(ROWS, 9, 50).at, 2);
  assert.deepEqual(pageOf([], 0, 50), { rows: [], at: 0 });
});

test("rows are found by any column, whatever the case", () => {
  const columns = [{ name: "id" }, { name: "name" }];
  assert.deepEqual(
    matching(ROWS, columns, " çİĞDEM".replace("İ", "i")).map(({ id }) => id),
    ["s0"],
  );
  assert.equal(matching(ROWS, columns, "s11").length, 11);
  assert.equal(matching(ROWS, columns, " "), ROWS);
});

for (const [given, name] of [
  ["Baku 2026", "Baku 2026"],
  ["  ", "My class"],
  ["Spring.hedgelab", "Spring"],
  ["../../etc/pass:wd", "etc pass wd"],
  ["Folder/Ganja <b>.hedgelab", "Ganja b"],
  ["a\\b\u0007c", "a b c"],
  [".hidden", "hidden"],
  ["x".repeat(300), "x".repeat(100)],
]) {
  test(`a class that is called ${JSON.stringify(given.slice(0, 20))} has a fit name`, () => {
    assert.equal(nameOf(given), name);
    assert.equal(fileOf(given), `${name}.hedgelab`);
  });
}

test("a file's type is told by its ending", () => {
  assert.equal(typeOf("a/b.CSV"), "text/csv");
  assert.equal(typeOf("page.exe"), "application/octet-stream");
});

/** @param {Blob} content */
async function bytesOf(content) {
  return new Uint8Array(await content.arrayBuffer());
}

/** @param {Uint8Array} whole @param {number} size @returns {ReadableStream<Uint8Array>} */
function inPieces(whole, size) {
  return new ReadableStream({
    start(stream) {
      for (let at = 0; at < whole.length; at += size) stream.enqueue(whole.slice(at, at + size));
      stream.close();
    },
  });
}

test("an answer comes whole, however its bytes are cut, with progress before it", async () => {
  const lines = [
    { progress: [1, 2, "файл\n"] },
    {
      answer: {
        said: ["Ğ"],
        files: [
          { name: "a", size: 3 },
          { name: "b", size: 0 },
        ],
      },
    },
  ];
  const head = new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const whole = new Uint8Array([...head, 10, 0, 255]);
  for (const size of [1, 7, whole.length]) {
    /** @type {unknown[]} */
    const told = [];
    const answer = await progressAndAnswer(inPieces(whole, size), (...it) => void told.push(it));
    assert.deepEqual(told, [[1, 2, "файл\n"]]);
    const files = answer.files.map(async ({ name, content }) => [
      name,
      ...(await bytesOf(content)),
    ]);
    assert.deepEqual(await Promise.all(files), [["a", 10, 0, 255], ["b"]]);
  }
  await assert.rejects(
    progressAndAnswer(inPieces(whole.slice(0, 20), 5), () => {}),
    /broke off/,
  );
});

test("a request goes out as a line and its files behind it", async () => {
  const files = [{ name: "a/ş.csv", content: new Blob([new Uint8Array([1, 2])]) }];
  const bytes = await bytesOf(packed({ do: "grade" }, files));
  const end = bytes.indexOf(10);
  assert.deepEqual(JSON.parse(new TextDecoder().decode(bytes.slice(0, end))), {
    request: { do: "grade" },
    files: [{ name: "a/ş.csv", size: 2 }],
  });
  assert.deepEqual([...bytes.slice(end + 1)], [1, 2]);
});

test("of two tabs the first may write, and the second when that is closed", async () => {
  /** @type {(() => void)[]} */
  const waiting = [];
  let isHeld = false;
  /** @type {any} */
  const locks = {
    /** @param {string} _name @param {any} options @param {any} [callback] */
    async request(_name, options, callback) {
      if (!callback) return void waiting.push(options);
      const lock = isHeld ? null : {};
      isHeld = true;
      return callback(lock);
    },
  };
  let freed = 0;
  assert.equal(await isFirst(locks, () => assert.fail("the first waits for nobody")), true);
  assert.equal(await isFirst(locks, () => (freed += 1)), false);
  waiting[0]();
  assert.equal(freed, 1);
  assert.equal(await isFirst(undefined, () => {}), true);
});

/** @param {string} fullPath @param {File | Error} file */
const fileEntry = (fullPath, file) => ({
  isFile: true,
  fullPath,
  file: (/** @type {Function} */ tell, /** @type {Function} */ fail) =>
    file instanceof Error ? fail(file) : tell(file),
});

/** @param {string} fullPath @param {object[]} entries */
const folderEntry = (fullPath, ...entries) => ({
  isFile: false,
  fullPath,
  createReader: () => ({
    readEntries: (/** @type {Function} */ tell) => tell(entries.splice(0, 1)),
  }),
});

/** @param {object} entry @returns {any} */
const drop = (entry) => ({ items: [{ webkitGetAsEntry: () => entry }], files: [] });

test("a dropped folder gives all its files, with the folder's name before theirs", async () => {
  const [one, two] = [new File(["1"], "s1.json"), new File(["2"], "s2.json")];
  const inner = folderEntry("/week/late", fileEntry("/week/late/s2.json", two));
  const found = await dropped(drop(folderEntry("/week", fileEntry("/week/s1.json", one), inner)));
  assert.deepEqual(
    found.map(({ name }) => name),
    ["week/s1.json", "week/late/s2.json"],
  );
  assert.ok(found[0].content === one && found[1].content === two);
});

test("a file that the browser cannot read is named, and nothing of the drop is taken", async () => {
  const lost = fileEntry("/week/s1.json", new Error("it is gone"));
  await assert.rejects(
    dropped(drop(folderEntry("/week", lost))),
    /^Error: week\/s1\.json could not be read/,
  );
});

test("files that were chosen go on as they are: the page, which has keys to answer, reads none", () => {
  const file = new File(["{}"], "s1.json");
  const inFolder = Object.assign(new File(["{}"], "s2.json"), {
    webkitRelativePath: "week/s2.json",
  });
  for (const it of [file, inFolder]) {
    it.arrayBuffer = it.text = it.bytes = () => assert.fail("the page reads a file");
  }
  const taken = chosen([file, inFolder]);
  assert.deepEqual(
    taken.map(({ name }) => name),
    ["s1.json", "week/s2.json"],
  );
  assert.ok(taken[0].content === file && taken[1].content === inFolder);
});
