// Boards of a made-up state's acts, their state as Python gives it.
import { FORMAT } from "../answer_format.mjs";

/**
 * @import { BoardEvent, BoardState, Mode, Position, Rules } from "../../../src/hedgelab/widgets/board/types.js"
 * @import { AnswerDocument } from "../../../src/hedgelab/widgets/shared/answers.js"
 * @import { KeyEntry } from "../../../src/hedgelab/widgets/shared/judging.js"
 */

const SIDES = /** @type {const} */ (["rejection", "neutral", "acceptance"]);
const COLOURS = { light: "#0b5f66", dark: "#6fd0cd", on_light: "#ffffff", on_dark: "#141414" };

/** @type {Position[]} */
export const POSITIONS = FORMAT.positions.map(({ id }, index) => ({
  id,
  number: index + 1,
  name: id.replaceAll("-", " "),
  short: id,
  side: SIDES[Math.sign(index - 3) + 1],
  definition: "",
  test: "",
  ...COLOURS,
}));

/** @type {Rules} */
export const RULES = {
  ...FORMAT.rules,
  ask: { confidence: true, justification: true },
  justification_words: 5,
  nearness: ["The article's own reading", "One step", "Two steps", "Three steps"].map(
    (label, distance) => ({ distance, label }),
  ),
  towards: { rejection: "towards rejection", acceptance: "towards acceptance" },
  has_case: "a reading with a case of its own",
};

/** @type {BoardEvent[]} */
export const EVENTS = [
  ["pact-1993", "Lumen joins the Western Pact"],
  ["visit-1994", "Presidents of Lumen and Norda visit each other"],
  ["pipeline-1995", "Lumen builds a pipeline round Norda"],
  ["school-1997", "Lumen keeps its Nordan schools"],
].map(([event_id, title]) => ({
  event_id,
  title,
  date: event_id.slice(-4),
  date_end: "",
  date_text: "",
  domain: "",
  summary: "",
  actors: [],
}));

const reading = (/** @type {string} */ position, reader = "article", credit = 1) => ({
  position,
  reader,
  credit,
  reason: "REASON",
});

/** @type {Record<string, KeyEntry>} */
export const KEY = {
  "pact-1993": {
    readings: [reading("limited-bandwagoning"), reading("binding-engagement", "module", 0.5)],
    dispute: "",
  },
  "visit-1994": { readings: [reading("binding-engagement")], dispute: "" },
  "pipeline-1995": { readings: [reading("dominance-denial")], dispute: "" },
  "school-1997": { readings: [reading("economic-pragmatism", "module")], dispute: "" },
};

export const DIGEST = `sha256:${"9c1e".repeat(16)}`;
export const NOW = "2026-10-05T14:01:40Z";

/**
 * @param {Record<string, string>} placed @param {Partial<AnswerDocument>} [members]
 * @returns {AnswerDocument}
 */
export function document(placed, members = {}) {
  const answers = Object.entries(placed).map(([event, position]) => ({
    event,
    position,
    changed: NOW,
  }));
  return { format: FORMAT.rules.format, assignment: "lumen", sheet: DIGEST, answers, ...members };
}

/** @param {Mode} mode @param {Partial<BoardState>} [members] @returns {BoardState} */
export function state(mode, members = {}) {
  return {
    mode,
    sheet: {
      assignment: "lumen",
      title: "Deeds of Lumen",
      instructions: "",
      digest: DIGEST,
      events: EVENTS,
    },
    positions: POSITIONS,
    rules: RULES,
    key: KEY,
    answers: document({}),
    progress: { checked: {} },
    ...members,
  };
}
