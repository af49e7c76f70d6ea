// MyReading: what a reader placed in all chapters, beside the article's readings.
//
// First what it knows and decides (plain functions, none of which
// touches a page), then how it is drawn.  The module imports nothing and stores
// nothing.  Its host hands it the work that the boards keep as the trait `shelf`
// and puts back what changes there: hedgelab/host.js from the reader's browser,
// a notebook from files.

/**
 * @typedef {{id: string, number: number, name: string, short: string,
 *   light: string, dark: string}} Position
 * @typedef {{position: string, reader: string, credit: number}} Reading
 * @typedef {{event_id: string, title: string, date_text: string, group: string,
 *   readings: Reading[]}} ReadEvent
 * @typedef {{title: string, href: string}} Page
 * @typedef {{id: string, label: string, name: string, reader: "article" | "module",
 *   page: Page | null, total: number}} Group
 * @typedef {{event: string, position?: string | null, changed?: string}} Answer
 * @typedef {{format: string, assignment: string, answers: Answer[]}} AnswerDocument
 * @typedef {{answers: AnswerDocument, progress: {checked: Record<string, string>}}} Work
 * @typedef {Record<string, unknown>} Shelf the boards' work by storage key
 * @typedef {{format: string, positions: Position[], rules: {format: string,
 *   confidence: {value: number}[], max_file_bytes: number,
 *   patterns: {id: string, digest: string, moment: string}}}} Setting
 * @typedef {{position: string, assignment: string, changed: string, seen: boolean}} Placement
 * @typedef {{event: ReadEvent, mine: Placement, other: Reading, steps: number,
 *   isReading: boolean}} Pair
 * @typedef {{event: ReadEvent, mine: Placement, isReading: boolean}} Unfiled
 * @typedef {{group: Group, placed: number, hidden: number, pairs: Pair[],
 *   unfiled: Unfiled[], alone: string[]}} Section
 * @typedef {{get(name: string): any, set(name: string, value: unknown): void,
 *   on(event: string, listener: () => void): void,
 *   off(event: string, listener: () => void): void, save_changes(): void}} Model
 */

const BOARDS = "board:practice:";

// ------------------------------------------------------------------- work

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Say what keeps a document from being one that a board takes up.
 * @param {unknown} value @param {Setting} setting
 * @returns {string} "" where nothing does
 */
function problemWith(value, { rules, positions }) {
  if (!isObject(value)) return "it holds no answers";
  if (value.format !== rules.format) {
    return `its format is ${JSON.stringify(value.format ?? null)}, and this page reads “${rules.format}”`;
  }
  const fits = (/** @type {unknown} */ text, /** @type {string} */ pattern) =>
    typeof text === "string" && new RegExp(`^(?:${pattern})$`, "u").test(text);
  const isText = (/** @type {unknown} */ text) => text == null || typeof text === "string";
  const { id, digest, moment } = rules.patterns;
  if (!fits(value.assignment, id)) return "it doesn’t say which board it is for";
  const student = value.student ?? {};
  const isWhole =
    (value.sheet == null || fits(value.sheet, digest)) &&
    (value.saved == null || fits(value.saved, moment)) &&
    isObject(student) &&
    isText(student.id) &&
    isText(student.name) &&
    Array.isArray(value.answers);
  if (!isWhole) return "part of it is missing or damaged";
  const seen = new Set();
  for (const answer of /** @type {unknown[]} */ (value.answers)) {
    if (!isObject(answer) || !fits(answer.event, id)) return "an answer in it names no event";
    if (seen.has(answer.event)) return `it has two answers for “${answer.event}”`;
    seen.add(answer.event);
    const { position, confidence, justification, changed } = answer;
    const isKnown = position == null || positions.some((stop) => stop.id === position);
    const isSure = confidence == null || rules.confidence.some(({ value }) => value === confidence);
    const isDated = changed == null || fits(changed, moment);
    if (!isKnown || !isSure || !isText(justification) || !isDated) {
      return `its answer for “${answer.event}” can’t be read`;
    }
  }
  return "";
}

/**
 * A board's work, if it can be read.
 * @param {unknown} kept @param {Setting} setting
 * @returns {Work | null}
 */
