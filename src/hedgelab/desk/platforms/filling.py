"""Filling a gradebook that a platform wrote: what becomes of each grade, on any platform."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.platforms.platform import Filled, GradebookError, Kept


def amount(written: str) -> Decimal | None:
    """Give the number that a cell says, with either decimal sign; None where it says none.

    Examples
    --------
    >>> amount("7,50"), amount("-")
    (Decimal('7.50'), None)
    """
    try:
        return Decimal(written.replace(",", "."))
    except InvalidOperation:
        return None


def keep_original(into: Path, out: Path, called: str) -> None:
    """Refuse to write over what a platform wrote.

    Raises
    ------
    GradebookError
        If the filled one would take its place; it is told what that is called.
    """
    if out.resolve() == into.resolve():
        raise GradebookError(f"{out}: is {called} itself: name another file with --out")


@dataclass(slots=True)
class Filling:
    """The filling of one gradebook, row by row.

    Parameters
    ----------
    into : Path
        The gradebook as the platform wrote it.
    replace : bool
        Whether to overwrite other grades that stand there.

    Attributes
    ----------
    same, provisional : int
        Grades that stood there already, and grades put in while justifications are unmarked.
    changes, replaced, kept : list of Kept
        Cells to change, those of them in which another grade stood, and others that were left.
    """

    into: Path
    replace: bool
    same: int = 0
    provisional: int = 0
    changes: list[Kept] = field(default_factory=list)
    replaced: list[Kept] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    _rows: dict[str, int] = field(default_factory=dict)

    def found(self, student: str, row: int) -> None:
        """Note in which row a student stands.

        Raises
        ------
        GradebookError
            If they stand in another one, too.
        """
        first = self._rows.setdefault(student, row)
        if first != row:
            raise GradebookError(
                f"{self.into}: rows {first} and {row} are both of {student} by their ids: "
                "remove the one that is not, or correct its ids, and run the command again"
            )

    def takes(self, sheet: GradedSheet, there: str, ours: str) -> bool:
        """Say whether a grade goes into its cell, where something else stands."""
        change = Kept(sheet.student, there, ours)
        if there and not self.replace:
            self.kept.append(change)
            return False
        if there:
            self.replaced.append(change)
        self.changes.append(change)
        self.provisional += sheet.to_mark > 0
        return True

    def filled(
        self,
        column: str,
        due: Iterable[str],
        points_there: str,
        passed_over: Iterable[str] = (),
        notes: Iterable[str] = (),
    ) -> Filled:
        """Give what was put in.

        Parameters
        ----------
        column : str
            The name of the column.
        due : iterable of str
            The students who are due something in the gradebook.
        points_there : str
            The points possible on the platform, where they are not ours.
        passed_over : iterable of str
            What the platform would pass over, in sentences.
        notes : iterable of str
            What else there is to know, in sentences.
        """
        return Filled(
            column,
            len(self.changes),
            self.same,
            tuple(self.replaced),
            tuple(self.kept),
            tuple(student for student in due if student not in self._rows),
            self.provisional,
            points_there,
            tuple(self.changes),
            tuple(passed_over),
            tuple(notes),
        )
