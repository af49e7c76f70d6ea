"""Marking the justifications by the rubric, without knowing whose they are.

They come event by event, and within an event in an order that is always the same and has
nothing to do with the roster's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from hedgelab.desk.grading.outcomes import grade_student
from hedgelab.desk.ledger.gradebook import graded_sheet, graded_sheets
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import Criterion, Key, Rubric
from hedgelab.desk.model.marks_table import AFTER, BEFORE, RESERVED, WHO
from hedgelab.desk.model.records import GradedAnswer, Mark
from hedgelab.desk.text.spreadsheets import Row, plain_cell, read_rows, safe_cell, write_rows
from hedgelab.desk.text.visible import is_blank

_CODE_LENGTH = 12


class MarkingError(ValueError):
    """What stops marking as a whole; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Justification:
    """One text to mark.

    Attributes
    ----------
    code : str
        Stands for the student where nobody should see who it is.
    position : str or None
        Where the student placed the event.
    mark : Mark or None
        What it was given so far; stale where the text was another one then.
    """

    student: str
    code: str
    event: str
    position: str | None
    text: str
    mark: Mark | None

    @property
    def waits(self) -> bool:
        """Whether it has no mark, or one that judged another text."""
        return self.mark is None or self.mark.is_stale


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a table of marks.

    Attributes
    ----------
    given, unchanged, empty : int
        Rows whose mark was kept, rows whose mark is on record already, rows without one.
    refused : tuple of str
        Rows that say something that cannot be: which, why, and what to write.
    """

    given: int
    unchanged: int
    empty: int
    refused: tuple[str, ...]


def rubric_of(ledger: Ledger) -> Rubric:
    """Give the rubric in force.

    Raises
    ------
    MarkingError
        If the assignment has none.
    """
    rubric = ledger.key.rubric
    if rubric is None:
        raise MarkingError(
            f"{ledger.path.parent}: the assignment {ledger.key.assignment!r} has no rubric, so "
            "there is nothing to mark: name one in the assignment file, write the handout "
            "again, and run 'hedgelab regrade' with the new key"
        )
    return rubric


def code_of(assignment: str, student: str) -> str:
    """Give what stands for a student in a table of marks.

    It hides a name from a marker's eye.  Who has the roster could compute it, too.

    Examples
    --------
    >>> code_of("deeds-1993-2000", "s1234567")
    'ccb2803c40fb7'
    """
    digest = sha256(f"{assignment}\n{student}".encode()).hexdigest()[:_CODE_LENGTH]
    # Spreadsheets take 123456789012 and 5e6917 for numbers; with a letter first they take none.
    return f"c{digest}"


def justifications(ledger: Ledger) -> list[Justification]:
    """Give every justification that was written, or was marked and is gone, in marking order."""
    key = ledger.key
    places = {event: place for place, event in enumerate(key.readings)}
    found = [
        _justification(key, sheet.student, answer)
        for sheet in graded_sheets(ledger)
        for answer in sheet.answers
        if not is_blank(answer.justification) or (answer.mark and answer.mark.is_stale)
    ]
    return sorted(found, key=lambda it: (places[it.event], digest_of(it.event + it.code)))


def current(ledger: Ledger, student: str, event: str) -> Justification | None:
    """Give a justification as it stands now."""
    sheet = graded_sheet(ledger, student)
    for answer in sheet.answers if sheet else ():
        if answer.event == event:
            return _justification(ledger.key, student, answer)
    return None


def give_mark(ledger: Ledger, justification: Justification, mark: Mark) -> None:
    """Keep a mark, and the student's new points with it, at once."""
    with ledger.transaction():
        ledger.keep_mark(justification.student, justification.event, mark)
        grade_student(ledger, ledger.key, justification.student)


def export_marks(ledger: Ledger, path: Path, *, replace: bool = False) -> int:
    """Write a table to mark in a spreadsheet; give how many justifications it holds.

    Parameters
    ----------
    ledger : Ledger
        Whose justifications.
    path : Path
        Where to.
    replace : bool
        Whether to write over a file that is there.

    Raises
    ------
    MarkingError
        If the assignment has no rubric, or the file is there: somebody may have marked in it.
    """
    rubric = _rubric_in_columns(ledger)
    if path.exists() and not replace:
        raise MarkingError(
            f"{path}: is there already, and may hold marks that are in no gradebook yet: take "
            f"them with 'hedgelab mark {ledger.path.parent} --import {path}', name another file, "
            "or write over this one with --replace"
        )
    ids = [criterion.id for criterion in rubric.criteria]
    found = justifications(ledger)
    header = (*BEFORE, *ids, *AFTER)
    write_rows(path, header, (_row(ledger.key, ids, justification) for justification in found))
    return len(found)


def import_marks(ledger: Ledger, path: Path, marker: str = "") -> Imported:
    """Take the marks from a table, `export_marks`'s own or one with a column ``student``.

    A row without points is one that nobody has marked yet.  Rows that cannot be taken are
    named, and the others count.

    Parameters
    ----------
    ledger : Ledger
        Where the marks go.
    path : Path
        The table.
    marker : str
        Who marked, where the table does not say.

    Raises
    ------
    MarkingError
        If the assignment has no rubric, or the table lacks a column.
    """
    rubric = _rubric_in_columns(ledger)
    table = read_rows(path)
    columns = {name.strip().lower(): place for place, name in enumerate(table.header)}
    who = next((name for name in WHO if name in columns), None)
    wanted = ["event", *(criterion.id for criterion in rubric.criteria)]
    missing = [name for name in wanted if name.lower() not in columns]
    if who is None or missing:
        told = ", ".join(map(repr, [*([] if who else WHO[:1]), *missing]))
        raise MarkingError(
            f"{path}: row 1: has no column {told}: 'hedgelab mark {ledger.path.parent} --export "
            "FILE' writes a table with all of them"
        )
    return _Reader(ledger, columns, who, marker=marker).take(path, table.rows)


