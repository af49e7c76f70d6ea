// Which events of a bank are listed, and in which order.

/**
 * An event as `desk/office/event_list.py` tells it.
 * @typedef {object} EventRow
 * @property {string} id
 * @property {string} title
 * @property {string} date
 * @property {string} summary
 * @property {string} period
 * @property {string} domain
 * @property {string} position
 * @property {string} place
 * @property {string} reader
 * @property {number} hard
 * @property {{ place: string, credit: number }[]} others
 * @property {number} guessed
 * @property {number | null} measured
 * @property {boolean} is_unsettled
 * @property {string} dispute
 * @property {boolean} chosen
 * @property {boolean | null} drawn
 */

/** @typedef {{ search: string, position: string, domain: string, period: string, chosen: boolean, order: string }} Wanted */

/** @type {Wanted} */
export const ALL = { search: "", position: "", domain: "", period: "", chosen: false, order: "" };

/** @type {readonly (readonly [value: string, title: string])[]} */
export const ORDERS = [
  ["", "As they came to pass"],
  ["hard", "The hardest first"],
  ["easy", "The easiest first"],
];

/**
 * @param {EventRow[]} events @param {Wanted} wanted
 * @returns {EventRow[]}
 */
export function listed(events, wanted) {
  const words = wanted.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = events.filter((event) => {
    const text = `${event.title} ${event.summary} ${event.id}`.toLocaleLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (!wanted.position || event.position === wanted.position) &&
      (!wanted.domain || event.domain === wanted.domain) &&
      (!wanted.period || event.period === wanted.period) &&
      (!wanted.chosen || event.chosen)
    );
  });
  const sign = { hard: -1, easy: 1 }[wanted.order];
  return sign ? found.toSorted((one, other) => sign * (one.hard - other.hard)) : found;
}

/**
 * The choices of a select, of what stands in a member of events.
 * @param {EventRow[]} events @param {"domain" | "period"} member
 * @returns {[value: string, title: string][]}
 */
export function choicesOf(events, member) {
  const there = [...new Set(events.map((event) => event[member]))].filter(Boolean);
  return [["", "Any"], ...there.map((it) => /** @type {[string, string]} */ ([it, it]))];
}
