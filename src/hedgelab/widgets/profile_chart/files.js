// A class is added from files: its counts, or all of its answer files at once.

import { readDocument, textIn } from "../shared/answers.js";
import { download, h } from "../shared/dom.js";
import { maySave, toldOfSaving } from "../shared/saving.js";
import { isObject, parseJson } from "../shared/strict_json.js";
import { counted } from "../shared/words.js";
import { NOBODY, areCounts, classOf } from "./classroom.js";

/** @import { AnswerDocument, AnswerRules } from "../shared/answers.js" */
/** @import { Classroom } from "./classroom.js" */

/**
 * What files are read against; `class` is the format of a class's counts.
 * @typedef {{rules: AnswerRules & {class: string}, positions: {id: string}[]}} ClassFormat
 */

/** @typedef {{classroom: Classroom} | {document: AnswerDocument} | {problem: string}} Found */

/**
 * Take up a class's counts, or one student's answers.
 * @param {unknown} value
 * @param {ClassFormat} format
 * @returns {Found}
 */
export function takeUp(value, format) {
  const { rules, positions } = format;
  if (isObject(value) && value.format === rules.class) {
    if (!areCounts(value, positions)) return { problem: "its counts can't be read" };
    const { students, placed } = value;
    return { classroom: { students, placed } };
  }
  if (!isObject(value) || value.format !== rules.format) {
    return { problem: `it is neither ${rules.class} nor ${rules.format}` };
  }
  const read = readDocument(value, format);
  if (read.ok) return { document: read.document };
  return { problem: read.fault?.event ? "an answer in it can't be read" : "it can't be read" };
}

/**
 * @param {Blob} file
 * @param {ClassFormat} format
 * @returns {Promise<Found>}
 */
async function readFile(file, format) {
  if (file.size > format.rules.max_file_bytes) return { problem: "it is too large" };
  const text = await textIn(file, format.rules);
  try {
    return takeUp(parseJson(text ?? ""), format);
  } catch {
    return { problem: "it is cut off or damaged" };
  }
}

/** The class that was added, and the controls for adding one. */
export class ClassControls {
  /**
   * @param {ClassFormat} format
   * @param {string} uid
   * @param {() => void} draw what depends on the class
   */
  constructor(format, uid, draw) {
    this.format = format;
    this.draw = draw;
    this.classroom = NOBODY;
    /** The answer files that were added. @type {AnswerDocument[]} */
    this.documents = [];

    this.said = h("p", { class: "hp-said", role: "status" });
    /** @type {HTMLInputElement} */
    this.picker = h("input", {
      type: "file",
      accept: ".json,application/json",
      multiple: true,
      id: `${uid}-files`,
      change: () => this.add([...(this.picker.files ?? [])]),
    });
    const button = { type: "button", class: "hp-button" };
    const save = "Save the class's counts";
    this.saver = h("button", { ...button, click: () => this.save() }, save);
    this.remover = h("button", { ...button, click: () => this.remove() }, "Remove the class");
    const label = h("label", { for: this.picker.id }, "The files");
    this.node = h(
      "details",
      { class: "hp-class" },
      h("summary", {}, "Add a class"),
      h(
        "p",
        {},
        "An instructor can give a file with the class's counts, or you can choose all the " +
          "answer files of a class at once. They are read here and sent nowhere. The saved " +
          "counts hold no names.",
      ),
      h("p", { class: "hp-files" }, label, this.picker, this.saver, this.remover),
      this.said,
    );
  }

  /**
   * Take up the counts that the host gives, if they can be read.
   * @param {unknown} counts
   */
  take(counts) {
    const given = takeUp(counts, this.format);
    if ("classroom" in given) [this.documents, this.classroom] = [[], given.classroom];
  }

  /** @param {File[]} files */
  async add(files) {
    /** @type {string[]} */
    const refused = [];
    for (const file of files) {
      const read = await readFile(file, this.format);
      if ("problem" in read) refused.push(`${file.name}: ${read.problem}.`);
      else if ("classroom" in read) [this.documents, this.classroom] = [[], read.classroom];
      else {
        this.documents = [...this.documents, read.document];
        this.classroom = classOf(this.documents);
      }
    }
    this.picker.value = "";
    this.draw();
    const count = files.length - refused.length;
    const { students } = this.classroom;
    const told = [
      count ? `${counted(count, "file")} read: ${counted(students, "student")}.` : "",
      refused.length ? `Not read, ${refused.join(" ")}` : "",
    ];
    this.said.textContent = told.filter(Boolean).join(" ");
  }

  save() {
    const counts = { format: this.format.rules.class, ...this.classroom };
    download("class.json", `${JSON.stringify(counts, null, 2)}\n`, this.node);
    this.said.textContent = toldOfSaving("class.json", maySave());
  }

  remove() {
    [this.documents, this.classroom] = [[], NOBODY];
    this.draw();
    this.said.textContent = "The class is gone from this chart.";
    this.picker.focus();
  }

  /** @param {boolean} isThere whether the class has placed any of the acts */
  update(isThere) {
    this.saver.hidden = this.remover.hidden = !isThere;
  }
}
