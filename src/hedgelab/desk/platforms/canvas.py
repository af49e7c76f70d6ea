"""Canvas: the names in its zips, its marks for what is late, and its gradebook.

It names files as ``lib/content_zipper.rb`` of instructure/canvas-lms joins them.  The layout of the
gradebook is that of "Export gradebook": id columns, a column for each assignment whose name ends
in its number, and a row "Points Possible" above the students
(https://nemogb-dev.github.io/nemogb-r/articles/detailed-canvas-export-info.html).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from unicodedata import category, normalize

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet, Hint
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.filling import Filling, amount, keep_original
from hedgelab.desk.platforms.platform import Filled, GradebookError, Platform, TakesBack
from hedgelab.desk.platforms.raw_tables import Cell, RawTable
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.spreadsheets import number
from hedgelab.whole_files import write_changed

_NAME = re.compile(
    r"(?:(?P<name>[^\W_]\w*?)_)??(?P<late>LATE_)?(?:anon_(?P<anonymous>[^\W_]+)|(?P<user>[0-9]+))"
    r"(?P<late_too>_LATE)?_(?:(?P<attachment>[0-9]{1,18})_.+|(?:text|link)\.html)",
    re.DOTALL,
)

_SIS_COLUMNS = ("SIS User ID", "SIS Login ID")
"""The university's own ids; the first that fits anybody tells whose a row is."""

_CANVAS_ID = "ID"
"""Canvas's own number, which may by chance be somebody else's id on the roster."""

_ASSIGNMENT = re.compile(r"(.+) \((\d+)\)")
_POINTS_POSSIBLE = "points possible"
_READ_ONLY = "read only"
_EXCUSED = "EX"
_NOT_ASSIGNED = "n/a"
_NO_SCORE = "-"


def _read_name(name: str, is_file: bool) -> Hint | None:
    # Canvas keeps combining marks (vowel signs, separate accents) as it keeps letters.
    name = normalize("NFC", name)
    found = _NAME.fullmatch(_letters_for_marks(name)) if is_file else None
    if found is None or not (found["name"] or found["anonymous"]):
        return None
    anonymous, late = found["anonymous"], found["late"] or found["late_too"]
    ids = (f"anon_{anonymous}" if anonymous else found["user"],)
    # Canvas's "-1" at the end of a name is no sign of a second attempt: ids may end in it.
    order = int(found["attachment"] or 0)
    shown = name[slice(*found.span("name"))] if found["name"] else ""
    return Hint("canvas", ids, shown, bool(late), order)


def _letters_for_marks(name: str) -> str:
    if name.isascii():
        return name
    return "".join("a" if category(sign)[0] == "M" else sign for sign in name)


def fill_canvas(
    key: Key,
    graded: Sequence[tuple[Enrolled, GradedSheet]],
    into: Path,
    out: Path,
    *,
    column: str = "",
    replace: bool = False,
) -> Filled:
    """Put the points into one column of a gradebook that Canvas exported.

    Students without a grade keep what their row holds; who is excused gets Canvas's ``EX``.

    Parameters
    ----------
    key : Key
        Of the assignment.
    graded : sequence of tuple
        Every student with their grade.
    into : Path
        The gradebook as Canvas exported it.
    out : Path
        Where to write the filled one.
    column : str
        The column's name, with or without Canvas's number, or the number alone; without it,
        the one that is called like the assignment, or the only one.
    replace : bool
        Whether to overwrite other grades that stand there.

    Raises
    ------
    GradebookError
        If this is no such gradebook, the column is not clear, or two rows are one student's.
    """
    keep_original(into, out, "the gradebook")
    book = _Book(into)
    place = book.column(column, (key.title, key.assignment))
    owners = _Owners(graded)
    filling = Filling(into, replace)
    left: list[str] = []
    for row, cells in book.students():
        sheet = owners.sheet_of(book, cells)
        if sheet is None or not _has_entry(sheet):
            continue
        filling.found(sheet.student, row)
        there, ours = book.cell(cells, place), _entry(sheet)
        there = "" if there == _NO_SCORE else there
        if there.casefold() == _NOT_ASSIGNED:
            left.append(
                f"{sheet.student}: this is not assigned to them in Canvas ({there}), which would "
                "empty the cell: assign it to them there, and export again."
            )
        elif _equal(there, ours):
            filling.same += 1
        elif filling.takes(sheet, there, ours):
            book.put(cells, place, ours.replace(".", book.sign_in(place)))
    write_changed(out, book.content())
    points_there = book.points_possible(place)
    return filling.filled(
        book.name(place),
        (sheet.student for _, sheet in graded if _has_entry(sheet)),
        "" if _equal(points_there, number(key.points)) else points_there,
        left,
    )


def _has_entry(sheet: GradedSheet) -> bool:
    return sheet.has_grade or sheet.status is Status.EXCUSED


def _entry(sheet: GradedSheet) -> str:
    """Give what Canvas takes for a grade: points, or its sign for somebody who is excused."""
    return _EXCUSED if sheet.status is Status.EXCUSED else number(sheet.points)


