// What the parts of the picture have in common.

/** @import { Position } from "../shared/model.js" */
/** @import { TimelineEvent } from "./events.js" */

/**
 * A part of the picture, and how to bring it up to date.
 * @typedef {{node: HTMLElement, update: () => void}} Part
 */

/**
 * A part in which a card opens: it says what has the focus then, and after what the card stands.
 * @typedef {Part & {opener: (id: string) => HTMLElement | undefined,
 *   anchor: (id: string) => HTMLElement}} Place
 */

/**
 * Mark a glyph with what may be seen of an event.
 * @param {HTMLElement} node
 * @param {TimelineEvent} event
 * @param {Position | undefined} stop
 */
export function dress(node, event, stop) {
  node.dataset.kind = event.kind;
  node.dataset.reader = stop ? event.reader : "";
  node.style.setProperty("--light", stop?.light ?? "");
  node.style.setProperty("--dark", stop?.dark ?? "");
}
