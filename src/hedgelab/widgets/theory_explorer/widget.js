// The TheoryExplorer: four settings, and what three theories predict from them.
//
// First how rules are applied (plain functions, none of which touches
// a page), then how it is drawn.  What the rules say is not here: they come as
// data, from theories.csv.

/**
 * @typedef {Record<string, string>} Settings by input; "" where it is left open
 * @typedef {{id: string, label: string, meaning: string}} Level
 * @typedef {{id: string, label: string, levels: Level[]}} Input
 * @typedef {{id: string, when: Record<string, string[]>, positions: string[], expects: string,
 *   reason: string, said_by: string, told: string}} Rule
 * @typedef {{name: string, rules: Rule[]}} Theory
 * @typedef {{name: string, settings: Settings, positions: string[], placed: string,
 *   reason: string, said_by: string, told: string}} StateOf
 * @typedef {{id: string, number: number, name: string, short: string, light: string,
 *   dark: string}} Position
 * @typedef {"fits" | "partly" | "misses" | "open" | "silent"} Verdict
 * @typedef {{get(name: string): any}} Model
 */

// ---------------------------------------------------------------- the rules

/**
 * The rules that a situation allows: one where everything is set, and every
 * rule that an open setting may call for where not.
 * @param {Rule[]} rules @param {Settings} settings
 */
export function possibleRules(rules, settings) {
  return rules.filter(({ when }) =>
    Object.entries(when).every(([input, levels]) => {
      const at = settings[input];
      return !at || !levels.length || levels.includes(at);
    }),
  );
}

/**
 * How a theory stands to where a state is placed.
 * @param {Rule[]} rules those of the theory that the state's situation allows
 * @param {{positions: string[]}} state
 * @returns {Verdict}
 */
export function verdict(rules, { positions }) {
  const found = new Set(
    rules.filter((rule) => rule.positions.length).map((rule) => fit(positions, rule.positions)),
  );
  if (!found.size) return "silent";
  return found.size === 1 ? [...found][0] : "open";
}

/** @param {string[]} placed @param {string[]} predicted @returns {Verdict} */
function fit(placed, predicted) {
  const within = placed.filter((id) => predicted.includes(id)).length;
  if (within === placed.length) return "fits";
  return within ? "partly" : "misses";
}

/**
 * What is predicted under every rule that is possible, and what under some only.
 * @param {Rule[]} rules
 */
function predicted(rules) {
  const spoken = rules.filter(({ positions }) => positions.length);
  const possible = new Set(spoken.flatMap(({ positions }) => positions));
  const certain = new Set(
    [...possible].filter((id) => spoken.every(({ positions }) => positions.includes(id))),
  );
  return { possible, certain };
}

/** The predictions of some rules in words, each once. */
function expectation(/** @type {Rule[]} */ rules) {
  const [first, ...rest] = [...new Set(rules.map(({ expects }) => expects))];
  return [first, ...rest.map((words) => words[0].toLowerCase() + words.slice(1))].join(", or ");
}

/**
 * What the theories have in common, in a sentence.
 * @param {Rule[][]} rules for each theory, those that are possible
 * @param {Position[]} positions
 */
function agreement(rules, positions) {
  const speaking = rules.map((own) => predicted(own).possible).filter(({ size }) => size);
  if (!speaking.length) return "None of the theories has anything to say here.";
  if (speaking.length === 1) return "Only one of the theories has anything to say here.";
  const all = speaking.length === rules.length ? "all the theories" : "those that speak";
  const shared = positions.filter(({ id }) => speaking.every((ids) => ids.has(id)));
  if (!shared.length) return `No position suits ${all}.`;
  const names = shared.map(({ number, short }) => `${number} ${short}`).join(", ");
  return `Possible by ${all}: ${names}.`;
}

/**
 * Which of the open settings a rule depends on, in words; "" for none.
 * @param {Rule} rule @param {Settings} settings @param {Input[]} inputs
 */
