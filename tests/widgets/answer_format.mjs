// What Python tells the widgets of the answer file, taken from the published schema.
import { readFileSync } from "node:fs";

/** @param {string} path from the checkout's root @returns {any} */
export function jsonAt(path) {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
}

const { $defs, properties } = jsonAt("src/hedgelab/answers.schema.json");
const answer = $defs.answer.properties;

/** @type {import("../../src/hedgelab/widgets/shared/answers.js").Format} */
export const FORMAT = {
  rules: {
    format: properties.format.const,
    confidence: [
      { value: 1, label: "A guess" },
      { value: 2, label: "Fairly sure" },
      { value: 3, label: "Sure" },
    ],
    max_file_bytes: 2 * 1024 * 1024,
    patterns: {
      id: $defs.slug.pattern,
      digest: properties.sheet.pattern,
      moment: $defs.moment.pattern,
    },
  },
  positions: answer.position.enum.filter(Boolean).map((/** @type {string} */ id) => ({ id })),
};

const TABLE = jsonAt("tests/answer_files.json");

/** @param {any} row @returns {string} the text of a file in the table */
function textOf(row) {
  if ("text" in row) return row.text;
  const document = { ...TABLE.example, ...row.members };
  if (row.answer) document.answers = [...document.answers, row.answer];
  if (row.without) delete document[row.without];
  return JSON.stringify(document);
}

/**
 * The files that every reader takes, or that every reader refuses.
 * @param {"good" | "bad"} kind
 * @returns {{what: string, text: string}[]}
 */
export function answerFiles(kind) {
  return TABLE[kind].map((/** @type {any} */ row) => ({ what: row.what, text: textOf(row) }));
}
