"""The desk as `hedgelab desk` serves it: in with the key, steps and undo, and a second tab."""

import pytest
from playwright.sync_api import expect

from tests.accessibility import violations
from tests.browser.conftest import Complaints, NewPage

pytestmark = pytest.mark.browser

STRANGER = "this page has no key to the desk"


def test_the_page_is_for_one_browser_and_one_tab(address: str, visitor: NewPage) -> None:
    page = visitor(viewport={"width": 1280, "height": 800})
    home = address.partition("#")[0]
    complaints = Complaints(page, home)
    page.goto(address)
    expect(page.get_by_role("heading", name="Baku", level=1)).to_be_visible()
    assert page.url == home
    # The token was good for once.
    stranger = visitor()
    stranger.goto(address)
    expect(stranger.get_by_text(STRANGER)).to_be_visible()

    page.locator("details.kept > summary").click()
    assert "on this computer and nowhere else; to delete it" in page.inner_text(".keeping")
    expect(page.get_by_role("button", name="Save Baku.hedgelab")).to_be_visible()
    page.locator("details.kept > summary").click()
    page.get_by_label("What the class is called").fill("Ganja <b>2026</b>")
    page.get_by_label("What the class is called").press("Tab")
    renamed = page.get_by_role("heading", name="Ganja <b>2026</b>", level=1)
    expect(renamed).to_be_visible()
    page.get_by_role("button", name="Undo: the class’s name").click()
    expect(page.get_by_role("status")).to_contain_text("Undone: the class’s name.")
    expect(page.get_by_label("What the class is called")).to_have_value("Baku")
    page.get_by_role("button", name="Redo: the class’s name").click()
    expect(renamed).to_be_visible()
    page.reload()
    expect(renamed).to_be_visible()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert violations(page) == []

    with page.expect_popup() as opening:
        page.evaluate("window.open(location.href)")
    second = opening.value
    others = Complaints(second, home)
    expect(second.get_by_text("This class is open in another tab")).to_be_visible()
    expect(second.get_by_role("button", name="Undo:")).to_be_disabled()
    page.close()
    expect(second.get_by_text("This class is open in another tab")).not_to_be_visible()
    expect(second.get_by_role("button", name="Undo:")).to_be_enabled()
    # A stream counts as broken off where it was held open, or read faster than it was noted.
    assert [it for it in (*complaints, *others) if "ERR_ABORTED" not in it] == []
