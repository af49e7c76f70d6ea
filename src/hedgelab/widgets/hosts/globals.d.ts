// What the scripts of one page tell one another by.

import type { Host, Paper } from "../shared/model.js";

interface WidgetModule {
  default: { render(host: Host): unknown; onPaper?(page: Paper): void };
}

declare global {
  /** Whether Python is behind the page; `tools/bundle.mjs` writes it into each script. */
  const IN_NOTEBOOK: boolean;
  /** What each widget's script exports, by the widget's name. */
  var hedgelabModules: Record<string, WidgetModule> | undefined;
  /** When a page from a folder may touch its store; elsewhere there is nothing to wait for. */
  var hedgelabStoreIsOpen: Promise<unknown> | undefined;
}
