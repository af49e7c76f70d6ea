"""The figures of a class, against hand-worked ones and independent code."""

import math
import statistics
from collections.abc import Iterator
from dataclasses import replace

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.reports.item_analysis import (
    SPLIT,
    ClassFigures,
    ItemAnalysis,
    ItemFigures,
    KeyDispute,
    analyse,
    divides,
    ordinal_agreement,
)
from hedgelab.scoring import CreditRule, Reading
from hedgelab.spectrum import POSITIONS
from tests.desk.small_class import (
    DRILL,
    FAIR,
    PIPE,
    VISIT,
    absent,
    class_of_five,
    graded,
    small_key,
)


@pytest.fixture(scope="module")
def five() -> ClassFigures:
    key = small_key()
    return analyse(key, [*class_of_five(key), absent("s6", "Fay Gil")])


def item_of(figures: ClassFigures, event: str) -> ItemFigures:
    return next(item for item in figures.items if item.event == event)


def test_the_counts_stand_by_position_with_what_was_left_out(five: ClassFigures) -> None:
    assert item_of(five, DRILL).counts == (1, 3, 1, 0, 0, 0, 0)
    assert item_of(five, PIPE).counts == (0, 0, 3, 1, 1, 0, 0)
    visit = item_of(five, VISIT)
    assert (visit.counts, visit.unplaced, visit.asked) == ((0, 0, 0, 1, 1, 1, 1), 1, 5)
    assert item_of(five, DRILL).modes == ("indirect-balancing",)
    assert len(visit.modes) == 4


def test_mean_credit_and_lean_of_each_event(five: ClassFigures) -> None:
    # Drill: (1 + 1 + 1 + 3/4 + 3/4) / 5, pipe: (1 + 1 + 3/4 + 1 + 1/2) / 5; of the visit, placed
    # by four, the one that was left out counts 0: (1 + 3/4 + 3/4 + 0 + 1/2) / 5.
    assert [item.mean_credit for item in five.items] == pytest.approx([0.9, 0.85, 0.6])
    assert [item.mean_steps for item in five.items] == pytest.approx([0, 3 / 5, 2 / 4])
    assert five.mean_steps == pytest.approx(5 / 14)


def test_discrimination_is_the_correlation_with_the_rest_of_the_sheet(five: ClassFigures) -> None:
    # Drill, by hand: deviations .1 .1 .1 -.15 -.15 of the credits and .275 .15 .025 -.225 -.225
    # of the rests give .1125 / sqrt(.075 * .2).
    assert item_of(five, DRILL).discrimination == pytest.approx(0.1125 / math.sqrt(0.015))
    credits_ = np.array([[1, 1, 1], [1, 1, 0.75], [1, 0.75, 0.75], [0.75, 1, 0], [0.75, 0.5, 0.5]])
    for at, item in enumerate(five.items):
        rest = (credits_.sum(axis=1) - credits_[:, at]) / 2
        assert item.discrimination == pytest.approx(np.corrcoef(credits_[:, at], rest)[0, 1])


def test_an_event_by_itself_or_without_variation_tells_nobody_apart() -> None:
    alone = small_key(DRILL)
    (item,) = analyse(alone, [graded(alone, (2,)), graded(alone, (3,))]).items
    assert math.isnan(item.discrimination)
    key = small_key(rule=CreditRule.EXACT)
    same = analyse(key, [graded(key, (2, 3, 5)), graded(key, (2, 4, 4))] * 3)
    assert math.isnan(item_of(same, DRILL).discrimination)
    assert item_of(same, PIPE).discrimination == pytest.approx(1)


@pytest.mark.parametrize("students", [2, 3, 4])
def test_so_few_students_cannot_be_told_apart(students: int) -> None:
    # Of two any correlation is 1 or -1, whatever they know.
    key = small_key()
    figures = analyse(key, class_of_five(key)[:students])
    assert all(math.isnan(item.discrimination) for item in figures.items)


def test_the_confusion_has_the_key_by_row_and_the_class_by_column(five: ClassFigures) -> None:
    rows = [[0] * 8 for _ in POSITIONS]
    rows[1] = [1, 3, 1, 0, 0, 0, 0, 0]
    rows[2] = [0, 0, 3, 1, 1, 0, 0, 0]
    rows[4] = [0, 0, 0, 1, 1, 1, 1, 1]
    assert [list(row) for row in five.confusion] == rows


def test_points_are_summed_up_as_the_standard_library_does(five: ClassFigures) -> None:
    # Of 60: 3, 2.75, 2.5, 1.75 and 1.75 of three credits.
    points = [60, 55, 50, 35, 35]
    assert sorted(five.points.items()) == [(35, 2), (50, 1), (55, 1), (60, 1)]
    quarters = [five.quantile(share) for share in (0.25, 0.5, 0.75)]
    assert quarters == pytest.approx(statistics.quantiles(points, n=4, method="inclusive"))
    assert (five.quantile(0), five.quantile(1)) == (35, 60)
    key = small_key()
    four = analyse(key, class_of_five(key)[:4])
    quarters = [four.quantile(share) for share in (0.25, 0.5, 0.75)]
    assert quarters == pytest.approx(statistics.quantiles(points[:4], n=4, method="inclusive"))
    assert five.sheets == 5


