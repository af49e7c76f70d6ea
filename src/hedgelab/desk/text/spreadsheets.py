"""Tables that pass through spreadsheets: safe to open, and read however they come back.

A cell that begins like a formula would be run by the program that opens it, so a mark is put
before it on the way out and taken off on the way in.  Files begin with a byte order mark:
without one, Excel takes UTF-8 for another encoding and spoils the names of students, and what
reads CSV elsewhere (Canvas, Moodle, LibreOffice, pandas) passes over it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NoReturn, TextIO

from hedgelab.desk.text.visible import visible
from hedgelab.desk.text.workbooks import OLD, ZIP, WorkbookError, rows_of_workbook
from hedgelab.separators import separator_of
from hedgelab.whole_files import written_whole

MAX_BYTES = 64 * 1024 * 1024
"""The largest table that is read; the marks of a class of thousands stay below it."""

MAX_CELL = 1024 * 1024
"""The characters of the longest cell that is read."""

MAX_COLUMNS = 2000
"""The columns that a header names at most; a gradebook of years stays below it."""

MOST_WRITTEN = 32_000
"""The characters of the longest cell that is written; Excel has room for 32,767."""

_MOST_CELLS = 5_000_000  # rows times columns, which is what they take in memory

TABLES = (".csv", ".txt", ".tsv", ".xlsx")
"""How the names of tables end."""

Cell = str | int | float | None

# The signs that begin a formula in some spreadsheet program, and their full-width forms.  They
# count after a semicolon too: where the comma is the decimal sign, a new cell begins there.
_BEGINS = r"'*[=+\-@\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(rf"(^|;)(\s*)({_BEGINS})")
_GUARDED = re.compile(rf"(^|;)(\s*)'({_BEGINS})")
_MARKLESS = 400  # bytes that tell text in two bytes a sign
_OPEN_END = "\x00end of the table"
_END = f'{_OPEN_END}"'  # closes a quotation that is still open; elsewhere it is a letter
_TOLD_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


class SpreadsheetError(ValueError):
    """A table that cannot be read; the message says what, in which file and row, what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes
    ----------
    number : int
        As spreadsheets count rows: the header is 1, and empty ones count.
    cells : tuple of str
        Its cells, without spaces around them, as many as the header has.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read.

    Attributes
    ----------
    header : tuple of str
        The names of the columns.
    rows : tuple of Row
        The rows that hold anything.
    notes : tuple of str
        What was odd about the file.
    is_open : bool
        Whether it ends within quotation marks, as a file does that was cut off.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    is_open: bool = False


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a CSV file that is safe to open in a spreadsheet.

    The file is there as a whole or not at all: a run that is interrupted leaves the former one.

    Parameters
    ----------
    path : Path
        The file; its folder must be there.
    header : sequence of str
        The names of the columns.
    rows : iterable of sequence
        Text is made safe by `safe_cell`; numbers stay numbers; None is an empty cell.
    """
    with (
        written_whole(path) as beside,
        beside.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        _write(file, header, rows)


def written_rows(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Give what `write_rows` would write."""
    file = io.StringIO(newline="")
    _write(file, header, rows)
    return file.getvalue().encode("utf-8-sig")


