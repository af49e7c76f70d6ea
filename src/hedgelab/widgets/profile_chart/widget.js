// The ProfileChart: hedging profiles per period, under weights that can be changed.
//
// First what is counted and measured (plain functions, none of which
// touches a page), then how it is drawn.  The indices are those of
// hedgelab/profile.py, over weighted acts; a test holds the two together.

/**
 * @typedef {{id: string, number: number, name: string, short: string, side: string,
 *   light: string, dark: string}} Position
 * @typedef {{id: string, label: string, name: string, reader: string}} Group
 * @typedef {{id: string, group: string, domain: string, position: string}} Act
 * @typedef {{positions: Record<string, number>, domains: Record<string, number>}} Weights
 * @typedef {Weights & {id: string, name: string, why: string}} Weighing
 * @typedef {Map<string, Record<string, number>>} Placed by act, the share of it at each position
 * @typedef {{acts: number, counts: number[], weights: number[]}} Profile over the positions
 * @typedef {{students: number, placed: Record<string, Record<string, number>>}} Classroom
 * @typedef {{answers: string, class: string, max_file_bytes: number}} Rules
 * @typedef {{event: string, position?: string | null, changed?: string}} Answer
 * @typedef {{assignment?: string, student?: {id?: string}, answers: Answer[],
 *   saved?: string}} AnswerDocument
 * @typedef {{get(name: string): any, set(name: string, value: unknown): void,
 *   on(event: string, listener: () => void): void,
 *   off(event: string, listener: () => void): void}} Model
 */

// ---------------------------------------------------------------- measures

const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, one) => all + one, 0);

/** Each position's share; NaN throughout where there is nothing. */
export function shares(/** @type {number[]} */ weights) {
  const all = sum(weights);
  return weights.map((weight) => (all ? weight / all : NaN));
}

/**
 * How evenly the two sides weigh, 0 to 1; NaN where neither has an act.
 * @param {number[]} weights @param {string[]} sides
 */
export function balance(weights, sides) {
  const on = (/** @type {string} */ side) => sum(weights.filter((_, at) => sides[at] === side));
  const [rejection, acceptance] = [on("rejection"), on("acceptance")];
  const both = rejection + acceptance;
  return both ? 1 - Math.abs(rejection - acceptance) / both : NaN;
}

/** The mean position number, 1 to 7; NaN for nothing. */
export function centreOfGravity(/** @type {number[]} */ weights) {
  return sum(shares(weights).map((share, at) => share * (at + 1)));
}

/** The effective number of positions, 1 to 7; NaN for nothing. */
export function breadth(/** @type {number[]} */ weights) {
  return 1 / sum(shares(weights).map((share) => share ** 2));
}

/**
 * How a measure moved, as far as the decimals that are shown tell.
 * @param {number} before @param {number} since @param {number} digits
 * @returns {"more" | "less" | "same" | "none"}
 */
function change(before, since, digits) {
  if (Number.isNaN(before) || Number.isNaN(since)) return "none";
  const [from, to] = [before, since].map((number) => Number(number.toFixed(digits)));
  return from === to ? "same" : to > from ? "more" : "less";
}

/**
 * The profile of some acts where somebody has placed them.
 * @param {Act[]} acts @param {Placed} placed @param {Weights} weights @param {Position[]} positions
 * @returns {Profile}
 */
export function profile(acts, placed, weights, positions) {
  const counts = positions.map(() => 0);
  const weighed = positions.map(() => 0);
  const here = acts.filter(({ id }) => placed.has(id));
  for (const { id, domain } of here) {
    const parts = /** @type {Record<string, number>} */ (placed.get(id));
    positions.forEach((position, at) => {
      const part = parts[position.id] ?? 0;
      counts[at] += part;
      weighed[at] += part * weights.positions[position.id] * weights.domains[domain];
    });
  }
  return { acts: here.length, counts, weights: weighed };
}

