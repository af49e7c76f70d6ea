// How every widget makes and changes elements.  What comes from outside becomes text, whatever
// it looks like: no title and no justification is ever read as markup.

import { keepKeysIn } from "./shortcuts.js";

/**
 * What stands in an element: text becomes text, and what is null is left out.
 * @typedef {Node | string | null} Child
 */

// The fields of one kind of element are one union too many for the type checker, and every
// widget reads some of them right after making it.
/**
 * An element.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] functions listen, `--names` are set as style, and
 *   what is false, null or undefined is left out
 * @param {...Child} children
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  const node = dressed(document.createElement(tag), attributes, children);
  if (/^(?:button|input|select|textarea)$/.test(tag)) keepKeysIn(node);
  return node;
}

/**
 * An element of a drawing, made as `h` makes one of a page.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  return dressed(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/**
 * @template {HTMLElement | SVGElement} E
 * @param {E} node @param {Record<string, any>} attributes @param {Child[]} children
 */
function dressed(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (name.startsWith("--")) node.style.setProperty(name, value);
    else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/**
 * Write text only where it differs, so that nothing is announced or selected anew.
 * @param {Element} node @param {string} text
 */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Say that a button has no effect now, and leave it the focus that it may have.
 * @param {HTMLElement} button @param {boolean} idle
 */
export function setIdle(button, idle) {
  if (idle) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}

/**
 * What has the focus, in the page or in the shadow that a node stands in.
 * @param {Node} node
 */
export function focused(node) {
  const scope = /** @type {Document | ShadowRoot} */ (node.getRootNode());
  return /** @type {HTMLElement | null} */ (scope.activeElement ?? null);
}

/** A name that nothing else in the page has: several widgets of a kind may share it. */
export function ownName(kind = "hedgelab") {
  return `${kind}-${Math.random().toString(36).slice(2, 10)}`;
}

/**
 * Hand a file to the reader, as a download.
 * @param {string} name @param {string} text
 * @param {Element} [near] where to hang the link while it is clicked
 * @param {string} [type]
 */
export function download(name, text, near = document.body, type = "application/json") {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: address, download: name, hidden: true });
  near.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
