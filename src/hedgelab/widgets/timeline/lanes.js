// The lanes of the chart: what stands in each, and where the arrow keys lead.

import { capital } from "../shared/words.js";

/** @import { Position } from "../shared/model.js" */
/** @import { TimelineEvent } from "./events.js" */
/** @typedef {{id: string, name: string, position?: Position, events: TimelineEvent[]}} Lane */

/**
 * The lanes, in order.  By domain only those that hold something; all seven positions.
 * @param {TimelineEvent[]} events
 * @param {string[]} domains
 * @param {Position[] | null} positions
 * @returns {Lane[]}
 */
export function lanesOf(events, domains, positions) {
  const where = (/** @type {TimelineEvent} */ event) => (positions ? event.position : event.domain);
  const lanes = positions
    ? positions.map((position) => ({ id: position.id, name: position.short, position }))
    : domains.map((id) => ({ id, name: capital(id) }));
  return [...lanes, ...(positions ? [{ id: "", name: "No reading" }] : [])]
    .map((lane) => ({ ...lane, events: events.filter((event) => where(event) === lane.id) }))
    .filter((lane) => lane.events.length || "position" in lane);
}

/** The keys that lead from event to event. */
export const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

/**
 * Where a key leads from an event: along time in its lane, or to the event
 * nearest in time in the next lane that has one.
 * @param {Lane[]} lanes
 * @param {string} current
 * @param {string} key one of `ARROWS`
 */
export function neighbour(lanes, current, key) {
  const filled = lanes.filter(({ events }) => events.length);
  const at = filled.findIndex(({ events }) => events.some(({ id }) => id === current));
  if (at < 0) return current;
  const { events } = filled[at];
  const index = events.findIndex(({ id }) => id === current);
  switch (key) {
    case "ArrowLeft":
      return events[Math.max(index - 1, 0)].id;
    case "ArrowRight":
      return events[Math.min(index + 1, events.length - 1)].id;
    case "Home":
      return events[0].id;
    case "End":
      return events[events.length - 1].id;
  }
  const lane = filled[at + (key === "ArrowUp" ? -1 : 1)];
  if (!lane) return current;
  const { from } = events[index];
  const gap = (/** @type {TimelineEvent} */ event) => Math.abs(event.from - from);
  return lane.events.reduce((best, event) => (gap(event) < gap(best) ? event : best)).id;
}
