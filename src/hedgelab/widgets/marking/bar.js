// How far the marker is, which texts they want to see, and what brings their marks to a file.

import { h, ownName, setIdle, write } from "../shared/dom.js";
import { toldProgress } from "./telling.js";

/**
 * @import { Show, Work } from "./work.js"
 *
 * @typedef {{filtered(): void, undo(): void, save(): void}} Page
 */

/** @type {[Show, string][]} */
const SHOWS = [
  ["all", "All texts"],
  ["open", "Not marked yet"],
  ["flagged", "Flagged"],
];

/** @param {Work} work @param {Page} page */
export function drawBar(work, page) {
  const progress = h("progress", { max: "1", "aria-label": "Texts marked" });
  const told = h("p", { class: "hm-told", "aria-live": "polite" });
  const filter = () => {
    work.filter(events.value, /** @type {Show} */ (shows.value));
    page.filtered();
  };
  const events = choice("Event", [["", "All events"]], filter);
  const shows = choice("Show", SHOWS, filter);
  for (const { id } of work.pack.events) events.append(h("option", { value: id }));
  const nothing = h("p", { class: "hm-nothing", role: "status" });
  const undo = h("button", { type: "button", class: "hm-button", click: page.undo }, "Undo");
  const save = h(
    "button",
    { type: "button", class: "hm-button hm-primary", click: page.save },
    "Save my marks",
  );
  const node = h(
    "div",
    { class: "hm-bar" },
    h("div", { class: "hm-far" }, progress, told),
    events.parentNode,
    shows.parentNode,
    h("div", { class: "hm-ways" }, undo, save),
    nothing,
  );
  const update = () => {
    const { done, of } = work.progress();
    progress.value = of ? done / of : 1;
    write(told, toldProgress(work));
    work.pack.events.forEach(({ id, title }, at) => {
      const own = work.screens.flatMap(({ event }, place) => (event === id ? [place] : []));
      const left = own.filter((place) => !work.isDone(place)).length;
      write(events.options[at + 1], `${title} (${left ? `${left} left` : "all marked"})`);
    });
    events.value = work.event;
    shows.value = work.show;
    write(nothing, work.wanted().length ? "" : "No text is so: this one stays on the page.");
    setIdle(undo, !work.canUndo());
  };
  return { node, update };
}

/** @param {string} label @param {[string, string][]} options @param {() => void} change */
function choice(label, options, change) {
  const id = ownName("choice");
  const select = h(
    "select",
    { id, change },
    ...options.map(([value, says]) => h("option", { value }, says)),
  );
  h("div", { class: "hm-choice" }, h("label", { for: id, class: "hm-label" }, label), select);
  return select;
}
