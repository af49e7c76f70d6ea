"""From the first page to *My reading*, with the keyboard only."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage, until_complete
from tests.browser.keyboard import press_on, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.built]


def test_what_is_placed_on_the_way_arrives_in_my_reading(home: str, visitor: NewPage) -> None:
    page = visitor()
    page.goto(home + "index.html")
    until_complete(page)

    press_on(page, page.get_by_role("link", name="The framework", exact=True).first)
    page.wait_for_url(re.compile(r"framework\.html"))
    until_complete(page)
    board = page.get_by_role("group", name=re.compile("^Board:"))
    tab_to(page, board.get_by_role("radio"))
    page.keyboard.press("Space")
    press_on(page, board.get_by_role("button", name="Check this card", exact=True))
    expect(board.get_by_text(re.compile("1 of 6 placed · 1 checked"))).to_be_visible()

    press_on(page, page.get_by_role("link", name="My reading", exact=True).first, back=True)
    page.wait_for_url(re.compile(r"my-reading\.html"))
    until_complete(page)
    expect(page.get_by_text("You have placed nothing yet")).to_have_count(0)
    expect(page.locator(".hedgelab-live")).to_contain_text("1 act")
