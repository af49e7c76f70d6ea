// What happens to a board through files, and what replaces all that is on it.

import { CHOOSE_ANOTHER, fileText, textIn } from "../shared/answers.js";
import { timestamp } from "../shared/moments.js";
import { toldOfSaving } from "../shared/saving.js";
import { counted } from "../shared/words.js";
import {
  answerTo,
  fileName,
  otherSheet,
  readForBoard,
  withChecksOf,
  withoutAnswers,
  withStudent,
} from "./answers.js";

/**
 * @import { AnswerDocument } from "../shared/answers.js"
 * @import { Board } from "./board.js"
 */

/** @param {Board} board write the answers to a file of the student's own */
export function save(board) {
  board.document = { ...board.document, saved: timestamp() };
  board.keep();
  const name = fileName(board.sheet.assignment, board.document.student?.id ?? "");
  board.onDownload(name, fileText(board.document));
  const text = toldOfSaving(name, board.maySave);
  board.filed = { document: board.document, text, name };
  board.say(text);
}

/** @param {Board} board @param {File} file */
export async function load(board, file) {
  const refuse = (/** @type {string} */ why) => board.say(`“${file.name}” was not loaded. ${why}`);
  const text = await textIn(file, board.rules);
  if (text === null) {
    refuse(`It holds no text that can be read. ${CHOOSE_ANOTHER}`);
    return;
  }
  const result = readForBoard(text, board.setting);
  if (!result.ok) {
    refuse(`${result.message} The board is as it was.`);
    return;
  }
  const had = board.placed;
  const loaded = `${counted(result.known + result.unknown, "answer")} loaded from “${file.name}”.`;
  const sheet = result.sameSheet ? "" : ` ${otherSheet(result)}`;
  const over = had ? ` They replace the ${counted(had, "placement")} that stood here.` : "";
  const told = `${loaded}${sheet}${over}`;
  // A name that was typed before is filled in.
  const typed = result.document.student || board.checks ? undefined : board.document.student;
  const document = withStudent(result.document, typed ?? undefined);
  if (hasWork(board)) {
    replace(
      board,
      board.checks ? withChecksOf(document, board.document) : document,
      told,
      "the loading",
    );
  } else {
    board.document = document;
    board.keep();
    board.say(told);
  }
}

/** @param {Board} board whether anything is placed or written on it */
function hasWork(board) {
  return board.events.some(({ event_id }) => answerTo(board.document, event_id));
}

/** @param {Board} board */
export function askToReset(board) {
  if (!hasWork(board)) {
    board.say("There is nothing on the board yet.");
    return;
  }
  const also = board.rules.ask.justification ? " What you wrote about them goes too." : "";
  board.say(`Take ${counted(board.placed, "card")} off the board?${also}`, [
    { label: "Reset the board", run: () => reset(board) },
    {
      label: "Keep them",
      run: () => {
        board.say("");
        board.focusOn("reset");
      },
    },
  ]);
  board.focusOn("status");
}

/** @param {Board} board */
function reset(board) {
  const document = withoutAnswers(board.document, board.events);
  replace(board, document, "The board is empty.", "the reset");
}

/**
 * Put other answers on the board.  The step can be taken back, and then taken
 * again, so that whatever was there is never more than one button away.
 * @param {Board} board @param {AnswerDocument} document
 * @param {string} text what happened @param {string} what its name, for the button
 */
function replace(board, document, text, what) {
  const swap = (/** @type {AnswerDocument} */ to) => {
    const from = board.document;
    board.document = to;
    board.keep();
    return from;
  };
  const offer = (
    /** @type {string} */ said,
    /** @type {string} */ label,
    /** @type {() => void} */ run,
  ) => {
    board.undo = { label, run };
    board.say(said);
    board.focusOn("status");
  };
  const redo = (/** @type {AnswerDocument} */ to) => {
    const from = swap(to);
    offer(text, `Undo ${what}`, () => undo(from));
  };
  const undo = (/** @type {AnswerDocument} */ to) => {
    const from = swap(to);
    offer(`The board is as it was before ${what}.`, `Redo ${what}`, () => redo(from));
  };
  redo(document);
}
