"""What axe finds on a page: https://github.com/dequelabs/axe-core."""

import json
from typing import cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
    # It would ask for the style sheets again, which a page in a folder may not.
    "preload": False,
}

# Four fifths of axe's time go into the contrast of texts.  Of those with the same ink, size and
# weight on the same grounds the first is enough, unless one of them is laid over something else.
_ONE_OF_EACH_INK = """
for (const marked of document.querySelectorAll("[data-ink]")) marked.removeAttribute("data-ink");
(() => {
  const seen = new Set();
  const ground = (element, style) =>
    style.backgroundColor === "rgba(0, 0, 0, 0)" && style.backgroundImage === "none"
      && style.opacity === "1" && style.filter === "none" && style.position === "static"
      ? ""
      : [style.backgroundColor, style.backgroundImage, style.opacity, style.filter,
         style.position, style.position === "static" ? "" : element.className].join();
  for (const root of document.querySelectorAll(INSIDE)) {
    for (const element of [root, ...root.querySelectorAll("*")]) {
      const says = element.matches("input, select, textarea")
        || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!says || !element.checkVisibility({ visibilityProperty: true })) continue;
      const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
      const told = [color, fontSize, fontWeight, textShadow, element.tagName === "INPUT",
                    Boolean(element.closest(":disabled, [aria-disabled=true]"))];
      for (let up = element; up; up = up.parentElement) told.push(ground(up, getComputedStyle(up)));
      const ink = told.filter((it) => it !== "").join("|");
      if (seen.has(ink)) continue;
      seen.add(ink);
      element.setAttribute("data-ink", "");
    }
  }
})();
axe.configure({ rules: [{ id: "color-contrast", selector: "[data-ink]" }] });
"""


def violations(
    page: Page | Frame, inside: str | None = None, *, with_frames: bool = True
) -> list[str]:
    """Say what axe finds on a page or inside what a selector names, and where."""
    script = _ONE_OF_EACH_INK.replace("INSIDE", json.dumps(inside or "html"))
    axe = Axe(f"{Axe().axe_script};\n{script}")
    # It asks of a frame what it asks of a page, and that alone.
    found = axe.run(cast(Page, page), context=inside, options={**OPTIONS, "iframes": with_frames})
    return [
        f"{violation['id']}: {violation['help']}: "
        + "; ".join(f"{node['target']} {node['html']}" for node in violation["nodes"])
        for violation in found.response["violations"]
    ]
