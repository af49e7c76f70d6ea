"""The first step: who is in the class, in which section, and what was decided of whom."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from hedgelab.desk.grading.run import grade
from hedgelab.desk.model.roster import Enrolled, Roster, roster_in
from hedgelab.desk.model.sections import folded_section
from hedgelab.desk.office import class_decisions
from hedgelab.desk.office.class_decisions import KINDS, decisions_of_class, ruling_of, shown
from hedgelab.desk.office.class_roster import ROSTER, class_roster, roster_path
from hedgelab.desk.office.graded import GRADED, gradebook, is_graded, only_one
from hedgelab.desk.office.request import (
    Done,
    Given,
    Request,
    Watch,
    on_pages,
    page_of,
    text_of,
)
from hedgelab.desk.office.searching import fits
from hedgelab.desk.text.pages import counted
from hedgelab.desk.text.visible import visible

_TOLD = 5  # names that a sentence gives


def state(folder: Path) -> dict[str, Any]:
    """Say who is in the class, in short; the list itself comes by pages, from ``class.students``.

    Parameters
    ----------
    folder : Path
        The class's folder.
    """
    roster, path = class_roster(folder), roster_path(folder)
    held: dict[str, Any] = {"roster": None, "kinds": KINDS, "decisions": decisions_of_class(folder)}
    if roster is None or path is None:
        return {**held, "next": "Drop the list of your students here, as your platform gives it."}
    held["roster"] = {
        "file": path.name,
        "students": len(roster.students),
        "without_email": sum(not it.email for it in roster.students),
        "sections": [
            {"name": name, "students": sum(_is_in(it, name) for it in roster.students)}
            for name in roster.sections
        ],
        "notes": list(roster.notes),
    }
    return held


def _take_roster(
    folder: Path, _asked: Mapping[str, Any], given: Sequence[Given], watch: Watch
) -> Done:
    """Take a roster, in place of the one before."""
    (file,) = only_one(given, "the list of all students")
    name = Path(file.name).name
    roster, before = roster_in(file.content, name), class_roster(folder)
    for path in (folder / ROSTER).glob("*"):
        path.unlink()
    (folder / ROSTER).mkdir(exist_ok=True)
    (folder / ROSTER / name).write_bytes(file.content)
    said = [f"{counted(len(roster.students), 'student')} in {visible(name)}.", *roster.notes]
    if before is not None:
        said += _told_moves(before, roster)
    if is_graded(folder):
        with gradebook(folder) as ledger:
            key = ledger.key
        report = grade(key, (), folder / GRADED, roster=roster, on_pages=on_pages(watch))
        said += [*report.decisions, *report.changed]
    return Done(said)


def _told_moves(before: Roster, after: Roster) -> list[str]:
    joined = [it for it in after.students if before.by_id(it.id) is None]
    left = [it for it in before.students if after.by_id(it.id) is None]
    told = [("joined", joined), ("no longer on the list", left)]
    return [f"{len(some)} {how}: {_named(some)}." for how, some in told if some]


def _named(students: Sequence[Enrolled]) -> str:
    named = ", ".join(visible(it.name or it.id) for it in students[:_TOLD])
    return named + (f" and {len(students) - _TOLD} more" if len(students) > _TOLD else "")


def _students(
    folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch
) -> Done:
    """Give one page of the list of students, each with what was decided of them."""
    roster = class_roster(folder)
    if roster is None:
        return Done(shown={"students": [], "of": 0})
    search, section = text_of(asked, "search", ""), text_of(asked, "section", "")
    standings = ruling_of(folder).students
    found = [
        it
        for it in roster.students
        if fits(search, it.name, (it.id, it.email))
        and (not section or _is_in(it, section))
        and (asked.get("decided") is not True or it.id in standings)
    ]
    start, page = page_of(asked, found)
    rows = [
        {
            "id": it.id,
            "name": it.name,
            "email": it.email,
            "sections": list(it.sections),
            "decisions": [
                shown(decision)
                for decision in (standings[it.id].decisions if it.id in standings else ())
            ],
        }
        for it in page
    ]
    return Done(shown={"students": rows, "of": len(found), "from": start})


def _is_in(student: Enrolled, section: str) -> bool:
    return folded_section(section) in map(folded_section, student.sections)


REQUESTS: Final[Mapping[str, Request]] = {
    "class.roster": Request(_take_roster, changes=True, label="the roster"),
    "class.students": Request(_students, changes=False, label=""),
    **class_decisions.REQUESTS,
}
"""What may be asked here."""
