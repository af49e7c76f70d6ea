// What of the map is looked at.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Look, ROOMY, toldEvents } from "../../../src/hedgelab/widgets/region_map/things.js";

/** @import { Pipeline, Place } from "../../../src/hedgelab/widgets/region_map/things.js" */

/** @param {Partial<Place>} said @returns {Place} */
function place(said) {
  const nothing = { id: "", name: "", variants: [], kind: "town", what: "Town", side: "e" };
  return { ...nothing, x: 0, y: 0, mark: "", rank: 1, note: "", events: [], ...said };
}

/** @type {Pipeline} */
const LINE = {
  ...{ id: "line", name: "", short: "", commodity: "oil", d: "", note: "", is_drawn: true },
  ...{ points: [], labels: { region: null, close: null }, exits: { region: [], close: [] } },
  ...{ facts: [], since: 2006, sources: [], events: ["one", "two"] },
};

const EVENTS = {
  one: { title: "", when: "", period: "1993-2000" },
  two: { title: "", when: "", period: "2000-2008" },
};
const PERIODS = [
  { id: "1993-2000", label: "1993–2000", last: 2000 },
  { id: "2000-2008", label: "2000–2008", last: 2008 },
  { id: "after-2018", label: "after 2018", last: null },
];

function look() {
  return new Look({ region: [0, 0, 100, 100], close: [40, 40, 20, 20] }, EVENTS, PERIODS, "");
}

test("a roomy drawing and a close look show more places", () => {
  const shown = (/** @type {Look} */ at, /** @type {number} */ width) =>
    [1, 2, 3].filter((rank) => at.shows(place({ x: 50, y: 50, rank }), width));
  const close = look();
  close.view = "close";
  assert.deepEqual(shown(look(), ROOMY - 1), [1]);
  assert.deepEqual(shown(look(), ROOMY), [1, 2]);
  assert.deepEqual(shown(close, ROOMY - 1), [1, 2]);
  assert.deepEqual(shown(close, ROOMY), [1, 2, 3]);
});

test("what is chosen is shown, and the map goes where it is", () => {
  const at = look();
  at.view = "close";
  const far = place({ x: 5, y: 5, rank: 3 });
  assert.ok(!at.shows(far, ROOMY));
  at.choose(far);
  assert.equal(at.view, "region");
  assert.ok(at.shows(far, 0));
  at.view = "close";
  at.choose(place({ x: 50, y: 50 }));
  assert.equal(at.view, "close");
});

test("a pipeline that was taken off comes back when it is chosen", () => {
  const at = look();
  at.away.add(LINE.id);
  assert.ok(!at.shows(LINE, ROOMY));
  at.choose(LINE);
  assert.ok(at.shows(LINE, ROOMY));
  assert.ok(!at.shows({ ...LINE, is_drawn: false }, ROOMY));
});

test("of a period the map has what was in use, what is named in it, and what shows the way", () => {
  const at = look();
  at.period = "1993-2000";
  const [named, other, bare] = [["one"], ["two"], []].map((events) => place({ events }));
  assert.deepEqual(
    [named, other, bare].map((one) => at.shows(one, 0)),
    [true, false, true],
  );
  assert.ok(!at.shows(LINE, ROOMY));
  assert.deepEqual(at.eventsOf(LINE), ["one"]);
  at.choose(other);
  assert.ok(at.shows(other, 0));
  for (const period of ["2000-2008", "after-2018", ""]) {
    at.period = period;
    assert.ok(at.shows(LINE, ROOMY), period);
  }
});

test("events are counted in words", () => {
  assert.equal(toldEvents(LINE.events), "2 events");
  assert.equal(toldEvents(["one"]), "1 event");
  assert.equal(toldEvents([]), "no events");
});