// ------------------------------------------------------------ who placed what

/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Where the article, and beyond it the module, has the acts. @param {Act[]} acts @returns {Placed} */
function filed(acts) {
  return new Map(acts.map(({ id, position }) => [id, { [position]: 1 }]));
}

/**
 * Where a reader has placed the acts.  On a board an act counts once it was
 * checked, for before that its reading is not to be given away; in a document
 * that the host adds every act does.  The later word counts.
 * @param {Record<string, unknown>} shelf @param {unknown[]} documents @param {Position[]} positions
 * @returns {Placed}
 */
function placedBy(shelf, documents, positions) {
  const works = Object.values(shelf).filter(isObject);
  const seen = new Set(works.flatMap(({ progress }) => Object.keys(progress?.checked ?? {})));
  /** @type {Map<string, {position: string, changed: string}>} */
  const found = new Map();
  const take = (/** @type {unknown} */ document, /** @type {(id: string) => boolean} */ counts) => {
    const answers = isObject(document) && Array.isArray(document.answers) ? document.answers : [];
    for (const { event, position, changed = "" } of answers.filter(isObject)) {
      const before = found.get(event);
      const isKnown = positions.some(({ id }) => id === position);
      if (isKnown && counts(event) && !(before && before.changed > changed)) {
        found.set(event, { position, changed });
      }
    }
  };
  for (const { answers } of works) take(answers, (event) => seen.has(event));
  for (const document of documents) take(document, () => true);
  return new Map([...found].map(([event, { position }]) => [event, { [position]: 1 }]));
}

/** Each act, shared out over the positions at which a class has put it. @returns {Placed} */
function placedByClass(/** @type {Classroom} */ { placed }) {
  return new Map(
    Object.entries(placed).flatMap(([event, votes]) => {
      const all = sum(Object.values(votes));
      const parts = Object.entries(votes).map(([position, count]) => [position, count / all]);
      return all ? [[event, Object.fromEntries(parts)]] : [];
    }),
  );
}

/**
 * Read a class's counts, or one student's answers.
 * @param {string} text @param {Rules} rules @param {Position[]} positions
 * @returns {{classroom?: Classroom, document?: AnswerDocument, problem?: string}}
 */
function readFile(text, rules, positions) {
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { problem: "it is cut off or damaged" };
  }
  const isKnown = (/** @type {unknown} */ id) => positions.some((position) => position.id === id);
  if (isObject(value) && value.format === rules.class) {
    const { students, placed } = value;
    const isCount = (/** @type {unknown} */ count) => Number.isInteger(count) && Number(count) >= 0;
    const isWhole =
      isCount(students) &&
      isObject(placed) &&
      Object.values(placed).every(
        (votes) =>
          isObject(votes) &&
          Object.entries(votes).every(([id, count]) => isKnown(id) && isCount(count)),
      );
    return isWhole ? { classroom: { students, placed } } : { problem: "its counts can't be read" };
  }
  if (isObject(value) && value.format === rules.answers) {
    const isWhole =
      Array.isArray(value.answers) &&
      value.answers.every(
        (answer) =>
          isObject(answer) &&
          typeof answer.event === "string" &&
          (answer.position == null || isKnown(answer.position)),
      );
    return isWhole
      ? { document: /** @type {any} */ (value) }
      : { problem: "an answer in it can't be read" };
  }
  return { problem: `it is neither ${rules.class} nor ${rules.answers}` };
}

/**
 * Count what a class has placed.  Of two files that a student handed in for one
 * assignment the one that was saved later counts.
 * @param {AnswerDocument[]} documents
 * @returns {Classroom}
 */
