"""The acts beyond the article, and the claims: the module's own work, marked as such."""

import re

import pandas as pd
import pytest
from pybtex.database import parse_file

from hedgelab import data
from tests.conftest import CHECKOUT

PLACE = re.compile("(introduction|ups-and-downs|deeds|explaining|conclusion):[1-9][0-9]?")


@pytest.fixture(scope="module")
def beyond() -> pd.DataFrame:
    events = data.load_events()
    return events[~events["locator"].map(bool)]


@pytest.fixture(scope="module")
def readings(beyond: pd.DataFrame) -> pd.DataFrame:
    readings = data.load_readings()
    return readings[readings["event_id"].isin(beyond["event_id"])]


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return data.load_claims()


def test_an_act_that_the_article_does_not_tell_has_readings_of_the_module_only(
    readings: pd.DataFrame,
) -> None:
    assert set(readings["reader"]) == {"module"}


def test_what_came_after_is_beyond_the_article_and_some_of_what_came_before(
    beyond: pd.DataFrame,
) -> None:
    events = data.load_events()
    assert set(events.loc[events["period"] == "after-2018", "event_id"]) <= set(beyond["event_id"])
    assert (beyond["period"] == "after-2018").sum() == 42
    assert (beyond["period"] != "after-2018").sum() == 18


def test_each_stands_in_the_period_of_its_date(beyond: pd.DataFrame) -> None:
    periods = data.load_periods().set_index("period")
    for _, event in beyond.iterrows():
        period = periods.loc[event["period"]]
        assert event["start"] >= period["first_day"], event["event_id"]
        assert pd.isna(period["last_day"]) or event["start"] <= period["last_day"]


def test_each_rests_on_two_pages_or_more_with_addresses(beyond: pd.DataFrame) -> None:
    entries = parse_file(CHECKOUT / "book" / "references.bib").entries
    for _, event in beyond.iterrows():
        assert len(set(event["sources"])) >= 2, event["event_id"]
        for key in event["sources"]:
            assert entries[key].fields["url"].startswith("http"), key
            assert entries[key].fields["keywords"] == "page", key


def test_one_reading_leads_or_none_does(readings: pd.DataFrame) -> None:
    """An act that resists coding earns full credit nowhere; elsewhere one reading does."""
    full = readings[readings["credit"] == 1].groupby("event_id").size()
    assert set(full) == {1}
    resisting = set(readings["event_id"]) - set(full.index)
    assert {"forty-four-day-war-2020", "karabakh-operation-2023"} <= resisting
    assert len(resisting) == 12


def test_the_reading_that_leads_comes_first(readings: pd.DataFrame) -> None:
    for _, ours in readings.groupby("event_id", sort=False):
        assert ours["credit"].is_monotonic_decreasing


def test_claims_name_what_is_there(claims: pd.DataFrame) -> None:
    events = set(data.load_events()["event_id"])
    known = set(data.load_sources()["source_id"])
    known |= set(parse_file(CHECKOUT / "book" / "references.bib").entries)
    for _, claim in claims.iterrows():
        assert set(claim["events"]) <= events, claim["claim_id"]
        assert set(claim["sources"]) <= known, claim["claim_id"]
        assert all(PLACE.fullmatch(place) for place in claim["locator"]), claim["claim_id"]


def test_a_verdict_rests_on_figures_or_says_that_nothing_reaches_it(claims: pd.DataFrame) -> None:
    assert 15 <= len(claims) <= 25
    for _, claim in claims.iterrows():
        if claim["verdict"] != "untested" and claim["claim_id"] != "endorsed-chechen-war-1994":
            assert re.search(r"\d", claim["finding"]), claim["claim_id"]


def test_the_counts_in_the_findings_are_those_of_the_tables(claims: pd.DataFrame) -> None:
    """Where a finding counts acts that the article files, a recoding must reach it too."""
    events, readings = data.load_events(), data.load_readings()
    own = readings[readings["reader"] == "article"].merge(events[["event_id", "period"]])
    order = {place: n for n, place in enumerate(data.load_positions()["position"])}
    side = own["position"].astype(str).map(order)
    finding = claims.set_index("claim_id")["finding"]

    def leaning(period: str) -> tuple[int, int]:
        ours = side[own["period"] == period]
        return int((ours < 3).sum()), int((ours > 3).sum())

    middle, late = leaning("2000-2008"), leaning("2008-2018")
    assert f"({middle[0]} to {middle[1]})" in finding["more-even-since-2008"]
    assert f"({late[0]} to {late[1]})" in finding["more-even-since-2008"]
    pair = [
        int(((own["period"] == "2008-2018") & (own["position"] == place)).sum())
        for place in ("indirect-balancing", "limited-bandwagoning")
    ]
    assert (
        f"files {pair[0]} acts of 2008–2018 under the one and {pair[1]}"
        in (finding["effort-matches-deference"])
    )
