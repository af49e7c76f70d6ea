// What the page knows, in one place. Views are functions of it, and change it only by what stands
// here: one request is asked after the other, and after each that changed something the class is
// kept.

/** @import { Answer, DeskFile, Engine, From, Keeper, OfficeError, OfficeState } from "./engine.js" */
import { oneByOne, pause } from "./in_turn.js";
import { fileOf } from "./naming.js";
import { download } from "./parts/handing_over.js";

/**
 * What a request in hand has come to; `of` is 0 where nobody knows how many there will be.
 * @typedef {{ do: string, done: number, of: number, what: string }} Busy
 */

/**
 * @typedef {object} Desk
 * @property {OfficeState | null} office how the class stands, as Python says; null before it is open
 * @property {Busy | null} busy what is being done
 * @property {string[]} said what the last request said
 * @property {OfficeError | null} error what was wrong with it
 * @property {string} step the id of the step that is shown
 * @property {Record<string, any>} shown what each request showed last, by its `do`; what a request
 *   that changed the class makes stale goes
 * @property {string | null} keptAt when the class was kept last (ISO 8601)
 * @property {string} keepingFailed where it is not kept as it should be, that and why
 * @property {boolean} isStarting whether the class that was kept is being fetched
 * @property {boolean} isReadOnly whether another tab has the class
 */

/**
 * What every view gets. It draws `office` and `own`, and asks.
 *
 * `ask({ do: "grade", … }, files)` resolves to the answer, with an `error` or without one: a view
 * need not look at it, for the page shows what was said, what was wrong, progress and Cancel.
 * What a request shows lies in `shown[do]` until the class changes. Requests are asked one after
 * the other. `download(files)` hands files over to the instructor.
 *
 * `export function GradeView({ office, own, ask, shown, isBusy, isReadOnly }) { … }`
 * @typedef {object} ViewProps
 * @property {OfficeState} office how the class stands
 * @property {Record<string, any>} own what the step's own module says: `office[step]`
 * @property {(request: { do: string } & Record<string, any>, files?: DeskFile[],
 *   how?: { isQuiet?: boolean }) => Promise<Answer>} ask a quiet one, such as for each mark that was
 *   given, shows no progress, and what was said before stays
 * @property {Record<string, any>} shown
 * @property {(step: string) => void} go shows another step
 * @property {(files: DeskFile[]) => void} download
 * @property {boolean} isBusy
 * @property {boolean} isReadOnly
 */

/** @typedef {ReturnType<typeof createStore>} Store */

/** @type {Desk} */
const NOTHING = {
  office: null,
  busy: null,
  said: [],
  error: null,
  step: "",
  shown: {},
  keptAt: null,
  keepingFailed: "",
  isStarting: true,
  isReadOnly: false,
};

/** @param {unknown} error @returns {Answer} */
function notReached(error) {
  const says = `The desk does not answer (${told(error)}).`;
  return { said: [], shown: {}, files: [], changed: false, error: { says, fault: true } };
}

/** @param {unknown} error */
function told(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * What is known after an answer.
 * @param {Desk} desk @param {string} what @param {Answer} answer
 */
function after(desk, what, { said, error, changed, shown, state, readsOnly }) {
  const others = changed ? {} : desk.shown;
  return {
    office: state ?? desk.office,
    step: desk.step || state?.next?.step || "", // what is shown stays when something else comes next
    said,
    error: error ?? null,
    isReadOnly: readsOnly ?? desk.isReadOnly,
    shown: error ? desk.shown : { ...others, [what]: shown },
  };
}

function watchers() {
  /** @type {Set<() => void>} */
  const watching = new Set();
  return {
    tell() {
      for (const changed of watching) changed();
    },
    /**
     * Call a function at each change; gives what ends that.
     * @param {() => void} changed
     */
    subscribe(changed) {
      watching.add(changed);
      return () => watching.delete(changed);
    },
  };
}

/**
 * Where the class is kept; each gives what is known after it.
 * @param {Engine} engine @param {Keeper | null} keeper @param {() => Date} now
 */
function placeOf(engine, keeper, now) {
  return {
    /** @param {string} name @returns {Promise<Partial<Desk>>} */
    async kept(name) {
      const keptAt = now().toISOString();
      try {
        const kept = keeper && (await keeper.keep(name, await engine.save()));
        return { keepingFailed: kept?.told ?? "", ...(kept?.isKept !== false && { keptAt }) };
      } catch (error) {
        return { keepingFailed: `The last step could not be kept (${told(error)}).` };
      }
    },
    /**
     * @param {string} called @param {ReturnType<typeof oneByOne>} inTurn
     * @returns {Promise<Partial<Desk>>}
     */
    async saved(called, inTurn) {
      const name = fileOf(called);
      try {
        const content = await inTurn(() => engine.save());
        const where = keeper ? await keeper.saveAs(name, content) : "download";
        if (!keeper) download([{ name, content }]);
        if (!where) return {};
        return { keepingFailed: "", ...(where === "file" && { keptAt: now().toISOString() }) };
      } catch (error) {
        return { error: { says: `${name} could not be saved: ${told(error)}.` } };
      }
    },
  };
}

/** @param {() => void} run */
function nextFrame(run) {
  requestAnimationFrame(run);
}

/**
 * Progress is told far more often than a page is drawn.
 * @param {(run: () => void) => unknown} atNextFrame @param {() => void} run
 */
function onceAFrame(atNextFrame, run) {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    atNextFrame(() => {
      isDue = false;
      run();
    });
  };
}

