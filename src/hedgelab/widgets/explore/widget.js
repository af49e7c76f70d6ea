// A figure with controls, in a page that has no kernel: every state was drawn when the
// book was built, and stands in the page as a <template>.
//
// First how a setting finds its state (plain functions, none of which touches a
// page), then the controls.  Nothing is parsed here: a state is a copy of its template.

/**
 * @typedef {{name: string, kind: "range" | "select" | "radios" | "checkbox", label: string,
 *   options: string[], at: number}} Control
 * @typedef {{get(name: string): any}} Model
 */

// ---------------------------------------------------------------- settings

/**
 * The number of a setting, when they are counted with the last control running fastest.
 * @param {Control[]} controls @param {number[]} setting for each control, which option
 */
export function numberOf(controls, setting) {
  return controls.reduce(
    (number, { options }, index) => number * options.length + setting[index],
    0,
  );
}

/**
 * A setting in words.
 * @param {Control[]} controls @param {number[]} setting
 */
function toldSetting(controls, setting) {
  return controls
    .map(({ label, options }, index) => `${label}: ${options[setting[index]]}`)
    .join(", ");
}

// ------------------------------------------------------------------ drawing

/**
 * An element; its children that are text stay text, whatever they look like.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] functions listen
 * @param {...(Node | string)} children
 * @returns {any}
 */
function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * @callback Drawing
 * @param {Control} control
 * @param {(at: number) => void} choose
 * @param {string} uid a name of this control's own
 * @returns {HTMLElement}
 */

/** @type {Record<Control["kind"], Drawing>} */
const FIELDS = {
  range({ label, options, at }, choose) {
    const shown = h("output", { class: "he-value", "aria-hidden": "true" });
    const slider = h("input", {
      type: "range",
      min: 0,
      max: options.length - 1,
      step: 1,
      value: at,
      "aria-label": label,
      input: () => {
        tell();
        choose(Number(slider.value));
      },
    });
    const tell = () => {
      shown.textContent = options[Number(slider.value)];
      slider.setAttribute("aria-valuetext", shown.textContent);
    };
    tell();
    return h(
      "label",
      { class: "he-field he-range" },
      h("span", { class: "he-label" }, label),
      shown,
      slider,
      h("span", { class: "he-end", "aria-hidden": "true" }, options[0]),
      h("span", { class: "he-end", "aria-hidden": "true" }, options[options.length - 1]),
    );
  },
  select({ label, options, at }, choose) {
    const list = h(
      "select",
      { change: () => choose(list.selectedIndex) },
      ...options.map((words, index) => h("option", { selected: index === at }, words)),
    );
    return h("label", { class: "he-field" }, h("span", { class: "he-label" }, label), list);
  },
  radios({ label, options, at }, choose, uid) {
    const levels = options.map((words, index) =>
      h(
        "label",
        { class: "he-level" },
        h("input", {
          type: "radio",
          name: uid,
          checked: index === at,
          change: () => choose(index),
        }),
        h("span", {}, words),
      ),
    );
    return h(
      "fieldset",
      { class: "he-field" },
      h("legend", { class: "he-label" }, label),
      h("div", { class: "he-levels" }, ...levels),
    );
  },
  checkbox({ label, at }, choose) {
    const box = h("input", {
      type: "checkbox",
      checked: at === 1,
      change: () => choose(Number(box.checked)),
    });
    return h("label", { class: "he-field he-check" }, box, h("span", { class: "he-label" }, label));
  },
};

/**
 * @param {{model: Model, el: HTMLElement}} host
 * @returns {() => void} take it down again
 */
function render({ model, el }) {
  /** @type {Control[]} */
  const controls = model.get("controls");
  /** Which template each setting shows. @type {number[]} */
  const shown = model.get("shown");
  /** @type {string[]} */
  const told = model.get("told");
  const uid = `hedgelab-${Math.random().toString(36).slice(2, 10)}`;
  /** @type {NodeListOf<HTMLTemplateElement>} */
  const templates = document.querySelectorAll(`template[data-explore="${model.get("mark")}"]`);

  const setting = controls.map(({ at }) => at);
  const picture = h("div", { class: "he-picture" });
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
  el.append(root);
  return () => root.remove();
}

export default { render };
