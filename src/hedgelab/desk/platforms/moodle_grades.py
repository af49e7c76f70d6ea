"""Moodle's grading worksheet, filled in: only the grades change.

Moodle matches a row by its identifier, takes a grade that is not above the maximum, and passes over
the others without a word (``mod/assign/feedback/offline/importgradeslib.php``).  It wants the
titles as it wrote them.  So a worksheet is never written anew.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.model.roster import Enrolled, Roster, RosterError, roster_of
from hedgelab.desk.model.roster_titles import numbered
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.filling import Filling, amount, keep_original
from hedgelab.desk.platforms.moodle_worksheet import Worksheet
from hedgelab.desk.platforms.platform import Filled, GradebookError
from hedgelab.desk.platforms.raw_tables import RawTable
from hedgelab.desk.text.spreadsheets import SpreadsheetError, number, table_of
from hedgelab.desk.text.visible import visible
from hedgelab.whole_files import write_changed

_NO = frozenset(("no", "nein", "non", "нет", "hayır", "xeyr", "não", "nie"))
_DOWNLOAD = (
    "in Moodle, open the assignment, choose Download grading worksheet, and give that file with "
    "--into"
)


def fill_worksheet(
    key: Key,
    graded: Sequence[tuple[Enrolled, GradedSheet]],
    into: Path,
    out: Path,
    *,
    column: str = "",
    replace: bool = False,
) -> Filled:
    """Put the points into the grades of a worksheet that Moodle wrote, in whatever language.

    Parameters
    ----------
    key : Key
        Of the assignment.
    graded : sequence of tuple
        Every student with their grade.
    into : Path
        The worksheet as Moodle wrote it.
    out : Path
        Where to write the filled one.
    column : str
        The title of the column for grades, where it is not clear.
    replace : bool
        Whether to overwrite other grades that stand there.

    Raises
    ------
    GradebookError
        If this is no such worksheet, or two rows are one student's.
    """
    keep_original(into, out, "the worksheet")
    book = _Book(into, column)
    owners = _Owners(graded)
    filling = Filling(into, replace)
    left: list[str] = []
    for row, theirs, there, is_locked in book.students():
        sheet, doubt = owners.sheet_of(theirs)
        if doubt:
            left.append(f"Row {row}: {doubt}: look which it is. It was left.")
        if sheet is not None and sheet.status is Status.EXCUSED and there:
            left.append(f"{sheet.student}: is excused, and Moodle has {there}: empty it there.")
        if sheet is None or not sheet.has_grade:
            continue
        filling.found(sheet.student, row)
        ours = number(sheet.points)
        if amount(there) == Decimal(ours):
            filling.same += 1
        elif is_locked:
            left.append(f"{sheet.student}: Moodle has locked the grade, and would pass it over.")
        elif book.maximum is not None and Decimal(ours) > book.maximum:
            most = number(float(book.maximum))
            left.append(
                f"{sheet.student}: {ours} is above Moodle’s maximum of {most}, and would be passed "
                "over."
            )
        elif filling.takes(sheet, there, ours):
            book.put(row, ours)
    write_changed(out, book.content())
    maximum = "" if book.maximum is None else number(float(book.maximum))
    return filling.filled(
        book.column,
        (it.student for _, it in graded if it.has_grade),
        "" if maximum == number(key.points) else maximum,
        left,
    )


class _Book:
    """A worksheet: what it says, and each cell as it stands."""

    def __init__(self, path: Path, wanted: str) -> None:
        try:
            table = table_of(path.read_bytes(), str(path))
            people = roster_of(table, str(path)).students
        except (SpreadsheetError, RosterError) as error:
            raise GradebookError(f"{error}. It is no grading worksheet: {_DOWNLOAD}") from None
        self._sheet = Worksheet(table)
        if path.read_bytes().startswith(b"PK") or not self._sheet.is_one:
            raise GradebookError(
                f"{path}: is no grading worksheet as Moodle writes it: {_DOWNLOAD}"
            )
        self._known = {given: it for it in people for given in (it.id, *it.ids)}
        self._raw = RawTable(path)
        self._rows = dict(self._raw.rows())
        self._place = self._place_of_grades(path, wanted)
        self.column = table.header[self._place]

    def _place_of_grades(self, path: Path, wanted: str) -> int:
        header = self._sheet.table.header
        if wanted:
            if wanted not in header:
                titles = ", ".join(map(visible, header))
                raise GradebookError(f"{path}: row 1: has no column {wanted!r}; there are {titles}")
            return header.index(wanted)
        # Moodle puts the maximum right behind the grade.
        place = self._sheet.maximum
        if place is None or place == 0:
            raise GradebookError(
                f"{path}: row 1: which column is for grades is not clear: name it with --column"
            )
        if any(amount(row.cells[place]) is None for row in self._sheet.table.rows):
            raise GradebookError(
                f"{path}: its column {visible(header[place])} holds no numbers: this assignment is "
                "graded by a scale, and points cannot be put into it: set its grade type to Point"
            )
        return place - 1

    @property
    def maximum(self) -> Decimal | None:
        """The most that Moodle takes."""
        place = self._sheet.maximum
        cells = {row.cells[place] for row in self._sheet.table.rows} if place is not None else set()
        return amount(cells.pop()) if len(cells) == 1 else None

    def students(self) -> Iterator[tuple[int, Enrolled, str, bool]]:
        """Give each row: its number, who it is, the grade there, and whether that is locked."""
        for row in self._sheet.table.rows:
            student = self._known.get(numbered(row.cells[0]))
            if student is not None and row.number in self._rows:
                locked = self._sheet.cell(row, self._sheet.changeable).casefold() in _NO
                yield row.number, student, row.cells[self._place], locked

    def put(self, row: int, points: str) -> None:
        """Put points into a row, with the decimal sign that Moodle writes."""
        place = self._sheet.maximum
        cells = self._rows[row]
        written = self._raw.cell(cells, place) if place is not None else ""
        sign = "," if "," in written else "."
        told = points.replace(".", sign)
        self._raw.put(cells, self._place, f'"{told}"' if self._raw.separator in told else told)

    def content(self) -> bytes:
        """Give the whole file."""
        return self._raw.content()


class _Owners:
    """Tells whose grade belongs into a row: no sign in it may speak for somebody else."""

    def __init__(self, graded: Sequence[tuple[Enrolled, GradedSheet]]) -> None:
        self._roster = Roster(tuple(student for student, _ in graded))
        self._sheets = {student.id: sheet for student, sheet in graded}

    def sheet_of(self, theirs: Enrolled) -> tuple[GradedSheet | None, str]:
        """Give the sheet of the student whose row it is, and why it is not clear."""
        found: dict[str, Enrolled] = {}
        for given in (theirs.id, *theirs.ids, theirs.email):
            own = self._roster.by_id(given)
            for student in (own,) if own else self._roster.by_other_id(given) if given else ():
                found[student.id] = student
        if len(found) > 1:
            return None, f"its ids are those of {' and '.join(map(visible, sorted(found)))}"
        named = self._roster.by_name(theirs.name) if theirs.name else ()
        if not found:
            # An id of the university's that nobody has is a stranger's.
            own_ids = [it for it in (theirs.id, *theirs.ids) if not _is_moodles(it)]
            if len(named) == 1 and not own_ids and self._roster.is_spelt_so(named[0], theirs.name):
                return self._sheets[named[0].id], ""
            return None, ""
        (student,) = found.values()
        if named and student not in named:
            return None, (
                f"its ids are those of {visible(student.id)}, and its name is that of "
                f"{' or '.join(visible(it.id) for it in named)}"
            )
        return self._sheets[student.id], ""


def _is_moodles(given: str) -> bool:
    return "@" in given or given.startswith("Participant ")
