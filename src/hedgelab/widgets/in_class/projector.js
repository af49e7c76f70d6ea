// The class on the projector: one act a screen, stepped through by keys, by a presenter's
// remote or by buttons.

import { h, setIdle, write } from "../shared/dom.js";
import { drawBars } from "./bars.js";
import { drawPanel } from "./panels.js";
import { moved, STEP_NAMES, stepsOf } from "./steps.js";

/** @import { ClassInHand, Standing } from "./class.js" */
/** @import { Step } from "./steps.js" */

/** @param {string} words @param {() => void} click @returns {HTMLButtonElement} */
function button(words, click, css = "") {
  return h("button", { type: "button", class: `hedgelab-button ${css}`, click }, words);
}

export class Projector {
  #at = { act: 0, step: 0 };
  #isHeldBack = false;
  /** While it is open the acts keep their order, whatever comes in. @type {string[]} */
  #order = [];

  /** @param {ClassInHand} hand */
  constructor(hand) {
    this.hand = hand;
    this.kicker = h("p", { class: "ic-kicker" });
    this.title = h("h3", { class: "ic-title", tabindex: "-1" });
    this.panel = h("div", { class: "ic-panels" });
    this.bars = h("div", { class: "ic-chart" });
    this.status = h("p", { class: "ic-where", role: "status" });
    this.back = button("←", () => this.go(-1));
    this.back.setAttribute("aria-label", "Back");
    this.on = button("Next", () => this.go(1), "ic-main");
    /** @type {HTMLInputElement} */
    this.hold = h("input", { type: "checkbox", change: () => this.holdBack(this.hold.checked) });
    /** @type {HTMLDialogElement} */
    this.node = h(
      "dialog",
      {
        class: "ic-projector",
        "aria-label": "The class on the projector",
        keydown: (/** @type {KeyboardEvent} */ event) => this.#press(event),
      },
      h(
        "div",
        { class: "ic-screen" },
        h("div", {}, this.kicker, this.title),
        this.panel,
        this.bars,
      ),
      h(
        "div",
        { class: "ic-controls", role: "group", "aria-label": "Controls" },
        this.back,
        this.on,
        button("Full screen", () => this.toggleFull()),
        button("Close", () => this.node.close()),
        h("label", {}, this.hold, "Keep the bars back until the second vote"),
        this.status,
      ),
    );
  }

  /** @returns {Step[]} */
  get steps() {
    return stepsOf(this.#isHeldBack);
  }

  /** @param {string} [event] the act to begin with */
  open(event) {
    this.#order = this.hand.standings.map((standing) => standing.event);
    this.#at = { act: Math.max(this.#order.indexOf(event ?? ""), 0), step: 0 };
    this.node.showModal();
    this.update();
    this.title.focus();
  }

  /** @param {number} by */
  go(by) {
    this.#at = moved(this.#at, by, this.#order.length, this.steps.length);
    this.update();
    this.node.scrollTo(0, 0);
  }

  /** @param {number} by whole acts; as far as there are any */
  goActs(by) {
    const act = Math.min(Math.max(this.#at.act + by, 0), this.#order.length - 1);
    this.#at = { act, step: 0 };
    this.update();
  }

  /** @param {boolean} isHeldBack whether the bars are kept back until the second vote */
  holdBack(isHeldBack) {
    this.#isHeldBack = isHeldBack;
    this.#at = { ...this.#at, step: 0 };
    this.update();
  }

  async toggleFull() {
    try {
      await (document.fullscreenElement
        ? document.exitFullscreen()
        : this.node.requestFullscreen());
    } catch {
      write(this.status, "This browser keeps the page in its window; F11 may help.");
    }
  }

  update() {
    const standing = this.hand.standings.find(({ event }) => event === this.#order[this.#at.act]);
    if (!this.node.open || !standing) return;
    const { act, step } = this.#at;
    const { steps } = this;
    const all = this.#order.length;
    const isMadeUp = this.hand.isMadeUp ? "Made-up readers · " : "";
    write(this.kicker, `${isMadeUp}${act + 1} of ${all} · ${standing.act.date_text}`);
    write(this.title, standing.act.title);
    this.panel.replaceChildren(drawPanel(steps[step], standing, this.hand));
    this.#drawBars(standing, steps[step]);
    const next = steps[step + 1];
    const isLast = act + 1 === all && !next;
    write(this.on, isLast ? "The end" : `${next ? STEP_NAMES[next] : "Next act"} →`);
    setIdle(this.on, isLast);
    setIdle(this.back, act === 0 && step === 0);
    write(this.status, `${STEP_NAMES[steps[step]]}, act ${act + 1} of ${all}`);
  }

  /** @param {Standing} standing @param {Step} step */
  #drawBars({ act, first, second }, step) {
    const isRevealed = step === "reading";
    const isAgain = isRevealed || step === "second";
    const best = isRevealed ? act.readings.filter(({ credit }) => credit === 1) : [];
    this.bars.hidden = !isAgain && (step === "act" || this.#isHeldBack);
    this.bars.replaceChildren(
      drawBars(
        {
          first,
          second: isAgain && second.some(Boolean) ? second : null,
          key: new Set(best.map(({ position }) => position)),
        },
        this.hand.book.positions,
      ),
    );
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnControl = event.target instanceof Element && event.target.matches("button, input");
    if (isOnControl && (event.key === " " || event.key === "Enter")) return;
    if (!Object.hasOwn(KEYS, event.key)) return;
    KEYS[event.key](this);
    event.preventDefault();
  }
}

/** @type {Record<string, (projector: Projector) => void>} */
const KEYS = {
  ArrowRight: (projector) => projector.go(1),
  PageDown: (projector) => projector.go(1),
  " ": (projector) => projector.go(1),
  ArrowLeft: (projector) => projector.go(-1),
  PageUp: (projector) => projector.go(-1),
  ArrowDown: (projector) => projector.goActs(1),
  ArrowUp: (projector) => projector.goActs(-1),
  Home: (projector) => projector.goActs(-Infinity),
  End: (projector) => projector.goActs(Infinity),
  f: (projector) => projector.toggleFull(),
};
