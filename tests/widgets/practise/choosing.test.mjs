// Which cards a session has: from the log, a set clock and a seed.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chosen,
  chosenOfPair,
  interleaved,
  nextDue,
  standings,
} from "../../../src/hedgelab/widgets/practise/choosing.js";
import { randomFrom } from "../../../src/hedgelab/widgets/shared/chance.js";
import { dueAt, fromMemory } from "../../../src/hedgelab/widgets/practise/schedule.js";

/** @import { Act, Check } from "../../../src/hedgelab/widgets/shared/acts.js" */

const IDS = ["one", "two", "three", "four", "five", "six", "seven"];
const POSITIONS = IDS.map((id, index) => ({ id, number: index + 1, name: id }));
const DAY = 24 * 3600 * 1000;
const MONDAY = Date.parse("2026-10-05T10:00:00Z");

// Sixty acts: "two-3" is the third of those that the article files under "two".
const CARDS = IDS.flatMap((position) =>
  Array.from({ length: position === "one" || position === "seven" ? 2 : 11 }, (_, index) => ({
    event: `${position}-${index}`,
    readings: [
      { position, reader: "article", credit: 1 },
      { position: "four", reader: "module", credit: 0.5 },
    ],
  })),
);

/** @param {string} event @param {...[day: number, position: string, confidence?: number]} log @returns {Act} */
function act(event, ...log) {
  const checks = log.map(([day, position, confidence]) => ({
    ...{ position, confidence, at: new Date(MONDAY + day * DAY).toISOString() },
  }));
  return { event, position: checks.at(-1)?.position, checks };
}

/** @param {Act[]} acts @param {number} [day] */
function deck(acts, day = 0) {
  const map = new Map(acts.map((one) => [one.event, one]));
  return { cards: CARDS, acts: map, positions: POSITIONS, now: MONDAY + day * DAY };
}

const answer = (/** @type {{event: string}} */ { event }) => event.split("-")[0];

test("who has placed nothing is dealt ten new cards, mixed, of all seven places", () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const dealt = chosen({ ...deck([]), seed });
    assert.equal(dealt.length, 10);
    assert.equal(new Set(dealt.map(({ event }) => event)).size, 10);
    assert.ok(dealt.every(({ why }) => why === "new"));
    assert.equal(new Set(dealt.map(answer)).size, 7);
    dealt.forEach((one, index) => assert.ok(!index || answer(one) !== answer(dealt[index - 1])));
  }
});

test("a seed deals the same cards again, and another one others", () => {
  const dealt = (/** @type {number} */ seed) => chosen({ ...deck([]), seed });
  assert.deepEqual(dealt(7), dealt(7));
  assert.notDeepEqual(dealt(7), dealt(8));
  const random = randomFrom(1);
  const drawn = Array.from({ length: 1000 }, random);
  assert.ok(Math.abs(drawn.reduce((sum, one) => sum + one) / 1000 - 0.5) < 0.05);
});

test("what was missed by two steps comes before what is due, and both before new ones", () => {
  const acts = [
    act("two-0", [-1, "five"]), // three off, yesterday
    act("three-0", [-30, "three"]), // right, a month ago: due
    act("five-0", [-0.5, "four"]), // a neighbour, this morning: not due
    act("six-0", [-0.01, "six"]), // right, just now
  ];
  const dealt = new Map(chosen({ ...deck(acts), seed: 3 }).map((one) => [one.event, one.why]));
  assert.equal(dealt.get("two-0"), "missed");
  assert.equal(dealt.get("three-0"), "due");
  assert.ok(!dealt.has("five-0") && !dealt.has("six-0"));
  assert.equal([...dealt.values()].filter((why) => why === "new").length, 8);
});

test("a miss that was put right on another day is none any more, on the same day it is", () => {
  const read = (/** @type {Act} */ one, /** @type {number} */ day) =>
    standings(deck([one], day)).find(({ event }) => event === one.event)?.why;
  assert.equal(read(act("two-0", [0, "six"], [0.01, "two"]), 1), "missed");
  assert.equal(read(act("two-0", [0, "six"], [1, "two"]), 1.1), "early");
});