function workIn(kept, setting) {
  if (!isObject(kept) || problemWith(kept.answers, setting)) return null;
  const { progress } = kept;
  const checked = isObject(progress) && isObject(progress.checked) ? progress.checked : {};
  return /** @type {Work} */ ({ answers: kept.answers, progress: { checked } });
}

/**
 * The readable work on a shelf, and how many boards' work is not.
 * @param {Shelf} shelf @param {Setting} setting
 * @returns {{works: Work[], unreadable: number}}
 */
function worksOn(shelf, setting) {
  const found = Object.values(shelf).map((kept) => workIn(kept, setting));
  const works = /** @type {Work[]} */ (found.filter(Boolean));
  return { works, unreadable: found.length - works.length };
}

/**
 * Where each event stands.  Two boards can hold the same event: the later word
 * counts, and what was checked on one of them is no secret on the other.
 * @param {Work[]} works
 * @returns {Map<string, Placement>}
 */
function placements(works) {
  /** @type {Map<string, Placement>} */
  const placed = new Map();
  const seen = new Set(works.flatMap(({ progress }) => Object.keys(progress.checked)));
  for (const { answers } of works) {
    for (const { event, position, changed = "" } of answers.answers) {
      const before = placed.get(event);
      if (!position || (before && before.changed > changed)) continue;
      const { assignment } = answers;
      placed.set(event, { position, assignment, changed, seen: seen.has(event) });
    }
  }
  return placed;
}

// ---------------------------------------------------------------- reading

/**
 * Steps from one position to another, signed towards acceptance.
 * @param {string} from @param {string} to @param {Position[]} positions
 */
function steps(from, to, positions) {
  const number = (/** @type {string} */ id) => positions.find((p) => p.id === id)?.number ?? NaN;
  return number(to) - number(from);
}

/**
 * The reading to compare with: in the article's periods the article's, and
 * beyond the article the module's, where it is one that has full credit.
 * @param {ReadEvent} event @param {Group} group
 * @returns {Reading | null}
 */
function reference({ readings }, { reader }) {
  return readings.find((reading) => reading.reader === reader && reading.credit === 1) ?? null;
}

/**
 * What can be told of a group of events.  Acts that the reader never checked
 * stay out of the comparison unless they are asked for: it would give them away.
 * @param {Group} group @param {ReadEvent[]} events
 * @param {Map<string, Placement>} placed @param {Position[]} positions @param {boolean} all
 * @returns {Section}
 */
function sectionOf(group, events, placed, positions, all) {
  /** @type {Section} */
  const section = { group, placed: 0, hidden: 0, pairs: [], unfiled: [], alone: [] };
  for (const event of events) {
    const mine = placed.get(event.event_id);
    if (!mine || event.group !== group.id) continue;
    section.placed += 1;
    section.alone.push(mine.position);
    if (!all && !mine.seen) {
      section.hidden += 1;
      continue;
    }
    const isReading = event.readings.some(({ position }) => position === mine.position);
    const other = reference(event, group);
    if (other) {
      const off = steps(other.position, mine.position, positions);
      section.pairs.push({ event, mine, other, steps: off, isReading });
    } else section.unfiled.push({ event, mine, isReading });
  }
  return section;
}

/** @param {string[]} placed @param {Position[]} positions how many stand at each */
function profile(placed, positions) {
  return positions.map(({ id }) => placed.filter((other) => other === id).length);
}

/** @param {Pair[]} pairs those that differ, the furthest first */
function differences(pairs) {
  return pairs
    .filter((pair) => pair.steps)
    .sort((one, two) => Math.abs(two.steps) - Math.abs(one.steps));
}

/** @param {number} count @param {string} one @param {string} [many] */
function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/** @param {Group} group whose readings the reader's are compared with */
function whose({ reader }) {
  return reader === "article" ? "The article" : "This module";
}

/**
 * What a comparison shows, in a sentence.
 * @param {Pair[]} pairs @param {Group} group
 */
