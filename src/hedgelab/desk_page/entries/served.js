// The desk as `hedgelab desk` serves it.

import { servedEngine } from "../engines/served.js";
import { openDesk } from "../main.jsx";

const root = /** @type {HTMLElement} */ (document.querySelector("#desk"));
try {
  await openDesk(root, await servedEngine());
} catch (error) {
  root.textContent = error instanceof Error ? error.message : String(error);
}
