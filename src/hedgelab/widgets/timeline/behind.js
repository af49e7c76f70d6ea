// What stands behind the events: periods, presidents, turning points and the years.

import { h } from "../shared/dom.js";
import { capital } from "../shared/words.js";
import { px, shortName, spread, ticks } from "./axis.js";

/** @import { Period, Turn } from "./events.js" */
/** @import { Range } from "./axis.js" */
/** @import { State } from "./state.js" */

/**
 * A stretch of time with a name; a label where that is not its name.
 * @typedef {{name: string, label?: string, when: string, from: number, to: number | null}} Stretch
 */
/** @typedef {ReturnType<typeof ticks>} Ticks */

/** Where a year stands, in px of a chart. */
class Scale {
  /**
   * @param {Range} range
   * @param {number} width
   */
  constructor(range, width) {
    this.range = range;
    this.width = width;
  }

  /** @param {number} year with its fraction; what lies outside stands at the edge */
  at(year) {
    const { from, to } = this.range;
    return (Math.min(Math.max(year, from), to) - from) * (this.width / (to - from));
  }
}

/**
 * @param {string} name
 * @param {HTMLElement[]} items
 * @param {number} lines that the items take
 */
function drawRow(name, items, lines) {
  return h(
    "div",
    { class: "ht-row", "--lines": String(lines) },
    h("p", { class: "ht-name" }, name),
    h("ul", { class: "ht-strip", "aria-label": name }, ...items),
  );
}

/**
 * Stretches of time, one after another.
 * @param {string} name
 * @param {Stretch[]} stretches
 * @param {Scale} scale
 */
function drawStrip(name, stretches, scale) {
  const seen = stretches
    .map((one) => ({ ...one, start: scale.at(one.from), end: scale.at(one.to ?? scale.range.to) }))
    .filter(({ start, end }) => start < end)
    .map((one) => ({ ...one, text: one.label ?? shortName(one.name, one.end - one.start) }));
  const labels = spread(seen, scale.width);
  const items = seen.map((one, index) => {
    const told = `${one.name}, ${one.when}`;
    return h(
      "li",
      {
        title: told,
        "--left": px(one.start),
        "--width": px(one.end - one.start),
        "--label": px(labels[index].left),
        "--line": String(labels[index].line),
      },
      h(
        "span",
        { class: "ht-strip-name" },
        one.text,
        h("span", { class: "hedgelab-unseen" }, ` (${told})`),
      ),
    );
  });
  return drawRow(name, items, Math.max(0, ...labels.map(({ line }) => line)) + 1);
}

/** @param {Ticks} years */
function drawAxis(years) {
  const labels = years
    .filter(({ labelled }) => labelled)
    .map(({ at, year }) => h("span", { "--left": px(at) }, String(year)));
  return h(
    "div",
    { class: "ht-row ht-axis", "aria-hidden": "true" },
    h("span"),
    h("span", { class: "ht-years" }, ...labels),
  );
}

/**
 * The bands of the periods, and the lines of the years and the turning points.
 * @param {Period[]} periods
 * @param {Turn[]} turns
 * @param {Ticks} years
 * @param {Scale} scale
 */
function drawLines(periods, turns, years, scale) {
  return [
    ...periods.map(({ from, to }) => {
      const [start, end] = [scale.at(from), scale.at(to ?? scale.range.to)];
      return h("div", { class: "ht-band", "--left": px(start), "--width": px(end - start) });
    }),
    ...years.map(({ at, labelled }) =>
      h("div", { class: labelled ? "ht-tick is-labelled" : "ht-tick", "--left": px(at) }),
    ),
    ...turns.map(({ at }) => h("div", { class: "ht-tick is-turn", "--left": px(scale.at(at)) })),
  ];
}

/**
 * @param {State} state
 * @param {Range} range
 * @param {number} width
 */
export function drawBehind({ periods, leaders, turns }, range, width) {
  const scale = new Scale(range, width);
  const years = ticks(range, width);
  const turning = turns.filter(({ at }) => at >= range.from && at < range.to);
  const points = turning.map(({ at, when, what }) =>
    h("li", { class: "ht-turn", "--left": px(scale.at(at)) }, h("strong", {}, when), ` ${what}`),
  );
  const countries = new Set(leaders.map(({ country }) => country));
  const named = periods.map((period) => ({
    ...period,
    label: capital(period.label),
    when: period.label,
  }));
  return {
    head: [
      drawStrip("Period", named, scale),
      ...[...countries].map((country) => {
        const ours = leaders.filter((leader) => leader.country === country);
        return drawStrip(country, ours, scale);
      }),
      ...(points.length ? [drawRow("Turning points", points, 2)] : []),
      drawAxis(years),
    ],
    foot: drawAxis(years),
    back: drawLines(periods, turning, years, scale),
  };
}

/**
 * @param {string} kind
 * @param {string} text
 * @param {string} [reader]
 */
function drawKey(kind, text, reader = "") {
  const glyph = h("i", { class: "ht-glyph", "data-kind": kind, "data-reader": reader });
  return h("span", { class: "ht-key" }, glyph, text);
}

/** What the marks mean. */
export function drawLegend() {
  return h(
    "p",
    { class: "ht-legend", "aria-hidden": "true" },
    drawKey("point", "known to the day or month"),
    drawKey("year", "known to the year"),
    drawKey("span", "went on for some time"),
    h(
      "span",
      { class: "ht-readers" },
      drawKey("point", "the article’s reading", "article"),
      drawKey("point", "the module’s", "module"),
    ),
  );
}
