"""The board in the built chapter, with no kernel behind it."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, expect

from hedgelab.answers import AnswerFile, read_answers
from hedgelab.data import load_events, load_readings, told_by_article
from hedgelab.spectrum import POSITIONS
from tests.browser.conftest import CHAPTER, NewPage, folder_address, until_complete
from tests.browser.keyboard import press_on, tab_to
from tests.store import ANSWERED_LATE, NO_ANSWER

pytestmark = [pytest.mark.browser, pytest.mark.built]

ONE_OF_THEM = "kfor-platoon-1999"
STORED = "hedgelab:board:practice:deeds-1993-2000"


@cache
def events() -> pd.DataFrame:
    """Give the period's events in the order of the deck."""
    told = told_by_article(load_events(), "1993-2000")
    return told.sort_values(["date", "event_id"], kind="stable")


def ids() -> list[str]:
    return events()["event_id"].tolist()


class Board:
    """The parts of the board, by what a reader knows them by."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.get_by_role("group", name=re.compile("^Board:"))
        self.stops = self.root.get_by_role("group", name="Where does it stand?").get_by_role(
            "radio"
        )
        self.tally = self.root.get_by_text(re.compile(r"\d+ of \d+ placed · "))
        self.status = self.root.get_by_role("status")

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def expect_tally(self, placed: int, checked: int) -> None:
        expect(self.tally).to_have_text(f"{placed} of {len(ids())} placed · {checked} checked")

    def place(self, position: int) -> None:
        """Place the current card with arrow keys; from one that was placed nowhere yet."""
        tab_to(self.page, self.stops)
        # An arrow chooses as it moves; from the first radio, Space chooses without moving.
        self.page.keyboard.press("Space")
        for _ in range(position - 1):
            self.page.keyboard.press("ArrowRight")

    def load(self, name: str, text: str) -> None:
        with self.page.expect_file_chooser() as chooser:
            press_on(self.page, self.button("Load answers"), back=True)
        file: FilePayload = {
            "name": name,
            "mimeType": "application/json",
            "buffer": text.encode(),
        }
        chooser.value.set_files(file)

    def save(self) -> AnswerFile:
        with self.page.expect_download() as download:
            press_on(self.page, self.button("Save answers"), back=True)
        return read_answers(Path(download.value.path()).read_bytes())


def opened(page: Page, home: str, *, at_board: bool = True) -> Board:
    """Open the chapter, by a link to the section with the board or at its very start."""
    page.goto(home + CHAPTER)
    until_complete(page)
    board = Board(page)
    if at_board:
        # From there, and not past the links of the whole story, Tab goes on.
        section = board.root.evaluate("node => node.closest('section[id]').id")
        page.goto(f"{home}{CHAPTER}#{section}")
    return board


def placements(file: AnswerFile) -> dict[str, str | None]:
    return {answer.event: answer.position for answer in file.answers}


def test_keyboard_alone_leads_from_placing_to_checking_to_saving(
    home: str, visitor: NewPage
) -> None:
    page = visitor(accept_downloads=True)
    board = opened(page, home, at_board=False)
    reading = load_readings().set_index("event_id").loc[[ids()[0]]]["reason"].tolist()[0]

    board.place(3)
    board.expect_tally(1, 0)
    press_on(page, board.button("Check this card"))
    board.expect_tally(1, 1)
    expect(board.root).to_contain_text(reading)

    press_on(page, board.button("Next card"), "Space")
    tab_to(page, board.stops, "Shift+Tab")
    page.keyboard.press("7")
    board.expect_tally(2, 1)

    file = board.save()
    assert file.assignment == "deeds-1993-2000"
    assert placements(file) == {ids()[0]: POSITIONS[2].id, ids()[1]: POSITIONS[6].id}


def test_a_link_at_the_top_skips_to_the_board(home: str, visitor: NewPage) -> None:
    page = visitor()
    board = opened(page, home, at_board=False)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the board")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(board.root.locator(".hb-card")).to_be_focused()
    page.keyboard.press("Tab")
    expect(board.stops.first).to_be_focused()


def test_the_next_day_everything_is_as_it_was(
    home: str, own_browser: Callable[[], BrowserContext]
) -> None:
    today = own_browser()
    page = today.new_page()
    board = opened(page, home)
    board.place(4)
    press_on(page, board.button("Check this card"))
    board.expect_tally(1, 1)

    page.reload()
    until_complete(page)
    board.expect_tally(1, 1)

    today.close()
    again = opened(own_browser().new_page(), home)
    again.expect_tally(1, 1)
    again.button("Show the 1 placed card").click()
    stack = again.root.get_by_role("list", name=re.compile("^Economic pragmatism"))
    expect(stack.get_by_role("button")).to_have_count(1)
    expect(stack.locator(f"[data-event={ids()[0]}]")).to_be_visible()


def test_in_a_folder_the_store_is_left_alone_until_the_browser_knows_of_the_page(
    book: Path, visitor: NewPage
) -> None:
    page = visitor()
    page.add_init_script(ANSWERED_LATE)
    board = opened(page, folder_address(book), at_board=False)

    board.expect_tally(0, 0)
    assert set(page.evaluate("touches")) == {"after the answer"}


@pytest.mark.parametrize("browser_is", NO_ANSWER)
def test_in_a_folder_the_board_comes_whatever_the_browser_answers(
    book: Path, visitor: NewPage, browser_is: str
) -> None:
    page = visitor()
    page.clock.install()
    page.add_init_script(NO_ANSWER[browser_is])
    page.goto(folder_address(book) + CHAPTER)
    page.clock.run_for(2000)

    Board(page).expect_tally(0, 0)


def test_a_saved_file_brings_everything_to_another_browser(home: str, visitor: NewPage) -> None:
    first = opened(visitor(accept_downloads=True), home)
    first.place(5)
    file = first.save()

    second = opened(visitor(), home)
    tab_to(second.page, second.stops)
    second.load("mine.answers.json", json.dumps(file.to_dict()))

    second.expect_tally(1, 0)


def answers(**members: object) -> str:
    return json.dumps(
        {
            "format": "hedgelab-answers/1",
            "assignment": "deeds-1993-2000",
            "answers": [{"event": ONE_OF_THEM, "position": "balancing"}],
            **members,
        }
    )


FALLBACK = "[data-module=board] > .hedgelab-fallback"

BAD_FILES = {
    "from a newer version": (answers(format="hedgelab-answers/2"), "newer Hedging Lab"),
    "cut off": (answers()[:-20], "cut off or damaged"),
    "empty": ("", "empty"),
    "of another kind": ('{"cells": []}', "no answer file"),
    "of another assignment": (answers(assignment="words-1991"), "another assignment"),
    "with an unknown position": (
        answers(answers=[{"event": ONE_OF_THEM, "position": "hiding"}]),
        "hiding",
    ),
}


def test_a_file_that_cannot_be_read_gives_a_message_and_loses_nothing(
    home: str, visitor: NewPage
) -> None:
    page = visitor()
    board = opened(page, home)
    board.place(2)
    kept = stored(page)

    for kind, (text, told) in BAD_FILES.items():
        name = f"{kind}.json"
        board.load(name, text)

        expect(board.status).to_contain_text(f"“{name}” was not loaded.")
        expect(board.status).to_contain_text(told)
        board.expect_tally(1, 0)
        assert stored(page) == kept, kind


def stored(page: Page) -> str:
    kept: str = page.evaluate("JSON.stringify(Object.entries({...localStorage}).sort())")
    return kept


FULL = (
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
)
FORBIDDEN = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("forbidden", "SecurityError"); },
});"""


