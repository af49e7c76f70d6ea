// The events of the timeline: what is known of them, and which of them are wanted.

import { capital } from "../shared/words.js";

/**
 * @typedef {object} TimelineEvent
 * @property {string} id
 * @property {string} when
 * @property {number} from years, with fractions
 * @property {number} to
 * @property {"point" | "year" | "span"} kind
 * @property {string} period
 * @property {string} domain
 * @property {string} title
 * @property {string} summary
 * @property {string[]} actors
 * @property {string[]} told where the article tells of it
 * @property {string[]} sources keys of references
 * @property {string} dispute
 * @property {string} position
 * @property {string} reader whose reading the position is
 * @property {string} reason
 */

/**
 * @typedef {object} Period
 * @property {string} id
 * @property {string} label
 * @property {string} name
 * @property {string} opens_with
 * @property {number} from
 * @property {number | null} to null where it still lasts
 * @property {Record<string, string>} presidents by country
 */

/**
 * @typedef {object} Leader
 * @property {string} name
 * @property {string} country
 * @property {string} when
 * @property {number} from
 * @property {number | null} to
 */

/** @typedef {{period: string, at: number, when: string, what: string}} Turn */
/** @typedef {{label: string, title: string, address: string}} Reference */
/** @typedef {{text: string, period: string, domain: string, position: string}} Filters */
/** @typedef {"hidden" | "colour" | "lanes"} View */

/** @type {Filters} */
export const NO_FILTERS = { text: "", period: "", domain: "", position: "" };

/** Letters without their case and accents. */
function folded(/** @type {string} */ text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Whether an event is wanted: every word that was typed has to be somewhere in it.
 * @param {TimelineEvent} event
 * @param {Filters} filters
 */
export function fits(event, filters) {
  if (filters.period && event.period !== filters.period) return false;
  if (filters.domain && event.domain !== filters.domain) return false;
  if (filters.position && event.position !== filters.position) return false;
  const { when, title, summary, actors, dispute } = event;
  const all = folded([when, title, summary, ...actors, dispute].join(" "));
  return folded(filters.text)
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/**
 * Say what is shown, for eyes and for ears.
 * @param {number} shown
 * @param {number} all
 * @param {string[]} filters in words
 */
export function told(shown, all, filters) {
  const events = all === 1 ? "event" : "events";
  const by = filters.length ? `: ${filters.join(", ")}` : "";
  if (shown === all) return `${all} ${events}${by}`;
  return `${shown || "None"} of ${all} ${events}${by}`;
}

/** Most titles begin with the one country; a small label can do without. */
export function shortTitle(/** @type {string} */ title) {
  return capital(/^Azerbaijan (?!and )(\p{Ll}.*)$/u.exec(title)?.[1] ?? title);
}
