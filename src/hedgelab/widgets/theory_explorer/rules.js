// How the rules of the theories are applied.  What they say is not here: they come as data,
// from theories.csv.

/** @typedef {Record<string, string>} Settings by input; "" where it is left open */
/** @typedef {{id: string, label: string, meaning: string}} Level */
/** @typedef {{id: string, label: string, levels: Level[]}} Input */

/**
 * Where a statement comes from: whose it is, and where the article tells it.
 * @typedef {{said_by: string, told: string}} Source
 */

/**
 * @typedef {Source & {id: string, when: Record<string, string[]>, positions: string[],
 *   expects: string, reason: string}} Rule
 */

/** @typedef {{name: string, rules: Rule[]}} Theory */

/**
 * @typedef {Source & {name: string, settings: Settings, positions: string[], placed: string,
 *   reason: string}} StateOf
 */

/** @typedef {"fits" | "partly" | "misses" | "open" | "silent"} Verdict */

/**
 * The rules that a situation allows: one where everything is set, and every
 * rule that an open setting may call for where not.
 * @param {Rule[]} rules
 * @param {Settings} settings
 */
export function possibleRules(rules, settings) {
  return rules.filter(({ when }) =>
    Object.entries(when).every(([input, levels]) => {
      const at = settings[input];
      return !at || !levels.length || levels.includes(at);
    }),
  );
}

/**
 * How a theory stands to where a state is placed.
 * @param {Rule[]} rules those of the theory that the state's situation allows
 * @param {{positions: string[]}} state
 * @returns {Verdict}
 */
export function verdict(rules, { positions }) {
  const found = new Set(
    rules.filter((rule) => rule.positions.length).map((rule) => fit(positions, rule.positions)),
  );
  if (!found.size) return "silent";
  return found.size === 1 ? [...found][0] : "open";
}

/**
 * @param {string[]} placed
 * @param {string[]} predicted
 * @returns {Verdict}
 */
function fit(placed, predicted) {
  const within = placed.filter((id) => predicted.includes(id)).length;
  if (within === placed.length) return "fits";
  return within ? "partly" : "misses";
}

/**
 * What is predicted under every rule that is possible, and what under some only.
 * @param {Rule[]} rules
 */
export function predicted(rules) {
  const spoken = rules.filter(({ positions }) => positions.length);
  const possible = new Set(spoken.flatMap(({ positions }) => positions));
  const certain = new Set(
    [...possible].filter((id) => spoken.every(({ positions }) => positions.includes(id))),
  );
  return { possible, certain };
}
