"""Excel workbooks, read as the rows that a person sees: no formula is computed, no macro is run.

The reader is loaded when the first workbook comes, for most tables are none.
"""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from hedgelab.desk.text.visible import visible

if TYPE_CHECKING:
    from openpyxl.cell import _CellOrMergedCell as _AnyCell
    from openpyxl.workbook import Workbook

ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How workbooks begin: those of today, and what is old or locked."""

_SHEETS = b"xl/workbook"
_MOST_INFLATED = 256 * 1024 * 1024
_MOST_RATIO = 200  # rows of a class shrink forty- to eightyfold
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SAVE = (
    "open it in your spreadsheet, choose Save as, CSV UTF-8 or Excel Workbook (.xlsx), and name "
    "that file"
)

_PROBLEMS = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, OSError, EOFError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip
"""What the reader raises for workbooks that are damaged in one way or another."""


class WorkbookError(ValueError):
    """A workbook that cannot be read; the message says why and what to do."""


def is_workbook(content: bytes) -> bool:
    """Whether a file is a workbook that can be read.

    Examples
    --------
    >>> is_workbook(b"Name,E-mail")
    False
    """
    return content.startswith(ZIP) and _SHEETS in content


def rows_of_workbook(content: bytes) -> tuple[Iterator[list[str]], tuple[str, ...]]:
    """Give the rows of the first sheet on which something is written, and what to tell.

    Parameters
    ----------
    content : bytes
        The whole file.

    Returns
    -------
    iterator of list of str
        The cells of each row, a date as ISO 8601 has it; of an empty row none.
    tuple of str
        What was odd about the file.

    Raises
    ------
    WorkbookError
        If it is none, locked, of an old kind, or damaged, also while its rows are read.
    """
    if content.startswith(OLD):
        if _LOCKED in content:
            how = "open it, take the password off (File, Info, Protect Workbook), and save it again"
            raise WorkbookError(f"is locked with a password: {how}")
        raise WorkbookError(f"is a workbook of the old kind (.xls): {_SAVE}")
    if not is_workbook(content):
        raise WorkbookError(f"is a workbook of another kind, or an archive: {_SAVE}")
    try:
        _refuse_vast(content)
        return _rows(content)
    except _PROBLEMS as error:
        raise _damaged(error) from None


def _refuse_vast(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        size = sum(info.file_size for info in archive.infolist())
    if size > max(_MOST_INFLATED // 16, min(_MOST_INFLATED, _MOST_RATIO * len(content))):
        raise WorkbookError(
            f"inflates to {size / 1e6:,.0f} MB, as no table of a class does: is it the right file?"
        )


def _damaged(error: Exception) -> WorkbookError:
    if isinstance(error, WorkbookError):
        return error
    told = visible(" ".join(str(error).split())) or type(error).__name__
    return WorkbookError(f"is damaged ({told}): {_SAVE}")


def _rows(content: bytes) -> tuple[Iterator[list[str]], tuple[str, ...]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and most tables are CSV

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    written = [name for name in _shown(book) if any(any(row) for row in _cells(book, name))]
    if not written:
        return iter(()), ()
    first, *others = written
    names = ", ".join(visible(name) for name in others)
    note = f"Of its sheets the first, {visible(first)}, was read, and not {names}."
    return _told(_cells(book, first)), (note,) if others else ()


def _shown(book: "Workbook") -> list[str]:
    return [it.title for it in book.worksheets if it.sheet_state == "visible"]


def _cells(book: "Workbook", name: str) -> Iterator[list[str]]:
    sheet = book[name]
    # What a workbook says of its size is often wrong.
    sheet.reset_dimensions()
    for row in sheet.iter_rows():
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _told(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except _PROBLEMS as error:
        raise _damaged(error) from None


def _text(cell: "_AnyCell") -> str:
    """Give a cell as it is shown: a number keeps the zeros that its format puts in front."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        shown = cell.number_format or ""
        return str(value).zfill(len(shown)) if shown and not shown.strip("0") else str(value)
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()
