// What is counted and measured.  The indices are those of hedgelab/profile.py, over weighted
// acts; a test holds the two together.

/** @typedef {{id: string, number: number, name: string, short: string, side: string,
 *   light: string, dark: string}} SidedPosition */
/** @typedef {{id: string, label: string, name: string, reader: string}} Group */
/** @typedef {{id: string, group: string, domain: string, position: string}} Act */
/** @typedef {{positions: Record<string, number>, domains: Record<string, number>}} Weights */
/** @typedef {Map<string, Record<string, number>>} Placed by act, its share at each position */
/** @typedef {{acts: number, counts: number[], weights: number[]}} Profile over the positions */

export const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, one) => all + one, 0);

/** Each position's share; NaN throughout where there is nothing. */
export function shares(/** @type {number[]} */ weights) {
  const all = sum(weights);
  return weights.map((weight) => (all ? weight / all : NaN));
}

/**
 * How evenly the two sides weigh, 0 to 1; NaN where neither has an act.
 * @param {number[]} weights
 * @param {string[]} sides
 */
export function balance(weights, sides) {
  const on = (/** @type {string} */ side) => sum(weights.filter((_, at) => sides[at] === side));
  const [rejection, acceptance] = [on("rejection"), on("acceptance")];
  const both = rejection + acceptance;
  return both ? 1 - Math.abs(rejection - acceptance) / both : NaN;
}

/** The mean position number, 1 to 7; NaN for nothing. */
export function centreOfGravity(/** @type {number[]} */ weights) {
  return sum(shares(weights).map((share, at) => share * (at + 1)));
}

/** The effective number of positions, 1 to 7; NaN for nothing. */
export function breadth(/** @type {number[]} */ weights) {
  return 1 / sum(shares(weights).map((share) => share ** 2));
}

/**
 * How a measure moved, as far as the decimals that are shown tell.
 * @param {number} before
 * @param {number} since
 * @param {number} digits
 * @returns {"more" | "less" | "same" | "none"}
 */
export function change(before, since, digits) {
  if (Number.isNaN(before) || Number.isNaN(since)) return "none";
  const [from, to] = [before, since].map((number) => Number(number.toFixed(digits)));
  return from === to ? "same" : to > from ? "more" : "less";
}

/**
 * The profile of some acts where somebody has placed them.
 * @param {Act[]} acts
 * @param {Placed} placed
 * @param {Weights} weights
 * @param {{id: string}[]} positions
 * @returns {Profile}
 */
export function profile(acts, placed, weights, positions) {
  const counts = positions.map(() => 0);
  const weighed = positions.map(() => 0);
  const here = acts.filter(({ id }) => placed.has(id));
  for (const { id, domain } of here) {
    const parts = /** @type {Record<string, number>} */ (placed.get(id));
    positions.forEach((position, at) => {
      const part = parts[position.id] ?? 0;
      counts[at] += part;
      weighed[at] += part * weights.positions[position.id] * weights.domains[domain];
    });
  }
  return { acts: here.length, counts, weights: weighed };
}