def test_alpha_agrees_with_an_independent_implementation(five: ClassFigures) -> None:
    coders: list[list[float]] = [[2, 3, 5], [2, 3, 6], [2, 4, 4], [3, 3, np.nan], [1, 5, 7]]
    domain = list(range(1, 8))
    assert five.among_itself.value == pytest.approx(
        krippendorff.alpha(
            reliability_data=coders, level_of_measurement="ordinal", value_domain=domain
        )
    )
    # The class as one coder and the article as the other, over every answer.
    pairs = [
        (given, key)
        for row in coders
        for given, key in zip(row, (2, 3, 5), strict=True)
        if not math.isnan(given)
    ]
    assert five.against_key.value == pytest.approx(
        krippendorff.alpha(
            reliability_data=np.array(pairs, dtype=float).T,
            level_of_measurement="ordinal",
            value_domain=domain,
        )
    )
    assert five.against_key.low <= five.against_key.value <= five.against_key.high


def test_the_class_is_compared_with_the_article_where_that_places_an_event() -> None:
    both = small_key(PIPE, FAIR)
    sheets = [graded(both, (3, 1)), graded(both, (3, 2)), graded(both, (4, 1))]
    figures = analyse(both, sheets)
    assert figures.reference == "article"
    pipe = small_key(PIPE)
    alone = analyse(pipe, [graded(pipe, (number,)) for number in (3, 3, 4)])
    assert figures.against_key.value == pytest.approx(alone.against_key.value)
    fair = small_key(FAIR)
    assert analyse(fair, [graded(fair, (4,)), graded(fair, (5,))]).reference == "module"


def test_a_private_bank_is_compared_with_the_instructor() -> None:
    key = small_key(DRILL, readings={DRILL: (Reading("balancing", "instructor", 1.0),)})
    assert analyse(key, [graded(key, (1,))]).reference == "instructor"


def test_nobody_and_one_alone_give_no_figure_out_of_nothing() -> None:
    key = small_key()
    nothing = analyse(key, [absent("s1", "Ada Byron")])
    assert (nothing.sheets, nothing.items) == (0, ())
    assert math.isnan(nothing.quantile(0.5))
    assert math.isnan(nothing.mean_steps)
    assert all(math.isnan(figure) for figure in nothing.among_itself)
    one = analyse(key, [graded(key, (2, None, 6))])
    assert math.isnan(one.among_itself.value)
    pipe = item_of(one, PIPE)
    assert (pipe.placed, pipe.modes, pipe.mean_credit) == (0, (), 0)
    assert math.isnan(pipe.agreement)
    assert math.isnan(pipe.mean_steps)


def test_sheets_that_differ_are_counted_by_event() -> None:
    key = small_key()
    whole = graded(key, (2, 3, 5))
    part = GradedSheet("s2", "Bo Chen", "", whole.status, whole.answers[:2])
    figures = analyse(key, [whole, part])
    assert [item.asked for item in figures.items] == [2, 2, 1]


def test_agreement_of_published_and_extreme_distributions() -> None:
    # The example in the manual of the R package agrmt.
    assert ordinal_agreement([30, 40, 210, 130, 530, 50, 10]) == pytest.approx(0.6113333)
    # van der Eijk (2001), p. 333, second pattern, by equation (2): one triple 101 and four
    # 110, so U = (5 * 4 - 6 * 1) / (5 * 5); two of seven positions are held.
    assert ordinal_agreement([1, 0, 1, 0, 0, 0, 0]) == pytest.approx(14 / 25 * 5 / 6)
    assert ordinal_agreement([0, 0, 7, 0, 0, 0, 0]) == 1
    assert ordinal_agreement([4] * 7) == 0
    assert ordinal_agreement([4, 0, 0, 0, 0, 0, 4]) == -1
    assert math.isnan(ordinal_agreement([0] * 7))


COUNTS = st.lists(st.integers(0, 9), min_size=7, max_size=7).filter(any)


@given(COUNTS, st.integers(2, 5))
def test_agreement_knows_neither_direction_nor_the_size_of_the_class(
    counts: list[int], times: int
) -> None:
    agreement = ordinal_agreement(counts)
    assert -1 - 1e-9 <= agreement <= 1 + 1e-9
    assert ordinal_agreement(counts[::-1]) == pytest.approx(agreement)
    assert ordinal_agreement([count * times for count in counts]) == pytest.approx(agreement)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        # Halves at either end: A is -1, and .1 for halves at 3 and 6 by van der Eijk's rule.
        ([10, 0, 0, 0, 0, 0, 10], True),
        ([0, 0, 15, 0, 0, 15, 0], True),
        # Three side by side, evenly: 2/3, which is where dividing ends.
        ([0, 20, 20, 20, 0, 0, 0], False),
        # A is .79: 27 of 40 at one place, the others at a neighbour and one beyond.
        ([0, 0, 27, 9, 4, 0, 0], False),
        # Below the line, but chance in who sat there would often lift it above.
        ([0, 1, 17, 1, 0, 4, 1], False),
        # As split as can be, and four answers: they show nothing.
        ([2, 0, 0, 0, 0, 0, 2], False),
        ([0] * 7, False),
    ],
)
def test_an_act_divides_where_agreement_is_surely_below_three_places_side_by_side(
    counts: list[int], verdict: bool
) -> None:
    assert divides(counts) is verdict
    assert divides(counts[::-1]) is verdict


