// Practise: ten cards from all boards, those that were missed or are due before new ones.
//
// A card is the board's card, and what is checked goes on the same log.  The clock is the
// browser's, asked when a session is dealt.

import { Board } from "../board/board.js";
import { drawLoneCard } from "../board/lone.js";
import { actsOn } from "../shared/acts.js";
import { h, write } from "../shared/dom.js";
import { HeldModel } from "../shared/model.js";
import { counted } from "../shared/words.js";
import { nextDue } from "./choosing.js";
import { drawDone, drawIntroduction, drawPair } from "./frame.js";
import { checkedIn, dealt, outcome, pairIn, resumed, withSession } from "./session.js";
import { dealtInWords, dueInWords, wentInWords } from "./telling.js";

/**
 * @import { Answer } from "../shared/answers.js"
 * @import { KeyEntry } from "../shared/judging.js"
 * @import { Host, Model } from "../shared/model.js"
 * @import { BoardState, Position, Rules, Sheet } from "../board/types.js"
 * @import { Pair, Session } from "./session.js"
 */

/** The model of a session's board, which hands on what it is given. @extends {HeldModel<BoardState>} */
class SessionModel extends HeldModel {
  /** @param {BoardState} state @param {() => void} onSave */
  constructor(state, onSave) {
    super(state);
    this.save_changes = onSave;
  }
}

/** What a page hands over, as `widgets/practise.py` says. */
class Practice {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    /** @type {Sheet} */
    this.sheet = model.get("sheet");
    /** @type {Position[]} */
    this.positions = model.get("positions");
    /** @type {Rules} */
    this.rules = model.get("rules");
    /** @type {Record<string, KeyEntry>} */
    this.key = model.get("key");
    this.format = { rules: this.rules, positions: this.positions };
    this.cards = Object.entries(this.key).map(([event, { readings }]) => ({ event, readings }));
  }

  get acts() {
    return actsOn(this.model.get("shelf") ?? {}, this.format).acts;
  }

  get deck() {
    const { cards, acts, positions } = this;
    return { cards, acts, positions, now: Date.now() };
  }

  /** @param {Session} session */
  keep(session) {
    const shelf = this.model.get("shelf") ?? {};
    this.model.set("session", session);
    this.model.set("shelf", withSession(shelf, this.acts, session.answers, this.format));
    this.model.save_changes();
  }

  /** @param {Pair | null} pair @returns {Session} the one that goes on, or another */
  begin(pair) {
    const kept = resumed(this.model.get("session"), Date.now(), this.cards, pair);
    return kept ?? this.deal(pair);
  }

  /** @param {Pair | null} pair @param {string[]} [apart] @returns {Session} */
  deal(pair, apart) {
    const session = dealt(this.deck, pair, apart);
    this.keep(session);
    return session;
  }

  /**
   * The model of the session's board: its answers are the session's, and each check goes on.
   * @param {Session} session @param {() => void} onKeep
   */
  boardOf(session, onKeep) {
    const { sheet, positions, rules, key } = this;
    const byId = new Map(sheet.events.map((event) => [event.event_id, event]));
    const events = session.cards.flatMap(({ event }) => byId.get(event) ?? []);
    const { assignment, digest } = sheet;
    const answers = { format: rules.format, assignment, sheet: digest, answers: session.answers };
    /** @type {BoardState} */
    const state = {
      ...{ mode: "practice", sheet: { ...sheet, events }, positions, rules, key, answers },
      ...{ progress: { checked: {} }, review: {}, notice: "", view: this.model.get("view") ?? {} },
    };
    const model = new SessionModel(state, () => {
      const { answers: said } = /** @type {{answers: Answer[]}} */ (model.get("answers"));
      session.answers = said;
      this.model.set("view", model.get("view"));
      this.keep({ ...session });
      onKeep();
    });
    return new Board(model);
  }
}

/** @param {Host} host @returns {() => void} take everything down again */
export function render({ model, el }) {
  const practice = new Practice(model);
  const tally = h("p", { class: "pr-tally" });
  const notice = h("p", { class: "pr-quiet", role: "status" });
  const top = h("div");
  const place = h("div");
  const bottom = h("div", { class: "pr-bottom", role: "status" });
  const root = h(
    "div",
    { class: "hedgelab-practise hedgelab-ground", role: "group", "aria-label": "Practise" },
    h("div", { class: "pr-head" }, tally),
    notice,
    top,
    place,
    bottom,
  );
  let stop = () => {};

  function show(/** @type {Session} */ session, isMoved = false) {
    stop();
    const board = practice.boardOf(session, () => update());
    const card = drawLoneCard(board, () => {});
    stop = card.stop;
    const { pair, cards } = session;
    const isFirst = !pair && practice.acts.size === 0;
    top.replaceChildren(
      ...(isFirst ? [drawIntroduction(model.get("first"))] : []),
      pair
        ? drawPair(pair, practice.positions, model.get("neighbours"), () => again(null))
        : h("p", { class: "pr-quiet" }, dealtInWords(cards)),
    );
    place.replaceChildren(card.node);
    const again = (/** @type {Pair | null} */ other) => {
      const apart = cards.map(({ event }) => event);
      if (pairIn(location.hash, practice.positions)) {
        history.replaceState(null, "", `${location.pathname}${location.search}`);
      }
      show(practice.deal(other, other ? [] : apart), true);
    };
    let isDone = false;
    function update() {
      const checked = checkedIn(session).length;
      write(tally, `${checked} of ${counted(cards.length, "card")} checked`);
      write(notice, model.get("notice") ?? "");
      if (isDone || checked < cards.length) return;
      isDone = true;
      const found = outcome(session, practice.cards, practice.positions);
      const due = dueInWords(nextDue(practice.deck), Date.now());
      bottom.replaceChildren(drawDone(wentInWords(found), due, () => again(null)));
    }
    const waiting = pair ? "" : dueInWords(nextDue(practice.deck), Date.now());
    bottom.replaceChildren(...(waiting ? [h("p", { class: "pr-quiet" }, waiting)] : []));
    board.draw();
    update();
    if (isMoved) {
      board.reveal();
      board.focusOn("card");
    }
  }

  const arrive = () => {
    const pair = pairIn(location.hash, practice.positions);
    if (pair) show(practice.begin(pair));
  };
  show(practice.begin(pairIn(location.hash, practice.positions)));
  el.append(root);
  addEventListener("hashchange", arrive);
  return () => {
    removeEventListener("hashchange", arrive);
    stop();
    root.remove();
  };
}

export default { render };
