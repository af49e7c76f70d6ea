// Shows what a term or a citation points to where it stands: on hover, on focus
// and on a tap.  The page holds the data, by the addresses that its links have.
//
// Each link is described by its preview for good (aria-describedby, which also
// speaks of what is hidden), so that a screen reader says it once and appearing
// makes no further sound.

/**
 * @typedef {{head: string, text: (string | string[])[]}} Preview
 * @typedef {{link: HTMLAnchorElement, box: HTMLElement}} Shown
 */

// Long enough for a pointer that only passes over a link, or crosses to the preview.
const SHOW_AFTER = 180;
const HIDE_AFTER = 300;
const GAP = 6;
const MARGIN = 8;

/** The whole address of what a link points to. @param {string} href */
function target(href) {
  const url = new URL(href, location.href);
  url.search = "";
  return url.href;
}

/** @type {Record<string, Preview>} */
const held = JSON.parse(document.getElementById("hedgelab-previews")?.textContent ?? "{}");
const previews = new Map(
  Object.entries(held).map(([address, preview]) => [target(address), preview]),
);

/** @type {Map<string, HTMLElement>} */
const boxes = new Map();
/** @type {Shown | null} */
let shown = null;
let lastPointer = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} address @param {Preview} preview @param {Element} home */
function makeBox(address, { head, text }, home) {
  const box = document.createElement("div");
  box.className = "hedgelab-preview";
  box.id = `hedgelab-preview-${boxes.size + 1}`;
  box.role = "tooltip";
  box.hidden = true;
  if (head) {
    const title = document.createElement("b");
    title.textContent = head;
    box.append(title, " ");
  }
  for (const run of text) {
    if (typeof run === "string") box.append(run);
    else {
      const emphasised = document.createElement("i");
      emphasised.textContent = run.join("");
      box.append(emphasised);
    }
  }
  const hint = document.createElement("span");
  hint.className = "hedgelab-preview-hint";
  hint.textContent = "Tap again to go there.";
  hint.hidden = true;
  box.append(" ", hint);
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", hideSoon);
  home.append(box);
  boxes.set(address, box);
  return box;
}

/** Beside its link: below, or above where there is more room. */
function place() {
  if (!shown) return;
  const { link, box } = shown;
  const line = link.getClientRects()[0];
  if (!line) return;
  const { width, height } = box.getBoundingClientRect();
  const below = line.bottom + GAP;
  const above = line.top - GAP - height;
  const isBelow = below + height <= innerHeight - MARGIN || innerHeight - line.bottom > line.top;
  const right = document.documentElement.clientWidth - MARGIN - width;
  box.style.top = `${isBelow ? below : Math.max(MARGIN, above)}px`;
  box.style.left = `${Math.max(MARGIN, Math.min(line.left, right))}px`;
}

/** @param {HTMLAnchorElement} link */
function show(link, byTap = false) {
  clearTimeout(timer);
  const box = boxes.get(target(link.href));
  if (!box || shown?.link === link) return;
  hide();
  shown = { link, box };
  const hint = /** @type {HTMLElement} */ (box.lastElementChild);
  hint.hidden = !byTap;
  box.hidden = false;
  place();
}

function hide() {
  clearTimeout(timer);
  if (shown) shown.box.hidden = true;
  shown = null;
}

/** Stay for as long as the pointer or the focus does. */
function hideSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!shown) return;
    const { link, box } = shown;
    if (!link.matches(":hover, :focus-visible") && !box.matches(":hover")) hide();
  }, HIDE_AFTER);
}

/** @param {HTMLAnchorElement} link */
function attach(link) {
  const address = target(link.href);
  const preview = previews.get(address);
  if (!preview) return;
  const home = link.closest("main, [role=main]") ?? document.body;
  const box = boxes.get(address) ?? makeBox(address, preview, home);
  link.setAttribute("aria-describedby", box.id);
  link.classList.add("has-preview");
  link.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType === "touch") return;
    clearTimeout(timer);
    timer = setTimeout(() => show(link), SHOW_AFTER);
  });
  link.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType !== "touch") hideSoon();
  });
  link.addEventListener("focus", () => {
    if (link.matches(":focus-visible") && lastPointer !== "touch") show(link);
  });
  link.addEventListener("blur", hideSoon);
  link.addEventListener("click", (event) => {
    // The first tap shows the preview, the second follows the link.
    if (lastPointer !== "touch" || shown?.link === link) return;
    event.preventDefault();
    show(link, true);
  });
}

for (const link of document.querySelectorAll('a[href*="#"]:not(.headerlink)')) {
  attach(/** @type {HTMLAnchorElement} */ (link));
}

document.addEventListener("pointerdown", ({ pointerType, target: at }) => {
  lastPointer = pointerType;
  const isOutside = at instanceof Node && !shown?.link.contains(at) && !shown?.box.contains(at);
  if (isOutside) hide();
});
document.addEventListener("keydown", ({ key }) => {
  lastPointer = "";
  if (key === "Escape") hide();
});
addEventListener("scroll", place, { capture: true, passive: true });
addEventListener("resize", place);
