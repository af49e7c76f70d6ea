// The RegionMap: a drawing of pipelines and places, and the events that name them.
//
// First what it decides (plain functions, none of which touches a page),
// then how it is drawn.  Where things stand comes from Python, in units of the
// drawing; names and marks keep their size in pixels however large the drawing is.
//
// A mark is smaller than a finger, so the drawing never asks for a hit: whatever is
// nearest to the pointer is meant.  The lists below it offer the same by name.

/**
 * @typedef {[number, number]} Point
 * @typedef {[number, number, number, number]} Box left, top, width, height
 * @typedef {"region" | "close"} View
 * @typedef {[number, number, "start" | "middle" | "end"]} Side where a name stands, in px
 * @typedef {{id: string, name: string, variants: string[], kind: string, what: string,
 *   x: number, y: number, side: string, mark: string, rank: number, note: string,
 *   events: string[]}} Place
 * @typedef {{x: number, y: number, angle: number, off: number}} Label
 * @typedef {{x: number, y: number, angle: number, name: string, text: Side}} Exit
 * @typedef {{id: string, name: string, short: string, commodity: string, points: Point[],
 *   d: string, is_drawn: boolean, labels: Record<View, Label | null>,
 *   exits: Record<View, Exit[]>, facts: [string, string][], note: string,
 *   sources: {label: string, address: string}[], events: string[]}} Pipeline
 * @typedef {{id: string, x: number, y: number, width: number, height: number, side: string,
 *   rank: number}} Name one to be written: `x` and `y` in px, of its mark
 * @typedef {{get(name: string): any}} Model
 */

// ------------------------------------------------------------- what it decides

const ROOMY = 560; // px of a drawing that has room for more than the first names

/** Up to which rank places are shown. @param {number} width in px @param {View} view */
function rankShown(width, view) {
  return (width >= ROOMY ? 2 : 1) + (view === "close" ? 1 : 0);
}

/** @param {number} count @param {string} noun */
function counted(count, noun) {
  return `${count || "no"} ${noun}${count === 1 ? "" : "s"}`;
}

/** The box of a name on one side of its mark. @param {Name} name @param {Side} side @returns {Box} */
function boxOf({ x, y, width, height }, [right, down, anchor]) {
  const share = { start: 0, middle: 0.5, end: 1 }[anchor];
  return [x + right - share * width, y + down - 11, width, height];
}

/** @param {Box} one @param {Box} other */
function overlap(one, other) {
  return (
    one[0] < other[0] + other[2] &&
    other[0] < one[0] + one[2] &&
    one[1] < other[1] + other[3] &&
    other[1] < one[1] + one[3]
  );
}

/**
 * Find for each name a side of its mark where it covers nothing: its own side if it can.
 * The first in rank choose first, and of those the ones that have but one place (side c).
 * Only those of the first rank are written over a line, and only where every other side is
 * taken; what finds no room stays unwritten.
 * @param {Name[]} names @param {Record<string, Side>} sides
 * @param {Box[]} taken @param {Box[]} lines @param {Point} size of the drawing, in px
 * @returns {Map<string, string>} the side of each name that is written
 */
export function arrange(names, sides, taken, lines, [width, height]) {
  const filled = [...taken];
  const marks = names
    .filter(({ side }) => side !== "c")
    .map(({ id, x, y }) => ({ id, box: /** @type {Box} */ ([x - 4, y - 4, 8, 8]) }));
  const hold = (/** @type {Name} */ { rank, side }) => rank + (side === "c" ? 0 : 0.5);
  const found = new Map();
  for (const name of [...names].sort((one, other) => hold(one) - hold(other))) {
    const others = marks.filter(({ id }) => id !== name.id).map((mark) => mark.box);
    const rest = Object.keys(sides).filter((side) => side !== "c" && side !== name.side);
    const open = (name.side === "c" ? ["c"] : [name.side, ...rest]).filter((side) => {
      const [left, top, wide, high] = boxOf(name, sides[side]);
      if (left < 0 || top < 0 || left + wide > width || top + high > height) return false;
      return ![...filled, ...others].some((box) => overlap(box, [left, top, wide, high]));
    });
    const crosses = (/** @type {string} */ side) =>
      lines.some((box) => overlap(box, boxOf(name, sides[side])));
    const mayCross = name.rank < 2 || name.side === "c";
    const side = open.find((one) => !crosses(one)) ?? (mayCross ? open[0] : undefined);
    if (side) {
      found.set(name.id, side);
      filled.push(boxOf(name, sides[side]));
    }
  }
  return found;
}

