"""Compare what several coders made of the same events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from hedgelab.agreement import (
    alpha_interval,
    cohen_kappa,
    counts_of,
    krippendorff_alpha,
    percentage_agreement,
)
from hedgelab.answers import AnswerFile
from hedgelab.spectrum import distance

_PAIR = 2


class CodersError(ValueError):
    """Codings that cannot be compared; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An event that coders placed apart.

    Attributes
    ----------
    event : str
        Its id.
    steps : int
        Steps between the two places that lie furthest apart.
    positions : tuple of str or None
        Where each coder put it, in the coders' order; None where one left it out.
    """

    event: str
    steps: int
    positions: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far coders agree.  A figure is NaN where nothing can be said.

    Attributes
    ----------
    coders : tuple of str
        Their names.
    events, shared : int
        Events that anybody placed, and events that at least two did.
    agreement : float
        The share of shared events that two coders put at the same place, 0 to 1; with
        more coders, the mean over all pairs.
    kappa, weighted_kappa : float or None
        Cohen's kappa, plain and with linear weights; None with more than two coders.
    alpha : float
        Krippendorff's alpha, ordinal.
    alpha_interval : tuple of float
        Its 95 % interval, for other events of the same kind.
    everywhere : str or None
        The position at which all values of the shared events stand, if there is only one:
        then kappa and alpha are NaN, for want of variation.
    differences : tuple of Difference
        Events placed apart, the furthest first.
    """

    coders: tuple[str, ...]
    events: int
    shared: int
    agreement: float
    kappa: float | None
    weighted_kappa: float | None
    alpha: float
    alpha_interval: tuple[float, float]
    everywhere: str | None
    differences: tuple[Difference, ...]


def compare_coders(files: Mapping[str, AnswerFile]) -> Comparison:
    """Compare coders' answer files.

    Parameters
    ----------
    files : mapping
        What each coder placed, by the coder's name.

    Raises
    ------
    CodersError
        If there are fewer than two coders, or no two of them placed the same event.
    """
    if len(files) < _PAIR:
        raise CodersError("one coder cannot agree with anybody: give the files of two or more")
    placed = [
        {answer.event: answer.position for answer in file.answers if answer.position is not None}
        for file in files.values()
    ]
    events = sorted(set().union(*placed))
    ratings = [tuple(coder.get(event) for coder in placed) for event in events]
    counts = counts_of(ratings)
    shared = sum(sum(row) >= _PAIR for row in counts)
    if not shared:
        of = ", ".join(sorted({file.assignment for file in files.values()}))
        raise CodersError(
            f"no two of the files place the same event (they answer {of}): "
            "give codings of the same events"
        )
    columns = list(zip(*ratings, strict=True))
    pairs = [
        (one, other)
        for one, other in combinations(columns, _PAIR)
        if any(first and second for first, second in zip(one, other, strict=True))
    ]
    is_pair = len(columns) == _PAIR
    return Comparison(
        coders=tuple(files),
        events=len(events),
        shared=shared,
        agreement=fmean(percentage_agreement(*pair) for pair in pairs),
        kappa=cohen_kappa(columns[0], columns[1]) if is_pair else None,
        weighted_kappa=cohen_kappa(columns[0], columns[1], "linear") if is_pair else None,
        alpha=krippendorff_alpha(counts),
        alpha_interval=alpha_interval(counts),
        everywhere=_everywhere(ratings),
        differences=_differences(events, ratings),
    )


def _everywhere(ratings: Sequence[tuple[str | None, ...]]) -> str | None:
    shared = [[name for name in row if name is not None] for row in ratings]
    held = {name for row in shared if len(row) >= _PAIR for name in row}
    return held.pop() if len(held) == 1 else None


def _differences(
    events: Sequence[str], ratings: Sequence[tuple[str | None, ...]]
) -> tuple[Difference, ...]:
    apart = [
        Difference(event, _spread(row), row)
        for event, row in zip(events, ratings, strict=True)
        if _spread(row)
    ]
    return tuple(sorted(apart, key=lambda difference: (-difference.steps, difference.event)))


def _spread(row: Sequence[str | None]) -> int:
    held = {name for name in row if name is not None}
    return max((distance(one, other) for one, other in combinations(held, _PAIR)), default=0)
