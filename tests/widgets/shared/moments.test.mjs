// Moments are compared as moments, whatever clock they were told by.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isAfter, momentOf, timestamp } from "../../../src/hedgelab/widgets/shared/moments.js";

test("a moment is the same by every clock", () => {
  const baku = momentOf("2026-10-05T18:03:11+04:00");
  assert.equal(baku, momentOf("2026-10-05T14:03:11Z"));
  assert.equal(baku, momentOf("2026-10-05T07:33:11-06:30"));
  // What a browser makes of it, where it makes anything.
  assert.equal(baku, Date.parse("2026-10-05T18:03:11+04:00"));
  assert.equal(momentOf("2026-10-05T14:03:11.250Z") - baku, 250);
});

test("the later word is the later moment, and not the later text", () => {
  assert.ok(isAfter("2026-10-05T14:03:12Z", "2026-10-05T18:03:11+04:00"));
  assert.ok(!isAfter("2026-10-05T18:03:11+04:00", "2026-10-05T14:03:12Z"));
  assert.ok(isAfter("2026-10-05T14:03:11.5Z", "2026-10-05T14:03:11Z"));
  assert.ok(!isAfter("2026-10-05T14:03:11Z", "2026-10-05T18:03:11+04:00"));
});

test("what has no moment comes first", () => {
  assert.ok(isAfter("0001-01-01T00:00:00Z", undefined));
  assert.ok(!isAfter(null, "0001-01-01T00:00:00Z"));
  assert.ok(!isAfter("", undefined));
});

test("there is no 30 February and no minute 61", () => {
  for (const text of ["2026-02-30T10:00:00Z", "2026-10-05T10:61:00Z", "soon"]) {
    assert.ok(Number.isNaN(momentOf(text)), text);
  }
});

test("a moment is written in UTC, to the second", () => {
  assert.equal(timestamp(new Date(Date.UTC(2026, 9, 5, 14, 3, 11, 987))), "2026-10-05T14:03:11Z");
});
