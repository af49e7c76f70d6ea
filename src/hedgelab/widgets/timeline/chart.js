// The chart: events in lanes along time, for the pointer and for the keyboard.
//
// A lane is one list box, which the keyboard walks along; the whole chart is one stop of
// the Tab key.

import { focused, h } from "../shared/dom.js";
import { px, rangeOf } from "./axis.js";
import { drawBehind, drawLegend } from "./behind.js";
import { drawLane } from "./lane.js";
import { ARROWS, lanesOf, neighbour } from "./lanes.js";
import { dress } from "./parts.js";

/** @import { Drawn, Scheme } from "./lane.js" */
/** @import { Lane } from "./lanes.js" */
/** @import { Place } from "./parts.js" */
/** @import { State } from "./state.js" */

/** A chart of more events than this shows their titles on pointing only. */
const CROWD = 45;

const HINT =
  "Choose a mark to read on. Arrow keys move along time and from lane to lane; " +
  "Enter opens, Escape closes.";

/** @implements {Place} */
export class Chart {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    this.tip = h("div", { class: "ht-tip", "aria-hidden": "true", hidden: true });
    this.back = h("div", { class: "ht-back", "aria-hidden": "true" });
    this.head = h("div", { class: "ht-head" });
    this.body = h("div", {
      class: "ht-lanes",
      keydown: (/** @type {KeyboardEvent} */ press) => this.press(press),
      focusin: (/** @type {FocusEvent} */ { target }) => this.enter(target),
      // focusout comes before the new element has the focus: look a moment later.
      focusout: () => queueMicrotask(() => this.tell()),
    });
    this.foot = h("div", { class: "ht-foot" });
    this.node = h(
      "div",
      { class: "ht-chart", role: "group", "aria-label": "Chart of the events" },
      h("div", { class: "ht-frame" }, this.back, this.head, this.body, this.foot),
      drawLegend(),
      h("p", { class: "ht-hint", id: `${state.uid}-hint` }, HINT),
    );

