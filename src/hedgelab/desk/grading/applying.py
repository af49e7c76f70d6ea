"""Deciding at once: a row is added or taken out, and all grades and pages are brought up to it."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from hedgelab.desk.grading.decisions_file import add_decision, settle, take_out
from hedgelab.desk.grading.run import write_outputs
from hedgelab.desk.ledger.decisions import Changed, changes_since, last_change
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.decisions import Decision
from hedgelab.desk.progress import OnProgress
from hedgelab.desk.text.visible import visible


class Applied(NamedTuple):
    """What came of deciding.

    Attributes
    ----------
    undone : tuple of Decision
        What the rows said that were taken out.
    changes : tuple
        Each student whose points changed, with how.
    told : tuple of str
        What to tell of decisions that could not be applied as they are, and of tables and pages
        that somebody changed since they were written.
    """

    undone: tuple[Decision, ...]
    changes: tuple[tuple[str, Changed], ...]
    told: tuple[str, ...]


def apply_decisions(
    ledger: Ledger,
    folder: Path,
    *,
    add: Collection[Decision] = (),
    undo: Collection[int] = (),
    on_pages: OnProgress | None = None,
) -> Applied:
    """Apply the table of decisions as it is then; with nothing to add or undo, as it is.

    Parameters
    ----------
    ledger : Ledger
        In which something was graded.
    folder : Path
        Its folder, with the table of decisions.
    add : collection of Decision
        Rows to add; what a row says already stays one row.
    undo : collection of int
        The numbers of the rows to take out.
    on_pages : callable, optional
        Told how many pages are written.

    Raises
    ------
    DecisionError
        If the table cannot be read, or has no such row.
    LedgerError
        If nothing was graded yet; the table is as it was then.
    """
    before = last_change(ledger)
    _ = ledger.key  # Where nothing was graded yet, say so before the table changes.
    undone = take_out(folder, undo) if undo else []
    for decision in add:
        add_decision(folder, decision)
    settle(ledger)
    report = write_outputs(ledger, folder, on_pages=on_pages)
    changes = changes_since(ledger, before)
    return Applied(tuple(undone), tuple(changes), (*report.decisions, *report.changed))


def told_change(student: str, change: Changed) -> str:
    """Say how a decision, or taking one out, changed a student's points."""
    before, after = (
        "no grade" if it is None else f"{it:g}" for it in (change.before, change.after)
    )
    return f"{visible(student)}: {before} before, {after} now. {visible(change.why, most=None)}"
