"""What every form of a sheet is made from, so that the four of them ask the same."""

from dataclasses import dataclass
from typing import Any

from hedgelab.answers import Student
from hedgelab.dates import told_date
from hedgelab.desk.assignments.assignment import Assignment

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Copy:
    """One student's copy of a sheet, or the copy for all.

    Attributes
    ----------
    assignment : Assignment
        What the sheet belongs to.
    sheet : dict
        As `hedgelab.answers.sheet_of_events` gives it; nothing of the key.
    student : Student or None
        Whose copy it is; None for everybody's, which asks for name and number.
    name : str
        How the names of its files begin.
    """

    assignment: Assignment
    sheet: Json
    student: Student | None
    name: str

    @property
    def due(self) -> str:
        """When it is due, in words; empty where there is no such time."""
        return told_due(self.assignment.due) if self.assignment.due else ""


def told_due(moment: str) -> str:
    """Give a due time as a sheet tells it.

    Examples
    --------
    >>> told_due("2027-03-15T23:59:00+01:00")
    '15 March 2027, 23:59 (UTC+01:00)'
    """
    day, _, time = moment.partition("T")
    return f"{told_date(day)}, {time[:5]} (UTC{time[8:]})"
