// The desk as a page of its own: its Python runs in the browser, and nothing leaves the device.

import { browserKeeper } from "../engines/keeper.js";
import { sourcesOf, startOf, workerOf } from "../engines/page_parts.js";
import { pyodideEngine } from "../engines/pyodide.js";
import { openDesk } from "../main.jsx";

const PLACE =
  "The class is kept in this browser, on this device, and is sent nowhere: “Delete it from this " +
  "browser” deletes it there, and a file that you saved is yours to delete.";

const root = /** @type {HTMLElement} */ (document.querySelector("#desk"));
const sources = sourcesOf(document);
const engine = pyodideEngine({
  worker: () => workerOf(sources),
  start: () => startOf(sources),
  place: PLACE,
});
// Once it was here, the page opens without a network, too.
if (sources.cache) navigator.serviceWorker?.register("service.js").catch(() => {});
try {
  await openDesk(root, engine, browserKeeper());
} catch (error) {
  root.textContent = error instanceof Error ? error.message : String(error);
}
