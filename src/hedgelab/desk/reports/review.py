"""What a review says of one event at one place: the rail, the verdict, the readings.

None of it depends on who placed the event there.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hedgelab.desk.model.records import GradedAnswer
from hedgelab.desk.text.pages import WHOSE
from hedgelab.scoring import HAS_CASE, NEARNESS, TOWARDS, Reading, anchor, anchors
from hedgelab.spectrum import POSITIONS, steps


class Stop(NamedTuple):
    """One of the seven stops of a rail, with who stands there."""

    id: str
    number: int
    name: str
    marks: str
    tags: list[str]


class Judged(NamedTuple):
    """What is said of one event at one place."""

    stops: list[Stop]
    verdict: str
    credit: float
    how: str


class ToldReading(NamedTuple):
    """A reading as the page tells it; paper leaves out those `is_other` than key and student."""

    label: str
    position: str
    after: str
    reason: str
    is_other: bool = False


class Compared(NamedTuple):
    """What a sheet's answers are compared with."""

    noun: str
    head: str
    note: str


_COMPARED = {
    frozenset({"article"}): Compared("the article", "Article", ""),
    frozenset({"instructor"}): Compared("the instructor", "Instructor", ""),
    frozenset({"module"}): Compared(
        "the module",
        "Module",
        "The article places none of these events, so you are compared with the first of the "
        "module's readings.",
    ),
    frozenset({"article", "module"}): Compared(
        "the key",
        "Key",
        "The key is the article's reading; where the article places an event nowhere, it is the "
        "first of the module's.",
    ),
}
_MIXED = Compared("the key", "Key", "The key is the reading that is told first with each event.")


def judged(answer: GradedAnswer, readings: Sequence[Reading]) -> Judged:
    """Give what is said of an answer before its readings are told."""
    return Judged(
        stops=_stops(answer.position, readings),
        verdict=_verdict(answer.position, readings),
        credit=answer.credit,
        how=answer.how,
    )


def told_readings(mine: str | None, readings: Sequence[Reading]) -> list[ToldReading]:
    """Give the readings of an event as a student is told them, the key's own first.

    Parameters
    ----------
    mine : str or None
        Where the student placed the event.
    readings : sequence of Reading
        The event's, at least one.
    """
    best = anchor(readings, mine)
    others = [reading for reading in readings if reading is not best]
    return [
        ToldReading(_label(best), best.position, "", best.reason),
        *(
            ToldReading(
                "The case for another reading",
                other.position,
                " · where you placed it" if other.position == mine else "",
                other.reason,
                other.position != mine,
            )
            for other in others
        ),
    ]


def compared_with(readers: Iterable[str]) -> Compared:
    """Say what a sheet is compared with, from the readers of its events' keys.

    Examples
    --------
    >>> compared_with(["article", "article"]).noun, compared_with(["article", "module"]).noun
    ('the article', 'the key')
    """
    return _COMPARED.get(frozenset(readers), _MIXED)


def _label(best: Reading) -> str:
    if best.reader == "module":
        return "The module's first reading"
    return f"{WHOSE[best.reader].capitalize()}'s reading"


def _stops(mine: str | None, readings: Sequence[Reading]) -> list[Stop]:
    """Give the seven stops, with who stands where."""
    best = anchors(readings)
    theirs = {one.position: one for one in (*reversed(readings), *best)}
    stops = []
    for place in POSITIONS:
        reading, is_mine = theirs.get(place.id), place.id == mine
        tags = ["● You"] if is_mine else []
        if reading:
            tags.append(_tag(reading, best))
        marks = " mine" * is_mine + " key" * bool(reading)
        stops.append(Stop(place.id, place.number, place.name, marks, tags))
    return stops


def _tag(reading: Reading, best: Sequence[Reading]) -> str:
    if reading.reader == "module":
        return "◇ Module"
    # An override lists lesser readings too; the key is those with the most credit.
    return f"◆ {reading.reader.capitalize()}" if reading in best else "◇ Other reading"


def _verdict(mine: str | None, readings: Sequence[Reading]) -> str:
    if mine is None:
        return "You did not place this event."
    best = anchor(readings, mine)
    has_case = any(reading.position == mine for reading in readings)
    if best.reader == "module":
        filed = "The article places this event nowhere"
        return (
            f"{filed}; yours is a reading that the module makes."
            if has_case
            else f"{filed}, and none of the module's readings has it here."
        )
    signed = steps(best.position, mine)
    near = NEARNESS[abs(signed)].replace("article", best.reader)
    if signed == 0:
        return f"{near}."
    side = "acceptance" if signed > 0 else "rejection"
    case = f": {HAS_CASE}" if has_case else ""
    return f"{near}, {TOWARDS[side]}{case}."
