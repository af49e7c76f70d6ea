"""What the desk's page calls the outcomes of files and students, and says of each."""

from collections.abc import Mapping
from typing import Final

from hedgelab.desk.ledger.gradebook import IntakeLine
from hedgelab.desk.model.statuses import Status
from hedgelab.spectrum import POSITIONS

TITLES: Final[Mapping[Status, str]] = {
    Status.GRADED: "Graded",
    Status.LATE: "Late, with points taken off",
    Status.OTHER_VERSION: "Another version of the sheet",
    Status.SUPERSEDED: "Another file of theirs counts",
    Status.DUPLICATE: "The same answers again",
    Status.TOO_LATE: "Too late to count",
    Status.EMPTY: "No answers in it",
    Status.UNREADABLE: "Cannot be read",
    Status.WRONG_ASSIGNMENT: "Another assignment",
    Status.UNKNOWN_STUDENT: "Nobody on the roster",
    Status.TWO_NAMES: "Names two students",
    Status.OTHER_STUDENTS_SHEET: "Another student’s sheet",
    Status.REFUSED: "Not opened",
    Status.IGNORED: "Nothing to grade",
    Status.MISSING: "Nothing came",
    Status.EXCUSED: "Excused",
    Status.ON_PAPER: "On paper",
    Status.SET: "Points by hand",
}
"""Each outcome in a few words."""


_PLACES = {place.id: f"{place.number} {place.name}" for place in POSITIONS}


def place_told(position: str | None) -> str:
    """Give the place of an answer with its number on the spectrum, or that it has none."""
    return _PLACES.get(position or "", position or "nowhere")


def title_of(line: IntakeLine) -> str:
    """Give what became of a file in a few words; what needs a person says so."""
    if line.needs_attention and line.status in {Status.GRADED, Status.LATE}:
        return "It counts, with a doubt"
    if line.needs_attention and line.status is Status.SUPERSEDED:
        return "Which of two counts?"
    return TITLES[line.status]


ASKING: Final[Mapping[Status, str]] = {
    Status.EMPTY: "has no answers in it",
    Status.UNREADABLE: "cannot be read",
    Status.REFUSED: "cannot be opened",
    Status.WRONG_ASSIGNMENT: "answers another sheet",
    Status.OTHER_STUDENTS_SHEET: "answers a sheet that was drawn for somebody else",
    Status.OTHER_VERSION: "answers an older version of the sheet",
    Status.TWO_NAMES: "names somebody else, too",
    Status.UNKNOWN_STUDENT: "does not say whose it is",
    Status.TOO_LATE: "came after the last day",
}
"""What a student is told of a file, where they are asked for another."""

ASKED_ELSE: Final = "needs a word from you before it can be graded"
"""The same of any other."""
