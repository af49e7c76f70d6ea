// What a page may say of a file that it saves. A frame can forbid downloads silently, so only a
// page that stands in no such frame may say that something was saved.

/**
 * Whether nothing around a page forbids its downloads, as far as the page can see.
 * @param {Window} [page]
 */
export function maySave(page = window) {
  // Served into a sandbox, a page is denied its origin. A page in a folder never has one.
  if (page.origin === "null" && page.location.protocol !== "file:") return false;
  for (let at = page; at !== at.parent; at = at.parent) {
    const frame = frameOf(at);
    if (!frame) return false;
    const sandbox = frame.getAttribute("sandbox");
    if (sandbox !== null && !sandbox.split(/\s+/).includes("allow-downloads")) return false;
  }
  return true;
}

/** @param {Window} page @returns {Element | null} what the page stands in, if it may be seen */
function frameOf(page) {
  try {
    return page.frameElement;
  } catch {
    return null;
  }
}

/** @param {Window} [page] the address under which a tab of its own would show it, or none */
export function ownAddress(page = window) {
  const { href, protocol } = page.location;
  return page.parent !== page && /^(?:https?|file):$/.test(protocol) ? href : "";
}

/** @param {string} name @param {boolean} isSure whether nothing forbids downloads */
export function toldOfSaving(name, isSure) {
  return isSure
    ? `Saved as ${name}, where your browser puts downloads.`
    : `${name} was handed to your browser, but this page stands in a frame that may forbid ` +
        "downloads. Look whether the file has come.";
}
