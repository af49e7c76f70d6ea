"""Whether what stands in a page has room there: no word over another, cut off or broken."""

from playwright.sync_api import Page

# Where each line of visible text is, as far as what scrolls or clips around it lets it be seen.
LINES = """
const unseen = ".hedgelab-unseen, .visually-hidden, .skip-link, script, style, option";
const root = document.documentElement;
const around = (node) => (node && node !== root ? [node, ...around(node.parentElement)] : []);
const isSeen = (node) =>
  node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
  !node.closest(unseen) &&
  around(node).every((part) => !getComputedStyle(part).clipPath.startsWith("inset(50%"));
const texts = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const { parentElement: parent, data } = walk.currentNode;
  if (data.trim() && isSeen(parent)) texts.push({ node: walk.currentNode, parent });
}
const told = (text) => text.trim().replace(/\\s+/g, " ").slice(0, 40);
"""

CROWDED = (
    "async () => {"
    # What measures itself draws anew in the next frame.
    "for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);"
    + LINES
    + """
  const found = new Set();
  const lines = [];
  for (const { node, parent } of texts) {
    const frames = around(parent).map((part) => ({ part, style: getComputedStyle(part) }));
    const clips = frames.filter(({ style }) => style.overflowX !== "visible");
    // Whoever asks for three lines and an ellipsis has the whole text elsewhere.
    if (frames.some(({ style }) => style.webkitLineClamp !== "none")) continue;
    const scrolls = clips.some(({ style }) => /auto|scroll/.test(style.overflowX));
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom, width, height } of range.getClientRects()) {
      if (width < 2 || height < 2) continue;
      if (!scrolls) {
        const edges = clips.map(({ part }) => part.getBoundingClientRect().right);
        if (left < -1 || right > Math.min(root.clientWidth, ...edges) + 1) {
          found.add(`cut off: ${told(node.data)}`);
        }
        // The letters of a line are not as tall as the line.
        const fifth = height / 5;
        lines.push({ left, right, top: top + fifth, bottom: bottom - fifth, node, parent });
      }
    }
  }
  const floats = (part) =>
    around(part).some((one) => /fixed|sticky/.test(getComputedStyle(one).position));
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((one, index) => {
    for (const other of lines.slice(index + 1)) {
      if (other.top >= one.bottom - 1) break;
      const shared = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (shared > 2 && one.node !== other.node && floats(one.parent) === floats(other.parent)) {
        found.add(`one over the other: ${told(one.node.data)} × ${told(other.node.data)}`);
      }
    }
  });
  return [...found];
}"""
)

BROKEN = (
    "(selector) => {"
    + LINES
    + """
  return texts.filter(({ parent }) => parent.closest(selector)).flatMap(({ node }) =>
    [...node.data.matchAll(/\\p{L}+/gu)].flatMap(({ 0: word, index }) => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = [...range.getClientRects()].map(({ top }) => top);
      return Math.max(...tops) - Math.min(...tops) > 4 ? [word] : [];
    }));
}"""
)


def enlarge_text(page: Page) -> None:
    """Set a page's text twice as large, and open all that is folded in it."""
    page.add_style_tag(content="html { font-size: 200% !important }")
    page.evaluate(
        """() => {
          for (const part of document.querySelectorAll("details")) part.open = true;
          // What was left out while the page opened may be late.
          delete document.documentElement.dataset.opening;
        }"""
    )


def crowded(page: Page) -> list[str]:
    """Name the text that is cut off, or stands over other text."""
    found: list[str] = page.evaluate(CROWDED)
    return found


def broken_words(page: Page, selector: str) -> list[str]:
    """Give the words within these parts of a page that go on in another line."""
    found: list[str] = page.evaluate(BROKEN, selector)
    return found
