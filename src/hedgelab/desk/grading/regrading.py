"""Another key or rule: who moves, from where, to where and why, before it counts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hedgelab.desk.grading.outcomes import grade_all
from hedgelab.desk.ledger.regrades import (
    KeptGrade,
    answers_of_file,
    keep_regrade,
    last_reason,
    marked_grades,
    means,
    moved_grades,
    path_of_file,
    remember_grades,
)
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.key import Key, Rubric
from hedgelab.desk.model.points import Scheme, fits, points_given
from hedgelab.desk.model.records import GradedAnswer, Mark
from hedgelab.desk.text.pages import counted
from hedgelab.desk.text.visible import is_blank

_CAUSES = {
    "key": "the key's readings changed",
    "override": "an override changed",
    "rule": "the credit rule changed",
    "late": "the late rule changed",
    "points": "the points changed",
    "marks": "the rubric changed",
    "file": "another file or sheet counts",
}


class RegradingError(ValueError):
    """What stops a regrading before anything has changed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that moves a grade.

    Attributes
    ----------
    event : str
        The event it is about; empty for what concerns the whole sheet.
    cause : str
        ``key``, ``override``, ``rule``, ``late``, ``points``, ``marks`` or ``file``.
    how : str
        What it was and what it is, in a sentence.
    """

    event: str
    cause: str
    how: str

    @property
    def told(self) -> str:
        """What changed, and for which cause, in one line."""
        where = f"{self.event}: " if self.event else ""
        return f"{where}{self.how} ({_CAUSES[self.cause]})"


@dataclass(frozen=True, slots=True)
class Move:
    """A student whose grade is another one.

    Attributes
    ----------
    before, after : float or None
        Points; None for no grade.
    """

    student: str
    name: str
    before: float | None
    after: float | None
    changes: tuple[Change, ...]

    @property
    def why(self) -> str:
        """All changes in one text."""
        return " ".join(
            f"{change.event}: {change.how}" if change.event else change.how
            for change in self.changes
        )


@dataclass(frozen=True, slots=True)
class Regrading:
    """What another key does to a class.

    Attributes
    ----------
    students : int
        Everybody who has a grade before or after.
    moves : tuple of Move
        Those whose grade is another one, in the order of the roster.
    mean_before, mean_after : float or None
        Mean points of those with a grade; None where nobody has one.
    marks_to_repeat : int
        Justifications whose marks the new rubric cannot take; these are kept, and wait to be
        given again.
    is_applied : bool
        Whether it counts now.
    """

    students: int
    moves: tuple[Move, ...]
    mean_before: float | None
    mean_after: float | None
    marks_to_repeat: int
    is_applied: bool

    @property
    def causes(self) -> Mapping[str, int]:
        """How many students each cause moves."""
        return Counter(cause for move in self.moves for cause in {it.cause for it in move.changes})


def regrade(ledger: Ledger, key: Key, *, dry_run: bool) -> Regrading:
    """Grade everything in the ledger by another key.

    No file that was handed in is needed.  Marks stay as they are.

    Parameters
    ----------
    ledger : Ledger
        With grades by another key.
    key : Key
        The new one, of the same assignment.
    dry_run : bool
        Whether to undo everything at the end.

    Raises
    ------
    RegradingError
        If the key is of another assignment.
    """
    old = ledger.key
    if key.assignment != old.assignment:
        raise RegradingError(
            f"the key is of the assignment {key.assignment!r}, and {ledger.path.parent} holds "
            f"grades of {old.assignment!r}: name the key of that one"
        )
    digest_before = ledger.key_digest
    with ledger.transaction(keep=not dry_run):
        remember_grades(ledger)
        ledger.adopt(key)
        grade_all(ledger, key)
        regrading = _compared(ledger, old, key, is_applied=not dry_run)
        if ledger.key_digest != digest_before:
            moves = ((it.student, it.before, it.after, it.why) for it in regrading.moves)
            keep_regrade(ledger, digest_before, moves)
    return regrading


def told_of_regrading(regrading: Regrading) -> Iterator[str]:
    """Say how many move, for what, and what that does to the mean."""
    count = len(regrading.moves)
    verb = "moved" if regrading.is_applied else "would move"
    yield f"{count:,} of {counted(regrading.students, 'student')} with a grade {verb}."
    means_told = map(told_points, (regrading.mean_before, regrading.mean_after))
    yield "Mean: {} before, {} after.".format(*means_told)
    if regrading.marks_to_repeat:
        waiting = counted(regrading.marks_to_repeat, "mark")
        yield f"The new rubric has no place for {waiting}: to be given again."
    for cause, students in sorted(regrading.causes.items()):
        yield f"  {students:>7,}  {_CAUSES[cause]}"


def told_points(points: float | None) -> str:
    """Say how many points, or that there is no grade.

    Examples
    --------
    >>> told_points(19.5), told_points(None)
    ('19.50', 'no grade')
    """
    return "no grade" if points is None else f"{points:.2f}"


def _compared(ledger: Ledger, old: Key, new: Key, *, is_applied: bool) -> Regrading:
    moves = []
    for student, name, was, is_ in moved_grades(ledger):
        changes = tuple(_changes(ledger, (old, was), (new, is_), student))
        moves.append(Move(student, name, was.points, is_.points, changes))
    mean_before, mean_after, students = means(ledger)
    repeat = _marks_to_repeat(ledger, old, new)
    return Regrading(students, tuple(moves), mean_before, mean_after, repeat, is_applied)


_Graded = tuple[Key, KeptGrade]


def _changes(ledger: Ledger, was: _Graded, now_is: _Graded, student: str) -> Iterator[Change]:
    (old, before), (new, after) = was, now_is
    if before.file is None or after.file is None:
        yield _gained_or_lost(ledger, student, after)
        return
    if before.file != after.file:
        yield Change("", "file", f"Another file counts: {path_of_file(ledger, after.file)}.")
    if before.late_share != after.late_share:
        told = f"The late rule takes {after.late_share:.0%} instead of {before.late_share:.0%}."
        yield Change("", "late", told)
    for what, worth_before, worth_after in (
        ("positions", old.position_points, new.position_points),
        ("justifications", old.justification_points, new.justification_points),
    ):
        if worth_before != worth_after:
            told = f"The {what} are worth {worth_after:g} points instead of {worth_before:g}."
            yield Change("", "points", told)
    marks = ledger.marks_of(student)
    answers = tuple(_answers(ledger, key, side, marks) for key, side in (was, now_is))
    yield from _changed_rubric((old, answers[0]), (new, answers[1]))
    yield from _changed_answers((old, answers[0]), (new, answers[1]), marks)


def _gained_or_lost(ledger: Ledger, student: str, after: KeptGrade) -> Change:
    if after.file is not None:
        return Change("", "file", f"It has a grade now: {path_of_file(ledger, after.file)}.")
    return Change("", "file", f"Nothing counts any more. {last_reason(ledger, student)}".strip())


_Answers = tuple[Key, dict[str, GradedAnswer]]


def _changed_rubric(was: _Answers, now_is: _Answers) -> Iterator[Change]:
    """Say what another rubric does to every mark of a sheet that earned anything."""
    (old, before), (new, after) = was, now_is
    earning = {event for event, answer in before.items() if _earned(answer)}
    if old.rubric is None or not earning:
        return
    if new.rubric is None:
        told = "No rubric judges the justifications any more: their marks count for nothing."
        yield Change("", "marks", told)
    elif old.rubric.most != new.rubric.most and any(
        _earned(after[it]) for it in earning & {*after}
    ):
        told = f"A justification counts out of {new.rubric.most:g} instead of {old.rubric.most:g}."
        yield Change("", "marks", told)


def _earned(answer: GradedAnswer) -> float:
    return sum(answer.mark.points.values()) if answer.mark else 0


def _changed_answers(
    was: _Answers, now_is: _Answers, marks: Mapping[str, Mark]
) -> Iterator[Change]:
    (old, before), (new, after) = was, now_is
    for event in dict.fromkeys((*before, *after)):
        if event not in after:
            yield Change(event, "file", "It is on the sheet no longer.")
        elif event not in before:
            yield Change(event, "file", "It is on the sheet now.")
        else:
            if before[event].credit != after[event].credit:
                cause = _cause(old, new, event, after[event].position)
                told = f"{before[event].credit:g} becomes {after[event].credit:g}. "
                yield Change(event, cause, told + after[event].how)
            if event in marks:
                yield from _changed_mark(old, new, after[event], marks[event])


def _changed_mark(old: Key, new: Key, answer: GradedAnswer, mark: Mark) -> Iterator[Change]:
    """Say that a mark counts no longer, or that it does again."""
    if new.rubric is None:
        return
    counted, counts = (bool(key.rubric and fits(mark, key.rubric)) for key in (old, new))
    if counted and not counts:
        waits = "Its justification waits for a mark."
        left = "No justification is left to mark." if is_blank(answer.justification) else waits
        yield Change(answer.event, "marks", f"{_misfit(mark, new.rubric)} {left}")
    elif counts and not counted:
        given = sum(mark.points.values())
        how = f"The mark that it was given counts now: {given:g} of {new.rubric.most:g}."
        yield Change(answer.event, "marks", how)


def _misfit(mark: Mark, rubric: Rubric) -> str:
    """Say why a rubric has no place for a mark."""
    levels = points_given(rubric)
    for criterion, points in mark.points.items():
        if criterion not in levels:
            return f"The rubric's criterion {criterion!r} is gone."
        if points not in levels[criterion]:
            return f"In the rubric no level of {criterion!r} gives {points:g} any more."
    new = next(criterion for criterion in levels if criterion not in mark.points)
    return f"The rubric's criterion {new!r} is new."


def _cause(old: Key, new: Key, event: str, place: str | None) -> str:
    def set_by_hand(key: Key) -> list[float]:
        return [it.credit for it in key.overrides if (it.event, it.position) == (event, place)]

    if set_by_hand(old) != set_by_hand(new):
        return "override"
    if old.rule is not new.rule:
        return "rule"
    return "key" if old.readings.get(event) != new.readings.get(event) else "file"


def _answers(
    ledger: Ledger, key: Key, side: KeptGrade, marks: Mapping[str, Mark]
) -> dict[str, GradedAnswer]:
    given = answers_of_file(ledger, side.file)
    answers = Scheme(key).answers(side.sheet or "", given, marks)
    return {answer.event: answer for answer in answers}


def _marks_to_repeat(ledger: Ledger, old: Key, new: Key) -> int:
    """Count the marks that counted by the old rubric, and cannot by the new one.

    Those of texts that no sheet holds any more need not be given again.
    """
    if old.rubric is None or new.rubric is None or old.rubric == new.rubric:
        return 0
    repeated = 0
    for student, grade in marked_grades(ledger):
        marks = ledger.marks_of(student)
        answers = _answers(ledger, new, grade, marks)
        repeated += sum(
            fits(mark, old.rubric) and not fits(mark, new.rubric)
            for event, mark in marks.items()
            if event in answers and not is_blank(answers[event].justification)
        )
    return repeated
