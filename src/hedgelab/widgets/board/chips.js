// The small cards: one for each event, in the tray or under a stop.

import { focused, h, write } from "../shared/dom.js";

/** @import { Board } from "./board.js" */

/**
 * One small card for each event, which lives in the tray or under a stop and
 * moves between them as it is: it is never made anew.
 * @param {Board} board
 */
export function drawChips(board) {
  const chips = new Map(
    board.sheet.events.map((event) => {
      const mark = h("span", { class: "hb-mark" });
      const button = h(
        "button",
        {
          type: "button",
          class: "hb-chip",
          title: event.title,
          "data-event": event.event_id,
          "data-drag": board.readOnly ? null : "",
          click: () => board.show(event.event_id),
        },
        h(
          "span",
          { class: "hb-chip-title" },
          h("span", { class: "hb-year" }, `${event.date.slice(0, 4)} `),
          board.titles.get(event.event_id) ?? event.title,
        ),
        mark,
      );
      return [event.event_id, { item: h("li", {}, button), button, mark }];
    }),
  );
  const update = () => {
    const here = new Set(board.events.map(({ event_id }) => event_id));
    for (const [id, { item, button, mark }] of chips) {
      if (!here.has(id)) item.remove();
      const judged = board.judged(id);
      const unfinished = board.isUnfinished(id);
      const first = board.firstAt(id);
      const revised = judged && first && first !== board.at(id) ? ", revised" : "";
      write(mark, judged ? judged.mark + revised : unfinished ? "unfinished" : "");
      mark.dataset.kind = judged?.kind ?? (unfinished ? "unfinished" : "");
      if (id === board.current) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  };
  /**
   * Show these chips in this list, moving no more of them than have to.
   * @param {HTMLElement} list @param {string[]} ids
   */
  const arrange = (list, ids) => {
    ids.forEach((id, index) => {
      const { item, button } = /** @type {{item: HTMLElement, button: HTMLElement}} */ (
        chips.get(id)
      );
      if (list.children[index] === item) return;
      const isSeenToMove = item.isConnected && item.parentElement !== list && wantsMotion();
      const from = isSeenToMove ? item.getBoundingClientRect() : null;
      const hadFocus = item.contains(focused(item));
      list.insertBefore(item, list.children[index] ?? null);
      // An element that is moved in the document loses the focus: give it back.
      if (hadFocus) button.focus({ preventScroll: true });
      if (from) glide(item, from);
    });
  };
  return { chips, update, arrange };
}

/** Let an element be seen to come from where it was. */
function glide(/** @type {HTMLElement} */ node, /** @type {DOMRect} */ from) {
  const to = node.getBoundingClientRect();
  node.animate(
    [
      { transform: `translate(${from.left - to.left}px, ${from.top - to.top}px)`, opacity: 0.6 },
      { transform: "none", opacity: 1 },
    ],
    { duration: 180, easing: "cubic-bezier(.2, .7, .3, 1)" },
  );
}

export function wantsMotion() {
  // With the keys one looks at the stops: no flight is drawn.
  return (
    !matchMedia("(prefers-reduced-motion: reduce)").matches &&
    !document.querySelector(".hedgelab-board input:focus-visible")
  );
}
