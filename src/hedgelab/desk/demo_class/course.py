"""A made-up course of eighty, as a term brings them: sections, exceptions, and who joins late.

What a student hands in follows the recipes of the made-up class, and what they are due is worked
out from these by the same plain arithmetic: nothing here asks the grader.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.demo_class import CANVAS_COLUMN, POINTS, DemoClass, as_csv, new_folder
from hedgelab.desk.demo_class.handed_in import as_json, document_of
from hedgelab.desk.demo_class.packing import canvas_name, moodle_name, write_all, zipped
from hedgelab.desk.demo_class.people import (
    ASSIGNMENT,
    Person,
    marks_of,
    people,
    truth_of,
)
from hedgelab.desk.handout import key_of
from hedgelab.desk.model.statuses import Status

STUDENTS = 80
SECTIONS = ("Tuesday", "Friday")
"""The first half hands in on Canvas, and the second on Moodle."""

EXTENDED, LATE, ON_PAPER, EXCUSED, APPEALS, MISSING = 7, 12, 18, 25, 33, 45
NAMESAKE, WITHOUT_ID, JOINS_LATE = 61, 62, 80
PAPER_POINTS, GAINED = Decimal("17.50"), Decimal("0.50")

_HALF = STUDENTS // 2
_TWO_DAYS, _FIVE_HOURS, _TWO_WEEKS = 2 * 24 * 60 - 100, 300, 14 * 24 * 60  # minutes late
_SHIFT = 11  # of last names against first ones; thirty of either


@dataclass(frozen=True, slots=True)
class Due:
    """What one student of the course is due in the end.

    Attributes
    ----------
    status : Status
        As ``grades.csv`` has it.
    points : Decimal or None
        None for no grade.
    decided : str
        What has to be decided of them; empty for most.
    """

    status: Status
    points: Decimal | None
    decided: str = ""


def course() -> list[Person]:
    """Give the eighty, in the order of the roster."""
    class_ = people()
    recipes = [it for it in class_ if it.minutes < 0 and set(it.answers) - {"."}]
    crowd = []
    for number in range(1, STUDENTS + 1):
        recipe = recipes[number % len(recipes)]
        block, at = divmod(number - 1, len(class_))
        last = class_[(at + _SHIFT * (block + 1)) % len(class_)].last
        crowd.append(
            replace(
                recipe,
                number=number,
                id=f"s27{number:03}",
                first=class_[at].first,
                last=last,
                canvas_id=f"{71_000 + number}" if number <= _HALF else "",
                by="canvas" if number <= _HALF else "moodle",
                form="json",
                minutes=_MINUTES.get(number, recipe.minutes),
                story="missing" if number in _NO_FILE else "",
            )
        )
    first, second = crowd[NAMESAKE - 1], crowd[WITHOUT_ID - 1]
    crowd[WITHOUT_ID - 1] = replace(second, first=first.first, last=first.last)
    return crowd


_MINUTES = {EXTENDED: _TWO_DAYS, LATE: _FIVE_HOURS, JOINS_LATE: _TWO_WEEKS}
_NO_FILE = (ON_PAPER, EXCUSED, MISSING)


def section_of(person: Person) -> str:
    """Give the section that a student is in."""
    return SECTIONS[person.number > _HALF]


def due_of(person: Person) -> Due:
    """Work out what a student of the course is due, exceptions and all."""
    number, due = person.number, Due(person.status, truth_of(person).points)
    if number in _WITHOUT_COMPUTING:
        return _WITHOUT_COMPUTING[number]
    if number in (EXTENDED, JOINS_LATE):
        # As if they had been in time.
        in_time = truth_of(replace(person, minutes=-1))
        return Due(Status.GRADED, in_time.points, "extension until")
    if number == APPEALS:
        assert due.points is not None
        return Due(due.status, due.points + GAINED, "adjust by")
    return replace(due, decided="this file is theirs") if number == WITHOUT_ID else due


_WITHOUT_COMPUTING = {
    ON_PAPER: Due(Status.ON_PAPER, PAPER_POINTS, "on paper"),
    EXCUSED: Due(Status.EXCUSED, None, "excused"),
    MISSING: Due(Status.MISSING, None),
}


def write_demo_course(folder: Path) -> DemoClass:
    """Write the course: rosters, assignment, what was handed in, and the true results.

    The same files come out each time, byte for byte.

    Raises
    ------
    DemoClassError
        If the folder holds something already.
    """
    new_folder(folder)
    given = files(__package__)
    crowd = course()
    write_all(
        folder,
        {
            "assignment.yml": (given / "assignment.yml").read_bytes(),
            "rubric.yml": (given / "rubric.yml").read_bytes(),
            "roster.csv": _roster([it for it in crowd if it.number != JOINS_LATE]),
            "roster-week-3.csv": _roster(crowd),
            "canvas-gradebook.csv": _gradebook([it for it in crowd if it.by == "canvas"]),
            "true-results.csv": _results(crowd),
            "true-marks.csv": _marks(crowd),
        },
    )
    # The one sheet of all: nothing else of the key is needed to fill it in.
    (sheet,) = key_of(read_assignment(folder / "assignment.yml")).sheets
    handed_in = {
        "submissions/canvas.zip": _packed(_of(crowd, "canvas"), sheet),
        "submissions/moodle.zip": _packed(_of(crowd, "moodle", until=STUDENTS - 1), sheet),
        # As Moodle gives them out: everything once more, and what came since.
        "submissions-week-5/moodle.zip": _packed(_of(crowd, "moodle"), sheet),
    }
    write_all(folder, handed_in)
    return DemoClass(folder, len(crowd), len(handed_in))


def _of(crowd: Sequence[Person], platform: str, *, until: int = STUDENTS) -> list[Person]:
    return [
        it for it in crowd if it.by == platform and it.story != "missing" and it.number <= until
    ]


def _packed(crowd: Sequence[Person], sheet: str) -> bytes:
    """Pack what they hand in, as their platform packs it, by its clock."""
    members: dict[str, bytes] = {}
    moments: dict[str, datetime] = {}
    for person in crowd:
        document = document_of(person, sheet)
        name = f"{ASSIGNMENT}-{person.id}.json"
        if person.number == WITHOUT_ID:
            document["student"] = {"id": "", "name": person.name}
            name = "my answers.json"
        named = canvas_name if person.by == "canvas" else moodle_name
        path = named(person, name)
        members[path] = as_json(document)
        moments[path] = person.handed_in
    return zipped(members, moments)


def _roster(crowd: Sequence[Person]) -> bytes:
    header = ("Student ID", "Name", "Email", "Canvas ID", "Section")
    return as_csv(header, ((p.id, p.name, p.email, p.canvas_id, section_of(p)) for p in crowd))


def _gradebook(crowd: Sequence[Person]) -> bytes:
    header = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", CANVAS_COLUMN)
    rows = ((f"{p.last}, {p.first}", p.canvas_id, p.id, p.email, section_of(p), "") for p in crowd)
    return as_csv(header, [("    Points Possible", "", "", "", "", str(POINTS)), *rows])


def _results(crowd: Sequence[Person]) -> bytes:
    def rows() -> Iterator[tuple[object, ...]]:
        for person in crowd:
            due = due_of(person)
            points = "" if due.points is None else due.points
            yield (
                *(person.id, person.name, section_of(person)),
                *(due.status.value, points, POINTS, due.decided),
            )

    return as_csv(("student", "name", "section", "status", "points", "of", "decided"), rows())


def _marks(crowd: Sequence[Person]) -> bytes:
    header = ("student", "event", "definition", "fact", "neighbour", "comment")
    return as_csv(
        header,
        (
            (person.id, event, *points, comment)
            for person in crowd
            if person.story != "missing"
            for event, points, comment in marks_of(replace(person, minutes=-1))
        ),
    )
