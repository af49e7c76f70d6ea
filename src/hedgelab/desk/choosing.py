"""Which of a student's files counts, and what becomes of the others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from hedgelab.desk.found import FoundFile, Given
from hedgelab.desk.lateness import Lateness
from hedgelab.desk.statuses import Status

_EARLIEST = datetime.min.replace(tzinfo=UTC)


class Claim(NamedTuple):
    """Whose a file is.

    Attributes
    ----------
    student : str
        Id, or empty where it is not known.
    status : Status or None
        Where it does not simply count for that student.
    reason : str
        Why.
    notes : tuple of str
        What else a teacher may want to know.
    """

    student: str
    status: Status | None
    reason: str
    notes: tuple[str, ...]


class Candidate(NamedTuple):
    """A file that could count for its student.

    Attributes
    ----------
    sheet : str
        Digest of the student's own sheet.
    given : mapping
        The answers by event.
    """

    file: FoundFile
    claim: Claim
    sheet: str
    given: Mapping[str, Given]
    late: Lateness

    @property
    def order(self) -> tuple[Any, ...]:
        """What sorts the files of one student by time."""
        hint, saved = self.file.hint, self.file.saved
        return (
            hint.received or _EARLIEST,
            hint.order,
            datetime.fromisoformat(saved) if saved else _EARLIEST,
            self.file.path,
            self.file.number,
        )

    @property
    def content(self) -> tuple[Any, ...]:
        """What was answered: a file saved twice without a change has the same."""
        answers = [
            (event, it.position, it.confidence, it.justification)
            for event, it in sorted(self.given.items())
        ]
        return (self.file.sheet, tuple(answers))


Left = tuple[Candidate, Status, str]
"""A file that does not count, what becomes of it, and why."""

Earned = Callable[[Candidate], float]
"""Gives the points that a file would earn."""


def chosen(
    counts: str, candidates: Sequence[Candidate], earned: Earned
) -> tuple[Candidate, list[Left]]:
    """Choose the file that counts.

    Parameters
    ----------
    counts : str
        ``latest``, ``first`` or ``best``, as the assignment says.
    candidates : sequence of Candidate
        All files of one student that could count, at least one.
    earned : callable
        Gives the points of one, after the late rule; of two with the same, the later counts.
    """
    if len(candidates) == 1:
        return candidates[0], []
    ordered = sorted(candidates, key=lambda candidate: candidate.order)
    if counts == "latest":
        return _latest(ordered)
    if counts == "first":
        counting = ordered[0]
        return counting, _others(counting, ordered, "The first file counts")
    return _best(ordered, earned)


def _latest(ordered: Sequence[Candidate]) -> tuple[Candidate, list[Left]]:
    counting, *later = ordered
    same: list[Left] = []
    replaced = []
    for candidate in later:
        # The same answers once more change nothing, so that they are not late either.
        if candidate.content == counting.content:
            same.append(_duplicate(candidate, counting))
        else:
            replaced.append(counting)
            counting = candidate
    others = [_superseded(candidate, "A later file counts", counting) for candidate in replaced]
    return counting, same + others


def _best(ordered: Sequence[Candidate], earned: Earned) -> tuple[Candidate, list[Left]]:
    first_of_each: dict[tuple[Any, ...], Candidate] = {}
    for candidate in ordered:
        first_of_each.setdefault(candidate.content, candidate)
    counting = max(first_of_each.values(), key=lambda it: (earned(it), it.order))
    return counting, _others(counting, ordered, "The file with the most points counts")


def _others(counting: Candidate, ordered: Iterable[Candidate], why: str) -> list[Left]:
    return [
        _duplicate(candidate, counting)
        if candidate.content == counting.content
        else _superseded(candidate, why, counting)
        for candidate in ordered
        if candidate is not counting
    ]


def _duplicate(candidate: Candidate, counting: Candidate) -> Left:
    return candidate, Status.DUPLICATE, f"It holds the same answers as {counting.file.path}."


def _superseded(candidate: Candidate, why: str, counting: Candidate) -> Left:
    return candidate, Status.SUPERSEDED, f"{why}: {counting.file.path}."
