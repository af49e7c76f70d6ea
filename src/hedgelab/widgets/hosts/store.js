// A page in a folder that touches its store before the browser knows of the page gets one that
// nobody keeps; the browser answers a question about storage only when it knows who asks.
// Over http there is nothing to wait for.
globalThis.hedgelabStoreIsOpen =
  location.protocol === "file:"
    ? Promise.race([
        // Some browsers have no such question, and some refuse it to a file.
        (async () => navigator.storage.persisted())().catch(() => {}),
        new Promise((done) => setTimeout(done, 2000)),
      ])
    : undefined;
