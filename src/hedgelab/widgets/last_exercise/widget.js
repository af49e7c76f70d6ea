// A last exercise: twelve acts without a date, then the profile that one expects, then the result.
//
// What it keeps stands apart from the reader's other work, so that nothing else shows these acts.

import { Board } from "../board/board.js";
import { drawLoneCard } from "../board/lone.js";
import { h, setIdle, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { drawExpecting } from "./expecting.js";
import { drawAfter } from "./keeping.js";
import { drawResult } from "./result.js";
import { expectedOf, resultOf, stageOf } from "./state.js";

/**
 * @import { Host } from "../shared/model.js"
 * @import { Stage } from "./state.js"
 */

const STEPS = [
  { stage: "place", label: "Place the twelve" },
  { stage: "expect", label: "Say what you expect" },
  { stage: "result", label: "See what comes out" },
];

/** What stays while the steps come and go. */
function drawFrame() {
  const heading = h("p", { class: "le-heading", tabindex: "-1" });
  const steps = STEPS.map(({ label }, index) => h("li", {}, `${index + 1} ${label}`));
  const notice = h("p", { class: "le-quiet", role: "status" });
  const place = h("div");
  const root = h(
    "div",
    {
      class: "hedgelab-last-exercise hedgelab-ground",
      role: "group",
      "aria-label": "A last exercise",
    },
    h("ol", { class: "le-steps" }, ...steps),
    heading,
    notice,
    place,
  );
  return { heading, steps, notice, place, root };
}

/** @param {Host} host @returns {() => void} take everything down again */
export function render({ model, el }) {
  const board = new Board(/** @type {any} */ (model));
  const { events, positions } = board;
  const total = events.length;
  const { heading, steps, notice, place, root } = drawFrame();

  const expected = () => expectedOf(model.get("expected"), positions.length, total);
  const put = (/** @type {Record<string, unknown>} */ change) => {
    for (const [name, value] of Object.entries(change)) model.set(name, value);
    model.save_changes();
  };
  const go = (/** @type {Stage} */ stage) => {
    put({ stage, ...(stage === "result" ? { finished: new Date().toISOString() } : {}) });
    update();
    heading.focus();
  };

  const sorting = drawSorting(
    board,
    () => go("expect"),
    () => update(),
  );
  const expecting = drawExpecting(positions, total, {
    get: expected,
    set: (wanted) => put({ expected: wanted }),
    back: () => go("place"),
    next: () => go("result"),
  });

  function beginAgain() {
    board.document = { ...board.document, answers: [] };
    board.current = events[0].event_id;
    board.keep();
    put({ expected: [], finished: "" });
    go("place");
  }

  function result() {
    const given = { events, positions, document: board.document, expected: expected() };
    const told = model.get("told");
    const found = resultOf({ ...given, told, readings: model.get("readings") });
    const drawn = drawResult(found, positions, model.get("periods"));
    const date = String(model.get("finished")).slice(0, 10);
    return h("div", {}, drawAfter(drawn, date, beginAgain), drawn);
  }

  let shown = "";
  function update() {
    const stage = stageOf(model.get("stage"));
    steps.forEach((step, index) => {
      if (STEPS[index].stage === stage) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    root.dataset.stage = stage;
    write(heading, STEPS.find((step) => step.stage === stage)?.label ?? "");
    write(notice, model.get("notice") ?? "");
    if (stage !== shown) {
      place.replaceChildren(
        stage === "place" ? sorting.node : stage === "expect" ? expecting.node : result(),
      );
      shown = stage;
    }
    sorting.update();
    expecting.update();
  }

  update();
  el.append(root);
  const adopt = () => board.adopt();
  const traits = ["change:stage", "change:expected", "change:notice"];
  for (const trait of traits) model.on(trait, update);
  model.on("change:answers", adopt);
  return () => {
    for (const trait of traits) model.off(trait, update);
    model.off("change:answers", adopt);
    sorting.stop();
    root.remove();
  };
}

/**
 * The first step: the card in hand, and nothing that tells how near it is.
 * @param {Board} board @param {() => void} next @param {() => void} onDraw
 */
function drawSorting(board, next, onDraw) {
  const card = drawLoneCard(board, onDraw);
  const total = board.events.length;
  const told = h("p", { class: "le-left", role: "status" });
  const onward = h(
    "button",
    {
      type: "button",
      class: "hb-button hb-primary",
      click: () => {
        if (board.placed === total) next();
      },
    },
    "Go on",
  );
  const node = h(
    "div",
    { class: "le-step" },
    h(
      "p",
      {},
      "The cards tell no date and no president, and stand in no order. Place all twelve; you can " +
        "come back to a card as long as the result is not shown.",
    ),
    card.node,
    told,
    h("div", { class: "le-actions" }, onward),
  );
  const update = () => {
    card.update();
    const missing = total - board.placed;
    write(told, missing ? `${counted(missing, "act")} still to place.` : "All twelve are placed.");
    setIdle(onward, missing > 0);
  };
  return { node, update, stop: card.stop };
}

export default { render };