def test_the_verdict_keeps_to_what_drawing_the_class_anew_would_give() -> None:
    # The plain bootstrap, of whole students, by numpy: what share of classes stays below the line.
    drawn = np.random.default_rng(7)
    for counts in ([0, 3, 13, 0, 0, 6, 1], [0, 8, 8, 8, 8, 0, 0], [4, 11, 9, 1, 0, 1, 0]):
        whole = sum(counts)
        classes = drawn.multinomial(whole, np.array(counts) / whole, size=2000)
        below = np.mean([ordinal_agreement(list(one)) < SPLIT for one in classes])
        # Near the line the two ways may part; these are none of them within two in a hundred.
        if abs(below - 0.95) > 0.02:
            assert divides(counts) is bool(below > 0.95), (counts, below)


def test_the_events_that_divide_most_come_first() -> None:
    key = small_key()
    halves = [(2, 1, 3)] * 8 + [(2, 7, 6)] * 8
    figures = analyse(key, [graded(key, row, student=f"s{at}") for at, row in enumerate(halves)])
    # The pipe -1, the visit .1, the drill 1.
    assert [item.event for item in figures.divided(5)] == [PIPE, VISIT]
    assert [item.event for item in figures.divided(1)] == [PIPE]
    assert [item.event for item in figures.by_agreement()] == [PIPE, VISIT, DRILL]


def test_what_can_be_earned_by_now_counts_the_reasons_that_were_marked() -> None:
    key = small_key()
    sheets = [replace(sheet, to_mark=number) for number, sheet in enumerate(class_of_five(key)[:3])]
    assert analyse(key, sheets).by_now == 100
    assert analyse(key, sheets[1:]).by_now == pytest.approx(60 + 40 * 2 / 3)
    assert analyse(key, sheets[2:]).by_now == pytest.approx(60 + 40 / 3)


def strong_and_weak(key: Key, strong: int, weak: int, choice: int) -> Iterator[GradedSheet]:
    """Give strong students who put the drill at a place of their own, and weak ones as the key."""
    for number in range(strong):
        yield graded(key, (choice, 3, 5), student=f"s{number}")
    for number in range(weak):
        yield graded(key, (2, 6, 1), student=f"w{number}")


def test_a_key_that_the_strongest_dispute_is_named() -> None:
    key = small_key()
    figures = analyse(key, strong_and_weak(key, 4, 12, choice=4))
    dispute = KeyDispute("economic-pragmatism", there=4, at_key=0, strong=4)
    assert item_of(figures, DRILL).dispute == dispute
    assert dispute.is_majority
    assert item_of(figures, PIPE).dispute is None


@pytest.mark.parametrize(
    ("strong", "weak", "choice", "why"),
    [
        (4, 12, 2, "they agree with the key"),
        (3, 9, 4, "three are too few to say"),
        (9, 7, 4, "ties make them more than half of the class"),
    ],
)
def test_a_key_is_left_in_peace(strong: int, weak: int, choice: int, why: str) -> None:
    key = small_key()
    figures = analyse(key, strong_and_weak(key, strong, weak, choice))
    assert item_of(figures, DRILL).dispute is None, why


def test_an_event_does_not_count_towards_the_strength_by_which_it_is_judged() -> None:
    # Whoever disputes the drill loses its credit; on the rest of the sheet they are the best.
    key = small_key(rule=CreditRule.EXACT)
    disputing = [graded(key, (4, 3, 5), student=f"s{number}") for number in range(4)]
    others = [graded(key, (2, 3, 1), student=f"o{number}") for number in range(12)]
    figures = analyse(key, disputing + others)
    dispute = item_of(figures, DRILL).dispute
    assert dispute is not None
    assert dispute.there == 4


def test_what_is_kept_does_not_grow_with_the_class() -> None:
    key = small_key()
    analysis = ItemAnalysis(key)
    few = [graded(key, (2, 3, 5)), graded(key, (4, 4, 1))]

    def size() -> int:
        return sum(len(tally.by_rest) for tally in analysis._tallies.values()) + len(
            analysis._points
        )

    for sheet in few:
        analysis.add(sheet)
    before = size()
    for sheet in few * 500:
        analysis.add(sheet)
    assert size() == before
    assert analysis.figures().sheets == 1002
