// The RegionMap: a drawing of pipelines and places, and the events that name them.
//
// Where things stand comes from Python, in units of the drawing.  The drawing never asks for
// a hit: whatever is nearest to the pointer is meant; the lists below it offer the same by name.

import { h, ownName, write } from "../shared/dom.js";
import { fillCard } from "./card.js";
import { Drawing } from "./drawing.js";
import { drawKey, drawPeriods, drawPipelines, drawPlaces, drawViews } from "./lists.js";
import { listen } from "./pointing.js";
import { Look, toldEvents } from "./things.js";

/** @import { Host } from "../shared/model.js" */
/** @import { Events, Pipeline, Place, Thing } from "./things.js" */

const HOW =
  "Arrow keys go from place to place and to the pipelines; Enter lists the events below the " +
  "map. The lists after the map offer the same.";

/**
 * @param {Look} look
 * @param {ReturnType<typeof drawPipelines>["items"]} pipelines
 * @param {ReturnType<typeof drawPlaces>["items"]} places
 * @param {HTMLElement | SVGElement | null} opener
 */
function keepInStep(look, pipelines, places, opener) {
  for (const { thing, box, node } of pipelines) {
    box.checked = !look.away.has(thing.id);
    node.hidden = !look.isInUse(thing);
  }
  for (const { thing, figures } of places) {
    write(figures, toldEvents(look.eventsOf(thing)));
  }
  for (const { thing, button } of [...pipelines, ...places]) {
    const isOpen = thing === look.chosen && button === opener;
    button.setAttribute("aria-expanded", String(isOpen));
  }
}

/** @param {string[]} note */
function drawNote(note) {
  return h("div", { class: "hm-note" }, ...note.map((text) => h("p", {}, text)));
}

/**
 * @param {Host} host
 * @returns {() => void} take it down again
 */
function render({ model, el }) {
  const uid = ownName("hm-live");
  /** @type {Events} */
  const events = model.get("events");
  /** @type {Pipeline[]} */
  const allPipelines = model.get("pipelines");
  /** @type {Place[]} */
  const allPlaces = model.get("places");
  const look = new Look(
    model.get("views"),
    events,
    model.get("periods"),
    model.get("period") ?? "",
  );

  /** The control that something was chosen with. @type {HTMLElement | SVGElement | null} */
  let opener = null;
  const card = h("div", { class: "hm-card", id: `${uid}-card`, role: "group" });
  const opened = h("li", { class: "hm-opened" });
  const below = h("div", { class: "hm-below" });
  const status = h("p", { class: "hedgelab-unseen", role: "status" });

  /** @param {Thing | null} thing @param {HTMLElement | SVGElement | null} by */
  const choose = (thing, by) => {
    opener = by;
    look.choose(thing);
    card.remove();
    opened.remove();
    if (thing) {
      fillCard(card, { ...thing, events: look.eventsOf(thing) }, events, close);
      const line = by?.closest("li");
      if (line) {
        opened.append(card);
        line.after(opened);
      } else below.append(card);
    }
    status.textContent = thing ? `${thing.name}: ${toldEvents(look.eventsOf(thing))}` : "";
    update();
  };
  const close = () => {
    const back = opener;
    choose(null, null);
    back?.focus();
  };
  /** @param {Thing} thing @param {HTMLElement} button which opens and closes the card */
  const toggle = (thing, button) =>
    choose(look.chosen === thing && opener === button ? null : thing, button);

  const drawing = new Drawing(model, look, uid);
  const views = drawViews(uid, (view) => {
    look.view = view;
    update();
  });
  const periods = drawPeriods(uid, look.periods, (period) => {
    look.period = period;
    choose(null, null);
  });
  const pipelines = drawPipelines(allPipelines, toggle, ({ id }, isDrawn) => {
    look.away[isDrawn ? "delete" : "add"](id);
    update();
  });
  const places = drawPlaces(allPlaces, toggle);
  listen(drawing, choose);

  const update = () => {
    views.update(look.view);
    periods.update(look.period);
    keepInStep(look, pipelines.items, places.items, opener);
    drawing.layOut();
  };

  const root = h(
    "div",
    { class: "hedgelab-map hedgelab-ground hm-live" },
    h("p", { class: "hm-title" }, model.get("title")),
    h("div", { class: "hm-choices" }, periods.node, views.node),
    drawing.node,
    h("p", { class: "hedgelab-unseen", id: `${uid}-how` }, HOW),
    drawKey(model.get("key"), uid),
    below,
    h("p", { class: "hm-section" }, "Pipelines"),
    pipelines.node,
    places.node,
    drawNote(model.get("note")),
    status,
  );
  update();
  el.append(root);
  const watcher = new ResizeObserver(() => drawing.layOut());
  watcher.observe(drawing.node);
  return () => {
    watcher.disconnect();
    root.remove();
  };
}

export default { render };
