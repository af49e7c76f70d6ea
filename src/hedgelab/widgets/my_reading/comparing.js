// How the reader's placements stand to those of the article, or of the module.

import { steps } from "../shared/judging.js";

/** @import { Act } from "../shared/acts.js" */
/** @import { Reading } from "../shared/misses.js" */
/** @import { Position } from "../shared/model.js" */

/** @typedef {Act & {position: string, now?: string | null}} Placement where an act counts, and now */

/**
 * @typedef {{event_id: string, title: string, date_text: string, group: string,
 *   board: string, readings: Reading[]}} ReadEvent `board` is the assignment that its card is in
 */

/** @typedef {{title: string, href: string}} Page of the book; no `href` where there is none */

/**
 * A period, or what lies beyond the article.
 * @typedef {{id: string, label: string, name: string, reader: "article" | "module",
 *   page: Page | null, total: number}} Group
 */

/**
 * An act that both place; `steps` from the other's position to the reader's, signed towards
 * acceptance.
 * @typedef {{event: ReadEvent, mine: Placement, other: Reading, steps: number,
 *   isReading: boolean}} Pair
 */

/** @typedef {{event: ReadEvent, mine: Placement, isReading: boolean}} Unfiled only the reader's */

/**
 * What can be told of a group of events.
 * @typedef {object} Section
 * @property {Group} group
 * @property {number} placed how many the reader has placed
 * @property {number} hidden how many of these are left out
 * @property {Pair[]} pairs
 * @property {Unfiled[]} unfiled
 * @property {string[]} alone where the reader has placed all of them
 */

/**
 * The reading to compare with: in the article's periods the article's, and
 * beyond the article the module's, where it is one that has full credit.
 * @param {ReadEvent} event
 * @param {Group} group
 */
function reference({ readings }, { reader }) {
  return readings.find((reading) => reading.reader === reader && reading.credit === 1);
}

/**
 * What can be told of a group of events.  What is not to be
 * compared stays out of it, such as acts that the reader never checked: it would give them away.
 * @param {Group} group
 * @param {ReadEvent[]} events
 * @param {Map<string, Placement>} placed
 * @param {Position[]} positions
 * @param {(event: string) => boolean} isCompared
 * @returns {Section}
 */
export function sectionOf(group, events, placed, positions, isCompared) {
  /** @type {Section} */
  const section = { group, placed: 0, hidden: 0, pairs: [], unfiled: [], alone: [] };
  for (const event of events) {
    const mine = placed.get(event.event_id);
    if (!mine || event.group !== group.id) continue;
    section.placed += 1;
    section.alone.push(mine.position);
    if (!isCompared(event.event_id)) {
      section.hidden += 1;
      continue;
    }
    const isReading = event.readings.some(({ position }) => position === mine.position);
    const other = reference(event, group);
    if (other) {
      const off = steps(other.position, mine.position, positions);
      section.pairs.push({ event, mine, other, steps: off, isReading });
    } else section.unfiled.push({ event, mine, isReading });
  }
  return section;
}

/** Those pairs that differ, the furthest first. */
export function differences(/** @type {Pair[]} */ pairs) {
  return pairs
    .filter((pair) => pair.steps)
    .sort((one, two) => Math.abs(two.steps) - Math.abs(one.steps));
}
