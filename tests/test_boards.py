"""The board without a widget: what a handed-out sheet carries is what the widget would show."""

from typing import Any

import pytest

from hedgelab.answers import Student, sheet_of_events
from hedgelab.boards import board_state, positions, public_event, sheet_state
from hedgelab.data import load_events, load_rows
from hedgelab.widgets import SpectrumBoard

ROW = {
    **{"event_id": "pact-1993", "date": "1993-05", "date_end": None, "domain": "security"},
    **{"title": "A pact", "summary": "It was signed.", "actors": ["Baku"], "dispute": "Secret."},
}
SHEET = sheet_of_events(
    [public_event(ROW)], assignment="deeds", title="Deeds", instructions="Place it."
)


@pytest.mark.parametrize("student", [None, Student("s1", "Ada Byron")])
def test_a_sheet_without_a_widget_has_the_state_of_one_with_it(student: Student | None) -> None:
    asked: dict[str, Any] = {"confidence": False, "justification": True, "justification_words": 40}
    board = SpectrumBoard.from_sheet(SHEET, student=student, **asked)
    assert sheet_state(SHEET, student=student, **asked) == board.page_state()


def test_an_event_says_what_may_be_given_away_and_no_more() -> None:
    assert public_event(ROW) == {
        **{"event_id": "pact-1993", "date": "1993-05", "date_end": "", "date_text": "May 1993"},
        **{"domain": "security", "title": "A pact", "summary": "It was signed."},
        "actors": ["Baku"],
    }


def test_an_event_is_told_alike_from_rows_and_from_frames() -> None:
    ids = {row["event_id"]: public_event(row) for row in load_rows("events")}
    frame = load_events().fillna({"date_end": ""})
    assert [public_event(row) for row in frame.to_dict("records")] == list(ids.values())


def test_the_positions_stand_in_their_order_with_what_they_mean() -> None:
    assert [told["number"] for told in positions()] == [1, 2, 3, 4, 5, 6, 7]
    assert all(told["definition"] and told["test"] for told in positions())


def test_a_board_that_only_shows_asks_for_nothing() -> None:
    state = board_state("practice", SHEET)
    assert state["rules"]["ask"] == dict.fromkeys(("confidence", "justification", "student"), False)
    assert state["answers"]["answers"] == []
    assert state["answers"]["sheet"] == SHEET["digest"]
