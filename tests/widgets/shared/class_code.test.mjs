// The class code: what goes in comes out, and what was damaged on the way is found.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  DEVICES,
  SIGNS,
  bare,
  decode,
  encode,
  lengthFor,
  markOf,
  mended,
} from "../../../src/hedgelab/widgets/shared/class_code.js";
import { codesIn } from "../../../src/hedgelab/widgets/shared/codes_in_text.js";

/** @import { Vote } from "../../../src/hedgelab/widgets/shared/class_code.js" */

// Park and Miller's generator: the same ballots each time, and others than a person would think of.
let state = 20261005;
/** @param {number} below */
function drawn(below) {
  state = (state * 48271) % 2147483647;
  return state % below;
}

/** @param {number} acts @param {string} digest */
function sheet(acts, digest = `sha256:${(4 * acts).toString(16).padStart(64, "0").slice(-4)}`) {
  return { digest, events: Array.from({ length: acts }, (_, at) => `act-${at}`) };
}

/** @param {number} acts */
function ballot(acts) {
  const places = Array.from({ length: acts }, () => drawn(8));
  return { vote: /** @type {Vote} */ (1 + drawn(2)), device: drawn(DEVICES), places };
}

const SHEETS = Array.from({ length: 41 }, (_, at) => sheet(at + 1));
const TWELVE = SHEETS[11];
const BOOK = [SHEETS[5], TWELVE, SHEETS[19], SHEETS[40]];

test("whatever a board holds comes out of its code as it went in", () => {
  for (const of of SHEETS) {
    for (let trial = 0; trial < 25; trial += 1) {
      const given = ballot(of.events.length);
      const code = encode(given, of);
      const read = decode(trial % 2 ? code.toLowerCase() : bare(code), SHEETS);
      assert.deepEqual(read, { kind: "ballot", sheet: of, ballot: given }, code);
    }
  }
  for (const [place, device] of [
    [0, 0],
    [7, DEVICES - 1],
  ]) {
    const given = { vote: /** @type {const} */ (2), device, places: Array(12).fill(place) };
    assert.deepEqual(decode(encode(given, TWELVE), SHEETS), {
      ...{ kind: "ballot", sheet: TWELVE, ballot: given },
    });
  }
});

test("a code is short, in groups of four, and of no sign that is taken for another", () => {
  // Signs for so many acts, reckoned by hand: 36 bits and three an act, at log2(31) = 4.954
  // bits a sign, rounded up, and three for the check.
  const lengths = [6, 12, 16, 20, 27, 40].map(lengthFor);
  assert.deepEqual(lengths, [14, 18, 20, 23, 27, 35]);
  assert.match(encode(ballot(12), TWELVE), /^(?:[2-9A-Z]{4}-){4}[2-9A-Z]{2}$/);
  assert.doesNotMatch(SIGNS, /[01OIL]/);
  assert.equal(new Set(SIGNS).size, 31);
});

test("every single wrong sign is found, wherever it stands, and said to be where it stands", () => {
  for (const of of [SHEETS[5], TWELVE, SHEETS[40]]) {
    const code = bare(encode(ballot(of.events.length), of));
    for (let at = 0; at < code.length; at += 1) {
      for (const sign of SIGNS.replace(code[at], "")) {
        const wrong = code.slice(0, at) + sign + code.slice(at + 1);
        assert.equal(decode(wrong, SHEETS).kind, "damaged", wrong);
      }
    }
  }
  const code = encode(ballot(12), TWELVE);
  const wrong = code.slice(0, 6) + (code[6] === "7" ? "8" : "7") + code.slice(7);
  assert.equal(mended(wrong, SHEETS), code);
  const [{ kind, hint }] = codesIn(wrong, SHEETS).unread;
  assert.equal(kind, "damaged");
  assert.equal(hint, `If one sign of it is wrong, its group 2 is ${code.split("-")[1]}.`);
});

test("two signs that changed places, a lost one and one too many are found", () => {
  for (let trial = 0; trial < 200; trial += 1) {
    const code = bare(encode(ballot(12), TWELVE));
    const at = drawn(code.length - 1);
    const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
    if (swapped !== code) assert.equal(decode(swapped, SHEETS).kind, "damaged", code);
    const [lost, more] = [code.slice(0, at) + code.slice(at + 1), `${code}${SIGNS[drawn(31)]}`];
    for (const other of [lost, more]) assert.notEqual(decode(other, SHEETS).kind, "ballot", other);
  }
});

test("a code of a board that is not known is told from a damaged one", () => {
  const code = encode(ballot(12), sheet(12, `sha256:f${"0".repeat(63)}`));
  assert.equal(decode(code, SHEETS).kind, "strange");
  assert.equal(codesIn(`Ana: ${code}`, SHEETS).unread[0].kind, "strange");
  assert.equal(markOf("sha256:ffff0000"), 2 ** 14 - 1);
});

const [ANA, BEN, CEM] = [ballot(12), ballot(12), ballot(20)];
const [CODE_A, CODE_B] = [encode(ANA, TWELVE), encode(BEN, TWELVE)];
const CODE_C = encode(CEM, SHEETS[19]);

test("codes are found in a pasted chat, with names and remarks or without", () => {
  const chat = `
[14:02, 05/10/2026] Ana-Maria Q.: here is mine ${CODE_A}
[14:02, 05/10/2026] Ben: ${CODE_B.toLowerCase()} sorry, no 0-1-2-hyphens on my phone
Cem 14:03 — ${CODE_C.replaceAll("-", "–")}
well-they-said-that 2026-11-30 was-the-date, tel. 0171-1234-5678
${CODE_A}-${CODE_B} ${CODE_C.replaceAll("-", " ")}, ${bare(CODE_B)}.
- ${CODE_A}
- ${CODE_C}`;
  const { found, unread } = codesIn(chat, SHEETS);
  const [a, b, c] = [CODE_A, CODE_B, CODE_C].map(bare);
  assert.deepEqual(
    found.map(({ code }) => code),
    [a, b, c, a, b, c, b, a, c],
  );
  assert.deepEqual(unread, []);
  assert.deepEqual(found[0].ballot, ANA);
  assert.deepEqual(found[2].ballot.places, CEM.places);
});

test("a damaged code in a chat is told, with what to look at, and its neighbours are taken", () => {
  const cut = CODE_B.slice(0, -1);
  const { found, unread } = codesIn(`Ana: ${CODE_A}\nBen - ${cut}\nCem - ${CODE_C}`, BOOK);
  assert.equal(found.length, 2);
  assert.deepEqual(unread, [{ text: cut, kind: "damaged", hint: "A sign seems to be missing." }]);
  const twice = CODE_A.replace(/^../, "OL");
  assert.equal(codesIn(twice, BOOK).unread[0].hint, "No code has O or L in it.");
  // Typed alone, without its hyphens, it is still a code.
  assert.equal(codesIn(bare(cut), BOOK).unread.length, 1);
  assert.deepEqual(codesIn("good morning, all of you", SHEETS), { found: [], unread: [] });
});
