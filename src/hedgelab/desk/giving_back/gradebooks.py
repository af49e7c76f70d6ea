"""Filling the gradebook that a platform exported, and telling what became of each grade."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hedgelab.desk.giving_back.known_by import with_numbers_of
from hedgelab.desk.grading.decisions_file import check_decisions
from hedgelab.desk.ledger.gradebook import graded_students
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.platforms.platform import Filled, GradebookError, Kept, Platform
from hedgelab.desk.text.pages import counted


def fill_gradebook(
    ledger: Ledger,
    platform: Platform,
    into: Path,
    out: Path | None,
    *,
    column: str = "",
    replace: bool = False,
    sections: Sequence[str] = (),
) -> Filled:
    """Put the points of a class into a gradebook that a platform exported.

    Parameters
    ----------
    ledger : Ledger
        With the grades.
    platform : Platform
        Whose gradebook it is.
    into : Path
        The gradebook as it came.
    out : Path or None
        The filled one; None to see what would change, and write nothing.
    column : str
        The column's name, where it is not clear.
    replace : bool
        Whether to overwrite other grades that stand there.
    sections : sequence of str
        Those of the class whose grades to put in; without any, all are.

    Raises
    ------
    DecisionError
        If a decision was written and not applied.
    GradebookError
        If the gradebook cannot be filled.
    """
    if platform.fill_gradebook is None:
        raise GradebookError(f"{platform.name} has no gradebook that can be filled")
    check_decisions(ledger)
    pairs = graded_students(ledger, sections, with_answers=platform.has_comments)
    graded = with_numbers_of(ledger, platform, pairs)
    with TemporaryDirectory() as nowhere:
        return platform.fill_gradebook(
            ledger.key,
            graded,
            into,
            out or Path(nowhere) / "filled",
            column=column,
            replace=replace,
        )


def told_of_filled(filled: Filled, platform: Platform, overwrite: str) -> Iterator[str]:
    """Say what a person should know of a gradebook that was filled.

    Parameters
    ----------
    filled : Filled
        What was put in.
    platform : Platform
        Whose gradebook it is.
    overwrite : str
        How the grades that were left are overwritten.
    """
    yield from filled.notes
    for kept in filled.replaced:
        told = f", which takes back that {platform.name} excused them" * _is_excused(kept)
        yield f"  {kept.student}: {kept.there} replaced by {kept.ours}{told}"
    if filled.kept:
        yield f"Other grades stand there and were left; {overwrite}:"
    for kept in filled.kept:
        told = f": to overwrite it takes back that {platform.name} excused them" * _is_excused(kept)
        yield f"  {kept.student}: {kept.there} there, {kept.ours} here{told}"
    for sentence in filled.passed_over:
        yield f"  {sentence}"
    if filled.not_found:
        yield f"In no row of the gradebook: {', '.join(filled.not_found)}"
    if filled.provisional:
        yield (
            f"{counted(filled.provisional, 'grade')} put in before all justifications are marked: "
            "mark them, and export again."
        )
    if filled.points_there:
        yield (
            f"{platform.name} has {filled.points_there} points possible in this column, and the "
            f"assignment has another number: change it in {platform.name} before you upload."
        )


def _is_excused(kept: Kept) -> bool:
    return kept.there.upper() == "EX" != kept.ours
