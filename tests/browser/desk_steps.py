"""What the tests of the desk's steps share: going to a step, and looking at what it shows."""

from collections.abc import Sequence

from playwright.sync_api import Page

from tests.accessibility import violations


def step(page: Page, name: str) -> None:
    """Go to a step."""
    page.get_by_role("navigation").get_by_role("button", name=name).click()


def check(page: Page, *, with_frames: bool = True, widths: Sequence[int] = ()) -> None:
    """See that axe finds nothing, in light and dark, and that all fits the width of a phone.

    It looks at the page as wide as it is, or at each of these widths.
    """
    was = page.viewport_size
    assert was is not None
    for width in widths or (was["width"],):
        page.set_viewport_size({"width": width, "height": was["height"]})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            assert violations(page, with_frames=with_frames) == [], width
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size(was)
