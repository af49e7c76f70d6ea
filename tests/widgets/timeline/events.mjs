// Events of a made-up state.

/** @import { TimelineEvent } from "../../../src/hedgelab/widgets/timeline/events.js" */

/**
 * An event of which only some is said.
 * @param {string} id
 * @param {Partial<TimelineEvent>} said
 * @returns {TimelineEvent}
 */
export function event(id, said) {
  const nothing = { when: "", from: 0, to: 0, period: "", domain: "", title: id, summary: "" };
  const empty = { actors: [], told: [], sources: [], dispute: "" };
  return { ...nothing, ...empty, kind: "point", position: "", reader: "", reason: "", id, ...said };
}
