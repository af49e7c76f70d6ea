// The Timeline: events in lanes along time, and the same events as a list.
//
// First what it knows and decides (plain functions, none of which
// touches a page), then how it is drawn.  In a wide place there is a chart with
// the list below; in a narrow one the list alone, with time running down.
//
// A mark is smaller than a finger, so the chart never asks for a hit: a lane is
// one list box, and the mark nearest to the pointer is meant.

/**
 * @typedef {{id: string, when: string, from: number, to: number, kind: "point" | "year" | "span",
 *   period: string, domain: string, title: string, summary: string, actors: string[],
 *   told: string[], sources: string[], dispute: string, position: string, reader: string,
 *   reason: string}} TimelineEvent
 * @typedef {{id: string, label: string, name: string, opens_with: string, from: number,
 *   to: number | null, presidents: Record<string, string>}} Period
 * @typedef {{name: string, country: string, when: string, from: number, to: number | null}} Leader
 * @typedef {{period: string, at: number, when: string, what: string}} Turn
 * @typedef {{id: string, number: number, name: string, short: string, light: string,
 *   dark: string}} Position
 * @typedef {{text: string, period: string, domain: string, position: string}} Filters
 * @typedef {{from: number, to: number}} Range years, with fractions
 * @typedef {{id: string, name: string, position?: Position, events: TimelineEvent[]}} Lane
 * @typedef {{id: string, row: number, left: number, width: number, bar: number, size: number,
 *   label: "" | "after" | "before" | "above", whole: number}} Mark in px: `bar` from `left`,
 *   `whole` what its title would take
 * @typedef {"hidden" | "colour" | "lanes"} View
 * @typedef {{get(name: string): any}} Model
 */

// ------------------------------------------------------- what is shown

/** @type {Filters} */
const NO_FILTERS = { text: "", period: "", domain: "", position: "" };