function finding(pairs, group) {
  const they = whose(group).replace(/^T/, "t");
  if (!differences(pairs).length) {
    return pairs.length === 1
      ? `You place this act where ${they} has it.`
      : `You place all ${pairs.length} acts where ${they} has them.`;
  }
  const mean = pairs.reduce((sum, pair) => sum + pair.steps, 0) / (pairs.length || 1);
  const far = Math.round(Math.abs(mean) * 10) / 10;
  const over = pairs.length === 1 ? "this act" : `these ${pairs.length} acts`;
  if (!far) return `Over ${over} you lean neither way further than ${they} does.`;
  const unit = far < 1 ? "of a step" : far === 1 ? "step" : "steps";
  const way = mean > 0 ? "acceptance" : "rejection";
  const lean = `you lean ${far} ${unit} further towards ${way} than ${they} does`;
  return pairs.length === 1 ? `On this act ${lean}.` : `On average over ${over} ${lean}.`;
}

/**
 * How far apart two placements are, in words.
 * @param {Pair} pair @param {Group} group
 */
function distance(pair, group) {
  const way = pair.steps > 0 ? "acceptance" : "rejection";
  const far = `${counted(Math.abs(pair.steps), "step")} towards ${way}`;
  if (!pair.isReading) return far;
  const case_ = group.reader === "article" ? "the module makes a case for yours" : "it has a case";
  return `${far}; ${case_}`;
}

// ------------------------------------------------------------------- file

/** The moment as answer files write it: UTC, to the second. */
function timestamp(moment = new Date()) {
  return moment.toISOString().replace(/\.\d+Z$/, "Z");
}

/** @param {Work[]} works @param {Setting} setting @param {string} saved */
function fileText(works, { format }, saved = timestamp()) {
  return JSON.stringify({ format, saved, boards: works }, null, 2) + "\n";
}

/**
 * Read a saved reading, or a single board's answer file.
 * @param {string} text @param {Setting} setting
 * @returns {{works: Work[], message: string}} a message where it can't be read
 */
function readFile(text, setting) {
  const refuse = (/** @type {string} */ message) => ({ works: [], message });
  const another = "Choose a file that “Save my reading” or a board’s “Save answers” wrote.";
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return refuse(`It is cut off or damaged: it can’t be read as JSON. ${another}`);
  }
  if (!isObject(value)) return refuse(`It holds no reading. ${another}`);
  const family = (/** @type {unknown} */ format) => String(format).split("/")[0];
  const formats = [setting.format, setting.rules.format];
  if (!formats.includes(String(value.format))) {
    return formats.some((format) => family(format) === family(value.format))
      ? refuse(
          `It says it is “${value.format}”, and this page reads ${formats.join(" and ")}. Get the newer edition of this page.`,
        )
      : refuse(`It is neither a saved reading nor an answer file. ${another}`);
  }
  const boards = value.format === setting.format ? value.boards : [{ answers: value }];
  if (!Array.isArray(boards)) return refuse(`Its list of boards is missing. ${another}`);
  const works = [];
  for (const [index, board] of boards.entries()) {
    const work = workIn(board, setting);
    if (!work) {
      const problem = isObject(board) ? problemWith(board.answers, setting) : "it is no board";
      return refuse(`Board ${index + 1} in it can’t be taken up: ${problem}. ${another}`);
    }
    works.push(work);
  }
  return { works, message: "" };
}

/**
 * A shelf with other work on it.  What lies there and can't be read stays.
 * @param {Shelf} shelf @param {Work[]} works @param {Setting} setting
 * @returns {{shelf: Shelf, before: Work[], kept: string[]}} what was there before, to take
 *   the step back, and the boards that were left as they are
 */
function withWorks(shelf, works, setting) {
  const next = { ...shelf };
  const before = [];
  const kept = [];
  for (const work of works) {
    const { assignment } = work.answers;
    const key = BOARDS + assignment;
    const there = Object.hasOwn(shelf, key) ? workIn(shelf[key], setting) : emptied(work);
    if (!there) kept.push(assignment);
    else {
      before.push(there);
      // Practice asks for no name: whose file it was stays in the file.
      const answers = { .../** @type {any} */ (work.answers) };
      delete answers.student;
      next[key] = { ...work, answers };
    }
  }
  return { shelf: next, before, kept };
}

/** @param {Work} work the same board with nothing on it @returns {Work} */
function emptied({ answers: { format, assignment } }) {
  return { answers: { format, assignment, answers: [] }, progress: { checked: {} } };
}

// ---------------------------------------------------------------- drawing

