// A figure with controls, in a page that has no kernel: every state was drawn when the
// book was built, and stands in the page as a <template>.  Nothing is parsed here: a state is
// a copy of its template.

import { h, ownName } from "../shared/dom.js";
import { FIELDS } from "./fields.js";
import { numberOf, toldSetting } from "./settings.js";
import { drawTask } from "./task.js";

/**
 * @import { Host } from "../shared/model.js"
 * @import { Control } from "./settings.js"
 * @import { Task } from "./task.js"
 */

/**
 * `shown` has for each setting which template it shows, `told` what is said of each.
 * @typedef {{controls: Control[], shown: number[], told: string[], mark: string, task: Task | null}} ExploreState
 */

/**
 * @param {Host<ExploreState>} host
 * @returns {() => void} take it down again
 */
function render({ model, el }) {
  const controls = model.get("controls");
  const shown = model.get("shown");
  const told = model.get("told");
  const uid = ownName();
  /** @type {NodeListOf<HTMLTemplateElement>} */
  const templates = document.querySelectorAll(`template[data-explore="${model.get("mark")}"]`);

  const setting = controls.map(({ at }) => at);
  const picture = h("div", { class: "he-picture" });
  const asked = model.get("task");
  const task = asked ? drawTask(asked, () => numberOf(controls, setting)) : null;
  const status = h("p", { class: "hedgelab-unseen", role: "status" });
  const draw = () => {
    const state = shown[numberOf(controls, setting)];
    picture.replaceChildren(templates[state].content.cloneNode(true));
    return told[state];
  };
  const fields = controls.map((control, index) =>
    FIELDS[control.kind](
      control,
      (at) => {
        setting[index] = at;
        task?.clear();
        status.textContent = `${toldSetting(controls, setting)}. ${draw()}`;
      },
      `${uid}-${index}`,
    ),
  );
  draw();
  const root = h(
    "div",
    {
      class: "hedgelab-explorer",
      role: "group",
      "aria-label": `Figure with controls: ${controls.map(({ label }) => label).join(", ")}`,
    },
    h("div", { class: "he-fields hedgelab-ground" }, ...fields),
    picture,
    status,
  );
  el.append(root, ...(task ? [task.node] : []));
  return () => {
    root.remove();
    task?.node.remove();
  };
}

export default { render };
