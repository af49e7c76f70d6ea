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

    press_on(page, page.get_by_role("link", name="2. The framework", exact=True).first)
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


def test_from_an_act_in_my_reading_one_is_led_to_its_card_and_back(
    home: str, visitor: NewPage
) -> None:
    page = visitor(viewport={"width": 360, "height": 800})
    page.goto(home + "book/deeds-since-2008.html")
    until_complete(page)
    # Of the chapter's boards the last one: it is not where a link to the chapter leads.
    board = page.get_by_role("group", name=re.compile("^Board:")).last
    card = board.locator(".hb-paper")
    event = card.get_attribute("data-event")
    stops = board.locator(".hb-rail").get_by_role("radio")
    stops.first.press("Space")
    board.get_by_role("button", name="Check this card", exact=True).click()

    page.goto(home + "book/my-reading.html")
    until_complete(page)
    press_on(page, page.locator(f"[data-event={event}]").get_by_role("link"))
    page.wait_for_url(re.compile(r"deeds-since-2008\.html#"))
    until_complete(page)

    expect(card).to_have_attribute("data-event", event or "")
    expect(card).to_be_in_viewport(ratio=0.5)
    page.keyboard.press("Tab")
    expect(stops.first).to_be_focused()

    # Another card is at hand, and neither it nor the way back is taken away.
    board.get_by_role("button", name="Next card", exact=True).click()
    page.reload()
    until_complete(page)
    page.go_back()
    page.wait_for_url(re.compile(r"my-reading\.html$"))