def _write(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    writer = csv.writer(file)
    writer.writerow([safe_cell(name) for name in header])
    # Most cells of most tables are empty.
    writer.writerows([cell and safe_cell(cell) for cell in row] for row in rows)


def safe_cell(cell: Cell) -> str | int | float:
    r"""Make a cell harmless in a spreadsheet.

    Text that begins like a formula gets an apostrophe before it, line breaks and tabs become
    spaces, and other characters that cannot be seen are written out.  What no spreadsheet has
    room for is cut, and says so.

    Examples
    --------
    >>> safe_cell('=HYPERLINK("http://example.org")')
    '\'=HYPERLINK("http://example.org")'
    >>> safe_cell(-0.5)
    -0.5
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    if len(cell) > MOST_WRITTEN:
        cell = f"{cell[:MOST_WRITTEN]} … (cut here: it has {len(cell):,} characters)"
    # The quick way for most cells: no formula begins with a letter or a digit.
    if not cell or (cell[0].isalnum() and ";" not in cell and cell.isprintable()):
        return cell
    if not cell.isprintable():
        cell = visible(re.sub(r"[\t\r\n\v\f\x85\u2028\u2029]+", " ", cell), most=None)
    return _FORMULA.sub(r"\1\2'\3", cell)


def plain_cell(text: str) -> str:
    """Take off what `safe_cell` put before a formula.

    Examples
    --------
    >>> plain_cell("'=1+1"), plain_cell("'quoted'")
    ('=1+1', "'quoted'")
    """
    return _GUARDED.sub(r"\1\2\3", text) if "'" in text else text


def read_rows(path: Path) -> Table:
    """Read a table that a spreadsheet wrote, as CSV or as an Excel workbook.

    Raises
    ------
    SpreadsheetError
        If it is no table.
    OSError
        If the file cannot be opened.
    """
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    return whole_table_of(content, str(path))


def whole_table_of(content: bytes, name: str) -> Table:
    """Read the table that a file holds, and refuse one that was cut off.

    Raises
    ------
    SpreadsheetError
        If it is no table.
    """
    table = table_of(content, name)
    if table.is_open:
        raise SpreadsheetError(
            f"{name}: ends within quotation marks: close those that its last row opens or, where "
            "the file was cut off, fetch it again"
        )
    return table


def table_of(content: bytes, name: str) -> Table:
    r"""Read the table that a file holds, whatever its encoding and separator.

    Excel workbooks, UTF-8 and UTF-16 are told by what they are; anything else is taken for
    Windows-1252.

    Parameters
    ----------
    content : bytes
        The whole file.
    name : str
        What messages call it.

    Raises
    ------
    SpreadsheetError
        If it is no table.

    Examples
    --------
    >>> table_of(b"Name;E-Mail\n M\xfcller ;a@example.edu\n", "roster.csv").rows
    (Row(number=2, cells=('Müller', 'a@example.edu')),)
    """
    if len(content) > MAX_BYTES:
        raise SpreadsheetError(
            f"{name}: has {len(content):,} bytes, more than {MAX_BYTES:,}: split it"
        )
    table = _Growing(name)
    number = 0
    try:
        rows, notes = _rows_in(content)
        for number, cells in enumerate(rows, start=1):
            table.add(number, cells)
    except csv.Error as error:
        raise SpreadsheetError(f"{name}: row {number + 1}: {_problem_with_table(error)}") from None
    except WorkbookError as error:
        raise SpreadsheetError(f"{name}: {error}") from None
    if not table.header:
        raise SpreadsheetError(f"{name}: is empty: save it again")
    return Table(tuple(table.header), tuple(table.rows), notes, table.is_open)


def _rows_in(content: bytes) -> tuple[Iterator[list[str]], tuple[str, ...]]:
    if content.startswith((ZIP, OLD)):
        return rows_of_workbook(content)
    text, notes = decoded(content)
    csv.field_size_limit(MAX_CELL)
    return _cells_of(text), notes


class _Growing:
    """A table while it is read; it never takes more memory than a table may."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.header: list[str] = []
        self.rows: list[Row] = []
        self.is_open = False

    def add(self, number: int, cells: list[str]) -> None:
        if cells and cells[-1].endswith(_OPEN_END):
            self.is_open = True
            cells[-1] = cells[-1].removesuffix(_OPEN_END).rstrip()
            cells = cells if any(cells) else []
        if not cells:
            return
        if self.header:
            self.rows.append(_row(self._name, self.header, number, cells))
        elif len(cells) > MAX_COLUMNS:
            self._refuse(number, f"names {len(cells):,} columns, more than {MAX_COLUMNS:,}")
        else:
            self.header = cells
        if len(self.rows) * len(self.header) > _MOST_CELLS:
            self._refuse(number, f"is beyond the {_MOST_CELLS:,} cells that a table may have")

    def _refuse(self, number: int, problem: str) -> NoReturn:
        raise SpreadsheetError(f"{self._name}: row {number}: {problem}: is this the right file?")


def titles_of(beginning: bytes) -> tuple[str, ...]:
    r"""Give the names of the columns, of a table that may be damaged further down.

    Parameters
    ----------
    beginning : bytes
        So much of the file as its first row needs.

    Examples
    --------
    >>> titles_of(b"sep=;\r\nStudent ID;Name\r\n1;2;3;4")
    ('Student ID', 'Name')
    >>> titles_of(b"")
    ()
    """
    if beginning.startswith((ZIP, OLD)):
        return ()
    # Only whole lines: a letter of several bytes that is cut in half is no UTF-8.
    text, _ = decoded(beginning[: beginning.rfind(b"\n") + 1] or beginning)
    with suppress(csv.Error):
        return tuple(next(filter(None, _cells_of(text)), ()))
    return ()


def _cells_of(text: str) -> Iterator[list[str]]:
    """Give the rows of a table; of one where nothing is written, no cells."""
    told = _TOLD_SEPARATOR.match(text)
    lines = io.StringIO(text, newline="")
    if told:
        lines.readline()
    separator = told[1] if told else separator_of(text)
    # Where quotation marks are still open, the last line is part of the cell before it.
    for cells in csv.reader(chain(lines, (_END,)), delimiter=separator):
        if cells == [_END]:
            break
        is_written = any(cell and not cell.isspace() for cell in cells)
        yield [plain_cell(cell.strip()) for cell in cells] if is_written else []


def decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode text as spreadsheets and editors save it, and note a guess.

    Examples
    --------
    >>> decoded("é".encode("utf-16"))
    ('é', ())
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), ()
    if wide := wide_encoding(content):
        return content.decode(wide, "replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        note = "It is no UTF-8 and was read as Windows-1252: check letters with accents."
        return content.decode("cp1252", "replace"), (note,)


def wide_encoding(content: bytes) -> str:
    """Give the encoding of text in two bytes a sign that has no mark; "" for any other.

    Of the signs of a table every second byte is then 0.

    Examples
    --------
    >>> wide_encoding("id,name".encode("utf-16-le")), wide_encoding(b"id,name")
    ('utf-16-le', '')
    """
    first, second = content[:_MARKLESS:2].count(0), content[1:_MARKLESS:2].count(0)
    if max(first, second) <= len(content[:_MARKLESS]) // 4 or min(first, second):
        return ""
    return "utf-16-le" if second else "utf-16-be"


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """Give a number as spreadsheets and learning platforms read it.

    Examples
    --------
    >>> number(7.0), number(7.25), number(0.1)
    ('7', '7.25', '0.1')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _row(name: str, header: Sequence[str], number: int, cells: list[str]) -> Row:
    beyond = [cell for cell in cells[len(header) :] if cell]
    if beyond:
        raise SpreadsheetError(
            f"{name}: row {number}: has {len(cells)} cells, and the header names {len(header)}: "
            "put text that holds the separator into quotation marks"
        )
    padded = cells[: len(header)] + [""] * (len(header) - len(cells))
    return Row(number, tuple(padded))


def _problem_with_table(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a cell has more than {MAX_CELL:,} characters: is a quotation mark not closed?"
    return f"this is no table ({error}): save it as CSV again"
