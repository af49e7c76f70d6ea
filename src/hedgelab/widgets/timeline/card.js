// The card: what is known of the open event.

import { h } from "../shared/dom.js";
import { capital } from "../shared/words.js";
import { dress } from "./parts.js";

/** @import { Position } from "../shared/model.js" */
/** @import { TimelineEvent } from "./events.js" */
/** @import { State } from "./state.js" */
/** @import { Part } from "./parts.js" */

/**
 * @param {string} term
 * @param {...(Node | string)} said
 */
function row(term, ...said) {
  return [h("dt", {}, term), h("dd", {}, ...said)];
}

/**
 * A work that an event cites.
 * @param {State} state
 * @param {string} key
 */
function drawWork({ references }, key) {
  const { label, title, address } = references[key] ?? { label: key, title: "", address: "" };
  return h("li", {}, address ? h("a", { href: address }, label) : label, title ? `, ${title}` : "");
}

/**
 * Where an event stands, and by whose reading.
 * @param {TimelineEvent} event
 * @param {Position} stop
 */
function drawStop(event, stop) {
  const glyph = h("i", { class: "ht-glyph", "aria-hidden": "true" });
  dress(glyph, { ...event, kind: "point" }, stop);
  const by =
    event.reader === "article"
      ? "the article’s reading"
      : "the module’s reading; the article does not file it";
  return [
    h("p", { class: "ht-stop" }, glyph, h("strong", {}, `${stop.number} ${stop.name}`), `, ${by}`),
    h("p", { class: "ht-reason" }, event.reason),
  ];
}

/** @param {() => void} look what the reader does to see a position that is hidden */
function drawQuestion(look) {
  return [
    h("p", { class: "ht-ask" }, "Where would you place it? Decide first, then look."),
    h("button", { type: "button", class: "ht-button", click: look }, "Show its position"),
  ];
}

/** @param {State} state @returns {Part} */
export function drawCard(state) {
  const where = h("div", { class: "ht-where", tabindex: "-1" });
  const node = h("div", { class: "ht-card", id: `${state.uid}-card`, role: "group" });
  const close = { type: "button", class: "ht-quiet ht-close", click: () => state.close() };
  const fill = (/** @type {TimelineEvent} */ event) => {
    const works = event.sources.map((key) => drawWork(state, key));
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
        ...(works.length ? row("Sources", h("ul", {}, ...works)) : []),
        ...(event.dispute ? row("In dispute", event.dispute) : []),
      ),
      ...(event.position ? [where] : []),
      h("button", close, "Close"),
    );
  };
  const place = (/** @type {TimelineEvent} */ event) => {
    const stop = state.stop(event);
    if (stop) return drawStop(event, stop);
    return drawQuestion(() => {
      state.reveal(event.id);
      where.focus();
    });
  };

  let drawn = "";
  const update = () => {
    const event = state.shown.find(({ id }) => id === state.open);
    if (event && drawn !== event.id) fill(event);
    drawn = event?.id ?? "";
    const known = `${drawn} ${event && state.stop(event)?.id}`;
    if (event && where.dataset.drawn !== known) where.replaceChildren(...place(event));
    where.dataset.drawn = known;
  };
  return { node, update };
}