@pytest.mark.parametrize("script", [FULL, FORBIDDEN], ids=["full", "forbidden"])
def test_a_browser_that_keeps_nothing_is_told_of_and_the_board_works(
    home: str, visitor: NewPage, script: str
) -> None:
    page = visitor(accept_downloads=True)
    page.add_init_script(script)
    board = opened(page, home)

    board.place(1)

    expect(board.status).to_contain_text("This browser keeps nothing for this page")
    press_on(page, board.button("Check this card"))
    board.expect_tally(1, 1)
    assert placements(board.save()) == {ids()[0]: "balancing"}


UNREADABLE = {
    "no JSON": '{"answers": {"format": "hedgelab-ans',
    "kept by a newer edition": json.dumps(
        {"answers": json.loads(answers(format="hedgelab-answers/2")), "progress": {"checked": {}}}
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_was_kept_and_cannot_be_read_is_set_aside(
    home: str, visitor: NewPage, kind: str
) -> None:
    page = visitor()
    opened(page, home)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [STORED, UNREADABLE[kind]])

    page.reload()
    until_complete(page)
    board = Board(page)
    board.expect_tally(0, 0)
    expect(board.status).to_contain_text(re.compile("could not be read|can't be read"))
    board.place(6)
    board.expect_tally(1, 0)

    # Its text is still somewhere, whatever it has been wrapped in.
    said = json.dumps(UNREADABLE[kind])[1:-1] if kind == "no JSON" else "hedgelab-answers/2"
    everything = page.evaluate("JSON.stringify({...localStorage})")
    assert said in everything


def test_setting_aside_happens_once(home: str, visitor: NewPage) -> None:
    """A page opened every day must not fill the browser with copies of one text."""
    page = visitor()
    opened(page, home)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [STORED, "{damaged"])

    for _ in range(3):
        page.reload()
        until_complete(page)

    values = page.evaluate("Object.values({...localStorage})")
    assert len([value for value in values if "{damaged" in value]) <= 2


