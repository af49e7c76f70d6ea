// Of two records of the same work, the later one is gone on with.
import assert from "node:assert/strict";
import { test } from "node:test";
import { laterRecord } from "../../../src/hedgelab/widgets/hosts/second_shelf.js";

const [EARLY, LATE] = ['{"at": "2026-10-05T16:00:00+04:00"}', '{"at": "2026-10-05T12:00:01Z"}'];

test("the later record is taken, by whatever clock, and the only one where there is one", () => {
  assert.equal(laterRecord(EARLY, LATE), LATE);
  assert.equal(laterRecord(LATE, EARLY), LATE);
  assert.equal(laterRecord(null, EARLY), EARLY);
  assert.equal(laterRecord(EARLY, null), EARLY);
  assert.equal(laterRecord(null, null), null);
});

test("where nobody can tell, the store's own counts", () => {
  assert.equal(laterRecord("{cut off", "{}"), "{cut off");
  assert.equal(laterRecord("{}", LATE), LATE);
});
