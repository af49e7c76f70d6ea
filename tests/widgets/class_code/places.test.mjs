// Where the places of a code come from: a board's link, or the reader's own acts.
import assert from "node:assert/strict";
import { test } from "node:test";
import decodeQR from "qr/decode.js";
import encodeQR from "qr";
import { classAddress } from "../../../src/hedgelab/widgets/board/class_link.js";
import { fromLink, fromShelf, placedIn } from "../../../src/hedgelab/widgets/class_code/places.js";

const SHEET = {
  ...{ assignment: "deeds", title: "Deeds", digest: "sha256:1111", href: "" },
  events: ["pact", "line", "visit"],
};
const OTHER = { ...SHEET, assignment: "first", events: ["pact"] };
const POSITIONS = ["one", "two", "three", "four", "five", "six", "seven"].map((id, at) => ({
  ...{ id, number: at + 1 },
}));

test("a board's link says its places, if they fit the board of this edition", () => {
  const sheets = [OTHER, SHEET];
  assert.deepEqual(fromLink("#board=deeds&places=072", sheets), {
    ...{ sheet: SHEET, places: [0, 7, 2] },
  });
  for (const places of ["", "07", "0721", "08x", "<b>"]) {
    assert.deepEqual(fromLink(`#board=deeds&places=${places}`, sheets), {
      ...{ sheet: SHEET, places: null },
    });
  }
  for (const hash of ["", "#deeds", "#board=none&places=072"]) {
    assert.equal(fromLink(hash, sheets), null);
  }
});

test("without a link the reader's own acts say the places, whatever else lies in the store", () => {
  const shelf = {
    "act:pact": { event: "pact", position: "three", checks: [] },
    "act:line": { event: "line", position: null },
    "act:visit": "unreadable",
    "act:another": { event: "another", position: "one" },
  };
  const places = fromShelf(shelf, SHEET, POSITIONS);
  assert.deepEqual(places, [3, 0, 0]);
  assert.equal(placedIn(places), 1);
});

test("a camera reads from the QR code what stands beside it", () => {
  const code = "K7QX-3M9D-WWP2-YTS8-UV";
  const modules = encodeQR(code, "raw", { border: 4, ecc: "medium" });
  // What a camera sees: each module as 5 x 5 pixels in grey.
  const scale = 5;
  const side = modules.length * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [at] of Array.from({ length: side * side }).entries()) {
    const [y, x] = [Math.floor(at / side / scale), Math.floor((at % side) / scale)];
    data.fill(modules[y][x] ? 40 : 230, at * 4, at * 4 + 3);
  }
  assert.equal(decodeQR({ width: side, height: side, data }), code);
});

test("a board's own link is read again as the places on it", () => {
  const events = SHEET.events.map((event_id) => ({ event_id }));
  const board = /** @type {any} */ ({
    sheet: { assignment: "deeds", events },
    events,
    isShort: false,
    positions: POSITIONS,
    document: { answers: [{ event: "visit", position: "two" }, { event: "pact" }] },
  });
  const address = new URL(classAddress("file:///book/in-class.html#old", board));
  assert.equal(address.pathname, "/book/in-class.html");
  assert.deepEqual(fromLink(address.hash, [SHEET]), { sheet: SHEET, places: [0, 0, 2] });

  // Of a board that shows twelve acts the code is of those twelve.
  const few = { ...SHEET, assignment: "deeds-short", events: ["visit"] };
  const short = classAddress("in-class.html", { ...board, isShort: true, events: events.slice(2) });
  assert.deepEqual(fromLink(short.slice(short.indexOf("#")), [SHEET, few]), {
    ...{ sheet: few, places: [2] },
  });
});
