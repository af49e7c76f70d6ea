// A lane of the chart, as it is drawn.

import { h } from "../shared/dom.js";
import { px } from "./axis.js";
import { shortTitle } from "./events.js";
import { nearest, pack } from "./marks.js";

/** @import { TimelineEvent } from "./events.js" */
/** @import { Range } from "./axis.js" */
/** @import { Lane } from "./lanes.js" */
/** @import { Mark } from "./marks.js" */

/**
 * How the marks of all lanes are drawn; `pitch` is the height of a row.
 * @typedef {{range: Range, width: number, pitch: number, labelled: boolean, uid: string}} Scheme
 */

/**
 * A mark as it is drawn.  The plot is the list box that has the focus for it.
 * @typedef {{plot: HTMLElement, option: HTMLElement, event: TimelineEvent, mark: Mark}} Drawn
 */

/**
 * @param {TimelineEvent} event
 * @param {Mark} mark
 * @param {Scheme} scheme
 */
function drawMark(event, mark, { pitch, uid }) {
  return h(
    "div",
    {
      class: "ht-mark",
      role: "option",
      id: `${uid}-${event.id}`,
      "data-event": event.id,
      "data-label": mark.label,
      "--left": px(mark.left),
      "--top": px(mark.row * pitch),
      "--wide": px(mark.width),
      "--bar": px(mark.bar),
      "--size": px(mark.size),
      "--pitch": px(pitch),
    },
    h("i", { class: "ht-glyph" }),
    mark.label ? h("span", { class: "ht-label" }, shortTitle(event.title)) : null,
  );
}

/**
 * @param {Lane} lane
 * @param {Scheme} scheme
 * @returns what is drawn, and which event is near to a pointer over its track
 */
export function drawLane({ id, name, position, events }, scheme) {
  const { range, width, pitch, labelled, uid } = scheme;
  const { marks, rows } = pack(events, range, width, labelled);
  const plot = h("div", { class: "ht-plot", "--height": px(rows * pitch) });
  const drawn = marks.map((mark, index) => {
    const event = events[index];
    return { plot, option: drawMark(event, mark, scheme), event, mark };
  });
  plot.append(...drawn.map(({ option }) => option));
  // A position without events is an empty lane, and no list to choose from.
  if (drawn.length) {
    plot.role = "listbox";
    plot.setAttribute("aria-orientation", "horizontal");
    plot.setAttribute("aria-label", `${position?.name ?? name}, ${events.length} by date`);
    plot.setAttribute("aria-describedby", `${uid}-hint`);
    plot.setAttribute("aria-activedescendant", drawn[0].option.id);
  }
  const near = (/** @type {MouseEvent} */ { clientX, clientY }) => {
    const box = plot.getBoundingClientRect();
    return nearest(marks, clientX - box.left, clientY - box.top, pitch);
  };
  const track = h("div", { class: "ht-track" }, plot);
  const { light = "", dark = "", number = "" } = position ?? {};
  const count = h("span", {}, String(events.length));
  const node = h(
    "div",
    { class: "ht-lane", "data-position": position && id, "--light": light, "--dark": dark },
    h("p", { class: "ht-name" }, `${number} ${name}`.trim(), count),
    track,
  );
  return { node, track, drawn, near };
}