/** How far a point lies from a stretch of line. @param {Point} point @param {Point} a @param {Point} b */
function fromLine([x, y], [ax, ay], [bx, by]) {
  const [right, down] = [bx - ax, by - ay];
  const length = right * right + down * down;
  const along = length ? ((x - ax) * right + (y - ay) * down) / length : 0;
  const share = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - ax - share * right, y - ay - share * down);
}

/** How far a point lies from a box. @param {Point} point @param {Box} box */
function fromBox([x, y], [left, top, width, height]) {
  const right = Math.max(left - x, 0, x - left - width);
  return Math.hypot(right, Math.max(top - y, 0, y - top - height));
}

/**
 * Which of several things the pointer means: the nearest within reach.
 * @template T @param {T[]} things @param {(thing: T) => number} distance @param {number} reach
 * @returns {T | undefined}
 */
function nearest(things, distance, reach) {
  let [best, far] = [/** @type {T | undefined} */ (undefined), reach];
  for (const thing of things) {
    const away = distance(thing);
    if (away < far) [best, far] = [thing, away];
  }
  return best;
}

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/**
 * Where an arrow key leads: to what is near in its direction, sideways counting double.
 * @template {{x: number, y: number}} T @param {T} from @param {T[]} things @param {string} key
 * @returns {T | undefined}
 */
