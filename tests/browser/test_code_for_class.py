"""From a board of the book to its code for class, and from the code to the lecturer's page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage, until_complete

pytestmark = [pytest.mark.browser, pytest.mark.built]


def test_a_board_leads_to_its_code_and_the_class_takes_it(home: str, visitor: NewPage) -> None:
    page = visitor(viewport={"width": 390, "height": 844})
    page.goto(home + "book/deeds-2000-2008.html")
    until_complete(page)
    board = page.get_by_role("group", name=re.compile("^Board:"))
    board.get_by_role("radio", name=re.compile("Economic pragmatism")).press("Space")
    board.get_by_role("link", name="Code for class").click()
    page.wait_for_url(re.compile(r"in-class\.html#board="))
    until_complete(page)
    mine = page.get_by_role("group", name="Your code")
    expect(mine.get_by_text(re.compile("^1 of 12 acts placed"))).to_be_focused()

    code = mine.locator(".cc-code").inner_text()
    page.get_by_label(re.compile("^Codes")).fill(f"Somebody: {code}")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 first vote on Twelve acts, 2000–2008")).to_be_visible()
