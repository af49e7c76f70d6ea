"""The seven positions between rejecting and accepting a great power.

The five in the middle are the components of strategic hedging that Valiyev and
Mamishova (2019) take over from Kuik (2010); the two ends are the pure forms
that the article sets them against.
"""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Which way a position leans."""

    REJECTION = "rejection"
    NEUTRAL = "neutral"
    ACCEPTANCE = "acceptance"


@dataclass(frozen=True, slots=True)
class Position:
    """One of the seven stops on the spectrum.

    Attributes
    ----------
    id : str
        The name used in files, tables, addresses and answers.
    number : int
        1 (rejection) to 7 (acceptance): the order, and the unit of distance.
    name : str
        The name in full.
    short : str
        A label for a narrow column.
    side : Side
        The half of the spectrum it stands in.
    """

    id: str
    number: int
    name: str
    short: str
    side: Side

    @property
    def is_pure(self) -> bool:
        """Whether this is one of the two ends, which are no part of hedging."""
        return self.number in (1, len(POSITIONS))


class UnknownPositionError(ValueError):
    """A position id that is not one of the seven."""

    def __init__(self, given: object) -> None:
        super().__init__(f"{given!r} is not a position: write one of {', '.join(_BY_ID)}")
        self.given = given


POSITIONS: tuple[Position, ...] = (
    Position("balancing", 1, "Balancing (pure form)", "Balancing", Side.REJECTION),
    Position("indirect-balancing", 2, "Indirect balancing", "Indirect", Side.REJECTION),
    Position("dominance-denial", 3, "Dominance denial", "Denial", Side.REJECTION),
    Position("economic-pragmatism", 4, "Economic pragmatism", "Pragmatism", Side.NEUTRAL),
    Position("binding-engagement", 5, "Binding engagement", "Engagement", Side.ACCEPTANCE),
    Position("limited-bandwagoning", 6, "Limited bandwagoning", "Limited", Side.ACCEPTANCE),
    Position("bandwagoning", 7, "Bandwagoning (pure form)", "Bandwagoning", Side.ACCEPTANCE),
)

_BY_ID = {position.id: position for position in POSITIONS}

COMPONENTS: tuple[Position, ...] = tuple(p for p in POSITIONS if not p.is_pure)
"""The five components of strategic hedging, without the pure forms."""

PERIODS: tuple[str, ...] = ("1991-1993", "1993-2000", "2000-2008", "2008-2018", "after-2018")
"""The periods, in order; the last holds what the article could not know."""


def position(position_id: str) -> Position:
    """Give the position that has this id.

    Raises
    ------
    UnknownPositionError
        If the id is none of the seven; its message lists them.

    Examples
    --------
    >>> position("economic-pragmatism").number
    4
    """
    try:
        return _BY_ID[position_id]
    except KeyError:
        raise UnknownPositionError(position_id) from None


def steps(from_id: str, to_id: str) -> int:
    """Count the steps from one position to another, signed towards acceptance.

    Examples
    --------
    >>> steps("dominance-denial", "binding-engagement")
    2
    >>> steps("bandwagoning", "balancing")
    -6
    """
    return position(to_id).number - position(from_id).number


def distance(one_id: str, other_id: str) -> int:
    """Count the steps between two positions, 0 (the same) to 6 (the two ends).

    Examples
    --------
    >>> distance("indirect-balancing", "dominance-denial")
    1
    """
    return abs(steps(one_id, other_id))