export function towards(from, things, key) {
  const [right, down] = WAYS[/** @type {keyof typeof WAYS} */ (key)];
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

// --------------------------------------------------------------- how it is drawn

const EXIT = "M-1 0l-9 -4v8z"; // the arrow where a pipeline leaves the frame, to the right
const KEY = [
  ["hm-line hm-oil", "Oil"],
  ["hm-line hm-gas", "Gas"],
  ["hm-border", "Border"],
  ["hm-contact-line", "Line of contact, 1994–2020"],
];

let drawn = 0;

/**
 * @param {string} tag @param {Record<string, string | number | boolean>} [attributes]
 * @param {(Node | string)[]} children
 */
function element(tag, attributes = {}, ...children) {
  return dressed(document.createElement(tag), attributes, children);
}

/** @type {(tag: string, attributes?: Record<string, string | number>, ...children: (Node | string)[]) => SVGElement} */
function svg(tag, attributes = {}, ...children) {
  return dressed(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/**
 * @template {Element} E @param {E} node
 * @param {Record<string, string | number | boolean>} attributes @param {(Node | string)[]} children
 */
function dressed(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/** @param {{model: Model, el: HTMLElement}} host */
function render({ model, el }) {
  const own = `hm-live-${(drawn += 1)}`;
  /** @type {Record<View, Box>} */
  const views = model.get("views");
  /** @type {Record<string, Side>} */
  const sides = model.get("sides");
  /** @type {Pipeline[]} */
  const pipelines = model.get("pipelines");
  /** @type {Place[]} */
  const places = model.get("places");
  /** @type {Record<string, {title: string, when: string}>} */
  const events = model.get("events");

  /** @type {View} */
  let view = "region";
  /** @type {Pipeline | Place | null} */
  let chosen = null;
  /** @type {Element | null} the control that it was chosen with */
  let opener = null;
  const away = new Set(); // ids of pipelines taken off the map
  /** @type {Map<string, string>} */
  let written = new Map();
  let unit = 1; // units of the drawing to a pixel

  // ---- the drawing

  /** @type {Map<Place, SVGElement>} */
  const marks = new Map();
  for (const place of [...model.get("names"), ...places]) {
    const label = svg("text", {}, place.name);
    if (place.kind === "disputed") label.append(svg("tspan", { x: 0, dy: 12 }, "disputed"));
    const mark = svg("g", { class: `hm-place hm-${place.kind}` });
    if (place.mark)
      mark.append(svg("circle", { class: "hm-ring", r: 9 }), svg("path", { d: place.mark }));
    mark.append(label);
    marks.set(place, mark);
  }
  /** @type {Map<Pipeline, SVGElement>} */
  const lines = new Map();
  for (const pipeline of pipelines.filter((one) => one.is_drawn)) {
    const line = svg("path", { class: `hm-line hm-${pipeline.commodity}`, d: pipeline.d });
    const halo = svg("path", { class: "hm-halo", d: pipeline.d });
    lines.set(pipeline, svg("g", { class: "hm-pipeline" }, halo, line));
  }
  /** @type {Map<Pipeline | Place, SVGElement>} what can be chosen on the drawing */
  const targets = new Map();
  for (const thing of [...lines.keys(), ...places]) {
    const target = /** @type {SVGElement} */ (
      "points" in thing ? lines.get(thing) : marks.get(thing)
    );
    targets.set(thing, target);
    const what = "what" in thing ? thing.what : `${thing.commodity} pipeline`;
    const name = `${thing.name}, ${what.toLowerCase()}, ${counted(thing.events.length, "event")}`;
    dressed(
      target,
      { role: "button", tabindex: -1, "aria-label": name, "aria-pressed": "false" },
      [],
    );
  }
  const hatch = svg(
    "pattern",
    { id: own, width: 5, height: 5, patternUnits: "userSpaceOnUse" },
    svg("path", { class: "hm-hatch", d: "M0 2.5h5" }),
  );
  const [width, height] = model.get("size");
  const lineNames = svg("g", { "aria-hidden": "true" });
  const drawing = svg(
    "svg",
    { class: "hm-drawing", role: "group", "aria-label": "Map", "aria-describedby": `${own}-how` },
    svg("defs", {}, hatch),
    svg("rect", { class: "hm-water", width, height }),
    ...model.get("shapes").map((/** @type {{kind: string, d: string}} */ { kind, d }) =>
      svg("path", {
        class: `hm-${kind}`,
        d,
        ...(kind === "disputed-area" ? { fill: `url(#${own})` } : {}),
      }),
    ),
    ...lines.values(),
    lineNames,
    ...marks.values(),
  );

  // ---- what stands around it

  const status = element("p", { class: "hedgelab-unseen", role: "status" });
  const card = element("div", { class: "hm-card", id: `${own}-card`, role: "group" });
  const belowMap = element("div", { class: "hm-below" });
  /** @type {Map<Pipeline | Place, HTMLElement>} */
  const buttons = new Map();
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map();

  const viewChoice = element(
    "fieldset",
    { class: "hm-views" },
    element("legend", { class: "hedgelab-unseen" }, "Part of the map"),
    ...[
      ["region", "Whole region"],
      ["close", "South Caucasus"],
    ].map(([value, text]) => {
      const input = element("input", {
        type: "radio",
        name: `${own}-view`,
        value,
        checked: value === view,
      });
      input.addEventListener("change", () => {
        view = /** @type {View} */ (value);
        layOut();
      });
      return element("label", {}, input, element("span", {}, text));
    }),
  );

  /** @param {Pipeline | Place} thing @param {(Node | string)[]} content */
  function chooser(thing, ...content) {
    const button = element(
      "button",
      { type: "button", class: "hm-choice", "aria-expanded": "false" },
      ...content,
    );
    button.addEventListener("click", () =>
      choose(chosen === thing && opener === button ? null : thing, button),
    );
    buttons.set(thing, button);
    return button;
  }

  function swatch(/** @type {string} */ kind) {
    return svg(
      "svg",
      { class: "hm-swatch", viewBox: "0 0 28 10", "aria-hidden": "true" },
      svg("path", { class: kind, d: "M0 5h28" }),
    );
  }

  const area = svg(
    "svg",
    { class: "hm-swatch", viewBox: "0 0 28 10", "aria-hidden": "true" },
    svg("rect", {
      class: "hm-disputed-line",
      x: 0.5,
      y: 0.5,
      width: 27,
      height: 9,
      fill: `url(#${own})`,
    }),
  );
  const key = element(
    "p",
    { class: "hm-key" },
    ...KEY.map(([kind, text]) => element("span", {}, swatch(kind), text)),
    element("span", {}, area, "Disputed area"),
  );

  const pipelineList = element(
    "ul",
    { class: "hm-pipelines" },
    ...pipelines.map((pipeline) => {
      const facts = new Map(pipeline.facts);
      const box = /** @type {HTMLInputElement} */ (
        element("input", { type: "checkbox", checked: true, "aria-label": `Draw ${pipeline.name}` })
      );
      box.addEventListener("change", () => {
        if (box.checked) away.delete(pipeline.id);
        else away.add(pipeline.id);
        layOut();
      });
      boxes.set(pipeline.id, box);
      const toggle = element(
        "label",
        { class: "hm-toggle" },
        box,
        swatch(`hm-line hm-${pipeline.commodity}`),
      );
      return element(
        "li",
        {},
        pipeline.is_drawn
          ? toggle
          : element("span", { class: "hm-toggle" }, swatch(`hm-line hm-${pipeline.commodity}`)),
        chooser(pipeline, pipeline.name),
        element(
          "span",
          { class: "hm-figures" },
          `${pipeline.commodity}, since ${facts.get("First use")}, ${facts.get("Capacity")}`,
          pipeline.is_drawn ? "" : "; beyond the map",
        ),
      );
    }),
  );
  const inOrder = [...places].sort((one, other) => one.name.localeCompare(other.name, "en"));
  const placeList = element(
    "details",
    { class: "hm-all" },
    element("summary", {}, `All ${places.length} places by name`),
    element(
      "ul",
      { class: "hm-places" },
      ...inOrder.map((place) =>
        element(
          "li",
          {},
          chooser(place, place.name),
          element("span", { class: "hm-figures" }, counted(place.events.length, "event")),
        ),
      ),
    ),
  );

  // ---- choosing

  /** @param {Pipeline | Place} thing */
  function fillCard(thing) {
    const isPipeline = "facts" in thing;
    const shut = element("button", { type: "button", class: "hm-quiet" }, "Close");
    shut.addEventListener("click", () => {
      const back = /** @type {HTMLElement | null} */ (opener);
      choose(null, null);
      back?.focus();
    });
    const title = element("p", { class: "hm-name", id: `${own}-name` }, thing.name);
    /** @type {[string, (Node | string)[]][]} */
    const facts = isPipeline ? thing.facts.map(([name, fact]) => [name, [fact]]) : [];
    if (isPipeline) {
      const links = thing.sources.map(({ label, address }) =>
        element("a", { href: address }, label),
      );
      facts.push(["Sources", links.flatMap((link, at) => (at ? [", ", link] : [link]))]);
    } else if (thing.variants.length) facts.push(["Other names", [thing.variants.join("; ")]]);
    const list = thing.events.map((id) =>
      element(
        "li",
        {},
        element("span", { class: "hm-when" }, events[id].when),
        element("span", {}, events[id].title),
      ),
    );
    card.replaceChildren(
      element(
        "div",
        { class: "hm-head" },
        element(
          "p",
          { class: "hm-kicker" },
          isPipeline ? `Pipeline, ${thing.commodity}` : thing.what,
        ),
        shut,
      ),
      title,
      ...(thing.note ? [element("p", { class: "hm-about" }, thing.note)] : []),
      ...(facts.length
        ? [
            element(
              "dl",
              {},
              ...facts.flatMap(([name, fact]) => [
                element("dt", {}, name),
                element("dd", {}, ...fact),
              ]),
            ),
          ]
        : []),
      element(
        "p",
        { class: "hm-count" },
        list.length ? `Named by ${counted(list.length, "event")}` : "Named by no event.",
      ),
      ...(list.length ? [element("ol", {}, ...list)] : []),
    );
    card.setAttribute("aria-labelledby", `${own}-name`);
  }

  /** @param {Pipeline | Place | null} thing @param {Element | null} by the control it was chosen with */
  function choose(thing, by) {
    [chosen, opener] = [thing, by];
    card.remove();
    if (thing) {
      fillCard(thing);
      const line = by?.closest("li");
      if (line) line.after(element("li", { class: "hm-opened" }, card));
      else belowMap.replaceChildren(card);
      if ("points" in thing && away.delete(thing.id)) {
        /** @type {HTMLInputElement} */ (boxes.get(thing.id)).checked = true;
      }
      if ("what" in thing && fromBox([thing.x, thing.y], views[view]) > 0) {
        view = "region";
        /** @type {HTMLInputElement} */ (viewChoice.querySelector("input")).checked = true;
      }
    }
    for (const empty of el.querySelectorAll(".hm-opened:empty")) empty.remove();
    for (const [one, button] of buttons) {
      const isOpen = one === thing && button === by;
      button.setAttribute("aria-expanded", String(isOpen));
    }
    for (const [one, target] of targets) target.setAttribute("aria-pressed", String(one === thing));
    status.textContent = thing ? `${thing.name}: ${counted(thing.events.length, "event")}` : "";
    layOut();
  }

  // ---- laying out

  /** @param {Pipeline | Place} thing @returns {boolean} whether it is on the drawing as it is now */
  function isShown(thing) {
    if ("points" in thing) return thing.is_drawn && !away.has(thing.id);
    const isNear = thing.rank <= rankShown(drawing.clientWidth, view) || thing === chosen;
    return isNear && fromBox([thing.x, thing.y], views[view]) === 0;
  }

  /** @param {Point} point in units @returns {Point} in px of the drawing */
  function inPixels([x, y]) {
    return [(x - views[view][0]) / unit, (y - views[view][1]) / unit];
  }

  /** @param {SVGElement} label @param {string} text */
  function widthOf(label, text) {
    const { fontStyle, fontWeight, fontSize, fontFamily, letterSpacing } = getComputedStyle(label);
    pen.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
    return pen.measureText(text).width + (parseFloat(letterSpacing) || 0) * text.length;
  }
  const pen = /** @type {CanvasRenderingContext2D} */ (
    document.createElement("canvas").getContext("2d")
  );

  function layOut() {
    const across = drawing.clientWidth || drawing.getBoundingClientRect().width;
    if (!across) return;
    unit = views[view][2] / across;
    drawing.setAttribute("viewBox", views[view].join(" "));
    hatch.setAttribute("patternTransform", `rotate(45) scale(${unit})`);
    const taken = nameLines(across);

    const names = [...marks]
      .filter(([place]) => isShown(place))
      .map(([place, mark]) => {
        const label = /** @type {SVGElement} */ (mark.querySelector("text"));
        const [x, y] = inPixels([place.x, place.y]);
        const text = place.kind === "country" ? place.name.toUpperCase() : place.name;
        const lineHeight = place.kind === "country" ? 13 : 15;
        const size = {
          width: widthOf(label, text) + 4,
          height: place.kind === "disputed" ? 27 : lineHeight,
        };
        const rank = place === chosen ? 0 : place.rank;
        return { id: place.id, x, y, ...size, side: place.side, rank };
      });
    const size = /** @type {Point} */ ([across, views[view][3] / unit]);
    written = arrange(names, sides, taken, pipelines.filter(isShown).flatMap(beads), size);

    for (const [place, mark] of marks) {
      const side = written.get(place.id);
      const [right, down, anchor] = sides[side ?? place.side];
      mark.toggleAttribute("hidden", !isShown(place) || (!side && !place.mark && place !== chosen));
      mark.classList.toggle("is-unwritten", !side);
      mark.classList.toggle("is-chosen", place === chosen);
      mark.setAttribute("transform", `translate(${place.x} ${place.y}) scale(${unit})`);
      const label = /** @type {SVGElement} */ (mark.querySelector("text"));
      dressed(label, { x: right, y: down, "text-anchor": anchor }, []);
    }
    for (const [pipeline, line] of lines) {
      line.toggleAttribute("hidden", !isShown(pipeline));
      line.classList.toggle("is-chosen", pipeline === chosen);
    }
    drawing.classList.toggle("has-chosen-line", chosen !== null && "points" in chosen);
    setStop(stops().find((stop) => stop.thing === chosen) ?? stops()[0]);
  }

  /** @param {Pipeline} pipeline @returns {Box[]} what its line takes, as a row of small boxes */
  function beads({ points }) {
    return points.slice(1).flatMap((end, at) => {
      const [[ax, ay], [bx, by]] = [inPixels(points[at]), inPixels(end)];
      const steps = Math.ceil(Math.hypot(bx - ax, by - ay) / 5);
      return Array.from({ length: steps + 1 }, (_, step) => {
        const share = step / steps;
        return /** @type {Box} */ ([ax + share * (bx - ax) - 2, ay + share * (by - ay) - 2, 4, 4]);
      });
    });
  }

  /** Write the pipelines' names along them, and give what room that takes. @param {number} across */
  function nameLines(across) {
    lineNames.replaceChildren();
    /** @type {Box[]} */
    const taken = [];
    for (const pipeline of pipelines.filter(isShown)) {
      for (const { x, y, angle, name, text } of pipeline.exits[view]) {
        const [right, down, anchor] = text;
        const words = svg("text", { x: right, y: down, "text-anchor": anchor }, `to ${name}`);
        const arrow = svg("path", { d: EXIT, transform: `rotate(${angle})` });
        const at = `translate(${x} ${y}) scale(${unit})`;
        lineNames.append(svg("g", { class: "hm-exit", transform: at }, arrow, words));
        const [left, top] = inPixels([x, y]);
        const size = { id: "", x: left, y: top, width: widthOf(words, `to ${name}`), height: 15 };
        const box = boxOf({ ...size, side: "", rank: 0 }, text);
        const others = pipelines.filter((one) => one !== pipeline && isShown(one)).flatMap(beads);
        if (others.some((bead) => overlap(bead, box))) words.remove();
        else taken.push(box);
      }
      const label = pipeline.labels[view];
      if (!label || across < ROOMY) continue;
      const down = label.off ? 12 + label.off / unit : -6;
      const words = svg("text", { y: down, "text-anchor": "middle" }, pipeline.short);
      const at = `translate(${label.x} ${label.y}) scale(${unit}) rotate(${label.angle})`;
      lineNames.append(
        svg("g", { class: `hm-line-name hm-${pipeline.commodity}`, transform: at }, words),
      );
      // A slanting name takes a row of small boxes.
      const [slope, half] = [(label.angle * Math.PI) / 180, widthOf(words, pipeline.short) / 2];
      const [x, y] = inPixels([label.x, label.y]);
      for (let along = -half; along <= half; along += 8) {
        const aside = down - 4;
        const middle = [
          x + along * Math.cos(slope) - aside * Math.sin(slope),
          y + along * Math.sin(slope) + aside * Math.cos(slope),
        ];
        taken.push([middle[0] - 5, middle[1] - 5, 10, 10]);
      }
    }
    return taken;
  }

  // ---- pointer and keyboard

  /**
   * Where each thing on the drawing can be met: a place at its mark, a pipeline at its name.
   * @returns {{thing: Pipeline | Place, x: number, y: number}[]}
   */
  function stops() {
    const shown = [...targets.keys()].filter(
      (thing) => !targets.get(thing)?.hasAttribute("hidden"),
    );
    return shown.flatMap((thing) => {
      const at = "what" in thing ? thing : (thing.labels[view] ?? thing.exits[view][0]);
      return at ? [{ thing, x: at.x, y: at.y }] : [];
    });
  }

  /** @param {{thing: Pipeline | Place} | undefined} stop */
  function setStop(stop) {
    for (const [thing, target] of targets)
      target.setAttribute("tabindex", thing === stop?.thing ? "0" : "-1");
  }

  /** @param {MouseEvent} event */
  function meant(event) {
    const frame = drawing.getBoundingClientRect();
    const point = /** @type {Point} */ ([event.clientX - frame.left, event.clientY - frame.top]);
    const shown = stops().map(({ thing }) => thing);
    const place = nearest(
      shown.flatMap((thing) => ("what" in thing ? [thing] : [])),
      (thing) => {
        const [x, y] = inPixels([thing.x, thing.y]);
        const label = /** @type {SVGElement} */ (marks.get(thing)?.querySelector("text"));
        const size = {
          id: "",
          x,
          y,
          width: widthOf(label, thing.name),
          height: 15,
          side: "",
          rank: 0,
        };
        const side = written.get(thing.id);
        const atName = side ? fromBox(point, boxOf(size, sides[side])) : Infinity;
        const atMark = thing.mark ? Math.hypot(point[0] - x, point[1] - y) : Infinity;
        return Math.min(atMark, atName + 4);
      },
      18,
    );
    const line = nearest(
      shown.flatMap((thing) => ("points" in thing ? [thing] : [])),
      ({ points }) => {
        const met = points.map(inPixels);
        return Math.min(...met.slice(1).map((end, at) => fromLine(point, met[at], end)));
      },
      12,
    );
    return place ?? line;
  }

  drawing.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target).closest("[role=button]");
    // Assistive technology presses the element itself, with no place on the screen.
    const pressed = event.detail ? undefined : [...targets].find(([, one]) => one === target)?.[0];
    const thing = pressed ?? meant(event);
    choose(thing && thing !== chosen ? thing : null, thing ? (targets.get(thing) ?? null) : null);
  });
  drawing.addEventListener("pointermove", (event) => {
    const thing = meant(event);
    for (const [one, target] of targets) target.classList.toggle("is-pointed", one === thing);
    drawing.classList.toggle("is-pointing", Boolean(thing));
  });
  drawing.addEventListener("pointerleave", () => {
    for (const target of targets.values()) target.classList.remove("is-pointed");
  });
  drawing.addEventListener("keydown", (event) => {
    const here = stops().find(({ thing }) => targets.get(thing) === document.activeElement);
    if (!here) return;
    if (event.key === "Enter" || event.key === " ") {
      choose(here.thing === chosen ? null : here.thing, document.activeElement);
    } else if (event.key === "Escape" && chosen) {
      choose(null, null);
    } else if (event.key in WAYS) {
      const next = towards(here, stops(), event.key);
      if (next) {
        setStop(next);
        targets.get(next.thing)?.focus();
      }
    } else return;
    event.preventDefault();
  });

  const root = element(
    "div",
    { class: "hedgelab-map hedgelab-ground hm-live" },
    element("p", { class: "hm-title" }, model.get("title")),
    viewChoice,
    drawing,
    element(
      "p",
      { class: "hedgelab-unseen", id: `${own}-how` },
      "Arrow keys go from place to place and to the pipelines; Enter lists the events below the map. The lists after the map offer the same.",
    ),
    key,
    belowMap,
    element("p", { class: "hm-section" }, "Pipelines"),
    pipelineList,
    placeList,
    element(
      "div",
      { class: "hm-note" },
      ...model.get("note").map((/** @type {string} */ text) => element("p", {}, text)),
    ),
    status,
  );
  el.append(root);
  const watcher = new ResizeObserver(layOut);
  watcher.observe(drawing);
  return () => watcher.disconnect();
}

export default { render };
