// What a visitor is asked where the browser keeps work on a sheet that was made for everybody.

import { h } from "../shared/dom.js";
import { called } from "./works.js";

/** @import { Question, SheetModel } from "./sheet_model.js" */

/**
 * @param {Question} question @param {string} now whose the board is
 * @returns {string}
 */
export function asked({ why, work }, now) {
  const name = called(work.student);
  const nothingLost = "Whichever you choose, nothing is lost.";
  return {
    kept:
      `This browser keeps the work of ${name} on this sheet. Go on with it, or begin your own. ` +
      `${nothingLost} (Is yours an older one? Type the name and number it was begun under.)`,
    unnamed:
      "This browser kept this work, and nobody’s name is on it. If it is not yours, begin your " +
      "own: nothing is lost.",
    another:
      `The work of ${name} was on the board until you typed another name. It is kept under ` +
      `theirs. The board is empty now${now ? `, for ${now}` : ""}. ${nothingLost}`,
    typed: `This browser keeps work of ${name} on this sheet. ${nothingLost}`,
  }[why];
}

/**
 * @param {SheetModel} model @param {HTMLElement} place where it is asked
 * @param {() => void} after what is done once it is answered
 */
export function drawQuestion(model, place, after) {
  /** @param {string} label @param {() => void} run */
  const offer = (label, run) =>
    h("button", { type: "button", click: () => (run(), after()) }, label);
  const draw = () => {
    const question = model.get("question") ?? null;
    place.hidden = !question;
    if (!question) {
      place.replaceChildren();
      return;
    }
    const { why, work } = question;
    const name = called(work.student);
    const { student } = /** @type {any} */ (model.get("answers"));
    const goOn = offer(`Go on with the work of ${name}`, () => model.goOn());
    const begin = offer("Begin your own", () => model.beginOwn());
    const correct = offer(`It is still ${name}: only correct the name`, () => model.correct());
    place.replaceChildren(
      h("p", {}, asked(question, called(student ?? {}))),
      h(
        "p",
        { class: "offers" },
        why === "unnamed" ? null : goOn,
        begin,
        why === "another" ? correct : null,
      ),
    );
  };
  model.on("change:question", draw);
  draw();
}
