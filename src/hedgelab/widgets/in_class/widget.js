// InClass: codes come in, and where the class stands goes on the projector.
//
// It keeps nothing. Names that stand before the codes in a chat are not read.

import { h, ownName, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { drawBars } from "./bars.js";
import { ClassInHand } from "./class.js";
import { drawIntake } from "./intake.js";
import { Projector } from "./projector.js";
import { toldMovement, toldSpread } from "./telling.js";

/** @import { Host } from "../shared/model.js" */
/** @import { Standing } from "./class.js" */

/** @param {ClassInHand} hand */
function toldTally(hand) {
  if (hand.isEmpty) return "No votes yet";
  const [first, second] = [hand.votes(1).size, hand.votes(2).size];
  const votes = [counted(first, "first vote"), ...(second ? [counted(second, "second vote")] : [])];
  return `${votes.join(", ")} on ${hand.sheet.title}`;
}

/**
 * @param {Standing} standing @param {ClassInHand} hand @param {(event: string) => void} show
 */
function drawAct(standing, hand, show) {
  const { act, event, first, second } = standing;
  const { positions } = hand.book;
  const hasSecond = second.some(Boolean);
  const told = hasSecond ? toldMovement(hand.moved(standing), positions) : "";
  return h(
    "li",
    { "data-event": event },
    h(
      "div",
      {},
      h("p", { class: "ic-when" }, act.date_text),
      h("h3", {}, act.title),
      h("p", { class: "hedgelab-unseen" }, toldSpread(first, positions)),
      told ? h("p", { class: "ic-when" }, told) : null,
      h(
        "button",
        { type: "button", class: "ic-link", click: () => show(event) },
        "Show",
        h("span", { class: "hedgelab-unseen" }, ` ${act.title} on the projector`),
      ),
    ),
    drawBars({ first, second: hasSecond ? second : null, key: new Set() }, positions),
  );
}

/**
 * Draw the class, and keep it in step with what comes in.
 * @param {Host} host
 * @returns {() => void} take everything down again
 */
function render({ model, el }) {
  const positions = model.get("positions");
  const hand = new ClassInHand({
    sheets: model.get("sheets"),
    acts: model.get("acts"),
    positions,
    lines: model.get("lines"),
    format: { rules: model.get("rules"), positions, reading: model.get("reading") },
  });
  const projector = new Projector(hand);
  const intake = drawIntake(hand, () => update());
  const id = ownName("board");
  const board = h(
    "select",
    {
      id,
      change: () => {
        hand.sheet = hand.book.sheets[board.selectedIndex];
        update();
      },
    },
    ...hand.book.sheets.map(({ title, events }) =>
      h("option", {}, `${title} (${events.length} acts)`),
    ),
  );
  const tally = h("p", { class: "ic-tally", role: "status" });
  const label = h("p", { class: "ic-made-up" }, "Made-up readers: nobody cast these votes.");
  const start = h(
    "button",
    { type: "button", class: "hedgelab-button ic-main", click: () => projector.open() },
    "Show on the projector",
  );
  const list = h("ol", { class: "ic-acts" });
  const standing = h(
    "div",
    { class: "ic-standing" },
    label,
    h("div", { class: "ic-row" }, start),
    h(
      "p",
      { class: "ic-quiet" },
      "The acts, those first over which the first vote stands furthest apart:",
    ),
    list,
  );
  const root = h(
    "div",
    {
      class: "hedgelab-in-class hedgelab-panel hedgelab-ground",
      role: "group",
      "aria-label": "The class",
    },
    h(
      "div",
      { class: "ic-head" },
      tally,
      h("div", { class: "ic-row" }, h("label", { for: id }, "Board"), board),
    ),
    intake.node,
    standing,
    projector.node,
  );

  function update() {
    board.selectedIndex = hand.book.sheets.indexOf(hand.sheet);
    write(tally, toldTally(hand));
    label.hidden = !hand.isMadeUp;
    const hasVotes = hand.votes(1).size + hand.votes(2).size > 0;
    standing.hidden = !hasVotes;
    list.replaceChildren(
      ...(hasVotes ? hand.standings : []).map((one) =>
        drawAct(one, hand, (event) => projector.open(event)),
      ),
    );
    intake.update();
    projector.update();
  }

  update();
  el.append(root);
  return () => {
    intake.stop();
    root.remove();
  };
}

export default { render };
