"""Forgetting one student: every trace goes, and the rest of the class stays as it was."""

import json
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hedgelab.desk.grading.changed_copies import copies_of
from hedgelab.desk.grading.decisions_file import DECISIONS, take_out_where
from hedgelab.desk.grading.outcomes import grade_all
from hedgelab.desk.grading.page_names import feedback_name
from hedgelab.desk.grading.pages_beside import CHANGED
from hedgelab.desk.ledger.decisions import decisions_in_force, keep_decisions
from hedgelab.desk.ledger.files import files_without_answers, forget_in_groups
from hedgelab.desk.ledger.forgetting import (
    change_keys,
    grades_of_others,
    leave_no_trace,
    owners,
    spellings,
    take_out,
)
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.decisions import Decision
from hedgelab.desk.model.found import FoundFile
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.model.statuses import COUNTING
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.spreadsheets import SpreadsheetError, read_rows, write_rows
from hedgelab.desk.text.visible import visible

_FORGOT = "forgot"  # that somebody was forgotten; nothing says who


class ForgettingError(ValueError):
    """What stops forgetting before anything has changed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was taken out, and what lies elsewhere.

    Attributes
    ----------
    rows : tuple of str
        What the ledger held, in words.
    outputs : tuple of str
        Files beside the ledger that were taken away or written anew.
    elsewhere : tuple of str
        Files that were handed in and lie where they were found, and others that name them.
    paths : tuple of str
        The paths under which all their files came.
    """

    rows: tuple[str, ...]
    outputs: tuple[str, ...]
    elsewhere: tuple[str, ...]
    paths: tuple[str, ...] = ()


def forget(ledger: Ledger, student: str) -> Forgotten:
    """Take every trace of a student out of the ledger and what lies beside it.

    What is written from the ledger is to be written anew after this.

    Raises
    ------
    ForgettingError
        If nothing is known of them, or another student's grade would change.
    """
    spelt, out = spellings(ledger, student), ledger.path.parent
    files = list(_files_of(ledger, student))
    if not spelt and not files:
        raise ForgettingError(
            f"{ledger.path}: knows no student {visible(student)!r}: write the id as grades.csv "
            "has it"
        )
    before = grades_of_others(ledger, spelt)
    told = [*spelt, *(it.email for it in ledger.students() if it.id in spelt and it.email)]
    paths = {file.path for file in files}
    enrolled = Roster(tuple(ledger.students())).by_id(student)
    is_theirs = _theirs(enrolled, (*told, student), paths)
    with ledger.transaction():
        took = take_out(ledger, spelt, (file.number for file in files))
        forget_in_groups(ledger, {*told, student, *(enrolled.ids if enrolled else ())})
        places = json.loads(ledger.setting("places") or "{}")
        kept_places = {place: name for place, name in places.items() if name not in paths}
        ledger.keep_setting("places", json.dumps(kept_places))
        keys = change_keys(ledger, lambda key: without_student(key, student))
        ledger.keep_setting(_FORGOT, "yes")
        keep_decisions(ledger, (it for it in decisions_in_force(ledger) if not is_theirs(it)))
        grade_all(ledger, ledger.key)
        if grades_of_others(ledger, spelt) != before:
            raise ForgettingError(
                f"{out}: another student's grade would change, so nothing was taken out: run "
                "'hedgelab grade' first, look what it says, and then this again"
            )
    leave_no_trace(ledger)
    counts = {
        "place on the list": took["students"],
        "file": len(files),
        "mark": took["marks"],
        "text dealt to a marker": took["allotments"],
        "mark in a marker's file": took["markings"],
        "grade": took["grades"],
        "decision": took["decided"],
        "line about a decision": took["decision_log"],
        "line about a regrading": took["moves"],
        "line about what was sent": took["releases"],
        "key that named them": keys,
    }
    rows = tuple(f"{count} × {what}" for what, count in counts.items() if count)
    return Forgotten(
        rows,
        (
            *_clear_outputs(out, (*spelt, student), {*told, *paths}),
            *([DECISIONS] if take_out_where(out, is_theirs) else []),
        ),
        tuple(sorted(path for path in paths if Path(path).exists())),
        tuple(sorted(paths)),
    )


