"""A small class with a small assignment, for tests of the grading.

Four events, so that each is worth two of the eight points for positions; by the rule of
distance a step costs a quarter of that, half a point.  A justification is worth one point:
four by the rubric.
"""

import csv
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from hedgelab.answers import sheet_of_events
from hedgelab.desk.model.key import Criterion, Key, LateRule, Level, Rubric, Sheet
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.scoring import CreditRule, Reading

PLACES = {
    "port-2001": "balancing",
    "treaty-2002": "economic-pragmatism",
    "visit-2003": "bandwagoning",
    "pipeline-2004": "dominance-denial",
}
"""Where the article puts each event."""

ONE_OFF = {**PLACES, "port-2001": "indirect-balancing"}
"""Places that earn 1.5 + 2 + 2 + 2 = 7.5 of 8 points."""

EVENTS = {
    event: {
        "event_id": event,
        "date": event[-4:],
        "date_end": "",
        "date_text": event[-4:],
        "domain": "trade",
        "title": f"The {event.split('-')[0]} of {event[-4:]}",
        "summary": "Northland and Southland sign.",
        "actors": ["Northland", "Southland"],
    }
    for event in PLACES
}

ABOVE: dict[str, Any] = {"assignment": "ports", "title": "Ports", "instructions": "Place them."}

SHEET = str(sheet_of_events(list(EVENTS.values()), **ABOVE)["digest"])

RUBRIC = Rubric(
    "justification",
    "Justification",
    (
        Criterion("claim", "Claim", (Level(0, "None."), Level(1, "Vague."), Level(2, "Clear."))),
        Criterion("evidence", "Evidence", (Level(0, "None."), Level(2, "From the text."))),
    ),
)

KEY = Key(
    **ABOVE,
    events=EVENTS,
    readings={
        event: (Reading(place, "article", 1, f"The article says {place}."),)
        for event, place in PLACES.items()
    },
    sheets={SHEET: Sheet(tuple(EVENTS))},
    rule=CreditRule.DISTANCE,
    position_points=8,
    due="2027-03-15T23:59:00+01:00",
    late=LateRule(grace_minutes=10, per_day=0.1, last_day=3),
)

MARKED = replace(KEY, justification_points=4, rubric=RUBRIC)
"""The same with justifications to mark."""

CLASS = Roster(
    tuple(
        Enrolled(student, name, f"{student}@example.edu")
        for student, name in (("s1", "Ana Lee"), ("s2", "Ben Okoro"), ("s3", "Çiğdem Ak"))
    )
)

ON_TIME = "2027-03-15T12:00:00Z"


def answer_file(student: str, places: Mapping[str, str] = PLACES, **other: object) -> str:
    """Give the text of an answer file.

    Parameters
    ----------
    student : str
        Their id.
    places : mapping
        Where they put events.
    other : object
        Members to have instead, at the top; ``words`` gives justifications by event.
    """
    words = cast("dict[str, str]", other.pop("words", {}))
    document = {
        "format": "hedgelab-answers/1",
        "assignment": "ports",
        "sheet": SHEET,
        "student": {"id": student, "name": other.pop("name", "")},
        "answers": [
            {"event": event, "position": place, "justification": words.get(event, "")}
            for event, place in places.items()
        ],
        "saved": ON_TIME,
        **other,
    }
    return json.dumps({name: value for name, value in document.items() if value is not None})


def hand_in(folder: Path, **files: str) -> Path:
    """Write files into a folder, ``s1`` as ``s1.json``; give the folder."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table that was written, by the standard library."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def points(graded: Path) -> dict[str, str]:
    """Give the points of each student in ``grades.csv``."""
    return {row["id"]: row["points"] for row in rows(graded / "grades.csv")}


def statuses(graded: Path) -> dict[str, str]:
    """Give the status of each file, and of each missing student, in ``intake.csv``."""
    return {
        Path(row["path"]).stem or row["student"]: row["status"]
        for row in rows(graded / "intake.csv")
    }


def everything(folder: Path) -> dict[str, bytes]:
    """Give every file in a folder, by its name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def record(graded: Path) -> list[Any]:
    """Give what the ledger holds, without the times at which files were first seen."""
    connection = sqlite3.connect(graded / "gradebook.sqlite")
    tables = {
        "files": "path, digest, status, reason, student_id, saved, answers, present",
        "outcomes": "*",
        "grades": "*",
        "students": "*",
        "marks": "student, event, points, comment, marker, text_digest",
    }
    held = [
        connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
        for table, columns in tables.items()
    ]
    connection.close()
    return held
