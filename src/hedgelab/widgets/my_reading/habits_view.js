// Progress by chapter, calibration, confusions and revisions, as they are drawn.

import { h } from "../shared/dom.js";
import { capital, counted } from "../shared/words.js";
import {
  calibration,
  confusions,
  judgedActs,
  mostConfused,
  progressBy,
  revisions,
} from "./habits.js";
import { calibrationSentence, revisionSentence } from "./habits_telling.js";

/**
 * @import { Act } from "../shared/acts.js"
 * @import { Position } from "../shared/model.js"
 * @import { Page, ReadEvent } from "./comparing.js"
 * @import { Chapter, Judged, Level, Sureness } from "./habits.js"
 */

/**
 * What is known beside the acts.
 * @typedef {{events: ReadEvent[], positions: Position[], levels: Level[], chapters: Chapter[],
 *   practise: Page, neighbours: {nearer_rejection: string, nearer_acceptance: string,
 *   question: string}[]}} Setting
 */

/** @param {string} title @param {string} name @param {...(Node | null)} parts */
function drawPart(title, name, ...parts) {
  return h("section", { class: "mr-section", "data-part": name }, h("h3", {}, title), ...parts);
}

/** @param {Chapter[]} chapters @param {Map<string, Act>} acts */
function drawProgress(chapters, acts) {
  const known = progressBy(chapters, acts).filter(({ total }) => total);
  if (!known.length) return [];
  const rows = known.map(({ title, href, total, placed, checked }) =>
    h(
      "li",
      { "--share": String(total ? checked / total : 0) },
      href ? h("a", { href }, title) : h("span", {}, title),
      h("i", { "aria-hidden": "true" }),
      h(
        "span",
        { class: "mr-quiet" },
        `${checked}/${total} checked`,
        placed > checked ? `, ${placed - checked} more placed` : "",
      ),
    ),
  );
  return [drawPart("Progress by chapter", "progress", h("ul", { class: "mr-progress" }, ...rows))];
}

/** @param {Sureness[]} levels */
function drawCalibration(levels) {
  const head = ["How sure you were", "Acts", "Where the reading is", "Within a step"];
  const rows = levels.map(({ label, acts, same, near }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, label),
      h("td", {}, String(acts)),
      h("td", {}, acts ? String(same) : "–"),
      h("td", {}, acts ? String(near) : "–"),
    ),
  );
  const isUsed = levels.some(({ acts }) => acts);
  const table = h(
    "table",
    { class: "mr-table" },
    h("thead", {}, h("tr", {}, ...head.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, ...rows),
  );
  return drawPart(
    "How sure, and how near",
    "calibration",
    h("p", { class: "mr-finding" }, calibrationSentence(levels)),
    isUsed ? table : null,
  );
}

/** Where five cards of two places lie. @param {Page} practise @param {string} one @param {string} other */
function pairHref({ href }, one, other) {
  return href && `${href}#practise--${one}--${other}`;
}

/** @param {Judged[]} judged @param {Setting} setting */
function drawConfusions(judged, { positions, practise, neighbours }) {
  const table = confusions(judged, positions);
  const most = mostConfused(table, positions);
  const largest = Math.max(1, ...table.flat());
  const cell = (
    /** @type {number} */ count,
    /** @type {number} */ at,
    /** @type {number} */ to,
  ) => {
    const [mine, reading] = [positions[at], positions[to]];
    const told =
      `You: ${mine.name}; the reading: ${reading.name}. ${capital(counted(count, "act"))}. ` +
      "Practise five cards of this pair.";
    const href = pairHref(practise, mine.id, reading.id);
    const isPair = at !== to && count > 0 && href;
    const name = at === to ? "mr-same" : count ? "mr-confused" : "";
    return h(
      "td",
      { class: name, "--share": String(count / largest) },
      isPair
        ? h("a", { href, "aria-label": told, title: told }, String(count))
        : count
          ? String(count)
          : h("span", { class: "mr-quiet", "aria-label": "none" }, "·"),
    );
  };
  const column = (/** @type {Position} */ { number, name }) =>
    h(
      "th",
      { scope: "col", title: name },
      h("span", { class: "hedgelab-unseen" }, name),
      String(number),
    );
  const asked = most && question(most.first.id, most.answer.id, positions, neighbours);
  return drawPart(
    "What you take for what",
    "confusions",
    h(
      "p",
      { class: "mr-finding" },
      most
        ? `Most often you placed at ${most.first.name} what is read as ${most.answer.name}: ` +
            `${counted(most.count, "act")}.${asked ? ` Ask of such an act: ${asked}` : ""}`
        : "So far each act is where the reading has it.",
    ),
    h(
      "table",
      { class: "mr-confusions" },
      h(
        "caption",
        {},
        "Rows: where you placed an act first. Columns: where the article has it, or this module " +
          "where the article does not file it. A number off the diagonal opens five cards.",
      ),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "You"), ...positions.map(column))),
      h(
        "tbody",
        {},
        ...positions.map(({ number, short, light, dark }, at) =>
          h(
            "tr",
            { "--light": light, "--dark": dark },
            h("th", { scope: "row" }, h("b", {}, String(number)), h("span", {}, ` ${short}`)),
            ...table[at].map((count, to) => cell(count, at, to)),
          ),
        ),
      ),
    ),
  );
}

/**
 * The question between two neighbours, or "" where more than one line lies between.
 * @param {string} one @param {string} other @param {Position[]} positions
 * @param {Setting["neighbours"]} neighbours
 */
function question(one, other, positions, neighbours) {
  const at = (/** @type {string} */ id) => positions.findIndex((place) => place.id === id);
  const [low, high] = [at(one), at(other)].sort((a, b) => a - b);
  if (high - low !== 1) return "";
  const line = neighbours.find(({ nearer_rejection: from }) => at(from) === low);
  return line?.question ?? "";
}

/** @param {Judged[]} judged @param {Position[]} positions */
function drawRevisions(judged, positions) {
  const revised = revisions(judged, positions);
  const name = (/** @type {string} */ id) => positions.find((place) => place.id === id)?.name ?? id;
  const items = revised.moved.map(({ event, first, now, answer }) =>
    h(
      "li",
      { "data-revised": event.event_id },
      h("span", { class: "mr-what" }, event.title),
      h(
        "span",
        { class: "mr-places" },
        h("span", {}, "First: ", h("b", {}, name(first))),
        h("span", {}, "Now: ", h("b", {}, name(now))),
        h("span", { class: "mr-remark" }, `The reading: ${name(answer)}`),
      ),
    ),
  );
  return drawPart(
    "First, and now",
    "revisions",
    h("p", { class: "mr-finding" }, revisionSentence(revised, judged.length)),
    items.length
      ? h(
          "details",
          { class: "mr-revised" },
          h("summary", {}, `The ${counted(items.length, "act")} that you moved`),
          h("div", { class: "mr-list" }, h("ul", {}, ...items)),
        )
      : null,
  );
}

/**
 * @param {Map<string, Act>} acts @param {Setting} setting
 * @returns {HTMLElement[]} nothing of how the reader codes before something is checked
 */
export function drawHabits(acts, setting) {
  const { events, positions, levels, chapters } = setting;
  const judged = judgedActs(events, acts);
  const progress = drawProgress(chapters, acts);
  if (!judged.length) return progress;
  return [
    ...progress,
    drawRevisions(judged, positions),
    drawCalibration(calibration(judged, levels, positions)),
    drawConfusions(judged, setting),
  ];
}
