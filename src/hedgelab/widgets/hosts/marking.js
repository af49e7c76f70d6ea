// The host of a marker's page that is opened by double-click: it keeps the marks in the marker's
// browser, and writes them to the file that goes back.

import { download, write } from "../shared/dom.js";
import { fileName, marksFile, readMarksFile } from "../marking/file.js";
import { drawMarking } from "../marking/view.js";
import { Work } from "../marking/work.js";
import { timestamp } from "../shared/moments.js";
import { maySave, ownAddress, toldOfSaving } from "../shared/saving.js";
import { openSecondShelf } from "./second_shelf.js";
import { Shelf } from "./shelf.js";

/** @import { Pack } from "../marking/pack.js" */

const NOT_KEPT =
  "This browser keeps nothing for this page, so your marks are gone when you close it. " +
  "Save them to a file before you leave.";
const FRAMED =
  "This page stands in a frame, which may forbid it to save a file. Download the page, and open " +
  "it from your own folder.";
const SERVED =
  "A website gives you this page, and may clear what your browser keeps for it. Save your marks " +
  "to a file before you leave.";

/** @param {string} id @returns {any} */
function element(id) {
  return document.getElementById(id);
}

/** @param {Shelf} shelf @param {string} key what a browser kept; what can't be read is set aside */
function kept(shelf, key) {
  const text = shelf.take(key);
  if (text === null) return {};
  try {
    return Object(JSON.parse(text));
  } catch {
    shelf.setAside(key, text, "aside");
    return {};
  }
}

/** @param {boolean} isKept what a marker should know of the place where the page is */
function tellWhere(isKept) {
  const isServed = /^https?:$/.test(location.protocol);
  const told = [isKept ? "" : NOT_KEPT, maySave() ? "" : FRAMED, isServed ? SERVED : ""];
  write(element("where"), told.filter(Boolean).join(" "));
  element("where").hidden = !element("where").textContent;
  element("own-tab").hidden = !ownAddress();
  if (ownAddress()) element("own-tab").querySelector("a").href = ownAddress();
  element("kept-here").hidden = !isKept;
}

async function openMarking() {
  await globalThis.hedgelabStoreIsOpen;
  /** @type {Pack} */
  const pack = JSON.parse(element("hedgelab-pack").textContent);
  const shelf = /^https?:$/.test(location.protocol) ? await openSecondShelf() : new Shelf();
  const key = `marking:${pack.course}:${pack.assignment}:${pack.marker}`;
  const work = new Work(pack);
  work.adopt(kept(shelf, key));
  let isKept = shelf.isOpen();
  let isFiled = true;
  tellWhere(isKept);

  const keep = () => {
    // What another tab, or an earlier page, keeps of other texts stays.
    const before = Object(kept(shelf, key).marks);
    const now = work.kept();
    const record = { ...now, marks: { ...before, ...now.marks }, at: timestamp() };
    const was = isKept;
    isKept = shelf.put(key, JSON.stringify(record));
    isFiled = false;
    if (was !== isKept) tellWhere(isKept);
  };
  const save = () => {
    const name = fileName(pack);
    download(name, marksFile(work, timestamp()));
    isFiled = maySave();
    write(element("said"), toldOfSaving(name, maySave()));
  };
  const update = drawMarking(work, element("marking"), { keep, save });
  const follow = () => {
    work.adopt({ marks: kept(shelf, key).marks });
    update();
  };
  element("earlier").addEventListener("change", async () => {
    const [file] = element("earlier").files;
    if (!file) return;
    const read = readMarksFile(await file.text(), pack);
    if ("problem" in read) write(element("said"), read.problem);
    else {
      const changed = work.adopt({ marks: read.marks });
      write(element("said"), `${changed} taken from ${file.name}; newer ones stay as they are.`);
      keep();
      update();
    }
    element("earlier").value = "";
  });
  addEventListener("beforeunload", (event) => {
    if (!isKept && !isFiled) event.preventDefault();
  });
  addEventListener("storage", (event) => {
    if (shelf.wasChanged(key, event)) follow();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) follow();
  });
}

try {
  await openMarking();
} catch (problem) {
  document.documentElement.removeAttribute("class");
  throw problem;
}
