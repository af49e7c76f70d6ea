// JSON from strangers, as strictly as `hedgelab.strict_json` reads it: what one of the two
// takes, the other takes.

const MOST_DEEP = 20; // levels that objects and lists may stand in one another
const TOO_LARGE = 2 ** 63;

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Parse JSON, with or without a byte order mark.
 * @param {string} text
 * @returns {unknown}
 * @throws {SyntaxError} if it is none, or if a member stands twice in an object: two parsers
 *   could pick different ones
 */
export function parseJson(text) {
  const json = text.replace(/^\ufeff/, "");
  const value = JSON.parse(json);
  const twice = memberTwice(json);
  if (twice !== null) throw new SyntaxError(`“${twice}” stands twice in one object`);
  return value;
}

/** @param {string} json well-formed @returns {string | null} a member that one object has twice */
function memberTwice(json) {
  /** The members of each object that is open; null stands for a list. @type {(Set<string> | null)[]} */
  const open = [];
  for (const [token, name] of json.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (name) {
      const member = JSON.parse(name);
      const members = open.at(-1);
      if (members?.has(member)) return member;
      members?.add(member);
    }
  }
  return null;
}

/**
 * Whether a value can be kept and written again: not too deep, and no number too large.
 * @param {unknown} value @param {number} [depth]
 * @returns {boolean}
 */
export function isPlain(value, depth = 0) {
  if (depth > MOST_DEEP) return false;
  if (typeof value === "number") return Math.abs(value) < TOO_LARGE;
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every((inner) => isPlain(inner, depth + 1));
}
