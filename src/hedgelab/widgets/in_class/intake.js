// How votes come in: a field for codes, the camera, files, and the made-up readers.

import { textIn } from "../shared/answers.js";
import { VOTES } from "../shared/class_code.js";
import { download, h, ownName, write } from "../shared/dom.js";
import { maySave, toldOfSaving } from "../shared/saving.js";
import { drawCamera } from "./camera.js";

/** @import { Vote } from "../shared/class_code.js" */
/** @import { ClassInHand, Report } from "./class.js" */

const FILE = "class-codes.txt";

/**
 * @param {ClassInHand} hand @param {() => void} changed
 * @returns {{node: HTMLElement, update: () => void, stop: () => void}}
 */
export function drawIntake(hand, changed) {
  const said = h("p", { class: "ic-said" });
  const problems = h("ul", { class: "ic-problems" });
  /** @param {Report} report */
  const tell = ({ told, problems: found }) => {
    write(said, told);
    problems.replaceChildren(...found.map((problem) => h("li", {}, problem)));
    changed();
  };

  const field = drawField((text) => {
    const report = hand.takeText(text);
    tell(report);
    return !report.problems.length;
  });
  const camera = drawCamera((text) => tell(hand.takeText(text)));
  const files = drawFiles(hand, tell);
  const madeUp = VOTES.map((vote) =>
    button(
      vote === 1 ? "Thirty made-up readers" : "Their second vote",
      () => tell(hand.takeMadeUp(vote)),
      "ic-link",
    ),
  );
  const save = button(
    "Save the codes",
    () => {
      download(FILE, hand.saved, said, "text/plain");
      write(said, `${toldOfSaving(FILE, maySave())} It holds no names.`);
    },
    "ic-link",
  );
  const forget = button(
    "Forget all votes",
    () => {
      hand.forget();
      tell({ told: "All votes are gone.", problems: [] });
    },
    "ic-link",
  );
  const node = h(
    "div",
    { class: "ic-intake" },
    field.node,
    h("div", { class: "ic-row" }, field.button, camera.button, ...files),
    camera.node,
    h("div", { role: "status" }, said, problems),
    h("div", { class: "ic-row ic-quiet" }, ...madeUp, save, forget),
  );
  const update = () => {
    files[1].hidden = !hand.votes(1).size;
    madeUp[1].hidden = !hand.isMadeUp;
    save.hidden = hand.isMadeUp || !hand.saved;
    forget.hidden = hand.isEmpty;
  };
  return { node, update, stop: camera.stop };
}

/** @param {string} words @param {() => void} click @param {string} [css] @returns {HTMLButtonElement} */
function button(words, click, css = "hedgelab-button") {
  return h("button", { type: "button", class: css, click }, words);
}

/**
 * @param {(text: string) => boolean} take gives back whether all of it was taken
 * @returns {{node: HTMLElement, button: HTMLButtonElement}}
 */
function drawField(take) {
  const id = ownName("codes");
  const send = () => {
    if (take(field.value)) field.value = "";
    field.focus();
  };
  const field = h("textarea", {
    id,
    rows: "4",
    spellcheck: "false",
    autocapitalize: "characters",
    autocomplete: "off",
    keydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" || event.shiftKey || field.value.includes("\n")) return;
      event.preventDefault();
      send();
    },
  });
  const label = h("label", { for: id }, "Codes: paste the whole chat, or type one and press Enter");
  return {
    node: h("div", { class: "ic-field" }, label, field),
    button: h(
      "button",
      { type: "button", class: "hedgelab-button ic-main", click: send },
      "Take in",
    ),
  };
}

/**
 * @param {ClassInHand} hand @param {(report: Report) => void} tell
 * @returns {HTMLElement[]}
 */
function drawFiles(hand, tell) {
  /** @type {Vote} */
  let vote = 1;
  const picker = h("input", {
    type: "file",
    class: "hedgelab-unseen",
    accept: ".json,application/json,.txt,text/plain",
    multiple: true,
    tabindex: "-1",
    "aria-hidden": "true",
    change: () => load(),
  });
  async function load() {
    const chosen = [...(picker.files ?? [])];
    const read = await Promise.all(
      chosen.map(async (file) => ({
        name: file.name,
        text: await textIn(file, hand.book.format.rules),
      })),
    );
    picker.value = "";
    const isText = (/** @type {{name: string}} */ { name }) => name.endsWith(".txt");
    const codes = read.filter(isText).map(({ text }) => text);
    const reports = [
      ...(codes.length ? [hand.takeText(codes.map((text) => text ?? "").join("\n"))] : []),
      ...(codes.length < read.length
        ? [
            hand.takeFiles(
              read.filter((file) => !isText(file)),
              vote,
            ),
          ]
        : []),
    ];
    if (!reports.length) return;
    tell({
      told: reports.map(({ told }) => told).join(" "),
      problems: reports.flatMap(({ problems }) => problems),
    });
  }
  return VOTES.map((one) =>
    h(
      "button",
      {
        type: "button",
        class: "hedgelab-button",
        click: () => {
          vote = one;
          picker.click();
        },
      },
      one === 1 ? "Load files" : "Files of the second vote",
    ),
  ).concat(picker);
}
