"""Agreement against published worked examples, and against an independent implementation."""

import math
from collections.abc import Callable, Sequence
from random import Random
from statistics import fmean, pvariance

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from benchmarks import coverage
from hedgelab.agreement import (
    Metric,
    alpha_against,
    alpha_interval,
    alpha_interval_against,
    cohen_kappa,
    counts_of,
    krippendorff_alpha,
    percentage_agreement,
)
from hedgelab.spectrum import POSITIONS, UnknownPositionError

IDS = [place.id for place in POSITIONS]
METRICS: list[Metric] = ["nominal", "ordinal", "interval"]

# Krippendorff (2011): four observers, twelve units, missing data.
FOUR_OBSERVERS = """
1 2 3 3 2 1 4 1 2 * * *
1 2 3 3 2 2 4 1 2 5 * 3
* 3 3 3 2 3 4 2 2 5 1 *
1 2 3 3 2 4 4 1 2 5 1 *
"""
# From the same paper: two observers, twelve units, nominal data.
TWO_OBSERVERS = """
a a b b d c c c e d d a
b a b b b c c c e d d d
"""
# Cohen (1960), table 2: two clinicians' diagnoses of 200 patients.
DIAGNOSES = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
# Hout, Duncan and Sobel (1987), as in Agresti (1990), ch. 10, and in R's vcd ("SexualFun"),
# which prints 0.1293 without weights and 0.2374 with linear ones.
COUPLES = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]

ids = st.sampled_from(IDS)
or_none = st.none() | ids
ratings = st.integers(2, 6).flatmap(
    lambda coders: st.lists(
        st.lists(or_none, min_size=coders, max_size=coders), min_size=1, max_size=15
    )
)
two_coders = st.lists(st.tuples(ids, ids), min_size=1, max_size=30)


def units_of(text: str) -> list[tuple[str, ...]]:
    """Give the values of each unit from a printed table with a line for each observer."""
    return list(zip(*(line.split() for line in text.split("\n") if line), strict=True))


def coded(units: list[tuple[str, ...]]) -> list[list[str | None]]:
    """Put positions in the place of the values that a printed table has."""
    names = sorted({value for unit in units for value in unit} - {"*"})
    return [[None if value == "*" else IDS[names.index(value)] for value in u] for u in units]


def both(table: list[list[int]]) -> tuple[list[str], list[str]]:
    """Give the two coders that a cross table counts."""
    cells = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    return [IDS[i] for i, _ in cells], [IDS[j] for _, j in cells]


def elsewhere(counts: Sequence[Sequence[int]], metric: Metric) -> float:
    """Give alpha as the package krippendorff computes it."""
    return float(krippendorff.alpha(value_counts=np.array(counts), level_of_measurement=metric))


def varies(counts: Sequence[Sequence[int]]) -> bool:
    """Say whether the values of units with two or more of them lie at two positions or more."""
    paired = [row for row in counts if sum(row) >= 2]
    return sum(1 for column in zip(*paired, strict=True) if any(column)) >= 2


