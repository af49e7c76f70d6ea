import assert from "node:assert/strict";
import { test } from "node:test";
import { checkedIn, nextCard } from "../../../src/hedgelab/widgets/progress/counting.js";

/** @param {number} number @param {string} title @param {string[]} events */
const chapter = (number, title, ...events) => ({
  number,
  title,
  href: `${title}.html`,
  acts: events.map((event) => ({ event, at: `${title}.html#${event}` })),
});
const CHAPTERS = [chapter(1, "none"), chapter(2, "early", "a", "b"), chapter(3, "late", "c", "d")];

/** @param {Record<string, string>} times */
const shelf = (times) =>
  Object.fromEntries(
    Object.entries(times).map(([event, at]) => [
      `act:${event}`,
      { event, position: "balancing", checks: at ? [{ position: "balancing", at }] : [] },
    ]),
  );

test("an act counts for its chapter when it was checked, and not when it was only placed", () => {
  const kept = shelf({ a: "2026-10-05T14:00:00Z", b: "" });
  assert.deepEqual(
    CHAPTERS.map((one) => checkedIn(kept, one)),
    [0, 1, 0],
  );
});

test("one goes on in the chapter of the latest check, with its first card that is open", () => {
  const kept = shelf({ a: "2026-10-05T14:00:00Z", d: "2026-10-06T09:00:00Z" });
  const next = nextCard(kept, CHAPTERS);
  assert.deepEqual([next?.chapter.title, next?.number, next?.at], ["late", 1, "late.html#c"]);
});

test("where that chapter is done one goes on with the first that is not", () => {
  const kept = shelf({
    a: "2026-10-05T14:00:00Z",
    c: "2026-10-06T09:00:00Z",
    d: "2026-10-06T09:05:00Z",
  });
  const next = nextCard(kept, CHAPTERS);
  assert.deepEqual([next?.chapter.title, next?.number], ["early", 2]);
});

test("whoever has checked nothing, or everything, is led to no card", () => {
  assert.equal(nextCard({}, CHAPTERS), null);
  const at = "2026-10-05T14:00:00Z";
  assert.equal(nextCard(shelf({ a: at, b: at, c: at, d: at }), CHAPTERS), null);
});
