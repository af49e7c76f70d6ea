// ClassCode: a board's answers as a code for class, on the reader's own phone.
//
// The places come from the link by which a board led here, or else from the reader's own store.
// Kept is, for each board, the number by which a second vote finds its first.

import { DEVICES, VOTES, encode } from "../shared/class_code.js";
import { h, ownName, write } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { fromLink, fromShelf, placedIn } from "./places.js";
import { drawQr } from "./qr.js";

/** @import { Vote } from "../shared/class_code.js" */
/** @import { Host, Model } from "../shared/model.js" */
/** @import { BoardSheet } from "./places.js" */

const VOTE_NAMES = { 1: "First vote", 2: "Second vote, after the talk" };

/** @param {Model} model @param {BoardSheet} sheet @returns {number} this device's, for that board */
function deviceFor(model, { assignment }) {
  const devices = model.get("devices") ?? {};
  const before = devices[assignment];
  if (Number.isInteger(before) && before >= 0 && before < DEVICES) return before;
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  const device = drawn % DEVICES;
  model.set("devices", { ...devices, [assignment]: device });
  model.save_changes();
  return device;
}

/** @param {(vote: Vote) => void} choose */
function drawVotes(choose) {
  const name = ownName("vote");
  const fields = VOTES.map((vote) =>
    h(
      "label",
      { class: "hedgelab-choice" },
      h("input", { type: "radio", name, checked: vote === 1, change: () => choose(vote) }),
      h("span", {}, VOTE_NAMES[vote]),
    ),
  );
  return h(
    "fieldset",
    {},
    h("legend", { class: "hedgelab-unseen" }, "Which vote"),
    h("div", { class: "hedgelab-choices" }, ...fields),
  );
}

/** @param {() => string} code */
function drawCopy(code) {
  const told = h("p", { class: "cc-told", role: "status" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code());
      write(told, "Copied.");
    } catch {
      write(told, "This browser does not let a page copy. Hold or select the code, and copy it.");
    }
  };
  return {
    button: h("button", { type: "button", class: "hedgelab-button", click: copy }, "Copy"),
    told,
  };
}

/** What stands where nothing is placed yet. @param {BoardSheet} sheet */
function drawNothing({ title, href }) {
  const board = href ? h("a", { href }, title) : h("b", {}, title);
  return h(
    "p",
    {},
    "Nothing is placed on this board yet, as far as this page can see. Sort ",
    board,
    " first, and press “Code for class” on the board.",
  );
}

/** The sheet that was chosen last, or else one with something on it. @param {Model} model */
function firstSheet(model) {
  /** @type {BoardSheet[]} */
  const sheets = model.get("sheets");
  const shelf = model.get("shelf") ?? {};
  return (
    sheets.find(({ assignment }) => assignment === model.get("chosen")) ??
    sheets.find((sheet) => placedIn(fromShelf(shelf, sheet, model.get("positions")))) ??
    sheets[0]
  );
}

/**
 * Draw the code, and keep it in step with the model.
 * @param {Host} host
 * @returns {() => void} take everything down again
 */
function render({ model, el }) {
  /** @type {BoardSheet[]} */
  const sheets = model.get("sheets");
  const positions = model.get("positions");
  let link = fromLink(location.hash, sheets);
  let sheet = link?.sheet ?? firstSheet(model);
  /** @type {Vote} */
  let vote = 1;
  let code = "";

  const id = ownName("board");
  const choice = h(
    "select",
    { id, change: () => choose(sheets[choice.selectedIndex]) },
    ...sheets.map(({ title, events }) => h("option", {}, `${title} (${events.length} acts)`)),
  );
  const tally = h("p", { class: "cc-tally", tabindex: "-1" });
  const picture = h("div", { class: "cc-picture" });
  const text = h("code", { class: "cc-code" });
  const { button, told } = drawCopy(() => code);
  const ways = h("div", { class: "cc-ways" }, text, button, told);
  const votes = drawVotes((chosen) => {
    vote = chosen;
    update();
  });
  const shown = h("div", { class: "cc-shown" }, picture, ways);
  const nothing = h("div", { class: "cc-nothing" });
  const root = h(
    "div",
    {
      class: "hedgelab-class-code hedgelab-panel hedgelab-ground",
      role: "group",
      "aria-label": "Your code",
    },
    tally,
    h("div", { class: "cc-head" }, h("label", { for: id }, "Board"), choice),
    votes,
    shown,
    nothing,
    h("p", { class: "cc-notice", role: "status" }, model.get("notice") ?? ""),
  );

  function choose(/** @type {BoardSheet} */ chosen) {
    sheet = chosen;
    model.set("chosen", sheet.assignment);
    model.save_changes();
    update();
  }

  function update() {
    choice.selectedIndex = sheets.indexOf(sheet);
    const isLinked = link?.sheet === sheet && link.places;
    const places = isLinked || fromShelf(model.get("shelf") ?? {}, sheet, positions);
    const placed = placedIn(places);
    votes.hidden = shown.hidden = !placed;
    nothing.hidden = placed > 0;
    write(
      tally,
      placed ? `${placed} of ${counted(sheet.events.length, "act")} placed` : "No code yet",
    );
    write(told, "");
    nothing.replaceChildren(drawNothing(sheet));
    code = placed ? encode({ vote, device: deviceFor(model, sheet), places }, sheet) : "";
    if (text.textContent === code) return;
    // A code breaks between its groups, and nowhere else.
    text.replaceChildren(
      ...code.split("-").flatMap((group, at) => [at ? "-" : "", ...(at ? [h("wbr")] : []), group]),
    );
    picture.replaceChildren(...(code ? [drawQr(code, `QR code of ${code}`)] : []));
  }

  function arrive() {
    link = fromLink(location.hash, sheets);
    if (!link) return;
    choose(link.sheet);
    root.scrollIntoView();
    tally.focus({ preventScroll: true });
  }

  update();
  el.append(root);
  if (link) setTimeout(arrive);
  model.on("change:shelf", update);
  addEventListener("hashchange", arrive);
  return () => {
    model.off("change:shelf", update);
    removeEventListener("hashchange", arrive);
    root.remove();
  };
}

export default { render };
