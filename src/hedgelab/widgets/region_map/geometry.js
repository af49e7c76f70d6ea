// Points and boxes: how far they lie from one another, and what is nearest.

/** @typedef {[number, number]} Point */
/** @typedef {[number, number, number, number]} Box left, top, width, height */

/**
 * @param {Box} one
 * @param {Box} other
 */
export function overlap(one, other) {
  return (
    one[0] < other[0] + other[2] &&
    other[0] < one[0] + one[2] &&
    one[1] < other[1] + other[3] &&
    other[1] < one[1] + one[3]
  );
}

/**
 * How far a point lies from a stretch of line.
 * @param {Point} point
 * @param {Point} a
 * @param {Point} b
 */
export function fromLine([x, y], [ax, ay], [bx, by]) {
  const [right, down] = [bx - ax, by - ay];
  const length = right * right + down * down;
  const along = length ? ((x - ax) * right + (y - ay) * down) / length : 0;
  const share = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - ax - share * right, y - ay - share * down);
}

/**
 * How far a point lies from a box.
 * @param {Point} point
 * @param {Box} box
 */
export function fromBox([x, y], [left, top, width, height]) {
  const right = Math.max(left - x, 0, x - left - width);
  return Math.hypot(right, Math.max(top - y, 0, y - top - height));
}

/**
 * Which of several things is meant: the nearest within reach.
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => number} distance
 * @param {number} reach
 * @returns {T | undefined}
 */
export function nearest(things, distance, reach) {
  let [best, far] = [/** @type {T | undefined} */ (undefined), reach];
  for (const thing of things) {
    const away = distance(thing);
    if (away < far) [best, far] = [thing, away];
  }
  return best;
}

/** Where the arrow keys lead: to the right, and down. @type {Record<string, Point>} */
export const WAYS = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/**
 * Where an arrow key leads: to what is near in its direction, sideways counting double.
 * @template {{x: number, y: number}} T
 * @param {T} from
 * @param {T[]} things
 * @param {string} key one of `WAYS`
 * @returns {T | undefined}
 */
export function towards(from, things, key) {
  const [right, down] = WAYS[key];
  const cost = (/** @type {T} */ { x, y }) => {
    const ahead = (x - from.x) * right + (y - from.y) * down;
    const aside = Math.abs((x - from.x) * down) + Math.abs((y - from.y) * right);
    return ahead > 0.5 && ahead * 3 > aside ? ahead + 2 * aside : Infinity;
  };
  return nearest(
    things.filter((thing) => thing !== from),
    cost,
    Infinity,
  );
}

/**
 * The part of the drawing that is looked at, in units of the drawing, on so many pixels.
 * Names and marks keep their size in pixels however large the drawing is.
 */
export class Frame {
  /**
   * @param {Box} box
   * @param {number} across in px
   */
  constructor(box, across) {
    this.box = box;
    this.across = across;
    /** Units of the drawing to a pixel. */
    this.unit = box[2] / across;
  }

  /** Its width and height, in px. @returns {Point} */
  get size() {
    return [this.across, this.box[3] / this.unit];
  }

  /**
   * @param {Point} point in units
   * @returns {Point} in px from the upper left corner
   */
  inPixels([x, y]) {
    return [(x - this.box[0]) / this.unit, (y - this.box[1]) / this.unit];
  }

  /**
   * What a line takes, as a row of small boxes.
   * @param {Point[]} points in units
   * @returns {Box[]} in px
   */
  beads(points) {
    return points.slice(1).flatMap((end, at) => {
      const [[ax, ay], [bx, by]] = [this.inPixels(points[at]), this.inPixels(end)];
      const steps = Math.ceil(Math.hypot(bx - ax, by - ay) / 5);
      return Array.from({ length: steps + 1 }, (_, step) => {
        const share = step / steps;
        return /** @type {Box} */ ([ax + share * (bx - ax) - 2, ay + share * (by - ay) - 2, 4, 4]);
      });
    });
  }
}
