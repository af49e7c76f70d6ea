// Gives the desk's page its files where there is no network; in the folder of the desk, and for no
// other page of the book. `python -m tools.desk` writes above this what the two names stand for:
// CACHE changes with whatever is in FILES.

/* global CACHE, FILES */

const OURS = "hedgelab-desk-";

self.addEventListener("install", (/** @type {any} */ event) => {
  // The large parts are kept by the page as it fetches them, so that they move once.
  const page = FILES.filter((name) => !name.endsWith(".bin"));
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(page))
      .then(() => /** @type {any} */ (self).skipWaiting()),
  );
});

self.addEventListener("activate", (/** @type {any} */ event) => {
  const isOld = (/** @type {string} */ name) => name.startsWith(OURS) && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => /** @type {any} */ (self).clients.claim()),
  );
});

/** @param {Request} request */
async function answered(request) {
  const cache = await caches.open(CACHE);
  const isPage = request.mode === "navigate";
  // A page is asked for anew, so that a new edition is seen at once; what it names never changes.
  const kept = () => cache.match(isPage ? "index.html" : request);
  if (!isPage) return (await kept()) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    const page = await kept();
    if (page) return page;
    throw error;
  }
}

self.addEventListener("fetch", (/** @type {any} */ event) => {
  if (event.request.method === "GET") event.respondWith(answered(event.request));
});
