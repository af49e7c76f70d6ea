"""Say what a file is, and whether it is in order."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hedgelab.answers import FORMAT as ANSWERS_FORMAT
from hedgelab.data.checking import DESCRIPTION, checked_table, descriptions
from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.assignments.banks import read_bank
from hedgelab.desk.assignments.draw import without_full_credit
from hedgelab.desk.assignments.rubrics import read_rubric
from hedgelab.desk.assignments.yaml_members import YAMLFileError, read_members
from hedgelab.desk.handout import prepared
from hedgelab.desk.intake.answers import read_submission
from hedgelab.desk.model.decisions import decisions_of, is_titled_like_decisions
from hedgelab.desk.model.key import FORMAT as KEY_FORMAT
from hedgelab.desk.model.key import read_key
from hedgelab.desk.model.marks_table import RESERVED
from hedgelab.desk.model.records import HandedIn, Submission
from hedgelab.desk.model.roster import is_titled_like_roster, read_roster
from hedgelab.desk.text.pages import counted
from hedgelab.desk.text.spreadsheets import SpreadsheetError, read_rows, titles_of
from hedgelab.desk.text.visible import visible
from hedgelab.guessing import LIMIT, told
from hedgelab.whole_files import unfinished

_YAML = (".yml", ".yaml")
_BANK_FILES = ("events.csv", "readings.csv")
_FIRST_BYTES = 64 * 1024  # in which a file shows what it is

_NOTHING_KNOWN = (
    "is nothing that Hedging Lab knows: it knows answer files, notebooks and sheets with answers, "
    "assignments, rubrics, keys, rosters, banks, and tables of events, readings, answers, marks "
    "and decisions"
)

_Kind = tuple[str, Callable[[Path], str] | None]
_UNKNOWN: _Kind = ("", None)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a file was found to be.

    Attributes
    ----------
    path : Path
        Where it is.
    kind : str
        What it is; empty where nobody can tell.
    is_fine : bool
        Whether it can be used.
    told : str
        What it holds, or what is wrong with it, where, and what to do.
    """

    path: Path
    kind: str
    is_fine: bool
    told: str


def recognised(path: Path) -> Finding:
    """Look at a file, or the folder of a bank or of tables, and say what it is.

    Raises
    ------
    OSError
        If it cannot be read at all.
    """
    kind, look = _kind_of(path)
    if look is None:
        return Finding(path, "", is_fine=False, told=_NOTHING_KNOWN)
    try:
        return Finding(path, kind, is_fine=True, told=look(path))
    except ValueError as error:
        return Finding(path, kind, is_fine=False, told=str(error).removeprefix(f"{path}: "))


def _kind_of(path: Path) -> _Kind:
    if path.is_dir():
        return _kind_of_folder(path)
    if unfinished(path.name):
        return "unfinished file", _on_unfinished
    if kind_of := _KINDS_BY_SUFFIX.get(path.suffix.lower()):
        return kind_of(path)
    # A file that lost its ending on the way, in a mail program for one.
    return ("answer file", _on_answers) if ANSWERS_FORMAT in _beginning(path) else _UNKNOWN


def _kind_of_folder(path: Path) -> _Kind:
    if (path / DESCRIPTION).is_file():
        return "folder of tables", _on_tables
    if _is_bank(path):
        return "bank", _on_bank
    return ("folder", _on_parts) if _parts_of(path) else _UNKNOWN


def _is_bank(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _BANK_FILES)


def _yaml_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _YAML)


def _parts_of(folder: Path) -> list[Path]:
    """Give what a folder holds of assignments, rubrics and banks, as an exam's folder does."""
    beside = sorted(path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
    return _yaml_in(folder) + [path for path in beside if _is_bank(path) or _yaml_in(path)]


def _kind_of_yaml(path: Path) -> _Kind:
    try:
        members = read_members(path, YAMLFileError)
    except YAMLFileError:
        return "assignment or rubric", _on_assignment
    if members.given("criteria") is not None:
        return "rubric", _on_rubric
    return "assignment", _on_assignment


def _kind_of_json(path: Path) -> _Kind:
    # By its first bytes: a damaged key can still be told from a damaged answer file.
    if f'"{KEY_FORMAT.partition("/")[0]}/' in _beginning(path):
        return "key", _on_key
    if path.name == DESCRIPTION:
        return "folder of tables", lambda described: _on_tables(described.parent)
    return "answer file", _on_answers


def _kind_of_table(path: Path) -> _Kind:
    titles = _titles(path)
    columns = {title.lower() for title in titles}
    # A table of marks has positions as answers do, but codes in place of ids.
    if "event" in columns and (
        "code" in columns or columns & {"student", "position"} == {"student"}
    ):
        return "table of marks", _on_marks
    if "position" in columns and "event" in columns:
        return "answers as rows", _on_answers
    if (path.parent / DESCRIPTION).is_file():
        return "table", _on_table
    if "event_id" in columns or {"title", "summary"} <= columns:
        return "table of a bank", lambda table: _on_bank(table.parent)
    return _kind_of_people(titles)


def _kind_of_people(titles: tuple[str, ...]) -> _Kind:
    if is_titled_like_decisions(titles):
        return "table of decisions", _on_decisions
    if is_titled_like_roster(titles):
        return "roster", _on_roster
    return "", _on_other_table


def _titles(path: Path) -> tuple[str, ...]:
    if (titles := titles_of(_first_bytes(path))) or path.suffix.lower() != ".xlsx":
        return titles
    # What is wrong with the workbook is told by whatever reads it then.
    with suppress(SpreadsheetError):
        return read_rows(path).header
    return ()


_KINDS_BY_SUFFIX: dict[str, Callable[[Path], _Kind]] = {
    **dict.fromkeys(_YAML, _kind_of_yaml),
    ".json": _kind_of_json,
    ".csv": _kind_of_table,
    ".tsv": _kind_of_table,
    ".xlsx": _kind_of_table,
    # That of Blackboard is a text with tabs.
    ".xls": _kind_of_table,
    ".ods": lambda _: ("", _on_other_table),
    ".ipynb": lambda _: ("notebook with answers", _on_answers),
    ".html": lambda _: ("saved sheet", _on_answers),
    ".htm": lambda _: ("saved sheet", _on_answers),
}


def _beginning(path: Path) -> str:
    return _first_bytes(path).decode("utf-8", "replace")


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_FIRST_BYTES)