/**
 * An element.  Children that are text become text, whatever they look like.
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
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Write text only where it differs, so that nothing is announced anew. */
function write(/** @type {HTMLElement} */ node, /** @type {string} */ text) {
  if (node.textContent !== text) node.textContent = text;
}

/** @param {Page} page */
function linked({ title, href }) {
  return href ? h("a", { href }, title) : h("span", {}, title);
}

/** @param {Page} board @param {ReadEvent} event where an act's card is, as boards know it */
function cardOn({ href }, { event_id }) {
  return href && `${href}--${event_id}`;
}

/**
 * A profile as a table that is drawn as bars: the reader's to the left of each
 * position, the other's to the right.
 * @param {Section} section @param {Position[]} positions
 */
function drawProfile({ group, pairs, alone }, positions) {
  const isCompared = pairs.length > 0;
  const mine = profile(isCompared ? pairs.map((pair) => pair.mine.position) : alone, positions);
  const theirs = profile(
    pairs.map((pair) => pair.other.position),
    positions,
  );
  // A single act is no full bar.
  const most = Math.max(6, ...mine, ...theirs);
  const cell = (/** @type {string} */ side, /** @type {number} */ count) =>
    h(
      "td",
      { class: count ? side : `${side} mr-none`, "--share": String(count / most) },
      h("i", { "aria-hidden": "true" }),
      h("span", {}, String(count)),
    );
  const head = (/** @type {string} */ side, /** @type {string} */ text) =>
    h("th", { scope: "col", class: side }, text);
  const rows = positions.map(({ number, short, light, dark }, index) =>
    h(
      "tr",
      { "--light": light, "--dark": dark },
      h("th", { scope: "row", class: "mr-position" }, h("b", {}, String(number)), ` ${short}`),
      cell("mr-mine", mine[index]),
      isCompared ? cell("mr-theirs", theirs[index]) : null,
    ),
  );
  return h(
    "table",
    { class: "mr-profile" },
    h(
      "caption",
      {},
      isCompared
        ? `${counted(pairs.length, "act")} that both place`
        : `${counted(alone.length, "act")} that you placed`,
    ),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        head("mr-position", "Position"),
        head("mr-mine", "You"),
        isCompared ? head("mr-theirs", whose(group)) : null,
      ),
    ),
    h("tbody", {}, ...rows),
  );
}

/**
 * An act in a list: when, what, where it was placed, and in which chapter.
 * @param {{event: ReadEvent, mine: Placement, other?: Reading}} act
 * @param {string} remark
 * @param {Group} group @param {Record<string, Page>} boards @param {Position[]} positions
 */
function drawAct({ event, mine, other }, remark, group, boards, positions) {
  const board = boards[mine.assignment];
  const page = board ? { ...board, href: cardOn(board, event) } : group.page;
  const place = (/** @type {string} */ who, /** @type {string} */ id) =>
    h(
      "span",
      {},
      `${who}: `,
      h("b", {}, positions.find((position) => position.id === id)?.name ?? id),
    );
  const stops = positions.map(({ id, light, dark }) => {
    const marks = [id === mine.position && "mr-at-mine", id === other?.position && "mr-at-theirs"];
    return h("i", { class: marks.filter(Boolean).join(" "), "--light": light, "--dark": dark });
  });
  return h(
    "li",
    { "data-event": event.event_id },
    h("span", { class: "mr-when" }, event.date_text),
    h("span", { class: "mr-what" }, event.title),
    h("span", { class: "mr-rail", "aria-hidden": "true" }, ...stops),
    h(
      "span",
      { class: "mr-places" },
      place("You", mine.position),
      other ? place(whose(group), other.position) : null,
      h("span", { class: "mr-remark" }, remark, page ? " · " : null, page ? linked(page) : null),
    ),
  );
}

/**
 * @param {Section} section @param {Record<string, Page>} boards @param {Position[]} positions
 */