class _Book(RawTable):
    """A gradebook, cell by cell, so that what is not changed stays as it is to the byte."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        if not {"Student", "LastName"} & {*self.header} or not {*_SIS_COLUMNS, _CANVAS_ID} & {
            *self.header
        }:
            raise GradebookError(
                f"{path}: row 1: a gradebook from Canvas has the columns Student, ID and SIS "
                "User ID: in Canvas, choose Grades, Export, and give that file with --into"
            )

    def column(self, wanted: str, titles: Sequence[str]) -> int:
        """Give the place of the column to fill."""
        columns = {
            place: (match[0], match[1], match[2])
            for place, name in enumerate(self.header)
            if (match := _ASSIGNMENT.fullmatch(name)) and not self._is_read_only(place)
        }
        told = "; ".join(names[0] for names in columns.values()) or "none"
        if wanted:
            fitting = [place for place, names in columns.items() if wanted in names]
        else:
            called = {title.casefold() for title in titles}
            fitting = [
                place for place, (_, name, _) in columns.items() if name.casefold() in called
            ] or list(columns)
        if len(fitting) != 1:
            problem = "fits no column" if not fitting else "fits more than one column"
            what = (
                f"--column {wanted!r} {problem}" if wanted else f"{problem.replace('fits', 'has')}"
            )
            raise GradebookError(
                f"{self.path}: row 1: {what} for an assignment. Write --column with one of: {told}"
            )
        return fitting[0]

    def name(self, place: int) -> str:
        return self.header[place]

    def students(self) -> Iterator[tuple[int, list[Cell]]]:
        """Give the rows of students, with their numbers."""
        for row, cells in self.rows():
            if not self._is_points(cells):
                yield row, cells

    def points_possible(self, place: int) -> str:
        """Give the points possible of a column, or nothing."""
        for cells, _ in self._lines[1:]:
            if self._is_points(cells):
                return self.cell(cells, place)
        return ""

    def sign_in(self, place: int) -> str:
        """Give the sign that Canvas wrote: a comma in some languages, which part by semicolons."""
        return "," if self.separator != "," and "," in self.points_possible(place) else "."

    def _is_read_only(self, place: int) -> bool:
        """Whether Canvas reckons a column itself, as the score in a period that has a number."""
        return _READ_ONLY in self.points_possible(place)

    def _is_points(self, cells: list[Cell]) -> bool:
        return cells[0].text.casefold() == _POINTS_POSSIBLE


class _Owners:
    """Tells whose grade belongs into a row."""

    def __init__(self, graded: Sequence[tuple[Enrolled, GradedSheet]]) -> None:
        self._names = Roster(tuple(student for student, _ in graded))
        self._sheets: dict[str, GradedSheet] = {}
        shared = set()
        for student, sheet in graded:
            for told in {folded_id(it) for it in (student.id, student.email, *student.ids) if it}:
                if self._sheets.setdefault(told, sheet) is not sheet:
                    shared.add(told)
        for told in shared:
            del self._sheets[told]

    def sheet_of(self, book: _Book, cells: list[Cell]) -> GradedSheet | None:
        """Give the sheet of the student whose row it is, or None where nobody fits."""
        of_university = [told for title in _SIS_COLUMNS if (told := book.under(title, cells))]
        for told in of_university:
            if sheet := self._sheets.get(folded_id(told)):
                return sheet
        sheet = self._sheets.get(folded_id(book.under(_CANVAS_ID, cells)))
        if sheet is None or not of_university:
            return sheet
        # The ids of the row are another student's, unless the roster has Canvas's ids only.
        namesakes = self._names.by_name(book.under("Student", cells))
        return sheet if sheet.student in {student.id for student in namesakes} else None


def _equal(there: str, ours: str) -> bool:
    if ours == _EXCUSED:
        return there.upper() == ours
    return amount(there) == Decimal(ours)


def _name_back(given: str, file: str) -> str:
    """Keep the name of what was handed in, and change its ending.

    Canvas takes the first two pieces that are all digits for the student and for their file.
    """
    name = normalize("NFC", given)
    found = _NAME.fullmatch(_letters_for_marks(name))
    if found is None or not found["user"] or not found["attachment"]:
        return ""
    before = [piece for piece in name[: found.start("user")].split("_") if piece]
    kept = [piece for piece in before if not piece.isdecimal()]
    stem = name[found.end("attachment") + 1 :].rpartition(".")[0] or name[found.end("attachment") :]
    return "_".join([*kept, found["user"], found["attachment"], f"{stem.strip('_')}.{file}"])


CANVAS = Platform(
    id="canvas",
    name="Canvas",
    sign="_",
    read_name=_read_name,
    group_is_name=True,
    ids_are_its_own=True,
    numbers_begin=("anon_", ""),
    marks_late=True,
    typed_sign="_text.html",
    fill_gradebook=fill_canvas,
    gradebook_from="In Canvas: Grades, Export. You upload it filled under Grades, Import",
    file_types="On Canvas, restrict upload file types to json,ipynb,csv,html, or to none",
    takes_back=TakesBack(
        name=_name_back,
        upload="In Canvas, open the assignment, choose 'Upload Submissions' beside it (it is there "
        "once submissions were downloaded), and give it the zip; each page hangs on a comment",
        source="the download of what was handed in, as it came from Canvas",
        without="Canvas takes a page back only for a file that was handed in there under the "
        "student's own name: give them theirs by hand",
    ),
)
