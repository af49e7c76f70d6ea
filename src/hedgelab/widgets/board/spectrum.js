// The seven columns, and the tray of what is still to place.

import { h, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { shades } from "./shades.js";

/**
 * @import { Board } from "./board.js"
 * @import { drawChips } from "./chips.js"
 * @import { Part } from "./types.js"
 */

/** What a position does with the power's lead, by its side. @type {Record<string, string>} */
export const SIDES = { rejection: "rejects", neutral: "neither", acceptance: "accepts" };

/** @param {Board} board @param {ReturnType<typeof drawChips>} chips @returns {Part} */
export function drawSpectrum(board, chips) {
  const { positions, readOnly } = board;
  const columns = positions.map((position) => {
    const count = h("span", { class: "hb-column-count", "aria-hidden": "true" });
    const stack = h("ul", { class: "hb-stack" });
    const node = h(
      "div",
      {
        class: "hb-column",
        "data-drop": position.id,
        ...shades(position),
        // For pointers only; keyboard and screen reader use the radios, which do the same.
        click: (/** @type {MouseEvent} */ click) => {
          const onChip = /** @type {HTMLElement} */ (click.target).closest("[data-event]");
          if (onChip) return;
          // On a phone the columns stand far below the card, so bring it into sight.
          if (board.isInSight()) board.place(board.current, position.id);
          else board.reveal();
        },
      },
      h(
        "div",
        { class: "hb-head" },
        h("span", { class: "hb-head-number" }, String(position.number)),
        h("span", { class: "hb-head-name" }, position.short),
        count,
      ),
      stack,
    );
    return { position, node, stack, count };
  });
  const sides = Object.entries(SIDES).map(([side, word]) => {
    const span = positions.filter((position) => position.side === side).length;
    return h("span", { class: `hb-side hb-${side}`, "--span": span }, h("span", {}, word));
  });
  const uid = `${board.uid}-columns`;
  const unfold = h(
    "button",
    {
      type: "button",
      class: "hb-quiet",
      "aria-controls": uid,
      click: () => board.set({ columns: !board.view.columns }),
    },
    "",
  );
  const node = h(
    "div",
    { class: "hb-spectrum" },
    readOnly ? null : unfold,
    h("div", { class: "hb-sides", "aria-hidden": "true" }, ...sides),
    h("div", { class: "hb-columns", id: uid }, ...columns.map((column) => column.node)),
  );
  const update = () => {
    const isOpen = readOnly || Boolean(board.view.columns);
    const { events } = board;
    // Folded, the columns are counts, and the card stays in sight however many are placed.
    node.classList.toggle("is-folded", !isOpen);
    node.style.setProperty("--rows", String(Math.min(3, Math.ceil(events.length / 3))));
    unfold.setAttribute("aria-expanded", String(isOpen));
    unfold.hidden = !board.placed && !isOpen;
    write(unfold, isOpen ? "Fold the columns" : `Show the ${counted(board.placed, "placed card")}`);
    for (const { position, node: column, stack, count } of columns) {
      const ids = events
        .map((event) => event.event_id)
        .filter((id) => board.at(id) === position.id);
      chips.arrange(stack, ids);
      const label = `${position.name}: ${ids.length ? counted(ids.length, "card") : "no card yet"}`;
      if (stack.getAttribute("aria-label") !== label) stack.setAttribute("aria-label", label);
      write(count, ids.length ? String(ids.length) : "");
      column.classList.toggle("is-mine", board.at(board.current) === position.id);
      column.classList.toggle("is-peeked", board.peek === position.id);
    }
  };
  return { node, update };
}

/** @param {Board} board @param {ReturnType<typeof drawChips>} chips @returns {Part} */
export function drawTray(board, chips) {
  const heading = h("p", { class: "hb-heading", id: `${board.uid}-tray` });
  const list = h("ul", { class: "hb-tray-list", "aria-labelledby": `${board.uid}-tray` });
  const node = h("div", { class: "hb-tray", "data-drop": "tray" }, heading, list);
  const update = () => {
    const ids = board.events.map((event) => event.event_id).filter((id) => !board.at(id));
    chips.arrange(list, ids);
    const words = board.readOnly ? "Not placed" : "Still to place";
    write(
      heading,
      ids.length ? `${words}: ${ids.length}` : board.readOnly ? "" : "Every card is placed.",
    );
    node.classList.toggle("is-empty", !ids.length);
    node.hidden = board.readOnly && !ids.length;
  };
  return { node, update };
}
