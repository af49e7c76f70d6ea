// What can be done with the result: print it, save it as a page that opens anywhere, begin again.

import { download, h, write } from "../shared/dom.js";
import { maySave, toldOfSaving } from "../shared/saving.js";

const FILE = "my-last-exercise.html";

const STYLE = `
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; }
small, .le-quiet { color: #5d584f; }
table { border-collapse: collapse; margin-block: 1.5rem; }
th, td { padding: 0.2rem 1rem 0.2rem 0; border-bottom: 1px solid #dcd7cd; text-align: start; }
ul { padding: 0; list-style: none; }
li { margin-block: 1rem; break-inside: avoid; }
h4 { margin: 0; font-size: 1rem; }
.le-places span { margin-inline-end: 1.5rem; }
`;

/**
 * The text of a page with the result, everything in it unfolded.
 * @param {HTMLElement} result @param {string} date when the exercise was done
 */
function pageToKeep(result, date) {
  const page = document.implementation.createHTMLDocument("A last exercise: the result");
  page.documentElement.lang = "en";
  const copy = /** @type {HTMLElement} */ (result.cloneNode(true));
  for (const fold of copy.querySelectorAll("details")) fold.open = true;
  page.head.append(h("meta", { charset: "utf-8" }), h("style", {}, STYLE));
  page.body.append(
    h("h1", {}, "A last exercise"),
    h("p", { class: "le-quiet" }, `Hedging Lab, done on ${date}.`),
    copy,
  );
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}

/**
 * @param {HTMLElement} result @param {string} date when the exercise was done
 * @param {() => void} beginAgain
 */
export function drawAfter(result, date, beginAgain) {
  const said = h("p", { class: "le-quiet", role: "status" });
  const button = (/** @type {string} */ label, /** @type {() => void} */ click) =>
    h("button", { type: "button", class: "hb-button", click }, label);
  const save = () => {
    download(FILE, pageToKeep(result, date), said, "text/html");
    write(said, toldOfSaving(FILE, maySave()));
  };
  let isSure = false;
  const anew = button("Begin again", () => {
    if (isSure) beginAgain();
    isSure = true;
    write(anew, "Yes, clear it and begin again");
    write(said, "You have seen these acts now: a second time shows what you remember.");
  });
  return h(
    "div",
    { class: "le-actions le-after" },
    button("Print", () => globalThis.print()),
    button("Save as a page", save),
    anew,
    said,
  );
}
