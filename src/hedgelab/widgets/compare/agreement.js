// How far two readers agree, as `hedgelab.agreement` counts it: shares, Cohen's kappa weighted by
// steps, and its interval. A Python test holds the two together.

/** @typedef {[mine: number, theirs: number]} Pair the numbers of two positions on one act */

const HALVINGS = 60; // of an angle, beyond which a number tells no more
const NO_SPREAD = 1e-12;

/**
 * Cohen's kappa with linear weights: one minus the steps found over those that chance would give.
 * @param {Pair[]} pairs
 * @returns {number} NaN where there is no pair, or no variation
 */
export function weightedKappa(pairs) {
  const sum = (/** @type {number[]} */ steps) => steps.reduce((total, one) => total + one, 0);
  const observed = sum(pairs.map(([one, other]) => Math.abs(one - other)));
  const expected = sum(pairs.flatMap(([one]) => pairs.map(([, other]) => Math.abs(one - other))));
  return expected ? 1 - (observed * pairs.length) / expected : Number.NaN;
}

/**
 * How far kappa would move with other acts of the same kind: a jackknife on Fisher's z scale,
 * whose lower end reckons with one act more on which the readers agree as by chance.
 * @param {Pair[]} pairs
 * @returns {[low: number, high: number]} NaN where nothing shows how it moves
 */
export function kappaInterval(pairs, level = 0.95) {
  const kappa = weightedKappa(pairs);
  const without = pairs.map((_, at) => weightedKappa(pairs.filter((__, other) => other !== at)));
  const isFlat = kappa < 1 && Math.max(...without) - Math.min(...without) < NO_SPREAD;
  if ([kappa, ...without].some(Number.isNaN) || kappa <= -1 || isFlat) {
    return [Number.NaN, Number.NaN];
  }
  const cautious = withChance(kappa, pairs.length);
  const guarded = without.map((one) => withChance(one, without.length - 1));
  const reach = studentQuantile(level, without.length - 1);
  const low = moved(cautious, -reach * Math.hypot(error(guarded), kappa - cautious));
  return [low, kappa === 1 ? 1 : moved(kappa, reach * error(without))];
}

/** @param {number} figure @param {number} acts */
function withChance(figure, acts) {
  return Math.min(figure, (figure * acts) / (acts + 1));
}

/** The jackknife's standard error. @param {number[]} without */
function error(without) {
  const count = without.length;
  const mean = without.reduce((sum, one) => sum + one, 0) / count;
  const squares = without.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return Math.sqrt(((count - 1) / count) * squares);
}

/** @param {number} figure @param {number} far on Fisher's z scale */
function moved(figure, far) {
  return Math.tanh(Math.atanh(figure) + far / (1 - figure * figure));
}

/** The t between whose negative and itself Student's distribution has such a share. */
function studentQuantile(/** @type {number} */ level, /** @type {number} */ freedom) {
  let [low, high] = [0, Math.PI / 2];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (studentShare(middle, freedom) < level) low = middle;
    else high = middle;
  }
  return Math.tan(low) * Math.sqrt(freedom);
}

/** Student's share within a t, told as an angle: Abramowitz and Stegun, 26.7.3-4. */
function studentShare(/** @type {number} */ angle, /** @type {number} */ freedom) {
  const cosine = Math.cos(angle);
  const isOdd = freedom % 2;
  let term = isOdd ? cosine : 1;
  let total = 0;
  for (let step = isOdd; step < freedom - 1; step += 2) {
    total += term;
    term *= ((step + 1) / (step + 2)) * cosine * cosine;
  }
  const within = Math.sin(angle) * total;
  return isOdd ? ((angle + within) * 2) / Math.PI : within;
}
