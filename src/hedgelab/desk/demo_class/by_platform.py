"""The made-up class on one platform: its download, and its own list of the class, as it gives them.

What students hand in is packed whole, each under the name that the platform would give it.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from hedgelab.desk.demo_class.packing import (
    canvas_name,
    gradescope_export,
    moodle_name,
    participant_of,
    zipped,
)
from hedgelab.desk.demo_class.people import Person

TITLE = "Baku and Moscow, 1993–1999"
"""What the assignment is called on every platform."""

Files = Mapping[Person, tuple[str, bytes]]


class OnPlatform(NamedTuple):
    """What a platform gives out of the made-up class.

    Attributes
    ----------
    download : callable
        Takes what everybody handed in; gives the zip.
    listed : callable or None
        Takes the class and what they handed in; gives the platform's own list of it, which serves
        as roster and, where grades go back in a file, is filled.
    list_name : str
        What that is called.
    """

    download: Callable[[Files], bytes]
    list_name: str
    listed: Callable[[Sequence[Person], Files, int], bytes] | None = None


def user_of(person: Person) -> str:
    """Give the name by which a platform lets somebody in."""
    return f"u{person.id[1:]}"


def _canvas(files: Files) -> bytes:
    return zipped({canvas_name(it, name): content for it, (name, content) in files.items()})


def _moodle(files: Files) -> bytes:
    members = {moodle_name(it, name): content for it, (name, content) in files.items()}
    moments = {moodle_name(it, name): it.handed_in for it, (name, _) in files.items()}
    return zipped(members, moments)


def _blackboard(files: Files) -> bytes:
    members: dict[str, bytes] = {}
    for person, (name, content) in files.items():
        attempt = f"Baku and Moscow_{user_of(person)}_attempt_{person.handed_in:%Y-%m-%d-%H-%M-%S}"
        members[f"{attempt}_{name}"] = content
        members[f"{attempt}.txt"] = (
            f"Name: {person.name} ({user_of(person)})\r\nAssignment: Baku and Moscow\r\n"
            f"Date Submitted: {_told(person.handed_in)} CEST\r\nCurrent Grade: Needs Grading\r\n"
            "\r\nSubmission Field:\r\nThere is no student submission text data for this assignment."
            f"\r\n\r\nFiles:\r\n\tOriginal filename: {name}\r\n\tFilename: {attempt}_{name}\r\n"
        ).encode()
    return zipped(members)


def _brightspace(files: Files) -> bytes:
    members: dict[str, bytes] = {"index.html": b"<!DOCTYPE html><title>Baku and Moscow</title>"}
    for person, (name, content) in files.items():
        when = person.handed_in
        told = f"{when:%b} {when.day}, {when.year} {int(when.strftime('%I'))}{when:%M %p}"
        folder = f"{39_000 + person.number}-2557369 - {person.name} - {told}"
        members[f"{folder}/{name}"] = content
    return zipped(members)


def _told(when: datetime) -> str:
    return (
        f"{when:%A}, {when:%B} {when.day}, {when.year} {int(when.strftime('%I'))}:{when:%M:%S %p}"
    )


def _table(rows: Sequence[Sequence[object]], separator: str = ",", quoting: int = 0) -> str:
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_ALL if quoting else 0
    )
    writer.writerows(rows)
    return text.getvalue()


def _worksheet(crowd: Sequence[Person], files: Files, points: int) -> bytes:
    """Give Moodle's grading worksheet, in English, with comments asked for."""
    rows: list[Sequence[object]] = [
        (
            *("Identifier", "Full name", "ID number", "Email address", "Status", "Grade"),
            *("Maximum grade", "Grade can be changed", "Last modified (submission)"),
            *("Last modified (grade)", "Feedback comments"),
        )
    ]
    for person in crowd:
        state, time = "No submission - ", "-"
        if person in files:
            state, when = "Submitted for grading - ", person.handed_in
            hour = int(when.strftime("%I"))
            time = f"{when:%A}, {when.day} {when:%B} {when.year}, {hour}:{when:%M %p}"
        rows.append(
            (
                *(f"Participant {participant_of(person)}", person.name, person.id, person.email),
                *(state, "", f"{points}.00", "Yes", time, "-", ""),
            )
        )
    return _table(rows).replace("\r\n", "\n").encode("utf-8-sig")


def _grade_center(crowd: Sequence[Person], _files: Files, points: int) -> bytes:
    """Give Blackboard's gradebook: tabs in UTF-16, whatever its ending says."""
    rows: list[Sequence[object]] = [
        (
            *("Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability"),
            *(
                "Total [Total Pts: 24 Score] |664600",
                f"{TITLE} [Total Pts: {points} Score] |664617",
            ),
        )
    ]
    for it in crowd:
        rows.append((it.last, it.first, user_of(it), it.id, "", "Yes", "", ""))
    return _table(rows, "\t").encode("utf-16")


def _grades_export(crowd: Sequence[Person], _files: Files, points: int) -> bytes:
    """Give Brightspace's export, with its sign before ids and at the end of each row."""
    title = f"{TITLE} Points Grade <Numeric MaxPoints:{points} Weight:10>"
    rows: list[Sequence[object]] = [
        ("OrgDefinedId", "Username", "Last Name", "First Name", title, "End-of-Line Indicator")
    ]
    rows += [(f"#{it.id}", f"#{user_of(it)}", it.last, it.first, "", "#") for it in crowd]
    return _table(rows).encode()


def _gradescope_roster(crowd: Sequence[Person], _files: Files, _points: int) -> bytes:
    rows: list[Sequence[object]] = [("First Name", "Last Name", "SID", "Email", "Role", "Section")]
    rows += [(it.first, it.last, it.id, it.email, "Student", "Seminar") for it in crowd]
    rows.append(("A.", "Marker", "", "marker@example.edu", "Instructor", ""))
    return _table(rows).encode()


ON_PLATFORMS = {
    "canvas": OnPlatform(_canvas, "canvas-gradebook.csv"),
    "moodle": OnPlatform(_moodle, "Grades.csv", _worksheet),
    "blackboard": OnPlatform(_blackboard, "gc_baku_fullgc.xls", _grade_center),
    "brightspace": OnPlatform(_brightspace, "brightspace-grades.csv", _grades_export),
    "gradescope": OnPlatform(
        lambda files: zipped(gradescope_export(files)), "gradescope-roster.csv", _gradescope_roster
    ),
}
"""By the platform's id."""
