"""The seven positions are what DESIGN.md fixes, and their distance is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.spectrum import (
    COMPONENTS,
    PERIODS,
    POSITIONS,
    UnknownPositionError,
    distance,
    position,
    steps,
)

ids = st.sampled_from([place.id for place in POSITIONS])


def test_positions_stand_as_the_design_fixes_them() -> None:
    assert [(p.number, p.id, p.name, str(p.side)) for p in POSITIONS] == [
        (1, "balancing", "Balancing (pure form)", "rejection"),
        (2, "indirect-balancing", "Indirect balancing", "rejection"),
        (3, "dominance-denial", "Dominance denial", "rejection"),
        (4, "economic-pragmatism", "Economic pragmatism", "neutral"),
        (5, "binding-engagement", "Binding engagement", "acceptance"),
        (6, "limited-bandwagoning", "Limited bandwagoning", "acceptance"),
        (7, "bandwagoning", "Bandwagoning (pure form)", "acceptance"),
    ]


def test_hedging_is_all_but_the_pure_forms() -> None:
    assert [place.number for place in COMPONENTS] == [2, 3, 4, 5, 6]
    assert [place.id for place in POSITIONS if place.is_pure] == ["balancing", "bandwagoning"]


def test_short_labels_fit_a_narrow_column_and_differ() -> None:
    shorts = [place.short for place in POSITIONS]
    assert len(set(shorts)) == 7
    assert max(map(len, shorts)) <= 12


def test_periods_are_in_order() -> None:
    assert PERIODS == ("1991-1993", "1993-2000", "2000-2008", "2008-2018", "after-2018")


@pytest.mark.parametrize("given_id", ["Balancing", "hedging", "", " balancing", None, 4])
def test_an_unknown_position_is_named_with_the_seven(given_id: object) -> None:
    with pytest.raises(UnknownPositionError) as caught:
        position(given_id)  # type: ignore[arg-type]
    assert repr(given_id) in str(caught.value)
    assert all(place.id in str(caught.value) for place in POSITIONS)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("balancing", "bandwagoning", 6),
        ("bandwagoning", "balancing", -6),
        ("indirect-balancing", "binding-engagement", 3),
        ("limited-bandwagoning", "economic-pragmatism", -2),
        ("dominance-denial", "dominance-denial", 0),
    ],
)
def test_steps_are_signed_towards_acceptance(one: str, other: str, expected: int) -> None:
    assert steps(one, other) == expected
    assert distance(one, other) == abs(expected)


@given(ids, ids, ids)
def test_distance_is_a_metric(one: str, other: str, third: str) -> None:
    assert 0 <= distance(one, other) <= 6
    assert distance(one, other) == distance(other, one) == abs(steps(one, other))
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, third) <= distance(one, other) + distance(other, third)
    assert steps(one, other) + steps(other, third) == steps(one, third)
