"""Marking in a table: out to a spreadsheet, and back without reverting what was given since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hedgelab.desk.grading.justifications import (
    Justification,
    MarkingError,
    code_of,
    current,
    justifications,
    older_codes,
    rubric_of,
    told_mark,
    told_points,
)
from hedgelab.desk.grading.outcomes import grade_student
from hedgelab.desk.ledger.marks import KeptMark, last_mark
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import Criterion, Key, Rubric
from hedgelab.desk.model.marks_table import AFTER, BEFORE, NUMBER, RESERVED, WHO
from hedgelab.desk.model.records import Mark
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.spreadsheets import Row, plain_cell, read_rows, safe_cell, write_rows


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a table of marks.

    Attributes
    ----------
    given, unchanged, empty : int
        Rows whose mark was kept, rows whose mark is on record already, rows without one.
    refused : tuple of str
        Rows that say something that cannot be: which, why, and what to write.
    conflicts : tuple of str
        Rows that were left, for a mark on record is newer than the table; or that were taken
        all the same, where this was asked for.
    """

    given: int
    unchanged: int
    empty: int
    refused: tuple[str, ...]
    conflicts: tuple[str, ...] = ()


def export_marks(
    ledger: Ledger, path: Path, *, replace: bool = False, sections: Sequence[str] = ()
) -> int:
    """Write a table to mark in a spreadsheet; give how many justifications it holds.

    Parameters
    ----------
    ledger : Ledger
        Whose justifications.
    path : Path
        Where to.
    replace : bool
        Whether to write over a file that is there.
    sections : sequence of str
        The sections of the class whose justifications are wanted; without any, all.

    Raises
    ------
    MarkingError
        If the assignment has no rubric, or the file is there: somebody may have marked in it.
    SectionError
        If there is no such section.
    """
    rubric = _rubric_in_columns(ledger)
    if path.exists() and not replace:
        raise MarkingError(
            f"{path}: is there already, and may hold marks that are in no gradebook yet: take "
            f"them with 'hedgelab mark {ledger.path.parent} --import {path}', name another file, "
            "or write over this one with --replace"
        )
    ids = [criterion.id for criterion in rubric.criteria]
    found = justifications(ledger, sections)
    header = (*BEFORE, *ids, *AFTER, NUMBER)
    write_rows(path, header, (_row(ledger.key, ids, justification) for justification in found))
    return len(found)


