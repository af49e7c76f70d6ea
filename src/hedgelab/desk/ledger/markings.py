"""Several markers: which texts are dealt to whom, and what each of them wrote of a text."""

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from hedgelab.desk.ledger.store import Ledger, now
from hedgelab.desk.model.records import Mark

Text = tuple[str, str]
"""What tells a text: its student and its event."""


class Part(StrEnum):
    """Why a text was dealt to a marker."""

    CALIBRATION = "calibration"
    """All markers begin with it."""

    FIRST = "first"
    SECOND = "second"
    """To be compared with the first marker's."""


class Allotment(NamedTuple):
    """A text that a marker is to judge."""

    student: str
    event: str
    marker: str
    part: Part

    @property
    def text(self) -> Text:
        """Which text it is."""
        return self.student, self.event


class Marking(NamedTuple):
    """What one marker wrote of one text in a file of theirs.

    Attributes
    ----------
    mark : Mark
        By this marker.
    is_flagged : bool
        Whether they ask for a second look.
    written : str
        When they wrote it, by their own clock.
    """

    student: str
    event: str
    mark: Mark
    is_flagged: bool
    written: str

    @property
    def text(self) -> Text:
        """Which text it is of."""
        return self.student, self.event


def allotments(ledger: Ledger) -> list[Allotment]:
    """Give every text that was dealt, with its markers, in the order of students and events."""
    rows = ledger.rows(
        "SELECT student, event, marker, part FROM allotments ORDER BY student, event, marker"
    )
    return [Allotment(student, event, marker, Part(part)) for student, event, marker, part in rows]


def keep_allotments(ledger: Ledger, dealt: Iterable[Allotment]) -> None:
    """Deal texts to markers; what was dealt before stays."""
    made = now()
    ledger.write("INSERT INTO allotments VALUES (?, ?, ?, ?, ?)", ((*one, made) for one in dealt))


class Hand(NamedTuple):
    """How many texts a marker has, and of how many their mark has come in."""

    dealt: int
    come: int


def hands(ledger: Ledger) -> dict[str, Hand]:
    """Give what each marker has, by the marker."""
    rows = ledger.rows(
        "SELECT marker, count(*), count((SELECT 1 FROM markings WHERE "
        "markings.student = allotments.student AND markings.event = allotments.event "
        "AND markings.marker = allotments.marker)) FROM allotments GROUP BY marker ORDER BY marker"
    )
    return {marker: Hand(dealt, come) for marker, dealt, come in rows}


def texts_to_mark(ledger: Ledger) -> int:
    """Give how many justifications of files that count nobody has marked as they are now."""
    (count,) = ledger.row("SELECT coalesce(sum(to_mark), 0) FROM grades") or (0,)
    return int(count)


def every_marking(ledger: Ledger) -> list[Marking]:
    """Give all that markers ever wrote, of each text what was written last last."""
    rows = ledger.rows(f"SELECT {_COLUMNS} FROM markings ORDER BY student, event, written, id")
    return list(map(_marking, rows))


def every_marking_of(ledger: Ledger, student: str) -> list[Marking]:
    """Give what markers wrote of one student's texts, in the order in which it came."""
    rows = ledger.rows(f"SELECT {_COLUMNS} FROM markings WHERE student = ? ORDER BY id", (student,))
    return list(map(_marking, rows))


def last_markings(ledger: Ledger) -> dict[Text, dict[str, Marking]]:
    """Give what each marker wrote last of each text."""
    found: dict[Text, dict[str, Marking]] = {}
    for marking in every_marking(ledger):
        found.setdefault(marking.text, {})[marking.mark.marker] = marking
    return found


def keep_marking(ledger: Ledger, marking: Marking) -> None:
    """Add what a marker wrote; what they wrote before stays on record."""
    mark = marking.mark
    ledger.write(
        f"INSERT INTO markings ({_COLUMNS}, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(marking.student, marking.event, mark.marker, json.dumps(dict(mark.points))),
                *(mark.comment, mark.text_digest, marking.is_flagged),
                *(marking.written, now()),
            )
        ],
    )


_COLUMNS = "student, event, marker, points, comment, text_digest, flagged, written"


def _marking(row: Sequence[Any]) -> Marking:
    student, event, marker, points, comment, text, flagged, written = row
    mark = Mark(json.loads(points), comment, marker, text)
    return Marking(student, event, mark, bool(flagged), written)
