// How the one maker of elements treats what it is given, on a page of the barest kind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { h, svg, write } from "../../../src/hedgelab/widgets/shared/dom.js";

/** An element that keeps what it is told. */
class Element {
  /** @param {string} tag @param {string} [space] */
  constructor(tag, space) {
    this.tag = tag;
    this.space = space;
    /** @type {Record<string, string>} */
    this.attributes = {};
    /** @type {Record<string, unknown>} */
    this.listeners = {};
    /** @type {unknown[]} */
    this.children = [];
    /** @type {Record<string, string>} */
    this.shades = {};
    this.writings = 0;
    this.style = {
      setProperty: (/** @type {string} */ name, /** @type {string} */ value) => {
        this.shades[name] = value;
      },
    };
  }
  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  /** @param {string} name @param {unknown} listener */
  addEventListener(name, listener) {
    this.listeners[name] = listener;
  }
  /** @param {unknown[]} children */
  append(...children) {
    this.children.push(...children);
  }
  get textContent() {
    return this.children.join("");
  }
  set textContent(text) {
    this.writings += 1;
    this.children = [text];
  }
}

globalThis.document = /** @type {any} */ ({
  createElement: (/** @type {string} */ tag) => new Element(tag),
  createElementNS: (/** @type {string} */ space, /** @type {string} */ tag) =>
    new Element(tag, space),
});

test("an attribute is set, a function listens, and what is nothing is left out", () => {
  const click = () => {};
  const attributes = {
    click,
    title: "T",
    hidden: true,
    tabindex: 0,
    a: false,
    b: null,
    c: undefined,
  };
  const node = h("p", { ...attributes, "--light": "#fff" });
  assert.deepEqual(node.attributes, { title: "T", hidden: "", tabindex: "0" });
  assert.deepEqual(node.listeners, { click });
  assert.deepEqual(node.shades, { "--light": "#fff" });
});

test("what stands in an element is text, whatever it looks like", () => {
  const inner = h("b");
  assert.deepEqual(h("p", {}, "<i>", null, inner).children, ["<i>", inner]);
});

test("JupyterLab is told to keep its shortcuts from what is typed or pressed in", () => {
  const isMarked = (/** @type {string} */ tag) => "data-lm-suppress-shortcuts" in h(tag).attributes;
  assert.deepEqual(["button", "input", "select", "textarea"].filter(isMarked).length, 4);
  assert.equal(isMarked("p"), false);
});

test("what belongs to a drawing is made as such", () => {
  const node = /** @type {any} */ (svg("path", { d: "M0 0" }));
  assert.equal(node.space, "http://www.w3.org/2000/svg");
  assert.deepEqual(node.attributes, { d: "M0 0" });
});

test("text is written only where it differs", () => {
  const node = h("p", {}, "One");
  write(node, "One");
  assert.equal(node.writings, 0);
  write(node, "Two");
  assert.deepEqual([node.textContent, node.writings], ["Two", 1]);
});
