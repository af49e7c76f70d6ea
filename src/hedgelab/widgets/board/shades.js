/** @import { Position } from "./types.js" */

/** @param {Position} position its colours, for the style sheet to pick from */
export function shades({ light, dark, on_light, on_dark }) {
  return { "--light": light, "--dark": dark, "--on-light": on_light, "--on-dark": on_dark };
}
