// MyReading: what a reader placed in all chapters, beside the article's readings.
//
// It stores nothing.  Its host hands it the reader's acts as the trait `shelf` and puts back
// what changes there: hosts/page.js from the reader's browser, a notebook from files.

import { actsOn, firstCheck, placeOf } from "../shared/acts.js";
import { h, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { sectionOf } from "./comparing.js";
import { drawHabits } from "./habits_view.js";
import { FileControls } from "./loading.js";
import { drawPointer, drawRest, drawSection } from "./sections.js";

/** @import { Host, Position } from "../shared/model.js" */
/** @import { Act } from "../shared/acts.js" */
/** @import { Group, Placement, ReadEvent, Section } from "./comparing.js" */
/** @import { Setting } from "./file.js" */
/** @import { Boards } from "./sections.js" */

/**
 * What stays out of the comparison, and why.
 * @param {number} unreadable acts whose record can't be read
 * @param {number} strange acts that are none of this edition's
 */
function toldTrouble(unreadable, strange) {
  const notes = [
    unreadable && `What is kept of ${counted(unreadable, "act")} can’t be read here, and stays.`,
    strange && `${counted(strange, "act")} of another edition stay in your file.`,
  ];
  return notes.filter(Boolean).join(" ");
}

/** Where each act counts: where it was checked first, and before that where it stands. */
function placements(/** @type {Map<string, Act>} */ acts) {
  /** @type {Map<string, Placement>} */
  const placed = new Map();
  for (const [event, act] of acts) {
    const position = placeOf(act);
    if (position) placed.set(event, { ...act, position, now: act.position });
  }
  return placed;
}

/**
 * Draw the reading, and keep it in step with its model.
 * @param {Host} host
 * @returns {() => void} take everything down again
 */
function render({ model, el }) {
  /** @type {Group[]} */
  const groups = model.get("groups");
  /** @type {ReadEvent[]} */
  const events = model.get("events");
  /** @type {Boards} */
  const boards = model.get("boards");
  /** @type {Position[]} */
  const positions = model.get("positions");
  /** @type {Setting} */
  const setting = { format: model.get("format"), rules: model.get("rules"), positions };
  const files = new FileControls(model, setting, events);
  const tally = h("p", { class: "mr-tally" });
  const trouble = h("p", { class: "mr-trouble" });
  const all = h("input", {
    type: "checkbox",
    change: () => {
      model.set("all_placed", all.checked);
      model.save_changes();
    },
  });
  const allWords = h("span");
  const choice = h("label", { class: "mr-choice" }, all, allWords);
  const sections = h("div");
  const root = h(
    "div",
    { class: "hedgelab-my-reading hedgelab-ground", role: "group", "aria-label": "My reading" },
    h("div", { class: "mr-head" }, tally, files.node),
    files.picker,
    files.status,
    trouble,
    choice,
    sections,
  );

  function update() {
    const { acts, unreadable } = actsOn(files.shelf, setting);
    const placed = placements(acts);
    const isAll = model.get("all_placed") === true;
    const isSeen = (/** @type {string} */ id) => Boolean(firstCheck(acts.get(id)));
    const isCompared = (/** @type {string} */ id) => isAll || isSeen(id);
    const found = groups.map((group) => sectionOf(group, events, placed, positions, isCompared));
    const total = (/** @type {"placed" | "hidden"} */ what) =>
      found.reduce((sum, section) => sum + section[what], 0);
    const here = total("placed");

    root.classList.toggle("is-empty", !here);
    files.update(!here);
    const told = `${counted(here, "act")} placed, ${here - total("hidden")} compared`;
    write(tally, here ? told : "You have placed nothing yet");
    write(trouble, toldTrouble(unreadable, placed.size - here));
    const unseen = [...placed.keys()].filter((id) => !isSeen(id)).length;
    choice.hidden = !unseen;
    all.checked = isAll;
    write(
      allWords,
      `Compare what I placed and never checked as well (${counted(unseen, "act")}). ` +
        "This shows how those acts are read.",
    );
    const shown = here ? drawAll(found, acts) : [drawPointer(model.get("first"))];
    sections.replaceChildren(...shown);
  }

  const rest = {
    ...{ events, positions, levels: setting.rules.confidence, chapters: model.get("chapters") },
    ...{ practise: model.get("practise"), neighbours: model.get("neighbours") },
  };

  function drawAll(/** @type {Section[]} */ found, /** @type {Map<string, Act>} */ acts) {
    const filled = found.filter((section) => section.placed);
    const empty = drawRest(found);
    const drawn = filled.map((section) => drawSection(section, boards, positions));
    return [...drawHabits(acts, rest), ...drawn, ...(empty ? [empty] : [])];
  }

  update();
  el.append(root);
  const traits = ["change:shelf", "change:all_placed", "change:notice"];
  for (const trait of traits) model.on(trait, update);
  return () => {
    for (const trait of traits) model.off(trait, update);
    root.remove();
  };
}

export default { render };
