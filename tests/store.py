"""Scripts that watch, from inside a page, how it comes to the store that its browser keeps."""

# The browser answers when the page is parsed and its scripts have run; each touch of the store
# notes whether that was before.
ANSWERED_LATE = """
{
  globalThis.touches = [];
  let isAnswered = false;
  navigator.storage.persisted = () => new Promise((answer) => {
    addEventListener("DOMContentLoaded", () => {
      isAnswered = true;
      answer(false);
    });
  });
  const { get } = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  Object.defineProperty(globalThis, "localStorage", {
    get() {
      touches.push(isAnswered ? "after the answer" : "before it");
      return get.call(globalThis);
    },
  });
}
"""

NO_ANSWER = {
    "a browser without the question": "delete StorageManager.prototype.persisted;",
    "one that refuses it": "navigator.storage.persisted = () => Promise.reject(new TypeError());",
    "one that never answers": "navigator.storage.persisted = () => new Promise(() => {});",
}
