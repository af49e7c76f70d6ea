// The sections of the reading: one for each group of events in which something is placed.

import { h } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { differences } from "./comparing.js";
import { drawProfile } from "./profile.js";
import { distance, finding, they, whose } from "./telling.js";

/** @import { Reading } from "../shared/misses.js" */
/** @import { Position } from "../shared/model.js" */
/** @import { Group, Page, Pair, Placement, ReadEvent, Section, Unfiled } from "./comparing.js" */

/**
 * An act, with the other's reading where there is one.
 * @typedef {{event: ReadEvent, mine: Placement, other?: Reading}} Act
 */

/** @typedef {Record<string, Page>} Boards by assignment, where its board is in the book */

/** @param {Page} page */
function linked({ title, href }) {
  return href ? h("a", { href }, title) : h("span", {}, title);
}

/**
 * A page after a remark, where there is one.
 * @param {Page | null} page
 */
function drawAside(page) {
  return page ? [" · ", linked(page)] : [];
}

/**
 * Where an act's card is, as boards know it.
 * @param {Page} board
 * @param {ReadEvent} event
 */
function cardOn({ title, href }, { event_id }) {
  return { title, href: href && `${href}--${event_id}` };
}

/**
 * The seven positions, with the reader's and the other's marked.
 * @param {Act} act
 * @param {Position[]} positions
 */
function drawRail({ mine, other }, positions) {
  const stops = positions.map(({ id, light, dark }) => {
    const marks = [id === mine.position && "mr-at-mine", id === other?.position && "mr-at-theirs"];
    return h("i", { class: marks.filter(Boolean).join(" "), "--light": light, "--dark": dark });
  });
  return h("span", { class: "mr-rail", "aria-hidden": "true" }, ...stops);
}

/**
 * An act in a list: when, what, where it was placed, and in which chapter.
 * @param {Act} act
 * @param {string} remark
 * @param {Group} group
 * @param {Boards} boards
 * @param {Position[]} positions
 */
function drawAct(act, remark, group, boards, positions) {
  const { event, mine, other } = act;
  const board = boards[event.board];
  const place = (/** @type {string} */ who, /** @type {string} */ id) => {
    const name = positions.find((position) => position.id === id)?.name ?? id;
    return h("span", {}, `${who}: `, h("b", {}, name));
  };
  const page = board ? cardOn(board, event) : group.page;
  // The first checked place counts; a revision stands beside it.
  const isRevised = mine.now !== undefined && mine.now !== null && mine.now !== mine.position;
  return h(
    "li",
    { "data-event": event.event_id },
    h("span", { class: "mr-when" }, event.date_text),
    h("span", { class: "mr-what" }, event.title),
    drawRail(act, positions),
    h(
      "span",
      { class: "mr-places" },
      place("You", mine.position),
      isRevised ? place("now", mine.now ?? "") : null,
      other ? place(whose(group), other.position) : null,
      h("span", { class: "mr-remark" }, remark, ...drawAside(page)),
    ),
  );
}

/**
 * @param {string} title
 * @param {Node[]} items
 */
function drawList(title, items) {
  if (!items.length) return null;
  return h("div", { class: "mr-list" }, h("h4", {}, title), h("ul", {}, ...items));
}

/**
 * @param {Section} section
 * @param {Boards} boards
 * @param {Position[]} positions
 */
export function drawSection(section, boards, positions) {
  const { group, pairs, unfiled, hidden, placed } = section;
  const differ = differences(pairs);
  const same = pairs.length - differ.length;
  const act = (/** @type {Pair | Unfiled} */ given, /** @type {string} */ remark) =>
    drawAct(given, remark, group, boards, positions);
  const apart = differ.map((pair) => act(pair, distance(pair, group)));
  const rest = unfiled.map((one) =>
    act(one, one.isReading ? "the module makes a case for it" : "the module differs"),
  );
  const restTitle =
    group.reader === "article" ? "Acts that the article files nowhere" : "Acts that resist coding";
  const told = `${same} of ${counted(pairs.length, "act")} where ${they(group)} has them.`;
  const left = `${counted(hidden, "act")} not checked, and left out.`;
  return h(
    "section",
    { class: "mr-section", "data-group": group.id },
    h("h3", {}, group.label, " ", h("small", {}, group.name)),
    h(
      "p",
      { class: "mr-quiet" },
      `${placed} of ${counted(group.total, "act")} placed`,
      ...drawAside(group.page),
    ),
    pairs.length ? h("p", { class: "mr-finding" }, finding(pairs, group)) : null,
    h(
      "div",
      { class: "mr-columns" },
      drawProfile(section, positions),
      h(
        "div",
        { class: "mr-lists" },
        differ.length ? h("p", {}, told) : null,
        hidden ? h("p", { class: "mr-quiet" }, left) : null,
        drawList("Where you differ", apart),
        drawList(restTitle, rest),
      ),
    ),
  );
}

/** The chapters in which nothing is placed yet. */
export function drawRest(/** @type {Section[]} */ found) {
  const pages = found.flatMap(({ group, placed }) => (group.page && !placed ? group.page : []));
  if (!pages.length) return null;
  return h(
    "section",
    { class: "mr-section" },
    h("h3", {}, "Nothing placed yet"),
    h("ul", { class: "mr-rest" }, ...pages.map((page) => h("li", {}, linked(page)))),
  );
}

/** What a reader finds who has placed nothing: where to begin. */
export function drawPointer(/** @type {Page} */ first) {
  return h(
    "div",
    { class: "mr-pointer" },
    h(
      "p",
      {},
      "Begin with ",
      linked(first),
      ". At its end a few acts wait to be placed, and what you place there appears here.",
    ),
    h(
      "p",
      { class: "mr-quiet" },
      "You have placed some before? They are in the browser in which you placed them. Where the " +
        "book is opened from a folder, some browsers keep the work of each page apart: save your " +
        "answers in the chapter then, and load the file here.",
    ),
  );
}
