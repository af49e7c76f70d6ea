// The drawing: what is shown of the map, laid out for the room that it has.

import { svg } from "../shared/dom.js";
import { Frame, fromBox, fromLine, nearest, overlap } from "./geometry.js";
import { arrange, boxOf } from "./names.js";
import { drawHatch, drawLine, drawMark, drawShapes, name, offer } from "./shapes.js";
import { ROOMY, isPipeline } from "./things.js";

/** @import { Model } from "../shared/model.js" */
/** @import { Box, Point } from "./geometry.js" */
/** @import { Side } from "./names.js" */
/** @import { Exit, Label, Look, Pipeline, Place, Thing } from "./things.js" */

/** @typedef {{thing: Thing, x: number, y: number}} Stop where the keyboard meets a thing */

const NAME_HIGH = 15; // px of a written name
const REACH = { place: 18, pipeline: 12 }; // px from a pointer to what it means

/** Where else in its area a name may stand, the nearest first. @type {Record<string, Side>} */
const ABOUT = Object.fromEntries(
  [0, -16, 16, -32, 32]
    .flatMap((down) => [0, -24, 24, -48, 48].map((right) => [right, down]))
    .sort((one, other) => Math.hypot(...one) - Math.hypot(...other))
    .slice(1)
    .map(([right, down]) => [`c ${right} ${down}`, [right, down + 4, "middle"]]),
);

const pen = /** @type {CanvasRenderingContext2D} */ (
  document.createElement("canvas").getContext("2d")
);

/**
 * How wide a text is written, in px.
 * @param {SVGElement} label
 * @param {string} text
 */
function widthOf(label, text) {
  const style = getComputedStyle(label);
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return pen.measureText(text).width + (parseFloat(style.letterSpacing) || 0) * text.length;
}

/** @param {SVGElement} mark the name that is written at it */
function nameAt(mark) {
  return /** @type {SVGElement} */ (mark.querySelector("text"));
}

export class Drawing {
  /**
   * @param {Model} model
   * @param {Look} look
   * @param {string} uid a name that nothing else in the page has
   */
  constructor(model, look, uid) {
    this.look = look;
    /** @type {Record<string, Side>} */
    this.sides = { ...model.get("sides"), ...ABOUT };
    /** @type {string} */
    this.arrow = model.get("arrow");
    /** @type {Pipeline[]} */
    this.pipelines = model.get("pipelines");
    /** @type {Place[]} */
    const places = model.get("places");
    /** @type {Place[]} */
    const named = [...model.get("names"), ...places];
    this.marks = new Map(named.map((place) => [place, drawMark(place)]));
    const drawn = this.pipelines.filter((one) => one.is_drawn);
    this.lines = new Map(drawn.map((pipeline) => [pipeline, drawLine(pipeline)]));
    /** @type {[Thing, SVGElement][]} */
    const offered = [...this.lines, ...[...this.marks].filter(([place]) => places.includes(place))];
    /** What can be chosen on the drawing. */
    this.targets = new Map(offered);
    for (const [thing, target] of this.targets) offer(target, thing);

    /** The side of its mark on which each place's name is written. @type {Map<string, string>} */
    this.written = new Map();
    this.frame = new Frame(look.box, look.box[2]);
    this.hatch = drawHatch(uid);
    this.lineNames = svg("g", { "aria-hidden": "true" });
    const [width, height] = model.get("size");
    this.node = svg(
      "svg",
      { class: "hm-drawing", role: "group", "aria-label": "Map", "aria-describedby": `${uid}-how` },
      svg("defs", {}, this.hatch),
      svg("rect", { class: "hm-water", width, height }),
      ...drawShapes(model.get("shapes"), uid),
      ...this.lines.values(),
      this.lineNames,
      ...this.marks.values(),
    );
  }

  /** @param {Thing} thing whether it is on the drawing as it is now */
  isShown(thing) {
    return this.look.shows(thing, this.node.clientWidth);
  }

