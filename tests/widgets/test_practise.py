"""Practise as a reader uses it: a first session, and one on a later day, with a set clock."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page, expect

from hedgelab.sessions import practise_state
from hedgelab.widgets import Practise
from tests.hosted import faults, until_alive
from tests.widgets.opening import OpenPage, pages

STATE = practise_state()
NUMBERS = {stop["id"]: stop["number"] for stop in STATE["positions"]}
FIRST_DAY = datetime(2026, 10, 5, 10, tzinfo=UTC)
Json = dict[str, Any]


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    with pages(chromium, tmp_path) as open_page:
        yield open_page


def best(event: str) -> str:
    """Give the place that counts: the article's, else the module's with most credit."""
    return str(STATE["key"][event]["readings"][0]["position"])


def session(page: Page) -> Json:
    kept = page.evaluate("localStorage.getItem('hedgelab:practise')")
    return cast(Json, json.loads(kept)["session"])


def act(page: Page, event: str) -> Json:
    return cast(Json, json.loads(page.evaluate("e => localStorage['hedgelab:act:' + e]", event)))


def come_back(page: Page, when: datetime, address: str = "") -> None:
    """Open the page anew, at a time that is set."""
    page.clock.set_fixed_time(when)
    if address:
        page.goto(page.url.partition("#")[0] + address)
    page.reload()
    until_alive(page)


def check_all(page: Page, missed: set[int]) -> list[str]:
    """Place each card of the session, where the reading is or far from it, and check it."""
    dealt = [card["event"] for card in session(page)["cards"]]
    for at, event in enumerate(dealt):
        expect(page.locator(".hb-paper")).to_have_attribute("data-event", event)
        # Whatever is known of the act, its card begins empty and tells only when it was.
        assert page.locator(".hb-stop input:checked").count() == 0
        number = NUMBERS[best(event)]
        far = number - 3 if number > 3 else number + 3
        page.locator(".hb-stop input").nth((far if at in missed else number) - 1).check(force=True)
        page.get_by_role("button", name="Check this card").click()
        expect(page.locator(".hb-verdict")).to_be_visible()
        if at < len(dealt) - 1:
            page.locator(".hb-step").last.click()
    return dealt


def test_without_a_script_it_says_how_to_practise_and_gives_the_questions() -> None:
    paper = Practise.of_the_book(book=".").fallback_html()
    assert "Come back after a day" in paper
    assert paper.count("<tr>") == 7
    assert Practise.of_the_book(book=".").first["href"] == "./framework.html"


@pytest.mark.browser
def test_what_was_missed_comes_back_on_a_later_day_with_what_is_due(opened: OpenPage) -> None:
    page = opened(Practise.of_the_book(book="."), width=390)
    come_back(page, FIRST_DAY)
    expect(page.locator(".pr-lead")).to_contain_text("You have placed nothing yet")
    expect(page.locator(".pr-quiet").nth(1)).to_have_text("10 cards: 10 new to you.")
    assert faults(page) == []
    first = check_all(page, missed={2, 5})
    answers = [best(event) for event in first]
    assert all(one != other for one, other in pairwise(answers))
    expect(page.locator(".pr-done")).to_contain_text(
        "8 where the reading is, 2 further off, which will come back."
    )
    expect(page.locator(".pr-done")).to_contain_text("due next on")
    assert faults(page) == []
    # The check stands on the log that all boards share.
    kept = act(page, first[2])
    assert [check["at"] for check in kept["checks"]] == ["2026-10-05T10:00:00Z"]
    assert kept["position"] == kept["checks"][0]["position"] != best(first[2])

    # An hour later the same session is there; ten days later another, with those two in it.
    come_back(page, FIRST_DAY + timedelta(hours=1))
    assert [card["event"] for card in session(page)["cards"]] == first
    come_back(page, FIRST_DAY + timedelta(days=10))
    second = session(page)["cards"]
    why = {card["event"]: card["why"] for card in second}
    assert [why[first[at]] for at in (2, 5)] == ["missed", "missed"]
    assert set(why.values()) == {"missed", "due"}
    check_all(page, missed=set())
    log = act(page, first[2])["checks"]
    assert len(log) == 2
    # The first place goes on being the one that counts.
    assert log[0]["position"] != best(first[2]) == log[1]["position"]
    page.get_by_role("button", name="Ten more cards").click()
    third = [card["event"] for card in session(page)["cards"]]
    assert set(third) & set(why) == set()


@pytest.mark.browser
def test_an_address_deals_five_cards_of_a_pair_with_its_question(opened: OpenPage) -> None:
    page = opened(Practise.of_the_book(book="."))
    come_back(page, FIRST_DAY, "#practise--dominance-denial--indirect-balancing")
    expect(page.locator(".pr-pair .pr-title")).to_have_text(
        "Dominance denial or indirect balancing?"
    )
    expect(page.locator(".pr-question")).to_have_text(
        "Are soldiers, weapons or defence ties the point?"
    )
    dealt = [card["event"] for card in session(page)["cards"]]
    assert len(dealt) == 5
    assert {best(event) for event in dealt} == {"dominance-denial", "indirect-balancing"}
    assert faults(page) == []
    # A reason and a degree of sureness go on the log with the check.
    page.get_by_text("Say why, and how sure you are").click()
    page.locator(".hb-stop input").nth(1).check(force=True)
    page.locator(".hb-why textarea").fill("because soldiers went")
    page.get_by_label("Sure", exact=True).check(force=True)
    page.get_by_role("button", name="Check this card").click()
    (check,) = act(page, dealt[0])["checks"]
    assert (check["confidence"], check["justification"]) == (3, "because soldiers went")
    page.get_by_role("button", name="Ten cards of all places instead").click()
    expect(page.locator(".pr-tally")).to_have_text("0 of 10 cards checked")
    assert "#" not in page.url
