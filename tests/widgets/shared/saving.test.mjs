// A page says that it saved only where nothing around it can have forbidden that.
import assert from "node:assert/strict";
import { test } from "node:test";
import { maySave, ownAddress, toldOfSaving } from "../../../src/hedgelab/widgets/shared/saving.js";

/**
 * @param {{href?: string, origin?: string, sandbox?: string | null, isFramed?: boolean,
 *   isHidden?: boolean}} is
 * @returns {any}
 */
function page({ href = "https://uni.example/a", origin, sandbox = null, isFramed, isHidden } = {}) {
  const { protocol } = new URL(href);
  /** @type {any} */
  const top = { location: { href, protocol }, origin: origin ?? "https://uni.example" };
  top.parent = top;
  if (!isFramed) return top;
  const frameElement = isHidden ? null : { getAttribute: () => sandbox };
  return { ...top, parent: top, frameElement };
}

test("a page of its own may save, unless a server put it into a sandbox", () => {
  assert.ok(maySave(page()));
  assert.ok(maySave(page({ href: "file:///a.html", origin: "null" })));
  assert.ok(!maySave(page({ origin: "null" })));
});

test("in a frame a page may save where it sees that nothing forbids it", () => {
  assert.ok(maySave(page({ isFramed: true })));
  assert.ok(maySave(page({ isFramed: true, sandbox: "allow-scripts allow-downloads" })));
  assert.ok(!maySave(page({ isFramed: true, sandbox: "allow-scripts" })));
  assert.ok(!maySave(page({ isFramed: true, sandbox: "" })));
  assert.ok(!maySave(page({ isFramed: true, isHidden: true })));
});

test("only a page in a frame, which has an address, offers a tab of its own", () => {
  assert.equal(ownAddress(page({ isFramed: true })), "https://uni.example/a");
  assert.equal(ownAddress(page({ isFramed: true, href: "blob:null/1" })), "");
  assert.equal(ownAddress(page()), "");
});

test("“Saved” is said only where it is known", () => {
  assert.match(toldOfSaving("a.json", true), /^Saved as a\.json/);
  assert.doesNotMatch(toldOfSaving("a.json", false), /saved/i);
});