function classOf(documents) {
  /** @type {Map<string, AnswerDocument>} */
  const latest = new Map();
  const students = new Set();
  documents.forEach((document, index) => {
    const who = document.student?.id || `no name ${index}`;
    students.add(who);
    const what = JSON.stringify([who, document.assignment]);
    if ((latest.get(what)?.saved ?? "") <= (document.saved ?? "")) latest.set(what, document);
  });
  /** @type {Map<string, Record<string, number>>} */
  const placed = new Map();
  for (const { event, position } of [...latest.values()].flatMap(({ answers }) => answers)) {
    if (!position) continue;
    const votes = placed.get(event) ?? {};
    placed.set(event, { ...votes, [position]: (votes[position] ?? 0) + 1 });
  }
  return { students: students.size, placed: Object.fromEntries(placed) };
}

// ------------------------------------------------------------------- words

/** @param {number} number @param {number} digits */
const told = (number, digits) => (Number.isNaN(number) ? "none" : number.toFixed(digits));

/** @param {number} count @param {string} one */
const counted = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;

/** A number of acts, which a class may have split. */
const number = (/** @type {number} */ count) => String(Math.round(count * 10) / 10);

const CHANGES = {
  balance: {
    more: "more even",
    less: "less even",
    same: "as even as before",
    none: "nothing to compare",
  },
  breadth: {
    more: "spread wider",
    less: "more narrowly",
    same: "as widely",
    none: "nothing to compare",
  },
};

const INDICES = [
  {
    id: "balance",
    name: "Balance",
    digits: 2,
    means:
      "How evenly the two sides weigh: one minus the difference between rejection and acceptance " +
      "over their sum. 1 is even, 0 is one side alone. The middle does not enter.",
  },
  {
    id: "centre",
    name: "Centre",
    digits: 1,
    means:
      "The centre of gravity, marked by a small triangle: the mean number of the positions, from 1 to 7. It takes the " +
      "seven to be evenly spaced, which nobody has shown.",
  },
  {
    id: "breadth",
    name: "Breadth",
    digits: 1,
    means:
      "How many positions, each used alike, would be as concentrated as this: one over the sum of the " +
      "squared shares (Laakso and Taagepera 1979).",
  },
];

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

const WIDE = 660; // px from which the positions stand side by side

/**
 * @typedef {{id: "filed" | "reader" | "class", name: string, placed: Placed}} Series
 * @typedef {{series: Series, name: string, profile: Profile, shares: number[], plain: number[],
 *   balance: number, centre: number, breadth: number}} Row
 * @typedef {{group: Group, rows: Row[]}} Block
 */

/** A bar with its share and count; the dashed line is where it stood unweighted. */
function drawBar(
  /** @type {Row} */ row,
  /** @type {Position} */ position,
  /** @type {number} */ most,
) {
  const at = position.number - 1;
  const [share, plain] = [row.shares[at] || 0, row.plain[at] || 0];
  const count = row.profile.counts[at];
  const isMoved = Math.abs(share - plain) > 0.0005;
  const off = row.centre - position.number + 0.5;
  const holdsCentre = off >= 0 && off < 1 + (position.number === 7 ? 1e-9 : 0);
  return [
    h(
      "span",
      {
        class: "hp-track",
        "aria-hidden": "true",
        "--light": position.light,
        "--dark": position.dark,
        "--share": String(share / most),
        "--plain": String(plain / most),
        "--centre": holdsCentre ? String(off) : null,
      },
      h("i", { class: "hp-bar" }),
      isMoved ? h("i", { class: "hp-plain" }) : null,
      holdsCentre ? h("i", { class: "hp-centre" }) : null,
    ),
    h(
      "span",
      { class: count ? "hp-share" : "hp-share is-none" },
      count ? `${Math.round(share * 100)} %` : "0",
      count
        ? h(
            "span",
            { class: "hp-count" },
            ` ${number(count)}`,
            h("span", { class: "hedgelab-unseen" }, count === 1 ? " act" : " acts"),
          )
        : null,
    ),
  ];
}

