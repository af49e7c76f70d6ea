"""What decisions make of a student's grade: the points that count, beside those computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from hedgelab.desk.model.decisions import Decision, What
from hedgelab.desk.model.points import rounded
from hedgelab.desk.model.statuses import Status


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions that apply to one student.

    Attributes
    ----------
    decisions : tuple of Decision
        All of them, in the order in which they are applied.
    file : int
        The number of the file that counts by decision; 0 for none.
    """

    decisions: tuple[Decision, ...]
    file: int = 0

    def of(self, what: What) -> tuple[Decision, ...]:
        """Give the decisions of one kind."""
        return tuple(it for it in self.decisions if it.what is what)

    @property
    def until(self) -> str:
        """The extended due time, a day or a moment; empty for none."""
        return next((it.value for it in self.of(What.EXTENSION)), "")

    @property
    def waived(self) -> str:
        """Why being late costs nothing; empty where it does."""
        return next((it.says for it in self.of(What.WAIVED)), "")


NOBODY_DECIDED = Standing(())
"""Of a student about whom nothing was decided."""


class Settled(NamedTuple):
    """The grade of a student as decisions leave it.

    Attributes
    ----------
    status : Status or None
        Where another one than that of the file that counts.
    points : float or None
        What counts; None for no grade.
    is_final : bool
        Whether no mark can change it any more.
    told : tuple of str
        Decisions that had no effect, and why.
    """

    status: Status | None
    points: float | None
    is_final: bool = False
    told: tuple[str, ...] = ()


def settled(standing: Standing, computed: float | None) -> Settled:
    """Apply the decisions on points, in the order that `hedgelab.desk.model.decisions` gives.

    Parameters
    ----------
    standing : Standing
        What was decided.
    computed : float or None
        The points that were computed; None where no file counts.

    Examples
    --------
    >>> settled(Standing((Decision("s1", What.ADJUST, "1.5"),)), 7.0).points
    8.5
    >>> settled(Standing((Decision("s1", What.EXCUSED),)), 7.0)
    Settled(status=<Status.EXCUSED: 'excused'>, points=None, is_final=True, told=())
    """
    if standing.of(What.EXCUSED):
        return Settled(Status.EXCUSED, None, is_final=True)
    by_hand, paper = standing.of(What.SET), standing.of(What.PAPER)
    adjustments = standing.of(What.ADJUST)
    points = None if computed is None else Decimal(str(computed))
    status = None
    if by_hand:
        status, points = (None if computed is not None else Status.SET), by_hand[0].points
    elif paper:
        status, points = Status.ON_PAPER, paper[0].points
    if points is None:
        told = tuple(
            f"{it.signed}: there is no grade to adjust; write “{What.SET}”" for it in adjustments
        )
        return Settled(None, None, told=told)
    # Not below 0; whoever adds takes care of the other end.
    points = max(Decimal(0), points + sum((it.points for it in adjustments), Decimal(0)))
    return Settled(status, rounded(points), is_final=bool(by_hand or paper))


def contradictions(decisions: Sequence[Decision]) -> list[tuple[Decision, ...]]:
    """Give the decisions of one rank on one student that cannot all hold.

    Parameters
    ----------
    decisions : sequence of Decision
        Those on the student, or those on their sections, or those on all.
    """
    found = []
    by_what = {what: [it for it in decisions if it.what is what] for what in What}
    for what in (What.EXTENSION, What.SET, What.PAPER):
        if len({it.value for it in by_what[what]}) > 1:
            found.append(tuple(by_what[what]))
    for one, others in _EXCLUDE.items():
        if by_what[one] and (against := [it for what in others for it in by_what[what]]):
            found.append((*by_what[one], *against))
    return found


_EXCLUDE = {
    What.EXCUSED: (What.SET, What.PAPER, What.ADJUST, What.COUNTS),
    What.SET: (What.PAPER, What.ADJUST),
    What.PAPER: (What.COUNTS,),
}
