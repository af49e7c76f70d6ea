"""What the tests of the desk's steps share: going to a step, and looking at what it shows."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def step(page: Page, name: str) -> None:
    """Go to a step."""
    page.get_by_role("navigation").get_by_role("button", name=name).click()


def check(page: Page, *, with_frames: bool = True) -> None:
    """See that axe finds nothing, in light and dark, and that all fits the width of a phone."""
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        found = Axe().run(page, options={"iframes": with_frames}).response["violations"]
        assert found == [], [(it["id"], it["nodes"][0]["html"]) for it in found]
    was = page.viewport_size
    assert was is not None
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size(was)
