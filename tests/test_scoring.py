"""Each rule's credit, worked out by hand, and the sentence that derives it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab import data
from hedgelab.scoring import NEARNESS, CreditRule, Reading, anchor, anchors, score
from hedgelab.spectrum import POSITIONS, UnknownPositionError

# The article at 3, the module's alternatives at 5 and 4.
READINGS = [
    Reading("binding-engagement", "module", 0.5, "They talk."),
    Reading("dominance-denial", "article", 1, "A third party is brought in."),
    Reading("economic-pragmatism", "module", 0.25, "They trade."),
]
# The article files it nowhere.
UNFILED = [
    Reading("binding-engagement", "module", 0.75),
    Reading("limited-bandwagoning", "module", 1),
]
# The article files it nowhere, and two readings are as good as each other.
TIED = [
    Reading("dominance-denial", "module", 0.75),
    Reading("limited-bandwagoning", "module", 0.75),
    Reading("economic-pragmatism", "module", 0.25),
]
IDS = [place.id for place in POSITIONS]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (CreditRule.EXACT, [0, 0, 1, 0, 0, 0, 0]),
        (CreditRule.DISTANCE, [0.5, 0.75, 1, 0.75, 0.5, 0.25, 0]),
        (CreditRule.READINGS, [0, 0, 1, 0.25, 0.5, 0, 0]),
    ],
)
def test_credit_at_each_of_the_seven(rule: CreditRule, expected: list[float]) -> None:
    assert [score(place, READINGS, rule).credit for place in IDS] == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (CreditRule.EXACT, [0, 0, 0, 0, 0, 1, 0]),
        (CreditRule.DISTANCE, [0, 0, 0.25, 0.5, 0.75, 1, 0.75]),
        (CreditRule.READINGS, [0, 0, 0, 0, 0.75, 1, 0]),
    ],
)
def test_where_the_article_is_silent_the_best_reading_counts(
    rule: CreditRule, expected: list[float]
) -> None:
    assert [score(place, UNFILED, rule).credit for place in IDS] == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (CreditRule.EXACT, [0, 0, 1, 0, 0, 1, 0]),
        (CreditRule.DISTANCE, [0.5, 0.75, 1, 0.75, 0.75, 1, 0.75]),
        (CreditRule.READINGS, [0, 0, 0.75, 0.25, 0, 0.75, 0]),
    ],
)
@pytest.mark.parametrize("readings", [TIED, TIED[::-1]], ids=["as written", "turned round"])
def test_of_readings_that_tie_none_counts_for_more(
    readings: list[Reading], rule: CreditRule, expected: list[float]
) -> None:
    assert [score(place, readings, rule).credit for place in IDS] == expected


def test_direction_is_measured_from_the_nearest_of_readings_that_tie() -> None:
    signed = [score(place, TIED, CreditRule.DISTANCE).steps for place in IDS]
    assert signed == [-2, -1, 0, 1, -1, 0, 1]


@pytest.mark.parametrize("rule", CreditRule)
def test_distance_and_direction_are_the_same_under_every_rule(rule: CreditRule) -> None:
    far = score("bandwagoning", READINGS, rule)
    assert (far.distance, far.steps) == (4, 4)
    near = score("indirect-balancing", READINGS, rule)
    assert (near.distance, near.steps) == (1, -1)
    assert near.rule is rule


@pytest.mark.parametrize(
    ("place", "rule", "how"),
    [
        ("dominance-denial", "exact", "Dominance denial is the article's reading: 1."),
        (
            "balancing",
            "exact",
            "Balancing (pure form) is two steps from the article's Dominance denial; "
            "only that reading earns credit: 0.",
        ),
        (
            "limited-bandwagoning",
            "distance",
            "Limited bandwagoning is three steps from the article's Dominance denial; "
            "each step costs 0.25 of 1: 0.25 is left.",
        ),
        (
            "bandwagoning",
            "distance",
            "Bandwagoning (pure form) is four steps from the article's Dominance denial; "
            "each step costs 0.25 of 1: nothing is left.",
        ),
        ("binding-engagement", "readings", "Binding engagement is the module's reading: 0.5."),
        ("balancing", "readings", "No reading places the event at Balancing (pure form): 0."),
        (None, "readings", "No position was chosen: 0."),
    ],
)
def test_a_sentence_derives_the_credit(place: str | None, rule: str, how: str) -> None:
    assert score(place, READINGS, CreditRule(rule)).how == how


@pytest.mark.parametrize(
    ("place", "rule", "how"),
    [
        (
            "limited-bandwagoning",
            "exact",
            "Limited bandwagoning is one of the module's best readings: 1.",
        ),
        (
            "bandwagoning",
            "exact",
            "Bandwagoning (pure form) is one step from the module's Limited bandwagoning, the "
            "nearest of the best readings; only those readings earn credit: 0.",
        ),
        (
            "balancing",
            "distance",
            "Balancing (pure form) is two steps from the module's Dominance denial, the nearest "
            "of the best readings; each step costs 0.25 of 1: 0.5 is left.",
        ),
    ],
)
def test_a_sentence_says_that_readings_tie(place: str, rule: str, how: str) -> None:
    assert score(place, TIED, CreditRule(rule)).how == how


def test_of_one_readers_readings_only_the_key_is_called_theirs() -> None:
    mine = [
        Reading("economic-pragmatism", "instructor", 0.25),
        Reading("dominance-denial", "instructor", 1),
    ]
    hows = [score(reading.position, mine, CreditRule.READINGS).how for reading in mine]
    assert hows == [
        "Economic pragmatism is another reading: 0.25.",
        "Dominance denial is the instructor's reading: 1.",
    ]
    second, first = (score(it.position, UNFILED, CreditRule.READINGS).how for it in UNFILED)
    assert second == "Binding engagement is another reading: 0.75."
    assert first == "Limited bandwagoning is the module's reading: 1."


def test_nothing_placed_has_no_distance() -> None:
    nothing = score(None, READINGS, CreditRule.DISTANCE)
    assert (nothing.credit, nothing.distance, nothing.steps) == (0, None, None)


def test_the_article_is_the_anchor_even_with_less_credit() -> None:
    best = anchor([Reading("bandwagoning", "module", 1), Reading("balancing", "article", 0.5)])
    assert best.position == "balancing"


def test_of_equal_readings_the_nearest_is_the_anchor_and_of_those_the_first() -> None:
    one, other = Reading("balancing", "module", 0.5), Reading("bandwagoning", "module", 0.5)
    for readings in ([one, other], [other, one]):
        assert anchors(readings) == tuple(readings)
        assert anchor(readings) is readings[0]
        assert anchor(readings, "economic-pragmatism") is readings[0]
        assert anchor(readings, "indirect-balancing") is one
        assert anchor(readings, "limited-bandwagoning") is other


UNSETTLED = {
    "brics-application-2024": {"limited-bandwagoning", "dominance-denial"},
    "chechens-in-baku-1994": {"dominance-denial"},
    "cis-ratification-vote-1992": {"balancing", "dominance-denial"},
    "common-alphabet-2024": {"dominance-denial"},
    "cop29-host-2023": {"dominance-denial"},
    "forty-four-day-war-2020": {"indirect-balancing", "dominance-denial"},
    "ilham-aliyev-course-2003": {"dominance-denial", "binding-engagement"},
    "karabakh-operation-2023": {"dominance-denial"},
    "lachin-checkpoint-2023": {"dominance-denial"},
    "limits-of-force-1993": {"limited-bandwagoning"},
    "moscow-ceasefire-2016": {"limited-bandwagoning", "binding-engagement"},
    "nam-summit-2019": {"dominance-denial"},
    "russian-arms-interview-2024": {"limited-bandwagoning", "indirect-balancing"},
    "sco-bid-2025": {"limited-bandwagoning", "dominance-denial"},
    "washington-meeting-2023": {"limited-bandwagoning", "dominance-denial"},
}
"""The acts for which no reading has full credit, and the best that each has."""


@pytest.mark.parametrize("event", UNSETTLED)
def test_what_no_reading_settles_can_still_be_scored_by_distance(event: str) -> None:
    table = data.load_readings()
    readings = [
        Reading(str(row["position"]), str(row["reader"]), row["credit"])
        for _, row in table[table["event_id"] == event].iterrows()
    ]
    for rule in (CreditRule.EXACT, CreditRule.DISTANCE):
        full = {place for place in IDS if score(place, readings, rule).credit == 1}
        assert full == UNSETTLED[event]


def test_those_are_all() -> None:
    table = data.load_readings()
    best = table.groupby("event_id", observed=True)["credit"].max()
    assert set(best[best < 1].index) == set(UNSETTLED)


def test_an_event_without_a_reading_is_refused() -> None:
    with pytest.raises(ValueError, match=r"readings\.csv"):
        score("balancing", [], CreditRule.EXACT)


def test_an_unknown_position_is_refused() -> None:
    with pytest.raises(UnknownPositionError, match="'neutral'"):
        score("neutral", READINGS, CreditRule.READINGS)


def test_nearness_has_a_sentence_for_each_distance() -> None:
    assert NEARNESS == (
        "The article's own reading",
        "One step from the article's reading",
        "Two steps from the article's reading",
        "Three steps from the article's reading",
        "Four steps from the article's reading",
        "Five steps from the article's reading",
        "Six steps from the article's reading",
    )


some_readings = st.lists(
    st.builds(
        Reading,
        st.sampled_from(IDS),
        st.sampled_from(["article", "module"]),
        st.sampled_from([0.25, 0.5, 0.75, 1.0]),
    ),
    min_size=1,
    # Of one event there is one reading by the article at most.
    unique_by=lambda reading: reading.reader if reading.reader == "article" else reading,
)


@given(
    place=st.sampled_from(IDS),
    readings=some_readings,
    rule=st.sampled_from(CreditRule),
)
def test_credit_lies_between_0_and_1_and_no_sentence_says_wrong(
    place: str, readings: list[Reading], rule: CreditRule
) -> None:
    scored = score(place, readings, rule)
    assert 0 <= scored.credit <= 1
    assert abs(scored.steps or 0) == scored.distance
    assert not re.search("wrong|incorrect|error|mistake", scored.how, re.IGNORECASE)
    # Nothing beats an anchor under the two rules that know only the best readings.
    if rule is not CreditRule.READINGS:
        assert scored.credit <= score(anchor(readings).position, readings, rule).credit == 1


@given(readings=some_readings, place=st.sampled_from(IDS), data=st.data())
def test_no_rule_asks_in_which_order_the_readings_stand(
    readings: list[Reading], place: str, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(readings))
    for rule in CreditRule:
        one, other = score(place, readings, rule), score(place, shuffled, rule)
        assert (one.credit, one.distance) == (other.credit, other.distance)


@given(readings=some_readings, place=st.sampled_from(IDS))
def test_distance_is_that_to_the_nearest_anchor(readings: list[Reading], place: str) -> None:
    number = IDS.index(place)
    away = min(abs(number - IDS.index(best.position)) for best in anchors(readings))
    scored = score(place, readings, CreditRule.DISTANCE)
    assert scored.distance == away
    assert scored.credit == max(0, 1 - away / 4)
    assert score(place, readings, CreditRule.EXACT).credit == (away == 0)
