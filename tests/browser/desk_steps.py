"""What the tests of the desk's steps share: going to a step, and looking at what it shows."""

from playwright.sync_api import Page

from tests.accessibility import violations


def step(page: Page, name: str) -> None:
    """Go to a step."""
    page.get_by_role("navigation").get_by_role("button", name=name).click()


def check(page: Page, *, with_frames: bool = True) -> None:
    """See that axe finds nothing, in light and dark, and that all fits the width of a phone."""
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert violations(page, with_frames=with_frames) == []
    was = page.viewport_size
    assert was is not None
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size(was)
