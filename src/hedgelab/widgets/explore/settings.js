// How a setting of the controls finds its state.

/**
 * @typedef {{name: string, kind: "range" | "select" | "radios" | "checkbox", label: string,
 *   options: string[], at: number}} Control
 */

/**
 * The number of a setting, when they are counted with the last control running fastest.
 * @param {Control[]} controls @param {number[]} setting for each control, which option
 */
export function numberOf(controls, setting) {
  return controls.reduce(
    (number, { options }, index) => number * options.length + setting[index],
    0,
  );
}

/**
 * A setting in words.
 * @param {Control[]} controls @param {number[]} setting
 */
export function toldSetting(controls, setting) {
  return controls
    .map(({ label, options }, index) => `${label}: ${options[setting[index]]}`)
    .join(", ");
}
