"""Moodle's grading worksheet, filled in: only grades and empty feedback comments change.

Moodle matches a row by its identifier, takes a grade that is not above the maximum, and passes over
the others without a word (``mod/assign/feedback/offline/importgradeslib.php``).  It wants the
titles as it wrote them.  So a worksheet is never written anew.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.model.roster import Enrolled, RosterError
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.comments import as_html, lines_of
from hedgelab.desk.platforms.filling import Filling, amount, keep_original
from hedgelab.desk.platforms.moodle_worksheet import NEVER, Worksheet
from hedgelab.desk.platforms.owners import Owners
from hedgelab.desk.platforms.platform import Filled, GradebookError
from hedgelab.desk.platforms.raw_tables import RawTable
from hedgelab.desk.text.pages import counted
from hedgelab.desk.text.platform_words import words_for
from hedgelab.desk.text.spreadsheets import SpreadsheetError, number, table_of
from hedgelab.desk.text.visible import visible
from hedgelab.whole_files import write_changed

_OWN_COMMENT = re.compile(r"<p>[0-9.]+ of [0-9.]+ points\.")
_NO = frozenset(it.casefold() for it in words_for("no"))
_DOWNLOAD = (
    "in Moodle, open the assignment, choose Download grading worksheet, and give that file with "
    "--into. Never import grades under Grades, Import there: that overrides every grade of the "
    "assignment, empty ones included, and locks it"
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
    owners = Owners(graded, book.people.values(), _is_moodles)
    filling = Filling(into, replace)
    left: list[str] = []
    for row, theirs in book.people.items():
        sheet, doubt = owners.sheet_of(theirs)
        if doubt:
            left.append(f"Row {row}: {doubt}: look which it is. It was left.")
        if sheet is not None:
            left += _fill_row(book, row, sheet, key, filling)
    write_changed(out, book.content())
    maximum = "" if book.maximum is None else number(float(book.maximum))
    notes = [book.told_of_comments()] if book.comments_put else []
    return filling.filled(
        book.column,
        (it.student for _, it in graded if it.has_grade),
        "" if maximum == number(key.points) else maximum,
        left,
        notes,
    )


def _fill_row(
    book: "_Book", row: int, sheet: GradedSheet, key: Key, filling: Filling
) -> Iterator[str]:
    """Fill what of a row is ours; say what Moodle would pass over."""
    there = book.grade(row)
    if sheet.status is Status.EXCUSED and there:
        yield f"{sheet.student}: is excused, and Moodle has {there}: empty it there."
    if not sheet.has_grade:
        return
    filling.found(sheet.student, row)
    ours = number(sheet.points)
    if amount(there) == Decimal(ours):
        filling.same += 1
    elif book.is_locked(row):
        yield f"{sheet.student}: Moodle has locked the grade, and would pass it over."
        return
    elif book.maximum is not None and Decimal(ours) > book.maximum:
        most = number(float(book.maximum))
        yield (
            f"{sheet.student}: {ours} is above Moodle’s maximum of {most}, and would be passed "
            "over."
        )
        return
    elif filling.takes(sheet, there, ours):
        book.put(row, ours)
        if when := book.graded_at(row):
            yield (
                f"{sheet.student}: was graded in Moodle before ({when}). Where Moodle has a later "
                "time than the worksheet, it passes the new grade over as modified more recently: "
                "tick its box for that only if you mean it."
            )
    else:
        return
    if not book.is_locked(row):
        book.comment(row, as_html(lines_of(key, sheet)), replace=filling.replace)


class _Book:
    """A worksheet: what it says, and each cell as it stands."""

    def __init__(self, path: Path, wanted: str) -> None:
        try:
            table = table_of(path.read_bytes(), str(path))
            self._sheet = Worksheet(table)
            people = self._sheet.people()
        except (SpreadsheetError, RosterError) as error:
            raise GradebookError(f"{error}. It is no grading worksheet: {_DOWNLOAD}") from None
        if path.read_bytes().startswith(b"PK") or not self._sheet.is_one:
            raise GradebookError(
                f"{path}: is no grading worksheet as Moodle writes it: {_DOWNLOAD}"
            )
        self._raw = RawTable(path)
        self._rows = dict(self._raw.rows())
        self._cells = {row.number: row.cells for row in table.rows}
        self.people = {row: it for row, it in people.items() if row in self._rows}
        self.comments_put = 0
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

    def grade(self, row: int) -> str:
        """Give the grade that stands in a row."""
        return self._cells[row][self._place]

    def is_locked(self, row: int) -> bool:
        """Whether Moodle says that the grade cannot be changed."""
        place = self._sheet.changeable
        return place is not None and self._cells[row][place].casefold() in _NO

    def graded_at(self, row: int) -> str:
        """Give when Moodle says that somebody graded this before, in its words."""
        place = self._sheet.graded
        told = self._cells[row][place] if place is not None else ""
        return "" if told == NEVER else told

    def comment(self, row: int, text: str, *, replace: bool) -> None:
        """Put feedback into a row, where the worksheet asks for comments and none stands.

        One that was put there before is overwritten with its grade; one that a person wrote never.
        """
        place = self._sheet.comments
        if place is None:
            return
        there = self._cells[row][place]
        if there == text or (there and not (replace and _OWN_COMMENT.match(there))):
            return
        self._raw.write(self._rows[row], place, text)
        self.comments_put += 1

    def told_of_comments(self) -> str:
        """Say how many comments were put in, and where."""
        place = self._sheet.comments
        assert place is not None
        title = visible(self._sheet.table.header[place])
        return f"{counted(self.comments_put, 'comment')} put into {title!r}."

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


def _is_moodles(given: str) -> bool:
    return "@" in given or given.startswith("Participant ")
