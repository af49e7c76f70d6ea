"""The guessers earn what can be worked out by hand, and the rule of five lines is the best."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab import data
from hedgelab.guessing import (
    LIMIT,
    TWO_QUESTIONS,
    Act,
    by_two_questions,
    guesses,
    line_for,
    power_of,
    told,
)
from hedgelab.spectrum import POSITIONS

IDS = [place.id for place in POSITIONS]
DOMAINS = ["security", "diplomacy", "energy", "trade", "culture"]


def act(with_power: bool, domain: str, **earning: float) -> Act:
    given = {name.replace("_", "-"): credit for name, credit in earning.items()}
    return Act(dict.fromkeys(IDS, 0.0) | given, with_power, domain)


PIPE = act(False, "energy", dominance_denial=1, indirect_balancing=0.5)
ARMS = act(True, "security", indirect_balancing=1, limited_bandwagoning=0.25)
SALE = act(True, "trade", economic_pragmatism=1, binding_engagement=0.5)


def test_what_each_guesser_earns_on_one_sheet() -> None:
    found = guesses([[PIPE], [ARMS], [SALE]])
    assert found.at_random == pytest.approx((1.5 + 1.25 + 1.5) / 7 / 3)
    assert (found.commonest, found.at_commonest) == ("indirect-balancing", 1.5 / 3)
    assert found.in_the_middle == pytest.approx(1 / 3)
    # Denial for the pipe earns 1, limited bandwagoning for the arms 0.25, trade 1.
    assert found.two_questions == pytest.approx((2.25 / 3, 2.25 / 3))


def test_of_sheets_that_are_drawn_the_kindest_is_told_too() -> None:
    found = guesses([[PIPE, ARMS], [SALE]])
    assert found.two_questions == pytest.approx(((0.625 + 1) / 2, 1))
    assert told(found, "Russia").endswith(
        "0.81 (at most 1.00) by two questions (is Russia in it, and which domain is it?)"
    )


@pytest.mark.parametrize("groups", [[], [[PIPE], []]])
def test_a_sheet_without_acts_is_refused(groups: list[list[Act]]) -> None:
    with pytest.raises(ValueError, match="nothing to guess"):
        guesses(groups)


acts = st.builds(
    Act,
    st.fixed_dictionaries({place: st.sampled_from([0, 0.25, 0.5, 0.75, 1]) for place in IDS}),
    st.booleans(),
    st.sampled_from([*DOMAINS, "football"]),
)


@given(st.lists(st.lists(acts, min_size=1, max_size=3), min_size=1, max_size=5))
def test_every_share_lies_between_0_and_1_and_the_most_above_the_mean(
    groups: list[list[Act]],
) -> None:
    found = guesses(groups)
    mean, most = found.two_questions
    assert 0 <= mean <= most + 1e-9 <= 1 + 2e-9
    assert 0 <= found.at_random <= found.at_commonest + 1e-9 <= 1 + 2e-9
    assert found.in_the_middle <= found.at_commonest + 1e-9


def test_the_power_is_whoever_has_a_part_in_most_acts_beside_the_state() -> None:
    events = data.load_events()
    assert power_of(events["actors"]) == "Russia"
    assert power_of([["Talvia"], []]) == ""


def test_no_russian_company_or_body_takes_part_without_russia() -> None:
    """So that to look for Russia among the actors is to look for every Russian part."""
    theirs = {"LUKOIL", "Gazprom", "Rosneft", "Rosoboronexport", "Rossotrudnichestvo", "Sputnik"}
    theirs |= {"Lomonosov Moscow State University", "Sechenov University", "Chechnya"}
    for _, event in data.load_events().iterrows():
        assert "Russia" in event["actors"] or theirs.isdisjoint(event["actors"]), event["event_id"]


def earned_by_place() -> dict[tuple[bool, str], Counter[str]]:
    """Sum the credits of the acts, by whether Russia is in them, and by domain."""
    readings = data.load_readings()
    by_event: dict[str, Counter[str]] = defaultdict(Counter)
    for _, row in readings.iterrows():
        by_event[row["event_id"]][str(row["position"])] += row["credit"]
    summed: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    for _, event in data.load_events().iterrows():
        summed["Russia" in event["actors"], str(event["domain"])] += by_event[event["event_id"]]
    return summed


def test_each_line_gives_the_place_that_earns_most() -> None:
    of_lines: dict[str, Counter[str]] = defaultdict(Counter)
    for (with_power, domain), earned in earned_by_place().items():
        of_lines[line_for(with_power, domain).position] += earned
    assert set(of_lines) == {line.position for line in TWO_QUESTIONS}
    for place, earned in of_lines.items():
        assert max(earned, key=lambda other: earned[other]) == place


def test_ten_lines_would_earn_hardly_more_than_five() -> None:
    summed = earned_by_place()
    best = sum(max(earned.values()) for earned in summed.values())
    ours = sum(earned[by_two_questions(*cell)] for cell, earned in summed.items())
    assert ours <= best <= 1.01 * ours


def test_over_the_articles_acts_the_rule_earns_more_than_a_sheet_may() -> None:
    """The figure stands in the book and in ``exercises/README.md``."""
    readings, events = data.load_readings(), data.load_events().set_index("event_id")
    filed = readings.loc[readings["reader"] == "article", "event_id"]
    places = zip(readings["event_id"], readings["position"].astype(str), strict=True)
    held = dict(zip(places, readings["credit"], strict=True))
    earned = [
        held.get((event, by_two_questions("Russia" in actors, domain)), 0)
        for event, actors, domain in zip(
            filed, events.loc[filed, "actors"], events.loc[filed, "domain"], strict=True
        )
    ]
    assert f"{sum(earned) / len(earned):.2f}" == "0.78"
    assert sum(earned) / len(earned) > LIMIT
