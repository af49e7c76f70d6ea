// The SpectrumBoard: seven positions, and a deck of events to place on them.
//
// First what the board knows and decides (plain functions, none of which touches
// a page), then how it is drawn.  The module imports nothing, asks the network for
// nothing and stores nothing: a host (anywidget in a notebook, hedgelab/host.js in
// a page) hands it a model and keeps its traits.

/**
 * @typedef {{id: string, number: number, name: string, short: string, side: string,
 *   definition: string, test: string, light: string, dark: string}} Position
 * @typedef {{event_id: string, date: string, date_end: string, date_text: string,
 *   domain: string, title: string, summary: string, actors: string[]}} BoardEvent
 * @typedef {{assignment: string, title: string, instructions: string, digest: string,
 *   events: BoardEvent[]}} Sheet
 * @typedef {{format: string, confidence: {value: number, label: string}[],
 *   ask: {confidence: boolean, justification: boolean, student?: boolean},
 *   justification_words: number, max_file_bytes: number,
 *   nearness: {distance: number, label: string}[],
 *   patterns: {id: string, digest: string, moment: string}}} Rules
 * @typedef {{position: string, reader: string, credit: number, reason: string}} Reading
 * @typedef {{readings: Reading[], dispute: string, told?: boolean}} KeyEntry
 * @typedef {{event: string, position?: string | null, confidence?: number | null,
 *   justification?: string | null, changed?: string}} Answer
 * @typedef {{id?: string, name?: string}} Student
 * @typedef {{format: string, assignment: string, sheet?: string,
 *   student?: Student, answers: Answer[], saved?: string}} AnswerDocument
 * @typedef {{checked: Record<string, string>}} Progress
 * @typedef {{credit: number | null, how: string, comment: string}} Review
 * @typedef {{rules: Rules, positions: Position[], sheet: Sheet, student?: Student,
 *   practice?: boolean}} Setting what an answer file is read against; a student, where the
 *   sheet was made for one
 * @typedef {{ok: true, document: AnswerDocument, known: number, unknown: number,
 *   sameSheet: boolean}} Accepted
 * @typedef {{ok: false, message: string}} Refused
 * @typedef {{get(name: string): any, set(name: string, value: unknown): void,
 *   on(event: string, listener: () => void): void,
 *   off(event: string, listener: () => void): void, save_changes(): void,
 *   setAside?(): void}} Model what a page's host gives, and JupyterLab but for `setAside`
 */

// ---------------------------------------------------------------- answers

/** The moment as answer files write it: UTC, to the second. */
export function timestamp(moment = new Date()) {
  return moment.toISOString().replace(/\.\d+Z$/, "Z");
}

/**
 * What a board's model says of the answers that fit it.
 * @param {Model} model
 * @returns {Setting}
 */
export function settingOf(model) {
  /** @type {Rules} */
  const rules = model.get("rules");
  const practice = model.get("mode") === "practice";
  const student = model.get("answers")?.student;
  const isNamed = isObject(student) && student.id && isText(student.id) && isText(student.name);
  return {
    rules,
    positions: model.get("positions"),
    sheet: model.get("sheet"),
    student: isNamed && !practice && !rules.ask.student ? student : undefined,
    practice,
  };
}

/**
 * A document with no answers in it.
 * @param {Setting} setting
 * @returns {AnswerDocument}
 */
function emptyAnswers({ rules, sheet, student }) {
  const { assignment, digest } = sheet;
  return withStudent({ format: rules.format, assignment, sheet: digest, answers: [] }, student);
}

/**
 * The document as the student's whose sheet it is: a file that names nobody, such as one
 * from the book, doesn't make it nobody's.
 * @param {AnswerDocument} document
 * @param {Student} [student] none where the sheet was made for nobody
 * @returns {AnswerDocument}
 */
export function withStudent(document, student) {
  return student ? { ...document, student: { ...document.student, ...student } } : document;
}

/**
 * @param {AnswerDocument} document
 * @param {string} event
 * @returns {Answer | undefined}
 */
function answerTo(document, event) {
  return document.answers.find((answer) => answer.event === event);
}

/**
 * @param {AnswerDocument} document
 * @param {string} event
 * @returns {string | null}
 */
function positionOf(document, event) {
  return answerTo(document, event)?.position ?? null;
}

/**
 * The document with one answer changed.  What is set to nothing is taken out,
 * an answer that says nothing any more goes, and members this version doesn't
 * know stay.  The same document comes back if nothing changed.
 * @param {AnswerDocument} document
 * @param {string} event
 * @param {Partial<Answer>} change
 * @param {string} now
 * @returns {AnswerDocument}
 */
export function withAnswer(document, event, change, now = timestamp()) {
  const before = answerTo(document, event);
  /** @type {Record<string, unknown>} */
  const after = { event, ...before };
  let differs = false;
  for (const [member, value] of Object.entries(change)) {
    const said = value !== null && value !== undefined && value !== "";
    if (said ? after[member] === value : !(member in after)) continue;
    differs = true;
    if (said) after[member] = value;
    else delete after[member];
  }
  if (!differs) return document;
  delete after.changed;
  const saysNothing = Object.keys(after).length === 1;
  after.changed = now;
  const answer = /** @type {Answer} */ (after);
  const answers = saysNothing
    ? document.answers.filter((other) => other !== before)
    : before
      ? document.answers.map((other) => (other === before ? answer : other))
      : [...document.answers, answer];
  return { ...document, answers };
}

/**
 * The document without its answers to the events of a sheet; others stay.
 * @param {AnswerDocument} document
 * @param {Sheet} sheet
 * @returns {AnswerDocument}
 */
function withoutAnswers(document, sheet) {
  const here = new Set(sheet.events.map((event) => event.event_id));
  return { ...document, answers: document.answers.filter(({ event }) => !here.has(event)) };
}

/** @param {AnswerDocument} document the text of the file that holds it */
export function fileText(document) {
  return JSON.stringify(document, null, 2) + "\n";
}

const MOST_OF_ID = 60; // characters of an id in a file's name

/**
 * What the file of an assignment's answers is called, a student's other than everybody else's:
 * they meet in one folder when they are graded.
 * @param {string} assignment
 * @param {string} [student] whose they are, where a sheet asks
 */
function fileName(assignment, student = "") {
  const name = assignment.replace(/[^\w.-]+/g, "-") || "hedgelab";
  const whose = [...student.normalize("NFC").replace(/[^\p{L}\p{N}_.-]+/gu, "_")];
  const ending = whose
    .slice(0, MOST_OF_ID)
    .join("")
    .replace(/^[._]+|[._]+$/g, "");
  return `${[name, ending].filter(Boolean).join("-")}.answers.json`;
}

/**
 * Whether there is such a time, as the grader reads it: no pattern knows how long a month is.
 * @param {string} text a time as the schema writes it
 */
