// The last step: three profiles, and each act with its date and its readings.

import { h } from "../shared/dom.js";
import { creditInWords } from "../shared/judging.js";
import { expectedSentence, nearSentence, offInWords, sidesSentence } from "./telling.js";
import { tally } from "./state.js";

/**
 * @import { Position } from "../shared/model.js"
 * @import { Outcome, Period, Result } from "./state.js"
 */

/** @typedef {Position & {side: string}} SidedPosition */

const KINDS = [
  ["expected", "Expected"],
  ["mine", "Yours"],
  ["readings", "Readings"],
];

/** @param {Result} result @param {SidedPosition[]} positions */
function drawProfiles(result, positions) {
  const { expected, mine, readings } = result;
  const most = Math.max(1, ...expected, ...mine, ...readings);
  const cell = (/** @type {number} */ count, /** @type {string} */ kind) =>
    h(
      "td",
      { class: `le-${kind}`, "--share": String(count / most) },
      h("i", { "aria-hidden": "true" }),
      h("span", {}, String(count)),
    );
  const rows = positions.map(({ number, short, light, dark }, index) =>
    h(
      "tr",
      { "--light": light, "--dark": dark },
      h("th", { scope: "row" }, h("b", {}, String(number)), ` ${short}`),
      cell(expected[index], "expected"),
      cell(mine[index], "mine"),
      cell(readings[index], "readings"),
    ),
  );
  return h(
    "table",
    { class: "le-profiles" },
    h("caption", {}, "The twelve acts at each place"),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Position"),
        ...KINDS.map(([kind, label]) => h("th", { scope: "col", class: `le-${kind}` }, label)),
      ),
    ),
    h("tbody", {}, ...rows),
  );
}

/** @param {Outcome} outcome @param {Position[]} positions */
function drawOutcome(outcome, positions) {
  const { event, told, mine, lead, others, dispute } = outcome;
  const named = (/** @type {string} */ id) => {
    const place = positions.find((position) => position.id === id);
    return place ? `${place.number} ${place.name}` : "";
  };
  const reasons = [lead, ...others].flatMap((reading) => [
    h("dt", {}, named(reading.position), h("small", {}, ` · ${creditInWords(reading.credit)}`)),
    h("dd", {}, reading.reason),
  ]);
  return h(
    "li",
    { class: "le-act", "data-event": event.event_id, "data-off": String(outcome.off) },
    h("h4", {}, event.title),
    h("p", { class: "le-quiet" }, told.afterwards),
    h(
      "p",
      { class: "le-places" },
      h("span", {}, "You: ", h("b", {}, named(mine))),
      h("span", {}, "Reading: ", h("b", {}, named(lead.position))),
      h("span", { class: "le-quiet" }, offInWords(outcome)),
    ),
    h(
      "details",
      {},
      h("summary", {}, "What was done, and why it is read so"),
      h("p", {}, event.summary),
      h(
        "dl",
        {},
        ...reasons,
        ...(dispute ? [h("dt", {}, "In dispute"), h("dd", {}, dispute)] : []),
      ),
    ),
  );
}

/** @param {Period} period @param {Outcome[]} outcomes @param {Position[]} positions */
function drawPeriod({ label, name }, outcomes, positions) {
  const { same } = tally(outcomes);
  return h(
    "section",
    { class: "le-period" },
    h("h3", {}, label, " ", h("small", {}, name)),
    h("p", { class: "le-quiet" }, `${same} of ${outcomes.length} where the reading is`),
    h("ul", {}, ...outcomes.map((outcome) => drawOutcome(outcome, positions))),
  );
}

/**
 * @param {Result} result @param {SidedPosition[]} positions @param {Period[]} periods
 * @returns {HTMLElement}
 */
export function drawResult(result, positions, periods) {
  const { outcomes } = result;
  return h(
    "div",
    { class: "le-result" },
    h("p", { class: "le-finding" }, nearSentence(outcomes)),
    h("p", {}, expectedSentence(result)),
    h("p", {}, sidesSentence(result, positions)),
    drawProfiles(result, positions),
    h(
      "p",
      { class: "le-quiet" },
      "Twelve acts are few: a miss or two more would be chance. The readings are this module’s, " +
        "and the article tells none of these acts.",
    ),
    ...periods.map((period) =>
      drawPeriod(
        period,
        outcomes.filter(({ told }) => told.period === period.id),
        positions,
      ),
    ),
  );
}
