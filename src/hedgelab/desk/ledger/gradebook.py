"""What the ledger tells: the graded sheets, the files and what became of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from hedgelab.desk.ledger.decisions import standing_from
from hedgelab.desk.ledger.resolved import REPLACED, last_unresolved, why_resolved
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.decisions import Decision
from hedgelab.desk.model.found import by_event, listed
from hedgelab.desk.model.points import Scheme
from hedgelab.desk.model.records import GradedAnswer, GradedSheet, Receipt
from hedgelab.desk.model.roster import Enrolled
from hedgelab.desk.model.sections import is_in
from hedgelab.desk.model.standing import Settled
from hedgelab.desk.model.statuses import Status

NO_LONGER_THERE = "It was not among the files of the last run; what it held is kept."
_NO_FILE = "No file came from this student."


class IntakeLine(NamedTuple):
    """What became of one file, or of one student from whom none came.

    Attributes
    ----------
    student : str
        Id, or empty where it is not known whose the file is.
    needs_attention : bool
        Whether a person should look, also where nothing tells for sure which of two files came
        last.  What was resolved since needs nobody, and the reason says how.
    received, clock : str
        As in `hedgelab.desk.model.records.Receipt`.
    sections : tuple of str
        The sections of the class that the student is in.
    file : int
        The number of the file; 0 for a student from whom none came.
    """

    path: str
    student: str
    status: Status
    needs_attention: bool
    reason: str
    received: str = ""
    clock: str = ""
    notes: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    file: int = 0

    @property
    def is_file_to_look_at(self) -> bool:
        """Whether it is a file, and not somebody from whom none came, that needs a person."""
        return bool(self.path) and self.needs_attention


def graded_sheets(
    ledger: Ledger, *, with_answers: bool = True, sections: Sequence[str] = ()
) -> Iterator[GradedSheet]:
    """Give every student's grade, in the order of the roster; one at a time is in memory.

    Parameters
    ----------
    ledger : Ledger
        Whose grades.
    with_answers : bool
        Whether to give the answers too, which takes time.
    sections : sequence of str
        Those of the class that are asked for; all of it where none is.

    Raises
    ------
    SectionError
        If there is no such section.
    """
    wanted = ledger.sections().named(sections)
    teller = _Teller(ledger)
    answers = "answers" if with_answers else "''"
    for row in ledger.rows(f"SELECT {answers}, {_GRADES} ORDER BY students.place, students.id"):
        sheet = teller.sheet(row)
        if is_in(sheet.sections, wanted):
            yield sheet


def graded_sheet(ledger: Ledger, student: str) -> GradedSheet | None:
    """Give the grade of one student, or None where no such student is known."""
    row = ledger.row(f"SELECT answers, {_GRADES} WHERE students.id = ?", (student,))
    return _Teller(ledger).sheet(row) if row else None


def graded_students(
    ledger: Ledger, sections: Sequence[str] = (), *, with_answers: bool = False
) -> list[tuple[Enrolled, GradedSheet]]:
    """Give every student with their grade, in the order of the roster.

    Of some sections, the others are there without a grade: whose a row of a gradebook is can be
    told by the ids of all alone.
    """
    wanted = ledger.sections().named(sections)
    pairs = zip(ledger.students(), graded_sheets(ledger, with_answers=with_answers), strict=True)
    return [
        (it, sheet if is_in(it.sections, wanted) else GradedSheet(it.id, *_NO_GRADE))
        for it, sheet in pairs
    ]


_NO_GRADE = ("", "", Status.MISSING)


def recomputed(ledger: Ledger, student: str) -> float | None:
    """Compute a student's points anew from the answers, the marks and the key of the grade.

    It is None where the student has no grade, and else what the ledger holds.
    """
    row = ledger.row(
        "SELECT grades.key, grades.sheet, late_share, answers FROM grades "
        "JOIN files ON files.id = grades.file WHERE student = ?",
        (student,),
    )
    if row is None:
        return None
    digest, sheet, late_share, answers = row
    key = ledger.key if digest == ledger.key_digest else ledger.key_of(digest)
    return Scheme(key).points(sheet, by_event(answers), ledger.marks_of(student), late_share).total


def intake(ledger: Ledger, sections: Sequence[str] = ()) -> Iterator[IntakeLine]:
    """Give what became of every file, in the order of their names, then who is missing.

    Of some sections, these are the files of their students, and those of which it is not known
    whose they are.
    """
    wanted = ledger.sections().named(sections)
    of_students = ledger.sections_of_students()
    for line in _whole_intake(ledger):
        named = of_students.get(line.student, ())
        if not line.student or is_in(named, wanted):
            yield line._replace(sections=named) if named else line


def _whole_intake(ledger: Ledger) -> Iterator[IntakeLine]:
    query = (
        "SELECT files.id, path, coalesce(outcomes.student, ''), outcomes.status, outcomes.reason, "
        "received, clock, outcomes.notes, unsure, present, NOT present AND EXISTS (SELECT 1 FROM "
        "files AS newer WHERE newer.path = files.path AND newer.present) "
        "FROM files JOIN outcomes ON outcomes.file = files.id ORDER BY path, files.id"
    )
    for file, path, student, told, reason, received, clock, *about in ledger.rows(query):
        notes, unsure, present, replaced = about
        status = Status(told)
        needs_attention = status.needs_attention or bool(unsure)
        resolved = why_resolved(ledger, file) if needs_attention else ""
        more = () if present else (REPLACED if replaced else NO_LONGER_THERE,)
        if resolved and status.needs_attention:
            # The first reason asks for what was done since.
            reason, more = resolved, (f"Before: {reason}",)  # noqa: PLW2901
        yield IntakeLine(
            *(path, student, status, needs_attention and not resolved, reason, received, clock),
            (*listed(notes), *more),
            file=file,
        )
    decided = {student: (status, told) for student, status, told in ledger.rows(_DECIDED)}
    for student in ledger.students_without_grade():
        if student in decided:
            status, told = Status(decided[student][0]), standing_from(decided[student][1])
            reason = f"By decision, {' and '.join(it.signed for it in told)}."
            yield IntakeLine("", student, status, False, reason)
        elif last_unresolved(ledger, student) is None:
            yield IntakeLine("", student, Status.MISSING, True, _NO_FILE)


_DECIDED = "SELECT student, status, decisions FROM decided WHERE status <> ''"


def needing_attention(ledger: Ledger, sections: Sequence[str] = ()) -> Iterator[IntakeLine]:
    """Give the files that a person should look at, of the class or as `intake` of sections."""
    return (line for line in intake(ledger, sections) if line.is_file_to_look_at)


class Tally(NamedTuple):
    """How many students there are, how many have a grade, and how many a provisional one."""

    students: int
    graded: int
    to_mark: int


def tally(ledger: Ledger) -> Tally:
    """Count the students and the grades."""
    row = ledger.row(
        "SELECT (SELECT count(*) FROM students), count(points), coalesce(sum(provisional), 0) "
        "FROM final_points"
    )
    return Tally(*(row or (0, 0, 0)))


def mostly_answered(ledger: Ledger) -> tuple[str, int]:
    """Give the other assignment that most of the files answer which are there, and their number."""
    row = ledger.row(
        "SELECT files.assignment, count(*) AS answering FROM files "
        "JOIN outcomes ON outcomes.file = files.id WHERE outcomes.status = ? AND files.present "
        "GROUP BY files.assignment ORDER BY answering DESC LIMIT 1",
        (Status.WRONG_ASSIGNMENT,),
    )
    return (row[0], row[1]) if row else ("", 0)


class Seen(NamedTuple):
    """A file of one student, with its digest, what became of it, and when it first came."""

    path: str
    file: str
    status: str
    reason: str
    first_seen: str


def seen_of(ledger: Ledger, student: str) -> list[Seen]:
    """Give all files of one student, in the order in which they came."""
    rows = ledger.rows(
        "SELECT path, digest, outcomes.status, outcomes.reason, first_seen FROM outcomes "
        "JOIN files ON files.id = outcomes.file WHERE student = ? ORDER BY files.id",
        (student,),
    )
    return list(map(Seen._make, rows))


_GRADES = (
    "students.id, students.name, students.email, students.sections, outcomes.status, "
    "outcomes.reason, outcomes.notes, received, clock, grades.sheet, position_points, "
    "justification_points, late_share, late_how, grades.points, to_mark, path, files.digest, "
    "files.sheet, readings_digest, rule_digest, decided.status, decided.points, decided.final, "
    "decided.decisions FROM students LEFT JOIN decided ON decided.student = students.id "
    "LEFT JOIN grades ON grades.student = students.id "
    "LEFT JOIN outcomes ON outcomes.file = grades.file "
    "LEFT JOIN files ON files.id = grades.file LEFT JOIN keys ON keys.digest = grades.key"
)


def _as_decided(sheet: GradedSheet, end: Settled, decisions: tuple[Decision, ...]) -> GradedSheet:
    """Give a student's grade as decisions leave it, with what was computed beside it."""
    computed = sheet.points if sheet.status.counts else None
    shown = end.status is None
    return replace(
        sheet,
        status=end.status or sheet.status,
        answers=sheet.answers if shown else (),
        points=end.points or 0.0,
        to_mark=0 if end.is_final else sheet.to_mark,
        computed=computed,
        decisions=decisions,
        # Why the file does not count is no matter now.
        notes=sheet.notes if shown else (),
    )


