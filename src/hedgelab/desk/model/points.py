"""The arithmetic of a grade: credits and marks in, points out, rounded once at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from hedgelab.desk.model.found import Given, digest_of
from hedgelab.desk.model.key import Key, Rubric
from hedgelab.desk.model.records import GradedAnswer, Mark
from hedgelab.desk.text.visible import is_blank
from hedgelab.spectrum import POSITIONS

_CENT = Decimal("0.01")

NOT_WRITTEN = "No justification was written."
"""Why an empty justification has its points, which are 0, at once."""


@dataclass(frozen=True, slots=True)
class Points:
    """What a sheet earned.

    Attributes
    ----------
    position, justification : float
        Before the late rule, each rounded to two decimals.
    total : float
        After the late rule: computed from exact figures and rounded to two decimals, half up.
    to_mark : int
        Justifications that wait for a marker: those without a mark, and those whose mark
        judged another text.  Such a mark counts until a new one is given.
    """

    position: float
    justification: float
    total: float
    to_mark: int


@dataclass(frozen=True, slots=True)
class Grade:
    """A student's grade as the ledger keeps it.

    Attributes
    ----------
    student : str
        Id on the roster.
    file : int
        The number of the file that counts.
    sheet : str
        Digest of the sheet that it was graded by: the student's own.
    """

    student: str
    file: int
    sheet: str
    points: Points
    late_share: float
    late_how: str


class Scheme:
    """How a key turns answers and marks into points.

    It is made once for a class: what a key says of an event and a place is looked up then.
    """

    def __init__(self, key: Key) -> None:
        self._key = key
        self._credits = {
            (event, place): _exact(key.score(event, place).credit)
            for event in key.readings
            for place in (None, *(place.id for place in POSITIONS))
        }
        self._most = _exact(key.rubric.most if key.rubric else 0) or Decimal(1)
        self._in_points = cache(self._computed)

    def events(self, sheet: str) -> Sequence[str]:
        """Give the events of a sheet; none where the key does not know it."""
        return self._key.sheets[sheet].events if sheet in self._key.sheets else ()

    def points(
        self,
        sheet: str,
        given: Mapping[str, Given],
        marks: Mapping[str, Mark],
        late_share: float = 0.0,
    ) -> Points:
        """Compute what a sheet earned.

        Positions earn ``position_points`` times the mean credit over the sheet's events,
        justifications ``justification_points`` times the mean of the marks, each as a share
        of the most that the rubric gives.

        Parameters
        ----------
        sheet : str
            Digest of the student's own sheet.
        given : mapping
            The answers by event; those to other events earn nothing.
        marks : mapping
            The marks by event.
        late_share : float
            The share that the late rule takes, 0 to 1.
        """
        events = self.events(sheet)
        if not events:
            return Points(0.0, 0.0, 0.0, 0)
        places = [given[event].position if event in given else None for event in events]
        earned = sum(map(self._credits.__getitem__, zip(events, places, strict=True)), Decimal(0))
        marked, to_mark = self._marked(events, given, marks)
        return self._in_points(len(events), earned, marked, to_mark, late_share)

    def answers(
        self, sheet: str, given: Mapping[str, Given], marks: Mapping[str, Mark]
    ) -> tuple[GradedAnswer, ...]:
        """Give each event of a sheet with what the answer earned and how."""
        rubric = self._key.rubric
        answers = []
        for event in self.events(sheet):
            answer = given.get(event, _NOT_ANSWERED)
            place, text = answer.position, answer.justification
            score = self._key.score(event, place)
            mark = mark_of(rubric, text, marks.get(event)) if rubric else None
            answers.append(
                GradedAnswer(
                    *(event, place, answer.confidence, text),
                    *(score.steps, score.credit, score.how, mark),
                )
            )
        return tuple(answers)

    def _marked(
        self, events: Sequence[str], given: Mapping[str, Given], marks: Mapping[str, Mark]
    ) -> tuple[Decimal, int]:
        """Give the sum of the marks, and how many justifications wait for one."""
        rubric, total, to_mark = self._key.rubric, Decimal(0), 0
        if rubric is None:
            return total, to_mark
        for event in events:
            text = given[event].justification if event in given else ""
            mark = mark_of(rubric, text, marks[event]) if event in marks else None
            if mark is not None:
                total += sum((_exact(points) for points in mark.points.values()), Decimal(0))
                to_mark += mark.is_stale
            elif not is_blank(text):
                to_mark += 1
        return total, to_mark

    def _computed(
        self, count: int, earned: Decimal, marked: Decimal, to_mark: int, late_share: float
    ) -> Points:
        # One division, at the end: what is half a cent stays exactly half a cent until then.
        most = self._most
        for_positions = _exact(self._key.position_points) * earned
        for_reasons = _exact(self._key.justification_points) * marked
        kept = 1 - _exact(late_share)
        return Points(
            rounded(for_positions / count),
            rounded(for_reasons / (count * most)),
            rounded((for_positions * most + for_reasons) * kept / (count * most)),
            to_mark,
        )


_NOT_ANSWERED = Given("", None, None, "", None, {})


def mark_of(rubric: Rubric, text: str, mark: Mark | None) -> Mark | None:
    """Give the mark that counts for a justification, or None where it waits for a marker.

    A mark that another rubric gave does not count; it stays in the ledger.
    """
    if mark is not None and fits(mark, rubric):
        stale = mark.text_digest != digest_of(text)
        return Mark(mark.points, mark.comment, mark.marker, mark.text_digest, is_stale=stale)
    if not is_blank(text):
        return None
    return Mark({criterion.id: 0.0 for criterion in rubric.criteria}, NOT_WRITTEN)


def fits(mark: Mark, rubric: Rubric) -> bool:
    """Say whether a mark gives each criterion of a rubric the points of one of its levels."""
    levels = points_given(rubric)
    return mark.points.keys() == levels.keys() and all(
        points in levels[criterion] for criterion, points in mark.points.items()
    )


def points_given(rubric: Rubric) -> dict[str, set[float]]:
    """Give the points that a rubric's levels give, by criterion."""
    return {it.id: {level.points for level in it.levels} for it in rubric.criteria}


def rounded(value: Decimal) -> float:
    """Round to two decimals, half up.

    Examples
    --------
    >>> rounded(Decimal("0.125")), rounded(Decimal("2.675"))
    (0.13, 2.68)
    """
    return float(value.quantize(_CENT, ROUND_HALF_UP))


@cache
def _exact(value: float) -> Decimal:
    """Give the number that was written, and not the binary fraction next to it."""
    return Decimal(str(value))