/**
 * @param {Engine} engine
 * @param {object} [others]
 * @param {Keeper | null} [others.keeper] for an engine that keeps nothing itself
 * @param {() => Date} [others.now]
 * @param {(run: () => void) => unknown} [others.atNextFrame]
 */
export function createStore(
  engine,
  { keeper = null, now = () => new Date(), atNextFrame = nextFrame } = {},
) {
  let desk = NOTHING;
  let stopping = new AbortController();
  const inTurn = oneByOne();
  const place = placeOf(engine, keeper, now);
  const { subscribe, tell } = watchers();

  /** @param {Partial<Desk>} members */
  function set(members) {
    desk = { ...desk, ...members };
    tell();
  }

  const tellSoon = onceAFrame(atNextFrame, tell);

  /**
   * @param {string} what the request's `do`
   * @param {(signal: AbortSignal) => Promise<Answer>} run
   * @param {boolean} [isQuiet]
   */
  async function answered(what, run, isQuiet = false) {
    stopping = new AbortController();
    if (!isQuiet) set({ busy: { do: what, done: 0, of: 0, what: "" }, said: [], error: null });
    /** @type {Answer} */
    let answer;
    try {
      answer = await run(stopping.signal);
    } catch (error) {
      answer = notReached(error);
    }
    const said = isQuiet && !answer.said.length ? desk.said : answer.said;
    set({ busy: null, ...after(desk, what, { ...answer, said }) });
    if (answer.changed) await pause().then(keep);
    return answer;
  }

  async function keep() {
    if (!desk.isReadOnly && desk.office) set(await place.kept(desk.office.name));
  }

  /**
   * @param {{ do: string } & Record<string, any>} request
   * @param {DeskFile[]} [files]
   * @param {{ isQuiet?: boolean }} [how]
   */
  function ask(request, files = [], { isQuiet = false } = {}) {
    /** @param {AbortSignal} signal */
    const run = (signal) =>
      engine.ask(desk.isReadOnly ? { ...request, reads_only: true } : request, {
        files,
        signal,
        onProgress: (done, of, what) => {
          if (isQuiet) return;
          desk = { ...desk, busy: { do: request.do, done, of, what } };
          tellSoon();
        },
      });
    return inTurn(() => answered(request.do, run, isQuiet));
  }

  return {
    /** How everything stands now. */
    get desk() {
      return desk;
    },
    engine,
    keeper,
    ask,
    subscribe,
    /**
     * Open a class file, or begin a new class.
     * @param {Blob | null} content @param {string} name
     * @param {From} [from]
     */
    open(content, name, from = {}) {
      return inTurn(async () => {
        const answer = await answered("open", async () => {
          const opened = await engine.open(content, name);
          if (!opened.error) keeper?.isOf(from);
          return opened;
        });
        if (!answer.error) set({ shown: {}, step: answer.state?.next?.step ?? "" });
        return answer;
      });
    },
    /** Stop the request in hand. */
    cancel: () => stopping.abort(),
    undo: () => ask({ do: "undo" }),
    redo: () => ask({ do: "redo" }),
    /** @param {string} step */
    go: (step) => set({ step, said: [], error: null }),
    dismiss: () => set({ said: [], error: null, keepingFailed: "" }),
    started: () => set({ isStarting: false }),
    /** @param {boolean} isReadOnly */
    readOnly: (isReadOnly) => set({ isReadOnly }),
    /** Let the instructor save the class in a file. */
    save: async () => set(await place.saved(desk.office?.name ?? "", inTurn)),
    /** Delete what is kept of the class in this browser, and close it. */
    async forgetKept() {
      await keeper?.forget();
      keeper?.isOf({});
      set({ ...NOTHING, isStarting: false, isReadOnly: desk.isReadOnly });
    },
  };
}
