"""The tables that stand beside the ledger, and how a grade came about, in words."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hedgelab.desk.ledger.decisions import changes_of
from hedgelab.desk.ledger.gradebook import (
    graded_sheet,
    graded_sheets,
    intake,
    recomputed,
    seen_of,
)
from hedgelab.desk.ledger.markings import every_marking_of
from hedgelab.desk.ledger.marks import every_mark_of
from hedgelab.desk.ledger.regrades import moves_of
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.decisions import COLUMNS
from hedgelab.desk.model.records import GradedAnswer, Mark
from hedgelab.desk.model.sections import is_in
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.spreadsheets import number, write_rows
from hedgelab.desk.text.visible import visible

GRADE_COLUMNS = (
    "id",
    "name",
    "email",
    "section",
    "status",
    "points",
    "of",
    "position points",
    "justification points",
    "late share",
    "late how",
    "to mark",
    "decided",
    "computed",
    "notes",
)
"""The columns of ``grades.csv``."""

INTAKE_COLUMNS = (
    "path",
    "student",
    "section",
    "status",
    "needs attention",
    "reason",
    "received",
    "clock",
    "notes",
)
"""The columns of ``intake.csv``."""


_JOINED = "; "  # of several sections, as a roster reads them, too


class ExportError(ValueError):
    """What cannot be written out; the message says why and what to do."""


def write_grades(ledger: Ledger, path: Path, sections: Sequence[str] = ()) -> None:
    """Write ``grades.csv``: a row for each student, of the whole class or of these sections.

    Where nothing counts, the points stay empty: whether that is a zero is the teacher's to say.
    """
    write_rows(path, GRADE_COLUMNS, _grade_rows(ledger, sections))


def write_intake(ledger: Ledger, path: Path, sections: Sequence[str] = ()) -> None:
    """Write ``intake.csv``: a row for each file, and for each student from whom none came."""
    rows = (
        (
            *(line.path, line.student, _JOINED.join(line.sections), line.status.value),
            *("yes" if line.needs_attention else "no", line.reason),
            *(line.received, line.clock, " ".join(line.notes)),
        )
        for line in intake(ledger, sections)
    )
    write_rows(path, INTAKE_COLUMNS, rows)


def _grade_rows(ledger: Ledger, sections: Sequence[str]) -> Iterator[Sequence[str]]:
    whole = number(ledger.key.points)
    marked = ledger.marked_students()
    for sheet in graded_sheets(ledger, with_answers=False, sections=sections):
        notes = sheet.notes
        if sheet.student in marked:
            notes = (*notes, *_stale(ledger, sheet.student))
        counts = sheet.has_grade
        # What was computed of a file; a paper has no such parts.
        parts = counts and (sheet.computed is not None or not sheet.decisions)
        yield (
            sheet.student,
            sheet.name,
            sheet.email,
            _JOINED.join(sheet.sections),
            sheet.status.value,
            number(sheet.points) if counts else "",
            whole,
            number(sheet.position_points) if parts else "",
            number(sheet.justification_points) if parts else "",
            number(sheet.late_share) if parts else "",
            sheet.late_how,
            str(sheet.to_mark) if counts else "",
            "; ".join(it.says for it in sheet.decisions),
            "" if sheet.computed is None else number(sheet.computed),
            " ".join(notes),
        )


def _stale(ledger: Ledger, student: str) -> tuple[str, ...]:
    sheet = graded_sheet(ledger, student)
    events = [
        answer.event
        for answer in (sheet.answers if sheet else ())
        if answer.mark and answer.mark.is_stale
    ]
    if not events:
        return ()
    return (f"The text has changed since it was marked: {', '.join(events)}.",)


def receipt(ledger: Ledger, student: str) -> dict[str, Any]:
    """Give how a student's grade came about, as plain dictionaries and lists.

    The points are computed anew from what the ledger holds, and both figures are given.

    Raises
    ------
    ExportError
        If no such student is known.
    """
    sheet = graded_sheet(ledger, student)
    if sheet is None:
        raise ExportError(
            f"{ledger.path}: knows no student {student!r}: write the id as grades.csv has it"
        )
    told: dict[str, Any] = {"student": student, "name": sheet.name, "status": sheet.status.value}
    if sheet.has_grade:
        told |= {"points": sheet.points, "of": ledger.key.points}
    if sheet.receipt is not None:
        told |= {
            "computed": sheet.points if sheet.computed is None else sheet.computed,
            "recomputed": recomputed(ledger, student),
            "position_points": sheet.position_points,
            "justification_points": sheet.justification_points,
            "late_share": sheet.late_share,
            "late_how": sheet.late_how,
            "to_mark": sheet.to_mark,
            "counts": sheet.receipt.path,
            "received": sheet.receipt.received,
            "clock": sheet.receipt.clock,
            "sheet": sheet.receipt.sheet,
            "key": sheet.receipt.key,
            "rule": sheet.receipt.rule,
            "answers": [_answer(answer) for answer in sheet.answers],
        }
    return {
        **told,
        "marks": list(_marks(ledger, student)),
        "decisions": [dict(zip(COLUMNS, it.cells, strict=True)) for it in sheet.decisions],
        "decision_log": [change._asdict() for change in changes_of(ledger, student)],
        "files": [file._asdict() for file in seen_of(ledger, student)],
        "regrades": [move._asdict() for move in moves_of(ledger, student)],
    }


def receipts(
    ledger: Ledger, sections: Sequence[str] = (), student: str | None = None
) -> Iterator[dict[str, Any]]:
    """Give how the grades of these sections came about, or that of one student.

    Raises
    ------
    ExportError
        If no such student is known.
    SectionError
        If there is no such section.
    """
    wanted = ledger.sections().named(sections)
    known = [it.id for it in ledger.students() if is_in(it.sections, wanted)]
    if student is not None:
        alike = [it for it in known if folded_id(it) == folded_id(student)]
        known = alike or [student]
    for one in known:
        yield receipt(ledger, one)


def told_receipt(told: dict[str, Any]) -> str:
    """Give a receipt for people."""
    lines = [
        f"{told['student']}  {told['name']}".rstrip(),
        f"  status: {told['status']}",
        *_told_points(told),
        *_told_marks(told["marks"]),
        *_told_history(told),
    ]
    return "\n".join(visible(line, most=None) for line in lines) + "\n"


def _told_points(told: dict[str, Any]) -> Iterator[str]:
    if "points" in told:
        waiting = told.get("to_mark")
        provisional = f"; {waiting} justifications to mark" if waiting else ""
        yield f"  points: {number(told['points'])} of {number(told['of'])}{provisional}"
    if told["decisions"]:
        yield "  decisions:"
        yield from (f"    {_signed(decision)}" for decision in told["decisions"])
    if "computed" not in told:
        return
    same = "the same" if told["recomputed"] == told["computed"] else "NOT the same"
    if told["decisions"]:
        yield f"  computed, beside what was decided: {number(told['computed'])}"
    yield f"  computed anew from the ledger: {number(told['recomputed'])}, {same}"
    yield (
        f"  positions {number(told['position_points'])}, "
        f"justifications {number(told['justification_points'])}, "
        f"late share {number(told['late_share'])}"
    )
    if told["late_how"]:
        yield f"  {told['late_how']}"
    yield f"  file: {told['counts']}"
    clock = f" (by the clock of the {told['clock']})" if told["clock"] else ""
    yield f"  handed in: {told['received'] or 'not known'}{clock}"
    yield from (f"  {name}: {told[name]}" for name in ("sheet", "key", "rule"))
    yield "  answers:"
    for answer in told["answers"]:
        yield f"    {answer['event']}: {number(answer['credit'])}. {answer['how']}"
        if answer["mark"]:
            by = f", by {answer['marker']}" if answer["marker"] else ""
            justified = f"{_given(answer['mark'])}{by}. {answer['comment']}"
            yield f"      justification: {justified}".rstrip()


def _told_marks(marks: Sequence[dict[str, Any]]) -> Iterator[str]:
    if marks:
        yield "  every mark that was given, the first one first:"
    for mark in marks:
        by = f" by {mark['marker']}" if mark["marker"] else ""
        where = "" if mark["on_record"] else " (in a marker’s file)"
        flag = " It asks for a second look." if mark["flagged"] else ""
        given = f"{_given(mark['points'])}{by}, {mark['made']}{where}."
        yield f"    {mark['event']}: {given} {mark['comment']}".rstrip() + flag


def _told_history(told: dict[str, Any]) -> Iterator[str]:
    if told["files"]:
        yield "  files:"
    for file in told["files"]:
        yield f"    {file['path']}: {file['status']}. {file['reason']}"
        yield f"      {file['file']}, first seen {file['first_seen']}"
    changes = {
        "grades before and after decisions": told["decision_log"],
        "regrades": told["regrades"],
    }
    for title, some in changes.items():
        if some:
            yield f"  {title}:"
        for change in some:
            before, after = (_or_none(change[name]) for name in ("before", "after"))
            yield f"    {change['made']}: from {before} to {after}. {change['why']}"


def _marks(ledger: Ledger, student: str) -> Iterator[dict[str, Any]]:
    """Give every mark that a student's texts ever had, with whoever gave it."""
    for kept in every_mark_of(ledger, student):
        yield _mark(kept.event, kept.mark, kept.made)
    for marking in every_marking_of(ledger, student):
        told = _mark(marking.event, marking.mark, marking.written)
        yield told | {"on_record": False, "flagged": marking.is_flagged}


def _mark(event: str, mark: Mark, made: str) -> dict[str, Any]:
    return {
        "event": event,
        "points": dict(mark.points),
        "comment": mark.comment,
        "marker": mark.marker,
        "text": mark.text_digest,
        "made": made,
        "on_record": True,
        "flagged": False,
    }


def _given(points: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {number(it)}" for name, it in points.items())


def _signed(cells: dict[str, str]) -> str:
    said = f"{cells['what']} {cells['value']}".strip()
    by = ", ".join(filter(None, (cells["who"], cells["when"])))
    why = f": {cells['reason']}" if cells["reason"] else ""
    return f"{said}{why}" + (f" ({by})" if by else "")


def _or_none(value: float | None) -> str:
    return "no grade" if value is None else number(value)


def _answer(answer: GradedAnswer) -> dict[str, Any]:
    return {
        "event": answer.event,
        "position": answer.position,
        "steps": answer.steps,
        "credit": answer.credit,
        "how": answer.how,
        "justification": answer.justification,
        "mark": dict(answer.mark.points) if answer.mark else None,
        "comment": answer.mark.comment if answer.mark else "",
        "marker": answer.mark.marker if answer.mark else "",
    }
