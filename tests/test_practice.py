"""The boards that the book has: each is there by name, with a key to every act."""

import re
from pathlib import Path

import pytest

from hedgelab.practice import PRACTICE_BOARDS, BoardError, practice_state
from hedgelab.widgets import SpectrumBoard

BOOK = Path(__file__).parents[1] / "book"


def test_the_book_shows_each_of_them_once() -> None:
    shown = [
        name
        for page in sorted(BOOK.glob("*.md"))
        for name in re.findall(r'SpectrumBoard\.in_book\("(.+)"\)', page.read_text("utf-8"))
    ]
    assert sorted(shown) == sorted(PRACTICE_BOARDS)


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
    assert len(counted) == 4
    assert all(words[title.partition(" ")[0]] == it for title, it in counted.items())


def test_the_widget_has_the_same_state() -> None:
    state = practice_state("framework-first-practice")
    board = SpectrumBoard.in_book("framework-first-practice").page_state()
    assert board == state
    assert len(board["sheet"]["events"]) == 6


def test_a_board_that_there_is_not_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(BoardError, match="did you mean 'after-2018'"):
        practice_state("after-2019")
    with pytest.raises(BoardError, match="there are framework-first-practice, deeds-1993-2000"):
        practice_state("x")
