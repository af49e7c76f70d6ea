// Sentences of a marker's page.

import { counted } from "../shared/words.js";

/** @import { Work } from "./work.js" */

/** @param {Work} work how far the marker is */
export function toldProgress(work) {
  const { done, of, flagged } = work.progress();
  const minutes = work.minutesLeft();
  const parts = [`${done} of ${of} marked`];
  if (flagged) parts.push(`${flagged} flagged`);
  if (minutes !== null) parts.push(`about ${toldTime(minutes)} left`);
  return `${parts.join(", ")}.`;
}

/** @param {Work} work @param {1 | -1} way on which there is no further text */
export function toldEnd(work, way) {
  if (way < 0) return "This is the first text.";
  const { done, of } = work.progress();
  if (done === of) return "This is the last text, and all are marked.";
  return `This is the last text. ${counted(of - done, "text")} lack a mark: O goes to them.`;
}

/** @param {number} minutes */
export function toldTime(minutes) {
  if (minutes < 60) return counted(minutes, "minute");
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest ? `${counted(hours, "hour")} ${counted(rest, "minute")}` : counted(hours, "hour");
}

/** @param {Work} work where the marker is */
export function toldPlace(work) {
  const wanted = work.wanted();
  const all = wanted.length === work.screens.length;
  const among = wanted.indexOf(work.at);
  const place = `Text ${work.at + 1} of ${work.screens.length}`;
  if (all) return place;
  return among < 0 ? place : `${place} (${among + 1} of ${wanted.length} chosen)`;
}

/** @param {Work} work where the student put the event, and where the key has it */
export function toldPlacing(work) {
  const { event, position } = work.screens[work.at];
  const told = (/** @type {string | null | undefined} */ id) => {
    const place = work.pack.positions.find((it) => it.id === id);
    return place ? `${place.number} ${place.name}` : "nowhere";
  };
  const key = work.pack.events.find(({ id }) => id === event)?.readings[0].position;
  if (position === key) return `Placed at ${told(position)}, as the key has it.`;
  return `Placed at ${told(position)}; the key has ${told(key)}.`;
}

/** @param {string} text @param {number} limit words that it should not exceed, 0 for none */
export function toldLength(text, limit) {
  const words = text.split(/\s+/).filter(Boolean).length;
  return limit ? `${words} of at most ${counted(limit, "word")}` : counted(words, "word");
}

/** @param {Work} work how many students wrote this, and whether others wrote nearly the same */
export function toldCopies(work) {
  const { copies, alike, calibration } = work.screens[work.at];
  const told = [];
  if (calibration) told.push("All markers begin with this text.");
  if (copies.length > 1) {
    told.push(`${copies.length} students wrote this, word for word: your mark is for all of them.`);
  }
  if (alike) {
    const others = work.screens.filter((it) => it.alike === alike).length - 1;
    told.push(
      `${counted(others, "text")} beside it ${others === 1 ? "is" : "are"} much like this.`,
    );
  }
  return told.join(" ");
}

/** @param {Work} work @param {number} at what a text has, in a few words */
export function toldMark(work, at) {
  const { points } = work.mark(at);
  return work.pack.rubric.criteria
    .filter(({ id }) => id in points)
    .map(({ id, title }) => `${title} ${points[id]}`)
    .join(", ");
}
