/** What a browser keeps things in, or one that refuses to. @returns {Storage} */
export function fakeStorage(isRefusing = false) {
  const methods = {
    /** @this {Record<string, string>} @param {string} key */
    getItem(key) {
      return Object.hasOwn(this, key) ? this[key] : null;
    },
    /** @this {Record<string, string>} @param {string} key @param {string} text */
    setItem(key, text) {
      if (isRefusing) throw new DOMException("full", "QuotaExceededError");
      this[key] = String(text);
    },
    /** @this {Record<string, string>} @param {string} key */
    removeItem(key) {
      delete this[key];
    },
  };
  return /** @type {any} */ (Object.create(methods));
}
