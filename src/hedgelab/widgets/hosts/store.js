// A page opened from a folder may run before the browser has registered it; a store touched that
// early is thrown away.  The browser answers persisted() only once the page is registered, so
// wait for that answer.  Over http there is nothing to wait for.
globalThis.hedgelabStoreIsOpen =
  location.protocol === "file:"
    ? Promise.race([
        // Some browsers lack persisted(), and some refuse it to a page from a folder.
        (async () => navigator.storage.persisted())().catch(() => {}),
        new Promise((done) => setTimeout(done, 2000)),
      ])
    : undefined;
