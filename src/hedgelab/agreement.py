"""How far coders agree: percentages, kappa and Krippendorff's alpha, with its uncertainty.

A *unit* is an event.  A coder gives it a position, or leaves it out (None).  Alpha
needs to know only how many coders put a unit where, so it works on *counts*: one row
a unit, one column a position, from rejection to acceptance.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import accumulate, combinations
from operator import mul
from typing import Literal, NamedTuple

from hedgelab.spectrum import POSITIONS, position

Metric = Literal["nominal", "ordinal", "interval"]
"""How far apart two positions are: all alike, by the ranks between them, by their steps."""

Weights = Literal["none", "linear", "quadratic"]
"""What a disagreement costs: the same everywhere, its steps, or its steps squared."""

_FEWEST = 2  # values that a unit needs before any two of them can be compared

_NO_SPREAD = 1e-12  # between figures that are the same but for their last binary digits
_HALVINGS = 60  # of an angle, beyond which a float tells no more

_COSTS: dict[Weights, Callable[[int], int]] = {
    "none": bool,
    "linear": abs,
    "quadratic": lambda steps: steps * steps,
}


class _Tally(NamedTuple):
    """What one unit adds to the table of coincidences.

    ``totals`` counts the pairable values at each position; ``apart`` holds, for each two
    positions in the order of `itertools.combinations`, the weight of the pairs there.
    """

    totals: Sequence[float]
    apart: Sequence[float]


def percentage_agreement(one: Sequence[str | None], other: Sequence[str | None]) -> float:
    """Give the share of units that two coders put at the same position, 0 to 1.

    Parameters
    ----------
    one, other : sequence of str or None
        The position ids that each coder gave, unit by unit.  A unit that either of them
        left out does not count.

    Returns
    -------
    float
        NaN where there is no unit that both have placed.

    Raises
    ------
    UnknownPositionError, ValueError
        If an id is none of the seven; if the two differ in length.

    Examples
    --------
    >>> percentage_agreement(["balancing", "bandwagoning"], ["balancing", "dominance-denial"])
    0.5
    """
    pairs = _pairs(one, other)
    return sum(first == second for first, second in pairs) / len(pairs) if pairs else math.nan


def cohen_kappa(
    one: Sequence[str | None], other: Sequence[str | None], weights: Weights = "none"
) -> float:
    """Give Cohen's kappa: what two coders agree on beyond what chance would give them.

    Chance is what two coders would agree on who used each position as often as these
    two did, and looked at no unit.  1 is full agreement, 0 is what chance gives, and
    below 0 is worse than that.  With weights, a near miss costs less than a far one.

    Parameters
    ----------
    one, other : sequence of str or None
        As for `percentage_agreement`.
    weights : {"none", "linear", "quadratic"}
        What a disagreement costs: the same everywhere, its steps on the spectrum, or
        its steps squared.

    Returns
    -------
    float
        NaN where there is no unit that both have placed, or no variation: both put
        everything at one and the same position, so that chance leaves nothing to add.

    Raises
    ------
    UnknownPositionError, ValueError
        As for `percentage_agreement`.

    Notes
    -----
    Cohen (1960), A coefficient of agreement for nominal scales, Educational and
    Psychological Measurement 20(1), p. 40; with weights, Cohen (1968), Weighted kappa,
    Psychological Bulletin 70(4), p. 215.

    Examples
    --------
    >>> article = ["balancing", "dominance-denial", "bandwagoning", "bandwagoning"]
    >>> student = ["balancing", "indirect-balancing", "bandwagoning", "bandwagoning"]
    >>> round(cohen_kappa(article, student), 2), round(cohen_kappa(article, student, "linear"), 2)
    (0.64, 0.91)
    """
    return kappa_of(_pairs(one, other), weights)


def kappa_of(pairs: Sequence[tuple[int, int]], weights: Weights = "none") -> float:
    """Give Cohen's kappa of two coders' values on any scale of whole numbers.

    Parameters
    ----------
    pairs : sequence of tuple of int
        What the one and the other gave each unit: the numbers of positions, or of levels.
    weights : {"none", "linear", "quadratic"}
        As for `cohen_kappa`.

    Returns
    -------
    float
        NaN where there is no unit, or no variation.

    Examples
    --------
    >>> round(kappa_of([(0, 0), (1, 1), (2, 1), (2, 2)], "linear"), 2)
    0.71
    """
    cost = _COSTS[weights]
    observed = sum(cost(first - second) for first, second in pairs)
    firsts, seconds = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    expected = sum(
        cost(first - second) * often * as_often
        for first, often in firsts.items()
        for second, as_often in seconds.items()
    )
    return 1 - observed * len(pairs) / expected if expected else math.nan


def kappa_interval(
    pairs: Sequence[tuple[int, int]], weights: Weights = "none", *, level: float = 0.95
) -> tuple[float, float]:
    """Give an interval for `kappa_of`: how far it would move with other units of the same kind.

    It is made as `alpha_interval` is: a jackknife on Fisher's z scale, whose lower end reckons
    with one unit more on which the coders agree as by chance.

    Parameters
    ----------
    pairs, weights
        As for `kappa_of`.
    level : float
        As for `alpha_interval`.

    Returns
    -------
    tuple of float
        Lower and upper end; both NaN where kappa has no value, would have none without one of
        the units, is the same whichever is left out, or is -1.

    Raises
    ------
    ValueError
        If `level` is not between 0 and 1.

    Examples
    --------
    >>> low, high = kappa_interval([(0, 0), (1, 1), (2, 2), (1, 2)] * 5, "linear")
    >>> round(low, 2), round(high, 2)
    (0.35, 0.89)
    """
    _check_level(level)
    kappa = kappa_of(pairs, weights)
    without = [kappa_of([*pairs[:at], *pairs[at + 1 :]], weights) for at in range(len(pairs))]
    guarded = [_with_chance(one, len(without) - 1) for one in without]
    return _jackknifed(kappa, without, (_with_chance(kappa, len(pairs)), guarded), level)


def counts_of(ratings: Iterable[Sequence[str | None]]) -> list[list[int]]:
    """Count, for each unit, how many coders put it at each of the seven positions.

    Parameters
    ----------
    ratings : iterable of sequence of str or None
        One row a unit, one value a coder: a position id, or None where it was left out.

    Raises
    ------
    UnknownPositionError
        If an id is none of the seven.

    Examples
    --------
    >>> counts_of([["balancing", "balancing", None], ["bandwagoning", "balancing", None]])
    [[2, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 1]]
    """
    counts = []
    for row in ratings:
        numbers = [position(name).number for name in row if name is not None]
        counts.append([numbers.count(stop.number) for stop in POSITIONS])
    return counts


def krippendorff_alpha(counts: Sequence[Sequence[int]], metric: Metric = "ordinal") -> float:
    """Give Krippendorff's alpha: one minus the disagreement found over that expected by chance.

    It takes any number of coders, and any of them may leave units out.  1 is full
    agreement, 0 is what values dealt out at random would give, and below 0 is worse.

    Parameters
    ----------
    counts : sequence of sequence of int
        One row a unit, one column a position in order; how many coders put the unit
        there.  A unit with fewer than two values says nothing about agreement and
        drops out.
    metric : {"nominal", "ordinal", "interval"}
        How far apart two positions are.  Ordinal counts the values that lie between
        them, and so takes the order for granted and no equal steps.

    Returns
    -------
    float
        NaN where nothing can be said: no unit has two values, or there is no variation,
        since every value stands at one position.

    Raises
    ------
    ValueError
        If the rows are not of the same length, or a count is below 0.

    Notes
    -----
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; Krippendorff (2019),
    Content Analysis, 4th ed., ch. 12.  The ordinal distance there, the values between two
    positions and half of those at both, is the distance between their mean ranks.

    Examples
    --------
    >>> near = counts_of([["balancing", "indirect-balancing"], ["bandwagoning", "bandwagoning"]])
    >>> round(krippendorff_alpha(near), 3), krippendorff_alpha(near, "nominal")
    (0.833, 0.4)
    """
    return _alpha(_summed(_tallies(counts)), metric)


def alpha_against(
    counts: Sequence[Sequence[int]],
    reference: Sequence[str | None],
    metric: Metric = "ordinal",
) -> float:
    """Give alpha of a whole class against one reference, such as the article's readings.

    Each value of the class is paired with the reference's for the same unit: the alpha
    of two coders, of whom one is whoever in the class placed the unit, and the other
    the reference.  How far the class agrees with itself does not enter.

    Parameters
    ----------
    counts : sequence of sequence of int
        As for `krippendorff_alpha`; seven columns.
    reference : sequence of str or None
        The reference's position id for each unit; where it has none the unit drops out.
    metric
        As for `krippendorff_alpha`.

    Returns
    -------
    float
        NaN where there is no pair, or no variation.

    Raises
    ------
    UnknownPositionError, ValueError
        If an id is none of the seven; if counts and reference differ in length, a row does
        not have seven columns, or a count is below 0.

    Examples
    --------
    >>> counts = counts_of([["balancing", "balancing"], ["bandwagoning", "balancing"]])
    >>> round(alpha_against(counts, ["balancing", "bandwagoning"], "nominal"), 3)
    0.533
    """
    return _alpha(_summed(_tallies_against(counts, reference)), metric)


def alpha_interval(
    counts: Sequence[Sequence[int]], metric: Metric = "ordinal", *, level: float = 0.95
) -> tuple[float, float]:
    """Give an interval for alpha: how far it would move with other units of the same kind.

    Each unit is left out once (the jackknife), and how much alpha moves says how much it
    hangs on the units at hand.  The coders stay the same: about others it says nothing.

    Parameters
    ----------
    counts, metric
        As for `krippendorff_alpha`.
    level : float
        How often such an interval is to hold the alpha of all units of the kind, between 0
        and 1.

    Returns
    -------
    tuple of float
        Lower and upper end; both NaN where alpha has no value, would have none without one
        of the units, or is the same whichever is left out, so that nothing shows how it moves.

    Raises
    ------
    ValueError
        As for `krippendorff_alpha`; and if `level` is not between 0 and 1.

    Notes
    -----
    The jackknife's standard error and Student's t with one degree of freedom less than there
    are units (Efron and Tibshirani 1993, An Introduction to the Bootstrap, ch. 11), on
    Fisher's z scale, which keeps both ends between -1 and 1.  The middle of bootstrap draws,
    which is often given in its place, is too narrow for few units; ``benchmarks.coverage``
    shows how often either holds the truth.

    What few values do not show may be there all the same: two coders who never differ on
    eight units may differ on the ninth.  So the lower end reckons with one pair of values
    more, placed as by chance; in a class it weighs next to nothing.

    Examples
    --------
    >>> alike = counts_of([["balancing"] * 2, ["bandwagoning"] * 2] * 10)
    >>> low, high = alpha_interval(alike)
    >>> round(low, 2), high
    (0.66, 1.0)
    """
    return _interval(_tallies(counts), metric, level)


def alpha_interval_against(
    counts: Sequence[Sequence[int]],
    reference: Sequence[str | None],
    metric: Metric = "ordinal",
    *,
    level: float = 0.95,
) -> tuple[float, float]:
    """Give an interval for `alpha_against`, as `alpha_interval` does for alpha.

    A unit is left out with all the values that the class gave it: they are answers to one
    question, and not so many independent ones.

    What it takes, gives and refuses is said there and at `alpha_against`.
    """
    return _interval(_tallies_against(counts, reference), metric, level)


def _pairs(one: Sequence[str | None], other: Sequence[str | None]) -> list[tuple[int, int]]:
    if len(one) != len(other):
        raise ValueError(
            f"one coder has {len(one)} values and the other {len(other)}: give both in the "
            "order of the same units, with None for a unit left out"
        )
    return [
        (position(first).number, position(second).number)
        for first, second in zip(one, other, strict=True)
        if first is not None and second is not None
    ]


def _tallies(counts: Sequence[Sequence[int]]) -> list[_Tally]:
    _check(counts)
    return [
        _Tally(row, [one * other / (sum(row) - 1) for one, other in combinations(row, 2)])
        for row in counts
        if sum(row) >= _FEWEST
    ]


def _tallies_against(
    counts: Sequence[Sequence[int]], reference: Sequence[str | None]
) -> list[_Tally]:
    if len(counts) != len(reference):
        raise ValueError(
            f"there are counts for {len(counts)} units and a reference for {len(reference)}: "
            "give both in the order of the same units, with None where the reference is silent"
        )
    _check(counts, columns=len(POSITIONS))
    return [
        _tally_against(row, position(name).number - 1)
        for row, name in zip(counts, reference, strict=True)
        if name is not None and any(row)
    ]


def _tally_against(row: Sequence[int], at: int) -> _Tally:
    # Each value is paired with the reference's, which is counted once for each of them.
    totals = [count + sum(row) * (column == at) for column, count in enumerate(row)]
    apart = [
        row[second] if first == at else row[first] if second == at else 0
        for first, second in combinations(range(len(row)), 2)
    ]
    return _Tally(totals, apart)


def _check(counts: Sequence[Sequence[int]], columns: int | None = None) -> None:
    for number, row in enumerate(counts, start=1):
        wanted = columns or len(counts[0])
        if len(row) != wanted:
            raise ValueError(
                f"row {number} of the counts has {len(row)} columns, and {wanted} are wanted: "
                "give one number for each position, 0 where nobody put the unit"
            )
        if min(row, default=0) < 0:
            raise ValueError(f"row {number} of the counts holds {min(row)}: a count is 0 or more")


def _summed(tallies: Sequence[_Tally]) -> _Tally:
    totals = [sum(column) for column in zip(*(tally.totals for tally in tallies), strict=True)]
    apart = [sum(column) for column in zip(*(tally.apart for tally in tallies), strict=True)]
    return _Tally(totals, apart)


def _alpha(table: _Tally, metric: Metric) -> float:
    totals = table.totals
    gaps = [(high - low) ** 2 for low, high in combinations(_places(totals, metric), 2)]
    if metric == "nominal":
        gaps = [1.0] * len(gaps)
    expected = _dot([one * other for one, other in combinations(totals, 2)], gaps)
    if not expected:
        return math.nan
    return 1 - (sum(totals) - 1) * _dot(table.apart, gaps) / expected


def _dot(ones: Sequence[float], others: Sequence[float]) -> float:
    return float(sum(map(mul, ones, others)))


def _places(totals: Sequence[float], metric: Metric) -> list[float]:
    """Give each position its place on the line along which distance is measured."""
    if metric == "ordinal":
        return [upto - own / 2 for upto, own in zip(accumulate(totals), totals, strict=True)]
    return [float(column) for column in range(len(totals))]


def _interval(tallies: Sequence[_Tally], metric: Metric, level: float) -> tuple[float, float]:
    _check_level(level)
    whole = _summed(tallies)
    others = [_less(whole, tally) for tally in tallies]
    without = [_alpha(other, metric) for other in others]
    guarded = [_guarded(one, other) for one, other in zip(without, others, strict=True)]
    alpha = _alpha(whole, metric)
    return _jackknifed(alpha, without, (_guarded(alpha, whole), guarded), level)


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise ValueError(f"level is {level}: give a share between 0 and 1, such as 0.95")


def _jackknifed(
    figure: float,
    without: Sequence[float],
    lower: tuple[float, Sequence[float]],
    level: float,
) -> tuple[float, float]:
    """Give the interval of a figure from what it is without each unit.

    Parameters
    ----------
    lower : tuple
        The figure, and what it is without each unit, as the lower end reckons with them.
    """
    if any(map(math.isnan, (figure, *without))):
        return math.nan, math.nan
    if figure <= -1 or (figure < 1 and max(without) - min(without) < _NO_SPREAD):
        return math.nan, math.nan
    cautious, guarded = lower
    reach = student_quantile(level, len(without) - 1)
    low = _moved(cautious, -reach * math.hypot(_error(guarded), figure - cautious))
    return low, 1.0 if figure == 1 else _moved(figure, reach * _error(without))


def _guarded(alpha: float, table: _Tally) -> float:
    """Give alpha with one pair of values more, placed as by chance, where that lowers it."""
    return _with_chance(alpha, sum(table.totals) / _FEWEST)


def _with_chance(figure: float, units: float) -> float:
    return min(figure, figure * units / (units + 1))


def _error(without: Sequence[float]) -> float:
    """Give the jackknife's standard error from the figures without each unit."""
    count = len(without)
    mean = sum(without) / count
    return math.sqrt((count - 1) / count * sum((one - mean) ** 2 for one in without))


def _moved(alpha: float, far: float) -> float:
    """Move alpha so far, on Fisher's z scale."""
    return math.tanh(math.atanh(alpha) + far / (1 - alpha * alpha))


def _less(whole: _Tally, part: _Tally) -> _Tally:
    return _Tally(
        [all_of - own for all_of, own in zip(whole.totals, part.totals, strict=True)],
        [all_of - own for all_of, own in zip(whole.apart, part.apart, strict=True)],
    )


@cache
def student_quantile(level: float, freedom: int) -> float:
    """Give the t between whose negative and itself Student's distribution has such a share."""
    low, high = 0.0, math.pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _student_share(middle, freedom) < level else (low, middle)
    return math.tan(low) * math.sqrt(freedom)


def _student_share(angle: float, freedom: int) -> float:
    """Give Student's share within a t, told as an angle: Abramowitz and Stegun, 26.7.3-4."""
    cosine, is_odd = math.cos(angle), freedom % 2
    term, total = cosine if is_odd else 1.0, 0.0
    for step in range(is_odd, freedom - 1, 2):
        total += term
        term *= (step + 1) / (step + 2) * cosine * cosine
    within = math.sin(angle) * total
    return (angle + within) * 2 / math.pi if is_odd else within
