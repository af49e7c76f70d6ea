// What the theories predict, in words.

import { predicted } from "./rules.js";

/** @import { Position } from "../shared/model.js" */
/** @import { Input, Rule, Settings, Source } from "./rules.js" */

/** The predictions of some rules, each once. */
export function expectation(/** @type {Rule[]} */ rules) {
  const [first, ...rest] = [...new Set(rules.map(({ expects }) => expects))];
  return [first, ...rest.map((words) => words[0].toLowerCase() + words.slice(1))].join(", or ");
}

/**
 * What the theories have in common, in a sentence.
 * @param {Rule[][]} rules for each theory, those that are possible
 * @param {Position[]} positions
 */
export function agreement(rules, positions) {
  const speaking = rules.map((own) => predicted(own).possible).filter(({ size }) => size);
  if (!speaking.length) return "None of the theories has anything to say here.";
  if (speaking.length === 1) return "Only one of the theories has anything to say here.";
  const all = speaking.length === rules.length ? "all the theories" : "those that speak";
  const shared = positions.filter(({ id }) => speaking.every((ids) => ids.has(id)));
  if (!shared.length) return `No position suits ${all}.`;
  const names = shared.map(({ number, short }) => `${number} ${short}`).join(", ");
  return `Possible by ${all}: ${names}.`;
}

/**
 * Which of the open settings a rule depends on; "" for none.
 * @param {Rule} rule
 * @param {Settings} settings
 * @param {Input[]} inputs
 */
export function condition({ when }, settings, inputs) {
  return inputs
    .filter(({ id }) => !settings[id] && when[id]?.length)
    .map(({ id, label, levels }) => {
      const words = levels
        .filter((level) => when[id].includes(level.id))
        .map((level) => level.label);
      return `${label} “${words.join("” or “").toLowerCase()}”`;
    })
    .join(", ");
}

/** Where it is told, and by whom. */
export function source(/** @type {Source} */ { said_by, told }) {
  if (said_by === "article") return `The article, ${told}`;
  return told ? `The module, after the article, ${told}` : "The module's inference";
}
