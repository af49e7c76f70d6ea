"""The sections of a class side by side, from the same pass over the sheets."""

import math
from collections import Counter
from typing import NamedTuple

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.reports.item_analysis import quantile_of
from hedgelab.spectrum import position


class SectionRow(NamedTuple):
    """What one section made of the assignment.

    Attributes
    ----------
    name : str
        The section's; empty for students without one.
    students, graded : int
        How many are in it, and how many of them have a grade.
    median : float
        Of their points; NaN without a grade.
    credit : float
        The mean credit of their places, 0 to 1; NaN without any.
    lean : float
        Mean steps from the key, above 0 towards acceptance; NaN without any.
    chosen : mapping
        By event, the place that most of them chose, and their mean credit.
    """

    name: str
    students: int
    graded: int
    median: float
    credit: float
    lean: float
    chosen: dict[str, tuple[tuple[str, ...], float]]


class _Tally:
    def __init__(self) -> None:
        self.students = 0
        self.points: Counter[float] = Counter()
        self.credits: dict[str, list[float]] = {}
        self.places: dict[str, Counter[str]] = {}
        self.steps: list[int] = []

    def add(self, sheet: GradedSheet) -> None:
        self.students += 1
        if not sheet.answers:
            return
        self.points[sheet.points] += 1
        for answer in sheet.answers:
            self.credits.setdefault(answer.event, []).append(answer.credit)
            if answer.position is not None:
                self.places.setdefault(answer.event, Counter())[answer.position] += 1
            if answer.steps is not None:
                self.steps.append(answer.steps)

    def row(self, name: str) -> SectionRow:
        earned = [credit for held in self.credits.values() for credit in held]
        return SectionRow(
            name,
            self.students,
            self.points.total(),
            quantile_of(self.points, 0.5),
            _mean(earned),
            _mean(self.steps),
            {
                event: (_modes(self.places.get(event, Counter())), _mean(held))
                for event, held in self.credits.items()
            },
        )


class BySection:
    """Gathers sheets by section; who is in two counts in both.

    Parameters
    ----------
    key : Key
        What the sheets were graded with.
    """

    def __init__(self, key: Key) -> None:
        self.events = tuple(key.events)
        self._tallies: dict[str, _Tally] = {}

    def add(self, sheet: GradedSheet) -> None:
        """Count one sheet, or a student without one."""
        for name in sheet.sections or ("",):
            self._tallies.setdefault(name, _Tally()).add(sheet)

    def rows(self) -> list[SectionRow]:
        """Give the sections, those without one last; none for a class of one section."""
        named = [name for name in self._tallies if name]
        if len(named) < _FEWEST:
            return []
        order = [*named, *([""] if "" in self._tallies else [])]
        return [self._tallies[name].row(name) for name in order]


_FEWEST = 2


def _mean(values: list[float] | list[int]) -> float:
    return math.fsum(values) / len(values) if values else math.nan


def _modes(counts: Counter[str]) -> tuple[str, ...]:
    most = max(counts.values(), default=0)
    held = [place for place, count in counts.items() if count == most]
    return tuple(
        position(place).short for place in sorted(held, key=lambda it: position(it).number)
    )
