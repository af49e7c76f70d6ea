// The ProfileChart: hedging profiles per period, under weights that can be changed.

import { h, ownName } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { placedByClass } from "./classroom.js";
import { blocksOf, largestShare } from "./comparing.js";
import { ClassControls } from "./files.js";
import { filed, placedBy } from "./placed.js";
import { drawNarrow, drawWide } from "./table.js";
import { Verdict } from "./verdict.js";
import { WeightControls } from "./weights.js";
import { WhoseControls } from "./whose.js";

/** @import { Host } from "../shared/model.js" */
/** @import { Series, Whose } from "./comparing.js" */
/** @import { ClassFormat } from "./files.js" */
/** @import { Act, Group, SidedPosition } from "./measures.js" */
/** @import { Index } from "./telling.js" */

export { balance, breadth, centreOfGravity, profile, shares } from "./measures.js";

const WIDE = 660; // px from which the positions stand side by side

const NOTE =
  "Each bar is a share of the weight; the number beside it counts acts. A dashed line shows " +
  "where a bar stands with each act counted once.";

/** What the three numbers mean. */
function drawMeanings(/** @type {Index[]} */ indices) {
  return h(
    "details",
    { class: "hp-means" },
    h("summary", {}, "What the three numbers mean"),
    h("dl", {}, ...indices.flatMap(({ name, means }) => [h("dt", {}, name), h("dd", {}, means)])),
  );
}

/**
 * What the three are called where they can be switched on and off.
 * @param {Record<Whose, number>} placed how many acts each has placed
 * @param {number} students in the class
 * @param {Group[]} groups
 * @returns {Record<Whose, string>}
 */
function namesOf(placed, students, groups) {
  const isOurs = groups.every(({ reader }) => reader === "module");
  return {
    filed: isOurs ? "Module" : "Article",
    reader: placed.reader ? `You: ${counted(placed.reader, "act")}` : "You: nothing checked yet",
    class: placed.class ? `Class: ${counted(students, "student")}` : "Class: not added",
  };
}

/**
 * @param {Host} host
 * @returns {() => void} take it down again
 */
function render({ model, el }) {
  /** @type {SidedPosition[]} */
  const positions = model.get("positions");
  /** @type {Group[]} */
  const groups = model.get("groups");
  /** @type {Act[]} */
  const acts = model.get("acts");
  /** @type {string[]} */
  const compared = model.get("compared");
  /** @type {ClassFormat} */
  const format = { rules: model.get("rules"), positions };
  /** @type {Index[]} */
  const indices = model.get("indices");
  const uid = ownName();
  const weighing = new WeightControls(model, uid, draw);
  const whose = new WhoseControls(draw);
  const added = new ClassControls(format, uid, draw);
  const verdict = new Verdict(compared, indices);
  const picture = h("div", { class: "hp-picture" });
  const ruler = h("div", { class: "hp-ruler" });
  const byArticle = filed(acts);
  let byReader = placedBy(model.get("shelf"), model.get("answers"), format);
  let width = 0;

  function draw() {
    /** @type {Series[]} */
    const series = [
      { id: "filed", name: "Article", placed: byArticle },
      { id: "reader", name: "You", placed: byReader },
      { id: "class", name: "Class", placed: placedByClass(added.classroom) },
    ];
    const counts = series.map((one) => [
      one.id,
      acts.filter(({ id }) => one.placed.has(id)).length,
    ]);
    /** @type {Record<Whose, number>} */
    const placed = Object.fromEntries(counts);
    weighing.update();
    whose.update(namesOf(placed, added.classroom.students, groups), placed);
    added.update(placed.class > 0);

    const own = acts.filter(({ id }) => !whose.isOnlyMine || byReader.has(id));
    const wanted = series.filter(({ id }) => !whose.hidden.has(id));
    const blocks = blocksOf(groups, own, wanted, weighing.weights, positions);
    const shown = { blocks, positions, indices, most: largestShare(blocks) };
    picture.replaceChildren(width >= WIDE ? drawWide(shown) : drawNarrow(shown));
    verdict.update(blocks);
  }
  const takeReader = () => {
    byReader = placedBy(model.get("shelf"), model.get("answers"), format);
    draw();
  };
  const takeClass = () => {
    added.take(model.get("classroom"));
    draw();
  };

  const root = h(
    "div",
    {
      class: "hedgelab-profiles hedgelab-ground",
      role: "group",
      "aria-label": `Profile chart: ${model.get("title")}`,
      // JupyterLab would take arrow keys and letters for commands to the notebook.
      "data-lm-suppress-shortcuts": "true",
    },
    ruler,
    h("p", { class: "hp-title" }, model.get("title")),
    weighing.node,
    weighing.details,
    verdict.node,
    whose.node,
    picture,
    h("p", { class: "hp-note" }, NOTE),
    drawMeanings(indices),
    added.node,
  );
  const watch = new ResizeObserver(() => {
    const was = width;
    width = ruler.clientWidth;
    if (was >= WIDE !== width >= WIDE) draw();
  });
  takeClass();
  /** @type {[string, () => void][]} */
  const heard = [
    ["change:shelf", takeReader],
    ["change:answers", takeReader],
    ["change:classroom", takeClass],
  ];
  for (const [change, take] of heard) model.on(change, take);
  watch.observe(ruler);
  el.append(root);
  return () => {
    watch.disconnect();
    for (const [change, take] of heard) model.off(change, take);
    root.remove();
  };
}

export default { render };