@pytest.mark.parametrize(
    ("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_of_krippendorffs_four_observers(metric: Metric, published: float) -> None:
    counts = counts_of(coded(units_of(FOUR_OBSERVERS)))
    assert krippendorff_alpha(counts, metric) == pytest.approx(published, abs=0.0005)


def test_alpha_of_krippendorffs_two_observers() -> None:
    units = coded(units_of(TWO_OBSERVERS))
    assert krippendorff_alpha(counts_of(units), "nominal") == pytest.approx(0.692, abs=0.0005)
    one = counts_of([[first] for first, _ in units])
    against = alpha_against(one, [second for _, second in units], "nominal")
    assert against == pytest.approx(0.692, abs=0.0005)


def test_the_metric_is_ordinal_unless_another_is_asked_for() -> None:
    counts = counts_of(coded(units_of(FOUR_OBSERVERS)))
    assert krippendorff_alpha(counts) == krippendorff_alpha(counts, "ordinal")


def test_kappa_of_cohens_clinicians() -> None:
    one, other = both(DIAGNOSES)
    assert cohen_kappa(one, other) == pytest.approx(0.492, abs=0.0005)
    assert percentage_agreement(one, other) == pytest.approx(0.70)


def test_kappa_with_and_without_weights_of_agrestis_couples() -> None:
    one, other = both(COUPLES)
    assert cohen_kappa(one, other) == pytest.approx(0.1293, abs=0.00005)
    assert cohen_kappa(one, other, "linear") == pytest.approx(0.2374, abs=0.00005)


@given(two_coders)
def test_quadratic_kappa_is_the_concordance_of_the_position_numbers(
    pairs: list[tuple[str, str]],
) -> None:
    # Krippendorff (1970); the coefficient is Lin's (1989).
    one, other = ([IDS.index(name) for name in side] for side in zip(*pairs, strict=True))
    spread = pvariance(one) + pvariance(other) + (fmean(one) - fmean(other)) ** 2
    assume(spread)
    shared = fmean(a * b for a, b in zip(one, other, strict=True)) - fmean(one) * fmean(other)
    first, second = (list(side) for side in zip(*pairs, strict=True))
    found = cohen_kappa(first, second, "quadratic")
    assert found == pytest.approx(2 * shared / spread, abs=1e-9)


@pytest.mark.parametrize("metric", METRICS)
@given(rated=ratings)
def test_alpha_is_what_the_independent_package_computes(
    metric: Metric, rated: list[list[str | None]]
) -> None:
    counts = counts_of(rated)
    assume(varies(counts))
    assert krippendorff_alpha(counts, metric) == pytest.approx(elsewhere(counts, metric), abs=1e-9)


@pytest.mark.parametrize("metric", METRICS)
@given(rated=ratings, data=st.data())
def test_alpha_against_is_that_of_two_coders_over_all_values(
    metric: Metric, rated: list[list[str | None]], data: st.DataObject
) -> None:
    reference = data.draw(st.lists(or_none, min_size=len(rated), max_size=len(rated)))
    pairs = counts_of(
        [[value, told] for row, told in zip(rated, reference, strict=True) for value in row]
    )
    assume(varies(pairs))
    found = alpha_against(counts_of(rated), reference, metric)
    assert found == pytest.approx(elsewhere(pairs, metric), abs=1e-9)


@pytest.mark.parametrize("metric", METRICS)
@given(rated=ratings)
def test_full_agreement_is_one_and_turning_the_spectrum_round_changes_nothing(
    metric: Metric, rated: list[list[str | None]]
) -> None:
    counts = counts_of(rated)
    agreed = [[2 * (column == number % 7) for column in range(7)] for number in range(len(counts))]
    alpha = krippendorff_alpha(agreed, metric)
    assert alpha == 1 or (math.isnan(alpha) and len(agreed) == 1)
    turned = [row[::-1] for row in counts]
    assert krippendorff_alpha(turned, metric) == pytest.approx(
        krippendorff_alpha(counts, metric), abs=1e-9, nan_ok=True
    )


@given(rated=ratings)
def test_a_unit_with_one_value_changes_nothing(rated: list[list[str | None]]) -> None:
    counts = counts_of(rated)
    more = [*counts, [0, 0, 0, 1, 0, 0, 0], [0] * 7]
    assert krippendorff_alpha(more) == pytest.approx(krippendorff_alpha(counts), nan_ok=True)


def test_nan_where_nothing_can_be_said() -> None:
    alone, alike = [[1, 0, 0, 0, 0, 0, 0]] * 3, [[0, 4, 0, 0, 0, 0, 0]] * 3
    same = [IDS[1]] * 3
    for nothing in (
        krippendorff_alpha([]),
        krippendorff_alpha(alone),
        krippendorff_alpha(alike),
        alpha_against(alike, same),
        alpha_against(alike, [None] * 3),
        percentage_agreement([None, IDS[0]], [IDS[0], None]),
        cohen_kappa([], []),
        cohen_kappa(same, same),
        *alpha_interval(alike),
        *alpha_interval_against([], []),
    ):
        assert math.isnan(nothing)


def test_a_unit_that_one_coder_left_out_does_not_count() -> None:
    one, other = [IDS[0], IDS[3], None, IDS[6]], [IDS[0], IDS[4], IDS[2], None]
    assert percentage_agreement(one, other) == 0.5
    assert cohen_kappa(one, other) == cohen_kappa(one[:2], other[:2])


# Student's t for so much between its two tails and ten degrees of freedom, from any printed table.
STUDENT = {0.5: 0.700, 0.9: 1.812, 0.95: 2.228}


@pytest.mark.parametrize("level", STUDENT)
def test_the_interval_leaves_each_unit_out_in_turn(level: float) -> None:
    units = [row for row in counts_of(coded(units_of(FOUR_OBSERVERS))) if sum(row) > 1]
    values, count = sum(map(sum, units)), len(units)
    assert count == 11

    def error(figures: list[float]) -> float:
        return float(np.sqrt((count - 1) * np.var(figures)))

    def moved(alpha: float, far: float) -> float:
        return float(np.tanh(np.arctanh(alpha) + far / (1 - alpha**2)))

    alpha = elsewhere(units, "ordinal")
    without = [elsewhere(units[:at] + units[at + 1 :], "ordinal") for at in range(count)]
    # The lower end reckons with a pair more, of which nothing is known: so many values in n + 2.
    sizes = [values - sum(row) for row in units]
    fewer = [one * size / (size + 2) for one, size in zip(without, sizes, strict=True)]
    lower = alpha * values / (values + 2)
    low, high = alpha_interval(units, level=level)
    assert high == pytest.approx(moved(alpha, STUDENT[level] * error(without)), abs=0.0005)
    spread = math.hypot(error(fewer), alpha - lower)
    assert low == pytest.approx(moved(lower, -STUDENT[level] * spread), abs=0.0005)


def test_the_interval_against_leaves_a_unit_out_with_all_its_values() -> None:
    # Ten classmates who answer as one are one answer to each question and not ten.
    one = counts_of([[name] for name in [*IDS, *IDS]])
    ten = [[10 * count for count in row] for row in one]
    reference = [*IDS, *reversed(IDS)]
    few, many = (alpha_interval_against(counts, reference) for counts in (one, ten))
    assert many == pytest.approx(few, abs=0.15)
    assert few[0] < alpha_against(one, reference) < few[1]


@pytest.mark.parametrize("metric", METRICS)
@given(rated=ratings)
def test_an_interval_holds_its_alpha_and_stays_on_the_scale(
    metric: Metric, rated: list[list[str | None]]
) -> None:
    counts = counts_of(rated)
    low, high = alpha_interval(counts, metric)
    assume(not math.isnan(low))
    assert -1 < low < krippendorff_alpha(counts, metric) <= high <= 1
    inner = alpha_interval(counts, metric, level=0.5)
    assert low <= inner[0] <= inner[1] <= high


def test_full_agreement_on_few_units_leaves_room_below() -> None:
    def low(units: int) -> float:
        counts = counts_of([[IDS[at % 2]] * 2 for at in range(units)])
        assert alpha_interval(counts)[1] == 1
        return alpha_interval(counts)[0]

    lows = [low(units) for units in (4, 5, 8, 10, 20, 100)]
    assert lows == sorted(lows)
    # Two coders who differ nowhere, on eight events: no ground even for tentative conclusions.
    assert low(8) < 0.667
    assert low(100) > 0.8


@pytest.mark.parametrize(
    "counts",
    [
        [[1, 1, 0, 0, 0, 0, 0], *[[0, 2, 0, 0, 0, 0, 0]] * 4],  # all hangs on the first
        [[1, 1, 0, 0, 0, 0, 0]] * 5,  # each is like the next
    ],
)
def test_units_that_show_no_spread_give_no_interval(counts: list[list[int]]) -> None:
    assert not math.isnan(krippendorff_alpha(counts))
    assert all(map(math.isnan, alpha_interval(counts)))


@pytest.mark.parametrize("events", coverage.EVENTS)
@pytest.mark.parametrize("setting", coverage.SETTINGS[:3], ids=lambda setting: setting.name)
def test_an_interval_holds_the_truth_as_often_as_promised(
    setting: coverage.Setting, events: int
) -> None:
    cover = coverage.covered(setting, events, 120, setting.interval)
    assert cover.held >= coverage.PROMISED[events]
    assert cover.above <= coverage.AT_MOST_ABOVE


@pytest.mark.slow
def test_the_middle_of_bootstrap_draws_holds_it_less_often() -> None:
    # Five events and thirty students: what the interval was taken for.
    setting, dice = coverage.SETTINGS[1], Random(1)
    peer = coverage.covered(setting, 5, 60, lambda sample: setting.middle_of_draws(sample, dice))
    assert peer.held < 0.85


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: cohen_kappa([IDS[0]], []), "one coder has 1 values and the other 0"),
        (lambda: alpha_against([[0] * 7], []), "counts for 1 units and a reference for 0"),
        (lambda: alpha_against([[1, 2]], [IDS[0]]), "row 1 of the counts has 2 columns, and 7"),
        (lambda: krippendorff_alpha([[1, 2], [1]]), "row 2 of the counts has 1 columns, and 2"),
        (lambda: krippendorff_alpha([[3, -1]]), "row 1 of the counts holds -1"),
        (lambda: alpha_interval([[1, 1]], level=95), "level is 95"),
    ],
)
def test_what_cannot_be_computed_is_refused_with_what_to_give(
    call: Callable[[], object], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        call()


def test_an_unknown_position_is_refused() -> None:
    for call in (
        lambda: counts_of([["neutral"]]),
        lambda: percentage_agreement(["neutral"], [IDS[0]]),
        lambda: alpha_against([[1] * 7], ["neutral"]),
    ):
        with pytest.raises(UnknownPositionError, match="'neutral'"):
            call()
