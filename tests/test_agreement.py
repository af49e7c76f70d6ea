"""Agreement against published worked examples, and against an independent implementation."""

import math
from collections.abc import Callable, Sequence
from statistics import fmean, pvariance

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hedgelab.agreement import (
    Metric,
    alpha_against,
    bootstrap_interval,
    bootstrap_interval_against,
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
    found = cohen_kappa(*map(list, zip(*pairs, strict=True)), "quadratic")
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
        *bootstrap_interval(alike),
        *bootstrap_interval_against([], []),
    ):
        assert math.isnan(nothing)


def test_a_unit_that_one_coder_left_out_does_not_count() -> None:
    one, other = [IDS[0], IDS[3], None, IDS[6]], [IDS[0], IDS[4], IDS[2], None]
    assert percentage_agreement(one, other) == 0.5
    assert cohen_kappa(one, other) == cohen_kappa(one[:2], other[:2])


def test_the_interval_is_the_same_each_time_and_moves_with_the_seed() -> None:
    counts = counts_of(coded(units_of(FOUR_OBSERVERS)))
    assert bootstrap_interval(counts, draws=200) == bootstrap_interval(counts, draws=200)
    assert bootstrap_interval(counts, draws=200) != bootstrap_interval(counts, draws=200, seed=1)


def test_the_interval_is_that_of_drawing_units_and_computing_anew() -> None:
    counts = counts_of(coded(units_of(FOUR_OBSERVERS)))
    chance = np.random.default_rng(5)
    drawn = [
        elsewhere(
            [counts[unit] for unit in chance.integers(0, len(counts), len(counts))], "ordinal"
        )
        for _ in range(2000)
    ]
    low, high = bootstrap_interval(counts, "ordinal", draws=4000)
    assert (low, high) == pytest.approx(tuple(np.quantile(drawn, [0.025, 0.975])), abs=0.06)
    assert low < krippendorff_alpha(counts) < high
    narrow = bootstrap_interval(counts, "ordinal", draws=4000, level=0.5)
    assert narrow == pytest.approx(tuple(np.quantile(drawn, [0.25, 0.75])), abs=0.03)


def test_the_interval_against_draws_a_unit_with_all_its_values() -> None:
    # Ten classmates who answer as one are one answer to each question and not ten.
    one = counts_of([[name] for name in [*IDS, *IDS]])
    ten = [[10 * count for count in row] for row in one]
    reference = [*IDS, *reversed(IDS)]
    few, many = (bootstrap_interval_against(counts, reference) for counts in (one, ten))
    assert many == pytest.approx(few, abs=0.1)
    assert few[0] < alpha_against(one, reference) < few[1]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: cohen_kappa([IDS[0]], []), "one coder has 1 values and the other 0"),
        (lambda: alpha_against([[0] * 7], []), "counts for 1 units and a reference for 0"),
        (lambda: alpha_against([[1, 2]], [IDS[0]]), "row 1 of the counts has 2 columns, and 7"),
        (lambda: krippendorff_alpha([[1, 2], [1]]), "row 2 of the counts has 1 columns, and 2"),
        (lambda: krippendorff_alpha([[3, -1]]), "row 1 of the counts holds -1"),
        (lambda: bootstrap_interval([[1, 1]], draws=0), "draws is 0"),
        (lambda: bootstrap_interval([[1, 1]], level=95), "level is 95"),
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