def _on_unfinished(path: Path) -> str:
    raise ValueError(
        f"is what a command that was stopped left of {visible(unfinished(path.name))}: run that "
        "command again, and take this file away"
    )


def _on_answers(path: Path) -> str:
    return _on_submission(read_submission(HandedIn(str(path), path.read_bytes())))


def _on_submission(found: Submission) -> str:
    file = found.answers
    placed = sum(answer.position is not None for answer in file.answers)
    who = file.student.id or file.student.name if file.student else ""
    parts = [
        f"{counted(placed, 'event')} placed",
        f"assignment {file.assignment}",
        f"by {who}" if who else "names no student",
        f"saved {file.saved}" if file.saved else "",
        *found.notes,
    ]
    return visible("; ".join(filter(None, parts)), most=None)


def _on_key(path: Path) -> str:
    key = read_key(path)
    return (
        f"of {key.assignment}, {counted(len(key.events), 'event')}, "
        f"{counted(len(key.sheets), 'sheet')}; keep it from students"
    )


def _on_assignment(path: Path) -> str:
    assignment = read_assignment(path)
    ready = prepared(assignment)
    key = ready.key
    drawn = f"draws {assignment.draw.count} of " if assignment.draw else ""
    whose = "the book's own tables" if assignment.bank is None else "a private bank"
    events = f"{drawn}{counted(len(key.events), 'event')} from {whose}"
    parts = [f"{assignment.id}: {events}, {key.points:g} points"]
    if assignment.per_student:
        differing, on_sheet = ready.plan.differing, counted(len(ready.plan.groups), "event")
        parts.append(f"From student to student {differing} of the {on_sheet} can differ")
    guessed = ready.guesses()
    parts.append(told(guessed, ready.power))
    if guessed.two_questions.most > LIMIT:
        parts.append(f"That is more than {LIMIT:g}: choose acts on which two questions fail")
    return ". ".join(parts)


def _on_rubric(path: Path) -> str:
    rubric = read_rubric(path)
    criteria = counted(len(rubric.criteria), "criterion", "criteria")
    return f"{rubric.id}: {criteria}, {rubric.most:g} points"


def _on_roster(path: Path) -> str:
    roster = read_roster(path)
    notes = (note.rstrip(".") for note in roster.notes)
    return ". ".join((counted(len(roster.students), "student"), *notes))


def _on_decisions(path: Path) -> str:
    decisions, notes = decisions_of(read_rows(path), str(path))
    told = (note.removeprefix(f"{path}: ").rstrip(".") for note in notes)
    return ". ".join((counted(len(decisions), "decision"), *told))


def _on_other_table(path: Path) -> str:
    titles = ", ".join(visible(title) or "(no title)" for title in read_rows(path).header)
    raise ValueError(f"{_NOTHING_KNOWN}. Its columns are {titles}; a roster has one “Student ID”")


def _on_marks(path: Path) -> str:
    table = read_rows(path)
    places = [at for at, name in enumerate(table.header) if name.lower() not in RESERVED]
    if not places:
        raise ValueError(
            "row 1: has no column for points: add one for each of the rubric's criteria"
        )
    marked = sum(any(row.cells[at] for at in places) for row in table.rows)
    criteria = ", ".join(visible(table.header[at]) for at in places)
    return f"{counted(len(table.rows), 'justification')}, {marked} with points; by {criteria}"


def _on_bank(folder: Path) -> str:
    bank = read_bank(folder)
    readings = sum(len(held) for held in bank.readings.values())
    told = f"{counted(len(bank.events), 'event')}, {counted(readings, 'reading')}"
    if unsettled := without_full_credit(bank.events, bank):
        told += f". No reading earns full credit, so no draw takes it: {', '.join(unsettled)}"
    return told


def _on_parts(folder: Path) -> str:
    findings = [recognised(part) for part in _parts_of(folder)]
    if faulty := [found for found in findings if not found.is_fine]:
        raise ValueError("; ".join(f"{found.path}: {found.told}" for found in faulty))
    return "; ".join(f"{found.path.name} ({found.kind}): {found.told}" for found in findings)


def _on_tables(folder: Path) -> str:
    names = _described(folder)
    rows = sum(len(checked_table(name, folder).rows) for name in names)
    return f"{counted(len(names), 'table')}, {counted(rows, 'row')}"


def _on_table(path: Path) -> str:
    named = {file: name for name, file in _described(path.parent).items()}
    if path.name not in named:
        raise ValueError(f"is not described in {DESCRIPTION} beside it: add it there")
    return counted(len(checked_table(named[path.name], path.parent).rows), "row")


def _described(folder: Path) -> dict[str, str]:
    """Give the file of each table that the folder's description names."""
    return {name: resource["path"] for name, resource in descriptions(folder).items()}
