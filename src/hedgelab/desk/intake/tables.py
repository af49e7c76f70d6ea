"""Answers that come as rows of a spreadsheet, one row for each event."""

from collections.abc import Sequence
from typing import NoReturn

from hedgelab.answers import CONFIDENCE, DIGEST, SLUG, Answer, AnswerFile, Student
from hedgelab.desk.intake.by_hand import bare, confidence_written, position_written
from hedgelab.desk.intake.notebooks import MOST_ANSWERS
from hedgelab.desk.intake.unreadable import ASK_AGAIN, UnreadableError, unreadable
from hedgelab.desk.model.records import Submission
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.spreadsheets import Row, SpreadsheetError, Table, table_of
from hedgelab.desk.text.visible import visible
from hedgelab.spectrum import POSITIONS

_ALSO_CALLED = {
    "eventid": "event", "studentnumber": "studentid", "name": "studentname",
    "reason": "justification", "reasons": "justification", "sure": "confidence",
    "typedby": "typedinby", "enteredby": "typedinby",
}  # fmt: skip


def answers_in_rows(content: bytes) -> Submission | None:
    """Read answers from a CSV file.

    Parameters
    ----------
    content : bytes
        The whole file.

    Returns
    -------
    Submission or None
        None where the file is no such table.  The assignment is empty where no row names it.

    Raises
    ------
    UnreadableError
        If it is such a table, and something in it cannot be understood.
    """
    try:
        table = table_of(content, "")
    except SpreadsheetError as error:
        if b"event" in content[:2000].lower():
            _refuse(str(error).removeprefix(": "))
        return None
    columns = _columns(table.header)
    if "event" not in columns or "position" not in columns:
        return None
    if len(table.rows) > MOST_ANSWERS:
        _refuse(f"has {len(table.rows):,} rows, more than {MOST_ANSWERS:,}: {ASK_AGAIN}")
    return _Rows(table, columns).read()


_CUT_OFF = (
    "The table ends within quotation marks, as one does that was cut off: look whether all of it "
    "is there.",
)


def _columns(header: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, title in enumerate(header):
        name = bare(title)
        columns.setdefault(_ALSO_CALLED.get(name, name), index)
    return columns


class _Rows:
    """The rows of such a table, by the names of their columns."""

    def __init__(self, table: Table, columns: dict[str, int]) -> None:
        self._table, self._columns = table, columns

    def read(self) -> Submission:
        notes = list(self._table.notes)
        assignment = self._same_in_all("assignment")
        if assignment and not SLUG.fullmatch(assignment):
            _refuse(f"The column assignment says {visible(assignment)!r}: {ASK_AGAIN}")
        sheet = self._same_in_all("sheet")
        if sheet and not DIGEST.fullmatch(sheet):
            notes.append("The column sheet was changed, so it does not tell which sheet it is.")
            sheet = ""
        if typist := self._first("typedinby"):
            # A table carries no time, and what somebody typed in later is not late for it.
            notes.append(
                f"Typed in by {visible(typist)} for a sheet on paper: no time in it is the "
                "student’s, so it is not late."
            )
        student = Student(self._student_id(), self._first("studentname"))
        answers = tuple(self._answers())
        file = AnswerFile(assignment, answers, sheet or None, student)
        doubts = _CUT_OFF if self._table.is_open else ()
        return Submission(file, "csv", tuple(notes), doubts, self._events())

    def _events(self) -> int:
        return len({self._cell(row, "event") for row in self._table.rows} - {""})

    def _cell(self, row: Row, column: str) -> str:
        index = self._columns.get(column)
        return "" if index is None else row.cells[index]

    def _first(self, column: str) -> str:
        return next((cell for row in self._table.rows if (cell := self._cell(row, column))), "")

    def _student_id(self) -> str:
        given: dict[str, tuple[str, int]] = {}
        for row in self._table.rows:
            if written := self._cell(row, "studentid"):
                given.setdefault(folded_id(written), (written, row.number))
        if len(given) > 1:
            (one, first), (other, second) = list(given.values())[:2]
            raise UnreadableError(
                Status.TWO_NAMES,
                f"Row {first} names the student {visible(one)}, and row {second} "
                f"{visible(other)}: ask whose work it is; it counts for neither.",
            )
        return next(iter(given.values()), ("", 0))[0]

    def _same_in_all(self, column: str) -> str:
        given: dict[str, int] = {}
        for row in self._table.rows:
            if written := self._cell(row, column).lower():
                given.setdefault(written, row.number)
        if len(given) > 1:
            (one, first), (other, second) = list(given.items())[:2]
            _refuse(
                f"The column {column} says {visible(one)} in row {first} and {visible(other)} "
                f"in row {second}: put rows of different sheets into different files"
            )
        return next(iter(given), "")

    def _answers(self) -> list[Answer]:
        answers, seen = [], dict[str, int]()
        for row in self._table.rows:
            place, sure = self._cell(row, "position"), self._cell(row, "confidence")
            reasons = self._cell(row, "justification")
            if not place and not reasons:
                continue
            event = self._cell(row, "event")
            if not SLUG.fullmatch(event):
                told = f"{visible(event)!r} is no event’s id" if event else "the event is missing"
                _refuse(f"Row {row.number}, column event: {told}: leave that column as it was")
            first = seen.setdefault(event, row.number)
            if first != row.number:
                _refuse(f"Rows {first} and {row.number} are for the same event: keep one of them")
            answers.append(Answer(event, _position(place, row), _confidence(sure, row), reasons))
        return answers


def _position(written: str, row: Row) -> str | None:
    if not written:
        return None
    place = position_written(written)
    if place is None:
        names = ", ".join(f"{place.number} ({place.id})" for place in POSITIONS)
        _refuse(
            f"Row {row.number}, column position: {visible(written)!r} is none of the seven. "
            f"Write one of {names}"
        )
    return place


def _confidence(written: str, row: Row) -> int | None:
    if not written:
        return None
    value = confidence_written(written)
    if value is None:
        scale = ", ".join(f"{number} ({label})" for number, label in CONFIDENCE)
        _refuse(f"Row {row.number}, column confidence: {visible(written)!r}: write one of {scale}")
    return value


def _refuse(problem: str) -> NoReturn:
    raise unreadable(problem)
