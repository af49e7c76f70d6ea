"""Two or more coders are compared on what they both placed."""

import math

import pytest

from hedgelab.answers import Answer, AnswerFile
from hedgelab.desk.reports.coders import CodersError, compare_coders


def coding(**places: str | None) -> AnswerFile:
    """Give a file that places each event, named with an underscore for its hyphen."""
    return AnswerFile(
        "acts",
        tuple(Answer(event.replace("_", "-"), place) for event, place in places.items()),
    )


ANA = coding(
    a_1="balancing", b_1="dominance-denial", c_1="bandwagoning", d_1="bandwagoning", e_1="balancing"
)
BEN = coding(
    a_1="balancing", b_1="indirect-balancing", c_1="bandwagoning", d_1="bandwagoning", f_1=None
)


def test_two_coders_are_compared_on_the_events_that_both_placed() -> None:
    comparison = compare_coders({"ana": ANA, "ben": BEN})
    assert comparison.coders == ("ana", "ben")
    assert (comparison.events, comparison.shared) == (5, 4)
    # By hand: 3 of 4 alike; by chance 1/16 + 4/16; (0.75 - 0.3125) / (1 - 0.3125).
    assert comparison.agreement == 0.75
    assert comparison.kappa == pytest.approx(0.4375 / 0.6875)
    # By hand: 1 step in 4 pairs; by chance 13 + 11 + 11 + 11 steps in 16 pairs.
    assert comparison.weighted_kappa == pytest.approx(1 - (1 / 4) / (46 / 16))
    low, high = comparison.alpha_interval
    assert low <= comparison.alpha <= high


def test_differences_come_furthest_first_and_say_who_put_it_where() -> None:
    eve = coding(b_1="bandwagoning", c_1="limited-bandwagoning")
    comparison = compare_coders({"ana": ANA, "ben": BEN, "eve": eve})
    assert [(found.event, found.steps) for found in comparison.differences] == [
        ("b-1", 5),
        ("c-1", 1),
    ]
    assert comparison.differences[0].positions == (
        "dominance-denial",
        "indirect-balancing",
        "bandwagoning",
    )


def test_kappa_is_for_two_and_agreement_the_mean_over_pairs() -> None:
    # Ana and Ben agree on 3 of 4, Ana and Eve on 1 of 2, Ben and Eve on 1 of 1.
    eve = coding(a_1="balancing", e_1="indirect-balancing")
    comparison = compare_coders({"ana": ANA, "ben": BEN, "eve": eve})
    assert comparison.kappa is None
    assert comparison.weighted_kappa is None
    assert comparison.agreement == pytest.approx((0.75 + 0.5 + 1) / 3)


def test_coders_of_one_mind_leave_nothing_to_say_about_chance() -> None:
    same = coding(a_1="balancing", b_1="balancing")
    comparison = compare_coders({"ana": same, "ben": same})
    assert comparison.agreement == 1
    assert math.isnan(comparison.alpha)
    assert comparison.everywhere == "balancing"
    assert comparison.differences == ()


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"ana": ANA}, "two or more"),
        ({"ana": ANA, "ben": coding(z_1="balancing")}, "the same events"),
        ({"ana": coding(), "ben": coding()}, "the same events"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_advice(
    files: dict[str, AnswerFile], told: str
) -> None:
    with pytest.raises(CodersError, match=told):
        compare_coders(files)