def import_marks(
    ledger: Ledger, path: Path, marker: str = "", *, overrule: bool = False
) -> Imported:
    """Take the marks from a table, `export_marks`'s own or one with a column ``student``.

    A row without points is one that nobody has marked yet.  Rows that cannot be taken are
    named, and the others count.  A mark on record that the row did not come with is newer than
    the table: it stays, and the row is named.  So is it where a table does not say what its
    rows came with.

    Parameters
    ----------
    ledger : Ledger
        Where the marks go.
    path : Path
        The table.
    marker : str
        Who marked, where the table does not say.
    overrule : bool
        Whether the table counts all the same where a mark on record is newer.

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
            f"{path}: row 1: has no column {told}: take the table that the export writes, which "
            "has all of them"
        )
    reader = _Reader(ledger, columns, who, marker=marker, overrule=overrule)
    return reader.take(path, table.rows)


def _rubric_in_columns(ledger: Ledger) -> Rubric:
    """Give the rubric in force, if each criterion can have a column of its own."""
    rubric = rubric_of(ledger)
    for criterion in rubric.criteria:
        # Rubrics with such an id are refused today, but an older key may still hold one.
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
        self,
        ledger: Ledger,
        columns: Mapping[str, int],
        who: str,
        *,
        marker: str,
        overrule: bool,
    ) -> None:
        self._ledger, self._rubric = ledger, rubric_of(ledger)
        self._columns, self._who, self._marker = columns, who, marker
        self._overrule = overrule
        self._seen: dict[tuple[str, str], int] = {}
        self._known = {
            told: enrolled.id
            for enrolled in ledger.students()
            for told in self._names_of(enrolled.id)
        }

    def _names_of(self, student: str) -> tuple[str, ...]:
        if self._who == "student":
            return (folded_id(student),)
        older = older_codes(self._ledger.key.assignment, student)
        return (code_of(self._ledger, student), *older)

    def take(self, path: Path, rows: Sequence[Row]) -> Imported:
        taken: list[tuple[Justification, Mark]] = []
        unchanged, empty = 0, 0
        refused, conflicts = [], []
        # One transaction: nobody else's mark can come between the comparison and the writing.
        with self._ledger.transaction():
            for row in rows:
                try:
                    read = self._read(row)
                except _RefusedError as error:
                    refused.append(f"{path}: row {row.number}, {error}")
                    continue
                if read is None:
                    empty += 1
                    continue
                newer = self._newer(row, *read)
                if _same(newer.mark if newer else read[0].mark, read[1], by_any=bool(newer)):
                    unchanged += 1
                    continue
                if newer is not None:
                    conflicts.append(f"{path}: row {row.number}, {self._conflict(*read, newer)}")
                if newer is None or self._overrule:
                    taken.append(read)
            for justification, mark in taken:
                self._ledger.keep_mark(justification.student, justification.event, mark)
            for student in dict.fromkeys(justification.student for justification, _ in taken):
                grade_student(self._ledger, self._ledger.key, student)
        return Imported(len(taken), unchanged, empty, tuple(refused), tuple(conflicts))

    def _newer(self, row: Row, justification: Justification, mark: Mark) -> KeptMark | None:
        """Give the mark on record that is newer than the table, or may be; None for none."""
        last = last_mark(self._ledger, justification.student, justification.event)
        came_with = self._cell(row, NUMBER)
        if last is None or came_with == str(last.number):
            return None
        if not last.mark.points:
            # Its markers differ, so that nothing counts: it waits for just this.
            return None
        current_text = digest_of(justification.text)
        if not came_with and last.mark.text_digest != current_text == mark.text_digest:
            # The last mark was for an older text, and this row marks the present one.
            return None
        return last

    def _conflict(self, justification: Justification, mark: Mark, newer: KeptMark) -> str:
        what = f"{justification.event} of {justification.code}"
        end = "the table's counts now, as you asked" if self._overrule else "it was left"
        return (
            f"{what}: on record is {told_mark(newer)}, newer than this table, which says "
            f"{told_points(mark)}: {end}"
        )

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
        student = self._known.get(folded_id(told))
        if student is None:
            raise _RefusedError(
                f"column {self._who}: nobody has {told!r}: copy it from the table that was exported"
            )
        justification = current(self._ledger, student, event)
        if justification is None:
            raise _RefusedError(
                f"column event: the sheet of {told!r} that counts has no event {event!r}: copy "
                "it from the table that was exported"
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


def _same(given: Mark | None, mark: Mark, *, by_any: bool) -> bool:
    if given is None:
        return False
    # Compare as the table shows it: a cell cannot hold a line break, for one.
    comment = plain_cell(str(safe_cell(given.comment)).strip())
    return (dict(given.points), comment, given.text_digest) == (
        dict(mark.points),
        mark.comment,
        mark.text_digest,
    ) and (by_any or given.marker == mark.marker)


def _row(key: Key, ids: Sequence[str], it: Justification) -> Sequence[str]:
    # A mark given before the text changed is left out, so that the text is marked again.
    mark = None if it.waits else it.mark
    points = (f"{mark.points[criterion]:g}" if mark else "" for criterion in ids)
    words = (mark.comment, mark.marker) if mark else ("", "")
    title = str(key.events[it.event].get("title", ""))
    who = (it.code, it.event, title, it.position or "", it.text)
    return (*who, *points, *words, digest_of(it.text), str(it.number))
