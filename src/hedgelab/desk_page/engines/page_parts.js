// Where a page has the parts of its Python: as files beside it, or, in a page from a folder, which
// may fetch nothing, in itself.

/** @import { Source, Start } from "./worker.js" */
import { PARTS } from "./parts.js";

/** @typedef {(part: string) => Source} Sources */

/**
 * @param {Document} page
 * @returns {{ source: Sources, cache: string }}
 */
export function sourcesOf(page) {
  const told = page.querySelector("#parts")?.textContent;
  if (!told) {
    const text = (/** @type {string} */ part) => page.querySelector(`#part-${part}`)?.textContent;
    return { source: (part) => ({ text: text(part)?.trim() ?? "" }), cache: "" };
  }
  const { files, cache } = JSON.parse(told);
  const address = (/** @type {string} */ part) => new URL(files[part], page.baseURI).href;
  return { source: (part) => ({ address: address(part) }), cache };
}

/**
 * What a worker is started with.
 * @param {{ source: Sources, cache: string }} sources
 * @returns {Start}
 */
export function startOf({ source, cache }) {
  const parts = Object.fromEntries(PARTS.map((part) => [part, source(part)]));
  return { parts: /** @type {Start["parts"]} */ (parts), cache };
}

/**
 * Make the worker.
 * @param {{ source: Sources, cache: string }} sources
 */
export async function workerOf({ source, cache }) {
  const found = source("worker");
  const packed = "text" in found ? bytesOf(found.text) : await fetched(found.address, cache);
  const unpacked = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  const script = await new Response(unpacked, { headers: { "Content-Type": SCRIPT } }).blob();
  return new Worker(URL.createObjectURL(script));
}

const SCRIPT = "text/javascript";

/** @param {string} text */
function bytesOf(text) {
  return new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]);
}

/** @param {string} address @param {string} name */
async function fetched(address, name) {
  const cache = name && "caches" in globalThis ? await caches.open(name) : null;
  const kept = await cache?.match(address);
  if (kept) return kept.blob();
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} could not be fetched (${answer.status})`);
  cache?.put(address, answer.clone()).catch(() => {});
  return answer.blob();
}
