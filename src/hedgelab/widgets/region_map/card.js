// The card: what is known of the thing that is chosen, and the events that name it.

import { h } from "../shared/dom.js";
import { isPipeline, toldEvents } from "./things.js";

/** @import { Events, Thing } from "./things.js" */

/**
 * @param {Thing} thing
 * @returns {[string, (Node | string)[]][]}
 */
function factsOf(thing) {
  if (!isPipeline(thing)) {
    return thing.variants.length ? [["Other names", [thing.variants.join("; ")]]] : [];
  }
  const links = thing.sources.map(({ label, address }) => h("a", { href: address }, label));
  return [
    ...thing.facts.map(([name, fact]) => /** @type {[string, string[]]} */ ([name, [fact]])),
    ["Sources", links.flatMap((link, at) => (at ? [", ", link] : [link]))],
  ];
}

/**
 * Fill the card.
 * @param {HTMLElement} card
 * @param {Thing} thing
 * @param {Events} events
 * @param {() => void} close
 */
export function fillCard(card, thing, events, close) {
  const kicker = isPipeline(thing) ? `Pipeline, ${thing.commodity}` : thing.what;
  const title = h("p", { class: "hm-name", id: `${card.id}-name` }, thing.name);
  const facts = factsOf(thing).flatMap(([name, fact]) => [h("dt", {}, name), h("dd", {}, ...fact)]);
  const items = thing.events.map((id) =>
    h("li", {}, h("span", { class: "hm-when" }, events[id].when), h("span", {}, events[id].title)),
  );
  const count = items.length ? `Named by ${toldEvents(thing.events)}` : "Named by no event.";
  card.replaceChildren(
    h(
      "div",
      { class: "hm-head" },
      h("p", { class: "hm-kicker" }, kicker),
      h("button", { type: "button", class: "hm-quiet", click: close }, "Close"),
    ),
    title,
    ...(thing.note ? [h("p", { class: "hm-about" }, thing.note)] : []),
    ...(facts.length ? [h("dl", {}, ...facts)] : []),
    h("p", { class: "hm-count" }, count),
    ...(items.length ? [h("ol", {}, ...items)] : []),
  );
  card.setAttribute("aria-labelledby", title.id);
}
