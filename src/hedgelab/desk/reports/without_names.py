"""What a class answered, for research: codes instead of names, and nothing that tells who it was.

The codes are keyed by the gradebook's secret.  So whoever has the gradebook can still find a
student's rows, as somebody who withdraws their consent may ask, and whoever has not cannot.
"""

import csv
import hmac
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from hedgelab.desk.ledger.gradebook import graded_sheets
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.key import Key, write_key
from hedgelab.desk.model.records import GradedAnswer, GradedSheet
from hedgelab.desk.reports.archive import README, write_archive
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.pages import counted
from hedgelab.desk.text.spreadsheets import Cell, number, safe_cell
from hedgelab.desk.text.visible import is_blank

FEW = 5
"""In a smaller class a code hides little."""

_CODE = 12
_SHORTEST_NAME = 3  # letters of a name that is looked for in a text

_TOLD = """\
What a class answered, without names.

  students.csv  a row for each student with answers that count: code, section, points
  answers.csv   a row for each answer: code, event, position, confidence, credit, marks{texts}
  key.json      the events, the readings and the rule, without anybody's sheet

A code stands for a student. It is keyed by a secret in the gradebook, and rows are in the order of
the codes. Names, ids, addresses, times, files, comments, markers and decisions are left out, and
sections have numbers instead of their names. {left}

As long as the gradebook exists this is personal data under a code, and not anonymous: treat it so.
{size}
"""
_WITHOUT = "What students wrote is left out, for a text may tell who wrote it, or name others."
_WITH = (
    "What students wrote is in it. Names and ids of the class were taken out where they stand in "
    "full; read the texts all the same before you pass them on, for a text may tell who wrote it."
)


def archive_without_names(ledger: Ledger, out: Path, *, texts: bool = False) -> int:
    """Write what a class answered into a zip that names nobody; give how many students it holds.

    Parameters
    ----------
    ledger : Ledger
        The record.
    out : Path
        The zip; one that is there is not written over.
    texts : bool
        Whether to put in what students wrote.

    Raises
    ------
    ArchiveError
        If the file is there already.
    """
    sheets = sorted(
        (
            (code_for_research(ledger, sheet.student), sheet)
            for sheet in graded_sheets(ledger)
            if sheet.answers
        ),
        key=lambda it: it[0],
    )
    write_archive(out, _members(ledger, sheets, texts=texts), kind="without names")
    return len(sheets)


def told_without_names(out: Path, count: int, *, texts: bool) -> list[str]:
    """Say what was written, and what to look at before it is passed on."""
    told = [f"{out}: {counted(count, 'student')} under codes, without names."]
    if texts:
        told.append("Read the texts before you pass them on.")
    if count < FEW:
        told.append(f"It holds fewer than {FEW} students, who may be known by their answers.")
    return told


def code_for_research(ledger: Ledger, student: str) -> str:
    """Give what stands for a student; markers know them by another code."""
    told = f"research\n{folded_id(student)}".encode()
    return f"r{hmac.new(ledger.secret.encode(), told, sha256).hexdigest()[:_CODE]}"


def _members(
    ledger: Ledger, sheets: Sequence[tuple[str, GradedSheet]], *, texts: bool
) -> Iterator[tuple[str, bytes]]:
    key = ledger.key
    few = len(sheets) < FEW
    size = f"It holds {len(sheets)} students: so few may be known by their answers." if few else ""
    told = {"texts": ", text" if texts else "", "left": _WITH if texts else _WITHOUT, "size": size}
    yield README, _TOLD.format(**told).encode()
    sections = {name: f"{place}" for place, name in enumerate(sorted(ledger.sections()), start=1)}
    students = (
        (
            *(code, ";".join(sections[name] for name in sheet.sections if name in sections)),
            *(number(sheet.position_points), number(sheet.justification_points)),
            number(key.points),
        )
        for code, sheet in sheets
    )
    about = ("code", "section", "position points", "justification points", "of")
    yield "students.csv", _csv(about, students)
    criteria = [criterion.id for criterion in key.rubric.criteria] if key.rubric else []
    hidden = _names(ledger) if texts else None
    header = ["code", "event", "position", "confidence", "steps", "credit", *criteria]
    header += ["text"] if texts else []
    rows = (
        _row(code, answer, criteria, hidden) for code, sheet in sheets for answer in sheet.answers
    )
    yield "answers.csv", _csv(header, rows)
    yield "key.json", write_key(_without_students(key)).encode()


def _row(
    code: str, answer: GradedAnswer, criteria: Sequence[str], hidden: re.Pattern[str] | None
) -> Sequence[Cell]:
    mark = answer.mark.points if answer.mark else {}
    cells: tuple[Cell, ...] = (
        *(code, answer.event, answer.position or "", answer.confidence, answer.steps),
        *(answer.credit, *(_points(mark.get(criterion)) for criterion in criteria)),
    )
    if hidden is None:
        return cells
    text = "" if is_blank(answer.justification) else answer.justification
    return (*cells, hidden.sub("[…]", text))


def _points(given: float | None) -> str | None:
    return None if given is None else number(given)


def _names(ledger: Ledger) -> re.Pattern[str]:
    """Give what finds the names, ids and addresses of a class in a text."""
    told = {
        given
        for it in ledger.students()
        for given in (it.id, it.name, it.email, *it.ids, *it.names)
        if len(given) >= _SHORTEST_NAME or any(letter.isdigit() for letter in given)
    }
    either = "|".join(map(re.escape, sorted(told, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)", re.IGNORECASE)


def _without_students(key: Key) -> Key:
    sheets = {digest: replace(sheet, students=()) for digest, sheet in key.sheets.items()}
    return replace(key, sheets=sheets)


def _csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
