// Brings the book's widgets to life in a page that has no kernel behind it.
//
// Each widget is an anywidget front-end module (https://anywidget.dev/en/afm/).
// JupyterLab gives such a module a model that talks to Python; this host gives
// it one that keeps what the reader does in the reader's own browser.
//
// It becomes a classic script, and finds the modules in a global variable, which other
// classic scripts fill: a page opened by double-click may load neither an ES module
// nor a JSON file from the folder that it lies in.
//
// When the widgets are alive, it runs the scripts that the page has put off.

/**
 * @typedef {Record<string, unknown>} State
 * @typedef {() => void} Listener
 */

const PREFIX = "hedgelab:";
const NO_STORAGE =
  "This browser keeps nothing for this page, so your work is gone when you close it. " +
  "Save it to a file before you leave.";

/** What a reader's work is kept in: localStorage, or nothing where that is refused. */
const shelf = {
  /** @param {string} key @returns {string | null} */
  take(key) {
    try {
      return localStorage.getItem(PREFIX + key);
    } catch {
      return null;
    }
  },
  /** @param {string} key @param {string} text @returns {boolean} whether it was kept */
  put(key, text) {
    try {
      localStorage.setItem(PREFIX + key, text);
      return true;
    } catch {
      return false;
    }
  },
  /** @param {string} start @returns {string[]} the keys that begin so */
  keys(start) {
    try {
      const all = Object.keys(localStorage);
      return all.flatMap((key) => (key.startsWith(PREFIX + start) ? key.slice(PREFIX.length) : []));
    } catch {
      return [];
    }
  },
};

/** @param {string} text @returns {any} undefined where it can't be read */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Never overwrite what can't be read: a later edition may know how.
 * @param {string} key @param {string} text
 */
function setAside(key, text) {
  const copies = shelf.keys(`${key}:unreadable:`);
  if (copies.some((copy) => shelf.take(copy) === text)) return;
  shelf.put(`${key}:unreadable:${Date.now()}`, text);
}

/** The part of a widget model that a front-end module may count on. */
class PageModel {
  /**
   * @param {State} state what the page was built with
   * @param {string[]} kept names of the traits that belong to the reader
   * @param {string} key where those are kept
   * @param {string} reads how the keys of other widgets' work begin that this
   *   one gathers in its trait `shelf`; empty for a widget that minds its own
   */
  constructor(state, kept, key, reads) {
    this.state = state;
    this.kept = kept;
    this.key = key;
    this.reads = reads;
    /** @type {State} the gathered work as it was found */
    this.found = {};
    /** @type {Map<string, Set<Listener>>} */
    this.listeners = new Map();
    this.takeUp();
  }

  /** Take up what is kept now. */
  takeUp() {
    this.restore(shelf.take(this.key));
    if (this.reads) this.gather();
  }

  /** Keep a copy of what is kept now, which the widget can't read and may overwrite. */
  setAside() {
    const text = shelf.take(this.key);
    if (text !== null) setAside(this.key, text);
  }

  gather() {
    this.found = {};
    for (const key of shelf.keys(this.reads)) {
      // A key that goes on holds what was set aside, and is no widget's work.
      if (key.slice(this.reads.length).includes(":")) continue;
      const work = parsed(shelf.take(key) ?? "");
      if (work !== undefined) this.found[key] = work;
    }
    this.set("shelf", { ...this.found });
  }

  /** @returns {boolean} whether everything that the widget changed was kept */
  putBack() {
    let isKept = true;
    for (const [key, work] of Object.entries(/** @type {State} */ (this.state.shelf))) {
      // The rest may be newer by now in another tab.
      if (work === this.found[key]) continue;
      const before = shelf.take(key);
      if (before !== null && parsed(before) === undefined) setAside(key, before);
      isKept = shelf.put(key, JSON.stringify(work)) && isKept;
    }
    if (isKept) this.gather();
    return isKept;
  }

  /** @param {string | null} text */
  restore(text) {
    if (text === null) return;
    const found = parsed(text);
    if (found === undefined) {
      setAside(this.key, text);
      this.state.notice =
        "What this page had kept for you could not be read. It was set aside, not deleted.";
      return;
    }
    for (const name of this.kept) {
      const value = (found ?? {})[name];
      if (value !== undefined) this.set(name, value);
    }
  }

  /** @param {string} name */
  get(name) {
    return this.state[name];
  }

  /** @param {string} name @param {unknown} value */
  set(name, value) {
    if (Object.is(this.state[name], value)) return;
    this.state[name] = value;
    this.emit(`change:${name}`);
    this.emit("change");
  }

  /** @param {string} event @param {Listener} listener */
  on(event, listener) {
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    this.listeners.get(event)?.add(listener);
  }