  /** The pipelines that are shown. */
  get shownLines() {
    return this.pipelines.filter((pipeline) => this.isShown(pipeline));
  }

  layOut() {
    const { node, look, hatch, marks, lines } = this;
    const across = node.clientWidth || node.getBoundingClientRect().width;
    if (!across) return;
    this.frame = new Frame(look.box, across);
    node.setAttribute("viewBox", look.box.join(" "));
    hatch.setAttribute("patternTransform", `rotate(45) scale(${this.frame.unit})`);
    const taken = this.nameLines();
    const names = [...marks].filter(([place]) => this.isShown(place)).map((one) => this.sized(one));
    const beads = this.shownLines.flatMap(({ points }) => this.frame.beads(points));
    this.written = arrange(names, this.sides, taken, beads, this.frame.size);
    for (const [place, mark] of marks) this.setMark(place, mark);
    for (const [pipeline, line] of lines) {
      line.toggleAttribute("hidden", !this.isShown(pipeline));
      line.classList.toggle("is-chosen", pipeline === look.chosen);
    }
    const { chosen } = look;
    node.classList.toggle("has-chosen-line", chosen !== null && isPipeline(chosen));
    for (const [thing, target] of this.targets) {
      target.setAttribute("aria-pressed", String(thing === chosen));
      name(target, thing, look.eventsOf(thing));
    }
    const stops = this.stops();
    this.setStop(stops.find(({ thing }) => thing === chosen) ?? stops[0]);
  }

  /**
   * A place's name with its size, for which room has to be found.
   * @param {[Place, SVGElement]} marked
   */
  sized([place, mark]) {
    const isCountry = place.kind === "country";
    const [x, y] = this.frame.inPixels([place.x, place.y]);
    const width = widthOf(nameAt(mark), isCountry ? place.name.toUpperCase() : place.name) + 4;
    const height = place.kind === "disputed" ? 27 : isCountry ? 13 : NAME_HIGH;
    const rank = place === this.look.chosen ? 0 : place.rank;
    return { id: place.id, x, y, width, height, side: place.side, rank };
  }

  /**
   * @param {Place} place
   * @param {SVGElement} mark
   */
  setMark(place, mark) {
    const isChosen = place === this.look.chosen;
    const side = this.written.get(place.id);
    const [right, down, anchor] = this.sides[side ?? place.side];
    mark.toggleAttribute("hidden", !this.isShown(place) || (!side && !place.mark && !isChosen));
    mark.classList.toggle("is-unwritten", !side);
    mark.classList.toggle("is-chosen", isChosen);
    mark.setAttribute("transform", `translate(${place.x} ${place.y}) scale(${this.frame.unit})`);
    const label = nameAt(mark);
    for (const line of [label, ...label.querySelectorAll("tspan")]) {
      line.setAttribute("x", String(right));
    }
    label.setAttribute("y", String(down));
    label.setAttribute("text-anchor", anchor);
  }

  /** Write the pipelines' names along them, and give what room that takes. */
  nameLines() {
    const { view } = this.look;
    this.lineNames.replaceChildren();
    return this.shownLines.flatMap((pipeline) => {
      const label = pipeline.labels[view];
      return [
        ...pipeline.exits[view].flatMap((exit) => this.nameExit(exit, pipeline)),
        ...(label && this.frame.across >= ROOMY ? this.nameLine(label, pipeline) : []),
      ];
    });
  }

  /**
   * Write where a pipeline leads that leaves the frame, unless that covers another.
   * @param {Exit} exit
   * @param {Pipeline} pipeline
   * @returns {Box[]}
   */
  nameExit({ x, y, angle, name, text }, pipeline) {
    const { frame } = this;
    const [right, down, anchor] = text;
    const words = svg("text", { x: right, y: down, "text-anchor": anchor }, `to ${name}`);
    const arrow = svg("path", { d: this.arrow, transform: `rotate(${angle})` });
    const transform = `translate(${x} ${y}) scale(${frame.unit})`;
    this.lineNames.append(svg("g", { class: "hm-exit", transform }, arrow, words));
    const [left, top] = frame.inPixels([x, y]);
    const width = widthOf(words, `to ${name}`);
    const box = boxOf({ x: left, y: top, width, height: NAME_HIGH }, text);
    const others = this.shownLines.filter((one) => one !== pipeline);
    const isOver = others.some(({ points }) =>
      frame.beads(points).some((bead) => overlap(bead, box)),
    );
    if (!isOver) return [box];
    words.remove();
    return [];
  }

