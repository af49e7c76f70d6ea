// How something is chosen on the drawing: with a pointer, or with the keyboard.

import { focused } from "../shared/dom.js";
import { WAYS, towards } from "./geometry.js";

/** @import { Drawing } from "./drawing.js" */
/** @import { Thing } from "./things.js" */

/** @typedef {(thing: Thing | null, by: SVGElement | null) => void} Choose */

/**
 * @param {Drawing} drawing
 * @param {Choose} choose
 */
export function listen(drawing, choose) {
  const { node, targets, look } = drawing;
  const { classList } = node;
  node.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target).closest("[role=button]");
    // A click by assistive technology carries no coordinates: take the element itself.
    const pressed = event.detail ? undefined : [...targets].find(([, one]) => one === target)?.[0];
    const thing = pressed ?? drawing.meant(event);
    const by = (thing && targets.get(thing)) ?? null;
    choose(thing && thing !== look.chosen ? thing : null, by);
  });
  node.addEventListener("pointermove", (event) => {
    const thing = drawing.meant(event);
    for (const [one, target] of targets) target.classList.toggle("is-pointed", one === thing);
    classList.toggle("is-pointing", Boolean(thing));
  });
  node.addEventListener("pointerleave", () => {
    for (const target of targets.values()) target.classList.remove("is-pointed");
  });
  node.addEventListener("keydown", (event) => press(event, drawing, choose));
}

/**
 * @param {KeyboardEvent} event
 * @param {Drawing} drawing
 * @param {Choose} choose
 */
function press(event, drawing, choose) {
  const { targets, look, node } = drawing;
  const stops = drawing.stops();
  const at = /** @type {Element | null} */ (focused(node));
  const here = stops.find(({ thing }) => targets.get(thing) === at);
  if (!here) return;
  if (event.key === "Enter" || event.key === " ") {
    choose(here.thing === look.chosen ? null : here.thing, targets.get(here.thing) ?? null);
  } else if (event.key === "Escape" && look.chosen) {
    choose(null, null);
  } else if (event.key in WAYS) {
    const next = towards(here, stops, event.key);
    if (next) {
      drawing.setStop(next);
      targets.get(next.thing)?.focus();
    }
  } else return;
  event.preventDefault();
}
