// The TheoryExplorer: four settings, and what three theories predict from them.

import { h, ownName } from "../shared/dom.js";
import { drawField } from "./fields.js";
import { drawBrief, drawHeads, drawPlaces, drawState, drawTheory } from "./rows.js";
import { possibleRules, verdict } from "./rules.js";
import { agreement, expectation } from "./telling.js";

/** @import { Host, Position } from "../shared/model.js" */
/** @import { Input, Settings, StateOf, Theory, Verdict } from "./rules.js" */

export { possibleRules, verdict };

/**
 * @param {Host} host
 * @returns {() => void} take it down again
 */
function render({ model, el }) {
  /** @type {Input[]} */
  const inputs = model.get("inputs");
  /** @type {Theory[]} */
  const theories = model.get("theories");
  /** @type {StateOf[]} */
  const states = model.get("states");
  /** @type {Position[]} */
  const positions = model.get("positions");
  /** @type {Record<Verdict, string>} */
  const verdicts = model.get("verdicts");
  const uid = ownName();

  /** The state whose situation is set, if one is. @type {StateOf | undefined} */
  let chosen;
  /** @type {Settings} */
  let settings = {};

  const set = (/** @type {StateOf | undefined} */ state) => {
    chosen = state;
    settings = Object.fromEntries(inputs.map(({ id }) => [id, state?.settings[id] ?? ""]));
  };
  const drawButton = (/** @type {string} */ name, /** @type {StateOf | undefined} */ state) => {
    const click = () => {
      set(state);
      draw();
    };
    return h("button", { type: "button", class: "hx-button", click }, name);
  };
  const buttons = states.map((state) => ({ state, node: drawButton(state.name, state) }));
  const clear = drawButton("Nothing set", undefined);
  const fields = inputs.map((input) =>
    drawField(input, uid, (level) => {
      chosen = undefined;
      settings = { ...settings, [input.id]: level };
      draw();
    }),
  );
  // Said by the rows below; here it is for eyes alone.
  const brief = h("div", { class: "hx-brief", "aria-hidden": "true" });
  const rows = h("div", { class: "hx-rows" });
  const sum = h("p", { class: "hx-sum" });
  const status = h("p", { class: "hedgelab-unseen", role: "status" });

  function draw() {
    for (const { state, node } of buttons) {
      node.setAttribute("aria-pressed", String(state === chosen));
    }
    const isClear = inputs.every(({ id }) => !settings[id]);
    clear.setAttribute("aria-pressed", String(isClear && !chosen));
    for (const field of fields) field.update(settings);
    const possible = theories.map(({ rules }) => possibleRules(rules, settings));
    const drawn = theories.map((theory, index) => {
      const told = chosen ? verdicts[verdict(possible[index], chosen)] : "";
      return drawTheory(theory, settings, inputs, positions, told);
    });
    brief.replaceChildren(...drawBrief(theories, settings, positions));
    rows.replaceChildren(...(chosen ? [drawState(chosen, positions)] : []), ...drawn);
    sum.textContent = agreement(possible, positions);
    const told = theories.map(({ name }, index) => `${name}: ${expectation(possible[index])}.`);
    status.textContent = [...told, sum.textContent].join(" ");
  }

  const root = h(
    "div",
    {
      class: "hedgelab-theories hedgelab-ground",
      role: "group",
      "aria-label": `Theory explorer: ${model.get("title")}`,
      // JupyterLab would take arrow keys and letters for commands to the notebook.
      "data-lm-suppress-shortcuts": "true",
    },
    h("p", { class: "hx-title" }, model.get("title")),
    h(
      "div",
      { class: "hx-start", role: "group", "aria-label": "Set it as the article tells of a state" },
      h("p", { class: "hx-label" }, "As the article tells of"),
      h("div", { class: "hx-buttons" }, ...buttons.map(({ node }) => node), clear),
    ),
    h("div", { class: "hx-fields" }, brief, ...fields.map(({ node }) => node)),
    h("div", { class: "hx-result" }, drawHeads(positions), rows, sum, status),
    drawPlaces(states, theories, positions, verdicts),
  );
  set(states.find(({ name }) => name === model.get("start")));
  draw();
  el.append(root);
  return () => root.remove();
}

export default { render };
