// How far a reader is with each chapter, and which card comes next.

import { ACTS, firstCheck, lastCheck } from "../shared/acts.js";
import { isAfter } from "../shared/moments.js";

/**
 * @typedef {{event: string, at: string}} Card an act, and the address of its card
 * @typedef {{number: number, title: string, href: string, acts: Card[]}} Chapter
 * @typedef {Record<string, any>} Shelf
 */

/** @param {Shelf} shelf @param {Card} card */
const act = (shelf, { event }) => shelf[ACTS + event];

/** How many of a chapter's acts were checked. @param {Shelf} shelf @param {Chapter} chapter */
export function checkedIn(shelf, { acts }) {
  return acts.filter((card) => firstCheck(act(shelf, card))).length;
}

/** When something was last checked in a chapter. @param {Shelf} shelf @param {Chapter} chapter */
function latest(shelf, { acts }) {
  const times = acts.flatMap((card) => lastCheck(act(shelf, card))?.at ?? []);
  return times.reduce((last, at) => (isAfter(at, last) ? at : last), "");
}

/**
 * The next card: in the chapter in which something was checked last, or, where that is done, in the
 * first with a card to check. Nothing for a reader who has checked none, or all.
 * @param {Shelf} shelf @param {Chapter[]} chapters
 * @returns {{chapter: Chapter, number: number, at: string} | null}
 */
export function nextCard(shelf, chapters) {
  const begun = chapters.filter((chapter) => checkedIn(shelf, chapter) > 0);
  const open = (/** @type {Chapter} */ chapter) =>
    chapter.acts.findIndex((card) => !firstCheck(act(shelf, card)));
  const last = begun.reduce(
    (/** @type {Chapter | null} */ best, one) =>
      !best || isAfter(latest(shelf, one), latest(shelf, best)) ? one : best,
    null,
  );
  if (!last) return null;
  const chapter = open(last) >= 0 ? last : chapters.find((one) => open(one) >= 0);
  if (!chapter) return null;
  const index = open(chapter);
  return { chapter, number: index + 1, at: chapter.acts[index].at };
}
