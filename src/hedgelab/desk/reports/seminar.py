"""The seminar page: to project, one act a screen, and nobody named on it.

A screen shows an act and where the class put it.  Then come, one key press after another, two
reasons for opposite places, the key's reading, and a question for the two places at odds.  The
room may then be asked anew, and its hands stand beside what was handed in.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from markupsafe import Markup

from hedgelab.boards import positions
from hedgelab.desk.model.key import Key
from hedgelab.desk.reports.item_analysis import ItemFigures
from hedgelab.desk.reports.own_place import Facts, facts_of, lines_between
from hedgelab.desk.reports.quotes import Quote
from hedgelab.desk.reports.review import ToldReading, told_readings
from hedgelab.desk.text.pages import page_environment, policy_for, style_sheet
from hedgelab.scoring import anchors
from hedgelab.spectrum import POSITIONS, Position, position

MOST_ACTS = 12
"""As many acts are on the page, those first on which the class agrees least."""

_MOST_READINGS = 2


class Column(NamedTuple):
    """One place of the spread: how many of the class stand there, and whether the key does."""

    place: Position
    held_by: int
    is_key: bool


class Side(NamedTuple):
    """A place at odds with another: what it asks of an act, and what it answers to the question."""

    place: Position
    test: str
    answer: str


class SeminarAct(NamedTuple):
    """One act as the page shows it.

    Attributes
    ----------
    event : str
        Its id.
    divides : bool
        Whether the class is surely divided over it.
    told : str
        The spread in words, without the key.
    quotes : tuple of Quote
        Two, or none.
    question : str
        What to ask of the act.
    sides : tuple of Side
        The two places that the question parts.
    """

    event: str
    date: str
    title: str
    summary: str
    divides: bool
    columns: tuple[Column, ...]
    told: str
    quotes: tuple[Quote, ...]
    readings: tuple[ToldReading, ...]
    question: str
    sides: tuple[Side, ...]


def seminar_acts(
    key: Key, items: Sequence[ItemFigures], quotes: Mapping[str, tuple[Quote, Quote] | None]
) -> list[SeminarAct]:
    """Give the acts of a seminar, in the order of the items; all were placed by somebody.

    Parameters
    ----------
    key : Key
        What the sheets were graded with.
    items : sequence of ItemFigures
        What the class made of each.
    quotes : mapping
        By event, two reasons for opposite places.
    """
    facts = facts_of(key.events.values())
    return [_act(key, item, quotes.get(item.event), facts) for item in items[:MOST_ACTS]]


def _act(
    key: Key, item: ItemFigures, quotes: tuple[Quote, Quote] | None, facts: Facts
) -> SeminarAct:
    event, readings = key.events[item.event], key.readings[item.event]
    at_key = {best.position for best in anchors(readings)}
    spread = list(zip(POSITIONS, item.counts, strict=True))
    told = ", ".join(f"{place.name} {count}" for place, count in spread if count)
    low, high = _at_odds(key, item)
    return SeminarAct(
        event=item.event,
        date=str(event.get("date_text", "")),
        title=str(event["title"]),
        summary=str(event["summary"]),
        divides=item.divides,
        columns=tuple(Column(place, count, place.id in at_key) for place, count in spread),
        told=f"Where the class put it: {told}.",
        quotes=quotes or (),
        readings=tuple(told_readings(None, readings)[:_MOST_READINGS]),
        question=_question(low, high, facts),
        sides=_sides(low, high),
    )


def seminar_page(key: Key, acts: Sequence[SeminarAct]) -> str:
    """Give the page, as HTML that needs nothing else."""
    script = seminar_script()
    return (
        page_environment()
        .get_template("seminar.html.jinja")
        .render(
            key=key,
            css=style_sheet("seminar.css"),
            acts=acts,
            policy=policy_for(script),
            script=script,
            stops={place.id: place for place in POSITIONS},
        )
    )


def _at_odds(key: Key, item: ItemFigures) -> tuple[str, str]:
    """Give the two places to argue about, the one nearer to rejection first.

    They are the act's two readings, where it has two; else the key's, and the one beside it that
    most of the class chose.
    """
    readings = key.readings[item.event]
    best = anchors(readings)[0].position
    others = [reading.position for reading in readings if reading.position != best]
    most = sorted(
        (place for place in POSITIONS if place.id != best),
        key=lambda place: (
            -item.counts[place.number - 1],
            abs(place.number - position(best).number),
        ),
    )
    other = others[0] if others else most[0].id
    low, high = sorted((best, other), key=lambda place: position(place).number)
    return low, high


def _question(low: str, high: str, facts: Facts) -> str:
    """Ask what parts two places; where others lie between them, at both ends of the way."""
    crossed = lines_between(low, high)
    told = " And then: ".join(dict.fromkeys((crossed[0].question, crossed[-1].question)))
    if not facts.power:
        return told
    return told.replace("the power", facts.power).replace("the state", facts.state)


def _sides(low: str, high: str) -> tuple[Side, ...]:
    tests = {place["id"]: place["test"] for place in positions()}
    # Every question has the place nearer to rejection for its yes.
    answers = {low: "yes to the first" if _is_far(low, high) else "yes", high: "no"}
    if _is_far(low, high):
        answers[high] = "no to the last"
    return tuple(Side(position(place), tests[place], answers[place]) for place in (low, high))


def _is_far(low: str, high: str) -> bool:
    return len(lines_between(low, high)) > 1


@cache
def seminar_script() -> Markup:
    """Give the script of the page."""
    # Its comments are for its authors; the page carries it whole, for its policy names its digest.
    return Markup((files("hedgelab.desk") / "templates" / "seminar.js").read_text(encoding="utf-8"))