/** One row for each profile, the positions side by side. */
function drawWide(
  /** @type {Block[]} */ blocks,
  /** @type {Position[]} */ positions,
  /** @type {number} */ most,
) {
  const head = h(
    "tr",
    {},
    h("th", { scope: "col" }, h("span", { class: "hedgelab-unseen" }, "Whose")),
    ...positions.map((position) =>
      h(
        "th",
        { scope: "col", "--light": position.light, "--dark": position.dark },
        h("span", { class: "hp-number" }, String(position.number)),
        // The one long word may break after its first part.
        ` ${position.short.replace(/^(\p{L}{4})(?=\p{L}{8})/u, "$1\u00AD")}`,
      ),
    ),
    ...INDICES.map(({ name }) => h("th", { scope: "col", class: "hp-index" }, name)),
  );
  const bodies = blocks.map(({ group, rows }) =>
    h(
      "tbody",
      {},
      h(
        "tr",
        { class: "hp-period" },
        h("th", { scope: "rowgroup", colspan: 11 }, h("strong", {}, group.label), ` ${group.name}`),
      ),
      ...rows.map((row) =>
        h(
          "tr",
          { "data-series": row.series.id },
          h("th", { scope: "row" }, row.name, h("span", {}, counted(row.profile.acts, "act"))),
          ...positions.map((position) => h("td", {}, ...drawBar(row, position, most))),
          ...measures(row).map((measure) => h("td", { class: "hp-index" }, measure)),
        ),
      ),
    ),
  );
  return h("table", { class: "hp-table is-wide" }, h("thead", {}, head), ...bodies);
}

const measures = (/** @type {Row} */ row) => [
  ...INDICES.map(({ id, digits }) => told(row[/** @type {"balance"} */ (id)], digits)),
];