def _rubric_in_columns(ledger: Ledger) -> Rubric:
    """Give the rubric in force, if each criterion can have a column of its own."""
    rubric = rubric_of(ledger)
    for criterion in rubric.criteria:
        # No rubric is read with such an id any more, but a key may be older than that.
        if criterion.id in RESERVED:
            raise MarkingError(
                f"{ledger.path.parent}: the rubric's criterion {criterion.id!r} is called like a "
                "column that every table of marks has: mark in the terminal, or give it another "
                "id, write the handout again, and run 'hedgelab regrade' with the new key"
            )
    return rubric


class _RefusedError(ValueError):
    """A row that cannot be taken."""


class _Reader:
    """Takes the rows of one table of marks."""

    def __init__(
        self, ledger: Ledger, columns: Mapping[str, int], who: str, *, marker: str
    ) -> None:
        self._ledger, self._rubric = ledger, rubric_of(ledger)
        self._columns, self._who, self._marker = columns, who, marker
        self._seen: dict[tuple[str, str], int] = {}
        self._known = {
            told: enrolled.id
            for enrolled in ledger.students()
            for told in self._names_of(enrolled.id)
        }

    def _names_of(self, student: str) -> tuple[str, ...]:
        if self._who == "student":
            return (student,)
        code = code_of(self._ledger.key.assignment, student)
        # Tables that are out already may hold codes without the letter before them.
        return code, code[1:]

    def take(self, path: Path, rows: Sequence[Row]) -> Imported:
        taken: list[tuple[Justification, Mark]] = []
        unchanged, empty = 0, 0
        refused = []
        for row in rows:
            try:
                read = self._read(row)
            except _RefusedError as error:
                refused.append(f"{path}: row {row.number}, {error}")
                continue
            if read is None:
                empty += 1
            elif _same(read[0].mark, read[1]):
                unchanged += 1
            else:
                taken.append(read)
        with self._ledger.transaction():
            for justification, mark in taken:
                self._ledger.keep_mark(justification.student, justification.event, mark)
            for student in dict.fromkeys(justification.student for justification, _ in taken):
                grade_student(self._ledger, self._ledger.key, student)
        return Imported(len(taken), unchanged, empty, tuple(refused))

    def _read(self, row: Row) -> tuple[Justification, Mark] | None:
        cells = [self._cell(row, criterion.id) for criterion in self._rubric.criteria]
        comment = self._cell(row, "comment")
        if not any(cells) and not comment:
            return None
        justification = self._whose(row)
        points = {
            criterion.id: _points(criterion, cell)
            for criterion, cell in zip(self._rubric.criteria, cells, strict=True)
        }
        marker = self._cell(row, "marker") or self._marker
        text = self._cell(row, "text") or digest_of(justification.text)
        return justification, Mark(points, comment, marker, text)

    def _whose(self, row: Row) -> Justification:
        told, event = self._cell(row, self._who), self._cell(row, "event")
        student = self._known.get(told)
        if student is None:
            raise _RefusedError(
                f"column {self._who}: nobody has {told!r}: copy it from the table of --export"
            )
        justification = current(self._ledger, student, event)
        if justification is None:
            raise _RefusedError(
                f"column event: the sheet of {told!r} that counts has no event {event!r}: copy "
                "it from the table that --export wrote"
            )
        first = self._seen.setdefault((student, event), row.number)
        if first != row.number:
            raise _RefusedError(f"column event: row {first} marks the same justification: keep one")
        return justification

    def _cell(self, row: Row, name: str) -> str:
        place = self._columns.get(name.lower())
        return row.cells[place].strip() if place is not None else ""


def _points(criterion: Criterion, cell: str) -> float:
    levels = [level.points for level in criterion.levels]
    told = ", ".join(f"{points:g}" for points in levels)
    if not cell:
        raise _RefusedError(f"column {criterion.id}: is empty: write one of {told}")
    try:
        points = float(cell.replace(",", "."))
    except ValueError:
        points = float("nan")
    if points not in levels:
        raise _RefusedError(f"column {criterion.id}: is {cell[:60]!r}: write one of {told}")
    return points


def _same(given: Mark | None, mark: Mark) -> bool:
    if given is None:
        return False
    # What a cell cannot hold, such as a line break, went on the way out.
    comment = plain_cell(str(safe_cell(given.comment)).strip())
    return (dict(given.points), comment, given.marker, given.text_digest) == (
        dict(mark.points),
        mark.comment,
        mark.marker,
        mark.text_digest,
    )


def _justification(key: Key, student: str, answer: GradedAnswer) -> Justification:
    code = code_of(key.assignment, student)
    return Justification(
        student, code, answer.event, answer.position, answer.justification, answer.mark
    )


def _row(key: Key, ids: Sequence[str], it: Justification) -> Sequence[str]:
    # Where the text has changed since, the row asks for a new mark, of the new text.
    mark = None if it.waits else it.mark
    points = (f"{mark.points[criterion]:g}" if mark else "" for criterion in ids)
    words = (mark.comment, mark.marker) if mark else ("", "")
    title = str(key.events[it.event].get("title", ""))
    who = (it.code, it.event, title, it.position or "", it.text)
    return (*who, *points, *words, digest_of(it.text))
