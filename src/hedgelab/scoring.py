"""What an answer earns: three rules, each in a sentence that a student can check."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hedgelab.spectrum import distance, position, steps

CREDIT_STEP = 0.25
"""What each step away from the reading costs under the rule `CreditRule.DISTANCE`."""

_STEPS = (
    "no steps",
    "one step",
    "two steps",
    "three steps",
    "four steps",
    "five steps",
    "six steps",
)

NEARNESS: tuple[str, ...] = (
    "The article's own reading",
    *(f"{count.capitalize()} from the article's reading" for count in _STEPS[1:]),
)
"""What boards and feedback say of an answer, by its distance (0 to 6)."""

TOWARDS = {"rejection": "towards rejection", "acceptance": "towards acceptance"}
"""What they say next, by the side to which it leans."""

HAS_CASE = "a reading with a case of its own"
"""What they add where another reading has that position."""


class CreditRule(StrEnum):
    """How an answer's place becomes credit between 0 and 1.

    Attributes
    ----------
    EXACT
        Full credit for an anchor, as a rule the article's reading; nothing for any other place.
    DISTANCE
        Full credit for an anchor; 0.25 less for each step away from the nearest, so nothing
        from four steps on.
    READINGS
        The credit of the reading that has this position; nothing where none has.  Which credit
        a reading has, and that alike acts have the same, is told in the book's codebook;
        ``data/alike.csv`` lists the families.
    """

    EXACT = "exact"
    DISTANCE = "distance"
    READINGS = "readings"


@dataclass(frozen=True, slots=True)
class Reading:
    """A defensible place for an event.

    The reader is ``article``, ``module`` where Hedging Lab adds one, or ``instructor`` where
    the event is from a bank of the instructor's own.
    """

    position: str
    reader: str
    credit: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What an answer earned, and how.

    Attributes
    ----------
    credit : float
        0 to 1.
    distance : int or None
        Steps between the answer and the nearest anchor; None where nothing was placed.
    steps : int or None
        The same, signed: above 0 the answer leans further towards acceptance.
    rule : CreditRule
        The rule that was applied.
    how : str
        One plain sentence that derives the credit.
    """

    credit: float
    distance: int | None
    steps: int | None
    rule: CreditRule
    how: str


def anchors(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Give the readings that distance is measured from.

    It is the article's; where the article files the event nowhere, the reading with the most
    credit, and where several have as much, each of them: none is better than the others.

    Raises
    ------
    ValueError
        If there is no reading.
    """
    if not readings:
        raise ValueError("an event without a reading cannot be scored: add one to readings.csv")
    own = [reading for reading in readings if reading.reader == "article"]
    if own:
        return (own[0],)
    most = max(reading.credit for reading in readings)
    return tuple(reading for reading in readings if reading.credit == most)


def anchor(readings: Sequence[Reading], given: str | None = None) -> Reading:
    """Give the anchor that an answer is measured from: of several, the nearest.

    Parameters
    ----------
    readings : sequence of Reading
        Every reading of the event.
    given : str, optional
        The answer's position. Without one, and between two that are as near, the anchor
        that comes first.

    Raises
    ------
    ValueError
        If there is no reading.
    """
    best = anchors(readings)
    if given is None:
        return best[0]
    return min(best, key=lambda reading: distance(reading.position, given))


def score(given: str | None, readings: Sequence[Reading], rule: CreditRule) -> Score:
    """Score one answer.

    Parameters
    ----------
    given : str or None
        The position the student chose; None where they chose none.
    readings : sequence of Reading
        Every reading of the event.
    rule : CreditRule
        How a place becomes credit.

    Raises
    ------
    UnknownPositionError
        If `given` is not one of the seven.
    ValueError
        If there is no reading.

    Examples
    --------
    >>> readings = [
    ...     Reading("dominance-denial", "article", 1),
    ...     Reading("binding-engagement", "module", 0.5),
    ... ]
    >>> score("binding-engagement", readings, CreditRule.READINGS).credit
    0.5
    >>> print(score("economic-pragmatism", readings, CreditRule.READINGS).how)
    No reading places the event at Economic pragmatism: 0.
    """
    best = anchor(readings, given)
    if given is None:
        return Score(0.0, None, None, rule, "No position was chosen: 0.")
    signed = steps(best.position, given)
    credit, how = _RULES[rule](given, best, readings)
    return Score(credit, abs(signed), signed, rule, how)


def _exact(given: str, best: Reading, readings: Sequence[Reading]) -> tuple[float, str]:
    if given == best.position:
        return 1.0, _kept(best, readings)
    only = "only that reading earns" if _stands_alone(readings) else "only those readings earn"
    return 0.0, f"{_away(given, best, readings)}; {only} credit: 0."


def _distance(given: str, best: Reading, readings: Sequence[Reading]) -> tuple[float, str]:
    if given == best.position:
        return 1.0, _kept(best, readings)
    credit = max(0.0, 1 - distance(best.position, given) * CREDIT_STEP)
    left = f"{credit:g} is left" if credit else "nothing is left"
    away = _away(given, best, readings)
    return credit, f"{away}; each step costs {CREDIT_STEP:g} of 1: {left}."


def _readings(given: str, best: Reading, readings: Sequence[Reading]) -> tuple[float, str]:
    held = [reading for reading in readings if reading.position == given]
    if not held:
        return 0.0, f"No reading places the event at {_name(given)}: 0."
    reading = max(held, key=lambda reading: reading.credit)
    # Pages say "the instructor's" of a private bank's key, and of an overridden reading.
    is_second = reading.reader == best.reader and given != best.position
    whose = "another" if is_second else _whose(reading)
    return float(reading.credit), f"{_name(given)} is {whose} reading: {reading.credit:g}."


_RULES = {
    CreditRule.EXACT: _exact,
    CreditRule.DISTANCE: _distance,
    CreditRule.READINGS: _readings,
}


def _stands_alone(readings: Sequence[Reading]) -> bool:
    return len({reading.position for reading in anchors(readings)}) == 1


def _kept(best: Reading, readings: Sequence[Reading]) -> str:
    which = "reading" if _stands_alone(readings) else "best readings"
    one_of = "" if _stands_alone(readings) else "one of "
    return f"{_name(best.position)} is {one_of}{_whose(best)} {which}: 1."


def _away(given: str, best: Reading, readings: Sequence[Reading]) -> str:
    count = _STEPS[distance(best.position, given)]
    nearest = "" if _stands_alone(readings) else ", the nearest of the best readings"
    return f"{_name(given)} is {count} from {_whose(best)} {_name(best.position)}{nearest}"


def _name(position_id: str) -> str:
    return position(position_id).name


def _whose(reading: Reading) -> str:
    return f"the {reading.reader}'s"
