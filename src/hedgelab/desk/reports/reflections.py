"""What a graded sheet says about the way its student reads: tendency and calibration.

The numbers stand beside the sentences that tell them, so that a page never says more
than its few events can carry.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hedgelab.answers import CONFIDENCE
from hedgelab.desk.model.records import GradedAnswer
from hedgelab.desk.text.pages import counted, listed, told_number

FEW = 8
"""Below so many events, a single one can turn an average round."""

LEAN = 0.5
"""A mean of so many steps, one way or the other, is told as a lean."""

_WORTH_COMPARING = 3  # events of a kind, before two kinds are compared


@dataclass(frozen=True, slots=True)
class Tendency:
    """How far, and which way, answers stand from the key.

    Attributes
    ----------
    steps : tuple of int
        For each event placed, its steps from the key, above 0 towards acceptance.
    """

    steps: tuple[int, ...]

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
    return Tendency(tuple(answer.steps for answer in answers if answer.steps is not None))


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
    >>> print(tendency_told(Tendency((0, 1, 1, 1, 0, 2, 0, 1)), "the article"))
    On average you read these 8 events 0.8 of a step further towards acceptance than the \
article: 3 stand in the same place and 5 further towards acceptance. You tend to see more \
acceptance in an act than the article does.
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
    if count < FEW:
        weight = "With so few events a single one can turn this round: take it as a hint."
    elif abs(mean) >= LEAN:
        weight = f"You tend to see more {side} in an act than {whose} does."
    else:
        weight = "That is too little to call a habit."
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
    >>> rows = (Sureness("A guess", 3, 2), Sureness("Fairly sure", 0, 0), Sureness("Sure", 4, 1))
    >>> print(calibration_told(rows, "the article"))
    Of the 4 events you were sure of, 1 stands where the article has it; of the 3 you called \
a guess, 2 do. You were nearer to the article where you guessed than where you were sure: \
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
    if sure.events < _WORTH_COMPARING:
        return ""
    if guess.events >= _WORTH_COMPARING and guess.share > sure.share:
        return (
            f"You were nearer to {whose} where you guessed than where you were sure: "
            "read the reasons of those you were sure of first."
        )
    if sure.hits * 2 < sure.events:
        return (
            "More than half of what you were sure of stands elsewhere: read those reasons first, "
            "and ask which word of the definition you passed over."
        )
    if guess.events >= _WORTH_COMPARING and sure.share > guess.share:
        return f"Your sureness is worth something: it went with reading as {whose} does."
    return ""
