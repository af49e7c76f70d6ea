"""How several markers marked: their points, how far they agree, and how lenient each is."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from hedgelab.agreement import (
    alpha_interval,
    kappa_interval,
    kappa_of,
    krippendorff_alpha,
    student_quantile,
)
from hedgelab.desk.ledger.judgements import Judgement
from hedgelab.desk.model.key import Criterion, Rubric
from hedgelab.desk.text.pages import counted, told_index, told_number

_TWO = 2
_LEVEL = 0.95

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class CriterionAgreement:
    """How far markers agree by one criterion.  A figure is NaN where nothing can be said.

    Attributes
    ----------
    id, title : str
        The criterion's.
    texts, same : int
        Texts that two markers or more judged, and those of them to which all gave one level.
    kappa : float or None
        Cohen's kappa with linear weights, a level a step; None with more than two markers.
    kappa_interval, alpha_interval : tuple of float
        95 % intervals, for other texts of the same kind and the same markers.
    alpha : float
        Krippendorff's alpha, ordinal.
    """

    id: str
    title: str
    texts: int
    same: int
    kappa: float | None
    kappa_interval: Interval
    alpha: float
    alpha_interval: Interval


@dataclass(frozen=True, slots=True)
class MarkerLine:
    """How one marker marked.

    Attributes
    ----------
    texts : int
        Texts that they judged.
    mean : float
        The mean of their points, of the rubric's most.
    criteria : mapping
        The mean of their points by criterion.
    shared : int
        Texts that others judged too, independently.
    leniency : float
        How many points more they gave on those than the others did, in the mean; below 0 for
        fewer, and NaN where there is none.
    interval : tuple of float
        Its 95 % interval; both NaN for fewer than two such texts, or where nothing varies.
    """

    marker: str
    texts: int
    mean: float
    criteria: Mapping[str, float]
    shared: int
    leniency: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class MarkersReport:
    """How all of them marked.

    Attributes
    ----------
    most : float
        The points that one text can earn.
    markers : tuple of MarkerLine
        In the order of their names.
    criteria : tuple of CriterionAgreement
        In the rubric's order; empty where no text was judged twice.
    """

    most: float
    markers: tuple[MarkerLine, ...]
    criteria: tuple[CriterionAgreement, ...]


def markers_report(rubric: Rubric, given: Iterable[Judgement]) -> MarkersReport:
    """Give what a class report says of its markers.

    Only texts that were dealt to several say how far markers agree: whoever marks a text after
    others, to settle what they differ on, knows what they gave.

    Parameters
    ----------
    rubric : Rubric
        The rubric in force.
    given : iterable of Judgement
        As `hedgelab.desk.ledger.judgements.judgements` gives them.
    """
    by_marker: dict[str, list[Judgement]] = {}
    by_text: dict[tuple[str, str], dict[str, Judgement]] = {}
    for one in given:
        by_marker.setdefault(one.marker, []).append(one)
        if one.part is not None:
            by_text.setdefault((one.student, one.event), {})[one.marker] = one
    shared = [judged for judged in by_text.values() if len(judged) >= _TWO]
    return MarkersReport(
        most=rubric.most,
        markers=tuple(_line(rubric, name, by_marker[name], shared) for name in sorted(by_marker)),
        criteria=tuple(_agreement(it, shared) for it in rubric.criteria) if shared else (),
    )


def _line(
    rubric: Rubric,
    marker: str,
    own: Sequence[Judgement],
    shared: Sequence[Mapping[str, Judgement]],
) -> MarkerLine:
    more = [
        _total(judged[marker])
        - fmean(_total(other) for name, other in judged.items() if name != marker)
        for judged in shared
        if marker in judged
    ]
    return MarkerLine(
        marker=marker,
        texts=len(own),
        mean=fmean(map(_total, own)),
        criteria={it.id: fmean(one.points[it.id] for one in own) for it in rubric.criteria},
        shared=len(more),
        leniency=fmean(more) if more else math.nan,
        interval=_around_mean(more),
    )


def _total(one: Judgement) -> float:
    return sum(one.points.values())


def _around_mean(values: Sequence[float]) -> Interval:
    """Give Student's interval around a mean."""
    spread = stdev(values) if len(values) >= _TWO else 0.0
    if not spread:
        return math.nan, math.nan
    reach = student_quantile(_LEVEL, len(values) - 1) * spread / math.sqrt(len(values))
    return fmean(values) - reach, fmean(values) + reach


def _agreement(
    criterion: Criterion, shared: Sequence[Mapping[str, Judgement]]
) -> CriterionAgreement:
    number = {level.points: at for at, level in enumerate(criterion.levels)}
    levels = [
        {name: number[one.points[criterion.id]] for name, one in judged.items()}
        for judged in shared
    ]
    counts = [
        [Counter(given.values())[at] for at in range(len(criterion.levels))] for given in levels
    ]
    names = sorted({name for given in levels for name in given})
    pairs = [(given[names[0]], given[names[1]]) for given in levels] if len(names) == _TWO else []
    return CriterionAgreement(
        id=criterion.id,
        title=criterion.title,
        texts=len(levels),
        same=sum(len(set(given.values())) == 1 for given in levels),
        kappa=kappa_of(pairs, "linear") if pairs else None,
        kappa_interval=kappa_interval(pairs, "linear", level=_LEVEL),
        alpha=krippendorff_alpha(counts),
        alpha_interval=alpha_interval(counts, level=_LEVEL),
    )


def told_agreement(one: CriterionAgreement) -> str:
    """Say in one line how far markers agree by a criterion."""
    told = f"{one.title}: the same level on {one.same:,} of {counted(one.texts, 'text')}"
    if one.kappa is not None:
        told += f"; weighted kappa {_with_interval(one.kappa, one.kappa_interval)}"
    told += f"; alpha {_with_interval(one.alpha, one.alpha_interval)}"
    return told + (" (all at one level: no variation)" if math.isnan(one.alpha) else "")


def told_marker(line: MarkerLine, most: float) -> str:
    """Say in one line how a marker marked."""
    told = (
        f"{line.marker}: {counted(line.texts, 'text')}, {told_number(line.mean)} of "
        f"{told_number(most)} points in the mean"
    )
    return "; ".join(filter(None, (told, told_leniency(line))))


def told_leniency(line: MarkerLine) -> str:
    """Say how many points more a marker gave than the others; "" where nothing tells."""
    if not line.shared:
        return ""
    more, (low, high) = line.leniency, line.interval
    much = f"{told_number(abs(more))} {'less' if more < 0 else 'more'} than"
    on = f"on {counted(line.shared, 'text')} that others marked too"
    told = f"{much if round(more, _TWO) else 'as much as'} the others {on}"
    return told if math.isnan(low) else f"{told} ({told_number(low)} to {told_number(high)})"


def _with_interval(figure: float, interval: Interval) -> str:
    low, high = interval
    told = told_index(figure)
    return told if math.isnan(low) else f"{told} ({told_index(low)} to {told_index(high)})"
