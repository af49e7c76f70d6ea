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
  ...{ facts: [], sources: [], events: ["one", "two"] },
};

function look() {
  return new Look({ region: [0, 0, 100, 100], close: [40, 40, 20, 20] });
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

test("events are counted in words", () => {
  assert.equal(toldEvents(LINE), "2 events");
  assert.equal(toldEvents(place({ events: ["one"] })), "1 event");
  assert.equal(toldEvents(place({})), "no events");
});