  /** @param {string} event @param {Listener} [listener] */
  off(event, listener) {
    if (listener) this.listeners.get(event)?.delete(listener);
    else this.listeners.delete(event);
  }

  /** @param {string} event */
  emit(event) {
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener();
  }

  save_changes() {
    const work = Object.fromEntries(this.kept.map((name) => [name, this.state[name]]));
    const isKept = shelf.put(this.key, JSON.stringify(work));
    const isBack = !this.reads || this.putBack();
    if (!isKept || !isBack) this.set("notice", NO_STORAGE);
    for (const other of awake) {
      if (other !== this && other.reads && this.key.startsWith(other.reads)) other.gather();
    }
  }
}

/**
 * The models of this page's widgets: what one of them keeps, another may gather.
 * @type {PageModel[]}
 */
const awake = [];

/** @param {string} name */
function moduleNamed(name) {
  const module = globalThis.hedgelabModules?.[name];
  if (module === undefined) throw new Error(`hedgelab: no module named ${name} in this page`);
  return module;
}

/** @param {HTMLElement} place */
async function wake(place) {
  await globalThis.hedgelabStoreIsOpen;
  const { module, kept, key, reads } = /** @type {Record<string, string>} */ (place.dataset);
  const stateElement = place.querySelector("script.hedgelab-state");
  const state = JSON.parse(stateElement?.textContent ?? "{}");
  const model = new PageModel(state, kept ? kept.split(" ") : [], key, reads ?? "");
  awake.push(model);
  const el = document.createElement("div");
  el.className = "hedgelab-live";
  const { default: widget } = moduleNamed(module);
  await widget.render({ model, el });
  const fallback = /** @type {HTMLElement} */ (place.querySelector(".hedgelab-fallback"));
  addEventListener("beforeprint", () => widget.onPaper?.({ model, fallback }));
  place.append(el);
  place.classList.add("is-live");

  // A second tab shows what was done in the first, and so does a page that
  // the browser had put by and brings back as it was.
  addEventListener("storage", (event) => {
    const isOurs = event.key === PREFIX + key;
    if (isOurs || (reads && event.key?.startsWith(PREFIX + reads))) model.takeUp();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) model.takeUp();
  });
}

/**
 * Run a script that was put off, as the page has it.
 * @param {HTMLScriptElement} script
 * @param {Promise<unknown>} before when those before it have run
 * @returns {Promise<unknown>} when it has run, or could not be loaded
 */
function run(script, before) {
  const running = document.createElement("script");
  for (const { name, value } of script.attributes) {
    if (name !== "type" && name !== "class") running.setAttribute(name, value);
  }
  if (!script.src) {
    running.textContent = script.textContent;
    return before.then(() => script.replaceWith(running));
  }
  // Those with an address are fetched together, and run in their order.
  running.async = false;
  return new Promise((done) => {
    running.addEventListener("load", done);
    running.addEventListener("error", done);
    script.replaceWith(running);
  });
}

const page = document.documentElement;

/** Draw what was left out while the page opened. */
function settle() {
  if (page.dataset.opening) page.dataset.opening = "drawn";
}

const isLoaded = new Promise((done) => {
  if (document.readyState === "complete") done(undefined);
  else addEventListener("load", done);
});
// Safari has no such callback.
const isIdle = () =>
  new Promise((done) => (globalThis.requestIdleCallback ?? globalThis.setTimeout)(done));

/** @param {Promise<unknown>[]} widgets */
async function openTheRest(widgets) {
  await Promise.all([isLoaded, ...widgets]);
  await isIdle();
  settle();
  await isIdle();
  let last = Promise.resolve();
  for (const script of document.querySelectorAll("script.hedgelab-at-leisure")) {
    last = /** @type {Promise<any>} */ (run(/** @type {HTMLScriptElement} */ (script), last));
  }
  await last;
  delete page.dataset.opening;
}

const widgets = [...document.querySelectorAll(".hedgelab-widget")].map((place) =>
  wake(/** @type {HTMLElement} */ (place)).catch((problem) => {
    // The table that stands in for the widget is better than an empty place.
    place.classList.add("is-asleep");
    console.error(problem);
  }),
);
// A link to a place further down has to find it where it will be, and who scrolls has to
// find all that is on the way.
addEventListener(
  "click",
  ({ target }) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (!link) return;
    settle();
    // On a phone the theme's contents cover the page that such a link leads to.
    if (link.hash && link.pathname === location.pathname) link.closest("dialog")?.close();
  },
  true,
);
for (const move of ["wheel", "touchmove", "pointerdown"]) {
  addEventListener(move, settle, { capture: true, once: true, passive: true });
}
addEventListener(
  "keydown",
  ({ target }) => {
    // A key to a widget moves no page.
    if (!(target instanceof Element && target.closest(".hedgelab-widget"))) settle();
  },
  true,
);
openTheRest(widgets);
