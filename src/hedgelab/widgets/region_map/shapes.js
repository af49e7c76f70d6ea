// The elements of the drawing, before they are laid out.

import { svg } from "../shared/dom.js";
import { toldEvents, isPipeline } from "./things.js";

/** @import { Pipeline, Place, Thing } from "./things.js" */

/** @param {Place} place its mark, if it has one, and its name */
export function drawMark({ name, kind, mark }) {
  const disputed = kind === "disputed" ? svg("tspan", { x: 0, dy: 12 }, "disputed") : null;
  const signs = mark ? [svg("circle", { class: "hm-ring", r: 9 }), svg("path", { d: mark })] : [];
  return svg("g", { class: `hm-place hm-${kind}` }, ...signs, svg("text", {}, name, disputed));
}

/** @param {Pipeline} pipeline */
export function drawLine({ commodity, d }) {
  return svg(
    "g",
    { class: "hm-pipeline" },
    svg("path", { class: "hm-halo", d }),
    svg("path", { class: `hm-line hm-${commodity}`, d }),
  );
}

/**
 * Make what stands for a thing on the drawing something to choose.
 * @param {SVGElement} target
 * @param {Thing} thing
 */
export function offer(target, thing) {
  target.setAttribute("role", "button");
  target.setAttribute("tabindex", "-1");
  name(target, thing, thing.events);
  target.setAttribute("aria-pressed", "false");
}

/**
 * Say what a thing is, and how many events name it.
 * @param {SVGElement} target
 * @param {Thing} thing
 * @param {string[]} events
 */
export function name(target, thing, events) {
  const what = isPipeline(thing) ? `${thing.commodity} pipeline` : thing.what;
  target.setAttribute("aria-label", `${thing.name}, ${what.toLowerCase()}, ${toldEvents(events)}`);
}

/** @param {string} id by which areas are filled with it */
export function drawHatch(id) {
  return svg(
    "pattern",
    { id, width: 5, height: 5, patternUnits: "userSpaceOnUse" },
    svg("path", { class: "hm-hatch", d: "M0 2.5h5" }),
  );
}

/**
 * Land, lakes, borders and disputed areas.
 * @param {{kind: string, d: string}[]} shapes
 * @param {string} hatch
 */
export function drawShapes(shapes, hatch) {
  return shapes.map(({ kind, d }) => {
    const fill = kind === "disputed-area" ? `url(#${hatch})` : null;
    return svg("path", { class: `hm-${kind}`, d, fill });
  });
}
