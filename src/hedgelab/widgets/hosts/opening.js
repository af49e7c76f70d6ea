// Opens a page in two steps: what was left out while it opened is drawn, and the scripts that
// the page has put off are run, when its widgets are alive.

const page = document.documentElement;

/** Draw what was left out while the page opened. */
function settle() {
  if (page.dataset.opening) page.dataset.opening = "drawn";
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

/** @returns {Promise<unknown>} when the browser has nothing better to do; Safari never says */
function idle() {
  return new Promise((done) => (globalThis.requestIdleCallback ?? globalThis.setTimeout)(done));
}

/** @param {Promise<unknown>} whenAlive when the widgets are alive */
export async function openTheRest(whenAlive) {
  const whenLoaded = new Promise((done) => {
    if (document.readyState === "complete") done(undefined);
    else addEventListener("load", done);
  });
  await Promise.all([whenLoaded, whenAlive]);
  await idle();
  settle();
  await idle();
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  for (const script of document.querySelectorAll("script.hedgelab-at-leisure")) {
    last = run(/** @type {HTMLScriptElement} */ (script), last);
  }
  await last;
  delete page.dataset.opening;
}

/** Draw it all sooner for a reader who goes somewhere. */
export function settleForWhoMoves() {
  // Draw everything at once when the reader scrolls or follows a link down the page: the
  // place must already be where it will stay.
  const onClick = (/** @type {MouseEvent} */ { target }) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (!link) return;
    settle();
    // On a phone the theme's contents lie over the page: close them.
    if (link.hash && link.pathname === location.pathname) link.closest("dialog")?.close();
  };
  addEventListener("click", onClick, true);
  for (const move of ["wheel", "touchmove", "pointerdown"]) {
    addEventListener(move, settle, { capture: true, once: true, passive: true });
  }
  const onKey = (/** @type {KeyboardEvent} */ { target }) => {
    // A key pressed inside a widget does not scroll the page.
    if (!(target instanceof Element && target.closest(".hedgelab-widget"))) settle();
  };
  addEventListener("keydown", onKey, true);
}
