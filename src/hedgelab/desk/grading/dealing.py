"""Dealing texts out to several markers: evenly, at random, and some of them twice.

It knows nothing of a ledger.  A *cell* is what texts are dealt evenly within: an event, in one
section of the class.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import NamedTuple, TypeVar

_PAIR = 2

Text = TypeVar("Text", bound=Hashable)


class Cell(NamedTuple):
    """An event, in one section of the class; "" for a class without sections."""

    event: str
    section: str = ""


class Hands:
    """How many texts each marker has in hand: of a cell, of an event, and in all."""

    def __init__(self, markers: Sequence[str]) -> None:
        self._markers = markers
        self._held: Counter[tuple[str, Hashable]] = Counter()

    def take(self, marker: str, cell: Cell) -> None:
        """Give a marker one text more."""
        for what in (cell, cell.event, None):
            self._held[marker, what] += 1

    def emptiest(self, cell: Cell, rng: Random, *, many: int = 1) -> list[str]:
        """Give the markers who have the fewest texts of a cell; at random where that is even."""
        return sorted(
            self._markers,
            key=lambda marker: (
                *(self._held[marker, what] for what in (cell, cell.event, None)),
                rng.random(),
            ),
        )[:many]


def deal(
    cells: Mapping[Text, Cell], hands: Hands, twice: Iterable[Text], rng: Random
) -> dict[Text, list[str]]:
    """Deal texts out; give the markers of each.

    Of every cell, two markers who began evenly get numbers that differ by one at most.

    Parameters
    ----------
    cells : mapping
        The cell of each text.
    hands : Hands
        What the markers have already.
    twice : iterable
        The texts that two markers get, in the order in which they get them.
    rng : Random
        Where chance comes from.
    """
    both = set(twice)
    dealt = {}
    by_cell: dict[Cell, list[Text]] = {}
    for text, cell in cells.items():
        by_cell.setdefault(cell, []).append(text)
    for cell, texts in by_cell.items():
        rng.shuffle(texts)
        for text in texts:
            dealt[text] = hands.emptiest(cell, rng, many=_PAIR if text in both else 1)
            # Who is the first of two is chance, too.
            rng.shuffle(dealt[text])
            for marker in dealt[text]:
                hands.take(marker, cell)
    return dealt


def spread(cells: Mapping[Text, Cell], many: int, rng: Random) -> list[Text]:
    """Choose so many texts at random, spread over the cells as evenly as their sizes allow."""
    by_cell: dict[Cell, list[Text]] = {}
    for text, cell in cells.items():
        by_cell.setdefault(cell, []).append(text)
    in_order = []
    for texts in rng.sample(list(by_cell.values()), len(by_cell)):
        in_order += rng.sample(texts, len(texts))
    many = min(many, len(in_order))
    # Every so manieth of a list that goes through cell after cell, from a start by chance.
    step = Fraction(len(in_order), many) if many else Fraction(0)
    start = Fraction(rng.randrange(10**6), 10**6) * step
    return [in_order[int(start + step * number)] for number in range(many)]


def share_of(share: Fraction, whole: int) -> int:
    """Give a share of a number of texts, rounded half up, and one at least where any is wanted.

    Examples
    --------
    >>> share_of(Fraction(1, 10), 181), share_of(Fraction(1, 10), 3), share_of(Fraction(0), 3)
    (18, 1, 0)
    """
    if not share or not whole:
        return 0
    return max(1, int(share * whole + Fraction(1, 2)))