/** A table for each period, the positions one under another. */
function drawNarrow(
  /** @type {Block[]} */ blocks,
  /** @type {Position[]} */ positions,
  /** @type {number} */ most,
) {
  return h(
    "div",
    {},
    ...blocks.map(({ group, rows }) =>
      h(
        "table",
        { class: "hp-table is-narrow" },
        h("caption", {}, h("strong", {}, group.label), ` ${group.name}`),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, h("span", { class: "hedgelab-unseen" }, "Position")),
            ...rows.map(({ name, profile }) =>
              h("th", { scope: "col" }, name, h("span", {}, counted(profile.acts, "act"))),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          ...positions.map((position) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, `${position.number} ${position.short}`),
              ...rows.map((row) =>
                h("td", { "data-series": row.series.id }, ...drawBar(row, position, most)),
              ),
            ),
          ),
          ...INDICES.map(({ name }, index) =>
            h(
              "tr",
              { class: "hp-measure" },
              h("th", { scope: "row" }, name),
              ...rows.map((row) => h("td", {}, measures(row)[index])),
            ),
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {{model: Model, el: HTMLElement}} host
 * @returns {() => void} take it down again
 */
function render({ model, el }) {
  /** @type {Position[]} */
  const positions = model.get("positions");
  const sides = positions.map(({ side }) => side);
  /** @type {Group[]} */
  const groups = model.get("groups");
  /** @type {Act[]} */
  const acts = model.get("acts");
  /** @type {string[]} */
  const domains = model.get("domains");
  /** @type {Weighing[]} */
  const weighings = model.get("weighings");
  /** @type {string[]} */
  const compared = model.get("compared");
  /** @type {Rules} */
  const rules = model.get("rules");
  // Several charts may share a page, and each needs names of its own.
  const uid = `hedgelab-${Math.random().toString(36).slice(2, 10)}`;

  const [once] = weighings;
  /** @type {Weights} */
  let weights = once;
  /** Whose profiles are hidden. @type {Set<string>} */
  const hidden = new Set();
  let onlyMine = false;
  /** The files that were added to the class. @type {AnswerDocument[]} */
  let documents = [];
  /** @type {Classroom} */
  let classroom = { students: 0, placed: {} };
  let width = 0;

  /** @returns {Series[]} */
  const allSeries = () => [
    { id: "filed", name: "Article", placed: filed(acts) },
    {
      id: "reader",
      name: "You",
      placed: placedBy(model.get("shelf"), model.get("answers"), positions),
    },
    { id: "class", name: "Class", placed: placedByClass(classroom) },
  ];

  /** @returns {Block[]} */
  const compute = () => {
    const series = allSeries();
    const mine = series[1].placed;
    const wanted = series.filter(({ id }) => !hidden.has(id));
    return groups.map((group) => {
      const own = acts.filter(
        ({ id, group: at }) => at === group.id && (!onlyMine || mine.has(id)),
      );
      const present = wanted.filter(({ placed }) => own.some(({ id }) => placed.has(id)));
      const rows = present.map((one) => {
        const is = profile(own, one.placed, weights, positions);
        return {
          series: one,
          name: one.id === "filed" && group.reader === "module" ? "Module" : one.name,
          profile: is,
          shares: shares(is.weights),
          plain: shares(is.counts),
          balance: balance(is.weights, sides),
          centre: centreOfGravity(is.weights),
          breadth: breadth(is.weights),
        };
      });
      return { group, rows };
    });
  };

  // -- weights
  const why = h("p", { class: "hp-why", id: `${uid}-why` });
  const own = {
    id: "own",
    name: "Your own",
    why: "Set below, field by field and position by position.",
  };
  const radios = [...weighings, own].map(({ id, name }) => ({
    id,
    node: h("input", {
      type: "radio",
      name: `${uid}-weights`,
      value: id,
      change: () => {
        weights = weighings.find((weighing) => weighing.id === id) ?? copied(weights);
        if (id === own.id) sliders.open = true;
        draw();
      },
    }),
    name,
  }));
  const copied = (/** @type {Weights} */ from) => ({
    positions: { ...from.positions },
    domains: { ...from.domains },
  });
  const drawSlider = (
    /** @type {"positions" | "domains"} */ kind,
    /** @type {string} */ id,
    /** @type {string} */ name,
  ) => {
    const shown = h("output", { "aria-hidden": "true" });
    const slider = h("input", {
      type: "range",
      min: 0,
      max: 3,
      step: 0.5,
      "aria-label": name,
      input: () => {
        const changed = copied(weights);
        changed[kind][id] = Number(slider.value);
        weights = changed;
        draw();
      },
    });
    const node = h("label", { class: "hp-slider" }, h("span", {}, name), slider, shown);
    const update = () => {
      const weight = weights[kind][id];
      slider.value = String(weight);
      slider.setAttribute("aria-valuetext", `${weight} times`);
      shown.textContent = `× ${weight}`;
    };
    return { node, update };
  };
  const ofPositions = positions.map(({ id, number: n, short }) =>
    drawSlider("positions", id, `${n} ${short}`),
  );
  const ofDomains = domains.map((id) =>
    drawSlider("domains", id, id[0].toUpperCase() + id.slice(1)),
  );
  const sliders = h(
    "details",
    { class: "hp-own" },
    h("summary", {}, "Set the weights one by one"),
    h(
      "div",
      { class: "hp-sliders", role: "group", "aria-label": "Weight of an act, by its field" },
      h("p", { class: "hp-label" }, "By field"),
      ...ofDomains.map(({ node }) => node),
    ),
    h(
      "div",
      { class: "hp-sliders", role: "group", "aria-label": "Weight of an act, by its position" },
      h("p", { class: "hp-label" }, "By position"),
      ...ofPositions.map(({ node }) => node),
    ),
  );

  // -- whose
  const toggles = ["filed", "reader", "class"].map((id) => {
    const box = h("input", {
      type: "checkbox",
      checked: true,
      change: () => {
        if (box.checked) hidden.delete(id);
        else hidden.add(id);
        draw();
      },
    });
    const name = h("span", {});
    return {
      id,
      box,
      name,
      node: h(
        "label",
        { class: "hp-toggle", "data-series": id },
        box,
        h("i", { class: "hp-swatch" }),
        name,
      ),
    };
  });
  const only = h("input", {
    type: "checkbox",
    change: () => {
      onlyMine = only.checked;
      draw();
    },
  });
  const onlyLabel = h(
    "label",
    { class: "hp-toggle" },
    only,
    h("span", {}, "Only acts that you have placed"),
  );

  // -- class
  const said = h("p", { class: "hp-said", role: "status" });
  const picker = h("input", {
    type: "file",
    accept: ".json,application/json",
    multiple: true,
    id: `${uid}-files`,
    change: () => addFiles([...(picker.files ?? [])]),
  });
  const addFiles = async (/** @type {File[]} */ files) => {
    /** @type {string[]} */
    const refused = [];
    let count = 0;
    for (const file of files) {
      const found =
        file.size > rules.max_file_bytes
          ? { problem: "it is too large" }
          : readFile(await file.text(), rules, positions);
      if (found.problem) refused.push(`${file.name}: ${found.problem}.`);
      else if (found.classroom) [documents, classroom, count] = [[], found.classroom, count + 1];
      else if (found.document) {
        documents = [...documents, found.document];
        [classroom, count] = [classOf(documents), count + 1];
      }
    }
    picker.value = "";
    draw();
    said.textContent = [
      count ? `${counted(count, "file")} read: ${counted(classroom.students, "student")}.` : "",
      refused.length ? `Not read, ${refused.join(" ")}` : "",
    ]
      .filter(Boolean)
      .join(" ");
  };
  const save = h(
    "button",
    {
      type: "button",
      class: "hp-button",
      click: () => {
        const text = JSON.stringify({ format: rules.class, ...classroom }, null, 2) + "\n";
        const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
        const link = h("a", { href, download: "class.json" });
        root.append(link);
        link.click();
        link.remove();
        setTimeout(() => URL.revokeObjectURL(href));
      },
    },
    "Save the class's counts",
  );
  const remove = h(
    "button",
    {
      type: "button",
      class: "hp-button",
      click: () => {
        [documents, classroom] = [[], { students: 0, placed: {} }];
        draw();
        said.textContent = "The class is gone from this chart.";
        picker.focus();
      },
    },
    "Remove the class",
  );

  // -- the claim
  const verdict = h("div", { class: "hp-verdict", role: "status" });
  const drawVerdict = (/** @type {Block[]} */ blocks) => {
    const [before, since] = compared.map((id) => blocks.find(({ group }) => group.id === id));
    if (!before || !since) return [];
    return [
      h(
        "p",
        { class: "hp-claim" },
        `More even since 2008? ${since.group.label} against ${before.group.label}, by these weights:`,
      ),
      ...since.rows.flatMap((now) => {
        const then = before.rows.find(({ series }) => series.id === now.series.id);
        if (!then) return [];
        const even = change(then.balance, now.balance, 2);
        const wide = change(then.breadth, now.breadth, 1);
        return h(
          "p",
          {},
          `${now.name}: `,
          h("strong", {}, CHANGES.balance[even]),
          ` (balance ${told(then.balance, 2)}, then ${told(now.balance, 2)}); `,
          `${CHANGES.breadth[wide]} (breadth ${told(then.breadth, 1)}, then ${told(now.breadth, 1)}).`,
        );
      }),
    ];
  };

  const picture = h("div", { class: "hp-picture" });
  const ruler = h("div", { class: "hp-ruler" });
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
    h(
      "fieldset",
      { class: "hp-weights", "aria-describedby": why.id },
      h("legend", {}, "How much an act weighs"),
      h(
        "div",
        { class: "hp-levels" },
        ...radios.map(({ node, name }) =>
          h("label", { class: "hp-level" }, node, h("span", {}, name)),
        ),
      ),
      why,
    ),
    sliders,
    verdict,
    h(
      "div",
      { class: "hp-whose", role: "group", "aria-label": "Whose profiles" },
      ...toggles.map(({ node }) => node),
      onlyLabel,
    ),
    picture,
    h(
      "p",
      { class: "hp-note" },
      "Each bar is a share of the weight; the number beside it counts acts. A dashed line shows where a bar stands with each act counted once.",
    ),
    h(
      "details",
      { class: "hp-means" },
      h("summary", {}, "What the three numbers mean"),
      h("dl", {}, ...INDICES.flatMap(({ name, means }) => [h("dt", {}, name), h("dd", {}, means)])),
    ),
    h(
      "details",
      { class: "hp-class" },
      h("summary", {}, "Add a class"),
      h(
        "p",
        {},
        "An instructor can give a file with the class's counts, or you can choose all the answer files of a class at once. " +
          "They are read here and sent nowhere. The saved counts hold no names.",
      ),
      h(
        "p",
        { class: "hp-files" },
        h("label", { for: picker.id }, "The files"),
        picker,
        save,
        remove,
      ),
      said,
    ),
  );

  let seen = "";
  const draw = () => {
    const chosen = weighings.find((weighing) => weighing === weights) ?? own;
    for (const { id, node } of radios) node.checked = id === chosen.id;
    why.textContent = chosen.why;
    for (const { update } of [...ofPositions, ...ofDomains]) update();

    const placed = Object.fromEntries(
      allSeries().map((one) => [one.id, acts.filter(({ id }) => one.placed.has(id)).length]),
    );
    const isOurs = groups.every(({ reader }) => reader === "module");
    const names = {
      filed: isOurs ? "Module" : "Article",
      reader: placed.reader ? `You: ${counted(placed.reader, "act")}` : "You: nothing checked yet",
      class: placed.class ? `Class: ${counted(classroom.students, "student")}` : "Class: not added",
    };
    for (const { id, box, name } of toggles) {
      box.disabled = !placed[id];
      box.checked = Boolean(placed[id]) && !hidden.has(id);
      name.textContent = names[/** @type {"filed"} */ (id)];
    }
    onlyLabel.hidden = !placed.reader;
    if (!placed.reader) onlyMine = only.checked = false;
    save.hidden = remove.hidden = !placed.class;

    const blocks = compute();
    const most = Math.max(
      0.01,
      ...blocks.flatMap(({ rows }) =>
        rows.flatMap((row) => [...row.shares, ...row.plain].filter((share) => share > 0)),
      ),
    );
    const isWide = width >= WIDE;
    picture.replaceChildren(
      isWide ? drawWide(blocks, positions, most) : drawNarrow(blocks, positions, most),
    );
    const lines = drawVerdict(blocks);
    const words = lines.map((line) => line.textContent).join(" ");
    // What has not changed is not to be read out again.
    if (words !== seen) verdict.replaceChildren(...lines);
    verdict.hidden = !lines.length;
    seen = words;
  };

  const takeClass = () => {
    const given = readFile(JSON.stringify(model.get("classroom")), rules, positions).classroom;
    if (given) [documents, classroom] = [[], given];
    draw();
  };
  const watch = new ResizeObserver(() => {
    if (ruler.clientWidth === width) return;
    const was = width >= WIDE;
    width = ruler.clientWidth;
    if (was !== width >= WIDE) draw();
  });
  takeClass();
  model.on("change:shelf", draw);
  model.on("change:answers", draw);
  model.on("change:classroom", takeClass);
  watch.observe(ruler);
  el.append(root);
  return () => {
    watch.disconnect();
    model.off("change:shelf", draw);
    model.off("change:answers", draw);
    model.off("change:classroom", takeClass);
    root.remove();
  };
}

export default { render };
