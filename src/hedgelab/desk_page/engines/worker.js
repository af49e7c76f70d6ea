// Runs `hedgelab` in Pyodide, in a worker: the page goes on answering, and may end it at any time.
//
// The first message says where the parts are; each further one opens a class or asks something.
// The interpreter may die, as of a file that is nested too deeply: then the worker says so, and
// whoever started it starts another.

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
 * @typedef {{ id: number, name: string, bytes: Uint8Array | null }} Opening
 * @typedef {{ id: number, request: string, files: { name: string, bytes: Uint8Array }[] }} Asking
 */

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
    self.onmessage = ({ data: asked }) => {
      ({ id } = asked);
      try {
        const { message, moved } = answered(python, session, asked);
        self.postMessage(message, { transfer: moved });
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
 * @param {Awaited<ReturnType<typeof loadPyodide>>} python
 * @param {import("pyodide/ffi").PyProxy} session
 * @param {Opening | Asking} asked
 */
function answered(python, session, asked) {
  const files = python.FS;
  const given = "request" in asked ? asked.files.map(({ bytes }) => bytes) : [asked.bytes ?? []];
  const isGiven = "request" in asked || asked.bytes !== null;
  if (isGiven) given.forEach((bytes, at) => files.writeFile(`${HOME}/given/${at}`, bytes));
  const told =
    "request" in asked
      ? session.ask(asked.request, JSON.stringify(asked.files.map(({ name }) => name)))
      : session.open(asked.name, isGiven);
  const { kept, ...answer } = JSON.parse(told);
  answer.files = answer.files.map((/** @type {string} */ name, /** @type {number} */ at) => {
    const path = `${HOME}/taken/${at}`;
    const bytes = files.readFile(path);
    files.unlink(path);
    return { name, bytes };
  });
  const file = kept ? files.readFile(kept) : null;
  /** @type {Uint8Array[]} */
  const moved = [...answer.files.map((/** @type {{ bytes: Uint8Array }} */ { bytes }) => bytes)];
  if (file) moved.push(file);
  return { message: { id: asked.id, answer, file }, moved: moved.map(({ buffer }) => buffer) };
}

self.onmessage = start;
