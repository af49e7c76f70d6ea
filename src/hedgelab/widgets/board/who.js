// Whose a sheet is that was made for everybody: the name and the number that it asks for.

import { h } from "../shared/dom.js";

/**
 * @import { Student } from "../shared/answers.js"
 * @import { Board } from "./board.js"
 * @import { Part } from "./types.js"
 */

/** @param {Board} board @returns {Part} */
export function drawWho(board) {
  const fields = [
    drawField(board, "name", "Your name", "name"),
    drawField(board, "id", "Your student number", "off"),
  ];
  const node = h("div", { class: "hb-who" }, ...fields.map((field) => field.node));
  const update = () => fields.forEach((field) => field.update());
  return { node, update };
}

/**
 * @param {Board} board @param {"name" | "id"} member @param {string} label
 * @param {string} complete what a browser may fill in
 * @returns {Part}
 */
function drawField(board, member, label, complete) {
  const id = `${board.uid}-${member}`;
  const { model } = board;
  const owner = () => board.document.student ?? {};
  const typed = () => ({ ...owner(), [member]: input.value.trim() ? input.value : "" });
  /** @type {Student} who it was before this field was entered */
  let before = owner();
  // The answers keep the name they were given under until somebody changes it.
  let isAnother = false;
  const input = h("input", {
    type: "text",
    id,
    autocomplete: complete,
    focus: () => {
      before = owner();
    },
    input: () => {
      isAnother = model.works?.isAnother(before, typed()) ?? false;
      if (isAnother) return;
      board.document = { ...board.document, student: typed() };
      board.keepSoon();
      board.draw();
    },
    change: () => {
      board.keepIfPending();
      if (isAnother) {
        isAnother = false;
        model.works?.begin(typed());
        board.say("");
      } else model.works?.named(owner());
      before = owner();
    },
  });
  const update = () => {
    const value = owner()[member] ?? "";
    if (!isAnother && input.value !== value) input.value = value;
  };
  return { node: h("div", {}, h("label", { for: id }, label), input), update };
}
