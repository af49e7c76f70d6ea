"""The short way: from the card on the first page to the figure and back to the chapters."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage, until_complete

pytestmark = [pytest.mark.browser, pytest.mark.built]


def place_and_check(page: Page) -> Locator:
    board = page.get_by_role("group", name=re.compile("^Board:"))
    board.get_by_role("radio").nth(5).press("Space")
    board.get_by_role("button", name="Check this card", exact=True).click()
    return board


def test_the_way_leads_from_a_card_to_the_figure_and_counts_in_the_chapters(
    home: str, visitor: NewPage
) -> None:
    page = visitor(viewport={"width": 390, "height": 844})
    page.goto(home + "book/index.html")
    until_complete(page)
    progress = page.locator(".hedgelab-progress")
    expect(page.get_by_role("link", name=re.compile("^Continue with card"))).to_have_count(0)
    expect(
        place_and_check(page).get_by_text(re.compile("1 of 1 placed · 1 checked"))
    ).to_be_visible()
    # The act is one of the chapter on the years since 2008, and counts there.
    expect(progress.last.get_by_role("listitem").nth(5)).to_contain_text("1/41")
    expect(progress.first).to_contain_text("Continue with card 1 of Deeds since 2008")

    page.get_by_role("link", name="The ninety-minute path", exact=True).click()
    page.wait_for_url(re.compile(r"ninety-minutes\.html"))
    until_complete(page)
    steps = page.locator(".hedgelab-coding-steps")
    for shown in (2, 3):
        steps.get_by_role("button", name="Next step").click()
        expect(steps.locator(".cs-step")).to_have_count(shown)
    figure = page.locator("figure svg[role=img]:visible")
    expect(figure).to_have_count(0)
    place_and_check(page)
    expect(figure).not_to_have_count(0)

    # It stays open for a reader who comes back, and is open on paper for everybody.
    page.reload()
    until_complete(page)
    expect(figure).not_to_have_count(0)


def test_what_the_authors_found_waits_for_a_check_and_opens_by_a_click_too(
    home: str, visitor: NewPage
) -> None:
    page = visitor()
    page.goto(home + "book/deeds-1993-2000.html")
    until_complete(page)
    found = page.locator("#what-the-authors-find > details")
    expect(found).not_to_have_attribute("open", "")
    page.get_by_role("link", name="Sort now", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^Sort"), level=2)).to_be_in_viewport()
    found.locator("summary").click()
    expect(found.get_by_text("A count says nothing about weight", exact=False)).to_be_visible()

    # The acts' table is folded, and opens for whoever is led to one of its rows.
    acts = page.locator("#the-acts > details")
    expect(acts).not_to_have_attribute("open", "")
    page.evaluate("location.hash = '#act-kfor-platoon-1999'")
    expect(page.locator("#act-kfor-platoon-1999")).to_be_in_viewport()


def test_an_act_is_coded_in_steps_and_its_place_counts_on_the_boards(
    home: str, visitor: NewPage
) -> None:
    page = visitor()
    page.goto(home + "book/framework.html")
    until_complete(page)
    lease = page.locator('.cs-case[data-event="gabala-lease-2002"]')
    lease.get_by_role("button", name="Away from Russia").click()
    expect(lease.locator(".cs-step")).to_have_count(1)
    expect(lease.get_by_role("status")).to_contain_text("Look once more")
    lease.get_by_role("button", name="Towards Russia").click()
    lease.get_by_role("button", name="No", exact=True).click()
    lease.get_by_role("button", name="Economic pragmatism").click()
    expect(lease.get_by_role("status").last).to_contain_text("The article has it under Limited")
    kept = page.evaluate("JSON.parse(localStorage.getItem('hedgelab:act:gabala-lease-2002'))")
    assert [check["position"] for check in kept["checks"]] == ["economic-pragmatism"]

    # The example that is coded aloud is shown move by move.
    moves = page.locator(".step-by-step > p")
    total = moves.count()
    assert total >= 7
    expect(page.locator(".step-by-step > p:visible")).to_have_count(1)
    for shown in range(2, total + 1):
        page.get_by_role("button", name=re.compile("^Next: ")).click()
        expect(page.locator(".step-by-step > p:visible")).to_have_count(shown)
    expect(page.get_by_role("button", name=re.compile("^Next: "))).to_have_count(0)
