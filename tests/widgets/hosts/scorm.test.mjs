// A board inside a learning platform: finding its API, and what is kept and scored there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findApi, timeSpan, Visit } from "../../../src/hedgelab/widgets/hosts/scorm_api.js";
import {
  scoreOf,
  standingOf,
  textOf,
  workFrom,
  workWith,
} from "../../../src/hedgelab/widgets/hosts/scorm_work.js";

const POSITIONS = [
  { id: "balancing", number: 1 },
  { id: "denial", number: 3 },
  { id: "bandwagoning", number: 7 },
];
/** @param {[string, number][]} readings @returns {any} */
const entry = (...readings) => ({
  readings: readings.map(([position, credit]) => ({ position, credit, reader: "", reason: "" })),
  dispute: "",
});
const KEY = {
  a: entry(["balancing", 1], ["denial", 0.25]),
  b: entry(["denial", 0.5], ["bandwagoning", 0.25]),
};
/** @param {Record<string, string>} placed @returns {any} */
const documentOf = (placed) => ({
  format: "",
  assignment: "",
  answers: Object.entries(placed).map(([event, position]) => ({ event, position })),
});

test("the API is found in the frames around the page, or around its opener", () => {
  const api = {};
  const top = { API: api };
  const middle = { parent: top };
  assert.equal(findApi({ parent: middle }), api);
  assert.equal(findApi(top), api);
  /** @type {any} */
  const alone = {};
  alone.parent = alone;
  assert.equal(findApi(alone), null);
  assert.equal(findApi({ ...alone, opener: { parent: top } }), api);
});

test("a search for the API ends, among frames in a circle and before one from elsewhere", () => {
  /** @type {any} */
  const circle = {};
  circle.parent = { parent: circle };
  assert.equal(findApi(circle), null);
  const closed = Object.defineProperty({}, "API", {
    get() {
      throw new DOMException("", "SecurityError");
    },
  });
  assert.equal(findApi({ parent: closed }), null);
});

test("a visit's time is written as SCORM 1.2 has it", () => {
  assert.equal(timeSpan(0), "0000:00:00.00");
  assert.equal(timeSpan(3_723_456), "0001:02:03.46");
  assert.equal(timeSpan(-5), "0000:00:00.00");
});

/** @param {Record<string, string>} answers what the platform answers instead of "true" */
function platform(answers = {}) {
  /** @type {string[][]} */
  const heard = [];
  const say =
    (/** @type {string} */ name) =>
    (/** @type {string[]} */ ...args) => {
      heard.push([name, ...args]);
      return answers[name] ?? "true";
    };
  const names = ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit"];
  const api = Object.fromEntries([...names, "LMSGetLastError"].map((name) => [name, say(name)]));
  return { heard, api: /** @type {any} */ (api) };
}

test("a visit says at its end how long it was, and that it is to go on", () => {
  const { heard, api } = platform();
  let now = 1000;
  const visit = new Visit(api, () => now);
  assert.equal(visit.begin(), true);
  now += 61_000;
  visit.end();
  visit.end();
  visit.set("cmi.core.exit", "");
  assert.deepEqual(heard, [
    ["LMSInitialize", ""],
    ["LMSSetValue", "cmi.core.session_time", "0000:01:01.00"],
    ["LMSSetValue", "cmi.core.exit", "suspend"],
    ["LMSCommit", ""],
    ["LMSFinish", ""],
  ]);
});

test("what a platform refuses is noticed, and the next commit begins anew", () => {
  const { api } = platform({ LMSSetValue: "false", LMSGetLastError: "405" });
  const visit = new Visit(api);
  visit.begin();
  visit.set("cmi.suspend_data", "x");
  assert.equal(visit.refusal, "405");
  assert.equal(visit.commit(), false);
  assert.equal(visit.commit(), true);
  const broken = new Visit(/** @type {any} */ ({}));
  assert.equal(broken.begin(), false);
  assert.equal(broken.get("cmi.suspend_data"), "");
});

test("what was first checked stays, whatever is moved, checked again or begun anew", () => {
  let work = workWith({}, documentOf({ a: "denial" }), { a: "denial" }, POSITIONS);
  assert.deepEqual(work, { a: { at: 3, checked: 3, first: 3 } });
  work = workWith(work, documentOf({ a: "balancing" }), { a: "balancing" }, POSITIONS);
  assert.deepEqual(work, { a: { at: 1, checked: 1, first: 3 } });
  work = workWith(work, documentOf({}), {}, POSITIONS);
  assert.deepEqual(work, { a: { at: 0, checked: 0, first: 3 } });
  assert.deepEqual(scoreOf(work, KEY, POSITIONS), { checked: 1, of: 2, score: 12.5 });
});

test("an act whose best reading has less than 1 counts whole where that is chosen", () => {
  const work = workWith({}, documentOf({}), { a: "balancing", b: "denial" }, POSITIONS);
  assert.deepEqual(scoreOf(work, KEY, POSITIONS), { checked: 2, of: 2, score: 100 });
  const other = workWith({}, documentOf({}), { a: "bandwagoning", b: "bandwagoning" }, POSITIONS);
  assert.deepEqual(scoreOf(other, KEY, POSITIONS), { checked: 2, of: 2, score: 25 });
});

test("what is kept comes back as it was", () => {
  const work = workWith(
    {},
    documentOf({ a: "denial", b: "balancing" }),
    { a: "denial" },
    POSITIONS,
  );
  assert.equal(textOf(work), '{"v":1,"a":{"a":"333","b":"100"}}');
  assert.deepEqual(workFrom(textOf(work)), work);
  assert.deepEqual(standingOf(work, POSITIONS), {
    answers: [
      { event: "a", position: "denial" },
      { event: "b", position: "balancing" },
    ],
    checked: { a: "denial" },
  });
});

test("what cannot be read is told apart from nothing", () => {
  assert.deepEqual(workFrom(""), {});
  for (const text of ["{", "null", '{"v":2,"a":{}}', '{"v":1}', '{"v":1,"a":{"a":"9"}}']) {
    assert.equal(workFrom(text), null, text);
  }
});