function drawSection(section, boards, positions) {
  const { group, pairs, unfiled, hidden, placed } = section;
  const { label, name, page, total, id } = group;
  const they = whose(group).replace(/^T/, "t");
  const differ = differences(pairs);
  const same = pairs.length - differ.length;
  const act = (/** @type {Pair | Unfiled} */ given, /** @type {string} */ remark) =>
    drawAct(given, remark, group, boards, positions);
  const list = (/** @type {string} */ title, /** @type {Node[]} */ items) =>
    items.length ? h("div", { class: "mr-list" }, h("h4", {}, title), h("ul", {}, ...items)) : null;
  return h(
    "section",
    { class: "mr-section", "data-group": id },
    h("h3", {}, label, " ", h("small", {}, name)),
    h(
      "p",
      { class: "mr-quiet" },
      `${placed} of ${counted(total, "act")} placed`,
      page ? " · " : null,
      page ? linked(page) : null,
    ),
    pairs.length ? h("p", { class: "mr-finding" }, finding(pairs, group)) : null,
    h(
      "div",
      { class: "mr-columns" },
      drawProfile(section, positions),
      h(
        "div",
        { class: "mr-lists" },
        differ.length
          ? h("p", {}, `${same} of ${counted(pairs.length, "act")} where ${they} has them.`)
          : null,
        hidden
          ? h("p", { class: "mr-quiet" }, `${counted(hidden, "act")} not checked, and left out.`)
          : null,
        list(
          "Where you differ",
          differ.map((pair) => act(pair, distance(pair, group))),
        ),
        list(
          group.reader === "article"
            ? "Acts that the article files nowhere"
            : "Acts that resist coding",
          unfiled.map((one) =>
            act(one, one.isReading ? "the module makes a case for it" : "the module differs"),
          ),
        ),
      ),
    ),
  );
}

/**
 * The chapters in which nothing is placed yet.
 * @param {Section[]} found
 */
function drawRest(found) {
  const pages = found.flatMap(({ group, placed }) => (group.page && !placed ? group.page : []));
  if (!pages.length) return null;
  return h(
    "section",
    { class: "mr-section" },
    h("h3", {}, "Nothing placed yet"),
    h("ul", { class: "mr-rest" }, ...pages.map((page) => h("li", {}, linked(page)))),
  );
}

/**
 * What a reader finds who has placed nothing.
 * @param {Page} first
 */
function drawPointer(first) {
  return h(
    "div",
    { class: "mr-pointer" },
    h(
      "p",
      {},
      "Begin with ",
      linked(first),
      ". At its end a few acts wait to be placed, and what you place there appears here.",
    ),
    h(
      "p",
      { class: "mr-quiet" },
      "You have placed some before? They are in the browser in which you placed them. Where the " +
        "book is opened from a folder, some browsers keep the work of each page apart: save your " +
        "answers in the chapter then, and load the file here.",
    ),
  );
}

/**
 * @param {string} name @param {string} text
 * @param {HTMLElement} near where to hang the link while it is clicked
 */
function download(name, text, near) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = h("a", { href: address, download: name, hidden: "" });
  near.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const FILE = "my-reading.hedgelab.json";

/**
 * Draw the reading, and keep it in step with its model.
 * @param {{model: Model, el: HTMLElement}} host
 * @returns {() => void} take everything down again
 */