  /**
   * @param {Label} label
   * @param {Pipeline} pipeline
   * @returns {Box[]} a row of small ones, for the name may slant
   */
  nameLine({ x, y, angle, off }, { short, commodity }) {
    const { unit } = this.frame;
    const down = off ? 12 + off / unit : -6;
    const words = svg("text", { y: down, "text-anchor": "middle" }, short);
    const transform = `translate(${x} ${y}) scale(${unit}) rotate(${angle})`;
    this.lineNames.append(svg("g", { class: `hm-line-name hm-${commodity}`, transform }, words));
    const [slope, half] = [(angle * Math.PI) / 180, widthOf(words, short) / 2];
    const [left, top] = this.frame.inPixels([x, y]);
    const aside = down - 4;
    /** @type {Box[]} */
    const taken = [];
    for (let along = -half; along <= half; along += 8) {
      const right = left + along * Math.cos(slope) - aside * Math.sin(slope);
      const below = top + along * Math.sin(slope) + aside * Math.cos(slope);
      taken.push([right - 5, below - 5, 10, 10]);
    }
    return taken;
  }

  /** Where each thing on the drawing can be met: a place at its mark, a pipeline at its name. */
  stops() {
    const { view } = this.look;
    return [...this.targets].flatMap(([thing, target]) => {
      if (target.hasAttribute("hidden")) return [];
      const at = isPipeline(thing) ? (thing.labels[view] ?? thing.exits[view][0]) : thing;
      return at ? [{ thing, x: at.x, y: at.y }] : [];
    });
  }

  /** @param {Stop | undefined} stop where the Tab key leads */
  setStop(stop) {
    for (const [thing, target] of this.targets) {
      target.setAttribute("tabindex", thing === stop?.thing ? "0" : "-1");
    }
  }

  /**
   * The thing that a pointer means: whatever is nearest, as a mark is smaller than a finger.
   * @param {MouseEvent} event
   */
  meant({ clientX, clientY }) {
    const { left, top } = this.node.getBoundingClientRect();
    /** @type {Point} */
    const point = [clientX - left, clientY - top];
    const shown = this.stops().map(({ thing }) => thing);
    const places = shown.flatMap((thing) => (isPipeline(thing) ? [] : [thing]));
    const pipelines = shown.filter(isPipeline);
    const place = nearest(places, (one) => this.fromPlace(point, one), REACH.place);
    return place ?? nearest(pipelines, (one) => this.fromPipeline(point, one), REACH.pipeline);
  }

  /**
   * How far a point lies from a place's mark, or its name.
   * @param {Point} point
   * @param {Place} place
   */
  fromPlace(point, place) {
    const [x, y] = this.frame.inPixels([place.x, place.y]);
    const mark = /** @type {SVGElement} */ (this.marks.get(place));
    const side = this.written.get(place.id);
    const size = { x, y, width: widthOf(nameAt(mark), place.name), height: NAME_HIGH };
    const atName = side ? fromBox(point, boxOf(size, this.sides[side])) : Infinity;
    const atMark = place.mark ? Math.hypot(point[0] - x, point[1] - y) : Infinity;
    return Math.min(atMark, atName + 4);
  }

  /**
   * How far a point lies from a pipeline.
   * @param {Point} point
   * @param {Pipeline} pipeline
   */
  fromPipeline(point, { points }) {
    const met = points.map((one) => this.frame.inPixels(one));
    return Math.min(...met.slice(1).map((end, at) => fromLine(point, met[at], end)));
  }
}
