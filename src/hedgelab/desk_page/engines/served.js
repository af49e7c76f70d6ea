// The engine on this machine: `hedgelab desk` over native Python, reached on loopback.

/** @import { Answer, AskOptions, Engine } from "../engine.js" */
import { packed, progressAndAnswer } from "./wire.js";

const SESSION = "hedgelab-session";

/**
 * Enter with the token that the address brings once, or with what was given for it earlier.
 * @param {typeof fetch} ask
 * @returns {Promise<Engine>}
 */
export async function servedEngine(ask = fetch) {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    history.replaceState(null, "", location.pathname);
    const entered = await ask("/enter", { method: "POST", body: token });
    if (entered.ok) sessionStorage.setItem(SESSION, await entered.text());
  }
  const session = sessionStorage.getItem(SESSION) ?? "";
  const tab = crypto.randomUUID();
  const headers = { "X-Hedgelab-Session": session, "X-Hedgelab-Tab": tab };
  const about = await ask("/about", { headers });
  if (!about.ok) throw new Error(await about.text());
  const { place } = await about.json();
  await held(await ask("/hold", { method: "POST", headers }));

  /** @param {Parameters<Engine["ask"]>[0]} request @param {AskOptions} options */
  async function once(request, { files = [], onProgress = () => {}, signal } = {}) {
    const body = packed(request, files);
    const answered = await ask("/ask", { method: "POST", headers, body, signal });
    if (!answered.ok || !answered.body) throw new Error(await answered.text());
    return progressAndAnswer(answered.body, onProgress);
  }

  return {
    async ask(request, options = {}) {
      try {
        return await once(request, options);
      } catch (error) {
        if (!options.signal?.aborted) return failed(error);
        // The server puts the class back, and then answers this.
        const { state } = await once({ do: "state" }).catch(failed);
        return { ...failed(""), state, error: { says: STOPPED, cancelled: true } };
      }
    },
    open: async () => failed("this desk has one class"),
    async save() {
      const answered = await ask("/class-file", { headers });
      if (!answered.ok) throw new Error(await answered.text());
      return answered.blob();
    },
    opensOthers: false,
    keepsItself: true,
    place,
  };
}

/**
 * Hold an answer open for as long as this tab is, so that the server knows which tab was first;
 * when the first is closed, the next one is loaded anew, for the class may be another by then.
 * @param {Response} answer
 */
async function held(answer) {
  const reader = answer.body?.getReader();
  const isSecond = new TextDecoder().decode((await reader?.read())?.value).startsWith("second");
  if (isSecond) reader?.read().then(({ done }) => done || location.reload());
}

const STOPPED = "Stopped. The class is as it was before.";

/** @param {unknown} error @returns {Answer} */
function failed(error) {
  const why = error instanceof Error ? error.message : error;
  const says = `The desk on this computer does not answer (${why}): look at the terminal where hedgelab desk was started, and start it again.`;
  return { said: [], shown: {}, files: [], changed: false, error: { says } };
}
