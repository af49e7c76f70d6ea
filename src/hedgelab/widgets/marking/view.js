// A marker's page, drawn: the bar, what is read, what is given, and the keys for all of it.

import { h, write } from "../shared/dom.js";
import { drawBar } from "./bar.js";
import { drawForm } from "./form.js";
import { drawHelp } from "./help.js";
import { meaning } from "./keys.js";
import { drawReading } from "./reading.js";
import { toldEnd } from "./telling.js";

/**
 * @import { Action } from "./keys.js"
 * @import { Work } from "./work.js"
 *
 * @typedef {{keep(): void, save(): void}} Keeper
 */

/**
 * Draw a marker's page; give what draws it anew.
 * @param {Work} work @param {HTMLElement} el @param {Keeper} keeper
 * @param {AbortSignal} [ended] ends the listening for keys
 */
export function drawMarking(work, el, keeper, ended) {
  if (!work.screens.length) {
    el.append(h("p", {}, "No text waits for you now. Ask who gave you this page."));
    return () => {};
  }
  const said = h("p", { class: "hedgelab-unseen", role: "status" });
  const say = (/** @type {string} */ text) => write(said, text);
  const changed = () => {
    update();
    keeper.keep();
  };
  const arrived = () => {
    changed();
    reading.focus();
    if (reading.node.getBoundingClientRect().top < 0) reading.node.scrollIntoView();
  };
  const go = (/** @type {1 | -1} */ way) => {
    if (work.go(way)) arrived();
    else {
      say(toldEnd(work, way));
      reading.focus();
    }
  };
  const open = () => {
    if (work.goToOpen()) arrived();
    else say("Every text is marked.");
  };
  const undo = () => {
    if (!work.canUndo()) return;
    work.undo();
    say("Taken back.");
    changed();
  };
  const bar = drawBar(work, { filtered: changed, undo, save: keeper.save });
  const reading = drawReading(work);
  const form = drawForm(work, { changed, said: say, go, open });
  const help = drawHelp();
  const node = h(
    "div",
    { class: "hedgelab-marking hedgelab-ground" },
    said,
    bar.node,
    h("div", { class: "hm-body" }, reading.node, form.node),
    help.node,
  );

  /** @type {Record<Action, (level: number) => void>} */
  const actions = {
    level: (level) => form.level(level),
    back: () => form.back(),
    next: () => go(1),
    previous: () => go(-1),
    open,
    comment: () => form.focusComment(),
    flag: () => form.toggleFlag(),
    same: () => form.giveSame(),
    undo,
    leave: () => reading.focus(),
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    const found = help.keysAreOn() ? meaning(event, whereIs(event.target)) : null;
    if (!found) return;
    event.preventDefault();
    actions[found.action](found.level);
  };
  document.addEventListener("keydown", pressed, { signal: ended });

  function update() {
    for (const part of [bar, reading, form]) part.update();
  }
  update();
  el.append(node);
  return update;
}

/** @param {EventTarget | null} target @returns {"typing" | "control" | "page"} */
function whereIs(target) {
  if (!(target instanceof HTMLElement)) return "page";
  if (target.matches("textarea, input:not([type=checkbox], [type=radio], [type=file])")) {
    return "typing";
  }
  // In a list, a letter looks for an entry.
  if (target.matches("select")) return "typing";
  return target.matches("button, summary, a, input[type=checkbox], input[type=file]")
    ? "control"
    : "page";
}
