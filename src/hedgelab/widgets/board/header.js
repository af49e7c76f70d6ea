// What stands above the card: the board's name and tally, and what it says of itself.

import { h, write } from "../shared/dom.js";
import { rounded } from "../shared/words.js";
import { drawClassLink } from "./class_link.js";
import { askToReset, load, save } from "./filing.js";

/**
 * @import { Board } from "./board.js"
 * @import { Offer, Part } from "./types.js"
 */

/** @param {Board} board @returns {Part & {focusReset: () => void}} */
export function drawHeader(board) {
  const { sheet, mode } = board;
  const tally = h("p", { class: "hb-tally" });
  const student = h("p", { class: "hb-student" });
  const file = h("input", {
    type: "file",
    class: "hedgelab-unseen",
    accept: ".json,application/json",
    tabindex: "-1",
    "aria-hidden": "true",
    change: async () => {
      const [chosen] = file.files;
      if (chosen) await load(board, chosen);
      // Emptied, so that the same file can be chosen again after it was mended.
      file.value = "";
    },
  });
  const reset = h("button", { type: "button", click: () => askToReset(board) }, "Reset");
  const actions = h(
    "div",
    { class: "hb-actions", role: "group", "aria-label": "Your answers" },
    // On a sheet the button for this stands beside the count of what is missing.
    mode === "sheet"
      ? null
      : h("button", { type: "button", click: () => save(board) }, "Save answers"),
    h("button", { type: "button", click: () => file.click() }, "Load answers"),
    drawClassLink(board),
    reset,
    file,
  );
  const extent = board.few.length ? drawExtent(board) : null;
  const node = h(
    "div",
    { class: "hb-header" },
    h(
      "div",
      { class: "hb-titles" },
      h("p", { class: "hb-title", role: "heading", "aria-level": "3" }, sheet.title),
      student,
      tally,
      extent?.node ?? null,
      sheet.instructions ? h("p", { class: "hb-instructions" }, sheet.instructions) : null,
    ),
    board.readOnly ? null : actions,
  );
  const update = () => {
    const { events } = board;
    extent?.update();
    const parts = [`${board.placed} of ${events.length} placed`];
    if (mode === "practice") parts.push(`${board.checked} checked`);
    if (mode === "review") {
      const credits = events.flatMap(({ event_id }) => board.reviews[event_id]?.credit ?? []);
      const sum = credits.reduce((total, credit) => total + credit, 0);
      if (credits.length) parts.push(`credit for positions ${rounded(sum)} of ${events.length}`);
    }
    write(tally, parts.join(" · "));
    const { name = "", id = "" } = board.document.student ?? {};
    write(
      student,
      board.checks || board.rules.ask.student ? "" : [name, id].filter(Boolean).join(", "),
    );
    student.hidden = !student.textContent;
  };
  return { node, update, focusReset: () => reset.focus() };
}

const NUMBERS = new Map([
  [6, "Six"],
  [12, "Twelve"],
]);

/** @param {Board} board @returns {Part} whether the board shows a few of its acts, or all */
function drawExtent(board) {
  const few = board.few.length;
  const choices = [
    { all: false, label: `${NUMBERS.get(few) ?? few} acts` },
    { all: true, label: `All ${board.sheet.events.length}` },
  ].map(({ all, label }) => {
    const input = h("input", {
      type: "radio",
      name: `${board.uid}-extent`,
      change: () => board.showAll(all),
    });
    const node = h("label", { class: "hedgelab-choice" }, input, h("span", {}, label));
    return { all, input, node };
  });
  const node = h(
    "div",
    {
      class: "hb-extent hedgelab-choices is-joined",
      role: "radiogroup",
      "aria-label": "How many acts",
    },
    ...choices.map((choice) => choice.node),
  );
  const update = () => {
    for (const { all, input } of choices) input.checked = all !== board.isShort;
  };
  return { node, update };
}

/** @param {Board} board @returns {Part & {focusFirst: () => void}} */
export function drawStatus(board) {
  const notice = h("p", { class: "hb-notice" });
  const text = h("p", { class: "hb-said" });
  const region = h("div", { role: "status" }, text, notice);
  const actions = h("div", { class: "hb-answers" });
  const spoken = h("p", { class: "hedgelab-unseen", "aria-live": "polite" });
  const node = h(
    "div",
    { class: "hb-status" },
    h("div", { class: "hb-line" }, region, actions),
    spoken,
  );
  let drawn = "";
  /** @type {Offer[]} */
  let offers = [];
  const update = () => {
    write(text, board.status.text);
    write(notice, board.model.get("notice") ?? "");
    write(spoken, board.spoken);
    // The offer to undo stays while other messages come and go.
    offers = [...board.status.actions, ...(board.undo ? [board.undo] : [])];
    const wanted = offers.map(({ label }) => label).join("\n");
    if (drawn !== wanted) {
      drawn = wanted;
      const buttons = offers.map(({ label }, index) =>
        h(
          "button",
          { type: "button", class: "hb-button", click: () => offers[index].run() },
          label,
        ),
      );
      actions.replaceChildren(...buttons);
    }
    node.classList.toggle("is-empty", !text.textContent && !notice.textContent && !offers.length);
  };
  return { node, update, focusFirst: () => actions.querySelector("button")?.focus() };
}
