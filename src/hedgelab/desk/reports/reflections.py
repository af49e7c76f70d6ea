"""What a graded sheet says about the way its student reads: tendency and calibration.

The numbers stand beside the sentences that tell them, so that a page never says more
than its few events can carry.

The rule: a habit is told only where chance would show as much to fewer than one student in
twenty who has none.  For a tendency, every event placed elsewhere than the key is a miss, and
a student without a lean misses to either side with even odds, or takes any other position as
readily as the next, or anything between the two.  For each event the odds are taken that
speak most for chance, and the misses on the one side counted against them.  For calibration,
the hits among what the student was sure of are held against those among the guesses (Fisher's
exact test).  Both count both sides.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hedgelab.answers import CONFIDENCE
from hedgelab.desk.model.records import GradedAnswer
from hedgelab.desk.text.pages import counted, listed, told_number
from hedgelab.spectrum import POSITIONS, position

FEW_EVENTS = 8
"""Below so many events, a single one can turn an average round."""

LEAN = 0.5
"""A mean of so many steps, one way or the other, is worth telling if it is no chance."""

CHANCE = 0.05
"""What chance shows to more students than this is called no habit."""

_WORTH_READING = 3  # events of which half is more than one


@dataclass(frozen=True, slots=True)
class Tendency:
    """How far, and which way, answers stand from the key.

    Attributes
    ----------
    steps : tuple of int
        For each event placed, its steps from the key, above 0 towards acceptance.
    keys : tuple of int
        For each of them, the number of the position that the key has.
    """

    steps: tuple[int, ...]
    keys: tuple[int, ...]

    @property
    def mean(self) -> float:
        """The mean of the signed steps; NaN where nothing was placed."""
        return sum(self.steps) / len(self.steps) if self.steps else math.nan

    @property
    def same(self) -> int:
        """How many events stand where the key has them."""
        return self.steps.count(0)

    @property
    def further_rejecting(self) -> int:
        """How many stand further towards rejection than the key."""
        return sum(step < 0 for step in self.steps)

    @property
    def further_accepting(self) -> int:
        """How many stand further towards acceptance than the key."""
        return sum(step > 0 for step in self.steps)

    @property
    def by_chance(self) -> float:
        """The chance that a student without a lean misses as often on the side of the mean."""
        is_up = self.mean > 0
        seen = self.further_accepting if is_up else self.further_rejecting
        others = len(POSITIONS) - 1
        odds = []
        for step, key in zip(self.steps, self.keys, strict=True):
            beyond = len(POSITIONS) - key if is_up else key - 1
            if step:
                odds.append(max(1 / 2, beyond / others))
        return min(1.0, 2 * _as_many(odds, seen))


@dataclass(frozen=True, slots=True)
class Sureness:
    """How the answers fared that a student was so sure of.

    Attributes
    ----------
    label : str
        What the student said, as on the sheet.
    events, hits : int
        How many events, and how many of these stand where the key has them.
    """

    label: str
    events: int
    hits: int

    @property
    def share(self) -> float:
        """The share of hits, 0 to 1; NaN without events."""
        return self.hits / self.events if self.events else math.nan


def tendency(answers: Iterable[GradedAnswer]) -> Tendency:
    """Take the signed steps of the events that were placed."""
    placed = [
        (answer.steps, position(answer.position).number - answer.steps)
        for answer in answers
        if answer.position is not None and answer.steps is not None
    ]
    return Tendency(tuple(step for step, _ in placed), tuple(key for _, key in placed))


def tendency_told(lean: Tendency, whose: str) -> str:
    """Tell a student which way they lean, with the number and how much it can carry.

    Parameters
    ----------
    lean : Tendency
        At least one event's.
    whose : str
        What the answers were compared with, such as ``the article``.

    Examples
    --------
    >>> lean = Tendency((0, 1, 1, 1, 1, 2, 0, 1), (5,) * 8)
    >>> print(tendency_told(lean, "the article"))
    On average you read these 8 events 0.9 of a step further towards acceptance than the \
