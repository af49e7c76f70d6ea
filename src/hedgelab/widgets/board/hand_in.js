// Handing in: what a sheet still lacks, and the button that saves it.

import { h, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { drawCopy } from "./copy.js";
import { missing } from "./deck.js";
import { save } from "./filing.js";

/**
 * @import { Board } from "./board.js"
 * @import { Part } from "./types.js"
 */

/** @param {Board} board @returns {Part} */
export function drawHandIn(board) {
  const list = drawMissing(board);
  const copy = drawCopy(board);
  const count = h("p", { class: "hb-lacking", id: `${board.uid}-lacking` });
  // The live status at the top may be out of sight here, so the text is repeated, silently.
  const filed = h("p", { class: "hb-filed" });
  const node = h(
    "div",
    { class: "hb-hand-in" },
    h(
      "div",
      { class: "hb-save" },
      h(
        "button",
        {
          type: "button",
          class: "hb-button hb-primary",
          "aria-describedby": count.id,
          click: () => save(board),
        },
        "Save my answers",
      ),
      count,
    ),
    list.node,
    filed,
    copy.node,
  );
  const update = () => {
    write(count, lackingInAll(board));
    write(filed, board.filed.document === board.document ? board.filed.text : "");
    list.update();
    copy.update();
  };
  return { node, update };
}

/** @param {Board} board how much is missing, in a line */
function lackingInAll({ sheet, document, rules, events }) {
  const lacking = missing(sheet, document, rules);
  const unfinished = new Set(lacking.flatMap((lack) => lack.events)).size;
  const { name, id } = document.student ?? {};
  const asked = rules.ask.student
    ? [...(name?.trim() ? [] : ["your name"]), ...(id?.trim() ? [] : ["your student number"])]
    : [];
  const parts = [
    ...(unfinished ? [`${unfinished} of ${counted(events.length, "event")}`] : []),
    ...asked,
  ];
  if (!parts.length) return "Nothing is missing. Save your answers, and hand in the file.";
  return `Still to finish: ${parts.join(", ")}.`;
}

/** @param {Board} board @returns {Part} */
function drawMissing(board) {
  const node = h("ul", { class: "hb-missing" });
  /** @type {Map<string, ReturnType<typeof drawLack>>} */
  const rows = new Map();
  const update = () => {
    const items = missing(board.sheet, board.document, board.rules).map(({ what, events }) => {
      const row = rows.get(what) ?? drawLack(board, what);
      rows.set(what, row);
      row.tell(events);
      return row.node;
    });
    node.hidden = !items.length;
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
