"""nbgrader: the tree of what was submitted, the time beside it, its table of grades, its feedback.

A hand-in lies in ``submitted/STUDENT/ASSIGNMENT/``, with ``timestamp.txt`` beside it, which its
``submit`` writes.  Its ``release_feedback`` takes what lies in ``feedback/STUDENT/ASSIGNMENT/``
under the notebook's name, with that file and ``submission_secret.txt``.  ``nbgrader export`` writes
the grades as CSV, with 0.0 for whoever handed in nothing.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet, Hint
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.filling import Filling, amount, keep_original
from hedgelab.desk.platforms.platform import (
    Beside,
    Filled,
    GradebookError,
    Platform,
    Stamp,
    TakesBack,
)
from hedgelab.desk.platforms.raw_tables import RawTable
from hedgelab.desk.text.spreadsheets import number
from hedgelab.desk.text.visible import visible
from hedgelab.whole_files import write_changed

_SUBMITTED = "submitted"
_TIME, _SECRET = "timestamp.txt", "submission_secret.txt"
_OWN = frozenset(
    ("source", "release", "autograded", "feedback", "gradebook.db", "nbgrader_config.py")
)
_ENDING = ".ipynb"
_MOMENT = re.compile(
    r"(?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?"
    r"(?: ?(?P<zone>[A-Za-z][\w/+-]*|[+-][0-9]{2}:?[0-9]{2}))?"
)
_ASSIGNMENT, _STUDENT, _SCORE, _TAKEN = "assignment", "student_id", "score", "timestamp"


def _read_path(parts: tuple[str, ...]) -> Hint | None:
    if _SUBMITTED not in parts[:-3]:
        return None
    at = parts.index(_SUBMITTED)
    return Hint("nbgrader", (parts[at + 1],), task=parts[at + 2])


def read_moment(content: bytes) -> datetime | None:
    """Read the time that nbgrader's ``timestamp.txt`` holds.

    Examples
    --------
    >>> read_moment(b"2027-03-15 22:59:30.123456 UTC").isoformat()
    '2027-03-15T22:59:30+00:00'
    """
    found = _MOMENT.fullmatch(content.decode("utf-8", "replace").strip())
    if found is None:
        return None
    zone = found["zone"] or ""
    with suppress(ValueError, ZoneInfoNotFoundError):
        if zone[:1] in ("+", "-"):
            return datetime.fromisoformat(found["time"] + zone)
        moment = datetime.fromisoformat(found["time"])
        return moment.replace(tzinfo=ZoneInfo(zone)) if zone else moment
    return None


def _passed_over(name: str, beside: Beside) -> str:
    if name in (_TIME, _SECRET) and any(it.endswith(_ENDING) for it in beside.names):
        return "nbgrader wrote it beside what was submitted."
    if name != _SUBMITTED and _SUBMITTED in beside and beside.has_any(_OWN):
        return f"It is the course’s own, and what was handed in lies in {_SUBMITTED}."
    return ""


def _name_back(given: str, file: str) -> str:
    """Give where a file goes for whoever handed in ``submitted/STUDENT/ASSIGNMENT/NOTEBOOK``."""
    parts = given.partition(f"{_SUBMITTED}/")[2].split("/")
    if len(parts) < 3 or not parts[-1].endswith(_ENDING):  # noqa: PLR2004 - student, assignment, file
        return ""
    stem, _, ending = file.rpartition(".")
    name = parts[-1].removesuffix(_ENDING) + f".{ending}" if stem and ending == "html" else file
    return "/".join(("feedback", *parts[:2], name))


def _fill(
    key: Key,
    graded: Sequence[tuple[Enrolled, GradedSheet]],
    into: Path,
    out: Path,
    *,
    column: str = "",
    replace: bool = False,
) -> Filled:
    """Put the points into the scores of this assignment, in the table that nbgrader exported."""
    keep_original(into, out, "the table")
    table = RawTable(into)
    wanted = column or _SCORE
    if missing := [it for it in (_ASSIGNMENT, _STUDENT, wanted) if it not in table.header]:
        raise GradebookError(
            f"{into}: has no column {visible(missing[0])}: give the table that 'nbgrader export' "
            "wrote"
        )
    by_id = {student.id: sheet for student, sheet in graded}
    roster = Roster(tuple(student for student, _ in graded))
    filling = Filling(into, replace)
    left: list[str] = []
    for row, cells in table.rows():
        if table.under(_ASSIGNMENT, cells) != key.assignment:
            continue
        theirs = table.under(_STUDENT, cells)
        known = [it for it in (roster.by_id(theirs), *roster.by_other_id(theirs)) if it]
        sheet = by_id[known[0].id] if len({it.id for it in known}) == 1 else None
        if sheet is None:
            continue
        there = table.under(wanted, cells)
        if sheet.status is Status.EXCUSED:
            left.append(f"{sheet.student}: is excused, and nbgrader has {there or 'nothing'}.")
        if not sheet.has_grade:
            continue
        filling.found(sheet.student, row)
        ours = number(sheet.points)
        # Where nothing was submitted to it, its 0.0 is nobody's grade.
        stands = there if table.under(_TAKEN, cells) or amount(there) else ""
        if stands and amount(stands) == Decimal(ours):
            filling.same += 1
        elif filling.takes(sheet, stands, ours):
            table.put(cells, table.header.index(wanted), ours)
    write_changed(out, table.content())
    return filling.filled(wanted, (it.student for _, it in graded if it.has_grade), "", left)


NBGRADER = Platform(
    id="nbgrader",
    name="nbgrader",
    sign=_SUBMITTED,
    read_path=_read_path,
    stamp=Stamp(_TIME, 1000, read_moment),
    tells_time=True,
    passed_over=_passed_over,
    fill_gradebook=_fill,
    gradebook_from="Type nbgrader export in the folder of the course; grades.csv is the table. "
    "nbgrader takes none back, so the filled one is for whatever reads it next",
    takes_back=TakesBack(
        name=_name_back,
        upload="Unpack the zip in the folder of the course, and type nbgrader release_feedback "
        "with the assignment's name",
        source="the folder of what was submitted in the course",
        without="nothing of theirs lies in the course's folder of what was submitted: give them "
        "theirs by mail",
        carries=(_TIME, _SECRET),
        for_sheets=False,
    ),
)
