"""The boards that the book has: each is there by name, with a key to every act."""

import re
from pathlib import Path

import pytest

from hedgelab.practice import PRACTICE_BOARDS, BoardError, board_of, practice_state
from hedgelab.spectrum import POSITIONS
from hedgelab.widgets import SpectrumBoard

BOOK = Path(__file__).parents[1] / "book"


def test_the_book_shows_each_of_them_once() -> None:
    shown = [
        name
        for page in sorted(BOOK.glob("*.md"))
        for name in re.findall(r'SpectrumBoard\.in_book\("(.+)"\)', page.read_text("utf-8"))
    ]
    # The twelve acts of a period are a setting of its board.
    assert sorted(shown) == sorted(it for it in PRACTICE_BOARDS if not it.endswith("-short"))


@pytest.mark.parametrize("name", PRACTICE_BOARDS)
def test_a_board_knows_readings_of_every_act_that_it_shows(name: str) -> None:
    state = practice_state(name)
    events = [event["event_id"] for event in state["sheet"]["events"]]
    assert sorted(state["key"]) == sorted(events)
    assert all(entry["readings"] for entry in state["key"].values())
    dates = [event["date"] for event in state["sheet"]["events"]]
    assert dates == sorted(dates)


def test_a_title_that_counts_the_acts_counts_them_right() -> None:
    words = {"Twelve": 12, "Sixteen": 16}
    counts = {
        state["sheet"]["title"]: len(state["sheet"]["events"])
        for state in map(practice_state, PRACTICE_BOARDS)
    }
    counted = {title: it for title, it in counts.items() if " acts" in title}
    assert len(counted) == 5
    assert all(words[title.partition(" ")[0]] == it for title, it in counted.items())


def test_the_widget_has_the_same_state() -> None:
    state = practice_state("framework-first-practice")
    board = SpectrumBoard.in_book("framework-first-practice").page_state()
    assert board == state
    assert len(board["sheet"]["events"]) == 6


@pytest.mark.parametrize("period", ["1993-2000", "2000-2008", "2008-2018"])
def test_the_board_of_a_period_has_twelve_of_its_acts_for_who_wants_no_more(period: str) -> None:
    board = SpectrumBoard.in_book(f"deeds-{period}")
    twelve = practice_state(f"deeds-{period}-short")
    assert sorted(board.short) == sorted(twelve["key"])
    assert twelve["key"].items() <= board.key.items()
    assert "short" not in twelve
    article = [board.key[event]["readings"][0]["position"] for event in board.short]
    assert set(article) == {position.id for position in POSITIONS[1:-1]}
    # Links of former editions lead to the board that has them now.
    assert f'id="board-deeds-{period}-short"' in board.page_html()


def test_each_act_has_a_board_to_be_found_on() -> None:
    assert (
        board_of({"event_id": "x-2018", "locator": [], "period": "after-2018"}, 1.0) == "after-2018"
    )
    told = {"event_id": "kfor-platoon-1999", "locator": ["x"], "period": "1993-2000"}
    assert board_of(told, 1.0) == "deeds-1993-2000"
    first = {"event_id": "mutalibov-course-1991", "locator": ["x"], "period": "1991-1993"}
    assert board_of(first, 1.0) == "framework-first-practice"


def test_a_board_that_there_is_not_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(BoardError, match="did you mean 'after-2018'"):
        practice_state("after-2019")
    with pytest.raises(BoardError, match="there are first-card, ninety-minutes"):
        practice_state("x")
