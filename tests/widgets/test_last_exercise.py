"""The last exercise as a reader does it, and what of it anybody else gets to see."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hedgelab.sessions import last_exercise_state
from hedgelab.widgets import LastExercise
from tests.hosted import faults
from tests.widgets.opening import OpenPage, pages

STATE = last_exercise_state()
LEAD = {event: entry["readings"][0]["position"] for event, entry in STATE["readings"].items()}


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    with pages(chromium, tmp_path) as open_page:
        yield open_page


def test_on_paper_there_are_twelve_acts_and_seven_numbers_to_fill_in() -> None:
    paper = LastExercise.of_the_book().fallback_html()
    before, _, answers = paper.partition('<details class="le-answers">')
    assert before.count("<tr>") == 1 + 12 + 1 + 7
    # The dates and the readings are for afterwards.
    assert "1997" not in before
    assert "4 July 1997" in answers


def test_it_keeps_its_work_under_a_key_of_its_own() -> None:
    widget = LastExercise.of_the_book()
    assert widget.storage_key() == "last-exercise"
    assert not widget.reads
    assert "key" not in widget.page_state()


def place_all(page: Page, *, off: int) -> None:
    """Place all twelve where the readings are, and the first few a step further on."""
    for count in range(12):
        card = page.locator(".hb-paper")
        event = card.get_attribute("data-event")
        number = next(
            stop["number"] for stop in STATE["positions"] if stop["id"] == LEAD[event or ""]
        )
        page.locator(".hb-stop input").nth(number - 1 + (count < off)).check(force=True)
        if count < 11:
            page.get_by_role("button", name="Next card").click()


@pytest.mark.browser
def test_a_reader_places_twelve_expects_a_profile_and_keeps_the_result(opened: OpenPage) -> None:
    page = opened(LastExercise.of_the_book(), width=390)
    onward = page.get_by_role("button", name="Go on")
    expect(onward).to_have_attribute("aria-disabled", "true")
    expect(page.locator(".le-left")).to_have_text("12 acts still to place.")
    # Nothing that is on the page at this step says when an act was, or how it is read.
    seen = page.locator(".hedgelab-live").inner_text()
    assert not any(f" {year}" in seen for year in range(1991, 2027))
    place_all(page, off=3)
    onward.click()

    show = page.get_by_role("button", name="Show the result")
    for index, count in enumerate((0, 12, 1)):
        slider = page.locator(".le-row input").nth(index)
        slider.fill(str(count))
    # All twelve were given to the second, so that the third gets none.
    expect(page.locator(".le-count")).to_have_text(["0", "12", "0", "0", "0", "0", "0"])
    assert faults(page) == []
    page.reload()
    expect(page.locator(".le-count").nth(1)).to_have_text("12")
    show.click()

    expect(page.locator(".le-finding")).to_have_text(
        "You place 9 of 12 acts where this module’s reading has them, 3 a step away."
    )
    dates = page.locator(".le-period h3").all_inner_texts()
    assert [date.split()[0] for date in dates] == ["1993–2000", "2000–2008", "2008–2018", "After"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert faults(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a page").click()
    kept = Path(download.value.path()).read_text(encoding="utf-8")
    assert "4 July 1997" in kept
    assert "9 of 12 acts" in kept
    # Nothing of it is among the acts that boards, sessions and My reading share.
    keys = json.loads(page.evaluate("JSON.stringify(Object.keys(localStorage))"))
    assert [key for key in keys if not key.endswith("trial")] == ["hedgelab:last-exercise"]
