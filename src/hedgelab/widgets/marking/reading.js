// What a marker reads: the text, the event it is about, and what the places mean.

import { h, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { toldCopies, toldLength, toldPlace, toldPlacing } from "./telling.js";

/**
 * @import { Override, PackEvent, Place, Reading } from "./pack.js"
 * @import { Work } from "./work.js"
 */

const WHOSE = /** @type {Record<string, string>} */ ({
  article: "the article’s",
  instructor: "the instructor’s",
  module: "the module’s",
});

/** @param {Work} work */
export function drawReading(work) {
  const heading = h("h2", { class: "hm-place", tabindex: "-1" });
  const copies = h("p", { class: "hm-copies" });
  const words = h("blockquote", { class: "hm-words" });
  const length = h("p", { class: "hm-length" });
  const where = h("p", { class: "hm-where" });
  const title = h("h3", {});
  const date = h("p", { class: "hm-quiet" });
  const summary = h("p", {});
  const places = h("div", {});
  // On a phone they would stand between the text and its rubric.
  const isRoomy = matchMedia("(width >= 44rem)").matches;
  const meaning = h(
    "details",
    { class: "hm-places", open: isRoomy },
    h("summary", {}, "What the places mean"),
    places,
  );
  const node = h(
    "section",
    { class: "hm-reading", "aria-label": "The text" },
    heading,
    copies,
    h("div", { class: "hm-event" }, title, date, summary),
    where,
    words,
    length,
    meaning,
  );
  let shown = -1;
  const update = () => {
    const screen = work.screens[work.at];
    const event = work.pack.events.find(({ id }) => id === screen.event);
    write(heading, toldPlace(work));
    write(copies, toldCopies(work));
    copies.hidden = !copies.textContent;
    if (shown === work.at || !event) return;
    shown = work.at;
    write(words, screen.words);
    write(where, toldPlacing(work));
    write(length, `${toldLength(screen.words, work.pack.words)} · ${screen.copies[0].id}`);
    write(title, event.title);
    write(date, event.date);
    write(summary, event.summary);
    places.replaceChildren(...drawPlaces(work, screen.position, event));
  };
  return { node, update, focus: () => heading.focus({ preventScroll: true }) };
}

/**
 * The place chosen, then the key's, each with its definition.
 * @param {Work} work @param {string | null} chosen @param {PackEvent} event
 */
function drawPlaces(work, chosen, { readings, overrides }) {
  /** @param {string} id @returns {Place | undefined} */
  const place = (id) => work.pack.positions.find((it) => it.id === id);
  const own = chosen === null ? undefined : place(chosen);
  const [best, ...others] = readings;
  const key = place(best.position);
  const reading = readings.find(({ position }) => position === chosen);
  const override = overrides.find(({ position }) => position === chosen);
  const isKey = own !== undefined && own === key;
  const head = isKey ? "Placed where the key has it" : "Placed at";
  const parts = [
    own
      ? drawPlace(head, own, isKey ? best : reading, override)
      : h("p", { class: "hm-quiet" }, "The student placed this event nowhere."),
  ];
  if (key && !isKey) parts.push(drawPlace("The key has it at", key, best));
  const rest = others.filter(({ position }) => position !== chosen);
  if (rest.length) {
    parts.push(
      h(
        "details",
        { class: "hm-others" },
        h("summary", {}, `${counted(rest.length, "other reading")} that can be defended`),
        ...rest.flatMap((it) => {
          const at = place(it.position);
          return at ? [drawPlace(toldReading(it), at, it)] : [];
        }),
      ),
    );
  }
  return parts;
}

/** @param {Reading} reading */
function toldReading({ reader, credit }) {
  return `${WHOSE[reader] ?? reader} reading, credit ${credit}`;
}

/**
 * @param {string} head @param {Place} place @param {Reading} [reading] why it can stand there
 * @param {Override} [override]
 */
function drawPlace(head, place, reading, override) {
  return h(
    "div",
    { class: `hm-at at-${place.id}` },
    h(
      "p",
      { class: "hm-at-head" },
      h("span", { class: "hm-quiet" }, `${head} `),
      h("b", {}, h("span", { class: "hm-number" }, String(place.number)), ` ${place.name}`),
    ),
    h("p", {}, h("span", { class: "hm-label" }, "It means: "), place.definition),
    reading
      ? h(
          "p",
          {},
          h("span", { class: "hm-label" }, `Why, in ${WHOSE[reading.reader] ?? "a"} reading: `),
          reading.reason,
        )
      : null,
    override
      ? h("p", {}, h("span", { class: "hm-label" }, "The instructor: "), override.reason)
      : null,
  );
}