function condition({ when }, settings, inputs) {
  return inputs
    .filter(({ id }) => !settings[id] && when[id]?.length)
    .map(({ id, label, levels }) => {
      const words = levels
        .filter((level) => when[id].includes(level.id))
        .map((level) => level.label);
      return `${label} “${words.join("” or “").toLowerCase()}”`;
    })
    .join(", ");
}

/** Where it is told, and by whom. */
function source(/** @type {{said_by: string, told: string}} */ { said_by, told }) {
  if (said_by === "article") return `The article, ${told}`;
  return told ? `The module, after the article, ${told}` : "The module's inference";
}

// ------------------------------------------------------------------ drawing

/**
 * An element; its children that are text stay text, whatever they look like.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] functions listen, `--names` are set as style
 * @param {...(Node | string | null)} children
 * @returns {any}
 */
function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (name.startsWith("--")) node.style.setProperty(name, value);
    else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

const NOT_SET = { id: "", label: "Not set", meaning: "Left open: every answer stays possible." };

/**
 * The seven places, and which of them are meant.
 * @param {Position[]} positions @param {Set<string>} possible @param {Set<string>} certain
 */
function drawRail(positions, possible, certain) {
  return h(
    "span",
    { class: "hx-rail", "aria-hidden": "true" },
    ...positions.map(({ id, number, light, dark }) =>
      h(
        "span",
        {
          class: "hx-stop",
          "data-is": certain.has(id) ? "certain" : possible.has(id) ? "possible" : false,
          "--light": light,
          "--dark": dark,
        },
        String(number),
      ),
    ),
  );
}

