"""The marks on record: each stays, whatever was given after it, with who gave it and when."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.records import Mark

_COLUMNS = "id, student, event, points, comment, marker, text_digest, made, collected"


class KeptMark(NamedTuple):
    """A mark as it is on record.

    Attributes
    ----------
    number : int
        Counts marks in the order in which they were given.
    made : str
        When it was given, in UTC.
    is_collected : bool
        Whether it is what the files of several markers came to.
    """

    number: int
    student: str
    event: str
    mark: Mark
    made: str
    is_collected: bool = False


def every_mark(ledger: Ledger) -> list[KeptMark]:
    """Give every mark that was ever given, the first one first."""
    return list(map(_kept, ledger.rows(f"SELECT {_COLUMNS} FROM marks ORDER BY id")))


def every_mark_of(ledger: Ledger, student: str) -> list[KeptMark]:
    """Give every mark that one student's justifications were ever given, the first one first."""
    rows = ledger.rows(f"SELECT {_COLUMNS} FROM marks WHERE student = ? ORDER BY id", (student,))
    return list(map(_kept, rows))


def last_mark(ledger: Ledger, student: str, event: str) -> KeptMark | None:
    """Give the mark that a justification was given last; None where it has none."""
    row = ledger.row(
        f"SELECT {_COLUMNS} FROM marks WHERE student = ? AND event = ? ORDER BY id DESC LIMIT 1",
        (student, event),
    )
    return _kept(row) if row else None


def last_numbers(ledger: Ledger) -> dict[tuple[str, str], int]:
    """Give the number of the last mark by student and event."""
    rows = ledger.rows("SELECT student, event, max(id) FROM marks GROUP BY student, event")
    return {(student, event): number for student, event, number in rows}


def _kept(row: Sequence[Any]) -> KeptMark:
    number, student, event, points, comment, marker, text, made, collected = row
    mark = Mark(json.loads(points), comment, marker, text)
    return KeptMark(number, student, event, mark, made, bool(collected))
