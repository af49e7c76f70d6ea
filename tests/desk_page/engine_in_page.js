// A page with nothing but the engine, for the tests: they ask it as the desk's page does.

/** @import { AskOptions, DeskFile } from "../../src/hedgelab/desk_page/engine.js" */
import { browserKeeper } from "../../src/hedgelab/desk_page/engines/keeper.js";
import { sourcesOf, startOf, workerOf } from "../../src/hedgelab/desk_page/engines/page_parts.js";
import { pyodideEngine } from "../../src/hedgelab/desk_page/engines/pyodide.js";

const sources = sourcesOf(document);
const engine = pyodideEngine({
  worker: () => workerOf(sources),
  start: () => startOf(sources),
  place: "here",
});

/** @param {string} base64 */
const contentOf = (base64) =>
  new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);

/** @param {Blob} content @returns {Promise<string>} */
async function base64Of(content) {
  const reader = new FileReader();
  reader.readAsDataURL(content);
  await new Promise((resolve) => reader.addEventListener("load", resolve));
  const address = String(reader.result);
  return address.slice(address.indexOf(",") + 1);
}

/** @param {import("../../src/hedgelab/desk_page/engine.js").Answer} answer */
async function sent({ files, ...others }) {
  const packed = files.map(async ({ name, content }) => ({ name, bytes: await base64Of(content) }));
  return { ...others, files: await Promise.all(packed) };
}

Object.assign(globalThis, {
  keeper: browserKeeper(),
  ready: () => engine.ready,
  /** @param {string} bytes @param {string} name */
  open: async (bytes, name) => sent(await engine.open(bytes ? contentOf(bytes) : null, name)),
  save: async () => base64Of(await engine.save()),
  /**
   * @param {{ do: string }} request @param {{ name: string, bytes: string }[]} files
   * @param {string} stopAt stops it when it is told to be there
   */
  async ask(request, files, stopAt) {
    const stopping = new AbortController();
    /** @type {[number, number, string][]} */
    const told = [];
    /** @type {AskOptions} */
    const options = {
      files: files.map(({ name, bytes }) => ({ name, content: contentOf(bytes) })),
      signal: stopping.signal,
      onProgress(done, of, what) {
        told.push([done, of, what]);
        if (stopAt && what.includes(stopAt)) stopping.abort();
      },
    };
    return { ...(await sent(await engine.ask(request, options))), told };
  },
});
