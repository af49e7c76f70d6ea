"""Compare counts agreement as the library does; the boards are told apart by their codes."""

import math
import random
from itertools import combinations

import pytest

from hedgelab.agreement import kappa_interval, kappa_of
from hedgelab.data import load_rows
from hedgelab.spectrum import POSITIONS
from hedgelab.widgets.class_sheets import (
    class_acts,
    class_positions,
    class_sheets,
    lines_between_neighbours,
)
from tests.widgets.node import called


def readers() -> list[list[tuple[int, int]]]:
    """Draw two readers of few acts and of many, who agree more or less."""
    chance = random.Random(20261005)
    drawn = []
    for acts in [*range(1, 42)] * 3:
        one = [chance.randint(1, 7) for _ in range(acts)]
        alike = chance.random()
        other = [at if chance.random() < alike else chance.randint(1, 7) for at in one]
        drawn.append(list(zip(one, other, strict=True)))
    # Two who always agree, two who never vary, and two of whom one act decides.
    return [*drawn, [(1, 1), (4, 4), (7, 7)] * 5, [(3, 3)] * 4, [(2, 2)] * 11 + [(2, 3)]]


@pytest.mark.slow
def test_the_figures_of_a_page_are_those_of_the_library() -> None:
    cases = readers()
    kappas = called("compare/agreement.js", "weightedKappa", [[pairs] for pairs in cases])
    intervals = called("compare/agreement.js", "kappaInterval", [[pairs] for pairs in cases])
    for pairs, kappa, interval in zip(cases, kappas, intervals, strict=True):
        assert near(kappa, kappa_of(pairs, "linear")), pairs
        ends = zip(interval, kappa_interval(pairs, "linear"), strict=True)
        assert all(near(end, wanted) for end, wanted in ends), pairs


def near(told: float | None, wanted: float) -> bool:
    """Compare a figure that came as JSON, which has null for NaN."""
    if told is None:
        return math.isnan(wanted)
    return math.isclose(told, wanted, abs_tol=1e-9)


@pytest.mark.slow
def test_the_boards_of_the_book_are_told_apart_by_what_a_code_holds_of_them() -> None:
    sheets = class_sheets(".")
    assert len(sheets) > 5
    marks = called("shared/class_code.js", "markOf", [[sheet["digest"]] for sheet in sheets])
    lengths = called("shared/class_code.js", "lengthFor", [[len(one["events"])] for one in sheets])
    known = list(zip(marks, lengths, strict=True))
    assert all(one != other for one, other in combinations(known, 2))
    # The first four digits of a digest are 16 bits, of which a code has the upper 14.
    assert marks == [int(sheet["digest"][7:11], 16) // 4 for sheet in sheets]


def test_the_pages_for_a_class_know_every_act_of_every_board_and_each_line() -> None:
    acts = class_acts(("summary", "readings"))
    on_boards = {event for sheet in class_sheets() for event in sheet["events"]}
    assert on_boards <= set(acts)
    assert all(act["summary"] and act["readings"] for act in acts.values())
    assert not {"summary", "readings"} & set(class_acts(())[min(on_boards)])
    order = [stop.id for stop in POSITIONS]
    assert [stop["id"] for stop in class_positions()] == order
    lines = lines_between_neighbours()
    assert [line["yes"] for line in lines] == order[:-1]
    assert [line["no"] for line in lines] == order[1:]
    assert [line["question"] for line in lines] == [
        row["question"] for row in load_rows("neighbours")
    ]


def test_without_a_book_around_it_no_board_is_linked() -> None:
    assert {sheet["href"] for sheet in class_sheets()} == {""}
    linked = {sheet["assignment"]: sheet["href"] for sheet in class_sheets("book/")}
    assert linked["after-2018"] == "book/what-came-after.html#board-after-2018"
    assert all(linked.values())
