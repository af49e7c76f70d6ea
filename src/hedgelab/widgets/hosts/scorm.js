// The host of a practice board inside a learning platform: it keeps the places there, and tells
// the platform's gradebook how far the student is and what the places first checked are worth.

import { render } from "../board/widget.js";
import { write } from "../shared/dom.js";
import { HeldModel } from "../shared/model.js";
import { findApi, Visit } from "./scorm_api.js";
import { scoreOf, standingOf, textOf, workFrom, workWith } from "./scorm_work.js";

/**
 * @import { AnswerDocument } from "../shared/answers.js"
 * @import { Work } from "./scorm_work.js"
 */

const QUIET = 1500; // ms after the last change, since some platforms write slowly
const DONE = new Set(["completed", "passed"]);
const LOOKING = new Set(["browse", "review"]);

const NO_PLATFORM =
  "No learning platform answers here, so nothing is kept and nothing counts: open the board in " +
  "your course.";
const UNREADABLE = "What the platform had kept of this board can’t be read, so it begins anew.";
const REFUSED =
  "The platform did not take your last places. It is asked again when you go on; if this stays, " +
  "leave the board and open it once more.";
const LOOK_ONLY = "You are looking at the board: what you do now is not kept, and does not count.";

/** @param {string} id @returns {HTMLElement} */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} text what is to be known of the platform, "" for nothing */
function tell(text) {
  const place = element("told");
  write(place, text);
  place.hidden = !text;
}

class PackageModel extends HeldModel {
  #timer = 0;

  /** @param {Record<string, any>} state @param {Visit | null} visit */
  constructor(state, visit) {
    super(state);
    this.visit = visit;
    /** @type {Work} */
    this.work = {};
  }

  /** Take up what the platform kept. */
  takeUp() {
    const kept = workFrom(this.visit?.get("cmi.suspend_data") ?? "");
    if (kept === null) tell(UNREADABLE);
    this.work = kept ?? {};
    const { answers, checked } = standingOf(this.work, this.state.positions);
    this.state.answers = { ...this.state.answers, answers };
    this.state.progress = { checked };
    this.say();
  }

  save_changes() {
    const answers = /** @type {AnswerDocument} */ (this.state.answers);
    this.work = workWith(this.work, answers, this.state.progress.checked, this.state.positions);
    this.say();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.keep(), QUIET);
  }

  /** Tell the student how it stands. */
  say() {
    const { checked, of, score } = scoreOf(this.work, this.state.key, this.state.positions);
    write(element("score"), `${checked} of ${of} acts checked; score so far ${score} of 100.`);
  }

  /** Have the platform keep everything. */
  keep() {
    clearTimeout(this.#timer);
    if (!this.visit) return;
    const { checked, of, score } = scoreOf(this.work, this.state.key, this.state.positions);
    this.visit.set("cmi.suspend_data", textOf(this.work));
    this.visit.set("cmi.core.score.min", "0");
    this.visit.set("cmi.core.score.max", "100");
    this.visit.set("cmi.core.score.raw", String(score));
    const status = checked === of ? "completed" : "incomplete";
    // What was done once stays done, should the board have got more cards.
    if (!DONE.has(this.visit.get("cmi.core.lesson_status"))) {
      this.visit.set("cmi.core.lesson_status", status);
    }
    tell(this.visit.commit() ? "" : REFUSED);
  }

  /** Keep everything, and end the visit. */
  leave() {
    if (!this.visit) return;
    this.keep();
    this.visit.end();
    this.visit = null;
  }
}

function openBoard() {
  document.documentElement.className = "is-awake";
  const state = JSON.parse(element("hedgelab-board").textContent ?? "{}");
  const api = findApi(window);
  const visit = api && new Visit(api);
  const isHeard = Boolean(visit?.begin());
  const isLooking = isHeard && LOOKING.has(visit?.get("cmi.core.lesson_mode") ?? "");
  const model = new PackageModel(state, isHeard ? visit : null);
  model.takeUp();
  if (!isHeard) tell(NO_PLATFORM);
  else if (isLooking) {
    tell(LOOK_ONLY);
    model.visit = null;
    addEventListener("pagehide", () => visit?.end());
  } else if (!DONE.has(visit?.get("cmi.core.lesson_status") ?? "")) {
    visit?.set("cmi.core.lesson_status", "incomplete");
    visit?.commit();
  }
  render({ model, el: element("board") });
  // After the board's own, which hands over what it still holds back.
  addEventListener("pagehide", () => model.leave());
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") model.keep();
  });
}

openBoard();
