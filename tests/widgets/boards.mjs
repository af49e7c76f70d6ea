// The work of boards, as a browser keeps it.
import { FORMAT } from "./answer_format.mjs";

/**
 * @param {string} assignment
 * @param {Record<string, string>} placed position by event
 * @param {...string} checked
 * @returns {import("../../src/hedgelab/widgets/shared/works.js").Work}
 */
export function board(assignment, placed, ...checked) {
  const answers = Object.entries(placed).map(([event, position]) => ({
    ...{ event, position, changed: "2026-10-05T14:01:40Z" },
  }));
  return {
    answers: { format: FORMAT.rules.format, assignment, answers },
    progress: { checked: Object.fromEntries(checked.map((event) => [event, placed[event]])) },
  };
}
