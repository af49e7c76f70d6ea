// The rows of the answer: a state, each theory's prediction, and every state's place.

import { h } from "../shared/dom.js";
import { capital } from "../shared/words.js";
import { possibleRules, predicted, verdict } from "./rules.js";
import { condition, expectation, source } from "./telling.js";

/** @import { Position } from "../shared/model.js" */
/** @import { Input, Rule, Settings, StateOf, Theory, Verdict } from "./rules.js" */

/**
 * The seven places, and which of them are meant.
 * @param {Position[]} positions
 * @param {Set<string>} possible
 * @param {Set<string>} certain
 */
function drawRail(positions, possible, certain) {
  const stops = positions.map(({ id, number, light, dark }) => {
    const is = certain.has(id) ? "certain" : possible.has(id) && "possible";
    const attributes = { class: "hx-stop", "data-is": is, "--light": light, "--dark": dark };
    return h("span", attributes, String(number));
  });
  return h("span", { class: "hx-rail", "aria-hidden": "true" }, ...stops);
}

/**
 * @param {Position[]} positions
 * @param {StateOf} state
 */
function drawPlaced(positions, state) {
  const placed = new Set(state.positions);
  return drawRail(positions, placed, placed);
}

/**
 * @param {Rule | StateOf} one
 * @param {string} lead what the reason is for; "" for nothing else
 */
function drawReason(one, lead) {
  return h(
    "p",
    { class: "hx-reason" },
    lead ? h("strong", {}, `${lead}: `) : null,
    `${one.reason} `,
    h("span", { class: "hx-source" }, source(one)),
  );
}

/** The names of the positions, over the rows. */
export function drawHeads(/** @type {Position[]} */ positions) {
  return h(
    "div",
    { class: "hx-heads", "aria-hidden": "true" },
    h("span", { class: "hx-side" }, "rejects the power"),
    h("span", { class: "hx-side" }, "accepts it"),
    ...positions.map(({ short }) => h("span", { class: "hx-head" }, short)),
  );
}

/**
 * @param {StateOf} state the one whose situation is set
 * @param {Position[]} positions
 */
export function drawState(state, positions) {
  const who = state.said_by === "article" ? "the article" : "the module";
  return h(
    "div",
    { class: "hx-row is-state", role: "group", "aria-label": state.name },
    h("p", { class: "hx-name" }, state.name, h("span", {}, `where ${who} places it`)),
    drawPlaced(positions, state),
    h(
      "div",
      { class: "hx-told" },
      h("p", { class: "hx-expects" }, state.placed),
      drawReason(state, ""),
    ),
  );
}

/**
 * @param {Theory} theory
 * @param {Settings} settings
 * @param {Input[]} inputs
 * @param {Position[]} positions
 * @param {string} told how it stands to the state that is set; "" where none is
 */
export function drawTheory({ name, rules }, settings, inputs, positions, told) {
  const own = possibleRules(rules, settings);
  const { possible, certain } = predicted(own);
  const reasons = own.map((rule) =>
    drawReason(rule, own.length > 1 ? condition(rule, settings, inputs) : ""),
  );
  return h(
    "div",
    { class: "hx-row", role: "group", "aria-label": name },
    h("p", { class: "hx-name" }, name, told ? h("span", { class: "hx-verdict" }, told) : null),
    drawRail(positions, possible, certain),
    h(
      "div",
      { class: "hx-told" },
      h("p", { class: "hx-expects" }, "Predicts ", h("strong", {}, expectation(own))),
      ...reasons,
    ),
  );
}

/**
 * What each theory predicts, in a line: on a phone it stays in sight while the settings are set.
 * @param {Theory[]} theories
 * @param {Settings} settings
 * @param {Position[]} positions
 */
export function drawBrief(theories, settings, positions) {
  return theories.map(({ name, rules }) => {
    const { possible, certain } = predicted(possibleRules(rules, settings));
    return h("p", {}, h("span", {}, name), drawRail(positions, possible, certain));
  });
}

/**
 * Where a state is placed, and how each theory stands to that.
 * @param {StateOf} state
 * @param {Theory[]} theories
 * @param {Position[]} positions
 * @param {Record<Verdict, string>} verdicts
 */
function drawPlace(state, theories, positions, verdicts) {
  const found = theories.map(({ name, rules }) => {
    const is = verdict(possibleRules(rules, state.settings), state);
    return h("div", { "data-is": is }, h("dt", {}, name), h("dd", {}, verdicts[is]));
  });
  const by = state.said_by === "article" ? "" : " (our span)";
  return h(
    "li",
    { class: "hx-place" },
    h("p", { class: "hx-place-name" }, state.name),
    drawPlaced(positions, state),
    h("p", { class: "hx-place-where" }, state.placed, by),
    h("dl", {}, ...found),
  );
}

/**
 * All the states, and whether each theory fits them.
 * @param {StateOf[]} states
 * @param {Theory[]} theories
 * @param {Position[]} positions
 * @param {Record<Verdict, string>} verdicts
 */
export function drawPlaces(states, theories, positions, verdicts) {
  const heads = theories.map(({ name }) => h("span", {}, name));
  return h(
    "div",
    { class: "hx-places" },
    h(
      "p",
      { class: "hx-label" },
      "All the states that the article names, and whether each theory fits them",
    ),
    h("div", { class: "hx-place hx-place-heads", "aria-hidden": "true" }, h("div", {}, ...heads)),
    h("ul", {}, ...states.map((state) => drawPlace(state, theories, positions, verdicts))),
    h(
      "p",
      { class: "hx-note" },
      "Positions and settings are the article's claims; where it says nothing of a setting, " +
        `none is set here. “${capital(verdicts.open)}” means ` +
        "that the answer depends on such a setting.",
    ),
  );
}
