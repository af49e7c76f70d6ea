"""Profiles and their indices, against figures worked out by hand."""

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.profile import article_profile, balance, breadth, centre_of_gravity, profile, shares
from hedgelab.spectrum import POSITIONS, UnknownPositionError

IDS = [place.id for place in POSITIONS]


def seven(*counts: int) -> "pd.Series[int]":
    """Give a profile from its seven counts."""
    return pd.Series(counts, index=IDS)


counts_lists = st.lists(st.integers(0, 50), min_size=7, max_size=7)
profiles = counts_lists.map(lambda counts: seven(*counts))
used_profiles = counts_lists.filter(any).map(lambda counts: seven(*counts))


def mirrored(counts: "pd.Series[int]") -> "pd.Series[int]":
    """Give the profile of a country that does the opposite."""
    return seven(*reversed(counts.tolist()))


# -------------------------------------------------------------------- counting


def test_a_profile_counts_all_seven_in_order() -> None:
    missing: list[Any] = [None, pd.NA, math.nan]
    counts = profile(["bandwagoning", "dominance-denial", "bandwagoning", *missing])
    assert counts.index.tolist() == IDS
    assert counts.tolist() == [0, 0, 1, 0, 0, 0, 2]
    assert counts.dtype == "int64"


def test_a_profile_of_nothing_is_seven_zeros() -> None:
    assert profile([]).tolist() == [0] * 7


def test_a_profile_is_counted_from_a_column_too() -> None:
    column: pd.Series[Any] = pd.Series(["balancing", "balancing"], dtype="category")
    assert profile(column).tolist() == [2, 0, 0, 0, 0, 0, 0]


def test_an_unknown_position_is_refused() -> None:
    with pytest.raises(UnknownPositionError, match="'neutrality'"):
        profile(["neutrality"])
    with pytest.raises(UnknownPositionError, match="'neutrality'"):
        breadth(pd.Series({"neutrality": 1}))


def test_the_articles_profile_leaves_out_the_modules_readings() -> None:
    events = pd.DataFrame(
        {"event_id": ["a", "b", "c"], "period": ["1993-2000", "1993-2000", "2000-2008"]}
    )
    readings = pd.DataFrame(
        {
            "event_id": ["a", "a", "b", "c"],
            "position": ["balancing", "bandwagoning", "bandwagoning", "binding-engagement"],
            "reader": ["article", "module", "module", "article"],
        }
    )
    assert article_profile(readings, events).tolist() == [1, 0, 0, 0, 1, 0, 0]
    assert article_profile(readings, events, "1993-2000").tolist() == [1, 0, 0, 0, 0, 0, 0]
    assert article_profile(readings, events, "2008-2018").tolist() == [0] * 7


# --------------------------------------------------------------------- indices


@pytest.mark.parametrize(
    ("counts", "expected_balance", "centre", "effective"),
    [
        # R = 4, A = 2: 1 - 2/6; (1 + 2·3 + 4 + 5·2)/7 = 21/7; 7²/(1 + 9 + 1 + 4) = 49/15.
        ((1, 3, 0, 1, 2, 0, 0), 2 / 3, 3, 49 / 15),
        # R = A = 2: 1; (1 + 1 + 7 + 7)/4; 16/(4 + 4).
        ((2, 0, 0, 0, 0, 0, 2), 1, 4, 2),
        # All at one place, on one side.
        ((0, 0, 5, 0, 0, 0, 0), 0, 3, 1),
        # One at each: 1; 28/7; 49/7.
        ((1, 1, 1, 1, 1, 1, 1), 1, 4, 7),
        # R = 15, A = 6: 1 - 9/21; (16 + 21 + 4 + 10 + 24)/22; 22²/(64 + 49 + 1 + 4 + 16).
        ((0, 8, 7, 1, 2, 4, 0), 12 / 21, 75 / 22, 484 / 134),
    ],
)
def test_indices_worked_out_by_hand(
    counts: tuple[int, ...], expected_balance: float, centre: float, effective: float
) -> None:
    assert balance(seven(*counts)) == pytest.approx(expected_balance)
    assert centre_of_gravity(seven(*counts)) == pytest.approx(centre)
    assert breadth(seven(*counts)) == pytest.approx(effective)


def test_weights_let_the_ends_count_more() -> None:
    # R = 1·3 = 3, A = 3·1 = 3, so even; unweighted 1 - 2/4.
    counts = seven(1, 0, 0, 0, 3, 0, 0)
    out = {"balancing": 3, "indirect-balancing": 2, "limited-bandwagoning": 2, "bandwagoning": 3}
    assert balance(counts, out) == 1
    assert balance(counts) == 0.5


def test_shares() -> None:
    assert shares(seven(0, 1, 0, 0, 3, 0, 0)).tolist() == [0, 0.25, 0, 0, 0.75, 0, 0]


def test_nothing_to_measure_is_no_number() -> None:
    empty = seven(0, 0, 0, 0, 0, 0, 0)
    assert shares(empty).isna().all()
    assert math.isnan(balance(empty))
    assert math.isnan(centre_of_gravity(empty))
    assert math.isnan(breadth(empty))
    # Only neutral acts: there is a centre, and no sides to balance.
    assert math.isnan(balance(seven(0, 0, 0, 4, 0, 0, 0)))
    assert centre_of_gravity(seven(0, 0, 0, 4, 0, 0, 0)) == 4


def test_a_position_left_out_counts_none() -> None:
    assert centre_of_gravity(pd.Series({"bandwagoning": 1, "balancing": 1})) == 4
    assert breadth(pd.Series({"bandwagoning": 1.0, "balancing": math.nan})) == 1


def test_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="count is below 0"):
        breadth(seven(-1, 0, 0, 0, 0, 0, 2))
    with pytest.raises(ValueError, match="weight is below 0"):
        balance(seven(1, 0, 0, 0, 0, 0, 2), {"balancing": -1})


@given(used_profiles)
def test_indices_keep_their_bounds(counts: "pd.Series[int]") -> None:
    level = balance(counts)
    assert math.isnan(level) or 0 <= level <= 1
    assert 1 - 1e-9 <= centre_of_gravity(counts) <= 7 + 1e-9
    assert 1 - 1e-9 <= breadth(counts) <= (counts > 0).sum() + 1e-9
    assert shares(counts).sum() == pytest.approx(1)


@given(used_profiles)
def test_the_opposite_course_mirrors_the_indices(counts: "pd.Series[int]") -> None:
    assert balance(mirrored(counts)) == pytest.approx(balance(counts), nan_ok=True)
    assert centre_of_gravity(mirrored(counts)) == pytest.approx(8 - centre_of_gravity(counts))
    assert breadth(mirrored(counts)) == pytest.approx(breadth(counts))


@given(used_profiles, st.integers(2, 9))
def test_twice_as_many_of_the_same_change_nothing(counts: "pd.Series[int]", times: int) -> None:
    for index in (balance, centre_of_gravity, breadth):
        assert index(counts * times) == pytest.approx(index(counts), nan_ok=True)


@given(st.lists(st.sampled_from(IDS)))
def test_nothing_is_lost_in_counting(placed: list[str]) -> None:
    counts = profile(placed)
    assert counts.sum() == len(placed)
    assert all(counts[place] == placed.count(place) for place in IDS)
