"""The class at a glance: how many stand where, by section, and the lists behind each number."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from hedgelab.desk.ledger.gradebook import IntakeLine, graded_sheets, intake
from hedgelab.desk.ledger.store import NAME
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.office.grade_words import TITLES, title_of
from hedgelab.desk.office.graded import GRADED, gradebook
from hedgelab.desk.office.request import Done, Given, RequestError, Watch, page_of, text_of
from hedgelab.desk.office.searching import fits

_FIRST = 25  # files to look at that the glance itself names

NO_SECTION: Final = ""
"""Under this stand those who are in no section."""


class Standing(NamedTuple):
    """How a class stands.

    Attributes
    ----------
    students : tuple of GradedSheet
        Everybody's grade without answers, in the order of the roster.
    lines : tuple of IntakeLine
        What became of every file, by name, and who is missing.
    """

    students: tuple[GradedSheet, ...]
    lines: tuple[IntakeLine, ...]


def standing(folder: Path) -> Standing:
    """Give how a class stands; computed anew only where its gradebook has changed."""
    path = folder / GRADED / NAME
    told = path.stat()
    return _standing(folder, told.st_mtime_ns, told.st_size, told.st_ino)


@lru_cache(maxsize=2)
def _standing(folder: Path, *_changed: int) -> Standing:
    with gradebook(folder) as ledger:
        sheets = graded_sheets(ledger, with_answers=False)
        return Standing(tuple(sheets), tuple(intake(ledger)))


def glance(found: Standing) -> dict[str, Any]:
    """Say how many students and files stand where, by section, and name the first to look at."""
    look = [it for it in found.lines if it.is_file_to_look_at]
    sections = list(dict.fromkeys(name for it in found.students for name in it.sections))
    if sections and any(not it.sections for it in found.students):
        sections.append(NO_SECTION)
    return {
        "sections": sections,
        "students": _by_status(
            ((it.status, it.sections) for it in found.students), sections, len(found.students)
        ),
        "files": _by_status(
            ((it.status, it.sections) for it in found.lines if it.path),
            sections,
            sum(bool(it.path) for it in found.lines),
        ),
        "look": {"of": len(look), "rows": [_line(it, _names(found)) for it in look[:_FIRST]]},
    }


def _by_status(
    stand: Iterable[tuple[Status, Sequence[str]]], sections: Sequence[str], total: int
) -> dict[str, Any]:
    counts: Counter[tuple[Status, str]] = Counter()
    whole: Counter[Status] = Counter()
    for status, named in stand:
        whole[status] += 1
        for section in named or (NO_SECTION,):
            counts[status, section] += 1
    rows = [
        {
            "status": status.value,
            "title": TITLES[status],
            "count": whole[status],
            "needs": status.needs_attention,
            "sections": [counts[status, section] for section in sections],
        }
        for status in Status
        if whole[status]
    ]
    return {"of": total, "rows": rows}


def listed(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Give one page of the students, of the files, or of the files to look at."""
    found, what = standing(folder), text_of(asked, "what")
    names = _names(found)
    rows: Iterator[dict[str, Any]]
    match what:
        case "students":
            rows = (_student(it) for it in found.students)
        case "files":
            rows = (_line(it, names) for it in found.lines if it.path)
        case "look":
            rows = (_line(it, names) for it in found.lines if it.is_file_to_look_at)
        case _:
            raise RequestError(f"what is {what!r}, and students, files or look is wanted here")
    status, search = text_of(asked, "status", ""), text_of(asked, "search", "")
    section = asked.get("section")
    fitting = [
        it
        for it in rows
        if (not status or it["status"] == status)
        and (section is None or _is_in(it["sections"], str(section)))
        and fits(search, it["name"], (it.get(member, "") for member in _KNOWN_BY))
    ]
    start, page = page_of(asked, fitting)
    again = {name: asked[name] for name in _ASKED if name in asked}
    shown = {"what": what, "rows": page, "of": len(fitting), "from": start, "asked": again}
    return Done(shown=shown)


_KNOWN_BY = ("student", "email", "path")
_ASKED = ("what", "status", "section", "search", "limit")


def _is_in(sections: Sequence[str], section: str) -> bool:
    return section in sections if section else not sections


def _names(found: Standing) -> dict[str, str]:
    return {it.student: it.name for it in found.students}


def _student(sheet: GradedSheet) -> dict[str, Any]:
    return {
        "student": sheet.student,
        "name": sheet.name,
        "email": sheet.email,
        "sections": list(sheet.sections),
        "status": sheet.status.value,
        "title": TITLES[sheet.status],
        "points": sheet.points if sheet.has_grade else None,
        "to_mark": sheet.to_mark if sheet.has_grade else 0,
        "late": sheet.late_how,
        "decided": [it.says for it in sheet.decisions],
        "notes": list(sheet.notes),
    }


def _line(line: IntakeLine, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "file": line.file,
        "path": line.path,
        "student": line.student,
        "name": names.get(line.student, ""),
        "sections": list(line.sections),
        "status": line.status.value,
        "title": title_of(line),
        "needs": line.needs_attention,
        "reason": line.reason,
        "received": line.received,
        "clock": line.clock,
        "notes": list(line.notes),
    }
