// The file that a marker sends back, `hedgelab-marks/1`, which hedgelab.desk.model.marks_file reads.

import { parseJson, isObject } from "../shared/strict_json.js";
import { asMark } from "./pack.js";

/**
 * @import { Pack } from "./pack.js"
 * @import { Work } from "./work.js"
 */

/** @param {Work} work @param {string} saved when @returns {string} */
export function marksFile(work, saved) {
  const { format, course, assignment, marker, rubric } = work.pack;
  const marks = work.filed().map(([text, mark]) => ({ text, ...mark }));
  const document = { format, course, assignment, marker, rubric: rubric.digest, saved, marks };
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** @param {Pack} pack what the file is called */
export function fileName({ assignment, marker }) {
  const name = marker.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "") || "marker";
  return `${assignment}-${name}.marks.json`;
}

/**
 * The marks in a file that was saved before, or why it can't be gone on with.
 * @param {string} text @param {Pack} pack
 * @returns {{marks: Record<string, unknown>} | {problem: string}}
 */
export function readMarksFile(text, pack) {
  let document;
  try {
    document = parseJson(text);
  } catch {
    return { problem: "This file holds no marks. Choose one that “Save my marks” wrote." };
  }
  if (!isObject(document) || document.format !== pack.format || !Array.isArray(document.marks)) {
    return { problem: "This file holds no marks. Choose one that “Save my marks” wrote." };
  }
  if (document.marker !== pack.marker || document.course !== pack.course) {
    return {
      problem: `This file is not ${pack.marker}’s for this course. Choose the one that was saved from this page.`,
    };
  }
  if (document.rubric !== pack.rubric.digest) {
    return { problem: "This file was marked by another rubric. Ask who gave you this page." };
  }
  const marks = document.marks.filter((it) => isObject(it) && asMark(it, pack));
  return { marks: Object.fromEntries(marks.map((it) => [String(it.text), it])) };
}
