"""Each rule's credit, worked out by hand, and the sentence that derives it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.scoring import NEARNESS, CreditRule, Reading, anchor, score
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


def test_of_equal_readings_the_first_is_the_anchor() -> None:
    one, other = Reading("balancing", "module", 0.5), Reading("bandwagoning", "module", 0.5)
    assert anchor([one, other]) is one
    assert anchor([other, one]) is other


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


@given(
    place=st.sampled_from(IDS),
    readings=st.lists(
        st.builds(
            Reading,
            st.sampled_from(IDS),
            st.sampled_from(["article", "module"]),
            st.sampled_from([0.25, 0.5, 0.75, 1.0]),
        ),
        min_size=1,
    ),
    rule=st.sampled_from(CreditRule),
)
def test_credit_lies_between_0_and_1_and_no_sentence_says_wrong(
    place: str, readings: list[Reading], rule: CreditRule
) -> None:
    scored = score(place, readings, rule)
    assert 0 <= scored.credit <= 1
    assert abs(scored.steps or 0) == scored.distance
    assert not re.search("wrong|incorrect|error|mistake", scored.how, re.IGNORECASE)
    # Nothing beats the anchor under the two rules that know only one reading.
    if rule is not CreditRule.READINGS:
        assert scored.credit <= score(anchor(readings).position, readings, rule).credit == 1
