// A pack of four texts about two acts, two of them in the same words and two nearly so.

const CRITERIA = [
  {
    id: "claim",
    title: "Claim",
    levels: [
      { points: 0, says: "None." },
      { points: 1, says: "Vague." },
      { points: 2, says: "Clear." },
    ],
  },
  {
    id: "fact",
    title: "Fact",
    levels: [
      { points: 0, says: "None." },
      { points: 2, says: "One." },
    ],
  },
];

/** @param {string} letter */
const code = (letter) => `c${letter.repeat(12)}`;

/** @param {string} letter @param {import("../../../src/hedgelab/widgets/marking/pack.js").Mark | null} [given] */
const copy = (letter, given = null) => ({ id: code(letter), judged: `of ${letter}`, given });

/** @returns {import("../../../src/hedgelab/widgets/marking/pack.js").Pack} */
export function pack() {
  const text = { position: "balancing", words: "It pays.", alike: "", calibration: false };
  const event = { date: "2001", summary: "", overrides: [] };
  const readings = [{ position: "balancing", reader: "article", credit: 1, reason: "Because." }];
  return {
    format: "hedgelab-marks/1",
    course: "lumen",
    assignment: "ports",
    title: "Ports",
    marker: "Ada B.",
    rubric: { title: "Reasons", digest: "sha256:r", criteria: CRITERIA },
    words: 0,
    longest: 50,
    positions: [],
    events: [
      { ...event, id: "port", title: "The port", readings },
      { ...event, id: "pipe", title: "The pipe", readings },
    ],
    texts: [
      { ...text, event: "port", copies: [copy("a"), copy("b")], alike: "port 0" },
      { ...text, event: "port", copies: [copy("c")], alike: "port 0" },
      { ...text, event: "pipe", copies: [copy("d")] },
    ],
  };
}

/** A clock that goes on by so many seconds when it is told to. */
export function clock() {
  let seconds = 0;
  return {
    now: () => new Date(Date.UTC(2027, 2, 15, 12, 0, seconds)),
    pass: (/** @type {number} */ more) => {
      seconds += more;
    },
  };
}

export { code };