class _Teller:
    """Tells the grades of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._scheme = Scheme(ledger.key)
        self._any_marks = ledger.key.rubric is not None and ledger.has_marks()

    def sheet(self, row: tuple[Any, ...]) -> GradedSheet:
        """Give a student's grade from the columns ``answers`` and `_GRADES`."""
        *computed, decided, points, is_final, decisions = row
        sheet = self._computed(computed)
        if decisions is None:
            return sheet
        return _as_decided(
            sheet,
            Settled(Status(decided) if decided else None, points, bool(is_final)),
            standing_from(decisions),
        )

    def _computed(self, row: Sequence[Any]) -> GradedSheet:
        """Give the grade that was computed."""
        answers, student, name, email, kept, told, reason, notes, received, clock, *grade = row
        sections = listed(kept)
        if told is None:
            return self._without_grade(student, name, email, sections)
        sheet, for_positions, for_reasons, late_share, late_how, points, to_mark, *origin = grade
        path, file, answered, readings, rule = origin
        status = Status(told)
        told_notes = listed(notes)
        return GradedSheet(
            student=student,
            name=name,
            email=email,
            status=status,
            answers=self._answers(student, sheet, answers) if answers else (),
            position_points=for_positions,
            justification_points=for_reasons,
            late_share=late_share,
            late_how=late_how,
            points=points,
            to_mark=to_mark,
            notes=(reason, *told_notes) if status is Status.OTHER_VERSION else told_notes,
            receipt=Receipt(path, file, answered or sheet, readings, rule, received, clock),
            sections=sections,
        )

    def _answers(self, student: str, sheet: str, answers: str) -> tuple[GradedAnswer, ...]:
        marks = self._ledger.marks_of(student) if self._any_marks else {}
        return self._scheme.answers(sheet, by_event(answers), marks)

    def _without_grade(
        self, student: str, name: str, email: str, sections: tuple[str, ...]
    ) -> GradedSheet:
        """Tell what became of the last file of a student from whom nothing counts."""
        row = last_unresolved(self._ledger, student)
        status, notes = (Status(row[0]), (row[1],)) if row else (Status.MISSING, ())
        return GradedSheet(student, name, email, status, notes=notes, sections=sections)
