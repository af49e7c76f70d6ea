"""Who is in the made-up class, what each of them hands in, and what that is worth.

The surnames mean "example" or "sample" in thirty languages.  What a student earns is worked
out here from the tables and the recipes in ``people.csv`` alone, by plain arithmetic and not
by the grader, so that the two can be held against each other.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

import yaml

from hedgelab.data import default_folder
from hedgelab.desk.model.statuses import Status
from hedgelab.spectrum import POSITIONS

ASSIGNMENT = "baku-and-moscow"
DUE = datetime.fromisoformat("2026-10-12T23:59:00+02:00")
EVENTS = (
    "cis-accession-1993",
    "presidential-visits-1993",
    "trade-ties-with-russia-1994",
    "partnership-for-peace-1994",
    "lukoil-share-1994",
    "early-oil-north-1997",
    "treaty-renewal-1999",
    "kfor-platoon-1999",
)

_POSITION_POINTS, _JUSTIFICATION_POINTS = 16, 8
_GRACE, _DAY, _LAST_DAY = 15, 24 * 60, 3  # minutes, minutes, days
_LOST_PER_DAY = Fraction(1, 10)

_LEFT_OUT = "."
_MARKS = {"F": (2, 2, 2), "S": (2, 1, 0), "V": (0, 0, 0)}
_MOST_MARKS = 6
_COMMENTS = {
    "F": "Definition, fact and neighbour are all there.",
    "S": "Now weigh the position beside it too.",
    "V": "Say what was done, and which part of the definition that meets.",
}
_ALWAYS_THIS = {
    "two-names": Status.TWO_NAMES,
    "wrong-assignment": Status.WRONG_ASSIGNMENT,
    "other-version": Status.OTHER_VERSION,
    "cut-off": Status.UNREADABLE,
    "missing": Status.MISSING,
}
_NO_GRADE = frozenset(
    {Status.TWO_NAMES, Status.WRONG_ASSIGNMENT, Status.UNREADABLE, Status.MISSING}
    | {Status.TOO_LATE, Status.EMPTY}
)


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up student, with the recipe of what they hand in.

    Attributes
    ----------
    number : int
        1 to 30.
    id, first, last, canvas_id : str
        As on the roster.
    answers, sure, wrote : str
        A letter for each event: the position's number; the confidence; whether the reason
        is full (F), short (S) or vague (V).  A dot leaves it out.
    by, form : str
        The platform it comes by, and the kind of file.
    minutes : int
        Minutes after the due time.
    story : str
        What is odd about it.
    """

    number: int
    id: str
    first: str
    last: str
    canvas_id: str
    answers: str
    sure: str
    wrote: str
    by: str
    form: str
    minutes: int
    story: str

    @property
    def name(self) -> str:
        """First name, then last."""
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"{self.id}@example.edu"

    @property
    def handed_in(self) -> datetime:
        """When the work came."""
        return DUE + timedelta(minutes=self.minutes)

    @property
    def status(self) -> Status:
        """What becomes of this student."""
        if always := _ALWAYS_THIS.get(self.story):
            return always
        if set(self.answers) == {_LEFT_OUT}:
            return Status.EMPTY
        if self.minutes <= _GRACE:
            return Status.GRADED
        return Status.LATE if self.days_late <= _LAST_DAY else Status.TOO_LATE

    @property
    def days_late(self) -> int:
        """The days begun after the due time, beyond the grace."""
        return -(-self.minutes // _DAY) if self.minutes > _GRACE else 0


@dataclass(frozen=True, slots=True)
class Truth:
    """What a student is due.

    Attributes
    ----------
    position_points, justification_points : Decimal
        Before the late rule, the second with all marks in.
    before_marking, points : Decimal
        After the late rule, without and with the marks.
    """

    position_points: Decimal
    justification_points: Decimal
    before_marking: Decimal
    points: Decimal


def people() -> list[Person]:
    """Give the class, in the roster's order."""
    text = (files(__package__) / "people.csv").read_text(encoding="utf-8")
    numbers = count(1)
    return [
        Person(number=next(numbers), minutes=int(row.pop("minutes") or 0), **row)
        for row in csv.DictReader(text.splitlines())
    ]


def answers_of(person: Person) -> list[dict[str, Any]]:
    """Give the answers of a student as they stand in a file."""
    answers = []
    for at, (event, place) in enumerate(zip(EVENTS, person.answers, strict=True)):
        if place == _LEFT_OUT:
            continue
        answer: dict[str, Any] = {"event": event, "position": POSITIONS[int(place) - 1].id}
        if person.sure[at] != _LEFT_OUT:
            answer["confidence"] = int(person.sure[at])
        if person.wrote[at] != _LEFT_OUT:
            answer["justification"] = _reason(person, at, answer["position"])
        answers.append(answer)
    return answers


def marks_of(person: Person) -> list[tuple[str, tuple[int, ...], str]]:
    """Give what the marker gave: event, points by criterion, and the words to the student."""
    if person.status in _NO_GRADE:
        return []
    return [
        (event, _MARKS[kind], _COMMENTS[kind])
        for event, kind in zip(EVENTS, person.wrote, strict=True)
        if kind != _LEFT_OUT
    ]


def truth_of(person: Person) -> Truth:
    """Work out what a student is due, from the tables and the recipe."""
    credit = mark = Fraction(0)
    if person.status not in _NO_GRADE:
        known = _credits()
        credit = sum(
            (known.get((event, place), Fraction(0)) for event, place in _placed(person)),
            Fraction(0),
        )
        mark = Fraction(sum(sum(points) for _, points, _ in marks_of(person)), _MOST_MARKS)
    positions = _POSITION_POINTS * credit / len(EVENTS)
    justifications = _JUSTIFICATION_POINTS * mark / len(EVENTS)
    left = 1 - _LOST_PER_DAY * person.days_late
    return Truth(
        position_points=_cents(positions),
        justification_points=_cents(justifications),
        before_marking=_cents(positions * left),
        points=_cents((positions + justifications) * left),
    )


def late_share(person: Person) -> str:
    """Give the share of the points that lateness takes."""
    share = _LOST_PER_DAY * person.days_late if person.status is Status.LATE else Fraction(0)
    return f"{float(share):g}"


def _placed(person: Person) -> list[tuple[str, str]]:
    return [(answer["event"], answer["position"]) for answer in answers_of(person)]


@cache
def _credits() -> dict[tuple[str, str], Fraction]:
    """Take the credit of each reading from the table itself, past the library that scores."""
    with (default_folder() / "readings.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["event_id"], row["position"]): Fraction(row["credit"])
            for row in csv.DictReader(file)
        }


def _reason(person: Person, at: int, place: str) -> str:
    said = _sayings()
    kind, event = person.wrote[at], EVENTS[at]
    if kind == "V":
        vague: list[str] = said["vague"]
        return vague[(person.number + at) % len(vague)]
    facts: list[str] = said[event]["facts"]
    parts = said[event]["positions"][place]
    fact = facts[person.number % len(facts)]
    end = f" {parts['neighbour']}" if kind == "F" else ""
    return f"{fact} {parts['definition']}{end}"


@cache
def _sayings() -> Mapping[str, Any]:
    text = (files(__package__) / "justifications.yml").read_text(encoding="utf-8")
    sayings: Mapping[str, Any] = yaml.safe_load(text)
    return sayings


def _cents(points: Fraction) -> Decimal:
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
