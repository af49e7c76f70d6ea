"""What a class's answers say about each event, from one pass over the graded sheets.

Only counts are kept: for each event how many placed it where, and that again by how well
they did on the rest of their sheet.  So memory grows with the events, not with the class.
Students from whom nothing came are not part of these figures.
"""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, combinations
from random import Random
from typing import NamedTuple

from hedgelab.agreement import (
    alpha_against,
    alpha_interval,
    alpha_interval_against,
    krippendorff_alpha,
)
from hedgelab.answers import CONFIDENCE
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedAnswer, GradedSheet
from hedgelab.desk.reports.reflections import Sureness, calibration
from hedgelab.desk.text.pages import WHOSE, told_index
from hedgelab.scoring import anchor, anchors
from hedgelab.spectrum import POSITIONS, position

FEWEST_STRONG = 4
"""So many strong answers an event needs before its key is put in question."""

FEWEST_APART = 5
"""Of fewer students the correlation is near 1 or -1 of itself: of two it can be nothing else."""

STRONG_SHARE = 0.25
"""The strongest are the quarter who did best on the rest of their sheet."""

TENTATIVE, RELIABLE = 0.667, 0.8
"""From where on an alpha bears tentative conclusions, and firm ones: Krippendorff (2004),
Content Analysis, 2nd ed., p. 241."""

SPLIT = 2 / 3
"""What the agreement is where a class stands evenly at three places side by side: an act of which
it is surely lower divides the class."""

_PLACES = len(POSITIONS)
_UNPLACED = _PLACES  # the column after the seven positions
_BINS = 100  # a rest score is kept to a hundredth
_DRAWS, _MOST_ABOVE, _SEED = 200, 10, 1981  # of a hundred draws, five may lie above `SPLIT`
_NO_VARIANCE = 1e-9  # what is left of a sum of squares when nothing varies


