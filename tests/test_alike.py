"""Alike acts are credited alike, and a difference has a fact that the table names."""

import re
from collections import defaultdict

import pandas as pd
import pytest

from hedgelab import data

READINGS = data.load_readings()
ALIKE = data.load_table("alike")
FAMILIES = [row for _, row in ALIKE.iterrows()]


def held(event: str) -> dict[str, float]:
    """Give an event's credits by position."""
    ours = READINGS[READINGS["event_id"] == event]
    return dict(zip(ours["position"].astype(str), ours["credit"], strict=True))


def shared(family: pd.Series) -> dict[str, float]:
    pairs = [cell.split(" ") for cell in family["second_readings"]]
    return {position: float(credit) for position, credit in pairs}


def named_as_different(family: pd.Series) -> set[str]:
    told = family["differs"]
    return set() if pd.isna(told) else set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", told))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda row: row["family"])
def test_alike_acts_have_the_same_second_readings(family: pd.Series) -> None:
    told, apart = shared(family), named_as_different(family)
    assert len(family["events"]) >= 2
    assert apart <= set(family["events"])
    for event in family["events"]:
        given = held(event)
        lead = next(iter(given))
        for position, credit in told.items():
            # Where the family has two leads, each is the other's second reading.
            if position != lead:
                assert given.get(position) == credit, (event, position)
        others = set(given) - set(told) - {lead}
        assert not others or event in apart, (event, others)


def test_leads_differ_within_a_family_only_where_each_is_told_as_a_reading() -> None:
    for family in FAMILIES:
        leads = {next(iter(held(event))) for event in family["events"]}
        if len(leads) > 1:
            assert named_as_different(family) or leads <= set(shared(family)), family["family"]


def test_no_act_stands_in_two_families_that_ask_for_different_credits() -> None:
    asked: dict[tuple[str, str], set[float]] = defaultdict(set)
    for family in FAMILIES:
        for event in family["events"]:
            for position, credit in shared(family).items():
                asked[event, position].add(credit)
    assert {pair for pair, given in asked.items() if len(given) > 1} == set()


def test_credits_are_the_four_that_the_codebook_explains() -> None:
    assert set(READINGS["credit"]) == {0.25, 0.5, 0.75, 1.0}
    others = READINGS[READINGS["reader"] == "module"].merge(
        READINGS.loc[READINGS["reader"] == "article", ["event_id"]]
    )
    assert others["credit"].max() == 0.75


NEIGHBOURS = {
    "balancing": ("indirect balancing",),
    "indirect-balancing": ("balancing", "dominance denial"),
    "dominance-denial": ("indirect balancing", "economic pragmatism"),
    "economic-pragmatism": ("dominance denial", "binding engagement"),
    "binding-engagement": ("economic pragmatism", "limited bandwagoning"),
    "limited-bandwagoning": ("binding engagement", "bandwagoning"),
    "bandwagoning": ("limited bandwagoning",),
}


def names(reason: str, position: str) -> bool:
    """Say whether a reason names a position, and not one whose name holds its own."""
    text = reason.lower()
    if position == "balancing":
        text = text.replace("indirect balancing", "").replace("pure form", "balancing")
    if position == "bandwagoning":
        text = text.replace("limited bandwagoning", "").replace("pure form", "bandwagoning")
        position = "bandwagon"
    return position in text


def test_every_reason_for_the_articles_filing_names_a_neighbour() -> None:
    own = READINGS[READINGS["reader"] == "article"]
    silent = [
        row["event_id"]
        for _, row in own.iterrows()
        if not any(names(row["reason"], near) for near in NEIGHBOURS[str(row["position"])])
    ]
    assert silent == []
