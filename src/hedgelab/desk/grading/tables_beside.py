"""The tables beside the ledger: what a person changed in one is kept, and told.

They are written anew at every run, and people write in them.
"""

import json
from collections.abc import Callable
from pathlib import Path

from hedgelab.desk.grading.changed_copies import keep_copy
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.text.spreadsheets import SpreadsheetError, table_of
from hedgelab.desk.text.visible import visible
from hedgelab.whole_files import written_whole

_MOST_TOLD = 3  # points that somebody changed
_REMEMBERED = 2  # digests: a run may stop after its record is written and before the file is


def rewrite(ledger: Ledger, path: Path, write: Callable[[Ledger, Path], None]) -> str:
    """Write a table anew; where somebody changed it since, keep that too, and say so.

    Parameters
    ----------
    ledger : Ledger
        What the table tells, and where stands what was written last.
    path : Path
        The table.
    write : callable
        Writes it.

    Returns
    -------
    str
        What to tell; empty where nobody changed it.
    """
    with written_whole(path) as beside:
        write(ledger, beside)
        setting = f"written {path.name}"
        known = json.loads(ledger.setting(setting) or "[]")
        told = _set_aside(path, beside, known)
        digest = digest_of(beside.read_bytes())
        if digest not in known[-1:]:
            with ledger.transaction():
                ledger.keep_setting(setting, json.dumps([*known, digest][-_REMEMBERED:]))
    return told


def _set_aside(path: Path, beside: Path, known: list[str]) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ""
    if digest_of(content) in known or _says_the_same(content, beside.read_bytes()):
        return ""
    copy = keep_copy(path, path.parent)
    # A gradebook from an older version has no record of what it wrote.
    changed = "was changed" if known else "may have been changed"
    return (
        f"{path.name} {changed} since it was written: as it was, it is kept as {copy.name}. The "
        "new one tells what gradebook.sqlite holds, where a change in a table reaches nothing."
        + _as_decisions(path, content, beside.read_bytes())
    )


def _as_decisions(path: Path, changed: bytes, written: bytes) -> str:
    """Say how points that somebody wrote into the table of grades are written as decisions."""
    theirs, ours = (_points_in(content) for content in (changed, written))
    differing = [
        (student, points)
        for student, points in theirs.items()
        if points and points != ours.get(student, points)
    ]
    if not differing:
        return ""
    graded = path.parent
    told = "; ".join(
        f"hedgelab decide {graded} --student {visible(student)} --set-to {visible(points)} "
        '--reason "…"'
        for student, points in differing[:_MOST_TOLD]
    )
    others = len(differing) - _MOST_TOLD
    more = f"; and {others} more" if others > 0 else ""
    return f" To change points, write a decision: {told}{more}."


def _points_in(content: bytes) -> dict[str, str]:
    try:
        table = table_of(content, "")
    except SpreadsheetError:
        return {}
    if not {"id", "points"} <= {*table.header}:
        return {}
    student, points = table.header.index("id"), table.header.index("points")
    return {row.cells[student]: row.cells[points] for row in table.rows}


def _says_the_same(one: bytes, other: bytes) -> bool:
    """Whether two tables differ in nothing but how a program saved them."""
    try:
        first, second = table_of(one, ""), table_of(other, "")
    except SpreadsheetError:
        return False
    return (first.header, first.rows) == (second.header, second.rows)
