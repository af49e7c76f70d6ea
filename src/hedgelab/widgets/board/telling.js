// What a board says of a card, most of it to ears.

/** @import { Board } from "./board.js" */

/** @param {Board} board what the button says that checks the card in hand */
export function checkLabel(board) {
  const wasChecked = board.firstAt(board.current) && board.at(board.current);
  return wasChecked ? "Check again" : "Check this card";
}

export const PLACE_FIRST = "Place the card first: choose one of the seven positions.";

/** @param {Board} board @param {string} event where a card stands now, and how many do */
export function toldPlace(board, event) {
  const { title } = board.event(event);
  const at = board.position(board.at(event) ?? "");
  const tally = `${board.placed} of ${board.events.length} placed.`;
  return at
    ? `${title}: placed at ${at.name}. ${tally}`
    : `${title}: taken off the board. ${tally}`;
}

/** @param {Board} board @param {string} event which card is in hand, and what it says */
export function toldCard(board, event) {
  const number = board.events.findIndex(({ event_id }) => event_id === event) + 1;
  const { title, date_text, summary } = board.event(event);
  const text = [`${title}.`, date_text && `${date_text}.`, summary].filter(Boolean).join(" ");
  return `Card ${number} of ${board.events.length}: ${text}`;
}

/** @param {Board} board @param {string} event how near a checked card is: the reading, and why */
export function toldReading(board, event) {
  const judged = board.judged(event);
  const reading = judged?.article ?? judged?.others[0];
  if (!judged || !reading) return judged?.words ?? "";
  const whose = judged.article ? "The article’s reading" : "A reading";
  return `${judged.words} ${whose}: ${board.position(reading.position)?.name}. ${reading.reason}`;
}
