// What a reading check knows and decides: which option was chosen, and what is said of it.

import { isObject } from "../shared/strict_json.js";

/**
 * @typedef {{text: string, right: boolean, feedback: string}} Option
 * @typedef {{question: string, options: Option[]}} Question
 * @typedef {{chosen: string, checked: boolean}} Answer the chosen option by its text
 * @typedef {Record<string, Answer>} Answers by the text of the question
 */

/**
 * The answer that stands.  Answers go by words, not by numbers: what was kept for
 * another edition's question or option is no answer to this one's.
 * @param {unknown} answers what a host kept
 * @param {Question} question
 * @returns {{option: Option | null, checked: boolean}}
 */
export function answerTo(answers, { question, options }) {
  const kept = isObject(answers) && Object.hasOwn(answers, question) ? answers[question] : null;
  const option = isObject(kept) ? options.find(({ text }) => text === kept.chosen) : undefined;
  if (!option) return { option: null, checked: false };
  return { option, checked: /** @type {Record<string, unknown>} */ (kept).checked === true };
}

/**
 * The answers with another option chosen, which has to be checked anew.
 * @param {unknown} answers @param {Question} question @param {Option} option
 * @returns {Answers}
 */
export function withChoice(answers, { question }, option) {
  return withAnswer(answers, question, { chosen: option.text, checked: false });
}

/**
 * The answers with the chosen option checked.
 * @param {unknown} answers @param {Question} question
 * @returns {Answers}
 */
export function withCheck(answers, question) {
  const { option } = answerTo(answers, question);
  if (!option) return withoutAnswers(answers, []);
  return withAnswer(answers, question.question, { chosen: option.text, checked: true });
}

/**
 * @param {unknown} answers @param {string} question @param {Answer} answer
 * @returns {Answers}
 */
function withAnswer(answers, question, answer) {
  return { ...withoutAnswers(answers, []), [question]: answer };
}

/**
 * The answers without those to these questions; any others stay.
 * @param {unknown} answers @param {Question[]} questions
 * @returns {Answers}
 */
export function withoutAnswers(answers, questions) {
  const here = new Set(questions.map(({ question }) => question));
  const entries = Object.entries(isObject(answers) ? answers : {});
  return /** @type {Answers} */ (
    Object.fromEntries(entries.filter(([question]) => !here.has(question)))
  );
}

/**
 * How far the reader is, in words.
 * @param {unknown} answers @param {Question[]} questions
 */
export function tally(answers, questions) {
  const checked = questions
    .map((question) => answerTo(answers, question))
    .filter((answer) => answer.checked);
  if (!checked.length) return `${questions.length} questions`;
  const right = checked.filter(({ option }) => option?.right).length;
  return `${checked.length} of ${questions.length} checked, ${right} as the chapter has it`;
}

/** @param {Option} option what is said of a checked option, before its feedback */
export function verdict(option) {
  return option.right ? "This one fits." : "Another one fits better.";
}