function isMoment(text) {
  const [year, month, day, hour, minute, second] = text.split(/\D/, 6).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const [, ahead, also] = /[+-](\d+):(\d+)$/.exec(text) ?? ["", 0, 0];
  return (
    year > 0 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    Number(ahead) * 60 + Number(also) < 24 * 60
  );
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
function shown(value) {
  const text = typeof value === "string" ? `“${value}”` : String(JSON.stringify(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const CHOOSE_ANOTHER = "Choose the file that “Save answers” wrote; its name ends in .answers.json.";
const SAVE_AGAIN = "Save your answers again where they were made, and load that file.";

/**
 * Read an answer file, or say what is wrong with it and what to do.
 * @param {string} text
 * @param {Setting} setting
 * @returns {Accepted | Refused}
 */
export function readAnswers(text, setting) {
  const { rules } = setting;
  if (new TextEncoder().encode(text).length > rules.max_file_bytes) {
    const limit = Math.round(rules.max_file_bytes / 1024);
    return refuse(
      `This file is larger than the ${limit} kB an answer file may have. ${CHOOSE_ANOTHER}`,
    );
  }
  if (!text.trim()) return refuse(`This file is empty. ${SAVE_AGAIN}`);
  try {
    /** @type {unknown} */
    const value = JSON.parse(text.replace(/^\ufeff/, ""));
    const problem = problemWith(value, setting);
    if (problem) return refuse(problem);
    // What can't be written again would be lost when it is saved.
    const document = settled(JSON.parse(JSON.stringify(value)), setting);
    const here = new Set(setting.sheet.events.map((event) => event.event_id));
    const known = document.answers.filter(({ event }) => here.has(event)).length;
    const theirs = /** @type {AnswerDocument} */ (value).sheet;
    return {
      ok: true,
      document,
      known,
      unknown: document.answers.length - known,
      sameSheet: !theirs || theirs === setting.sheet.digest,
    };
  } catch {
    return refuse(`This file is cut off or damaged: it can't be read as JSON. ${CHOOSE_ANOTHER}`);
  }
}

/** @param {string} message @returns {Refused} */
function refuse(message) {
  return { ok: false, message };
}

/**
 * @param {AnswerDocument} document
 * @param {Setting} setting
 * @returns {AnswerDocument}
 */
function settled(document, { sheet, student, practice }) {
  const here = withStudent({ ...document, sheet: sheet.digest }, student);
  if (practice) delete here.student;
  return here;
}

/**
 * @param {unknown} value
 * @param {Setting} setting
 * @returns {string} "" where nothing is wrong
 */
function problemWith(value, { rules, positions, sheet, student: owner }) {
  if (!isObject(value)) return `This file holds no answers. ${CHOOSE_ANOTHER}`;
  const [family, version] = rules.format.split("/");
  const given = /^([\w-]+)\/(\d+)$/.exec(typeof value.format === "string" ? value.format : "");
  if (given?.[1] === family && Number(given[2]) > Number(version)) {
    return (
      `This file was saved by a newer Hedging Lab (${value.format}); this one reads ` +
      `${rules.format}. Open it where it was saved, or get the newer edition of this page.`
    );
  }
  if (value.format !== rules.format) {
    const told =
      value.format == null ? "doesn't say what it is" : `says it is ${shown(value.format)}`;
    return `This is no answer file: it ${told}, not “${rules.format}”. ${CHOOSE_ANOTHER}`;
  }
  if (value.assignment !== sheet.assignment) {
    return (
      `This file answers another assignment, ${shown(value.assignment ?? "")}; ` +
      `this one is “${sheet.assignment}”. Load it on its own page.`
    );
  }
  const fits = (/** @type {unknown} */ text, /** @type {string} */ pattern) =>
    text == null || (typeof text === "string" && new RegExp(`^(?:${pattern})$`, "u").test(text));
  if (!fits(value.sheet, rules.patterns.digest)) {
    return `The file's “sheet” is ${shown(value.sheet)}, which is no digest. ${SAVE_AGAIN}`;
  }
  const isTime = (/** @type {unknown} */ text) =>
    fits(text, rules.patterns.moment) && (text == null || isMoment(String(text)));
  if (!isTime(value.saved)) {
    return `The file's “saved” is ${shown(value.saved)}, which is no time. ${SAVE_AGAIN}`;
  }
  const student = value.student ?? {};
  if (!isObject(student) || !isText(student.id) || !isText(student.name)) {
    return `The file's “student” is ${shown(student)}, not an id and a name. ${SAVE_AGAIN}`;
  }
  if (owner && student.id && student.id !== owner.id) {
    return (
      `This file belongs to student ${shown(student.id)}; this sheet was made for ` +
      `“${owner.id}”. Load the file you saved yourself.`
    );
  }
  if (!Array.isArray(value.answers)) {
    return `The file's “answers” is ${shown(value.answers ?? null)}, not a list. ${SAVE_AGAIN}`;
  }
  const seen = new Set();
  for (const [index, answer] of value.answers.entries()) {
    const at = `Answer ${index + 1} in this file`;
    if (!isObject(answer)) return `${at} is ${shown(answer)}, not an answer. ${SAVE_AGAIN}`;
    if (typeof answer.event !== "string" || !fits(answer.event, rules.patterns.id)) {
      return `${at} names no event (${shown(answer.event ?? null)}). ${SAVE_AGAIN}`;
    }
    const about = `${at} (${answer.event})`;
    if (seen.has(answer.event)) {
      return `${about} is the second for that event. Keep one of the two, and load the file again.`;
    }
    seen.add(answer.event);
    if (answer.position != null && !positions.some(({ id }) => id === answer.position)) {
      const ids = positions.map(({ id }) => id).join(", ");
      return `${about} has the position ${shown(answer.position)}; it has to be one of ${ids}.`;
    }
    if (answer.confidence != null && !rules.confidence.some((c) => c.value === answer.confidence)) {
      const scale = rules.confidence.map((c) => `${c.value} (${c.label})`).join(", ");
      return `${about} has the confidence ${shown(answer.confidence)}; it has to be one of ${scale}.`;
    }
    if (!isText(answer.justification)) {
      return `${about} has a justification that is no text. ${SAVE_AGAIN}`;
    }
    if (!isTime(answer.changed)) {
      return `${about} was changed at ${shown(answer.changed)}, which is no time. ${SAVE_AGAIN}`;
    }
  }
  return "";
}

/** @param {unknown} value */
function isText(value) {
  return value == null || typeof value === "string";
}

/**
 * Take up what a host kept.  Where that can't be read, begin afresh, and give
 * the unreadable text back so that its owner can have it.
 * @param {unknown} kept
 * @param {Setting} setting
 * @returns {{document: AnswerDocument, message: string, unreadable: string}}
 */
function takeUp(kept, setting) {
  const fresh = emptyAnswers(setting);
  if (kept == null || (isObject(kept) && !Object.keys(kept).length)) {
    return { document: fresh, message: "", unreadable: "" };
  }
  const text = typeof kept === "string" ? kept : fileText(/** @type {AnswerDocument} */ (kept));
  const result = readAnswers(text, setting);
  if (result.ok) {
    const message = result.sameSheet ? "" : otherSheet(result);
    return { document: result.document, message, unreadable: "" };
  }
  const message =
    `The answers kept here can't be read, and are not on the board. ` +
    `You can still save them as they are. (${result.message})`;
  return { document: fresh, message, unreadable: text };
}

/** @param {unknown} kept @param {Position[]} positions @returns {Progress} */
function takeUpProgress(kept, positions) {
  const checked = isObject(kept) && isObject(kept.checked) ? kept.checked : {};
  const ids = new Set(positions.map(({ id }) => id));
  return {
    checked: Object.fromEntries(
      Object.entries(checked).flatMap(([event, at]) =>
        typeof at === "string" && ids.has(at) ? [[event, at]] : [],
      ),
    ),
  };
}

/** @param {{known: number, unknown: number}} counts */
function otherSheet({ known, unknown }) {
  const here = `This sheet has changed since these answers were saved: ${known} of them ${known === 1 ? "is" : "are"} for cards here`;
  return unknown
    ? `${here}, ${unknown} for cards it doesn't have; those stay in your file.`
    : `${here}.`;
}

// ------------------------------------------------------------------ words

/** @param {string} text */
export function wordCount(text) {
  return text.split(/\s+/u).filter(Boolean).length;
}

/** @param {number} count @param {string} one @param {string} [many] */
function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/** @param {number} credit */
export function creditInWords(credit) {
  const words = new Map([
    [1, "full credit"],
    [0.75, "three quarters of the credit"],
    [0.5, "half the credit"],
    [0.25, "a quarter of the credit"],
    [0, "no credit"],
  ]);
  return words.get(credit) ?? `${Math.round(credit * 100)} % of the credit`;
}

/**
 * Titles for small cards: where many of a deck begin with the same word
 * ("Azerbaijan joins …"), that word tells nobody anything and is left out.
 * @param {BoardEvent[]} events
 * @returns {Map<string, string>}
 */
export function shortTitles(events) {
  const first = (/** @type {string} */ title) => title.split(" ", 1)[0];
  const tally = new Map();
  for (const { title } of events) tally.set(first(title), (tally.get(first(title)) ?? 0) + 1);
  const [common, count] = [...tally].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  const drop = count > 2 && count * 4 >= events.length;
  return new Map(
    events.map(({ event_id, title }) => {
      const rest = title.slice(common.length + 1);
      // Followed by "and", the word is half of a pair and has to stay.
      if (!drop || first(title) !== common || !rest || /^(and|or|,)\b/.test(rest))
        return [event_id, title];
      return [event_id, rest[0].toLocaleUpperCase() + rest.slice(1)];
    }),
  );
}

// ---------------------------------------------------------------- reading

/**
 * Steps from one position to another, signed towards acceptance.
 * @param {string} from @param {string} to @param {Position[]} positions
 */
export function steps(from, to, positions) {
  const number = (/** @type {string} */ id) => positions.find((p) => p.id === id)?.number ?? NaN;
  return number(to) - number(from);
}

/**
 * How near a position is to the article's, in words, with the direction.
 * @param {string} mine @param {string} article
 * @param {Position[]} positions @param {Rules} rules
 */
export function nearness(mine, article, positions, rules) {
  const signed = steps(article, mine, positions);
  const label = rules.nearness.find((n) => n.distance === Math.abs(signed))?.label ?? "";
  const direction = signed > 0 ? ", towards acceptance" : signed < 0 ? ", towards rejection" : "";
  return { steps: signed, words: `${label}${direction}` };
}

/**
 * What can be said of a placed card.
 * @param {string} mine @param {KeyEntry | undefined} entry
 * @param {Position[]} positions @param {Rules} rules
 * @returns {{kind: "same" | "reading" | "off" | "open", steps: number, mark: string,
 *   words: string, article: Reading | null, others: Reading[]}}
 */
function judge(mine, entry, positions, rules) {
  const readings = entry?.readings ?? [];
  const article = readings.find(({ reader }) => reader === "article") ?? null;
  const others = readings.filter((reading) => reading !== article);
  const isReading = others.some(({ position }) => position === mine);
  if (!article) {
    const filed =
      entry?.told === false
        ? "The article does not tell this act"
        : "The article mentions this act and files it nowhere";
    return isReading
      ? {
          kind: "reading",
          steps: 0,
          mark: "a reading",
          words: `${filed}; yours is a reading the module makes.`,
          article,
          others,
        }
      : { kind: "open", steps: 0, mark: "not filed", words: `${filed}.`, article, others };
  }
  const near = nearness(mine, article.position, positions, rules);
  if (near.steps === 0)
    return {
      kind: "same",
      steps: 0,
      mark: "as the article",
      words: `${near.words}.`,
      article,
      others,
    };
  if (isReading) {
    const words = `${near.words}: a reading with a case of its own.`;
    return { kind: "reading", steps: near.steps, mark: "other reading", words, article, others };
  }
  const mark = `${counted(Math.abs(near.steps), "step")} off`;
  return { kind: "off", steps: near.steps, mark, words: `${near.words}.`, article, others };
}

/**
 * Whether a card was checked where it stands now.
 * @param {string} event @param {AnswerDocument} document @param {Progress} progress
 */
function isChecked(event, document, progress) {
  const at = Object.hasOwn(progress.checked, event) ? progress.checked[event] : null;
  return at !== null && at === positionOf(document, event);
}

/** @param {Iterable<string>} placed @param {Position[]} positions */
function profile(placed, positions) {
  const ids = [...placed];
  return positions.map(({ id }) => ids.filter((other) => other === id).length);
}

/**
 * Two profiles over the same cards, and what differs.
 * @param {{mine: string, article: string}[]} pairs @param {Position[]} positions
 */
function compare(pairs, positions) {
  const mine = profile(
    pairs.map((pair) => pair.mine),
    positions,
  );
  const article = profile(
    pairs.map((pair) => pair.article),
    positions,
  );
  const signed = pairs.map((pair) => steps(pair.article, pair.mine, positions));
  const same = signed.filter((step) => step === 0).length;
  const near = signed.filter((step) => Math.abs(step) === 1).length;
  const mean = pairs.length ? signed.reduce((sum, step) => sum + step, 0) / pairs.length : 0;
  const tendency = Math.round(mean * 10) / 10;
  return {
    mine,
    article,
    same,
    near,
    tendency,
    sentence: difference(pairs.length, tendency, mine, article, positions),
  };
}

/**
 * @param {number} count @param {number} tendency @param {number[]} mine
 * @param {number[]} article @param {Position[]} positions
 */
function difference(count, tendency, mine, article, positions) {
  if (!count) return "";
  const acts = count === 1 ? "this act" : `these ${count} acts`;
  const far = Math.abs(tendency);
  const way = tendency > 0 ? "acceptance" : "rejection";
  const lean = tendency
    ? `On average you read ${acts} ${far} ${far > 1 ? "steps" : far < 1 ? "of a step" : "step"} ` +
      `further towards ${way} than the article does`
    : `On average you read ${acts} no further towards either end than the article does`;
  const gaps = positions.map(({ name }, i) => ({
    name: name.replace(/ \(.*\)$/, "").toLocaleLowerCase(),
    gap: mine[i] - article[i],
    told: `${mine[i]} to its ${article[i]}`,
  }));
  const more = gaps.reduce((best, g) => (g.gap > best.gap ? g : best));
  const less = gaps.reduce((best, g) => (g.gap < best.gap ? g : best));
  if (more.gap <= 0) return `${lean}, and the two profiles have the same shape.`;
  return `${lean}: you see more ${more.name} (${more.told}) and less ${less.name} (${less.told}).`;
}

// ------------------------------------------------------------------- deck

/**
 * The card before or after, round the ends.
 * @param {BoardEvent[]} events @param {string} current @param {number} by
 */
export function neighbour(events, current, by) {
  const at = events.findIndex((event) => event.event_id === current);
  return events[(at + by + events.length) % events.length]?.event_id ?? current;
}

/**
 * The next card that has no position yet, looking on from the current one.
 * @param {BoardEvent[]} events @param {AnswerDocument} document @param {string} [current]
 * @returns {string | null}
 */
export function nextUnplaced(events, document, current) {
  const at = events.findIndex((event) => event.event_id === current);
  const inTurn = [...events.slice(at + 1), ...events.slice(0, at + 1)];
  return inTurn.find((event) => !positionOf(document, event.event_id))?.event_id ?? null;
}

/**
 * What a sheet still lacks, each with the events that lack it.
 * @param {Sheet} sheet @param {AnswerDocument} document @param {Rules} rules
 */
function missing(sheet, document, rules) {
  const lacking = (/** @type {(answer: Answer | undefined) => unknown} */ has) =>
    sheet.events.map((event) => event.event_id).filter((id) => !has(answerTo(document, id)));
  return [
    { what: "a position", events: lacking((answer) => answer?.position) },
    ...(rules.ask.confidence
      ? [{ what: "a confidence", events: lacking((answer) => answer?.confidence) }]
      : []),
    ...(rules.ask.justification
      ? [{ what: "a justification", events: lacking((answer) => answer?.justification?.trim()) }]
      : []),
  ].filter(({ events }) => events.length);
}

/**
 * Whichever of near-black and white is easier to read on a colour.
 * @param {string} hex
 */
export function inkOn(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.055 ? "#ffffff" : "#141414";
}

// ---------------------------------------------------------------- drawing

/**
 * An element.  Children that are text become text, whatever they look like:
 * no title and no justification is ever read as markup.
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
  // JupyterLab would take arrow keys, digits and letters for commands to the notebook. It asks
  // the focused element itself; a mark on something around it comes too late.
  if (/^(button|input|textarea)$/.test(tag)) node.setAttribute("data-lm-suppress-shortcuts", "");
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Write text only where it differs, so that nothing is announced or selected anew. */
function write(/** @type {Element} */ node, /** @type {string} */ text) {
  if (node.textContent !== text) node.textContent = text;
}

/** @param {Position} position its colours, for the style sheet to pick from */
function shades({ light, dark }) {
  return { "--light": light, "--dark": dark, "--on-light": inkOn(light), "--on-dark": inkOn(dark) };
}

/** A button that says it has no effect now, but keeps the focus it may have. */
function setIdle(/** @type {HTMLElement} */ button, /** @type {boolean} */ idle) {
  if (idle) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}

/** @param {HTMLElement} node @returns {HTMLElement | null} */
function focused(node) {
  const scope = /** @type {Document | ShadowRoot} */ (node.getRootNode());
  return /** @type {HTMLElement | null} */ (scope.activeElement ?? null);
}

function wantsMotion() {
  // Whoever chooses with the keys looks at the stops, and has no use for the flight.
  return (
    !matchMedia("(prefers-reduced-motion: reduce)").matches &&
    !document.querySelector(".hedgelab-board input:focus-visible")
  );
}

/**
 * @param {string} name @param {string} text
 * @param {HTMLElement} near where to hang the link while it is clicked
 */
function download(name, text, near) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = h("a", { href: address, download: name, hidden: true });
  near.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * The board's one state, and everything that may happen to it.  The parts below
 * draw it; none of them changes it but through what is here.
 */
class Board {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    /** @type {"practice" | "sheet" | "review"} */
    this.mode = model.get("mode");
    /** @type {Sheet} */
    this.sheet = model.get("sheet");
    /** @type {Position[]} */
    this.positions = model.get("positions");
    /** @type {Rules} */
    this.rules = model.get("rules");
    /** @type {Record<string, KeyEntry>} */
    this.key = model.get("key") ?? {};
    /** @type {Record<string, Review>} */
    this.reviews = model.get("review") ?? {};
    this.readOnly = this.mode === "review";
    this.checks = this.mode === "practice";
    this.events = this.sheet.events;
    this.titles = shortTitles(this.events);
    // Several boards may share a page, and each needs names of its own.
    this.uid = `hedgelab-${Math.random().toString(36).slice(2, 10)}`;

    this.setting = settingOf(model);
    const { document, message, unreadable } = takeUp(model.get("answers"), this.setting);
    this.document = document;
    this.progress = takeUpProgress(model.get("progress"), this.positions);
    /** @type {{text: string, actions: {label: string, run: () => void}[]}} */
    this.status = { text: message, actions: [] };
    /** @type {{document: AnswerDocument | null, text: string}} what was saved to a file last */
    this.filed = { document: null, text: "" };
    /** @type {null | {label: string, run: () => void}} */
    this.undo = null;
    this.keepUnreadable(unreadable);

    this.current = nextUnplaced(this.events, this.document) ?? this.events[0]?.event_id ?? "";
    if (this.readOnly) this.current = this.events[0]?.event_id ?? "";
    /** The position that is pointed at or focused, whose definition is shown. */
    this.peek = "";
    this.spoken = "";
    /** @type {() => void} */
    this.draw = () => {};
    /** @type {() => void} */
    this.drawSoon = () => {};
    /** @type {(id: string) => void} */
    this.focusOn = () => {};
    /** Whether the reader sees anything of the card. */
    this.isInSight = () => true;
    /** Bring the card's title before the reader's eyes. */
    this.reveal = () => {};
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.pending = undefined;
    this.keeping = false;
  }

  /** @param {string} unreadable */
  keepUnreadable(unreadable) {
    if (!unreadable) return;
    this.model.setAside?.();
    // Whoever else reads the model finds what is on the board.  Nothing is saved by that.
    this.keeping = true;
    this.model.set("answers", this.document);
    this.keeping = false;
    const name = fileName(`${this.sheet.assignment}.unreadable`);
    this.status.actions = [
      { label: "Save the unreadable copy", run: () => this.onDownload(name, unreadable) },
    ];
  }

  /** @type {(name: string, text: string) => void} */
  onDownload = () => {};

  /** @param {string} id @returns {BoardEvent} */
  event(id) {
    return /** @type {BoardEvent} */ (this.events.find((event) => event.event_id === id));
  }

  /** @param {string} id @returns {Position | undefined} */
  position(id) {
    return this.positions.find((position) => position.id === id);
  }

  /** @param {string} event */
  at(event) {
    return positionOf(this.document, event);
  }

  get placed() {
    return this.events.filter(({ event_id }) => this.at(event_id)).length;
  }

  /** @param {string} event */
  isChecked(event) {
    return this.checks && isChecked(event, this.document, this.progress);
  }

  get checked() {
    return this.events.filter(({ event_id }) => this.isChecked(event_id)).length;
  }

  /** @param {string} event what the key says of where the card stands */
  judged(event) {
    const mine = this.at(event);
    if (!mine || !(this.readOnly || this.isChecked(event))) return null;
    if (!Object.hasOwn(this.key, event)) return null;
    return judge(mine, this.key[event], this.positions, this.rules);
  }

  /** Hand the answers to the host, now. */
  keep() {
    clearTimeout(this.pending);
    this.pending = undefined;
    // A model tells of each change at once, when the other trait is still the old one.
    this.keeping = true;
    this.model.set("answers", this.document);
    this.model.set("progress", this.progress);
    this.keeping = false;
    this.model.save_changes();
  }

  /** Hand them over when typing pauses: a kernel need not hear of every letter. */
  keepSoon() {
    clearTimeout(this.pending);
    this.pending = setTimeout(() => this.keep(), 300);
  }

  keepIfPending() {
    if (this.pending !== undefined) this.keep();
  }

  /** @param {string} event @param {Partial<Answer>} change @param {boolean} [typing] */
  answer(event, change, typing = false) {
    const next = withAnswer(this.document, event, change);
    if (next === this.document) return false;
    this.document = next;
    if (typing) this.keepSoon();
    else this.keep();
    return true;
  }

  /** @param {string} event @param {string | null} position */
  place(event, position) {
    if (this.readOnly || !this.answer(event, { position })) return;
    const title = this.event(event).title;
    const tally = `${this.placed} of ${this.events.length} placed.`;
    this.spoken = position
      ? `${title}: placed at ${this.position(position)?.name}. ${tally}`
      : `${title}: taken off the board. ${tally}`;
    this.draw();
  }

  /** @param {string} event make it the current card */
  show(event, tell = true) {
    this.keepIfPending();
    if (event === this.current) return;
    this.current = event;
    const number = this.events.findIndex(({ event_id }) => event_id === event) + 1;
    if (tell) this.spoken = `Card ${number} of ${this.events.length}: ${this.event(event).title}.`;
    this.draw();
    if (tell) this.reveal();
  }

  check() {
    const mine = this.at(this.current);
    if (!mine) this.spoken = "Place the card first: choose one of the seven positions.";
    else if (!this.isChecked(this.current)) {
      this.progress = { checked: { ...this.progress.checked, [this.current]: mine } };
      this.keep();
      this.spoken = this.judged(this.current)?.words ?? "";
    }
    this.draw();
  }

  /** @param {string} text @param {{label: string, run: () => void}[]} [actions] */
  say(text, actions = []) {
    this.status = { text, actions };
    this.draw();
  }

  /**
   * Put other answers on the board.  The step can be taken back, and then taken
   * again, so that whatever was there is never more than one button away.
   * @param {AnswerDocument} document @param {Progress} progress
   * @param {string} text what happened @param {string} what its name, for the button
   */
  replace(document, progress, text, what) {
    /** @typedef {{document: AnswerDocument, progress: Progress}} Standing */
    const swap = (/** @type {Standing} */ to) => {
      const from = { document: this.document, progress: this.progress };
      Object.assign(this, to);
      this.keep();
      return from;
    };
    const offer = (
      /** @type {string} */ said,
      /** @type {string} */ label,
      /** @type {() => void} */ run,
    ) => {
      this.undo = { label, run };
      this.say(said);
      this.focusOn("status");
    };
    const redo = (/** @type {Standing} */ to) => {
      const from = swap(to);
      offer(text, `Undo ${what}`, () => undo(from));
    };
    const undo = (/** @type {Standing} */ to) => {
      const from = swap(to);
      offer(`The board is as it was before ${what}.`, `Redo ${what}`, () => redo(from));
    };
    redo({ document, progress });
  }

  askToReset() {
    if (!this.placedOrTyped) {
      this.say("There is nothing on the board yet.");
      return;
    }
    const also = this.rules.ask.justification ? " What you wrote about them goes too." : "";
    this.say(`Take ${counted(this.placed, "card")} off the board?${also}`, [
      { label: "Reset the board", run: () => this.reset() },
      {
        label: "Keep them",
        run: () => {
          this.say("");
          this.focusOn("reset");
        },
      },
    ]);
    this.focusOn("status");
  }

  get placedOrTyped() {
    return this.events.some(({ event_id }) => answerTo(this.document, event_id));
  }

  reset() {
    const emptied = withoutAnswers(this.document, this.sheet);
    this.replace(emptied, { checked: {} }, "The board is empty.", "the reset");
  }

  save() {
    this.document = { ...this.document, saved: timestamp() };
    this.keep();
    const name = fileName(this.sheet.assignment, this.document.student?.id);
    this.onDownload(name, fileText(this.document));
    const text = `Saved as ${name}, where your browser puts downloads.`;
    this.filed = { document: this.document, text };
    this.say(text);
  }

  /** @param {File} file */
  async load(file) {
    const { max_file_bytes } = this.rules;
    let text;
    try {
      // Beyond the limit one byte more is enough to be told so.
      const bytes = await file.slice(0, max_file_bytes + 1).arrayBuffer();
      text = new TextDecoder("utf-8", { fatal: bytes.byteLength <= max_file_bytes }).decode(bytes);
    } catch {
      this.say(
        `“${file.name}” was not loaded. It holds no text that can be read. ${CHOOSE_ANOTHER}`,
      );
      return;
    }
    const result = readAnswers(text, this.setting);
    if (!result.ok) {
      this.say(`“${file.name}” was not loaded. ${result.message} The board is as it was.`);
      return;
    }
    const had = this.placed;
    const loaded = `${counted(result.known + result.unknown, "answer")} loaded from “${file.name}”.`;
    const sheet = result.sameSheet ? "" : ` ${otherSheet(result)}`;
    const over = had ? ` They replace the ${counted(had, "placement")} that stood here.` : "";
    const told = `${loaded}${sheet}${over}`;
    // Who has typed a name need not type it again.
    const typed = result.document.student || this.checks ? undefined : this.document.student;
    const document = withStudent(result.document, typed);
    if (this.placedOrTyped) this.replace(document, this.progress, told, "the loading");
    else {
      this.document = document;
      this.keep();
      this.say(told);
    }
  }

  /** The host has other answers now: another tab, or Python. */
  adopt() {
    const given = this.model.get("answers");
    const progress = this.model.get("progress");
    const same = (/** @type {unknown} */ a, /** @type {unknown} */ b) =>
      JSON.stringify(a) === JSON.stringify(b);
    if (this.keeping || this.pending !== undefined) return;
    if (!same(given, this.document)) {
      const { document, message, unreadable } = takeUp(given, this.setting);
      if (same(document, this.document)) return;
      if (unreadable) {
        // What is on the board is sound; what came in is not.
        this.status = { text: message, actions: [] };
        this.keepUnreadable(unreadable);
      } else this.document = document;
    }
    this.progress = takeUpProgress(progress, this.positions);
    this.draw();
  }
}

/**
 * A part of the picture: its element, and how to bring it up to date in place,
 * so that whatever has the focus keeps it.
 * @typedef {{node: HTMLElement, update: () => void}} Part
 */

/** @param {Board} board @returns {Part & {focusReset: () => void}} */
function drawHeader(board) {
  const { sheet, events, mode } = board;
  const tally = h("p", { class: "hb-tally" });
  const student = h("p", { class: "hb-student" });
  const file = h("input", {
    type: "file",
    class: "hedgelab-unseen",
    accept: ".json,application/json",
    tabindex: "-1",
    "aria-hidden": "true",
    change: async () => {
      const [chosen] = file.files;
      if (chosen) await board.load(chosen);
      // The same file may be mended and chosen again.
      file.value = "";
    },
  });
  const reset = h("button", { type: "button", click: () => board.askToReset() }, "Reset");
  const actions = h(
    "div",
    { class: "hb-actions", role: "group", "aria-label": "Your answers" },
    h("button", { type: "button", click: () => board.save() }, "Save answers"),
    h("button", { type: "button", click: () => file.click() }, "Load answers"),
    reset,
    file,
  );
  const node = h(
    "div",
    { class: "hb-header" },
    h(
      "div",
      { class: "hb-titles" },
      h("p", { class: "hb-title" }, sheet.title),
      student,
      tally,
      sheet.instructions ? h("p", { class: "hb-instructions" }, sheet.instructions) : null,
    ),
    board.readOnly ? null : actions,
  );
  const update = () => {
    const parts = [`${board.placed} of ${events.length} placed`];
    if (mode === "practice") parts.push(`${board.checked} checked`);
    if (mode === "review") {
      const credits = events.flatMap(({ event_id }) => board.reviews[event_id]?.credit ?? []);
      const sum = credits.reduce((total, credit) => total + credit, 0);
      if (credits.length) parts.push(`credit for positions ${round(sum)} of ${events.length}`);
    }
    write(tally, parts.join(" · "));
    const { name = "", id = "" } = board.document.student ?? {};
    write(
      student,
      board.checks || board.rules.ask.student ? "" : [name, id].filter(Boolean).join(", "),
    );
    student.hidden = !student.textContent;
  };
  return { node, update, focusReset: () => reset.focus() };
}

/** @param {number} value two decimals at most */
function round(value) {
  return Math.round(value * 100) / 100;
}

/** @param {Board} board @returns {Part & {focusFirst: () => void}} */
function drawStatus(board) {
  const notice = h("p", { class: "hb-notice" });
  const text = h("p", { class: "hb-said" });
  const region = h("div", { role: "status" }, text, notice);
  const actions = h("div", { class: "hb-answers" });
  const spoken = h("p", { class: "hedgelab-unseen", "aria-live": "polite" });
  const node = h(
    "div",
    { class: "hb-status" },
    h("div", { class: "hb-line" }, region, actions),
    spoken,
  );
  let drawn = "";
  /** @type {{label: string, run: () => void}[]} */
  let offers = [];
  const update = () => {
    write(text, board.status.text);
    write(notice, board.model.get("notice") ?? "");
    write(spoken, board.spoken);
    // What can be taken back stays so, whatever else is said meanwhile.
    offers = [...board.status.actions, ...(board.undo ? [board.undo] : [])];
    const wanted = offers.map(({ label }) => label).join("\n");
    if (drawn !== wanted) {
      drawn = wanted;
      const buttons = offers.map(({ label }, index) =>
        h(
          "button",
          { type: "button", class: "hb-button", click: () => offers[index].run() },
          label,
        ),
      );
      actions.replaceChildren(...buttons);
    }
    node.classList.toggle("is-empty", !text.textContent && !notice.textContent && !offers.length);
  };
  return { node, update, focusFirst: () => actions.querySelector("button")?.focus() };
}

/**
 * The seven stops a card can stand at: radios, or in review a list to read.
 * @param {Board} board @returns {Part}
 */
function drawRail(board) {
  const { positions, uid, readOnly } = board;
  const peek = (/** @type {string} */ id) => {
    if (board.peek === id) return;
    board.peek = id;
    board.drawSoon();
  };
  const stops = positions.map((position, index) => {
    const { id, number, name, side } = position;
    const opensSide = side !== positions[index - 1]?.side;
    const tag = h("span", { class: "hb-tag" });
    const input = readOnly
      ? null
      : h("input", {
          type: "radio",
          name: `${uid}-position`,
          value: id,
          "aria-describedby": `${uid}-definition-${id}`,
          change: () => board.place(board.current, id),
          focus: () => peek(id),
          blur: () => peek(""),
        });
    const stop = h(
      readOnly ? "li" : "label",
      {
        class: "hb-stop",
        "data-drop": id,
        pointerenter: () => {
          // A page that shifts under a resting pointer must not talk over a keyboard.
          if (!track.querySelector(":focus-visible")) peek(id);
        },
        pointermove: (/** @type {PointerEvent} */ move) => {
          if (move.movementX || move.movementY) peek(id);
        },
        pointerleave: () => peek(""),
        ...shades(position),
      },
      input,
      h("span", { class: "hb-dot", "aria-hidden": "true" }),
      h("span", { class: "hb-number" }, String(number)),
      h("span", { class: "hb-name" }, name),
      tag,
      opensSide ? h("span", { class: "hb-stop-side", "aria-hidden": "true" }, SIDES[side]) : null,
    );
    return { id, stop, input, tag };
  });

  const definitions = positions.map(({ id, number, name, definition, test }) =>
    h(
      "p",
      { id: `${uid}-definition-${id}` },
      h("strong", {}, `${number} ${name}`),
      ` — ${definition}`,
      test ? h("span", { class: "hb-test" }, ` ${test}`) : null,
    ),
  );
  const hint = h(
    "p",
    { class: "hb-hint" },
    readOnly
      ? ""
      : "Choose a stop, or drag the card to a column. Each stop shows here what it means.",
  );
  const definition = h("div", { class: "hb-definition" }, ...definitions, hint);

  const takeBack = h(
    "button",
    {
      type: "button",
      class: "hb-quiet",
      click: () => {
        board.place(board.current, null);
        stops[0].input?.focus();
      },
    },
    "Take back",
  );
  const track = h(readOnly ? "ol" : "div", { class: "hb-track" }, ...stops.map(({ stop }) => stop));
  const question = readOnly ? "Where it was placed" : "Where does it stand?";
  const rail = readOnly
    ? h("div", { class: "hb-rail" }, h("p", { class: "hb-question" }, question), track)
    : h(
        "fieldset",
        {
          class: "hb-rail",
          // Digits are the shortest way to a numbered stop; only while a stop has the focus.
          keydown: (/** @type {KeyboardEvent} */ key) => {
            const stop = stops[Number(key.key) - 1];
            if (!stop?.input || key.ctrlKey || key.metaKey || key.altKey) return;
            if (/** @type {HTMLElement} */ (key.target).tagName !== "INPUT") return;
            key.preventDefault();
            stop.input.focus();
            board.place(board.current, stop.id);
          },
        },
        h("legend", { class: "hb-question" }, question),
        track,
      );
  const node = h("div", { class: "hb-choice" }, rail, readOnly ? null : takeBack, definition);

  const update = () => {
    const mine = board.at(board.current);
    const judged = board.judged(board.current);
    const revealed = board.readOnly
      ? (board.key[board.current]?.readings ?? [])
      : judged
        ? [...(judged.article ? [judged.article] : []), ...judged.others]
        : [];
    for (const { id, stop, input, tag } of stops) {
      if (input && input.checked !== (mine === id)) input.checked = mine === id;
      stop.classList.toggle("is-mine", mine === id);
      const readers = revealed
        .filter(({ position }) => position === id)
        .map(({ reader }) => reader);
      const by = readers.includes("article") ? "article" : readers.length ? "module" : "";
      const words = [
        board.readOnly && mine === id ? "yours" : "",
        by === "article" ? "the article" : by === "module" ? "another" : "",
      ].filter(Boolean);
      write(tag, words.join(" · "));
      tag.dataset.by = by;
    }
    const told = board.peek || mine || "";
    definitions.forEach((text, index) =>
      text.classList.toggle("is-shown", positions[index].id === told),
    );
    hint.classList.toggle("is-shown", !told);
    takeBack.hidden = !mine;
  };
  return { node, update };
}

/** @param {Board} board @returns {Part} */
function drawAsks(board) {
  const { rules, uid } = board;
  const levels = rules.confidence.map(({ value, label }) => {
    const input = h("input", {
      type: "radio",
      name: `${uid}-confidence`,
      value,
      change: () => {
        board.answer(board.current, { confidence: value });
        board.draw();
      },
    });
    return { value, input, node: h("label", { class: "hb-level" }, input, h("span", {}, label)) };
  });
  const confidence = h(
    "fieldset",
    { class: "hb-confidence" },
    h("legend", {}, "How sure are you?"),
    h("div", { class: "hb-levels" }, ...levels.map(({ node }) => node)),
  );
  const text = h("textarea", {
    id: `${uid}-why`,
    rows: "3",
    "aria-describedby": `${uid}-words`,
    input: () => {
      board.answer(board.current, { justification: text.value }, true);
      board.draw();
    },
    change: () => board.keepIfPending(),
    blur: () => board.keepIfPending(),
  });
  const words = h("p", { class: "hb-words", id: `${uid}-words` });
  const why = h(
    "div",
    { class: "hb-why" },
    h("label", { for: `${uid}-why` }, "Why there? Point to the words of the definition that fit."),
    text,
    words,
  );
  const node = h(
    "div",
    { class: "hb-asks" },
    rules.ask.confidence ? confidence : null,
    rules.ask.justification ? why : null,
  );
  node.hidden = !node.children.length || board.readOnly;
  const update = () => {
    const answer = answerTo(board.document, board.current);
    for (const { value, input } of levels) input.checked = answer?.confidence === value;
    const said = answer?.justification ?? "";
    if (text.value !== said) text.value = said;
    const count = wordCount(said);
    const limit = rules.justification_words;
    const over = limit && count > limit ? `, ${count - limit} more than asked for` : "";
    write(words, limit ? `${count} of at most ${limit} words${over}` : counted(count, "word"));
    words.classList.toggle("is-over", Boolean(over));
  };
  return { node, update };
}

/** @param {Board} board @returns {Part} what is said about a card once it is checked or graded */
function drawFeedback(board) {
  const node = h("div", { class: "hb-feedback" });
  let drawn = "";

  const stop = (/** @type {string} */ id, after = "") => {
    const position = /** @type {Position} */ (board.position(id));
    return h(
      "p",
      { class: "hb-where", ...shades(position) },
      h("span", { class: "hb-swatch", "aria-hidden": "true" }),
      `${position.number} ${position.name}${after}`,
    );
  };
  /** @param {string} term @param {...(Node | null)} said */
  const row = (term, ...said) => [h("dt", {}, term), h("dd", {}, ...said)];
  const paragraph = (/** @type {string} */ text, name = "") =>
    text ? h("p", { class: name }, text) : null;

  const lines = () => {
    const id = board.current;
    const mine = board.at(id);
    const judged = board.judged(id);
    const entry = board.key[id];
    const review = board.readOnly ? board.reviews[id] : undefined;
    const answer = answerTo(board.document, id);
    if (!judged && !board.readOnly) {
      return Object.hasOwn(board.progress.checked, id) && mine
        ? [
            h(
              "p",
              { class: "hb-moved" },
              "You have moved this card since you checked it. Check it again to see how near it is now.",
            ),
          ]
        : [];
    }
    const readings = entry?.readings ?? [];
    const article = readings.find(({ reader }) => reader === "article");
    const others = readings.filter((reading) => reading !== article);
    const verdict = judged?.words ?? (mine ? "" : "This card was not placed.");
    const sure = board.rules.confidence.find(({ value }) => value === answer?.confidence)?.label;
    return [
      paragraph(verdict, "hb-verdict"),
      h(
        "dl",
        {},
        ...(review
          ? row(
              "Credit",
              h(
                "p",
                { class: "hb-where" },
                review.credit === null || review.credit === undefined
                  ? "Not given yet"
                  : `${round(review.credit)} of 1`,
              ),
              paragraph(review.how),
            )
          : []),
        ...(review?.comment
          ? row("The marker’s comment", paragraph(review.comment, "hb-comment"))
          : []),
        ...(board.readOnly && (answer?.justification || sure)
          ? row(
              "What you wrote",
              paragraph(answer?.justification ?? "", "hb-comment"),
              sure ? paragraph(`How sure you were: ${sure.toLocaleLowerCase()}`, "hb-aside") : null,
            )
          : []),
        ...(article
          ? row("The article’s reading", stop(article.position), paragraph(article.reason))
          : []),
        ...others.flatMap((reading, index) =>
          row(
            article ? "The case for another reading" : index ? "Another reading" : "A reading",
            stop(reading.position, ` · ${creditInWords(reading.credit)}`),
            paragraph(reading.reason),
          ),
        ),
        ...(entry?.dispute ? row("In dispute", paragraph(entry.dispute)) : []),
      ),
    ];
  };
  const update = () => {
    // Drawn anew only for another card or another position: nothing in it can hold the focus.
    const wanted = JSON.stringify([
      board.current,
      board.at(board.current),
      board.isChecked(board.current),
      Object.hasOwn(board.progress.checked, board.current),
    ]);
    if (drawn === wanted) return;
    drawn = wanted;
    node.replaceChildren(...lines().filter((line) => line !== null));
    node.hidden = !node.childNodes.length;
  };
  return { node, update };
}

/** @param {Board} board @returns {Part} */
function drawCard(board) {
  const { events, uid, readOnly } = board;
  const kicker = h("p", { class: "hb-kicker" });
  const title = h("p", { class: "hb-card-title", id: `${uid}-title` });
  const summary = h("p", { class: "hb-summary" });
  const number = h("p", { class: "hb-count" });
  const grip = h("span", {
    class: "hb-grip",
    "data-drag": "",
    title: "Drag the card to a column",
    "aria-hidden": "true",
  });
  const paper = h(
    "div",
    { class: "hb-paper", "data-drag": readOnly ? null : "" },
    h("div", { class: "hb-paper-top" }, kicker, readOnly ? null : grip),
    title,
    summary,
  );
  const rail = drawRail(board);
  const asks = drawAsks(board);
  const feedback = drawFeedback(board);
  const check = h("button", {
    type: "button",
    class: "hb-button hb-primary",
    click: () => board.check(),
  });
  const go = (/** @type {number} */ by) => () => board.show(neighbour(events, board.current, by));
  const unplaced = h(
    "button",
    {
      type: "button",
      class: "hb-button",
      click: () => board.show(nextUnplaced(events, board.document, board.current) ?? board.current),
    },
    "Next to place",
  );
  const nav = h(
    "div",
    { class: "hb-nav" },
    board.checks ? check : null,
    h(
      "div",
      { class: "hb-deck", role: "group", "aria-label": "The deck" },
      h(
        "button",
        { type: "button", class: "hb-button hb-step", click: go(-1) },
        h("span", { class: "hb-arrow", "aria-hidden": "true" }, "←"),
        " Previous",
      ),
      number,
      h(
        "button",
        { type: "button", class: "hb-button hb-step", click: go(1) },
        "Next ",
        h("span", { class: "hb-arrow", "aria-hidden": "true" }, "→"),
      ),
      readOnly ? null : unplaced,
    ),
  );
  const node = h(
    "div",
    { class: "hb-card", role: "group", "aria-labelledby": `${uid}-title`, tabindex: "-1" },
    paper,
    rail.node,
    asks.node,
    nav,
    feedback.node,
  );
  const update = () => {
    const event = board.event(board.current);
    if (!event) return;
    const placed = board.position(board.at(board.current) ?? "");
    paper.style.setProperty("--light", placed?.light ?? "");
    paper.style.setProperty("--dark", placed?.dark ?? "");
    paper.classList.toggle("is-placed", Boolean(placed));
    paper.dataset.event = event.event_id;
    write(
      kicker,
      [event.date_text, event.domain, event.actors.join(", ")].filter(Boolean).join(" · "),
    );
    write(title, event.title);
    write(summary, event.summary);
    const at = events.indexOf(event) + 1;
    write(number, `${at} of ${events.length}`);
    const isChecked = board.isChecked(board.current);
    const before = Object.hasOwn(board.progress.checked, board.current);
    write(check, isChecked ? "Checked" : before && placed ? "Check again" : "Check this card");
    setIdle(check, isChecked || !placed);
    const next = nextUnplaced(events, board.document, board.current);
    setIdle(unplaced, !next || next === board.current);
    rail.update();
    asks.update();
    feedback.update();
  };
  return { node, update };
}

/**
 * One small card for each event, which lives in the tray or under a stop and
 * moves between them as it is: it is never made anew.
 * @param {Board} board
 */
function drawChips(board) {
  const chips = new Map(
    board.events.map((event) => {
      const mark = h("span", { class: "hb-mark" });
      const button = h(
        "button",
        {
          type: "button",
          class: "hb-chip",
          title: event.title,
          "data-event": event.event_id,
          "data-drag": board.readOnly ? null : "",
          click: () => board.show(event.event_id),
        },
        h(
          "span",
          { class: "hb-chip-title" },
          h("span", { class: "hb-year" }, `${event.date.slice(0, 4)} `),
          board.titles.get(event.event_id) ?? event.title,
        ),
        mark,
      );
      return [event.event_id, { item: h("li", {}, button), button, mark }];
    }),
  );
  const update = () => {
    for (const [id, { button, mark }] of chips) {
      const judged = board.judged(id);
      const unfinished =
        board.mode === "sheet" &&
        board.at(id) &&
        missing({ ...board.sheet, events: [board.event(id)] }, board.document, board.rules).length;
      write(mark, judged?.mark ?? (unfinished ? "unfinished" : ""));
      mark.dataset.kind = judged?.kind ?? (unfinished ? "unfinished" : "");
      if (id === board.current) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  };
  /**
   * Show these chips in this list, moving no more of them than have to.
   * @param {HTMLElement} list @param {string[]} ids
   */
  const arrange = (list, ids) => {
    ids.forEach((id, index) => {
      const { item, button } = /** @type {{item: HTMLElement, button: HTMLElement}} */ (
        chips.get(id)
      );
      if (list.children[index] === item) return;
      const isSeenToMove = item.isConnected && item.parentElement !== list && wantsMotion();
      const from = isSeenToMove ? item.getBoundingClientRect() : null;
      const hadFocus = item.contains(focused(item));
      list.insertBefore(item, list.children[index] ?? null);
      // Taking an element out of its place takes the focus from it.
      if (hadFocus) button.focus({ preventScroll: true });
      if (from) glide(item, from);
    });
  };
  return { chips, update, arrange };
}

/** Let an element be seen to come from where it was. */
function glide(/** @type {HTMLElement} */ node, /** @type {DOMRect} */ from) {
  const to = node.getBoundingClientRect();
  node.animate(
    [
      { transform: `translate(${from.left - to.left}px, ${from.top - to.top}px)`, opacity: 0.6 },
      { transform: "none", opacity: 1 },
    ],
    { duration: 180, easing: "cubic-bezier(.2, .7, .3, 1)" },
  );
}

/** What a position does with the power's lead, by its side. @type {Record<string, string>} */
const SIDES = { rejection: "rejects", neutral: "neither", acceptance: "accepts" };

/** @param {Board} board @param {ReturnType<typeof drawChips>} chips @returns {Part} */
function drawSpectrum(board, chips) {
  const { positions, events } = board;
  const columns = positions.map((position) => {
    const count = h("span", { class: "hb-column-count", "aria-hidden": "true" });
    const stack = h("ul", { class: "hb-stack" });
    const node = h(
      "div",
      {
        class: "hb-column",
        "data-drop": position.id,
        ...shades(position),
        // A convenience for pointers: the radios do the same for everyone.
        click: (/** @type {MouseEvent} */ click) => {
          const onChip = /** @type {HTMLElement} */ (click.target).closest("[data-event]");
          if (onChip) return;
          // Nobody places a card unseen: on a phone the columns are far below it.
          if (board.isInSight()) board.place(board.current, position.id);
          else board.reveal();
        },
      },
      h(
        "div",
        { class: "hb-head" },
        h("span", { class: "hb-head-number" }, String(position.number)),
        h("span", { class: "hb-head-name" }, position.short),
        count,
      ),
      stack,
    );
    return { position, node, stack, count };
  });
  const sides = Object.entries(SIDES).map(([side, word]) => {
    const span = positions.filter((position) => position.side === side).length;
    return h("span", { class: `hb-side hb-${side}`, "--span": span }, h("span", {}, word));
  });
  const node = h(
    "div",
    // Room for a tall stack from the start, so that the card below stays put.
    { class: "hb-spectrum", "--rows": Math.min(3, Math.ceil(events.length / 3)) },
    h("div", { class: "hb-sides", "aria-hidden": "true" }, ...sides),
    h("div", { class: "hb-columns" }, ...columns.map((column) => column.node)),
  );
  const update = () => {
    for (const { position, node: column, stack, count } of columns) {
      const ids = events
        .map((event) => event.event_id)
        .filter((id) => board.at(id) === position.id);
      chips.arrange(stack, ids);
      const label = `${position.name}: ${ids.length ? counted(ids.length, "card") : "no card yet"}`;
      if (stack.getAttribute("aria-label") !== label) stack.setAttribute("aria-label", label);
      write(count, ids.length ? String(ids.length) : "");
      column.classList.toggle("is-mine", board.at(board.current) === position.id);
      column.classList.toggle("is-peeked", board.peek === position.id);
    }
  };
  return { node, update };
}

/** @param {Board} board @param {ReturnType<typeof drawChips>} chips @returns {Part} */
function drawTray(board, chips) {
  const heading = h("p", { class: "hb-heading", id: `${board.uid}-tray` });
  const list = h("ul", { class: "hb-tray-list", "aria-labelledby": `${board.uid}-tray` });
  const node = h("div", { class: "hb-tray", "data-drop": "tray" }, heading, list);
  const update = () => {
    const ids = board.events.map((event) => event.event_id).filter((id) => !board.at(id));
    chips.arrange(list, ids);
    const words = board.readOnly ? "Not placed" : "Still to place";
    write(
      heading,
      ids.length ? `${words}: ${ids.length}` : board.readOnly ? "" : "Every card is placed.",
    );
    node.classList.toggle("is-empty", !ids.length);
    node.hidden = board.readOnly && !ids.length;
  };
  return { node, update };
}

/**
 * The summary, which is not drawn before there is something to see in it.
 * @param {Board} board @returns {{node: ChildNode, update: () => void}}
 */
function drawSummaryWhenDue(board) {
  const place = document.createComment("");
  /** @type {Part | null} */
  let summary = null;
  const update = () => {
    if (!summary && board.checked) {
      summary = drawSummary(board);
      place.replaceWith(summary.node);
    }
    summary?.update();
  };
  return { node: place, update };
}

/** @param {Board} board @returns {Part} the reader's profile, mirrored in the article's */
function drawSummary(board) {
  const { positions } = board;
  const sentence = h("p", { class: "hb-verdict" });
  const tally = h("p", { class: "hb-aside" });
  const cells = positions.map((position) => {
    const mine = h("span", { class: "hb-bar hb-bar-mine" });
    const article = h("span", { class: "hb-bar hb-bar-article" });
    const row = h("tr", {}, h("th", { scope: "row" }, position.name), h("td", {}), h("td", {}));
    const node = h(
      "div",
      { class: "hb-pair", ...shades(position) },
      mine,
      h(
        "span",
        { class: "hb-pair-name" },
        h("b", {}, String(position.number)),
        ` ${position.short}`,
      ),
      article,
    );
    return { node, mine, article, row };
  });
  const table = h(
    "table",
    {},
    h("caption", {}, "Cards at each position, over the cards you checked"),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Position"),
        h("th", { scope: "col" }, "You"),
        h("th", { scope: "col" }, "The article"),
      ),
    ),
    h("tbody", {}, ...cells.map(({ row }) => row)),
  );
  const node = h(
    "div",
    { class: "hb-summary-part" },
    h("p", { class: "hb-heading" }, "Your profile and the article’s"),
    sentence,
    h(
      "div",
      { class: "hb-profiles", "aria-hidden": "true" },
      h("div", { class: "hb-pairs" }, ...cells.map((cell) => cell.node)),
      h(
        "p",
        { class: "hb-legend" },
        h("span", { class: "hb-legend-mine" }, "you"),
        h("span", { class: "hb-legend-article" }, "the article"),
      ),
    ),
    tally,
    // A table takes the room of its words however narrow it is told to be; a box doesn't.
    h("div", { class: "hedgelab-unseen" }, table),
  );
  const blocks = (/** @type {HTMLElement} */ bar, /** @type {number} */ count) => {
    const [label, ...units] = [
      h("span", { class: "hb-bar-count" }, String(count || "")),
      ...Array.from({ length: count }, () => h("i")),
    ];
    bar.replaceChildren(label, ...units);
  };
  const update = () => {
    const checked = board.events.map((event) => event.event_id).filter((id) => board.isChecked(id));
    const pairs = checked.flatMap((id) => {
      const article = board.judged(id)?.article;
      return article
        ? [{ mine: /** @type {string} */ (board.at(id)), article: article.position }]
        : [];
    });
    node.hidden = !pairs.length;
    const result = compare(pairs, positions);
    write(sentence, result.sentence);
    const open = checked.length - pairs.length;
    const unfiled = open
      ? ` Left out: ${counted(open, "card")} that the article files nowhere.`
      : "";
    const near = result.near ? `, ${result.near} one step away` : "";
    write(tally, `${result.same} of ${pairs.length} as the article${near}.${unfiled}`);
    cells.forEach(({ mine, article, row }, index) => {
      blocks(mine, result.mine[index]);
      blocks(article, result.article[index]);
      write(row.children[1], String(result.mine[index]));
      write(row.children[2], String(result.article[index]));
    });
  };
  return { node, update };
}

/** @param {Board} board @returns {Part} what a sheet still lacks, whose it is, and how to save it */
function drawHandIn(board) {
  const { sheet, rules, uid } = board;
  const list = h("ul", { class: "hb-missing" });
  const field = (
    /** @type {"name" | "id"} */ member,
    /** @type {string} */ label,
    /** @type {string} */ complete,
  ) => {
    const input = h("input", {
      type: "text",
      id: `${uid}-${member}`,
      autocomplete: complete,
      input: () => {
        const student = { ...board.document.student, [member]: input.value };
        board.document = { ...board.document, student };
        board.keepSoon();
        board.draw();
      },
      change: () => board.keepIfPending(),
    });
    return {
      member,
      input,
      node: h("div", {}, h("label", { for: `${uid}-${member}` }, label), input),
    };
  };
  const fields = rules.ask.student
    ? [field("name", "Your name", "name"), field("id", "Your student number", "off")]
    : [];
  // The status above says it to those who listen, and may be out of sight from down here.
  const filed = h("p", { class: "hb-filed" });
  const node = h(
    "div",
    { class: "hb-hand-in" },
    h("p", { class: "hb-heading" }, "Handing in"),
    fields.length ? h("div", { class: "hb-who" }, ...fields.map((part) => part.node)) : null,
    list,
    h(
      "button",
      { type: "button", class: "hb-button hb-primary", click: () => board.save() },
      "Save my answers",
    ),
    filed,
  );
  /** @type {Map<string, {item: HTMLElement, button: HTMLElement, text: HTMLElement, first: string}>} */
  const rows = new Map();
  const done = h("li", {}, "Nothing is missing. Save your answers, and hand in the file.");
  const update = () => {
    for (const { member, input } of fields) {
      const value = board.document.student?.[member] ?? "";
      if (input.value !== value) input.value = value;
    }
    write(filed, board.filed.document === board.document ? board.filed.text : "");
    const lacks = missing(sheet, board.document, rules);
    const items = lacks.map(({ what, events }) => {
      let row = rows.get(what);
      if (!row) {
        const text = h("span");
        const button = h(
          "button",
          {
            type: "button",
            class: "hb-quiet",
            click: () => board.show(/** @type {any} */ (rows.get(what)).first),
          },
          "Show the first",
        );
        row = { item: h("li", {}, text, " ", button), button, text, first: "" };
        rows.set(what, row);
      }
      row.first = events[0];
      write(row.text, `${counted(events.length, "event")} without ${what}`);
      row.button.setAttribute("aria-label", `Show the first event without ${what}`);
      return row.item;
    });
    if (!items.length) items.push(done);
    if (
      items.length !== list.children.length ||
      items.some((item, i) => list.children[i] !== item)
    ) {
      list.replaceChildren(...items);
    }
  };
  return { node, update };
}

// --------------------------------------------------------------- dragging

const SLOP = 6; // px a pointer may tremble before it is a drag
const HOLD = 220; // ms a finger rests on a small card before it picks it up
const TITLE = 60; // px of the card that have to be in the window
const EDGE = 96; // px from the edge of the window where dragging scrolls: a header may cover some

/**
 * Dragging with mouse, pen and finger.  It adds a way to what the radios do and
 * takes none away: Escape, or letting go elsewhere, leaves everything as it was.
 * @param {Board} board @param {HTMLElement} root
 * @returns {() => void} stop listening
 */
function makeDraggable(board, root) {
  /** @type {null | {event: string, source: HTMLElement, pointer: number, x: number, y: number,
   *   touch: boolean, atOnce: boolean, ghost: HTMLElement | null, over: string,
   *   timer?: ReturnType<typeof setTimeout>, frame: number, offset: {x: number, y: number}}} */
  let drag = null;
  let swallowClick = false;

  const scope = () => /** @type {Document | ShadowRoot} */ (root.getRootNode());
  const targetAt = (/** @type {number} */ x, /** @type {number} */ y) => {
    const under = scope().elementFromPoint(x, y);
    const drop = /** @type {HTMLElement | null} */ (under?.closest("[data-drop]") ?? null);
    return drop && root.contains(drop) ? (drop.dataset.drop ?? "") : "";
  };
  const highlight = (/** @type {string} */ target) => {
    for (const node of root.querySelectorAll("[data-drop]")) {
      node.classList.toggle("is-over", /** @type {HTMLElement} */ (node).dataset.drop === target);
    }
  };

  const lift = () => {
    if (!drag) return;
    const { event, source, x, y } = drag;
    const box = (source.closest(".hb-chip, .hb-paper") ?? source).getBoundingClientRect();
    const width = Math.min(box.width, 220);
    // A wide card shrinks to a small one under the pointer that holds it.
    drag.offset = { x: Math.min(x - box.left, width / 2), y: Math.min(y - box.top, 24) };
    /** @type {HTMLElement} */
    const ghost = h(
      "div",
      { class: "hb-ghost", "aria-hidden": "true" },
      h("span", { class: "hb-chip-title" }, board.titles.get(event) ?? ""),
      h("span", { class: "hb-ghost-to" }),
    );
    ghost.style.width = `${width}px`;
    drag.ghost = ghost;
    root.append(ghost);
    root.dataset.dragging = event;
    // Drop targets are looked up under the pointer, so capture can't hide them.
    drag.source.setPointerCapture(drag.pointer);
    follow(x, y);
    drag.frame = requestAnimationFrame(scrollNearEdge);
  };

  const follow = (/** @type {number} */ x, /** @type {number} */ y) => {
    if (!drag?.ghost) return;
    drag.x = x;
    drag.y = y;
    const box = root.getBoundingClientRect();
    const right = Math.max(0, box.width - drag.ghost.offsetWidth);
    // Kept inside the board: a ghost past its edge would make the page scroll sideways.
    const left = Math.min(Math.max(0, x - box.left - drag.offset.x), right);
    const top = Math.min(y - box.top - drag.offset.y, box.height - drag.ghost.offsetHeight);
    drag.ghost.style.transform = `translate(${left}px, ${Math.max(0, top)}px)`;
    const over = targetAt(x, y);
    if (over === drag.over) return;
    drag.over = over;
    highlight(over);
    const position = board.position(over);
    const to = position
      ? `→ ${position.number} ${position.short}`
      : over === "tray"
        ? "→ back to the tray"
        : "";
    write(/** @type {HTMLElement} */ (drag.ghost.lastElementChild), to);
  };

  const scrollNearEdge = () => {
    if (!drag?.ghost) return;
    const { x, y } = drag;
    const speed = y < EDGE ? y - EDGE : y > innerHeight - EDGE ? y - innerHeight + EDGE : 0;
    if (speed) {
      scrollerOf(root).scrollBy(0, speed / 4);
      follow(x, y);
    }
    drag.frame = requestAnimationFrame(scrollNearEdge);
  };

  const end = (/** @type {boolean} */ drop) => {
    if (!drag) return;
    const { event, source, pointer, ghost, over, timer, frame } = drag;
    drag = null;
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    if (source.hasPointerCapture(pointer)) source.releasePointerCapture(pointer);
    if (!ghost) return;
    ghost.remove();
    delete root.dataset.dragging;
    highlight("");
    swallowClick = true;
    if (!drop || !over) {
      board.spoken = "Nothing was moved.";
      board.draw();
      return;
    }
    board.show(event, false);
    board.place(event, over === "tray" ? null : over);
  };

  /** @param {PointerEvent} press */
  const onDown = (press) => {
    swallowClick = false;
    const target = /** @type {HTMLElement} */ (press.target);
    const source = /** @type {HTMLElement | null} */ (target.closest("[data-drag]"));
    if (!source || press.button !== 0 || !press.isPrimary || drag) return;
    const touch = press.pointerType === "touch";
    // A finger or a pen on the card scrolls the page, and rests to pick out a word.
    if (source.classList.contains("hb-paper") && press.pointerType !== "mouse") return;
    const event = source.dataset.event ?? board.current;
    drag = {
      event,
      source,
      pointer: press.pointerId,
      x: press.clientX,
      y: press.clientY,
      touch,
      // A finger on a small card may want to scroll the page: it has to rest first.
      atOnce: !touch || source.classList.contains("hb-grip"),
      ghost: null,
      over: "",
      frame: 0,
      offset: { x: 0, y: 0 },
    };
    if (!drag.atOnce) drag.timer = setTimeout(lift, HOLD);
  };
  /** @param {MouseEvent} press the text of a card is picked out by double clicks */
  const onPress = (press) => {
    if (!drag?.source.classList.contains("hb-paper")) return;
    if (press.detail > 1) end(false);
    // Or WebKit goes on selecting text under the card that is carried.
    else press.preventDefault();
  };
  /** @param {PointerEvent} move */
  const onMove = (move) => {
    if (!drag || move.pointerId !== drag.pointer) return;
    if (drag.ghost) follow(move.clientX, move.clientY);
    else if (Math.hypot(move.clientX - drag.x, move.clientY - drag.y) > SLOP) {
      if (drag.atOnce) {
        lift();
        follow(move.clientX, move.clientY);
      } else end(false);
    }
  };
  /** @param {PointerEvent} up */
  const onUp = (up) => {
    if (drag && up.pointerId === drag.pointer) end(true);
  };
  /** @param {PointerEvent} cancel */
  const onCancel = (cancel) => {
    if (drag && cancel.pointerId === drag.pointer) end(false);
  };
  /** @param {TouchEvent} touch a page must not scroll under a card that is being carried */
  const onTouchMove = (touch) => {
    if (drag?.ghost && touch.cancelable) touch.preventDefault();
  };
  /** @param {MouseEvent} click the end of a drag is no click on what was dragged */
  const onClick = (click) => {
    if (!swallowClick) return;
    swallowClick = false;
    click.stopPropagation();
    click.preventDefault();
  };
  /** @param {KeyboardEvent} key */
  const onKey = (key) => {
    if (key.key !== "Escape" || !drag?.ghost) return;
    key.preventDefault();
    key.stopPropagation();
    end(false);
  };
  const onMenu = (/** @type {Event} */ menu) => {
    if (drag?.touch) menu.preventDefault();
  };

  root.addEventListener("pointerdown", onDown);
  root.addEventListener("mousedown", onPress);
  root.addEventListener("pointermove", onMove);
  root.addEventListener("pointerup", onUp);
  root.addEventListener("pointercancel", onCancel);
  root.addEventListener("touchmove", onTouchMove, { passive: false });
  root.addEventListener("click", onClick, true);
  root.addEventListener("contextmenu", onMenu);
  document.addEventListener("keydown", onKey, true);
  return () => {
    end(false);
    document.removeEventListener("keydown", onKey, true);
  };
}

/** @param {HTMLElement} node what scrolls when the page around it does */
function scrollerOf(node) {
  for (let up = node.parentElement; up; up = up.parentElement) {
    if (up.scrollHeight > up.clientHeight && /auto|scroll/.test(getComputedStyle(up).overflowY))
      return up;
  }
  return document.scrollingElement ?? document.documentElement;
}

// ------------------------------------------------------------------- view

/**
 * Draw a board, and keep it in step with its model.
 * @param {{model: Model, el: HTMLElement}} host
 * @returns {() => void} take everything down again
 */
export function render({ model, el }) {
  const board = new Board(model);
  const chips = drawChips(board);
  const header = drawHeader(board);
  const status = drawStatus(board);
  const card = drawCard(board);
  const parts = [
    header,
    status,
    card,
    drawSpectrum(board, chips),
    drawTray(board, chips),
    ...(board.mode === "practice" ? [drawSummaryWhenDue(board)] : []),
    ...(board.mode === "sheet" ? [drawHandIn(board)] : []),
  ];
  const root = h(
    "div",
    {
      class: "hedgelab-board hedgelab-ground",
      role: "group",
      "aria-label": `Board: ${board.sheet.title}`,
      "data-mode": board.mode,
    },
    h("div", { class: "hb-body" }, ...parts.map((part) => part.node)),
  );
  board.onDownload = (name, text) => download(name, text, root);
  board.focusOn = (where) => (where === "reset" ? header.focusReset() : status.focusFirst());
  const paper = /** @type {HTMLElement} */ (card.node.querySelector(".hb-paper"));
  board.isInSight = () => {
    const { top, bottom } = paper.getBoundingClientRect();
    return bottom > 0 && top < innerHeight - TITLE;
  };
  board.reveal = () => {
    const { top } = paper.getBoundingClientRect();
    // What the page's own header covers is not seen.
    const covered = Number.parseFloat(getComputedStyle(paper).scrollMarginTop) || 0;
    if (top >= covered && top < innerHeight - TITLE) return;
    paper.scrollIntoView({ block: "start", behavior: wantsMotion() ? "smooth" : "instant" });
  };
  // A page's address may name a card of a board in it: #board-deeds-1993-2000--kfor-platoon-1999.
  const arrive = () => {
    const start = `#${root.closest(".hedgelab-widget")?.id}--`;
    if (!location.hash.startsWith(start)) return;
    const event = location.hash.slice(start.length);
    if (board.event(event)) board.show(event, false);
    // Whoever comes back, or loads the page anew, is put where they were.
    const [visit] = performance.getEntriesByType("navigation");
    if (/** @type {PerformanceNavigationTiming} */ (visit)?.type !== "navigate") return;
    card.node.focus({ preventScroll: true });
    paper.scrollIntoView({ block: "start", behavior: "instant" });
  };
  // Not before all that stands above has its room, and the board is in the page.
  if (document.readyState === "complete") requestAnimationFrame(arrive);
  else addEventListener("load", arrive, { once: true });
  let frame = 0;
  board.draw = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    chips.update();
    for (const part of parts) part.update();
  };
  // An arrow key leaves one stop, enters another and chooses it: that is one
  // picture to draw, and not three.
  board.drawSoon = () => {
    frame ||= requestAnimationFrame(board.draw);
  };
  board.draw();
  el.append(root);

  const stopDragging = board.readOnly ? () => {} : makeDraggable(board, root);
  const adopt = () => board.adopt();
  const redraw = () => board.draw();
  const leave = () => board.keepIfPending();
  model.on("change:answers", adopt);
  model.on("change:progress", adopt);
  model.on("change:notice", redraw);
  addEventListener("pagehide", leave);
  return () => {
    leave();
    removeEventListener("load", arrive);
    stopDragging();
    cancelAnimationFrame(frame);
    model.off("change:answers", adopt);
    model.off("change:progress", adopt);
    model.off("change:notice", redraw);
    removeEventListener("pagehide", leave);
    root.remove();
  };
}

/**
 * Make the table that is printed say what the reader has: the place of each card, and the
 * readings of those that were checked.
 * @param {{model: Model, fallback: HTMLElement}} page
 */
function onPaper({ model, fallback }) {
  const setting = settingOf(model);
  const { document } = takeUp(model.get("answers"), setting);
  const progress = takeUpProgress(model.get("progress"), setting.positions);
  /** @type {(part: string) => NodeListOf<HTMLElement>} */
  const rowsOf = (part) => fallback.querySelectorAll(`${part} [data-event]`);
  for (const row of rowsOf(".board-sheet")) {
    const at = positionOf(document, row.dataset.event ?? "");
    const place = setting.positions.find(({ id }) => id === at);
    write(
      /** @type {Element} */ (row.lastElementChild),
      place ? `${place.number} ${place.name}` : "",
    );
  }
  let isEarned = false;
  for (const row of rowsOf(".board-readings")) {
    row.hidden = !isChecked(row.dataset.event ?? "", document, progress);
    isEarned ||= !row.hidden;
  }
  fallback.querySelector(".board-readings")?.classList.toggle("is-earned", isEarned);
}

export default { render, onPaper };
