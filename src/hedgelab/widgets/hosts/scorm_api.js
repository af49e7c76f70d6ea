// A learning platform's SCORM 1.2: where its API is, and one visit to it.

/**
 * What a platform gives a package to call (ADL, SCORM 1.2 Run-Time Environment, section 3.3).
 * @typedef {{
 *   LMSInitialize(none: ""): string, LMSFinish(none: ""): string,
 *   LMSGetValue(name: string): string, LMSSetValue(name: string, value: string): string,
 *   LMSCommit(none: ""): string, LMSGetLastError(): string,
 * }} Api
 */

const MOST_FRAMES = 20;

/**
 * The platform's API: in the nearest of the frames around the page, or around its opener's.
 * @param {any} page @returns {Api | null}
 */
export function findApi(page) {
  return among(page) ?? among(openerOf(page));
}

/** @param {any} page @returns {Api | null} */
function among(page) {
  for (let at = page, left = MOST_FRAMES; at && left > 0; left -= 1) {
    try {
      if (at.API) return at.API;
    } catch {
      return null; // a frame from elsewhere lets nobody look in
    }
    if (at.parent === at) return null;
    at = at.parent;
  }
  return null;
}

/** @param {any} page */
function openerOf(page) {
  try {
    return page.top?.opener ?? page.opener;
  } catch {
    return page.opener;
  }
}

/**
 * The time of a visit as SCORM 1.2 writes it.
 * @param {number} ms
 */
export function timeSpan(ms) {
  const hundredths = Math.max(0, Math.round(ms / 10));
  const two = (/** @type {number} */ count) => String(count).padStart(2, "0");
  const seconds = Math.floor(hundredths / 100);
  const hours = String(Math.min(9999, Math.floor(seconds / 3600))).padStart(4, "0");
  const rest = `${two(seconds % 60)}.${two(hundredths % 100)}`;
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${rest}`;
}

/** One visit: from the first call to the last, with every refusal noted. */
export class Visit {
  #isOpen = false;

  /** @param {Api} api @param {() => number} [clock] in milliseconds */
  constructor(api, clock = () => Date.now()) {
    this.api = api;
    this.clock = clock;
    this.began = clock();
    /** The number of the last refusal; "" where there was none since the last commit. */
    this.refusal = "";
  }

  /** @returns {boolean} whether the platform has begun to listen */
  begin() {
    this.#isOpen = this.#heard(() => this.api.LMSInitialize(""));
    return this.#isOpen;
  }

  /** @param {string} name */
  get(name) {
    try {
      return String(this.api.LMSGetValue(name) ?? "");
    } catch {
      return "";
    }
  }

  /** @param {string} name @param {string} value */
  set(name, value) {
    if (this.#isOpen) this.#heard(() => this.api.LMSSetValue(name, value));
  }

  /** Have the platform keep what it was told; say whether it took all. */
  commit() {
    if (!this.#isOpen) return false;
    this.#heard(() => this.api.LMSCommit(""));
    const isKept = !this.refusal;
    this.refusal = "";
    return isKept;
  }

  /** Say how long it was, and end it so that the next one goes on. */
  end() {
    if (!this.#isOpen) return;
    this.set("cmi.core.session_time", timeSpan(this.clock() - this.began));
    this.set("cmi.core.exit", "suspend");
    this.commit();
    this.#heard(() => this.api.LMSFinish(""));
    this.#isOpen = false;
  }

  /** @param {() => unknown} call */
  #heard(call) {
    try {
      // Some platforms answer with a boolean.
      if (String(call()) === "true") return true;
      this.refusal = String(this.api.LMSGetLastError()) || "?";
    } catch {
      this.refusal = "?";
    }
    return false;
  }
}