/**
 * @param {{model: Model, el: HTMLElement}} host
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
  // Several explorers may share a page, and each needs names of its own.
  const uid = `hedgelab-${Math.random().toString(36).slice(2, 10)}`;

  let chosen = states.find(({ name }) => name === model.get("start"));
  /** @type {Settings} */
  let settings = Object.fromEntries(inputs.map(({ id }) => [id, chosen?.settings[id] ?? ""]));

  const choose = (/** @type {StateOf | undefined} */ state) => {
    chosen = state;
    settings = Object.fromEntries(inputs.map(({ id }) => [id, state?.settings[id] ?? ""]));
    draw();
  };

  const button = (/** @type {string} */ name, /** @type {StateOf | undefined} */ state) =>
    h("button", { type: "button", class: "hx-button", click: () => choose(state) }, name);
  const buttons = states.map((state) => ({ state, node: button(state.name, state) }));
  const clear = button("Nothing set", undefined);

  const fields = inputs.map(({ id, label, levels }) => {
    const meaning = h("p", { class: "hx-meaning", id: `${uid}-${id}` });
    const all = [...levels, NOT_SET];
    const radios = all.map((level) => ({
      level,
      node: h("input", {
        type: "radio",
        name: `${uid}-${id}`,
        value: level.id,
        change: () => {
          chosen = undefined;
          settings = { ...settings, [id]: level.id };
          draw();
        },
      }),
    }));
    const node = h(
      "fieldset",
      { class: "hx-field", "aria-describedby": meaning.id },
      h("legend", {}, label),
      h(
        "div",
        { class: "hx-levels" },
        ...radios.map((radio) =>
          h("label", { class: "hx-level" }, radio.node, h("span", {}, radio.level.label)),
        ),
      ),
      meaning,
    );
    const update = () => {
      for (const radio of radios) radio.node.checked = radio.level.id === settings[id];
      meaning.textContent = all.find((level) => level.id === settings[id])?.meaning ?? "";
    };
    return { node, update };
  });

  const rows = h("div", { class: "hx-rows" });
  const sum = h("p", { class: "hx-sum" });
  const status = h("p", { class: "hedgelab-unseen", role: "status" });

  const said = (/** @type {Rule | StateOf} */ one, /** @type {string} */ lead) =>
    h(
      "p",
      { class: "hx-reason" },
      lead ? h("strong", {}, `${lead}: `) : null,
      `${one.reason} `,
      h("span", { class: "hx-source" }, source(one)),
    );

  const drawState = (/** @type {StateOf} */ state) =>
    h(
      "div",
      { class: "hx-row is-state", role: "group", "aria-label": state.name },
      h(
        "p",
        { class: "hx-name" },
        state.name,
        h(
          "span",
          {},
          state.said_by === "article"
            ? "where the article places it"
            : "where the module places it",
        ),
      ),
      drawRail(positions, new Set(state.positions), new Set(state.positions)),
      h(
        "div",
        { class: "hx-told" },
        h("p", { class: "hx-expects" }, state.placed),
        said(state, ""),
      ),
    );

  const drawTheory = (/** @type {Theory} */ { name, rules }) => {
    const own = possibleRules(rules, settings);
    const { possible, certain } = predicted(own);
    const is = chosen && verdict(own, chosen);
    return h(
      "div",
      { class: "hx-row", role: "group", "aria-label": name },
      h(
        "p",
        { class: "hx-name" },
        name,
        is ? h("span", { class: "hx-verdict" }, verdicts[is]) : null,
      ),
      drawRail(positions, possible, certain),
      h(
        "div",
        { class: "hx-told" },
        h("p", { class: "hx-expects" }, "Predicts ", h("strong", {}, expectation(own))),
        ...own.map((rule) => said(rule, own.length > 1 ? condition(rule, settings, inputs) : "")),
      ),
    );
  };

  const draw = () => {
    for (const { state, node } of buttons)
      node.setAttribute("aria-pressed", String(state === chosen));
    const isClear = inputs.every(({ id }) => !settings[id]);
    clear.setAttribute("aria-pressed", String(isClear && !chosen));
    for (const field of fields) field.update();
    rows.replaceChildren(...(chosen ? [drawState(chosen)] : []), ...theories.map(drawTheory));
    const possible = theories.map(({ rules }) => possibleRules(rules, settings));
    sum.textContent = agreement(possible, positions);
    const told = theories.map(({ name }, index) => `${name}: ${expectation(possible[index])}.`);
    status.textContent = [...told, sum.textContent].join(" ");
  };

  const heads = h(
    "div",
    { class: "hx-heads", "aria-hidden": "true" },
    h("span", { class: "hx-side" }, "rejects the power"),
    h("span", { class: "hx-side" }, "accepts it"),
    ...positions.map(({ short }) => h("span", { class: "hx-head" }, short)),
  );
  const drawPlace = (/** @type {StateOf} */ state) =>
    h(
      "li",
      { class: "hx-place" },
      h("p", { class: "hx-place-name" }, state.name),
      drawRail(positions, new Set(state.positions), new Set(state.positions)),
      h(
        "p",
        { class: "hx-place-where" },
        state.placed,
        state.said_by === "article" ? "" : " (our span)",
      ),
      h(
        "dl",
        {},
        ...theories.flatMap(({ name, rules }) => {
          const is = verdict(possibleRules(rules, state.settings), state);
          return [h("div", { "data-is": is }, h("dt", {}, name), h("dd", {}, verdicts[is]))];
        }),
      ),
    );

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
    h("div", { class: "hx-fields" }, ...fields.map(({ node }) => node)),
    h("div", { class: "hx-result" }, heads, rows, sum, status),
    h(
      "div",
      { class: "hx-places" },
      h(
        "p",
        { class: "hx-label" },
        "All the states that the article names, and whether each theory fits them",
      ),
      h(
        "div",
        { class: "hx-place hx-place-heads", "aria-hidden": "true" },
        h("div", {}, ...theories.map(({ name }) => h("span", {}, name))),
      ),
      h("ul", {}, ...states.map(drawPlace)),
      h(
        "p",
        { class: "hx-note" },
        "Positions and settings are the article's claims; where it says nothing of a setting, none is set here. " +
          "“Can't be told” means that the answer depends on such a setting.",
      ),
    ),
  );
  draw();
  el.append(root);
  return () => root.remove();
}

export default { render };
