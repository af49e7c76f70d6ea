"""What is practised beyond the boards: every card once, and twelve acts that nothing else has."""

import re
from itertools import pairwise

import pandas as pd
import pytest
from pybtex.database import parse_file

from hedgelab import data
from hedgelab.data.rows import Row, load_rows
from hedgelab.practice import PRACTICE_BOARDS, practice_state
from hedgelab.sessions import LAST_EXERCISE, last_exercise_state, practise_state
from tests.conftest import CHECKOUT
from tests.test_alike import NEIGHBOURS, names
from tests.test_tables import GIVES_AWAY, LEANING

ACTS: list[Row] = load_rows("last-acts")
READINGS: list[Row] = load_rows("last-readings")
SET_ASIDE = {act["event_id"] for act in ACTS}


def test_a_session_can_have_each_act_of_the_boards_once() -> None:
    state = practise_state()
    dealt = [event["event_id"] for event in state["sheet"]["events"]]
    on_boards = {
        event["event_id"]
        for name in PRACTICE_BOARDS
        for event in practice_state(name)["sheet"]["events"]
    }
    assert len(dealt) == len(set(dealt))
    assert set(dealt) == on_boards == set(state["key"])
    assert len(dealt) > 150


def test_no_board_and_no_session_has_an_act_that_is_set_aside() -> None:
    shown = {event["event_id"] for event in practise_state()["sheet"]["events"]}
    titles = {event["title"] for event in practise_state()["sheet"]["events"]}
    assert SET_ASIDE & shown == set()
    assert {act["title"] for act in ACTS} & titles == set()
    # Nor has any table from which tables, figures, maps and sheets are made.
    assert SET_ASIDE & set(data.load_events()["event_id"]) == set()
    assert SET_ASIDE & set(data.load_readings()["event_id"]) == set()


def test_there_are_three_acts_of_each_period_and_each_falls_in_it() -> None:
    periods = data.load_periods().set_index("period")
    counts: dict[str, int] = {}
    for act in ACTS:
        counts[act["period"]] = counts.get(act["period"], 0) + 1
        first, last = map(pd.Timestamp, data.partial_date(act["date"]))
        period = periods.loc[act["period"]]
        assert period["first_day"] <= first <= last, act["event_id"]
        assert pd.isna(period["last_day"]) or last <= period["last_day"], act["event_id"]
    assert counts == {"1993-2000": 3, "2000-2008": 3, "2008-2018": 3, "after-2018": 3}


TELLS_PERIOD = re.compile(
    r"\b(?:19|20)\d\d\b|Aliyev|Putin|Medvedev|Yeltsin|Kuchma|Shevardnadze|Erdogan|Sargsyan"
    r"|Kosovo|KFOR|Soviet|five-day|44-day|sanctions"
)


def test_a_card_tells_no_date_and_no_president() -> None:
    state = last_exercise_state()
    assert state["sheet"]["assignment"] == LAST_EXERCISE
    for event in state["sheet"]["events"]:
        assert event["date"] == event["date_end"] == event["date_text"] == ""
        shown = f"{event['event_id']} {event['title']} {event['summary']} {event['actors']}"
        assert not TELLS_PERIOD.search(shown), event["event_id"]
        # What is told at the end says when.
        assert re.search(r"\b(?:19|20)\d\d\b", state["told"][event["event_id"]]["afterwards"])


def test_the_cards_come_in_no_order_of_time() -> None:
    state = last_exercise_state()
    dates = [state["told"][event["event_id"]]["date"] for event in state["sheet"]["events"]]
    rising = sum(one < other for one, other in pairwise(dates))
    assert 3 <= rising <= 8


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act["event_id"])
def test_an_act_that_is_set_aside_is_told_as_the_others_are(act: Row) -> None:
    text = f"{act['title']} {act['summary']}"
    assert not GIVES_AWAY.search(text)
    assert not LEANING.search(text)
    assert 25 <= len(act["summary"].split()) <= 60
    assert act["actors"][0] == "Azerbaijan"
    entries = parse_file(CHECKOUT / "book" / "references.bib").entries
    assert len(act["sources"]) >= 2
    assert all(entries[key].fields["url"].startswith("http") for key in act["sources"])


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act["event_id"])
def test_one_reading_leads_and_each_reason_names_a_neighbour(act: Row) -> None:
    ours = [row for row in READINGS if row["event_id"] == act["event_id"]]
    assert [row["credit"] for row in ours].count(1) == 1
    assert ours[0]["credit"] == 1
    assert {row["credit"] for row in ours} <= {0.25, 0.5, 0.75, 1.0}
    for row in ours:
        assert any(names(row["reason"], near) for near in NEIGHBOURS[row["position"]])


def test_the_leading_readings_lean_both_ways() -> None:
    places = [row["position"] for row in READINGS if row["credit"] == 1]
    assert len(set(places)) >= 5
    assert max(places.count(place) for place in set(places)) <= 4
