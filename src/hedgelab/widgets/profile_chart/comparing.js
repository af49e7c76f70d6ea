// The profiles that are compared: whose they are, group by group.

import { balance, breadth, centreOfGravity, profile, shares } from "./measures.js";

/** @import { Act, Group, Placed, Profile, SidedPosition, Weights } from "./measures.js" */

/** @typedef {"filed" | "reader" | "class"} Whose by the article or the module; or somebody's */
/** @typedef {{id: Whose, name: string, placed: Placed}} Series */

/**
 * A profile with all that is measured of it.
 * @typedef {object} Row
 * @property {Whose} whose
 * @property {string} name
 * @property {Profile} profile
 * @property {number[]} shares
 * @property {number[]} plain the shares with each act counted once
 * @property {number} balance
 * @property {number} centre
 * @property {number} breadth
 */

/** @typedef {{group: Group, rows: Row[]}} Block */

/**
 * @param {Series} series
 * @param {Group} group
 * @param {Act[]} acts those of the group
 * @param {Weights} weights
 * @param {SidedPosition[]} positions
 * @returns {Row}
 */
function rowOf({ id, name, placed }, { reader }, acts, weights, positions) {
  const own = profile(acts, placed, weights, positions);
  const sides = positions.map(({ side }) => side);
  return {
    whose: id,
    name: id === "filed" && reader === "module" ? "Module" : name,
    profile: own,
    shares: shares(own.weights),
    plain: shares(own.counts),
    balance: balance(own.weights, sides),
    centre: centreOfGravity(own.weights),
    breadth: breadth(own.weights),
  };
}

/**
 * For each group the profiles of those who have placed something in it.
 * @param {Group[]} groups
 * @param {Act[]} acts
 * @param {Series[]} series
 * @param {Weights} weights
 * @param {SidedPosition[]} positions
 * @returns {Block[]}
 */
export function blocksOf(groups, acts, series, weights, positions) {
  return groups.map((group) => {
    const own = acts.filter((act) => act.group === group.id);
    const present = series.filter(({ placed }) => own.some(({ id }) => placed.has(id)));
    const rows = present.map((one) => rowOf(one, group, own, weights, positions));
    return { group, rows };
  });
}

/** The largest share that is drawn. */
export function largestShare(/** @type {Block[]} */ blocks) {
  const all = blocks.flatMap(({ rows }) => rows.flatMap((row) => [...row.shares, ...row.plain]));
  return Math.max(0.01, ...all.filter((share) => share > 0));
}