def test_two_tabs_stay_in_step(home: str, visitor: NewPage) -> None:
    page = visitor()
    first = opened(page, home)
    second = opened(page.context.new_page(), home)

    first.place(3)
    second.expect_tally(1, 0)

    press_on(second.page, second.button("Next card"))
    second.page.bring_to_front()
    tab_to(second.page, second.stops, "Shift+Tab")
    second.page.keyboard.press("5")
    first.expect_tally(2, 0)
    second.expect_tally(2, 0)
    acts = [key for key, _ in json.loads(stored(page)) if key.startswith("hedgelab:act:")]
    assert acts == sorted(f"hedgelab:act:{event}" for event in ids()[:2])


def test_without_scripts_the_tables_stand_in(home: str, visitor: NewPage) -> None:
    page = visitor(java_script_enabled=False)
    page.goto(home + CHAPTER)

    fallback = page.locator(FALLBACK)
    expect(fallback).to_be_visible()
    for title in events()["title"]:
        expect(fallback.get_by_role("cell", name=title, exact=True).first).to_be_visible()
    expect(page.locator(".hedgelab-board")).to_have_count(0)


def test_on_paper_the_tables_stand_in(home: str, visitor: NewPage) -> None:
    page = visitor()
    board = opened(page, home)
    expect(board.root).to_be_visible()
    expect(page.locator(FALLBACK)).to_be_hidden()

    page.emulate_media(media="print")

    expect(board.root).to_be_hidden()
    expect(page.locator(FALLBACK)).to_be_visible()
    expect(page.locator(".board-readings")).to_be_hidden()


def test_on_paper_stands_what_the_reader_has(home: str, visitor: NewPage) -> None:
    page = visitor()
    board = opened(page, home)
    board.stops.nth(3).press("Space")
    board.button("Check this card").click()
    board.button("Next").click()
    board.stops.nth(4).press("Space")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    places = page.locator(".board-sheet tr[data-event]")
    told = places.evaluate_all("rows => rows.map((row) => row.lastElementChild.textContent)")
    assert told == ["4 Economic pragmatism", "5 Binding engagement"] + [""] * (len(ids()) - 2)
    seen = page.locator(".board-readings tr[data-event]:visible")
    assert set(seen.evaluate_all("rows => rows.map((row) => row.dataset.event)")) == {ids()[0]}


def test_every_event_of_the_period_is_on_the_board_and_in_the_table(
    home: str, visitor: NewPage
) -> None:
    page = visitor()
    board = opened(page, home)

    cards = board.root.locator("button[data-event]")
    assert cards.evaluate_all("nodes => nodes.map((node) => node.dataset.event)") == ids()
    rows = page.locator("table.event-table tbody tr")
    # The theme's typographer has bent the apostrophes.
    titles = [title.replace("’", "'") for title in rows.locator("strong").all_text_contents()]
    dates = events().set_index("title")["date"]
    assert sorted(titles) == sorted(dates.index)
    assert dates[titles].is_monotonic_increasing
