// Handing in: what a sheet still lacks, whose it is, and the button that saves it.

import { h, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { missing } from "./deck.js";
import { save } from "./filing.js";

/**
 * @import { Board } from "./board.js"
 * @import { Part } from "./types.js"
 */

/** @param {Board} board @returns {Part} */
export function drawHandIn(board) {
  const fields = board.rules.ask.student
    ? [
        drawField(board, "name", "Your name", "name"),
        drawField(board, "id", "Your student number", "off"),
      ]
    : [];
  const list = drawMissing(board);
  // The status above says it to those who listen, and may be out of sight from down here.
  const filed = h("p", { class: "hb-filed" });
  const node = h(
    "div",
    { class: "hb-hand-in" },
    h("p", { class: "hb-heading" }, "Handing in"),
    fields.length ? h("div", { class: "hb-who" }, ...fields.map((part) => part.node)) : null,
    list.node,
    h(
      "button",
      { type: "button", class: "hb-button hb-primary", click: () => save(board) },
      "Save my answers",
    ),
    filed,
  );
  const update = () => {
    for (const field of fields) field.update();
    write(filed, board.filed.document === board.document ? board.filed.text : "");
    list.update();
  };
  return { node, update };
}

/**
 * @param {Board} board @param {"name" | "id"} member @param {string} label
 * @param {string} complete what a browser may fill in
 * @returns {Part}
 */
function drawField(board, member, label, complete) {
  const id = `${board.uid}-${member}`;
  const input = h("input", {
    type: "text",
    id,
    autocomplete: complete,
    input: () => {
      const student = { ...board.document.student, [member]: input.value };
      board.document = { ...board.document, student };
      board.keepSoon();
      board.draw();
    },
    change: () => board.keepIfPending(),
  });
  const update = () => {
    const value = board.document.student?.[member] ?? "";
    if (input.value !== value) input.value = value;
  };
  return { node: h("div", {}, h("label", { for: id }, label), input), update };
}

/** @param {Board} board @returns {Part} */
function drawMissing(board) {
  const node = h("ul", { class: "hb-missing" });
  const done = h("li", {}, "Nothing is missing. Save your answers, and hand in the file.");
  /** @type {Map<string, ReturnType<typeof drawLack>>} */
  const rows = new Map();
  const update = () => {
    const items = missing(board.sheet, board.document, board.rules).map(({ what, events }) => {
      const row = rows.get(what) ?? drawLack(board, what);
      rows.set(what, row);
      row.tell(events);
      return row.node;
    });
    if (!items.length) items.push(done);
    const isSame = items.length === node.children.length;
    if (!isSame || items.some((item, i) => node.children[i] !== item)) {
      node.replaceChildren(...items);
    }
  };
  return { node, update };
}

/** @param {Board} board @param {string} what that events can lack */
function drawLack(board, what) {
  let first = "";
  const text = h("span");
  const button = h(
    "button",
    {
      type: "button",
      class: "hb-quiet",
      "aria-label": `Show the first event without ${what}`,
      click: () => board.show(first),
    },
    "Show the first",
  );
  const tell = (/** @type {string[]} */ events) => {
    [first] = events;
    write(text, `${counted(events.length, "event")} without ${what}`);
  };
  return { node: h("li", {}, text, " ", button), tell };
}