    /** @type {Lane[]} */
    this.lanes = [];
    /** The event that the keyboard stands at. */
    this.active = "";
    /** The event that is pointed at. */
    this.pointed = "";
    /** The edition of the state that is drawn. */
    this.edition = 0;
    /** @type {Map<string, Drawn>} */
    this.marks = new Map();
  }

  /** Tell what the mark is that is pointed at, or else that the keyboard stands at. */
  tell() {
    const { marks, tip } = this;
    const byKey = focused(this.node)?.matches(".ht-plot:focus-visible") ? this.active : "";
    const at = marks.get(this.pointed || byKey);
    for (const { option } of marks.values()) {
      option.classList.toggle("is-pointed", option === at?.option);
    }
    tip.hidden = !at;
    if (!at) return;
    const middle = middleOf(at);
    tip.style.setProperty("--left", px(middle));
    tip.style.setProperty("--share", String(middle / at.plot.clientWidth));
    tip.style.setProperty("--top", at.option.style.getPropertyValue("--top"));
    tip.replaceChildren(h("strong", {}, at.event.when), ` ${at.event.title}`);
    at.plot.after(tip);
  }

  /**
   * Let the keyboard stand at an event: its lane is the one that the Tab key finds.
   * @param {string} id
   */
  stand(id) {
    const at = this.marks.get(id);
    if (!at) return;
    this.active = id;
    /** @type {NodeListOf<HTMLElement>} */
    const plots = this.body.querySelectorAll("[role=listbox]");
    for (const plot of plots) plot.tabIndex = plot === at.plot ? 0 : -1;
    at.plot.setAttribute("aria-activedescendant", at.option.id);
  }

  /** @param {string} id */
  pointAt(id) {
    if (id === this.pointed) return;
    this.pointed = id;
    this.tell();
  }

  /** @param {string} id */
  choose(id) {
    if (!id) return;
    this.stand(id);
    this.state.toggle(id, "chart");
    this.marks.get(id)?.plot.focus({ preventScroll: true });
  }

  /**
   * @param {Lane} lane
   * @param {Scheme} scheme
   */
  drawLane(lane, scheme) {
    const { node, track, drawn, near } = drawLane(lane, scheme);
    for (const one of drawn) this.marks.set(one.event.id, one);
    // The pointer may move onto the tip, to read or copy its text.
    const under = (/** @type {MouseEvent} */ event) =>
      this.tip.contains(/** @type {Node} */ (event.target)) ? this.pointed : near(event);
    track.addEventListener("pointermove", (/** @type {PointerEvent} */ event) =>
      this.pointAt(under(event)),
    );
    track.addEventListener("pointerleave", () => this.pointAt(""));
    track.addEventListener("click", (/** @type {MouseEvent} */ event) => this.choose(under(event)));
    return node;
  }

  drawAnew() {
    const { shown, view, filters, periods, positions, domains, uid } = this.state;
    const hadFocus = focused(this.node)?.matches(".ht-plot");
    const period = periods.find(({ id }) => id === filters.period);
    const range = rangeOf(shown, period);
    const width = this.back.clientWidth;
    const labelled = shown.length <= CROWD;
    const pitch = parseFloat(getComputedStyle(this.node).fontSize) * (labelled ? 1.6 : 1.2);
    this.lanes = lanesOf(shown, domains, view === "lanes" ? positions : null);
    this.marks.clear();
    this.pointed = "";
    const scheme = { range, width, pitch, labelled, uid };
    this.body.replaceChildren(...this.lanes.map((lane) => this.drawLane(lane, scheme)));
    const behind = drawBehind(this.state, range, width);
    this.head.replaceChildren(...behind.head);
    this.foot.replaceChildren(behind.foot);
    this.back.replaceChildren(...behind.back);
    this.stand(this.marks.has(this.active) ? this.active : [...this.marks.keys()][0]);
    if (hadFocus) this.marks.get(this.active)?.plot.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} press */
  press(press) {
    if (!(/** @type {HTMLElement} */ (press.target).matches(".ht-plot"))) return;
    if (press.ctrlKey || press.metaKey || press.altKey) return;
    if (press.key === "Escape") this.tip.hidden = true;
    else if (press.key === "Enter" || press.key === " ") {
      press.preventDefault();
      this.state.toggle(this.active, "chart");
    } else if (ARROWS.includes(press.key)) {
      press.preventDefault();
      this.walk(press.key);
    }
  }

  /** @param {string} key where to */
  walk(key) {
    this.stand(neighbour(this.lanes, this.active, key));
    const at = this.marks.get(this.active);
    at?.plot.focus({ preventScroll: true });
    at?.option.scrollIntoView({ block: "nearest" });
    // With a card open, the keys leaf through the cards.
    if (this.state.open && this.state.place === "chart") this.state.show(this.active, "chart");
    this.pointed = "";
    this.tell();
  }

  /** @param {EventTarget | null} target what has got the focus */
  enter(target) {
    const plot = /** @type {HTMLElement} */ (target);
    if (plot.role === "listbox") {
      const option = plot.getAttribute("aria-activedescendant") ?? "";
      this.stand(option.slice(this.state.uid.length + 1));
    }
    this.tell();
  }

  update() {
    const { state, node, marks } = this;
    node.hidden = !state.isWide || !state.shown.length;
    node.dataset.view = state.view;
    if (node.hidden) marks.clear();
    else if (this.edition !== state.edition) this.drawAnew();
    this.edition = node.hidden ? 0 : state.edition;
    for (const { option, event } of marks.values()) {
      const stop = state.stop(event);
      const about = [event.domain, stop?.name].filter(Boolean).join(", ");
      dress(option, event, stop);
      option.setAttribute("aria-label", `${event.when}: ${event.title} (${about})`);
      option.setAttribute("aria-selected", String(state.isOpen(event.id, "chart")));
    }
  }

  /** @param {string} id */
  opener(id) {
    return this.marks.get(id)?.plot;
  }

  /** @param {string} id */
  anchor(id) {
    const at = /** @type {Drawn} */ (this.marks.get(id));
    const lane = /** @type {HTMLElement} */ (at.plot.closest(".ht-lane"));
    lane.style.setProperty("--caret", px(middleOf(at)));
    return lane;
  }
}

/** @param {Drawn} drawn the middle of its bar, in px of the lane */
function middleOf({ mark }) {
  return mark.left + mark.bar + mark.size / 2;
}
