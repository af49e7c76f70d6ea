// The axis of time: which years it covers, and what is written along it.

/** @import { Period, TimelineEvent } from "./events.js" */
/** @typedef {{from: number, to: number}} Range years, with fractions */

/** The pixels of a letter in a label, roughly; what is longer is cut short. */
export const LETTER = 6.8;

const APART = 12; // px between two labels in a line

/** A length as style sheets write it. */
export const px = (/** @type {number} */ length) => `${Math.round(length * 10) / 10}px`;

/**
 * The years that the axis covers: those of one period, or of everything.
 * @param {TimelineEvent[]} events
 * @param {Period | undefined} period
 * @returns {Range}
 */
export function rangeOf(events, period) {
  const starts = events.map(({ from }) => from);
  // With one period chosen, the axis ends with it, and longer events run off its edge.
  const ends = period
    ? [period.to ?? 0, ...events.map(({ from }) => from + 0.01)]
    : events.map(({ to }) => to);
  const from = Math.floor(Math.min(...starts, period?.from ?? Infinity));
  const last = period?.to === null ? Math.max(...events.map(({ to }) => to)) : Math.max(...ends);
  return { from, to: Math.max(Math.ceil(last), from + 1) };
}

/**
 * The ticks of an axis, with a label where it has room.
 * @param {Range} range
 * @param {number} width
 */
export function ticks({ from, to }, width) {
  const scale = width / (to - from);
  const step = [1, 2, 5, 10].find((years) => years * scale >= 40) ?? 20;
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return years.map((year) => {
    const at = (year - from) * scale;
    return { year, at, labelled: year % step === 0 && at + 30 <= width };
  });
}

/**
 * Set a label by each stretch of time: over its middle, pushed along as far as the
 * stretch goes where another is in the way, and then on a further line.
 * @param {{start: number, end: number, text: string}[]} items in px
 * @param {number} width
 */
export function spread(items, width) {
  /** @type {number[]} */
  const ends = [];
  return items.map(({ start, end, text }) => {
    const wide = text.length * LETTER;
    const middle = Math.max(0, Math.min((start + end - wide) / 2, width - wide));
    const last = Math.max(middle, Math.min(end, width) - wide);
    const free = ends.findIndex((taken) => taken + APART <= last);
    const line = free < 0 ? ends.length : free;
    const left = Math.max(middle, (ends[line] ?? -APART) + APART);
    ends[line] = left + wide;
    return { left, line };
  });
}

/** A name, or the family name alone where the whole is too long. */
export function shortName(/** @type {string} */ name, /** @type {number} */ room) {
  return name.length * LETTER <= room ? name : name.slice(name.lastIndexOf(" ") + 1);
}