@dataclass(frozen=True, slots=True)
class KeyDispute:
    """An event that the strongest students place elsewhere than the key.

    Attributes
    ----------
    position : str
        Where most of them put it.
    there, at_key, strong : int
        How many of them put it there, how many where the key has it, and how many they are.
    """

    position: str
    there: int
    at_key: int
    strong: int

    @property
    def is_majority(self) -> bool:
        """Whether more than half of them agree on that other place."""
        return 2 * self.there > self.strong


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What a class made of one event.

    Attributes
    ----------
    event : str
        The event's id.
    asked : int
        How many sheets held it.
    counts : tuple of int
        How many placed it at each of the seven positions, in order.
    unplaced : int
        How many left it out.
    mean_credit : float
        0 to 1, what is left out counting 0: the easier the event, the higher.
    discrimination : float
        The correlation of its credit with the mean credit of the rest of the sheet, -1 to 1.
        NaN where one of the two does not vary, or fewer than `FEWEST_APART` had the event.
    agreement : float
        `ordinal_agreement` of the counts; NaN where nobody placed it.
    divides : bool
        Whether the class is surely divided over it, as `divides` tells.
    mean_steps : float
        Mean signed steps from the key, above 0 towards acceptance; NaN where nobody placed it.
    dispute : KeyDispute or None
        Where the strongest students put it elsewhere than the key.
    """

    event: str
    asked: int
    counts: tuple[int, ...]
    unplaced: int
    mean_credit: float
    discrimination: float
    agreement: float
    divides: bool
    mean_steps: float
    dispute: KeyDispute | None

    @property
    def placed(self) -> int:
        """How many placed it."""
        return sum(self.counts)

    @property
    def modes(self) -> tuple[str, ...]:
        """The positions chosen most, as many as share the first rank."""
        most = max(self.counts)
        return tuple(
            place.id
            for place, count in zip(POSITIONS, self.counts, strict=True)
            if count == most > 0
        )


class Alpha(NamedTuple):
    """Krippendorff's ordinal alpha with the ends of its 95 % interval; NaN where undefined.

    The interval is for other events of the same kind, and the same students.
    """

    value: float
    low: float
    high: float

    @property
    def told(self) -> str:
        """The figure with its interval, or a dash.

        Examples
        --------
        >>> Alpha(0.7046, 0.2587, 0.8111).told
        '0.70 (95 % interval 0.26 to 0.81)'
        """
        if math.isnan(self.value):
            return told_index(self.value)
        if math.isnan(self.low):
            return f"{told_index(self.value)} (no interval)"
        ends = f"{told_index(self.low)} to {told_index(self.high)}"
        return f"{told_index(self.value)} (95 % interval {ends})"


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """What a whole class made of an assignment.

    Attributes
    ----------
    sheets : int
        How many count.
    points : mapping
        How many sheets earned so many points.
    items : tuple of ItemFigures
        The events in the key's order, those without a sheet left out.
    confusion : tuple of tuple of int
        One row for each position of the key, one column for each position given, and an
        eighth for what was left out.
    among_itself : Alpha
        How far the class agrees with itself.
    against_key : Alpha
        How far it agrees with the article; where the article places none of these events,
        with the instructor's readings, or else with the module's first ones.
    reference : str
        Which of them it was: ``article``, ``instructor`` or ``module``.
    sureness : tuple of Sureness
        How the answers of the whole class fared, by how sure their authors were.
    by_now : float
        The most that anybody can have earned by now: of reasons only those that were marked.
    """

    sheets: int
    points: Mapping[float, int]
    items: tuple[ItemFigures, ...]
    confusion: tuple[tuple[int, ...], ...]
    among_itself: Alpha
    against_key: Alpha
    reference: str
    sureness: tuple[Sureness, ...] = ()
    by_now: float = 0.0

    @property
    def mean_steps(self) -> float:
        """Mean signed steps from the key over all answers; NaN without any."""
        total = sum(
            count * (column - row)
            for row, counts in enumerate(self.confusion)
            for column, count in enumerate(counts[:_UNPLACED])
        )
        placed = sum(sum(counts[:_UNPLACED]) for counts in self.confusion)
        return total / placed if placed else math.nan

    def quantile(self, share: float) -> float:
        """Give the points below which a share of the sheets lies, interpolated; NaN without any."""
        return quantile_of(self.points, share)

    def divided(self, most: int) -> list[ItemFigures]:
        """Give the events that divide the class, the lowest agreement first.

        As `divides` tells, chance in who sat there aside.
        """
        return [item for item in self.by_agreement() if item.divides][:most]

    def by_agreement(self) -> list[ItemFigures]:
        """Give the events that anybody placed: those that divide, then those that may not.

        In either group the lowest agreement comes first.
        """
        placed = (item for item in self.items if item.placed)
        return sorted(placed, key=lambda item: (not item.divides, item.agreement))


@dataclass(slots=True)
class _Moments:
    """Sums from which a correlation can be had at the end."""

    count: int = 0
    x: float = 0.0
    y: float = 0.0
    xx: float = 0.0
    yy: float = 0.0
    xy: float = 0.0

    def add(self, x: float, y: float) -> None:
        self.count += 1
        self.x += x
        self.y += y
        self.xx += x * x
        self.yy += y * y
        self.xy += x * y

    def correlation(self) -> float:
        if self.count < FEWEST_APART:
            return math.nan
        spread_x = self.xx - self.x * self.x / self.count
        spread_y = self.yy - self.y * self.y / self.count
        if min(spread_x, spread_y) < _NO_VARIANCE:
            return math.nan
        return (self.xy - self.x * self.y / self.count) / math.sqrt(spread_x * spread_y)


@dataclass(slots=True)
class _Tally:
    """What is kept of one event while the sheets go by."""

    counts: list[int] = field(default_factory=lambda: [0] * (_PLACES + 1))
    credit: float = 0.0
    steps: int = 0
    moments: _Moments = field(default_factory=_Moments)
    by_rest: defaultdict[int, list[int]] = field(
        default_factory=lambda: defaultdict(lambda: [0] * _PLACES)
    )

    def add(self, answer: GradedAnswer, rest: float) -> None:
        place = position(answer.position).number - 1 if answer.position else _UNPLACED
        self.counts[place] += 1
        self.credit += answer.credit
        self.steps += answer.steps or 0
        if not math.isnan(rest):
            self.moments.add(answer.credit, rest)
            if place != _UNPLACED:
                self.by_rest[round(rest * _BINS)][place] += 1


class ItemAnalysis:
    """The figures of a class, gathered sheet by sheet.

    Parameters
    ----------
    key : Key
        What the sheets were graded with.
    """

    def __init__(self, key: Key) -> None:
        self._key = key
        self._tallies: dict[str, _Tally] = defaultdict(_Tally)
        self._points: Counter[float] = Counter()
        self._sureness: dict[str, list[int]] = {label: [0, 0] for _, label in CONFIDENCE}
        self._by_now = 0.0

    def add(self, sheet: GradedSheet) -> None:
        """Count one sheet; one without answers is passed over."""
        if not sheet.answers:
            return
        self._points[sheet.points] += 1
        self._by_now = max(self._by_now, self._can_be_earned(sheet))
        for row in calibration(sheet.answers):
            self._sureness[row.label][0] += row.events
            self._sureness[row.label][1] += row.hits
        whole = math.fsum(answer.credit for answer in sheet.answers)
        others = len(sheet.answers) - 1
        for answer in sheet.answers:
            rest = (whole - answer.credit) / others if others else math.nan
            self._tallies[answer.event].add(answer, rest)

    def _can_be_earned(self, sheet: GradedSheet) -> float:
        """Give what a perfect sheet would have earned with these of its reasons marked."""
        key, asked = self._key, len(sheet.answers)
        return key.position_points + key.justification_points * (asked - sheet.to_mark) / asked

    def figures(self) -> ClassFigures:
        """Give what the sheets so far amount to."""
        first = {event: anchor(self._key.readings[event]) for event in self._key.events}
        asked = [event for event in self._key.events if event in self._tallies]
        confusion = [[0] * (_PLACES + 1) for _ in POSITIONS]
        for event in asked:
            row = confusion[position(first[event].position).number - 1]
            for column, count in enumerate(self._tallies[event].counts):
                row[column] += count
        counts = [self._tallies[event].counts[:_PLACES] for event in asked]
        readers = {first[event].reader for event in asked}
        reader = next((reader for reader in WHOSE if reader in readers), "article")
        reference = [
            first[event].position if first[event].reader == reader else None for event in asked
        ]
        return ClassFigures(
            sheets=self._points.total(),
            points=self._points,
            items=tuple(self._item(event) for event in asked),
            confusion=tuple(map(tuple, confusion)),
            among_itself=Alpha(krippendorff_alpha(counts), *alpha_interval(counts)),
            against_key=Alpha(
                alpha_against(counts, reference), *alpha_interval_against(counts, reference)
            ),
            reference=reader,
            sureness=tuple(Sureness(label, *both) for label, both in self._sureness.items()),
            by_now=self._by_now,
        )

    def _item(self, event: str) -> ItemFigures:
        tally = self._tallies[event]
        counts, asked = tuple(tally.counts[:_PLACES]), sum(tally.counts)
        placed = sum(counts)
        at_key = {best.position for best in anchors(self._key.readings[event])}
        return ItemFigures(
            event=event,
            asked=asked,
            counts=counts,
            unplaced=tally.counts[_UNPLACED],
            mean_credit=tally.credit / asked,
            discrimination=tally.moments.correlation(),
            agreement=ordinal_agreement(counts),
            divides=divides(counts),
            mean_steps=tally.steps / placed if placed else math.nan,
            dispute=_dispute(tally.by_rest, at_key),
        )


def quantile_of(counts: Mapping[float, int], share: float) -> float:
    """Give the value below which a share of what was counted lies, interpolated; NaN without any.

    Examples
    --------
    >>> quantile_of({1.0: 2, 3.0: 2}, 0.5)
    2.0
    """
    if not counts:
        return math.nan
    ordered = sorted(counts)
    upto = list(accumulate(counts[value] for value in ordered))
    place = share * (upto[-1] - 1)
    below, above = (
        ordered[bisect_right(upto, rank)] for rank in (math.floor(place), math.ceil(place))
    )
    return below + (above - below) * (place % 1)


def analyse(key: Key, sheets: Iterable[GradedSheet]) -> ClassFigures:
    """Give the figures of a class, from all its sheets at once."""
    analysis = ItemAnalysis(key)
    for sheet in sheets:
        analysis.add(sheet)
    return analysis.figures()


def ordinal_agreement(counts: Sequence[float]) -> float:
    """Give van der Eijk's agreement A of answers on an ordered scale.

    It is 1 where all stand at one position, 0 where they are spread evenly over all of
    them, and -1 where one half stands at either end.

    Parameters
    ----------
    counts : sequence of float
        How many answers stand at each position, in order, or which share; three positions or more.

    Returns
    -------
    float
        NaN without an answer.

    Notes
    -----
    van der Eijk (2001), Measuring agreement in ordered rating scales, Quality & Quantity
    35(3), pp. 331-334.  The counts are taken apart into layers of equal height, and the
    agreement of each layer is weighed by the answers in it.

    Examples
    --------
    >>> ordinal_agreement([0, 9, 0, 0, 0, 0, 0]), ordinal_agreement([5, 0, 0, 0, 0, 0, 5])
    (1.0, -1.0)
    """
    left, whole, agreement = list(counts), sum(counts), 0.0
    if not whole:
        return math.nan
    while any(left):
        height = min(count for count in left if count)
        layer = tuple(count > 0 for count in left)
        agreement += _layer_agreement(layer) * height * sum(layer) / whole
        left = [count - height if count else 0 for count in left]
    return agreement


def divides(counts: Sequence[int]) -> bool:
    """Say whether an act surely divides a class: whether agreement is below `SPLIT`, and stays so.

    Parameters
    ----------
    counts : sequence of int
        As for `ordinal_agreement`.

    Returns
    -------
    bool
        False for fewer than `FEWEST_APART` answers, which show nothing.

    Notes
    -----
    The upper end of a one-sided 95 % interval has to lie below `SPLIT`, for other students of the
    same kind: Rubin (1981), The Bayesian bootstrap, The Annals of Statistics 9(1), pp. 130-134.
    Leaving out each student in turn would not do: of a class split into equal halves whoever goes
    changes the figure alike.  The draws are the same each time, and so is the verdict.

    Examples
    --------
    >>> divides([0, 9, 0, 0, 0, 9, 0]), divides([0, 0, 9, 9, 0, 0, 0])
    (True, False)
    """
    if sum(counts) < FEWEST_APART or not ordinal_agreement(counts) < SPLIT:
        return False
    draw = Random(_SEED).gammavariate
    above = 0
    for _ in range(_DRAWS):
        shares = [draw(count, 1.0) if count else 0.0 for count in counts]
        above += ordinal_agreement(shares) >= SPLIT
        if above > _MOST_ABOVE:
            return False
    return True


@cache
def _layer_agreement(layer: tuple[bool, ...]) -> float:
    """Give the agreement of a layer: of which positions are held, and which are not."""
    places, held = len(layer), sum(layer)
    triples = list(combinations(layer, 3))
    split = triples.count((True, False, True))
    joined = triples.count((True, True, False)) + triples.count((False, True, True))
    if split + joined:
        peaked = ((places - 2) * joined - (places - 1) * split) / ((places - 2) * (split + joined))
    else:
        # All chose one position, or every position was chosen: no gap can divide them.
        peaked = 1.0
    return peaked * (1 - (held - 1) / (places - 1))


def _dispute(by_rest: Mapping[int, Sequence[int]], key: Collection[str]) -> KeyDispute | None:
    """Say whether the strongest put an event elsewhere than the key.

    They are those with the best rest scores, together a quarter of those who placed it,
    with everyone who ties with the last of them.
    """
    everyone = sum(map(sum, by_rest.values()))
    strong = [0] * _PLACES
    for score in sorted(by_rest, reverse=True):
        if sum(strong) >= STRONG_SHARE * everyone:
            break
        strong = [one + other for one, other in zip(strong, by_rest[score], strict=True)]
    chosen = max(range(_PLACES), key=strong.__getitem__)
    at_key = sum(strong[position(place).number - 1] for place in key)
    # If ties swell the strongest to more than half the class, they are no special group.
    is_telling = FEWEST_STRONG <= sum(strong) <= everyone / 2
    if not is_telling or strong[chosen] <= at_key:
        return None
    return KeyDispute(POSITIONS[chosen].id, strong[chosen], at_key, sum(strong))
