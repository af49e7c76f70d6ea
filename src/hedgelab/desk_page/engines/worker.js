// Runs `hedgelab` in Pyodide, in a worker: the page goes on answering, and may end it at any time.
//
// The first message says where the parts are; each further one gives files, opens a class or asks
// something of the files that were given before.
// The interpreter may die, as of a file that is nested too deeply: then the worker says so, and
// whoever started it starts another.

/** @import { DeskFile } from "../engine.js" */
/** @import { PartName } from "./parts.js" */
import { loadPyodide } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { SETTINGS, lay } from "./parts.js";

/**
 * A part as its address, or, where nothing can be fetched, as its bytes in base64.
 * @typedef {{ address: string } | { text: string }} Source
 */

/**
 * @typedef {object} Start
 * @property {Record<PartName, Source>} parts
 * @property {string} cache the name of the browser's cache that keeps them; "" for none
 */

/**
 * @typedef {{ id: number, name: string, content: Blob | null }} Opening
 * @typedef {{ id: number, request: string }} Asking
 * @typedef {{ given: DeskFile[] }} Giving
 */

/* global FileReaderSync */

// Pyodide is given another, while it starts.
const fetchPart = self.fetch.bind(self);

const HOME = "/home/desk";
const NOWHERE = "https://desk.invalid/";

const START = `
import sys
from pathlib import Path
from hedgelab.desk.office.in_browser import Session
lambda watch: Session(Path("${HOME}"), watch)
`;

/** @param {string} text */
function decoded(text) {
  if ("fromBase64" in Uint8Array) {
    return /** @type {{ fromBase64: (text: string) => Uint8Array }} */ (
      /** @type {unknown} */ (Uint8Array)
    ).fromBase64(text);
  }
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/**
 * @param {Source} source @param {Cache | null} cache
 * @returns {Promise<ReadableStream<Uint8Array>>}
 */
async function opened(source, cache) {
  if ("text" in source) return new Blob([/** @type {BlobPart} */ (decoded(source.text))]).stream();
  const kept = await cache?.match(source.address);
  if (kept?.body) return kept.body;
  const fetched = await fetchPart(source.address);
  if (!fetched.ok || !fetched.body) {
    throw new Error(`${source.address} could not be fetched (${fetched.status})`);
  }
  // A full disk is no reason to stop: the part is fetched again another time.
  cache?.put(source.address, fetched.clone()).catch(() => {});
  return fetched.body;
}

/** @param {Start} start */
async function interpreter({ parts, cache: name }) {
  const cache = name ? await caches.open(name).catch(() => null) : null;
  const unpacked = (/** @type {PartName} */ part) =>
    opened(parts[part], cache).then(
      (stream) =>
        new Response(
          stream.pipeThrough(/** @type {ReadableWritablePair} */ (new DecompressionStream("gzip"))),
          { headers: { "Content-Type": "application/wasm" } },
        ),
    );
  const bytes = async (/** @type {PartName} */ part) =>
    new Uint8Array(await (await unpacked(part)).arrayBuffer());
  const python = unpacked("python");
  const library = unpacked("library");
  const packages = bytes("packages");
  const memory = bytes("memory");
  // Pyodide asks for its parts by address: it is given what is here already.
  self.fetch = (asked) => (String(asked).endsWith(".wasm") ? python : library);
  try {
    return await loadPyodide({
      ...SETTINGS,
      indexURL: NOWHERE,
      createPyodideModule: roomy(memory),
      fsInit: async (files) => lay(files, await packages),
      _loadSnapshot: memory,
    });
  } finally {
    self.fetch = fetchPart;
  }
}

/**
 * Make an interpreter whose memory is large enough for what is to be put into it.
 * @param {Promise<Uint8Array>} memory
 * @returns {typeof createPyodideModule}
 */
function roomy(memory) {
  return async (settings) => {
    const [python, { length }] = await Promise.all([createPyodideModule(settings), memory]);
    // Whatever this takes is overwritten; the growth remains.
    while (python.HEAP8.length < length) python._malloc(length - python.HEAP8.length);
    return python;
  };
}

/** @param {MessageEvent<Start>} message */
async function start({ data }) {
  try {
    const python = await interpreter(data);
    let id = 0;
    const watch = (
      /** @type {number} */ done,
      /** @type {number} */ of,
      /** @type {string} */ it,
    ) => {
      self.postMessage({ id, progress: [done, of, it] });
    };
    const session = python.runPython(START)(watch);
    const given = taker(python.FS);
    self.onmessage = ({ data: asked }) => {
      if (asked.given) return given.take(asked.given);
      ({ id } = asked);
      try {
        self.postMessage({ id, ...answered(python, session, asked, given) });
      } catch (error) {
        // Python's own errors are many lines; the last says what it was.
        self.postMessage({ id, died: String(error).trim().split("\n").at(-1) });
      }
    };
    self.postMessage({ ready: true });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
}

/**
 * Takes files for a request, which Python finds numbered.
 * @param {Awaited<ReturnType<typeof loadPyodide>>["FS"]} files
 */
function taker(files) {
  /** @type {string[]} */
  let names = [];
  let unread = "";
  return {
    /** @param {DeskFile[]} given */
    take(given) {
      for (const { name, content } of given) {
        try {
          const bytes = new FileReaderSync().readAsArrayBuffer(content);
          files.writeFile(`${HOME}/given/${names.length}`, new Uint8Array(bytes));
        } catch (error) {
          if (!(error instanceof DOMException)) throw error;
          unread ||= name;
        }
        names.push(name);
      }
    },
    /** What came since it was asked last, and the first of it that could not be read. */
    taken() {
      const came = { names, unread };
      names = [];
      unread = "";
      return came;
    },
  };
}

/**
 * The answer, and the class's file where it has to be kept: made here, so that the page copies none.
 * @param {Awaited<ReturnType<typeof loadPyodide>>} python
 * @param {import("pyodide/ffi").PyProxy} session
 * @param {Opening | Asking} asked
 * @param {ReturnType<typeof taker>} given
 */
function answered({ FS: files }, session, asked, given) {
  if ("content" in asked && asked.content) given.take([{ ...asked, content: asked.content }]);
  const { names, unread } = given.taken();
  if (unread) return { answer: notRead(unread) };
  const told =
    "request" in asked
      ? session.ask(asked.request, JSON.stringify(names))
      : session.open(asked.name, names.length > 0);
  const { kept, ...answer } = JSON.parse(told);
  answer.files = answer.files.map((/** @type {string} */ name, /** @type {number} */ at) => {
    const path = `${HOME}/taken/${at}`;
    const content = new Blob([files.readFile(path)]);
    files.unlink(path);
    return { name, content };
  });
  return { answer, file: kept ? new Blob([files.readFile(kept)]) : null };
}

/** @param {string} name */
function notRead(name) {
  const says =
    `${name} could not be read: it was moved, changed or deleted since it was chosen, or its drive ` +
    "is gone. Choose it again; nothing of this step was done.";
  return { said: [], shown: {}, files: [], changed: false, error: { says } };
}

self.onmessage = start;
