"""Tables that a platform wrote and takes back: what is not changed stays as it is to the byte."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from hedgelab.desk.text.spreadsheets import wide_encoding
from hedgelab.separators import separator_of

_FRACTION = re.compile(r"-?[0-9]+([.,])[0-9]+")
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class Cell:
    """One cell: as it stands in the file, and what it says."""

    def __init__(self, raw: str) -> None:
        self.raw = raw

    @property
    def text(self) -> str:
        """What it says, without quotation marks."""
        raw = self.raw.strip()
        return raw[1:-1].replace('""', '"').strip() if raw[:1] == '"' == raw[-1:] else raw


Line = tuple[list[Cell], str]
"""The cells of a line, and what ends it."""


class RawTable:
    """A table, cell by cell as it stands.

    Parameters
    ----------
    path : Path
        The file.

    Attributes
    ----------
    header : list of str
        The names of the columns.
    separator : str
        What parts its cells.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        content = path.read_bytes()
        self._encoding = _encoding_of(content)
        text = content.decode(self._encoding)
        self._mark = "\ufeff" * text.startswith("\ufeff")
        text = text.removeprefix("\ufeff")
        self.separator = separator_of(text)
        self._lines = list(_cut(text, self.separator))
        self.header = [cell.text for cell in self._lines[0][0]]

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Give the rows below the header that hold anything, with their numbers."""
        for row, (cells, _) in enumerate(self._lines[1:], start=2):
            if len(cells) > 1:
                yield row, cells

    def under(self, title: str, cells: list[Cell]) -> str:
        """Give what a row has in the column of a title, or nothing."""
        return self.cell(cells, self.header.index(title)) if title in self.header else ""

    def cell(self, cells: list[Cell], place: int) -> str:
        """Give what a row has in a column; spreadsheets cut off empty cells at its end."""
        return cells[place].text if place < len(cells) else ""

    def put(self, cells: list[Cell], place: int, told: str) -> None:
        """Put something into a row, and the cells that were cut off with it."""
        if place >= len(cells):
            cells += [Cell("") for _ in self.header[len(cells) :]]
        cells[place].raw = told

    def write(self, cells: list[Cell], place: int, text: str) -> None:
        """Put text into a row, in quotation marks where the file has them or the text needs them.

        Where no cell of the file has any, none are put, and what would part cells becomes a space.
        """
        if self.separator == "\t" and not self._is_quoted:
            self.put(cells, place, re.sub(r"[\t\r\n]+", " ", text))
            return
        needs = self._is_quoted or any(sign in text for sign in (self.separator, '"', "\n", "\r"))
        self.put(cells, place, f'"{text.replace(chr(34), chr(34) * 2)}"' if needs else text)

    @cached_property
    def _is_quoted(self) -> bool:
        """Whether every cell of the header stands in quotation marks, as of Blackboard's CSV."""
        return all(cell.raw.lstrip().startswith('"') for cell in self._lines[0][0])

    def decimal_sign(self, places: Iterable[int]) -> str:
        """Give the sign in the numbers of some columns: a comma where all that tell have one."""
        told = {
            found[1]
            for _, cells in self.rows()
            for place in places
            if (found := _FRACTION.fullmatch(self.cell(cells, place)))
        }
        return "," if told == {","} else "."

    def content(self) -> bytes:
        """Give the whole file."""
        text = "".join(
            self.separator.join(cell.raw for cell in cells) + end for cells, end in self._lines
        )
        return (self._mark + text).encode(self._encoding)


def _cut(text: str, separator: str) -> Iterator[Line]:
    """Cut a table into cells as they stand; joined again they give the same text."""
    sign = re.escape(separator)
    inner = rf"[^{sign}\r\n]*"
    cell = re.compile(rf'("(?:[^"]|"")*"{inner}|{inner})({sign}|\r\n|\r|\n|\Z)')
    cells: list[Cell] = []
    at = 0
    while match := cell.match(text, at):
        cells.append(Cell(match[1]))
        at = match.end()
        if match[2] == separator:
            continue
        yield cells, match[2]
        cells = []
        if at == len(text):
            return


def _encoding_of(content: bytes) -> str:
    for encoding in (_MARKS.get(content[:2], "") or wide_encoding(content), "utf-8"):
        with suppress(UnicodeDecodeError):
            if encoding and content.decode(encoding).encode(encoding) == content:
                return encoding
    # It maps each byte to one character, so every byte goes out as it came in.
    return "latin-1"
