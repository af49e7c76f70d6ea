"""The file in which a marker's page saves their marks, ``hedgelab-marks/1``: read as data.

Whatever is wrong with a file becomes one `MarksFileError`, whose message tells what to mend.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from hedgelab.answers import DIGEST, sheet_digest
from hedgelab.desk.model.key import Rubric
from hedgelab.strict_json import StrictJSONError, parse_json, plain_json

FORMAT = "hedgelab-marks/1"
"""What the member ``format`` of a file of marks says."""

MAX_BYTES = 32 * 1024 * 1024
"""The largest file that is read: thousands of long comments stay below it."""

LONGEST_COMMENT = 5000
"""The characters of the longest comment; the page lets nobody write more."""

_REMEDY = "ask its marker for the file that “Save my marks” wrote, as it was saved"
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_CODE = re.compile(r"[a-z][0-9a-f]{12}")


class MarksFileError(ValueError):
    """A file of marks that cannot be used; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class FiledMark:
    """What a marker wrote of one text.

    Attributes
    ----------
    code : str
        Stands for the text.
    text_digest : str
        Digest of the text that was judged.
    points : mapping
        By criterion; it lacks those that were not judged yet.
    written : str
        When, by the marker's own clock, in UTC.
    """

    code: str
    text_digest: str
    points: Mapping[str, float]
    comment: str
    is_flagged: bool
    written: str


@dataclass(frozen=True, slots=True)
class MarksFile:
    """All that one marker wrote.

    Attributes
    ----------
    rubric : str
        `rubric_digest` of the rubric that was marked by.
    """

    name: str
    assignment: str
    marker: str
    rubric: str
    marks: tuple[FiledMark, ...]


def rubric_digest(rubric: Rubric) -> str:
    """Give a digest of what a rubric asks and gives."""
    return sheet_digest(
        {
            "criteria": [
                [it.id, [[float(level.points), level.says] for level in it.levels]]
                for it in rubric.criteria
            ]
        }
    )


def read_marks_file(path: Path) -> MarksFile:
    """Read a file of marks.

    Raises
    ------
    MarksFileError
        Whatever is wrong with it.
    OSError
        If it cannot be read at all.
    """
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    try:
        document = plain_json(parse_json(content, MAX_BYTES, remedy=_REMEDY))
    except StrictJSONError as error:
        raise MarksFileError(f"{path}: {error}") from None
    return _Reader(str(path)).read(document)


class _Reader:
    """Reads one document, and says where in it something is wrong."""

    def __init__(self, name: str) -> None:
        self._name = name

    def read(self, document: object) -> MarksFile:
        if not isinstance(document, dict) or not isinstance(document.get("format"), str):
            self._fail("", f"is no file of marks: {_REMEDY}")
        if document["format"] != FORMAT:
            self._fail(
                "format",
                f"is {str(document['format'])[:40]!r}, and this Hedging Lab reads {FORMAT!r}: "
                + (
                    "update Hedging Lab"
                    if document["format"].startswith(FORMAT.partition("/")[0])
                    else _REMEDY
                ),
            )
        marks = document.get("marks")
        if not isinstance(marks, list):
            self._fail("marks", f"is no list: {_REMEDY}")
        read = tuple(self._mark(f"marks, entry {at}", it) for at, it in enumerate(marks, start=1))
        codes: set[str] = set()
        for at, mark in enumerate(read, start=1):
            if mark.code in codes:
                self._fail(f"marks, entry {at}", f"marks {mark.code} a second time: {_REMEDY}")
            codes.add(mark.code)
        return MarksFile(
            self._name,
            self._text(document, "assignment", ""),
            self._text(document, "marker", ""),
            self._text(document, "rubric", "", like=DIGEST),
            read,
        )

    def _mark(self, where: str, entry: object) -> FiledMark:
        if not isinstance(entry, dict):
            self._fail(where, f"is no object: {_REMEDY}")
        points, flag = entry.get("points"), entry.get("flag")
        if not isinstance(points, dict):
            self._fail(f"{where}, points", f"is no object: {_REMEDY}")
        for criterion, given in points.items():
            if isinstance(given, bool) or not isinstance(given, int | float):
                self._fail(f"{where}, points, {criterion[:40]}", f"is no number: {_REMEDY}")
        if not isinstance(flag, bool):
            self._fail(f"{where}, flag", f"is neither true nor false: {_REMEDY}")
        comment = self._text(entry, "comment", where, is_needed=False)
        if len(comment) > LONGEST_COMMENT:
            self._fail(
                f"{where}, comment",
                f"has {len(comment):,} characters, more than {LONGEST_COMMENT:,}: shorten it",
            )
        return FiledMark(
            code=self._text(entry, "text", where, like=_CODE),
            text_digest=self._text(entry, "judged", where, like=DIGEST),
            points={criterion: float(given) for criterion, given in points.items()},
            comment=comment,
            is_flagged=flag,
            written=self._text(entry, "at", where, like=_MOMENT),
        )

    def _text(
        self,
        members: Mapping[str, Any],
        name: str,
        where: str,
        *,
        like: re.Pattern[str] | None = None,
        is_needed: bool = True,
    ) -> str:
        found = members.get(name)
        at = f"{where}, {name}" if where else name
        if not isinstance(found, str) or (is_needed and not found.strip()):
            self._fail(at, f"is missing, or no text: {_REMEDY}")
        if like is not None and not like.fullmatch(found):
            self._fail(at, f"is {found[:60]!r}, which the page does not write: {_REMEDY}")
        return found

    def _fail(self, where: str, problem: str) -> NoReturn:
        raise MarksFileError(": ".join(part for part in (self._name, where, problem) if part))
