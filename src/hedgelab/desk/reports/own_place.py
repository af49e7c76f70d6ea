"""Why a student's own place does not hold: its definition and its test, held against the act.

The words are the tables': `positions` says what a place means and what to ask of an act, and
`neighbours` which question tells two places apart.  What is known of an act, who takes part in it
and to which domain it belongs, is held against what a place needs.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from hedgelab.boards import positions
from hedgelab.data import load_rows
from hedgelab.guessing import power_of
from hedgelab.scoring import Reading
from hedgelab.spectrum import POSITIONS, Position, position

_SENTENCE = re.compile(r"[^.!?]+[.!?]+(?=\s|$)")


class Line(NamedTuple):
    """The line between two neighbouring places, and the question that settles on which side.

    Attributes
    ----------
    yes, no : Position
        The place that each answer leads to: the one nearer to rejection, the one nearer to
        acceptance.
    question : str
        What to ask of the act.
    """

    yes: Position
    no: Position
    question: str


class OwnPlace(NamedTuple):
    """What is said of a place that the key does not have.

    Attributes
    ----------
    id : str
        The place.
    means, test : str
        Its definition, and what it asks of an act.
    against : str
        What is known of the act and speaks against it; where nothing does, the key's test, which
        the act meets.
    line : Line
        The first that lies between it and the key's place.
    answers : tuple of str
        What the place answers to the line's question, and what the key's does.
    on : str
        The question of the line after it on the way to the key's place; empty for neighbours.
    """

    id: str
    means: str
    test: str
    against: str
    line: Line
    answers: tuple[str, str]
    on: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the acts of an assignment have in common: the state, and the power it lives beside."""

    state: str
    power: str


def facts_of(events: Iterable[Mapping[str, Any]]) -> Facts:
    """Tell the state and the strong power that acts are about; "" where they name too few."""
    actors = [list(event.get("actors", ())) for event in events]
    power = power_of(actors)
    others = Counter(actor for named in actors for actor in set(named) if actor != power)
    state = min(others, key=lambda actor: (-others[actor], actor), default="")
    return Facts(state if power else "", power)


@cache
def lines() -> tuple[Line, ...]:
    """Give the six lines between neighbours, from rejection to acceptance."""
    rows = {row["nearer_rejection"]: row for row in load_rows("neighbours")}
    return tuple(Line(one, other, rows[one.id]["question"]) for one, other in pairwise(POSITIONS))


def lines_between(mine: str, key: str) -> list[Line]:
    """Give the lines from one place to another, in the order in which they are crossed.

    Examples
    --------
    >>> [line.question for line in lines_between("binding-engagement", "dominance-denial")][0]
    'Would the deal be worth making for the money alone?'
    """
    start, end = position(mine).number - 1, position(key).number - 1
    crossed = lines()[min(start, end) : max(start, end)]
    return list(crossed if start < end else reversed(crossed))


def own_place(mine: str, best: Reading, event: Mapping[str, Any], facts: Facts) -> OwnPlace:
    """Hold a place against an act that the key has elsewhere.

    Parameters
    ----------
    mine : str
        The place.
    best : Reading
        The key's reading, of another place.
    event : mapping
        The act, as sheets hold it.
    facts : Facts
        Of the assignment.
    """
    said = {place["id"]: place for place in positions()}
    key = best.position
    first, *others = lines_between(mine, key)
    answers = ("yes", "no") if first.yes.id == mine else ("no", "yes")
    on = others[0].question if others else ""
    place = position(mine)
    against = " ".join(
        (*_against(place, position(key), event, facts), *_sentences_on(place, best.reason))
    )
    if not against:
        name = position(key).name
        against = f"The act meets another test, that of {name}: “{said[key]['test']}”"
    return OwnPlace(mine, said[mine]["definition"], said[mine]["test"], against, first, answers, on)


def _sentences_on(place: Position, reason: str) -> list[str]:
    """Give the sentences of a reason that name a place: a reason says why its neighbours fail."""
    name = _bare(place)
    # "Limited bandwagoning" does not name bandwagoning.
    longer = [_bare(other) for other in POSITIONS if name in _bare(other) and other is not place]
    found = []
    for said in map(str.strip, _SENTENCE.findall(reason)):
        rest = said.lower()
        for other in longer:
            rest = rest.replace(other, "")
        if name in rest:
            found.append(said)
    return found


def _bare(place: Position) -> str:
    return place.name.removesuffix(" (pure form)").lower()


class _Need(NamedTuple):
    """What a place needs of an act, and what is said where the act lacks it."""

    of: frozenset[int]
    is_lacking: Callable[[Sequence[str], str, Facts], bool]
    says: str


def _without_power(actors: Sequence[str], _domain: str, facts: Facts) -> bool:
    return bool(facts.power and actors) and facts.power not in actors


def _with_nobody_else(actors: Sequence[str], _domain: str, facts: Facts) -> bool:
    return bool(facts.power) and {*actors} == {facts.state, facts.power}


_NEEDS = (
    _Need(
        frozenset({4, 5, 6, 7}),
        _without_power,
        "{power} has no part in this act, and {place} is something done with it.",
    ),
    _Need(
        frozenset({1, 2, 3}),
        _with_nobody_else,
        "{state} and {power} alone take part in this act: nobody else is brought in.",
    ),
    _Need(
        frozenset({2}),
        lambda _actors, domain, _facts: domain not in ("", "security"),
        "This act belongs to {domain}, and {place} is about soldiers, weapons and defence ties.",
    ),
    _Need(
        frozenset({4}),
        lambda _actors, domain, _facts: domain not in ("", "trade", "energy"),
        "This act belongs to {domain}, and {place} is about trade and investment.",
    ),
    _Need(
        frozenset({1, 7}),
        lambda *_: True,
        "A pure form is a whole course with one direction, and this is one act.",
    ),
)
"""By the numbers of the places that need it.  What the key's place lacks as well is not said."""


def _against(
    mine: Position, key: Position, event: Mapping[str, Any], facts: Facts
) -> Iterator[str]:
    actors, domain = list(event.get("actors", ())), str(event.get("domain", ""))
    for need in _NEEDS:
        if mine.number not in need.of or key.number in need.of:
            continue
        if need.is_lacking(actors, domain, facts):
            yield need.says.format(
                place=_bare(mine),
                domain=domain,
                state=facts.state,
                power=facts.power,
            )