article: 2 stand in the same place and 6 further towards acceptance. You tend to see more \
acceptance in an act than the article does; chance alone would seldom put so many on one side.
    """
    mean, count = lean.mean, len(lean.steps)
    far = told_number(abs(mean), 1)
    side = "acceptance" if mean > 0 else "rejection"
    events = "this one event" if count == 1 else f"these {count} events"
    if far == "0":
        first = f"On average you read {events} no further towards either end than {whose}"
    else:
        unit = "step" if far == "1" else "steps" if abs(mean) > 1 else "of a step"
        first = f"On average you read {events} {far} {unit} further towards {side} than {whose}"
    parts = [f"{lean.same or 'none'} {'stand' if lean.same > 1 else 'stands'} in the same place"]
    if lean.further_rejecting:
        parts.append(f"{lean.further_rejecting} further towards rejection")
    if lean.further_accepting:
        parts.append(f"{lean.further_accepting} further towards acceptance")
    if count < FEW_EVENTS:
        weight = "With so few events a single one can turn this round: take it as a hint."
    elif abs(mean) < LEAN:
        weight = "That is too little to call a habit."
    elif lean.by_chance > CHANCE:
        weight = (
            f"In {count} events chance can do as much, so this is no habit yet: see whether your "
            "next sheet leans the same way."
        )
    else:
        weight = (
            f"You tend to see more {side} in an act than {whose} does; chance alone would seldom "
            "put so many on one side."
        )
    return f"{first}: {listed(parts)}. {weight}"


def calibration(answers: Iterable[GradedAnswer]) -> tuple[Sureness, ...]:
    """Count, for each step of confidence, the events placed and the hits among them."""
    events: Counter[int] = Counter()
    hits: Counter[int] = Counter()
    for answer in answers:
        if answer.steps is not None and answer.confidence is not None:
            events[answer.confidence] += 1
            hits[answer.confidence] += answer.steps == 0
    return tuple(Sureness(label, events[value], hits[value]) for value, label in CONFIDENCE)


def calibration_told(rows: Sequence[Sureness], whose: str) -> str:
    """Tell a student whether being sure went with reading as the key does.

    Examples
    --------
    >>> rows = (Sureness("A guess", 4, 4), Sureness("Fairly sure", 0, 0), Sureness("Sure", 5, 0))
    >>> print(calibration_told(rows, "the article"))
    Of the 5 events you were sure of, none stands where the article has it; of the 4 you called \
a guess, 4 do. You were nearer to the article where you guessed than where you were sure: \
read the reasons of those you were sure of first.
    """
    guess, *_, sure = rows
    if not sure.events and not guess.events:
        return (
            "You called no event a guess and none sure, so there is little to compare: "
            "using the whole scale tells you more."
        )
    parts = []
    if sure.events:
        events = counted(sure.events, "event")
        parts.append(f"Of the {events} you were sure of, {_hits(sure.hits, whose)}")
    if guess.events:
        lead = f"of the {guess.events}" if parts else f"Of the {counted(guess.events, 'event')}"
        hits = f"{guess.hits or 'none'} {'do' if guess.hits > 1 else 'does'}"
        told = hits if parts else _hits(guess.hits, whose)
        parts.append(f"{lead} you called a guess, {told}")
    return f"{'; '.join(parts)}. {_lesson(guess, sure, whose)}".rstrip()


def _hits(hits: int, whose: str) -> str:
    if hits > 1:
        return f"{hits} stand where {whose} has them"
    return f"{hits or 'none'} stands where {whose} has it"


def _lesson(guess: Sureness, sure: Sureness, whose: str) -> str:
    is_telling = _by_chance(guess, sure) <= CHANCE
    if is_telling and guess.share > sure.share:
        return (
            f"You were nearer to {whose} where you guessed than where you were sure: "
            "read the reasons of those you were sure of first."
        )
    if sure.events >= _WORTH_READING and sure.hits * 2 < sure.events:
        return (
            "More than half of what you were sure of stands elsewhere: read those reasons first, "
            "and ask which word of the definition you passed over."
        )
    if is_telling:
        return f"Your sureness is worth something: it went with reading as {whose} does."
    return ""


def _as_many(odds: Sequence[float], least: int) -> float:
    """Give the chance that so many of independent things happen, each with odds of its own."""
    chances = [1.0]
    for one in odds:
        chances = [
            missed * (1 - one) + hit * one
            for missed, hit in zip([*chances, 0.0], [0.0, *chances], strict=True)
        ]
    return math.fsum(chances[least:])


def _by_chance(guess: Sureness, sure: Sureness) -> float:
    """Give the chance that hits fall so unevenly where sureness means nothing."""
    hits, events = guess.hits + sure.hits, guess.events + sure.events
    ways = [
        math.comb(sure.events, among_sure) * math.comb(guess.events, hits - among_sure)
        for among_sure in range(hits + 1)
    ]
    tail = min(sum(ways[: sure.hits + 1]), sum(ways[sure.hits :]))
    return min(1.0, 2 * tail / math.comb(events, hits))
