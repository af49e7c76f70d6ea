"""``decisions.csv``: read at each run, kept in the record, added to and taken out of."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from hedgelab.desk.grading.outcomes import grade_all
from hedgelab.desk.ledger.decisions import decisions_in_force, keep_decisions
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.decisions import (
    COLUMNS,
    Decision,
    DecisionError,
    columns_of,
    decisions_of,
)
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.text.spreadsheets import SpreadsheetError, Table, read_rows, write_rows

DECISIONS = "decisions.csv"
"""What the table of decisions is called in the folder of the grades."""

WRITTEN_ANEW = (
    f"{DECISIONS} was missing: its rows hold as before, and were written anew from the record. To "
    "undo a decision, take its row out and leave the table there."
)
"""What to tell where it was gone."""

_TAKEN = f"taken {DECISIONS}"
_WORKBOOKS = ("decisions.xlsx", "decisions.ods", "decisions.xls")  # as spreadsheets save it


class Read(NamedTuple):
    """The table of decisions as it was read; `digest` is empty where there is none."""

    decisions: list[Decision]
    notes: list[str]
    digest: str


def read_decisions(folder: Path) -> Read:
    """Read the table of decisions in a folder.

    Raises
    ------
    DecisionError
        If it cannot be read; nothing has changed then.
    """
    path = _there(folder)
    if path is None:
        return Read([], [], "")
    content = path.read_bytes()
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        return Read([], [], digest_of(content))
    decisions, notes = decisions_of(_table(path), str(path))
    return Read(decisions, notes, digest_of(content))


def _there(folder: Path) -> Path | None:
    """Give the table that is there; None where there is none."""
    there = [path for name in (DECISIONS, *_WORKBOOKS) if (path := folder / name).exists()]
    if len(there) > 1:
        raise DecisionError(
            f"{folder}: holds {' and '.join(path.name for path in there)}, and only one "
            "can hold: put what is missing into one, and take the other away"
        )
    return there[0] if there else None


def take_decisions(ledger: Ledger, read: Read) -> None:
    """Put in force what was read, in the caller's transaction.

    Where the table is gone, what the record has of it stays in force, and is written anew.
    """
    if read.digest:
        keep_decisions(ledger, read.decisions)
        if ledger.setting(_TAKEN) != read.digest:
            ledger.keep_setting(_TAKEN, read.digest)
        return
    kept = decisions_in_force(ledger)
    if not kept:
        return
    path = ledger.path.parent / DECISIONS
    write_rows(path, COLUMNS, (it.cells for it in kept))
    ledger.keep_setting(_TAKEN, digest_of(path.read_bytes()))


def settle(ledger: Ledger) -> None:
    """Apply the table of decisions to what is in the ledger; no file is needed for it.

    Raises
    ------
    DecisionError
        If the table cannot be read; nothing has changed then.
    """
    read = read_decisions(ledger.path.parent)
    with ledger.transaction():
        take_decisions(ledger, read)
        grade_all(ledger, ledger.key)


def is_newer(ledger: Ledger) -> bool:
    """Whether the table of decisions is another one than the grades were settled by."""
    path = _there(ledger.path.parent)
    return path is not None and digest_of(path.read_bytes()) != ledger.setting(_TAKEN)


def check_decisions(ledger: Ledger) -> None:
    """See that no grade goes out that a person has changed since.

    Raises
    ------
    DecisionError
        If the table of decisions was changed and not applied.
    """
    if is_newer(ledger):
        folder = ledger.path.parent
        raise DecisionError(
            f"{folder / DECISIONS} has changed since it was applied: run 'hedgelab decide "
            f"{folder}' first, and then this again"
        )


def add_decision(folder: Path, decision: Decision) -> int:
    """Add a row to the table of decisions; give its number, or that of the one that says so.

    Raises
    ------
    DecisionError
        If the table that is there cannot be read.
    """
    path = _to_write(folder)
    known = read_decisions(folder).decisions
    for other in known:
        if _says(other) == _says(decision):
            return other.row
    table = _table(path) if known else Table(COLUMNS, ())
    places = columns_of(table.header)
    header = [*table.header, *(column for column in COLUMNS if column not in places)]
    places |= {column: header.index(column) for column in COLUMNS if column not in places}
    cells = [""] * len(header)
    for column, cell in zip(COLUMNS, decision.cells, strict=True):
        cells[places[column]] = cell
    write_rows(path, header, (*(row.cells for row in table.rows), cells))
    return len(table.rows) + 2


def take_out(folder: Path, rows: Collection[int]) -> list[Decision]:
    """Take rows out of the table of decisions, and give what they said.

    Raises
    ------
    DecisionError
        If there is no such row.
    """
    known = {it.row: it for it in read_decisions(folder).decisions}
    for row in rows:
        if row not in known:
            there = ", ".join(map(str, known)) or "none"
            raise DecisionError(
                f"{folder / DECISIONS}: has no decision in row {row}: there are rows {there}"
            )
    path = _to_write(folder)
    table = _table(path)
    write_rows(path, table.header, (row.cells for row in table.rows if row.number not in rows))
    return [known[row] for row in sorted(rows)]


def rows_saying(folder: Path, decision: Decision) -> list[int]:
    """Give the numbers of the rows that decide this of this student, whatever their reason."""
    return [it.row for it in read_decisions(folder).decisions if _says(it) == _says(decision)]


def take_out_where(folder: Path, is_meant: Callable[[Decision], bool]) -> bool:
    """Take out every row of which this is true; say if there was one."""
    rows = [it.row for it in read_decisions(folder).decisions if is_meant(it)]
    if rows:
        take_out(folder, rows)
    return bool(rows)


def _to_write(folder: Path) -> Path:
    there = _there(folder)
    if there is not None and there.name != DECISIONS:
        raise DecisionError(
            f"{there}: is a workbook, which is read and never written: change the row there "
            f"yourself, or save it as {DECISIONS} and take it away"
        )
    return folder / DECISIONS


def _says(decision: Decision) -> tuple[str, str, str]:
    return decision.student.casefold(), decision.what, decision.value


def _table(path: Path) -> Table:
    try:
        return read_rows(path)
    except SpreadsheetError as error:
        raise DecisionError(str(error)) from None