/** Letters without their case and accents. */
function folded(/** @type {string} */ text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Whether an event is wanted: every word that was typed has to be somewhere in it.
 * @param {TimelineEvent} event @param {Filters} filters
 */
function fits(event, filters) {
  if (filters.period && event.period !== filters.period) return false;
  if (filters.domain && event.domain !== filters.domain) return false;
  if (filters.position && event.position !== filters.position) return false;
  const { when, title, summary, actors, dispute } = event;
  const all = folded([when, title, summary, ...actors, dispute].join(" "));
  return folded(filters.text)
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/**
 * Say what is shown, for eyes and for ears.
 * @param {number} shown @param {number} all @param {string[]} filters in words
 */
function told(shown, all, filters) {
  const events = all === 1 ? "event" : "events";
  const by = filters.length ? `: ${filters.join(", ")}` : "";
  if (shown === all) return `${all} ${events}${by}`;
  return `${shown || "None"} of ${all} ${events}${by}`;
}

/** Most titles begin with the one country; a small label can do without. */
export function shortTitle(/** @type {string} */ title) {
  const rest = /^Azerbaijan (?!and )(\p{Ll}.*)$/u.exec(title)?.[1] ?? title;
  return rest[0].toUpperCase() + rest.slice(1);
}

// ---------------------------------------------------------- where it stands

/**
 * The years that the axis covers: those of one period, or of everything.
 * @param {TimelineEvent[]} events @param {Period | undefined} period
 * @returns {Range}
 */
function rangeOf(events, period) {
  const starts = events.map(({ from }) => from);
  // One period is looked at closely: what lasts beyond it runs out of the picture.
  const ends = period
    ? [period.to ?? 0, ...events.map(({ from }) => from + 0.01)]
    : events.map(({ to }) => to);
  const from = Math.floor(Math.min(...starts, period?.from ?? Infinity));
  const last = period?.to === null ? Math.max(...events.map(({ to }) => to)) : Math.max(...ends);
  return { from, to: Math.max(Math.ceil(last), from + 1) };
}

/** @param {Range} range @param {number} width the ticks of an axis, with a label where it has room */
function ticks({ from, to }, width) {
  const scale = width / (to - from);
  const step = [1, 2, 5, 10].find((years) => years * scale >= 40) ?? 20;
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return years.map((year) => {
    const at = (year - from) * scale;
    return { year, at, labelled: year % step === 0 && at + 30 <= width };
  });
}

/**
 * The lanes, in order.  By domain only those that hold something; all seven positions.
 * @param {TimelineEvent[]} events @param {string[]} domains @param {Position[] | null} positions
 * @returns {Lane[]}
 */
export function lanesOf(events, domains, positions) {
  const where = (/** @type {TimelineEvent} */ event) => (positions ? event.position : event.domain);
  const lanes = positions
    ? positions.map((position) => ({ id: position.id, name: position.short, position }))
    : domains.map((id) => ({ id, name: id[0].toUpperCase() + id.slice(1) }));
  return [...lanes, ...(positions ? [{ id: "", name: "No reading" }] : [])]
    .map((lane) => ({ ...lane, events: events.filter((event) => where(event) === lane.id) }))
    .filter((lane) => lane.events.length || "position" in lane);
}

const DOT = 10; // px across
const CELL = 16; // px of a row that a mark takes at least
const LETTER = 6.8; // px of a letter in a label, roughly; what is longer is cut short
const LABEL = 150; // px of a label at least, unless it is shorter
const APART = 12; // px between two labels in a line
const ROOMY = 130; // px of a bar that carries its label even in a crowd

/** A chart of more events than this shows their titles on pointing only. */
const CROWD = 45;

/**
 * Stack the marks of a lane so that none covers another.
 * @param {TimelineEvent[]} events in order of date
 * @param {Range} range @param {number} width @param {boolean} labelled
 * @returns {{marks: Mark[], rows: number}}
 */
export function pack(events, range, width, labelled) {
  const scale = width / (range.to - range.from);
  const within = (/** @type {number} */ x, most = width) =>
    Math.min(Math.max(x, 0), Math.max(most, 0));
  /** @type {number[]} */
  const ends = [];
  const marks = events.map((event) => {
    const start = within((event.from - range.from) * scale);
    const end = within((event.to - range.from) * scale);
    const isSpan = event.kind === "span";
    const size = event.kind === "point" ? DOT : Math.max(end - start, CELL);
    const bar = within(isSpan ? start : (start + end - size) / 2, width - size);
    const whole = shortTitle(event.title).length * LETTER + 12;
    const some = Math.min(LABEL, whole);
    const text = labelled ? some : isSpan && size >= ROOMY ? Math.min(whole, size) : 0;

    let [left, right] = [bar, bar + size];
    /** @type {Mark["label"]} */
    let label = "";
    if (text && isSpan) {
      label = "above";
      right = Math.max(right, left + text);
      if (right > width) [left, right] = [Math.max(0, width - Math.max(size, text)), width];
    } else if (text) {
      label = right + text > width ? "before" : "after";
      if (label === "after") right += text;
      else left -= text;
    } else {
      const spare = Math.max(0, CELL - size) / 2;
      [left, right] = [left - spare, right + spare];
    }
    const free = ends.findIndex((taken) => taken <= left);
    const row = free < 0 ? ends.length : free;
    ends[row] = right + 2;
    return { id: event.id, row, left, width: right - left, bar: bar - left, size, label, whole };
  });
  // A title may run on as far as nothing else stands in its row.
  for (const mark of labelled ? marks : []) {
    const others = marks.filter((other) => other.row === mark.row && other !== mark);
    const more = (mark.label === "above" ? 0 : mark.size) + mark.whole - mark.width;
    if (mark.label === "before") {
      const earlier = others.filter(({ left }) => left < mark.left);
      const free =
        mark.left - Math.max(0, ...earlier.map(({ left, width: wide }) => left + wide + 4));
      const grown = Math.max(0, Math.min(more, free));
      [mark.left, mark.width, mark.bar] = [mark.left - grown, mark.width + grown, mark.bar + grown];
    } else {
      const later = others.filter(({ left }) => left > mark.left);
      const free = Math.min(width, ...later.map(({ left }) => left - 4)) - mark.left - mark.width;
      mark.width += Math.max(0, Math.min(more, free));
    }
  }
  return { marks, rows: ends.length };
}

/**
 * Set a label by each stretch of time: over its middle, pushed along as far as the
 * stretch goes where another is in the way, and then on a further line.
 * @param {{start: number, end: number, text: string}[]} items in px
 * @param {number} width
 */
export function spread(items, width) {
  /** @type {number[]} */
  const ends = [];
  return items.map(({ start, end, text }) => {
    const wide = text.length * LETTER;
    const middle = Math.max(0, Math.min((start + end - wide) / 2, width - wide));
    const last = Math.max(middle, Math.min(end, width) - wide);
    const free = ends.findIndex((taken) => taken + APART <= last);
    const line = free < 0 ? ends.length : free;
    const left = Math.max(middle, (ends[line] ?? -APART) + APART);
    ends[line] = left + wide;
    return { left, line };
  });
}

/**
 * The mark that a pointer means, if it is near one.
 * @param {Mark[]} marks @param {number} x @param {number} y @param {number} pitch of the rows
 */
function nearest(marks, x, y, pitch) {
  let best = { id: "", distance: pitch };
  for (const { id, row, left, width } of marks) {
    const aside = Math.max(left - x, 0, x - left - width);
    const off = Math.max(Math.abs(y - (row + 0.5) * pitch) - pitch / 2, 0);
    const distance = Math.hypot(aside, off);
    if (distance < best.distance) best = { id, distance };
  }
  return best.id;
}

/**
 * Where a key leads from an event: along time in its lane, or to the event
 * nearest in time in the next lane that has one.
 * @param {Lane[]} lanes @param {string} current @param {string} key
 */
export function neighbour(lanes, current, key) {
  const filled = lanes.filter(({ events }) => events.length);
  const at = filled.findIndex(({ events }) => events.some(({ id }) => id === current));
  if (at < 0) return current;
  const { events } = filled[at];
  const index = events.findIndex(({ id }) => id === current);
  const { from } = events[index];
  switch (key) {
    case "ArrowLeft":
      return events[Math.max(index - 1, 0)].id;
    case "ArrowRight":
      return events[Math.min(index + 1, events.length - 1)].id;
    case "Home":
      return events[0].id;
    case "End":
      return events[events.length - 1].id;
  }
  const lane = filled[at + (key === "ArrowUp" ? -1 : 1)] ?? filled[at];
  if (lane === filled[at]) return current;
  const gap = (/** @type {TimelineEvent} */ event) => Math.abs(event.from - from);
  return lane.events.reduce((best, event) => (gap(event) < gap(best) ? event : best)).id;
}

/** A name, or the family name alone where the whole is too long. */
function shortName(/** @type {string} */ name, /** @type {number} */ room) {
  return name.length * LETTER <= room ? name : name.slice(name.lastIndexOf(" ") + 1);
}

// ---------------------------------------------------------------- drawing

/**
 * An element; its children that are text stay text, whatever they look like.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] functions listen, `--names` are set as style
 * @param {...(Node | string | null)} children
 * @returns {any}
 */
function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (name.startsWith("--")) node.style.setProperty(name, value);
    else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

const WIDE = 600; // px from which there is room for a chart
const FEW = 30; // events that a list shows without being asked to
const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

const capital = (/** @type {string} */ text) => text[0].toUpperCase() + text.slice(1);
const px = (/** @type {number} */ length) => `${Math.round(length * 10) / 10}px`;

/**
 * A part of the picture, and how to bring it up to date.  One in which a card
 * opens says what has the focus then, and after what the card stands.
 * @typedef {{node: HTMLElement, update: () => void}} Part
 * @typedef {Part & {opener: (id: string) => HTMLElement | undefined,
 *   anchor: (id: string) => HTMLElement}} Place
 */

/** What the reader has chosen; the parts below draw it, and change it only through here. */
class State {
  /** @param {Model} model */
  constructor(model) {
    /** @type {TimelineEvent[]} */
    this.events = model.get("events");
    const used = new Set(this.events.flatMap(({ period, domain }) => [period, domain]));
    /** @type {Period[]} */
    this.periods = model.get("periods").filter((/** @type {Period} */ { id }) => used.has(id));
    /** @type {string[]} */
    this.domains = model.get("domains").filter((/** @type {string} */ id) => used.has(id));
    /** @type {Position[]} */
    this.positions = model.get("positions");
    /** @type {Leader[]} */
    this.leaders = model.get("leaders");
    /** @type {Turn[]} */
    this.turns = model.get("turns");
    /** @type {Record<string, {label: string, title: string, address: string}>} */
    this.references = model.get("references");
    // Several timelines may share a page, and each needs names of its own.
    this.uid = `hedgelab-${Math.random().toString(36).slice(2, 10)}`;

    /** @type {View} */
    this.view = model.get("view");
    this.filters = NO_FILTERS;
    this.shown = this.events;
    /** The events whose position the reader has asked for, one by one. */
    this.asked = new Set();
    /** The event whose card is open. */
    this.open = "";
    /** Where it was opened. @type {"chart" | "list"} */
    this.chosen = "chart";
    this.width = 0;
    /** Counts what a chart has to be drawn anew for: other events, another view, another width. */
    this.edition = 0;
    /** @type {() => void} */
    this.draw = () => {};
    /** @type {() => void} */
    this.focusOpener = () => {};
  }

  get isWide() {
    return this.width >= WIDE;
  }

  /** @returns {"chart" | "list"} where the card stands */
  get place() {
    return this.isWide ? this.chosen : "list";
  }

  /** @param {TimelineEvent} event its position, where that may be seen */
  stop({ id, position }) {
    if (this.view === "hidden" && !this.asked.has(id)) return undefined;
    return this.positions.find((stop) => stop.id === position);
  }

  /** @param {Partial<Filters>} change */
  filter(change) {
    this.filters = { ...this.filters, ...change };
    this.shown = this.events.filter((event) => fits(event, this.filters));
    if (!this.shown.some(({ id }) => id === this.open)) this.open = "";
    this.edition += 1;
    this.draw();
  }

  /** @param {View} view */
  look(view) {
    this.view = view;
    // What is hidden is hidden: no event found by its position, none seen before.
    if (view === "hidden") this.asked.clear();
    this.edition += 1;
    if (view === "hidden" && this.filters.position) this.filter({ position: "" });
    else this.draw();
  }

  /** @param {number} width */
  resize(width) {
    // What is out of sight, in a tab behind another, has no width.
    if (!width || width === this.width) return;
    this.width = width;
    this.edition += 1;
    this.draw();
  }

  /** @param {string} id @param {"chart" | "list"} place whether its card is open there */
  isOpen(id, place) {
    return this.open === id && this.place === place;
  }

  /** @param {string} id @param {"chart" | "list"} place */
  show(id, place) {
    [this.open, this.chosen] = [id, place];
    this.draw();
  }

  /** @param {string} id @param {"chart" | "list"} place */
  toggle(id, place) {
    this.show(this.isOpen(id, place) ? "" : id, place);
  }

  close() {
    this.focusOpener();
    this.open = "";
    this.draw();
  }

  /** @param {string} id */
  reveal(id) {
    this.asked.add(id);
    this.draw();
  }
}

/** @param {HTMLElement} node @returns {HTMLElement | null} */
function focused(node) {
  const scope = /** @type {Document | ShadowRoot} */ (node.getRootNode());
  return /** @type {HTMLElement | null} */ (scope.activeElement ?? null);
}

/**
 * Mark a glyph with what may be seen of an event.
 * @param {HTMLElement} node @param {TimelineEvent} event @param {Position | undefined} stop
 */
function dress(node, event, stop) {
  node.dataset.kind = event.kind;
  node.dataset.reader = stop ? event.reader : "";
  node.style.setProperty("--light", stop?.light ?? "");
  node.style.setProperty("--dark", stop?.dark ?? "");
}

/** @param {State} state @returns {Part} */
function drawFilters(state) {
  const { uid, periods, domains, positions } = state;
  /** @param {keyof Filters} member @param {string} any @param {[string, string][]} options */
  const choice = (member, any, options) => {
    const select = h(
      "select",
      { id: `${uid}-${member}`, change: () => state.filter({ [member]: select.value }) },
      ...[["", any], ...options].map(([value, name]) => h("option", { value }, name)),
    );
    return {
      member,
      select,
      node: h(
        "div",
        { class: "ht-field" },
        h("label", { for: select.id }, capital(member)),
        select,
      ),
    };
  };
  const choices = [
    choice(
      "period",
      "All periods",
      periods.map(({ id, label }) => [id, capital(label)]),
    ),
    choice(
      "domain",
      "All domains",
      domains.map((id) => [id, capital(id)]),
    ),
    choice(
      "position",
      "All positions",
      positions.map(({ id, number, name }) => [id, `${number} ${name}`]),
    ),
  ];
  const text = h("input", {
    type: "search",
    id: `${uid}-text`,
    autocomplete: "off",
    input: () => state.filter({ text: text.value.trim() }),
  });
  /** @type {[View, string][]} */
  const views = [
    ["hidden", "Hidden"],
    ["colour", "In colour"],
    ["lanes", "As lanes"],
  ];
  const radios = views.map(([value, name]) => {
    const input = h("input", {
      type: "radio",
      name: `${uid}-view`,
      value,
      change: () => state.look(value),
    });
    return {
      value,
      input,
      node: h("label", { class: "ht-level", "data-view": value }, input, h("span", {}, name)),
    };
  });
  const status = h("p", { class: "ht-status", role: "status" });
  const clear = h(
    "button",
    {
      type: "button",
      class: "ht-quiet",
      click: () => {
        text.focus();
        state.filter(NO_FILTERS);
      },
    },
    "Show all",
  );
  const node = h(
    "div",
    { class: "ht-filters", role: "search", "aria-label": "Events" },
    h("div", { class: "ht-field ht-search" }, h("label", { for: text.id }, "Find"), text),
    ...choices.map((part) => part.node),
    h(
      "div",
      { class: "ht-line" },
      h(
        "fieldset",
        { class: "ht-view" },
        h("legend", {}, "Positions"),
        h("div", { class: "ht-levels" }, ...radios.map((part) => part.node)),
      ),
      h("div", { class: "ht-outcome" }, status, clear),
    ),
  );

  const update = () => {
    const { filters, view, shown, events } = state;
    for (const { member, select } of choices) select.value = filters[member];
    if (text.value.trim() !== filters.text) text.value = filters.text;
    choices[2].node.hidden = view === "hidden";
    for (const { value, input } of radios) input.checked = value === view;
    const words = choices.flatMap(({ member, select }) =>
      filters[member] ? [select.selectedOptions[0].textContent] : [],
    );
    if (filters.text) words.push(`“${filters.text}”`);
    const said = told(shown.length, events.length, words);
    if (status.textContent !== said) status.textContent = said;
    clear.hidden = !words.length;
  };
  return { node, update };
}

/** @param {State} state @returns {Part} what is known of the open event */
function drawCard(state) {
  const where = h("div", { class: "ht-where", tabindex: "-1" });
  const node = h("div", { class: "ht-card", id: `${state.uid}-card`, role: "group" });
  /** @param {string} term @param {...(Node | string)} said */
  const row = (term, ...said) => [h("dt", {}, term), h("dd", {}, ...said)];
  const work = (/** @type {string} */ key) => {
    const { label, title, address } = state.references[key] ?? {
      label: key,
      title: "",
      address: "",
    };
    return h(
      "li",
      {},
      address ? h("a", { href: address }, label) : label,
      title ? `, ${title}` : "",
    );
  };
  const fill = (/** @type {TimelineEvent} */ event) => {
    node.setAttribute("aria-label", event.title);
    node.replaceChildren(
      h("p", { class: "ht-kicker" }, `${event.when} · ${capital(event.domain)}`),
      h("p", { class: "ht-card-title" }, event.title),
      h("p", { class: "ht-summary" }, event.summary),
      h(
        "dl",
        {},
        ...row("Who", event.actors.join(", ")),
        ...row("In the article", event.told.join("; ") || "The article does not tell of it."),
        ...(event.sources.length ? row("Sources", h("ul", {}, ...event.sources.map(work))) : []),
        ...(event.dispute ? row("In dispute", event.dispute) : []),
      ),
      ...(event.position ? [where] : []),
      h(
        "button",
        { type: "button", class: "ht-quiet ht-close", click: () => state.close() },
        "Close",
      ),
    );
  };
  const place = (/** @type {TimelineEvent} */ event) => {
    const stop = state.stop(event);
    if (!stop) {
      const look = () => {
        state.reveal(event.id);
        where.focus();
      };
      return [
        h("p", { class: "ht-ask" }, "Where would you place it? Decide first, then look."),
        h("button", { type: "button", class: "ht-button", click: look }, "Show its position"),
      ];
    }
    const glyph = h("i", { class: "ht-glyph", "aria-hidden": "true" });
    dress(glyph, { ...event, kind: "point" }, stop);
    const by =
      event.reader === "article"
        ? "the article’s reading"
        : "the module’s reading; the article does not file it";
    return [
      h(
        "p",
        { class: "ht-stop" },
        glyph,
        h("strong", {}, `${stop.number} ${stop.name}`),
        `, ${by}`,
      ),
      h("p", { class: "ht-reason" }, event.reason),
    ];
  };

  let drawn = "";
  const update = () => {
    const event = state.shown.find(({ id }) => id === state.open);
    if (event && drawn !== event.id) fill(event);
    drawn = event?.id ?? "";
    const known = event && String(state.stop(event)?.id);
    if (event && where.dataset.drawn !== `${drawn} ${known}`)
      where.replaceChildren(...place(event));
    where.dataset.drawn = `${drawn} ${known}`;
  };
  return { node, update };
}

/**
 * What stands behind the events: periods, presidents, turning points and the years.
 * @param {State} state @param {Range} range @param {number} width
 */
function drawBehind({ periods, leaders, turns }, range, width) {
  const scale = width / (range.to - range.from);
  const at = (/** @type {number} */ year) =>
    (Math.min(Math.max(year, range.from), range.to) - range.from) * scale;
  /** @param {string} name @param {HTMLElement[]} items @param {number} lines */
  const row = (name, items, lines) =>
    h(
      "div",
      { class: "ht-row", "--lines": String(lines) },
      h("p", { class: "ht-name" }, name),
      h("ul", { class: "ht-strip", "aria-label": name }, ...items),
    );
  /** @param {string} name @param {{name: string, label?: string, when: string, from: number, to: number | null}[]} all */
  const strip = (name, all) => {
    const seen = all
      .map((one) => ({ ...one, start: at(one.from), end: at(one.to ?? range.to) }))
      .filter(({ start, end }) => start < end)
      .map((one) => ({ ...one, text: one.label ?? shortName(one.name, one.end - one.start) }));
    const labels = spread(seen, width);
    const items = seen.map((one, index) =>
      h(
        "li",
        {
          title: `${one.name}, ${one.when}`,
          "--left": px(one.start),
          "--width": px(one.end - one.start),
          "--label": px(labels[index].left),
          "--line": String(labels[index].line),
        },
        h(
          "span",
          { class: "ht-strip-name" },
          one.text,
          h("span", { class: "hedgelab-unseen" }, ` (${one.name}, ${one.when})`),
        ),
      ),
    );
    return row(name, items, Math.max(0, ...labels.map(({ line }) => line)) + 1);
  };
  const years = ticks(range, width);
  const axis = () =>
    h(
      "div",
      { class: "ht-row ht-axis", "aria-hidden": "true" },
      h("span"),
      h(
        "span",
        { class: "ht-years" },
        ...years.flatMap((tick) =>
          tick.labelled ? [h("span", { "--left": px(tick.at) }, String(tick.year))] : [],
        ),
      ),
    );
  const tell = (/** @type {Turn} */ turn) =>
    h(
      "li",
      { class: "ht-turn", "--left": px(at(turn.at)) },
      h("strong", {}, turn.when),
      ` ${turn.what}`,
    );
  const turning = turns.filter((turn) => turn.at >= range.from && turn.at < range.to);
  return {
    head: [
      strip(
        "Period",
        periods.map((period) => ({ ...period, label: capital(period.label), when: period.label })),
      ),
      ...[...new Set(leaders.map(({ country }) => country))].map((country) =>
        strip(
          country,
          leaders.filter((leader) => leader.country === country),
        ),
      ),
      ...(turning.length ? [row("Turning points", turning.map(tell), 2)] : []),
      axis(),
    ],
    foot: axis(),
    back: [
      ...periods.map(({ from, to }) =>
        h("div", {
          class: "ht-band",
          "--left": px(at(from)),
          "--width": px(at(to ?? range.to) - at(from)),
        }),
      ),
      ...years.map((tick) =>
        h("div", {
          class: tick.labelled ? "ht-tick is-labelled" : "ht-tick",
          "--left": px(tick.at),
        }),
      ),
      ...turning.map((turn) => h("div", { class: "ht-tick is-turn", "--left": px(at(turn.at)) })),
    ],
  };
}

function drawLegend() {
  const key = (/** @type {string} */ kind, /** @type {string} */ text, reader = "") =>
    h(
      "span",
      { class: "ht-key" },
      h("i", { class: "ht-glyph", "data-kind": kind, "data-reader": reader }),
      text,
    );
  return h(
    "p",
    { class: "ht-legend", "aria-hidden": "true" },
    key("point", "known to the day or month"),
    key("year", "known to the year"),
    key("span", "went on for some time"),
    h(
      "span",
      { class: "ht-readers" },
      key("point", "the article’s reading", "article"),
      key("point", "the module’s", "module"),
    ),
  );
}

/** @param {State} state @returns {Place} */
function drawChart(state) {
  const { uid } = state;
  const tip = h("div", { class: "ht-tip", "aria-hidden": "true", hidden: true });
  const back = h("div", { class: "ht-back", "aria-hidden": "true" });
  const head = h("div", { class: "ht-head" });
  const body = h("div", { class: "ht-lanes" });
  const foot = h("div", { class: "ht-foot" });
  const hint = h(
    "p",
    { class: "ht-hint", id: `${uid}-hint` },
    "Choose a mark to read on. Arrow keys move along time and from lane to lane; Enter opens, Escape closes.",
  );
  const frame = h("div", { class: "ht-frame" }, back, head, body, foot);
  const node = h(
    "div",
    { class: "ht-chart", role: "group", "aria-label": "Chart of the events" },
    frame,
    drawLegend(),
    hint,
  );

  /** @type {Lane[]} */
  let lanes = [];
  /** The event that the keyboard stands at, and the one that is pointed at. */
  let active = "";
  let pointed = "";
  let edition = 0;
  /** @type {Map<string, {plot: HTMLElement, option: HTMLElement, event: TimelineEvent, mark: Mark}>} */
  const marks = new Map();

  /** Tell what the mark is that is pointed at, or else that the keyboard stands at. */
  const tell = () => {
    const at = marks.get(
      pointed || (focused(node)?.matches(".ht-plot:focus-visible") ? active : ""),
    );
    for (const { option } of marks.values())
      option.classList.toggle("is-pointed", option === at?.option);
    tip.hidden = !at;
    if (!at) return;
    const middle = at.mark.left + at.mark.bar + at.mark.size / 2;
    tip.style.setProperty("--left", px(middle));
    tip.style.setProperty("--share", String(middle / at.plot.clientWidth));
    tip.style.setProperty("--top", at.option.style.getPropertyValue("--top"));
    tip.replaceChildren(h("strong", {}, at.event.when), ` ${at.event.title}`);
    at.plot.after(tip);
  };

  /** Let the keyboard stand at an event: its lane is the one that the Tab key finds. */
  const stand = (/** @type {string} */ id) => {
    const at = marks.get(id);
    if (!at) return;
    active = id;
    for (const plot of body.querySelectorAll("[role=listbox]"))
      plot.tabIndex = plot === at.plot ? 0 : -1;
    at.plot.setAttribute("aria-activedescendant", at.option.id);
  };

  /** @param {Lane} lane @param {Range} range @param {number} width @param {number} pitch @param {boolean} labelled */
  const drawLane = ({ id: lane, name, position, events }, range, width, pitch, labelled) => {
    const packed = pack(events, range, width, labelled);
    const plot = h("div", { class: "ht-plot", "--height": px(packed.rows * pitch) });
    packed.marks.forEach((mark, index) => {
      const event = events[index];
      const option = h(
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
      marks.set(event.id, { plot, option, event, mark });
      plot.append(option);
    });
    // A position that no event has is an empty lane, and nothing to choose from.
    if (events.length) {
      plot.role = "listbox";
      plot.setAttribute("aria-orientation", "horizontal");
      plot.setAttribute("aria-label", `${position?.name ?? name}, ${events.length} by date`);
      plot.setAttribute("aria-describedby", hint.id);
      plot.setAttribute("aria-activedescendant", plot.firstElementChild.id);
    }
    const under = (/** @type {PointerEvent} */ { clientX, clientY, target }) => {
      // A tip may be pointed at, to be read or copied from.
      if (tip.contains(/** @type {Node} */ (target))) return pointed;
      const box = plot.getBoundingClientRect();
      return nearest(packed.marks, clientX - box.left, clientY - box.top, pitch);
    };
    const moveTo = (/** @type {string} */ id) => {
      if (id === pointed) return;
      pointed = id;
      tell();
    };
    const choose = (/** @type {string} */ id) => {
      if (!id) return;
      stand(id);
      state.toggle(id, "chart");
      plot.focus({ preventScroll: true });
    };
    const track = h(
      "div",
      {
        class: "ht-track",
        pointermove: (/** @type {PointerEvent} */ move) => moveTo(under(move)),
        pointerleave: () => moveTo(""),
        click: (/** @type {PointerEvent} */ click) => choose(under(click)),
      },
      plot,
    );
    const { light = "", dark = "", number = "" } = position ?? {};
    const count = h("span", {}, String(events.length));
    return h(
      "div",
      { class: "ht-lane", "data-position": position && lane, "--light": light, "--dark": dark },
      h("p", { class: "ht-name" }, `${number} ${name}`.trim(), count),
      track,
    );
  };

  const drawAnew = () => {
    const { shown, view, filters, periods } = state;
    const hadFocus = focused(node)?.matches(".ht-plot");
    const range = rangeOf(
      shown,
      periods.find(({ id }) => id === filters.period),
    );
    const width = back.clientWidth;
    const labelled = shown.length <= CROWD;
    const pitch = parseFloat(getComputedStyle(node).fontSize) * (labelled ? 1.6 : 1.2);
    lanes = lanesOf(shown, state.domains, view === "lanes" ? state.positions : null);
    marks.clear();
    pointed = "";
    body.replaceChildren(...lanes.map((lane) => drawLane(lane, range, width, pitch, labelled)));
    const behind = drawBehind(state, range, width);
    head.replaceChildren(...behind.head);
    foot.replaceChildren(behind.foot);
    back.replaceChildren(...behind.back);
    stand(marks.has(active) ? active : lanes.flatMap(({ events }) => events)[0].id);
    if (hadFocus) marks.get(active)?.plot.focus({ preventScroll: true });
  };

  body.addEventListener("keydown", (/** @type {KeyboardEvent} */ press) => {
    if (!(/** @type {HTMLElement} */ (press.target).matches(".ht-plot"))) return;
    if (press.ctrlKey || press.metaKey || press.altKey) return;
    if (press.key === "Escape") tip.hidden = true;
    else if (press.key === "Enter" || press.key === " ") {
      press.preventDefault();
      state.toggle(active, "chart");
    } else if (ARROWS.includes(press.key)) {
      press.preventDefault();
      stand(neighbour(lanes, active, press.key));
      const at = marks.get(active);
      at?.plot.focus({ preventScroll: true });
      at?.option.scrollIntoView({ block: "nearest" });
      // With a card open, the keys leaf through the cards.
      if (state.open && state.place === "chart") state.show(active, "chart");
      pointed = "";
      tell();
    }
  });
  body.addEventListener("focusin", (/** @type {FocusEvent} */ { target }) => {
    const plot = /** @type {HTMLElement} */ (target);
    if (plot.role === "listbox")
      stand(String(plot.getAttribute("aria-activedescendant")).slice(uid.length + 1));
    tell();
  });
  // What gets the focus has it only after what had it has lost it.
  body.addEventListener("focusout", () => queueMicrotask(tell));

  const update = () => {
    node.hidden = !state.isWide || !state.shown.length;
    node.dataset.view = state.view;
    if (node.hidden) marks.clear();
    else if (edition !== state.edition) drawAnew();
    edition = node.hidden ? 0 : state.edition;
    for (const { option, event } of marks.values()) {
      const stop = state.stop(event);
      const about = [event.domain, stop?.name].filter(Boolean).join(", ");
      dress(option, event, stop);
      option.setAttribute("aria-label", `${event.when}: ${event.title} (${about})`);
      option.setAttribute("aria-selected", String(state.isOpen(event.id, "chart")));
    }
  };
  return {
    node,
    update,
    opener: (id) => marks.get(id)?.plot,
    anchor: (id) => {
      const { plot, mark } = /** @type {{plot: HTMLElement, mark: Mark}} */ (marks.get(id));
      const lane = /** @type {HTMLElement} */ (plot.closest(".ht-lane"));
      lane.style.setProperty("--caret", px(mark.left + mark.bar + mark.size / 2));
      return lane;
    },
  };
}

/** @param {State} state @returns {Place} */
function drawList(state) {
  const heading = h("p", { class: "ht-heading" }, "The same events as a list");
  const groups = h("div", { class: "ht-groups" });
  const node = h("div", { class: "ht-list" }, heading, groups);
  /** @type {Map<string, {button: HTMLElement, event: TimelineEvent, stop: HTMLElement}>} */
  const lines = new Map();
  /** The periods that the reader has unfolded. @type {Set<string>} */
  const unfolded = new Set();
  /** @type {TimelineEvent[]} */
  let drawn = [];

  const drawLine = (/** @type {TimelineEvent} */ event) => {
    const stop = h("span", { class: "ht-item-stop" });
    const button = h(
      "button",
      {
        type: "button",
        class: "ht-item",
        "data-event": event.id,
        click: () => state.toggle(event.id, "list"),
      },
      h("i", { class: "ht-glyph", "aria-hidden": "true" }),
      h("span", { class: "ht-item-when" }, event.when),
      h("span", { class: "ht-item-title" }, event.title),
      h("span", { class: "ht-item-domain" }, event.domain),
      stop,
    );
    lines.set(event.id, { button, event, stop });
    return h("li", {}, button);
  };

  const drawGroup = (/** @type {Period} */ period) => {
    const ours = state.shown.filter((event) => event.period === period.id);
    if (!ours.length) return [];
    const turn = state.turns.find((one) => one.period === period.id);
    const presidents = Object.entries(period.presidents).map(([country, names]) =>
      h("span", {}, `${country}: ${names}`),
    );
    const group = h(
      "details",
      {
        open:
          ours.length === state.shown.length ||
          state.shown.length <= FEW ||
          unfolded.has(period.id),
      },
      h(
        "summary",
        { click: () => unfolded[group.open ? "delete" : "add"](period.id) },
        h("span", { class: "ht-group-label" }, capital(period.label)),
        h("span", { class: "ht-group-name" }, period.name),
        h(
          "span",
          { class: "ht-group-count" },
          `${ours.length} ${ours.length === 1 ? "event" : "events"}`,
        ),
        h("span", { class: "ht-group-presidents" }, ...presidents),
      ),
      h("ol", {}, ...ours.map(drawLine)),
    );
    if (!turn) return [group];
    return [
      h("p", { class: "ht-turned" }, h("strong", {}, turn.when), ` ${turn.what}, a turning point`),
      group,
    ];
  };

  groups.addEventListener("keydown", (/** @type {KeyboardEvent} */ press) => {
    const buttons = /** @type {HTMLElement[]} */ ([
      ...groups.querySelectorAll("details[open] .ht-item"),
    ]);
    const at = buttons.indexOf(/** @type {HTMLElement} */ (press.target));
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: buttons.length - 1 }[press.key];
    if (at < 0 || to === undefined) return;
    press.preventDefault();
    buttons[to]?.focus();
  });

  const update = () => {
    // Where the list is all there is, it begins with something to see.
    if (!drawn.length && !state.isWide) unfolded.add(state.periods[0]?.id);
    if (drawn !== state.shown) {
      lines.clear();
      groups.replaceChildren(...state.periods.flatMap(drawGroup));
    }
    drawn = state.shown;
    heading.hidden = !state.isWide || !drawn.length;
    for (const { button, event, stop } of lines.values()) {
      const position = state.stop(event);
      dress(button, event, position);
      stop.textContent = position ? `${position.number} ${position.short}` : "";
      const isOpen = state.isOpen(event.id, "list");
      button.setAttribute("aria-expanded", String(isOpen));
      if (isOpen) button.setAttribute("aria-controls", `${state.uid}-card`);
      else button.removeAttribute("aria-controls");
    }
  };
  return {
    node,
    update,
    opener: (id) => lines.get(id)?.button,
    anchor: (id) => {
      const { button } = /** @type {{button: HTMLElement}} */ (lines.get(id));
      /** @type {HTMLDetailsElement} */ (button.closest("details")).open = true;
      return button;
    },
  };
}

/**
 * Draw a timeline; how, depends on the room that it has.
 * @param {{model: Model, el: HTMLElement}} host
 * @returns {() => void} take it down again
 */
function render({ model, el }) {
  const state = new State(model);
  const filters = drawFilters(state);
  const card = drawCard(state);
  const places = { chart: drawChart(state), list: drawList(state) };
  // Its height never changes, so what is drawn for a width can't cause a new one.
  const ruler = h("div", { class: "ht-ruler" });
  const root = h(
    "div",
    {
      class: "hedgelab-timeline hedgelab-ground",
      role: "group",
      "aria-label": `Timeline: ${model.get("title")}`,
      // JupyterLab would take arrow keys and letters for commands to the notebook.
      "data-lm-suppress-shortcuts": "true",
      keydown: (/** @type {KeyboardEvent} */ press) => {
        if (press.key !== "Escape" || !state.open) return;
        const own = focused(root);
        if (own && (card.node.contains(own) || own === places[state.place].opener(state.open)))
          state.close();
      },
    },
    ruler,
    h("p", { class: "ht-title" }, model.get("title")),
    filters.node,
    places.chart.node,
    places.list.node,
  );

  let placed = "";
  state.focusOpener = () => places[state.place].opener(state.open)?.focus();
  state.draw = () => {
    const own = card.node.contains(focused(root)) ? focused(root) : null;
    root.dataset.form = state.isWide ? "wide" : "narrow";
    filters.update();
    places.chart.update();
    places.list.update();
    card.update();
    const { open, place } = state;
    if (!open) card.node.remove();
    else places[place].anchor(open).after(card.node);
    // Taken out and put back, an element loses the focus.
    if (own?.isConnected) own.focus({ preventScroll: true });
    if (open && placed !== `${place} ${open}`) card.node.scrollIntoView({ block: "nearest" });
    placed = open && `${place} ${open}`;
  };
  const watch = new ResizeObserver(() => state.resize(ruler.clientWidth));
  watch.observe(ruler);
  el.append(root);
  return () => {
    watch.disconnect();
    root.remove();
  };
}

export default { render };
