"""The events to choose from: where each stands, of which domain it is, and how hard."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from hedgelab.data.checking import TableError
from hedgelab.desk.assignments.assignment import Assignment
from hedgelab.desk.assignments.banks import Bank, read_bank
from hedgelab.desk.assignments.draw import difficulty, plan, without_full_credit
from hedgelab.desk.assignments.form import said
from hedgelab.desk.assignments.yaml_members import YAMLFileError
from hedgelab.desk.handout import copies_of, prepared
from hedgelab.desk.handout.page import sheet_page
from hedgelab.desk.ledger.gradebook import graded_sheets
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.office.assignment_files import (
    bank_folder,
    needed_path,
    read_here,
    text_of_file,
)
from hedgelab.desk.office.assignment_form import DRAWN, mode_of
from hedgelab.desk.office.class_roster import class_roster
from hedgelab.desk.office.graded import gradebook, is_graded
from hedgelab.desk.office.request import Done, Given, Request, Watch, text_of
from hedgelab.desk.reports.item_analysis import analyse
from hedgelab.guessing import by_two_questions, power_of
from hedgelab.scoring import anchor
from hedgelab.spectrum import position

_EXAMPLE: Final = Enrolled("example", "Example Student")


def _events(folder: Path, _asked: Mapping[str, Any], _given: Sequence[Given], _: Watch) -> Done:
    """Give every event of the bank, with what is chosen of them."""
    path = needed_path(folder)
    text = text_of_file(path)
    own = bank_folder(path)
    if own is not None and not any(own.glob("*.csv")):
        return Done(shown={"events": [], "power": ""})
    bank = read_bank(own)
    held = said(text)
    chosen = set(held.get("draw.among" if mode_of(text) == DRAWN else "events", ()))
    unsettled = set(without_full_credit(bank.events, bank))
    drawn, measured = _drawn(path, bank), _measured(folder)
    power = power_of(event["actors"] for event in bank.events.values())
    rows = []
    for event, about in bank.events.items():
        readings = bank.readings[event]
        key = anchor(readings)
        guess = by_two_questions(power in about["actors"], bank.domains[event])
        rows.append(
            {
                "id": event,
                "title": about["title"],
                "date": about["date_text"],
                "summary": about["summary"],
                "period": bank.periods[event],
                "domain": bank.domains[event],
                "position": key.position,
                "place": position(key.position).name,
                "reader": key.reader,
                "hard": round(difficulty(readings), 3),
                "others": [
                    {"place": position(it.position).name, "credit": it.credit}
                    for it in readings
                    if it is not key
                ],
                "guessed": next((it.credit for it in readings if it.position == guess), 0),
                "measured": measured.get(event),
                "is_unsettled": event in unsettled,
                "dispute": bank.disputes.get(event, ""),
                "chosen": event in chosen,
                "drawn": event in drawn if drawn is not None else None,
            }
        )
    return Done(shown={"events": rows, "power": power})


def _drawn(path: Path, bank: Bank) -> frozenset[str] | None:
    """Give the events that a sheet may hold; None where the assignment is not in order yet."""
    try:
        groups = plan(read_here(path), bank).groups
    except (YAMLFileError, TableError):
        return None
    return frozenset(event for group in groups for event in group.events)


def _measured(folder: Path) -> dict[str, float]:
    """Give the mean credit that a class that was graded earned for each event."""
    if not is_graded(folder):
        return {}
    with gradebook(folder) as ledger:
        if not ledger.key_digest:
            return {}
        figures = analyse(ledger.key, graded_sheets(ledger)).items
    return {it.event: round(it.mean_credit, 2) for it in figures if it.asked}


def _preview(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _: Watch) -> Done:
    """Give the sheet as a student will see it."""
    assignment = read_here(needed_path(folder))
    student = _student(class_roster(folder), text_of(asked, "student", ""))
    return Done(shown={"page": _page(assignment, student), "student": student.name})


def _student(roster: Roster | None, wanted: str) -> Enrolled:
    students = roster.students if roster else ()
    found = roster.by_id(wanted) if roster and wanted else None
    return found or (students[0] if students else _EXAMPLE)


def _page(assignment: Assignment, student: Enrolled) -> str:
    roster = Roster((student,))
    key = prepared(assignment, roster).key
    (copy,) = copies_of(assignment, key, roster)
    return sheet_page(copy)


REQUESTS: Final[Mapping[str, Request]] = {
    "assignment.events": Request(_events, changes=False, label="the events"),
    "assignment.preview": Request(_preview, changes=False, label="a preview"),
}
"""What may be asked of the events."""