function render({ model, el }) {
  /** @type {Group[]} */
  const groups = model.get("groups");
  /** @type {ReadEvent[]} */
  const events = model.get("events");
  /** @type {Record<string, Page>} */
  const boards = model.get("boards");
  /** @type {Position[]} */
  const positions = model.get("positions");
  /** @type {Setting} */
  const setting = { format: model.get("format"), rules: model.get("rules"), positions };
  const shelf = () => /** @type {Shelf} */ (model.get("shelf") ?? {});

  const tally = h("p", { class: "mr-tally" });
  const trouble = h("p", { class: "mr-trouble" });
  const said = h("p", { class: "mr-said" });
  const notice = h("p", { class: "mr-said" });
  const undo = h("button", { type: "button", class: "mr-button", click: () => takeBack() });
  const file = h("input", {
    type: "file",
    class: "hedgelab-unseen",
    accept: ".json,application/json",
    tabindex: "-1",
    "aria-hidden": "true",
    change: async () => {
      const [chosen] = file.files;
      if (chosen) await load(chosen);
      // The same file may be mended and chosen again.
      file.value = "";
    },
  });
  const save = h("button", { type: "button", click: keep }, "Save my reading");
  const open = h("button", { type: "button", click: () => file.click() }, "Load a file");
  const print = h(
    "button",
    { type: "button", class: "mr-print", click: () => globalThis.print() },
    "Print",
  );
  const all = h("input", {
    type: "checkbox",
    change: () => {
      model.set("all_placed", all.checked);
      model.save_changes();
    },
  });
  const allWords = h("span");
  const choice = h("label", { class: "mr-choice" }, all, allWords);
  const sections = h("div");
  const actions = { class: "mr-actions", role: "group", "aria-label": "Your reading" };
  const root = h(
    "div",
    { class: "hedgelab-my-reading hedgelab-ground", role: "group", "aria-label": "My reading" },
    h("div", { class: "mr-head" }, tally, h("div", actions, save, open, print)),
    file,
    h("div", { class: "mr-status" }, h("div", { role: "status" }, said, notice), undo),
    trouble,
    choice,
    sections,
  );

  /** @type {() => void} */
  let takeBack = () => {};

  function say(/** @type {string} */ words, offer = "") {
    write(said, words);
    write(undo, offer);
    undo.hidden = !offer;
  }

  function keep() {
    download(FILE, fileText(worksOn(shelf(), setting).works, setting), root);
    say(`Saved as ${FILE}, where your browser puts downloads.`);
  }

  /** @param {Shelf} next */
  function put(next) {
    model.set("shelf", next);
    model.save_changes();
  }

  /** @param {File} chosen */
  async function load(chosen) {
    const refuse = (/** @type {string} */ why) =>
      say(`“${chosen.name}” was not loaded. ${why} Nothing has changed here.`);
    const limit = setting.rules.max_file_bytes;
    if (chosen.size > limit) {
      refuse(`It is larger than the ${Math.round(limit / 1024)} kB that such a file may have.`);
      return;
    }
    const { works, message } = readFile(await chosen.text(), setting);
    if (message) {
      refuse(message);
      return;
    }
    const { shelf: next, before, kept } = withWorks(shelf(), works, setting);
    put(next);
    const left = kept.map((assignment) => boards[assignment]?.title ?? assignment).join(", ");
    const apart = left ? ` Left as it was, since it can’t be read here: ${left}.` : "";
    const undoing = before.length ? "Undo the loading" : "";
    say(`${counted(before.length, "board")} loaded from “${chosen.name}”.${apart}`, undoing);
    takeBack = () => {
      put(withWorks(shelf(), before, setting).shelf);
      say("Everything is as it was before the loading.");
      open.focus();
    };
  }

  function update() {
    const { works, unreadable } = worksOn(shelf(), setting);
    const placed = placements(works);
    const isAll = model.get("all_placed") === true;
    const found = groups.map((group) => sectionOf(group, events, placed, positions, isAll));
    const filled = found.filter((section) => section.placed);
    const total = (/** @type {"placed" | "hidden"} */ what) =>
      found.reduce((sum, section) => sum + section[what], 0);
    const here = total("placed");

    root.classList.toggle("is-empty", !here);
    write(
      tally,
      here
        ? `${counted(here, "act")} placed, ${here - total("hidden")} compared`
        : "You have placed nothing yet",
    );
    save.hidden = print.hidden = !here;
    write(notice, model.get("notice") ?? "");

    const strange = placed.size - here;
    const notes = [
      unreadable &&
        `What is kept for ${counted(unreadable, "board")} can’t be read here. Its chapter offers to save it.`,
      strange && `${counted(strange, "act")} of another edition stay in your file.`,
    ];
    write(trouble, notes.filter(Boolean).join(" "));

    const unseen = [...placed.values()].filter(({ seen }) => !seen).length;
    choice.hidden = !unseen;
    all.checked = isAll;
    write(
      allWords,
      `Compare what I placed and never checked as well (${counted(unseen, "act")}). ` +
        "This shows how those acts are read.",
    );
    const parts = here
      ? [...filled.map((section) => drawSection(section, boards, positions)), drawRest(found)]
      : [drawPointer(model.get("first"))];
    sections.replaceChildren(...parts.filter((part) => part !== null));
  }

  say("");
  update();
  el.append(root);
  const traits = ["change:shelf", "change:all_placed", "change:notice"];
  for (const trait of traits) model.on(trait, update);
  return () => {
    for (const trait of traits) model.off(trait, update);
    root.remove();
  };
}

export default { render };
