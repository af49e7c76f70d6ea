// Joins the widgets' ES modules: `node tools/bundle.mjs`, which `make bundles` calls.
//
// A widget is made twice, since its two homes take different things: bundles/NAME.js is an
// ES module, for JupyterLab and for a handed-out sheet; bundles/page/NAME.js is a classic
// script, for a page of the book.  The desk's page is made once for each engine that it has.  With
// --watch it goes on, and joins anew what is edited.

import { readdir, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { context } from "esbuild";

const WIDGETS = fileURLToPath(new URL("../src/hedgelab/widgets/", import.meta.url));
const BUNDLES = `${WIDGETS}bundles`;
const DESK = fileURLToPath(new URL("../src/hedgelab/desk_page/", import.meta.url));

// Most of a widget's functions are called at once: compiled beforehand, off the main thread,
// they don't have to be compiled one by one while the reader waits.
const HINT = "//# allFunctionsCalledOnLoad";

/** What the licence of a library asks that goes with it, by the widget that has it. */
const NOTICES = /** @type {Record<string, string>} */ ({
  practise:
    "/*! With ts-fsrs, MIT License, (c) Open Spaced Repetition: " +
    "https://github.com/open-spaced-repetition/ts-fsrs */",
  search:
    "/*! With MiniSearch, MIT License, (c) Luca Ongaro: https://lucaong.github.io/minisearch */",
});

const isWatching = process.argv.includes("--watch");

/** @type {import("esbuild").BuildOptions} */
const COMMON = {
  bundle: true,
  charset: "utf8",
  target: "es2022",
  minify: !isWatching,
  sourcemap: isWatching && "inline",
  logLevel: "warning",
};

// What only a notebook needs, with Python behind the page, is left out of every other home.
const IN_NOTEBOOK = { IN_NOTEBOOK: "true" };
const ELSEWHERE = { IN_NOTEBOOK: "false" };

/**
 * @param {string} name @param {string} entry @param {Record<string, string>} define
 * @returns {import("esbuild").BuildOptions}
 */
function asModule(name, entry, define) {
  const banner = { js: NOTICES[name] ?? "" };
  const outfile = `${BUNDLES}/${name}.js`;
  return { ...COMMON, define, banner, format: "esm", entryPoints: [entry], outfile };
}

/**
 * A page opened from a folder may import no module, so that what one exports stands in a
 * global variable, where `hosts/page.js` finds it.
 * @param {string} name @param {string} entry @param {string} [globalName]
 * @returns {import("esbuild").BuildOptions}
 */
function asScript(name, entry, globalName) {
  const outfile = `${BUNDLES}/page/${name}.js`;
  // Chromium looks for the hint at the very start.
  const banner = { js: [HINT, NOTICES[name]].filter(Boolean).join("\n") };
  const how = { ...COMMON, define: ELSEWHERE, format: /** @type {const} */ ("iife"), banner };
  return { ...how, globalName, entryPoints: [entry], outfile };
}

/**
 * A script of the desk's page, or its style sheet. Preact asks that its licence goes with it.
 * @param {string} entry @returns {import("esbuild").BuildOptions}
 */
function ofDesk(entry) {
  const banner = {
    js: "/*! With Preact, MIT License, (c) 2015-present Jason Miller: https://preactjs.com */",
  };
  const outdir = `${DESK}bundles`;
  const jsx = { jsx: /** @type {const} */ ("automatic"), jsxImportSource: "preact" };
  return { ...COMMON, ...jsx, banner, format: "esm", entryPoints: [DESK + entry], outdir };
}

/**
 * The desk's worker, with Pyodide in it. In a page from a folder Chromium starts no module as a
 * worker, so it is a classic script; and Pyodide, which takes a worker for one by this function,
 * needs none of what it lacks there.
 * @returns {import("esbuild").BuildOptions}
 */
function workerOfDesk() {
  const banner = {
    js:
      "/*! With Pyodide, Mozilla Public License 2.0: https://github.com/pyodide/pyodide */\n" +
      'self.importScripts = () => { throw new Error("nothing is imported here"); };',
  };
  return {
    ...ofDesk("engines/worker.js"),
    banner,
    format: "iife",
    external: ["node:*", "ws"],
    define: { "import.meta.url": "self.location.href" },
  };
}

const files = await readdir(WIDGETS, { recursive: true });
const widgets = files
  .filter((file) => basename(file) === "widget.js")
  .map((file) => ({ name: dirname(file), entry: WIDGETS + file }));
const host = (/** @type {string} */ name) => `${WIDGETS}hosts/${name}.js`;
const builds = [
  ...widgets.map(({ name, entry }) => asModule(name, entry, IN_NOTEBOOK)),
  ...widgets.map(({ name, entry }) => asScript(name, entry, `hedgelabModules.${name}`)),
  ...["sheet", "marking", "scorm"].map((name) => asModule(name, host(name), ELSEWHERE)),
  ...["page", "store", "glossary-preview"].map((name) => asScript(name, host(name))),
  asScript("search", `${WIDGETS}search/page.js`),
  ...(await readdir(`${DESK}entries`)).map((name) => ofDesk(`entries/${name}`)),
  ofDesk("desk.css"),
  workerOfDesk(),
];

// What was made of a widget that is gone must not stay.
for (const made of [BUNDLES, `${DESK}bundles`]) await rm(made, { recursive: true, force: true });
for (const options of builds) {
  const build = await context(options);
  if (isWatching) await build.watch();
  else {
    await build.rebuild();
    await build.dispose();
  }
}
