"""What a student does next: the two neighbours to tell apart, and where the book teaches it."""

from collections.abc import Iterable
from typing import NamedTuple

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedAnswer
from hedgelab.desk.reports.own_place import Line, lines
from hedgelab.scoring import anchor
from hedgelab.spectrum import Position, position

CHAPTER, CHAPTER_FILE = "The framework", "book/framework.html"
"""The chapter that defines the places, and the page that it is built to."""

NEIGHBOURS = "Telling neighbours apart"
"""Its section with the questions that tell neighbours apart."""

FEW_ACTS = 3
"""What so few acts show may be chance, and the page says so."""

_PURE_FORMS = "Two plain answers"


class Section(NamedTuple):
    """A section of the book; its address is empty where the book's is not known."""

    chapter: str
    title: str
    address: str


class NextStep(NamedTuple):
    """What to do next.

    Attributes
    ----------
    line : Line
        The one that most of the misses cross.
    acts : tuple of str
        The titles of these acts.
    of : int
        How many acts were placed.
    read : tuple of Section
        What to read: the question, then the definitions of the two places.
    """

    line: Line
    acts: tuple[str, ...]
    of: int
    read: tuple[Section, ...]

    @property
    def rests_on_few(self) -> str:
        """What is to be said of so few acts; "" where they are enough."""
        if len(self.acts) > FEW_ACTS:
            return ""
        acts = "one act" if len(self.acts) == 1 else f"{len(self.acts)} acts"
        return f"This rests on {acts}: another one could lead elsewhere, so take it as a hint."


def section_of(place: Position, book: str) -> Section:
    """Give the section that defines a place."""
    return _section(_PURE_FORMS if place.is_pure else place.name, book)


def next_step(answers: Iterable[GradedAnswer], key: Key) -> NextStep | None:
    """Find the line that the misses of a sheet cross most; None where nothing was missed.

    A miss of several steps crosses several lines.  Between lines that are crossed as often, the
    one decides that costs more credit, and then the one nearer to rejection.
    """
    # By the number of the line: a class of thousands crosses the same six.
    lost = [0.0] * len(lines())
    acts: list[list[str]] = [[] for _ in lines()]
    placed = 0
    for answer in answers:
        if answer.position is None:
            continue
        placed += 1
        best = anchor(key.readings[answer.event], answer.position).position
        start, end = sorted((position(answer.position).number - 1, position(best).number - 1))
        for at in range(start, end):
            lost[at] += 1 - answer.credit
            acts[at].append(str(key.events[answer.event]["title"]))
    at = max(range(len(acts)), key=lambda at: (len(acts[at]), round(lost[at], 6), -at))
    if not acts[at]:
        return None
    line = lines()[at]
    read = (
        _section(NEIGHBOURS, key.book),
        *dict.fromkeys((section_of(line.yes, key.book), section_of(line.no, key.book))),
    )
    return NextStep(line, tuple(acts[at]), placed, read)


def _section(title: str, book: str) -> Section:
    # As Sphinx makes an anchor of a heading.
    anchor_name = title.lower().replace(" ", "-")
    return Section(CHAPTER, title, f"{book}{CHAPTER_FILE}#{anchor_name}" if book else "")
