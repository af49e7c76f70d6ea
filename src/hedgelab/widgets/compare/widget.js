// Compare: two readers side by side, how far they agree, and where to talk first.
//
// It keeps nothing. What is in this browser is read from the shelf and not changed.

import { h } from "../shared/dom.js";
import { tellApart } from "../shared/telling_apart.js";
import { counted } from "../shared/words.js";
import { sharedActs, toldCounts, toldKappa } from "./comparing.js";
import { drawSlot } from "./slot.js";

/** @import { Host, Position } from "../shared/model.js" */
/** @import { Line, Tested } from "../shared/telling_apart.js" */
/** @import { Shared } from "./comparing.js" */
/** @import { Placed, Reader, Setting } from "./readers.js" */

/** @typedef {Position & Tested} Stop */
/** @typedef {{acts: Record<string, {title: string, date_text: string}>, positions: Stop[], lines: Line[]}} Book */

/** @param {Shared} shared @param {Stop[]} positions */
function drawRail({ numbers: [one, other] }, positions) {
  const stops = positions.map(({ number, light, dark }) => {
    const marks = [number === one && "co-at-one", number === other && "co-at-other"];
    return h("i", { class: marks.filter(Boolean).join(" "), "--light": light, "--dark": dark });
  });
  return h("span", { class: "co-rail", "aria-hidden": "true" }, ...stops);
}

/** @param {Reader} reader @param {Placed} placed @param {Stop[]} positions */
function drawPlace({ name }, { position, justification }, positions) {
  const told = positions.find(({ id }) => id === position)?.name ?? position;
  return h(
    "div",
    {},
    h("p", {}, h("span", { class: "co-quiet" }, `${name}: `), h("b", {}, told)),
    justification ? h("blockquote", {}, justification) : null,
  );
}

/** @param {Shared} shared @param {[Reader, Reader]} readers @param {Book} book */
function drawAct(shared, [one, other], { acts, positions, lines }) {
  const act = acts[shared.event] ?? { title: shared.event, date_text: "" };
  const { questions, sides } = shared.steps
    ? tellApart(shared.one.position, shared.other.position, positions, lines)
    : { questions: [], sides: [] };
  const answers = sides.map(({ position, answer }) => `${position.name} answers ${answer}.`);
  return h(
    "li",
    { "data-event": shared.event },
    h("p", { class: "co-quiet" }, act.date_text),
    h("h4", {}, act.title),
    drawRail(shared, positions),
    shared.steps
      ? h("p", { class: "co-quiet" }, `${counted(Math.abs(shared.steps), "step")} apart`)
      : null,
    h(
      "div",
      { class: "co-places" },
      drawPlace(one, shared.one, positions),
      drawPlace(other, shared.other, positions),
    ),
    questions.length
      ? h(
          "p",
          { class: "co-ask" },
          h("b", {}, questions.join(" And then: ")),
          " ",
          answers.join(" "),
        )
      : null,
  );
}

/** @param {string} title @param {Shared[]} shared @param {[Reader, Reader]} readers @param {Book} book */
function drawList(title, shared, readers, book) {
  if (!shared.length) return null;
  return h(
    "details",
    { class: "co-rest" },
    h("summary", {}, title),
    h("ol", {}, ...shared.map((one) => drawAct(one, readers, book))),
  );
}

/** @param {[Reader, Reader]} readers @param {Book} book */
function drawComparison(readers, book) {
  const shared = sharedActs(...readers, book.positions);
  if (!shared.length) {
    return h(
      "p",
      { class: "co-finding" },
      "You have placed no act in common. Take files or codes of the same board.",
    );
  }
  const apart = shared.filter(({ steps }) => steps);
  const FIRST = 5;
  const [first, rest] = [apart.slice(0, FIRST), apart.slice(FIRST)];
  return h(
    "div",
    { class: "co-comparison" },
    h("p", { class: "co-finding" }, toldCounts(shared)),
    h("p", { class: "co-quiet" }, toldKappa(shared)),
    first.length ? h("h3", {}, "Where to talk first") : null,
    h("ol", {}, ...first.map((one) => drawAct(one, readers, book))),
    drawList(`${counted(rest.length, "more act")} on which you part`, rest, readers, book),
    drawList(
      `${counted(shared.length - apart.length, "act")} on which you agree`,
      shared.filter(({ steps }) => !steps),
      readers,
      book,
    ),
  );
}

/**
 * Draw the two readers, and the comparison once both are there.
 * @param {Host} host
 * @returns {() => void} take everything down again
 */
function render({ model, el }) {
  const positions = model.get("positions");
  /** @type {Book} */
  const book = { acts: model.get("acts"), positions, lines: model.get("lines") };
  /** @type {Setting} */
  const setting = {
    sheets: model.get("sheets"),
    positions,
    format: { rules: model.get("rules"), positions, reading: model.get("reading") },
  };
  const shelf = () => model.get("shelf") ?? {};
  const slots = ["First reader", "Second reader"].map((title) =>
    drawSlot(title, setting, shelf, () => update()),
  );
  const result = h("div", { class: "co-result" });
  const root = h(
    "div",
    {
      class: "hedgelab-compare hedgelab-panel hedgelab-ground",
      role: "group",
      "aria-label": "Two readers",
    },
    h("div", { class: "co-slots" }, ...slots.map(({ node }) => node)),
    result,
  );

  function update() {
    const [one, other] = slots.map(({ reader }) => reader());
    if (one && other) result.replaceChildren(drawComparison([one, other], book));
  }

  slots[0].own();
  el.append(root);
  return () => root.remove();
}

export default { render };
