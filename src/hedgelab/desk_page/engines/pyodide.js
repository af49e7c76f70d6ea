// The engine in the page itself: a worker with Pyodide, and another in its place where it dies or
// is stopped. The class as it was kept last is here, so that nothing is ever half done.

/** @import { Answer, AskOptions, DeskFile, Engine, OfficeState } from "../engine.js" */
/** @import { Start } from "./worker.js" */

const AT_ONCE = 32; // files that are handed over before the page may answer a key again
const STOPPED = "Stopped. The class is as it was before.";

/**
 * @param {object} home
 * @param {() => Promise<Worker> | Worker} home.worker makes a worker
 * @param {() => Start} home.start what it is started with
 * @param {string} home.place where classes are kept, in one sentence
 * @returns {Engine & { ready: Promise<void> }}
 */
export function pyodideEngine({ worker: make, start, place }) {
  /** @type {{ name: string, content: Blob | null, state?: OfficeState } | null} */
  let held = null;
  let count = 0;
  /** @type {Promise<Worker>} */
  let running = begun();

  function begun() {
    return started(make, start);
  }

  /** Put another worker in the place of one that is no more, with the class as it was. */
  function another() {
    running = begun().then(async (worker) => {
      if (held) await said(worker, { name: held.name, content: held.content, id: ++count });
      return worker;
    });
    running.catch(() => {}); // whoever asks next is told
  }

  /**
   * @param {Record<string, unknown>} asked
   * @param {AskOptions} [options]
   * @returns {Promise<Answer & { file?: Blob | null }>}
   */
  async function once(asked, { files = [], onProgress, signal } = {}) {
    let worker;
    try {
      worker = await running;
    } catch (error) {
      another();
      return failed(`The desk could not be started: ${told(error)}. Reload the page.`);
    }
    if (signal?.aborted) return { ...failed(STOPPED, { cancelled: true }), state: held?.state };
    const stopped = new Promise((resolve) => {
      signal?.addEventListener("abort", () => resolve(null), { once: true });
    });
    /** @type {any} */
    const answer = await Promise.race([
      given(worker, files).then(() => said(worker, { ...asked, id: ++count }, onProgress)),
      stopped,
    ]);
    if (answer?.answer) return { ...answer.answer, file: answer.file };
    worker.terminate();
    another();
    const error = answer
      ? failed(
          `Python stopped${whereOf(answer, files)} (${answer.died}). The class is as it was before: ` +
            "leave that file out, and do the step again.",
          { fault: true },
        )
      : failed(STOPPED, { cancelled: true });
    return { ...error, state: held?.state };
  }

  /** @param {Answer & { file?: Blob | null }} answered @param {string} name */
  function remembered({ file, ...answer }, name) {
    if (file) held = { name, content: file };
    if (held && answer.state) held = { ...held, state: answer.state };
    return answer;
  }

  return {
    ready: running.then(() => {}),
    async ask(request, options = {}) {
      const answer = await once({ request: JSON.stringify(request) }, options);
      return remembered(answer, held?.name ?? "");
    },
    open: async (content, name) => remembered(await once({ name, content }), name),
    async save() {
      if (!held?.content) throw new Error("no class is open");
      return held.content;
    },
    opensOthers: true,
    keepsItself: false,
    place,
  };
}

/**
 * A worker that is ready.
 * @param {() => Promise<Worker> | Worker} make @param {() => Start} start
 * @returns {Promise<Worker>}
 */
async function started(make, start) {
  const worker = await make();
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.ready) resolve(worker);
      else reject(new Error(data.failed));
    };
    worker.onerror = (event) => reject(new Error(event.message || "its worker does not start"));
    worker.postMessage(start());
  });
}

/**
 * Hand files over to a worker, some at a time: to hand over hundreds at once takes a while.
 * @param {Worker} worker @param {DeskFile[]} files
 */
async function given(worker, files) {
  for (let at = 0; at < files.length; at += AT_ONCE) {
    worker.postMessage({ given: files.slice(at, at + AT_ONCE) });
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/**
 * Ask a worker, and wait for its answer or its end.
 * @param {Worker} worker
 * @param {{ id: number } & Record<string, unknown>} message
 * @param {(done: number, of: number, what: string) => void} [onProgress]
 */
function said(worker, message, onProgress = () => {}) {
  let what = "";
  let done = 0;
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data.id !== message.id) return;
      if (!data.progress) return resolve({ what, done, ...data });
      [done, , what] = data.progress;
      onProgress(done, data.progress[1], what);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      resolve({ died: event.message || "its worker ended", what, done });
    };
    worker.postMessage(message);
  });
}

/**
 * Where it stopped: at the one file that there was, or after how many.
 * @param {{ what: string, done: number }} died @param {DeskFile[]} files
 */
function whereOf({ what, done }, files) {
  if (files.length === 1) return ` at ${files[0].name}`;
  return what && ` after ${done} ${what}`;
}

/** @param {unknown} error */
function told(error) {
  return error instanceof Error ? error.message : String(error);
}

/** @param {string} says @param {object} [more] @returns {Answer} */
function failed(says, more = {}) {
  return { said: [], shown: {}, files: [], changed: false, error: { says, ...more } };
}
