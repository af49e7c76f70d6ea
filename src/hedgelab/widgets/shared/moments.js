// The moments in answer files: ISO 8601 with an offset, compared as moments and not as text.

/** A moment as the module writes it: UTC, to the second. */
export function timestamp(moment = new Date()) {
  return moment.toISOString().replace(/\.\d+Z$/, "Z");
}

const MOMENT = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)(\.\d+)?(?:Z|([+-])(\d+):(\d+))$/;

/**
 * When a moment was, in milliseconds, whatever clock it was told by.
 * @param {string} text shaped as the schema has it
 * @returns {number} NaN where there is no such time: no pattern knows how long a month is
 */
export function momentOf(text) {
  const [, ...parts] = MOMENT.exec(text) ?? [];
  const [year, month, day, hour, minute, second] = parts.slice(0, 6).map(Number);
  const [fraction = "0", sign = "+", ahead = "0", also = "0"] = parts.slice(6);
  const date = new Date(0);
  // Date.UTC would take the year 99 for 1999.
  date.setUTCFullYear(year, month - 1, day);
  const offset = Number(ahead) * 60 + Number(also);
  const isReal =
    year > 0 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    offset < 24 * 60;
  if (!isReal) return Number.NaN;
  const minutes = hour * 60 + minute + (sign === "+" ? -offset : offset);
  return date.getTime() + minutes * 60_000 + second * 1000 + Number(fraction) * 1000;
}

/**
 * Whether one moment comes after another.  What has no moment comes before all that have one.
 * @param {string | null | undefined} one @param {string | null | undefined} other
 */
export function isAfter(one, other) {
  const when = (/** @type {string | null | undefined} */ text) =>
    text ? momentOf(text) : Number.NEGATIVE_INFINITY;
  return when(one) > when(other);
}
