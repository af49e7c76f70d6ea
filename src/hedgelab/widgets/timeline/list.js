// The list: the same events by period, with time running down.

import { h } from "../shared/dom.js";
import { capital, counted } from "../shared/words.js";
import { dress } from "./parts.js";

/** @import { Period, TimelineEvent } from "./events.js" */
/** @import { Place } from "./parts.js" */
/** @import { State } from "./state.js" */

const FEW = 30; // events that a list shows without being asked to

/**
 * @param {TimelineEvent} event
 * @param {() => void} toggle its card
 */
function drawItem(event, toggle) {
  const stop = h("span", { class: "ht-item-stop" });
  const button = h(
    "button",
    { type: "button", class: "ht-item", "data-event": event.id, click: toggle },
    h("i", { class: "ht-glyph", "aria-hidden": "true" }),
    h("span", { class: "ht-item-when" }, event.when),
    h("span", { class: "ht-item-title" }, event.title),
    h("span", { class: "ht-item-domain" }, event.domain),
    stop,
  );
  return { button, event, stop };
}

/** @param {Period} period @param {TimelineEvent[]} events */
function drawSummary({ label, name, presidents }, events) {
  const who = Object.entries(presidents).map(([country, names]) =>
    h("span", {}, `${country}: ${names}`),
  );
  return h(
    "summary",
    {},
    h("span", { class: "ht-group-label" }, capital(label)),
    h("span", { class: "ht-group-name" }, name),
    h("span", { class: "ht-group-count" }, counted(events.length, "event")),
    h("span", { class: "ht-group-presidents" }, ...who),
  );
}

/** @implements {Place} */
export class List {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    this.heading = h("p", { class: "ht-heading" }, "The same events as a list");
    this.groups = h("div", {
      class: "ht-groups",
      keydown: (/** @type {KeyboardEvent} */ press) => this.press(press),
    });
    this.node = h("div", { class: "ht-list" }, this.heading, this.groups);
    /** @type {Map<string, ReturnType<typeof drawItem>>} */
    this.items = new Map();
    /** The periods that the reader has unfolded. @type {Set<string>} */
    this.unfolded = new Set();
    /** @type {TimelineEvent[]} */
    this.drawn = [];
  }

  /**
   * @param {Period} period
   * @returns {HTMLElement[]} nothing where none of its events is shown
   */
  drawGroup(period) {
    const { state, unfolded } = this;
    const ours = state.shown.filter((event) => event.period === period.id);
    if (!ours.length) return [];
    const items = ours.map((event) => drawItem(event, () => state.toggle(event.id, "list")));
    for (const item of items) this.items.set(item.event.id, item);
    const isAll = ours.length === state.shown.length;
    const summary = drawSummary(period, ours);
    const group = h(
      "details",
      { open: isAll || state.shown.length <= FEW || unfolded.has(period.id) },
      summary,
      h("ol", {}, ...items.map(({ button }) => h("li", {}, button))),
    );
    // `open` still has its old value here: the group changes after the click.
    summary.addEventListener("click", () => unfolded[group.open ? "delete" : "add"](period.id));
    const turn = state.turns.find((one) => one.period === period.id);
    if (!turn) return [group];
    return [
      h("p", { class: "ht-turned" }, h("strong", {}, turn.when), ` ${turn.what}, a turning point`),
      group,
    ];
  }

  /** @param {KeyboardEvent} press */
  press(press) {
    /** @type {HTMLElement[]} */
    const buttons = [...this.groups.querySelectorAll("details[open] .ht-item")];
    const at = buttons.indexOf(/** @type {HTMLElement} */ (press.target));
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: buttons.length - 1 }[press.key];
    if (at < 0 || to === undefined) return;
    press.preventDefault();
    buttons[to]?.focus();
  }

  update() {
    const { state } = this;
    // Without a chart the first group is open, so that there is something to see.
    if (!this.drawn.length && !state.isWide) this.unfolded.add(state.periods[0]?.id);
    if (this.drawn !== state.shown) {
      this.items.clear();
      this.groups.replaceChildren(...state.periods.flatMap((period) => this.drawGroup(period)));
    }
    this.drawn = state.shown;
    this.heading.hidden = !state.isWide || !this.drawn.length;
    for (const { button, event, stop } of this.items.values()) {
      const position = state.stop(event);
      dress(button, event, position);
      stop.textContent = position ? `${position.number} ${position.short}` : "";
      const isOpen = state.isOpen(event.id, "list");
      button.setAttribute("aria-expanded", String(isOpen));
      if (isOpen) button.setAttribute("aria-controls", `${state.uid}-card`);
      else button.removeAttribute("aria-controls");
    }
  }

  /** @param {string} id */
  opener(id) {
    return this.items.get(id)?.button;
  }

  /** @param {string} id */
  anchor(id) {
    const { button } = /** @type {ReturnType<typeof drawItem>} */ (this.items.get(id));
    /** @type {HTMLDetailsElement} */ (button.closest("details")).open = true;
    return button;
  }
}
