// Saving the reading to a file, loading one, and taking the loading back.

import { actsOn } from "../shared/acts.js";
import { textIn } from "../shared/answers.js";
import { drawCopying } from "../shared/copying.js";
import { download, h, write } from "../shared/dom.js";
import { maySave, toldOfSaving } from "../shared/saving.js";
import { counted } from "../shared/words.js";
import { fileText, readFile, withActs, worksOf } from "./file.js";

/** @import { Shelf } from "../shared/acts.js" */
/** @import { Model } from "../shared/model.js" */
/** @import { ReadEvent } from "./comparing.js" */
/** @import { Setting } from "./file.js" */

const FILE = "my-reading.hedgelab.json";

/** The buttons, and what is said of what they did. */
export class FileControls {
  /**
   * @param {Model} model
   * @param {Setting} setting
   * @param {ReadEvent[]} events
   */
  constructor(model, setting, events) {
    this.model = model;
    this.setting = setting;
    this.events = events;
    /** What the button that is offered does. @type {() => void} */
    this.takeBack = () => {};
    this.said = h("p", { class: "mr-said" });
    this.notice = h("p", { class: "mr-said" });
    const back = { type: "button", class: "mr-button", hidden: true };
    this.undo = h("button", { ...back, click: () => this.takeBack() });
    /** @type {HTMLInputElement} */
    this.picker = h("input", {
      type: "file",
      class: "hedgelab-unseen",
      accept: ".json,application/json",
      tabindex: "-1",
      "aria-hidden": "true",
      change: () => this.choose(),
    });
    const button = { type: "button" };
    this.saver = h("button", { ...button, click: () => this.save() }, "Save my reading");
    this.opener = h("button", { ...button, click: () => this.picker.click() }, "Load a file");
    this.printer = h(
      "button",
      { ...button, class: "mr-print", click: () => globalThis.print() },
      "Print",
    );
    const actions = { class: "mr-actions", role: "group", "aria-label": "Your reading" };
    this.node = h("div", actions, this.saver, this.opener, this.printer);
    this.copying = drawCopying();
    this.status = h(
      "div",
      { class: "mr-status" },
      h("div", { role: "status" }, this.said, this.notice),
      this.undo,
      this.copying.node,
    );
  }

  /** @returns {Shelf} */
  get shelf() {
    return this.model.get("shelf") ?? {};
  }

  /**
   * @param {string} words
   * @param {string} [offer] to take it back
   */
  say(words, offer = "") {
    write(this.said, words);
    // The text of a reading that was saved goes with what was said of it.
    this.copying.show(null, "", "");
    write(this.undo, offer);
    this.undo.hidden = !offer;
  }

  /** @param {Shelf} next */
  put(next) {
    this.model.set("shelf", next);
    this.model.save_changes();
  }

  save() {
    const { acts } = actsOn(this.shelf, this.setting);
    const text = fileText(worksOf(acts, this.events, this.setting), this.setting);
    download(FILE, text, this.node);
    this.say(toldOfSaving(FILE, maySave()));
    this.copying.show(maySave() ? null : text, FILE, "load that file where you go on");
  }

  async choose() {
    const [chosen] = this.picker.files ?? [];
    if (chosen) await this.load(chosen);
    // The same file may be mended and chosen again.
    this.picker.value = "";
  }

  /** @param {File} chosen */
  async load(chosen) {
    const limit = this.setting.rules.max_file_bytes;
    if (chosen.size > limit) {
      const most = `${Math.round(limit / 1024)} kB`;
      this.refuse(chosen, `It is larger than the ${most} that such a file may have.`);
      return;
    }
    const text = await textIn(chosen, this.setting.rules);
    const { works, message } = readFile(text ?? "", this.setting);
    if (message) {
      this.refuse(chosen, message);
      return;
    }
    const { shelf: next, before } = withActs(this.shelf, works, this.setting);
    this.put(next);
    const undoing = works.length ? "Undo the loading" : "";
    this.say(`${counted(works.length, "board")} loaded from “${chosen.name}”.`, undoing);
    this.takeBack = () => {
      this.put({ ...this.shelf, ...before });
      this.say("Everything is as it was before the loading.");
      this.opener.focus();
    };
  }

  /**
   * @param {File} chosen
   * @param {string} why
   */
  refuse(chosen, why) {
    this.say(`“${chosen.name}” was not loaded. ${why} Nothing has changed here.`);
  }

  /** @param {boolean} isEmpty whether there is nothing to save or to print */
  update(isEmpty) {
    this.saver.hidden = this.printer.hidden = isEmpty;
    write(this.notice, this.model.get("notice") ?? "");
  }
}
