// The question that tells two positions apart, and what each of them answers to it.

/**
 * The line between two neighbours: `yes` is the one nearer to rejection.
 * @typedef {{yes: string, no: string, question: string}} Line
 */

/** @typedef {{id: string, number: number, name: string, test: string}} Tested a position */

/**
 * @template {Tested} P
 * @typedef {{position: P, answer: string}} Side
 */

/**
 * Between neighbours it is one question. Where others lie between, it is those at both ends
 * of the way.
 * @template {Tested} P
 * @param {string} one @param {string} other @param {P[]} positions @param {Line[]} lines
 * @returns {{questions: string[], sides: Side<P>[]}} the side nearer to rejection first
 */
export function tellApart(one, other, positions, lines) {
  const ends = positions
    .filter(({ id }) => id === one || id === other)
    .sort((first, second) => first.number - second.number);
  const [low, high] = ends;
  if (!high) return { questions: [], sides: [] };
  const start = lines.findIndex(({ yes }) => yes === low.id);
  const end = lines.findIndex(({ no }) => no === high.id);
  const isFar = end > start;
  const questions = [lines[start], ...(isFar ? [lines[end]] : [])].map(({ question }) => question);
  // Every question has the position nearer to rejection for its yes.
  return {
    questions,
    sides: [
      { position: low, answer: isFar ? "yes to the first" : "yes" },
      { position: high, answer: isFar ? "no to the second" : "no" },
    ],
  };
}
