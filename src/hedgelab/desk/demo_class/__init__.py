"""A made-up class of thirty, to try every step with before a real one hands in.

There are good, weak, careless, late and hostile students among them, and some who hand in
nothing.  What each is due is known beforehand.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.demo_class.by_platform import ON_PLATFORMS
from hedgelab.desk.demo_class.handed_in import file_of, first_try_of, stranger_of
from hedgelab.desk.demo_class.packing import (
    canvas_name,
    gradescope_export,
    moodle_name,
    strangers,
    write_all,
    zipped,
)
from hedgelab.desk.demo_class.people import (
    Person,
    late_share,
    marks_of,
    people,
    truth_of,
)
from hedgelab.desk.handout import write_handout
from hedgelab.desk.model.roster import read_roster

CANVAS_COLUMN = "Baku and Moscow, 1993–1999 (80412)"
"""The column of the Canvas gradebook that the grades belong in: the assignment's title."""

_DISCUSSED = """\

# After the discussion in class: what changed, and why.
overrides:
  - event: lukoil-share-1994
    position: limited-bandwagoning
    credit: 1
    reason: >-
      The class argued that the tenth for LUKOIL, taken alone, was a gift on one issue. Where an
      act ends and the whole begins is open, so both readings earn full credit.
"""
_MARKER = "A. Marker"
POINTS = 24
"""What a perfect sheet earns."""


class DemoClassError(ValueError):
    """The class cannot be made there; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class DemoClass:
    """Where a made-up class was written.

    Attributes
    ----------
    folder : Path
        Where everything is.
    students : int
        How many are on the roster.
    files : int
        How many files and archives were handed in.
    """

    folder: Path
    students: int
    files: int


def write_demo_class(folder: Path, platform: str = "") -> DemoClass:
    """Write a made-up class: roster, assignment, what was handed in, marks and true scores.

    The same files come out each time, byte for byte.

    Parameters
    ----------
    folder : Path
        A new or empty folder.
    platform : str
        One by which all of the class hands in, and whose own list of it is written, too; without
        it they hand in by several, and some mean harm.

    Raises
    ------
    DemoClassError
        If the folder holds something already.
    """
    new_folder(folder)
    given = files(__package__)
    assignment = (given / "assignment.yml").read_bytes()
    crowd = people()
    members = {
        "assignment.yml": assignment,
        "assignment-discussed.yml": assignment + _DISCUSSED.encode(),
        "rubric.yml": (given / "rubric.yml").read_bytes(),
        "roster.csv": _roster(crowd),
        "marks.csv": _marks(crowd),
        "true-scores.csv": _true_scores(crowd),
    }
    if platform in ("", "canvas"):
        members["canvas-gradebook.csv"] = _canvas_gradebook(crowd)
    write_all(folder, members)
    if platform:
        given_out = ON_PLATFORMS[platform]
        made, _ = _made(crowd, folder)
        handed_in = {f"{platform}.zip": given_out.download(made)}
        if given_out.listed is not None:
            write_all(folder, {given_out.list_name: given_out.listed(crowd, made, POINTS)})
    else:
        handed_in = _handed_in(crowd, folder)
    write_all(folder / "submissions", handed_in)
    return DemoClass(folder, len(crowd), len(handed_in))


def new_folder(folder: Path) -> None:
    """Make a folder, or take an empty one.

    Raises
    ------
    DemoClassError
        If it holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise DemoClassError(f"{folder}: holds files already: name a folder that is new or empty")
    folder.mkdir(parents=True, exist_ok=True)


def _made(crowd: Sequence[Person], folder: Path) -> tuple[dict[Person, tuple[str, bytes]], str]:
    """Let everybody fill in the sheet that the handout gives them; give its digest, too."""
    with tempfile.TemporaryDirectory() as scratch:
        handout = write_handout(
            read_assignment(folder / "assignment.yml"),
            Path(scratch),
            read_roster(folder / "roster.csv"),
        )
        (sheet,) = handout.key.sheets
        made = {
            person: file_of(person, Path(scratch) / "student", sheet)
            for person in crowd
            if person.story != "missing"
        }
    return made, sheet


def _handed_in(crowd: Sequence[Person], folder: Path) -> dict[str, bytes]:
    """Pack what everybody made as it comes by several ways."""
    made, sheet = _made(crowd, folder)
    by = {
        platform: {person: file for person, file in made.items() if person.by == platform}
        for platform in ("canvas", "moodle", "gradescope", "mail")
    }
    canvas = {}
    for person, (name, content) in by["canvas"].items():
        if person.story == "resubmits":
            canvas[canvas_name(person, name)] = first_try_of(person, sheet)
            canvas[canvas_name(person, name, attempt=1)] = content
        else:
            canvas[canvas_name(person, name)] = content
    mail = dict(by["mail"].values()) | {
        f"{person.id}.json": content
        for person, (_, content) in made.items()
        if person.story == "sent-twice"
    }
    return {
        "canvas.zip": zipped(canvas),
        "gradescope.zip": zipped(gradescope_export(by["gradescope"])),
        **{
            f"moodle/{moodle_name(person, name)}": content
            for person, (name, content) in by["moodle"].items()
        },
        **{
            f"mail/{name}": content
            for name, content in (mail | strangers(stranger_of(crowd[0], sheet))).items()
        },
    }


def _roster(crowd: Sequence[Person]) -> bytes:
    header = ("Student ID", "Name", "Email", "Canvas ID")
    return as_csv(header, ((p.id, p.name, p.email, p.canvas_id) for p in crowd))


def _canvas_gradebook(crowd: Sequence[Person]) -> bytes:
    """Give the gradebook as Canvas exports it, with a column that another sheet has filled."""
    header = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Essay (80398)")
    rows = (
        (f"{p.last}, {p.first}", p.canvas_id, p.id, p.email, "Seminar", 10 + p.number % 7, "")
        for p in crowd
    )
    points = ("    Points Possible", "", "", "", "", "20", str(POINTS))
    return as_csv((*header, CANVAS_COLUMN), [points, *rows])


def _marks(crowd: Sequence[Person]) -> bytes:
    header = ("student", "event", "definition", "fact", "neighbour", "comment", "marker")
    rows = (
        (person.id, event, *points, comment, _MARKER)
        for person in crowd
        for event, points, comment in marks_of(person)
    )
    return as_csv(header, rows)


def _true_scores(crowd: Sequence[Person]) -> bytes:
    header = (
        "student", "name", "status", "position_points", "justification_points", "late_share",
        "points_before_marking", "points",
    )  # fmt: skip
    rows = []
    for person in crowd:
        truth = truth_of(person)
        rows.append(
            (
                person.id,
                person.name,
                person.status.value,
                truth.position_points,
                truth.justification_points,
                late_share(person),
                truth.before_marking,
                truth.points,
            )
        )
    return as_csv(header, rows)


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Give the bytes of a table."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()
