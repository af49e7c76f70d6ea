// What a reader expects, and how it compares with what the data have.  Touches no page.

/**
 * `shade` is a position's colour on light paper and on a dark page.
 * @typedef {{label: string, value: number, side?: string, shade?: string[], at?: number}} Item
 */

/**
 * @typedef {object} PredictionState
 * @property {string} question
 * @property {string} unit what is counted, in the plural
 * @property {string} finding
 * @property {Item[]} items
 * @property {[number, number][]} line the whole course, where it is one; else nothing
 * @property {number} most the end of the scale
 * @property {number} step
 * @property {number[] | null} values what the reader expects of each item
 * @property {boolean} shown whether the data are
 */

/** @param {Item[]} items where the reader starts: nothing, or a line that goes on as it began */
export function startOf(items) {
  const level = items[0].at === undefined ? 0 : items[0].value;
  return items.map(() => level);
}

/**
 * What the reader expects, where it is kept and fits; else the start.
 * @param {unknown} values @param {Item[]} items
 * @returns {number[]}
 */
export function expected(values, items) {
  const fits =
    Array.isArray(values) && values.length === items.length && values.every(Number.isFinite);
  return fits ? values : startOf(items);
}

/** @param {number[]} values @param {Item[]} items */
export function isDrawn(values, items) {
  const start = startOf(items);
  return values.some((value, index) => value !== start[index]);
}

/** @param {number} value as it is said: whole from ten on, to a hundredth below one */
export function told(value) {
  const places = Number.isInteger(value) || value >= 10 ? 0 : value < 1.5 ? 2 : 1;
  return String(Number(value.toFixed(places)));
}

/** @param {number} value @param {string} unit */
export function measured(value, unit) {
  return `${told(value)} ${value === 1 ? unit.replace(/^(\w+)s$/, "$1") : unit}`;
}

/** @param {Item[]} items @param {number[]} values @param {string} side */
function onSide(items, values, side) {
  return items.reduce((sum, item, index) => sum + (item.side === side ? values[index] : 0), 0);
}

/** @param {Item[]} items @param {number[]} values */
function widest(items, values) {
  const gaps = items.map(({ value }, index) => Math.abs(value - values[index]));
  return gaps.indexOf(Math.max(...gaps));
}

/**
 * One sentence on where the reader's figures and the data's part.
 * @param {Pick<PredictionState, "items" | "unit">} asked @param {number[]} values
 */
export function difference({ items, unit }, values) {
  const at = widest(items, values);
  const { label, value } = items[at];
  if (told(value) === told(values[at])) return "You expected what the data have.";
  const there = `you had ${told(values[at])} and they have ${told(value)}`;
  if (items[0].at !== undefined) {
    const last = items.length - 1;
    return (
      `You drew it from ${told(values[0])} to ${told(values[last])} ${unit}, and the data go from ` +
      `${told(items[0].value)} to ${told(items[last].value)}; the widest gap is in ${label}, ` +
      `where ${there}.`
    );
  }
  if (items.some(({ side }) => side)) {
    const data = items.map((item) => item.value);
    const [no, yes] = ["rejection", "acceptance"];
    return (
      `You expected ${measured(onSide(items, values, no), unit)} on the side of rejection and ` +
      `${told(onSide(items, values, yes))} on that of acceptance, and the data have ` +
      `${told(onSide(items, data, no))} and ${told(onSide(items, data, yes))}; the widest gap is ` +
      `at ${label}, where ${there}.`
    );
  }
  return `The widest gap between you and the data is at ${label}, where ${there}.`;
}

/**
 * The value for a place on the scale, from 0 to 1: the nearest step.
 * @param {number} share @param {number} most @param {number} step
 */
export function stepped(share, most, step) {
  const steps = Math.round((Math.min(Math.max(share, 0), 1) * most) / step);
  return Number((steps * step).toFixed(4));
}

/**
 * The item that lies nearest to a place along the line, from 0 to 1; the first one is given.
 * @param {Item[]} items @param {number} share
 */
export function nearest(items, share) {
  const places = along(items);
  const gaps = places.map((place, index) => (index === 0 ? Infinity : Math.abs(place - share)));
  return gaps.indexOf(Math.min(...gaps));
}

/** @param {Item[]} items where each stands along the line, from 0 to 1 */
export function along(items) {
  const years = items.map(({ at }) => at ?? 0);
  const [first, last] = [years[0], years[years.length - 1]];
  return years.map((year) => (year - first) / (last - first || 1));
}