def _theirs(
    enrolled: Enrolled | None, told: Iterable[str], paths: Collection[str]
) -> Callable[[Decision], bool]:
    """Give what tells a decision on a student, or on a file of theirs, however it names them."""
    named = (*enrolled.ids, enrolled.name, *enrolled.names) if enrolled else ()
    names = {folded_id(it) for it in (*told, *named) if it}

    def is_theirs(decision: Decision) -> bool:
        value = decision.value
        return folded_id(decision.student) in names or bool(
            value and any(path == value or path.endswith(f"/{value}") for path in paths)
        )

    return is_theirs


def without_student(key: Key, student: str) -> Key:
    """Give a key that does not name a student, nor a sheet that was drawn for nobody else."""
    return _naming(key, lambda it: folded_id(it) != folded_id(student))


def known_part(ledger: Ledger, key: Key, roster: Roster | None) -> Key:
    """Give a key without those who were forgotten: who are not enrolled, and in no key in force."""
    if not ledger.setting(_FORGOT):
        return key
    roster = roster or ledger.roster
    known = {folded_id(it.id) for it in (roster.students if roster else ())}
    known |= {folded_id(it) for sheet in ledger.key.sheets.values() for it in sheet.students}
    return _naming(key, lambda it: folded_id(it) in known)


def _naming(key: Key, is_named: Callable[[str], bool]) -> Key:
    sheets = {}
    for digest, sheet in key.sheets.items():
        named = tuple(filter(is_named, sheet.students))
        if named or not sheet.students:
            sheets[digest] = replace(sheet, students=named)
    return replace(key, sheets=sheets)


def _files_of(ledger: Ledger, student: str) -> Iterator[FoundFile]:
    """Give the files of a student, and those of nobody that name them and no one else."""
    wanted = folded_id(student)
    roster = Roster(tuple(ledger.students()))
    enrolled = roster.by_id(student)
    whose = owners(ledger)
    for file in files_without_answers(ledger):
        owner, status = whose.get(file.number, ("", ""))
        is_free = status not in COUNTING
        if folded_id(owner) == wanted or (is_free and _names(file, wanted, enrolled, roster)):
            yield file


def _names(file: FoundFile, wanted: str, enrolled: Enrolled | None, roster: Roster) -> bool:
    others = (*enrolled.ids, enrolled.email) if enrolled else ()
    ids = {wanted, *(folded_id(it) for it in others if it)}
    if ids & {folded_id(it) for it in (file.student_id, *file.hint.ids)}:
        return True
    names = (file.student_name, file.hint.name)
    return enrolled is not None and any(
        name and roster.by_name(name) == (enrolled,) for name in names
    )


def _clear_outputs(out: Path, spelt: tuple[str, ...], told: set[str]) -> Iterator[str]:
    for name in dict.fromkeys(map(feedback_name, spelt)):
        page = out / "feedback" / name
        for path in (page, *copies_of(page, out / CHANGED)):
            if path.exists():
                path.unlink()
                yield f"{path.parent.name}/{path.name}"
    for path in copies_of(out / "class-report.html", out):
        # A page cannot be cut into what is whose.
        if any(it.encode() in path.read_bytes() for it in told):
            path.unlink()
            yield path.name
    # What was packed for the whole class holds their page, too, and is soon packed again.
    for packed in sorted(out.glob("return-*")):
        shutil.rmtree(packed) if packed.is_dir() else packed.unlink()
        yield packed.name
    folded = {folded_id(it) for it in told}
    for table in ("grades.csv", "intake.csv"):
        # The copies of hand-changed tables keep everybody else's rows; the table is written anew.
        for path in (out / table, *copies_of(out / table, out)):
            if path.exists() and _clear_table(path, folded):
                yield path.name


def _clear_table(path: Path, told: set[str]) -> bool:
    """Take the rows that name a student out of a table; what is no table goes whole."""
    try:
        table = read_rows(path)
    except SpreadsheetError:
        path.unlink()
        return True
    left = [row for row in table.rows if not told & {folded_id(cell) for cell in row.cells}]
    if len(left) == len(table.rows):
        return False
    write_rows(path, table.header, (row.cells for row in left))
    return True
