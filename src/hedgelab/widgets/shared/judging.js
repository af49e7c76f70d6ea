// What can be said of a placed card, and of many: verdicts, profiles, how they differ.

import { counted } from "./words.js";

/**
 * @typedef {{id: string, number: number, name: string}} Place one of the seven positions
 * @typedef {{position: string, reader: string, credit: number, reason: string}} Reading
 * @typedef {{readings: Reading[], dispute: string, told?: boolean}} KeyEntry `told` is false
 *   where the article does not tell the act
 */

/**
 * Words that Python says too (`hedgelab.scoring`): how near a place is by its distance, what
 * follows by its side, and what a reading of its own adds.
 * @typedef {{nearness: {distance: number, label: string}[],
 *   towards: {rejection: string, acceptance: string}, has_case: string}} VerdictRules
 */

/**
 * @typedef {{kind: "same" | "reading" | "off" | "open", steps: number, mark: string,
 *   words: string, article: Reading | null, others: Reading[]}} Verdict
 */

/**
 * Steps from one position to another, signed towards acceptance.
 * @param {string} from @param {string} to @param {Place[]} positions
 */
export function steps(from, to, positions) {
  const number = (/** @type {string} */ id) =>
    positions.find((place) => place.id === id)?.number ?? Number.NaN;
  return number(to) - number(from);
}

/**
 * How near a position is to the article's, in words, with the direction.
 * @param {string} mine @param {string} article
 * @param {Place[]} positions @param {VerdictRules} rules
 */
export function nearness(mine, article, positions, rules) {
  const signed = steps(article, mine, positions);
  const label = rules.nearness.find(({ distance }) => distance === Math.abs(signed))?.label ?? "";
  if (signed === 0) return { steps: signed, words: label };
  const side = signed > 0 ? "acceptance" : "rejection";
  return { steps: signed, words: `${label}, ${rules.towards[side]}` };
}

/**
 * What can be said of a placed card.
 * @param {string} mine @param {KeyEntry | undefined} entry
 * @param {Place[]} positions @param {VerdictRules} rules
 * @returns {Verdict}
 */
export function judge(mine, entry, positions, rules) {
  const readings = entry?.readings ?? [];
  const article = readings.find(({ reader }) => reader === "article") ?? null;
  const others = readings.filter((reading) => reading !== article);
  const isReading = others.some(({ position }) => position === mine);
  if (!article) {
    const filed =
      entry?.told === false
        ? "The article does not tell this act"
        : "The article mentions this act and files it nowhere";
    return isReading
      ? {
          kind: "reading",
          steps: 0,
          mark: "a reading",
          words: `${filed}; yours is a reading the module makes.`,
          article,
          others,
        }
      : { kind: "open", steps: 0, mark: "not filed", words: `${filed}.`, article, others };
  }
  const near = nearness(mine, article.position, positions, rules);
  const said = { steps: near.steps, article, others };
  if (near.steps === 0) {
    return { kind: "same", mark: "as the article", words: `${near.words}.`, ...said };
  }
  if (isReading) {
    const words = `${near.words}: ${rules.has_case}.`;
    return { kind: "reading", mark: "other reading", words, ...said };
  }
  const mark = `${counted(Math.abs(near.steps), "step")} off`;
  return { kind: "off", mark, words: `${near.words}.`, ...said };
}

/** @param {number} credit */
export function creditInWords(credit) {
  const words = new Map([
    [1, "full credit"],
    [0.75, "three quarters of the credit"],
    [0.5, "half the credit"],
    [0.25, "a quarter of the credit"],
    [0, "no credit"],
  ]);
  return words.get(credit) ?? `${Math.round(credit * 100)} % of the credit`;
}

/**
 * How many stand at each position.
 * @param {Iterable<string>} placed @param {Place[]} positions
 */
export function profile(placed, positions) {
  const ids = [...placed];
  return positions.map(({ id }) => ids.filter((other) => other === id).length);
}

/**
 * Two profiles over the same cards, and what differs.
 * @param {{mine: string, article: string}[]} pairs @param {Place[]} positions
 */
export function compare(pairs, positions) {
  const [mine, article] = [pairs.map((pair) => pair.mine), pairs.map((pair) => pair.article)].map(
    (placed) => profile(placed, positions),
  );
  const signed = pairs.map((pair) => steps(pair.article, pair.mine, positions));
  const same = signed.filter((step) => step === 0).length;
  const near = signed.filter((step) => Math.abs(step) === 1).length;
  const mean = pairs.length ? signed.reduce((sum, step) => sum + step, 0) / pairs.length : 0;
  const tendency = Math.round(mean * 10) / 10;
  const sentence = difference(pairs.length, tendency, mine, article, positions);
  return { mine, article, same, near, tendency, sentence };
}

/**
 * @param {number} count @param {number} tendency @param {number[]} mine
 * @param {number[]} article @param {Place[]} positions
 */
function difference(count, tendency, mine, article, positions) {
  if (!count) return "";
  const acts = count === 1 ? "this act" : `these ${count} acts`;
  const far = Math.abs(tendency);
  const way = tendency > 0 ? "acceptance" : "rejection";
  const lean = tendency
    ? `On average you read ${acts} ${far} ${far > 1 ? "steps" : far < 1 ? "of a step" : "step"} ` +
      `further towards ${way} than the article does`
    : `On average you read ${acts} no further towards either end than the article does`;
  const gaps = positions.map(({ name }, i) => ({
    name: name.replace(/ \(.*\)$/, "").toLocaleLowerCase(),
    gap: mine[i] - article[i],
    told: `${mine[i]} to its ${article[i]}`,
  }));
  const more = gaps.reduce((best, one) => (one.gap > best.gap ? one : best));
  const less = gaps.reduce((best, one) => (one.gap < best.gap ? one : best));
  if (more.gap <= 0) return `${lean}, and the two profiles have the same shape.`;
  return `${lean}: you see more ${more.name} (${more.told}) and less ${less.name} (${less.told}).`;
}
