// The seven stops a card can stand at: radios, or in review a list to read.

import { h, write } from "../shared/dom.js";
import { shades } from "./shades.js";
import { SIDES } from "./spectrum.js";

/**
 * @import { Board } from "./board.js"
 * @import { Part, Position } from "./types.js"
 */

/**
 * @typedef {{id: string, stop: HTMLElement, input: HTMLInputElement | null,
 *   tag: HTMLElement}} Stop
 */

/** @param {Board} board @returns {Part} */
export function drawRail(board) {
  const { positions, readOnly } = board;
  const stops = positions.map((position, index) =>
    drawStop(board, position, position.side !== positions[index - 1]?.side),
  );
  const definition = drawDefinitions(board);
  const takeBack = h(
    "button",
    {
      type: "button",
      class: "hb-quiet",
      click: () => {
        board.place(board.current, null);
        stops[0].input?.focus();
      },
    },
    "Take back",
  );
  const rail = drawTrack(board, stops);
  const node = h("div", { class: "hb-choice" }, rail, readOnly ? null : takeBack, definition.node);
  const update = () => {
    const mine = board.at(board.current);
    const revealed = readingsShown(board);
    for (const { id, stop, input, tag } of stops) {
      if (input && input.checked !== (mine === id)) input.checked = mine === id;
      stop.classList.toggle("is-mine", mine === id);
      const readers = revealed.flatMap(({ position, reader }) => (position === id ? reader : []));
      const by = readers.includes("article") ? "article" : readers.length ? "module" : "";
      const words = [
        readOnly && mine === id ? "yours" : "",
        by === "article" ? "the article" : by === "module" ? "another" : "",
      ].filter(Boolean);
      write(tag, words.join(" · "));
      tag.dataset.by = by;
    }
    definition.update();
    takeBack.hidden = !mine;
  };
  return { node, update };
}

/**
 * @param {Board} board @param {Position} position
 * @param {boolean} opensSide whether it is the first that rejects, accepts or does neither
 * @returns {Stop}
 */
function drawStop(board, position, opensSide) {
  const { uid, readOnly } = board;
  const { id, number, name, side } = position;
  const peek = (/** @type {string} */ pointed) => {
    if (board.peek === pointed) return;
    board.peek = pointed;
    board.drawSoon();
  };
  const tag = h("span", { class: "hb-tag" });
  const input = readOnly
    ? null
    : h("input", {
        type: "radio",
        name: `${uid}-position`,
        value: id,
        "aria-describedby": `${uid}-definition-${id}`,
        change: () => board.place(board.current, id),
        focus: () => peek(id),
        blur: () => peek(""),
      });
  const stop = h(
    readOnly ? "li" : "label",
    {
      class: "hb-stop",
      "data-drop": id,
      pointerenter: () => {
        // This also fires when the page moves under a resting pointer: keep the keyboard's stop.
        if (!stop.parentElement.querySelector(":focus-visible")) peek(id);
      },
      pointermove: (/** @type {PointerEvent} */ move) => {
        if (move.movementX || move.movementY) peek(id);
      },
      pointerleave: () => peek(""),
      ...shades(position),
    },
    input,
    h("span", { class: "hb-dot", "aria-hidden": "true" }),
    h("span", { class: "hb-number" }, String(number)),
    h("span", { class: "hb-name" }, name),
    tag,
    opensSide ? h("span", { class: "hb-stop-side", "aria-hidden": "true" }, SIDES[side]) : null,
  );
  return { id, stop, input, tag };
}

/** @param {Board} board @param {Stop[]} stops @returns {HTMLElement} */
function drawTrack(board, stops) {
  const nodes = stops.map(({ stop }) => stop);
  if (board.readOnly) {
    const question = h("p", { class: "hb-question" }, "Where it was placed");
    return h("div", { class: "hb-rail" }, question, h("ol", { class: "hb-track" }, ...nodes));
  }
  return h(
    "fieldset",
    {
      class: "hb-rail",
      // A digit chooses the stop of that number while a stop has the focus.
      keydown: (/** @type {KeyboardEvent} */ key) => {
        const stop = stops[Number(key.key) - 1];
        if (!stop?.input || key.ctrlKey || key.metaKey || key.altKey) return;
        if (/** @type {HTMLElement} */ (key.target).tagName !== "INPUT") return;
        key.preventDefault();
        stop.input.focus();
        board.place(board.current, stop.id);
      },
    },
    h("legend", { class: "hb-question" }, "Where does it stand?"),
    h("div", { class: "hb-track" }, ...nodes),
  );
}

/** @param {Board} board @returns {Part} what the stop means that is chosen or pointed at */
function drawDefinitions(board) {
  const { positions, uid, readOnly } = board;
  const definitions = positions.map(({ id, number, name, definition, test }) =>
    h(
      "p",
      { id: `${uid}-definition-${id}` },
      h("strong", {}, `${number} ${name}`),
      ` — ${definition}`,
      test ? h("span", { class: "hb-test" }, ` ${test}`) : null,
    ),
  );
  const hint = h(
    "p",
    { class: "hb-hint" },
    readOnly ? "" : "Choose a stop, or drag the card to one. Each stop shows here what it means.",
  );
  const node = h("div", { class: "hb-definition" }, ...definitions, hint);
  const update = () => {
    const told = board.peek || board.at(board.current) || "";
    definitions.forEach((text, index) =>
      text.classList.toggle("is-shown", positions[index].id === told),
    );
    hint.classList.toggle("is-shown", !told);
  };
  return { node, update };
}

/** @param {Board} board the readings that are no secret any more */
function readingsShown(board) {
  if (board.readOnly) return board.key[board.current]?.readings ?? [];
  const judged = board.judged(board.current);
  return judged ? [...(judged.article ? [judged.article] : []), ...judged.others] : [];
}