test("a log in which everything is due on one place leaves room for others", () => {
  const acts = Array.from({ length: 11 }, (_, index) => act(`three-${index}`, [-60, "six"]));
  const dealt = chosen({ ...deck(acts), seed: 5 });
  assert.equal(dealt.filter((one) => answer(one) === "three").length, 5);
  dealt.forEach((one, index) => assert.ok(!index || answer(one) !== answer(dealt[index - 1])));
});

test("the cards in hand just now are not dealt again", () => {
  const first = chosen({ ...deck([]), seed: 2 }).map(({ event }) => event);
  const second = chosen({ ...deck([]), seed: 2, apart: first }).map(({ event }) => event);
  assert.deepEqual(
    second.filter((event) => first.includes(event)),
    [],
  );
});

test("when all are known, those come that will be due soonest", () => {
  const acts = CARDS.map(({ event }, index) => act(event, [-index / 1000, event.split("-")[0]]));
  const dealt = chosen({ ...deck(acts), seed: 1 });
  assert.equal(dealt.length, 10);
  assert.ok(dealt.every(({ why }) => why === "early"));
});

test("neighbours on the spectrum follow one another where they can", () => {
  const known = IDS.slice(1, 5).flatMap((one) => [one, one]);
  const cards = standings(deck([])).filter(({ event }) => /-[01]$/.test(event));
  const some = known.map((id, index) => cards.find(({ event }) => event === `${id}-${index % 2}`));
  const order = interleaved(/** @type {any} */ (some), POSITIONS, randomFrom(4));
  const numbers = order.map(({ answer: id }) => IDS.indexOf(id));
  const near = numbers.filter((one, at) => at && Math.abs(one - numbers[at - 1]) === 1);
  assert.ok(near.length >= 4, numbers.join());
});

test("five cards of a pair begin with those that were taken for one another", () => {
  const acts = [
    act("two-4", [-9, "three"]),
    act("three-7", [-9, "two"]),
    act("two-5", [-9, "two"]),
  ];
  for (let seed = 0; seed < 20; seed += 1) {
    const dealt = chosenOfPair({ ...deck(acts), seed, pair: ["two", "three"] });
    const events = dealt.map(({ event }) => event);
    assert.equal(events.length, 5);
    assert.ok(events.includes("two-4") && events.includes("three-7") && !events.includes("two-5"));
    assert.deepEqual([...new Set(dealt.map(answer))].sort(), ["three", "two"]);
  }
});

test("checks of one sitting count once: after the first the answer was seen", () => {
  const { checks } = act("two-0", [0, "six"], [0.01, "two"], [3, "two"]);
  assert.deepEqual(
    fromMemory(checks).map(({ position }) => position),
    ["six", "two"],
  );
});

test("each time it is remembered an act waits longer, and a miss calls it back", () => {
  const off = (/** @type {string} */ position) => Math.abs(IDS.indexOf(position) - 1);
  const days = (/** @type {Act} */ { checks }) =>
    (dueAt(checks, off) - Date.parse(/** @type {Check} */ (checks.at(-1)).at)) / DAY;
  const once = days(act("two-0", [0, "two"]));
  const twice = days(act("two-0", [0, "two"], [3, "two"]));
  const missed = days(act("two-0", [0, "two"], [3, "seven"]));
  assert.ok(once >= 1 && twice > once && missed < twice, `${once} ${twice} ${missed}`);
  // The neighbour is "hard", and waits no longer than what was right.
  assert.ok(days(act("two-0", [0, "three"])) <= once);
});

test("it says when something is due next, and of how many acts", () => {
  assert.equal(nextDue(deck([])), null);
  const acts = [act("two-0", [0, "two"]), act("three-0", [0, "three"]), act("four-0", [0, "six"])];
  const next = nextDue(deck(acts, 0.1));
  assert.ok(next && next.at > MONDAY + 0.1 * DAY);
  assert.equal(nextDue(deck(acts.slice(0, 2), 0.1))?.count, 2);
});
