"""What an assignment asks, before it is written down for one platform or another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from hedgelab.desk.handout.questions.markup import escaped, paragraphs
from hedgelab.desk.model.key import Key, Rubric
from hedgelab.desk.text.pages import listed
from hedgelab.scoring import Reading, anchors
from hedgelab.spectrum import POSITIONS, Position, position

QUESTION = (
    "Where does this act stand on the spectrum between rejecting and accepting a great power?"
)


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions as a platform takes them, and what an instructor should know beforehand.

    Attributes
    ----------
    content : bytes
        The file, which holds the key.
    questions : int
        How many questions it has.
    notes : tuple of str
        Where the platform will grade otherwise than ``hedgelab grade``.
    """

    content: bytes
    questions: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the seven places: the credit that the key gives it, and what is said of it (HTML)."""

    place: Position
    credit: float
    feedback: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Where an event stands.

    Attributes
    ----------
    event : str
        Its id.
    number : int
        Its place on the sheet; those of which a sheet holds one share it.
    title : str
        What the event is called.
    shown : str
        What is known of the event, as HTML.
    answers : tuple of Answer
        In the order of the spectrum.
    verdict : str
        What everybody is told afterwards, as HTML.
    points : float
        What full credit is worth.
    best : tuple of str
        The places that the key takes for the best.
    """

    event: str
    number: int
    title: str
    shown: str
    answers: tuple[Answer, ...]
    verdict: str
    points: float
    best: tuple[str, ...]

    @property
    def most(self) -> float:
        """The most credit that an answer earns."""
        return max(answer.credit for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Essay:
    """Why an event stands there, for a person to mark.

    Attributes
    ----------
    identity : str
        What it is known by.
    number : int
        That of the choice before it.
    title : str
        What the event is called, or that it is the one before.
    shown : str
        What is asked, as HTML.
    points : float
        What the best reason is worth.
    words : int
        The most words; 0 for no limit.
    rubric : str
        How it is judged, as HTML, for the marker alone.
    """

    identity: str
    number: int
    title: str
    shown: str
    points: float
    words: int
    rubric: str


@dataclass(frozen=True, slots=True)
class Task:
    """An event to place, and behind it the reason that is asked for, if one is."""

    choice: Choice
    essay: Essay | None


@dataclass(frozen=True, slots=True)
class Part:
    """Tasks that stand for one another, and how many of them each student gets."""

    number: int
    count: int
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class QuestionBank:
    """Everything that an assignment asks.

    Parameters
    ----------
    key : Key
        The key.  Of a sheet for all, only its events become questions.
    groups : sequence of sequence of str
        Where sheets are drawn for each student, the events of which a sheet holds one each.
    """

    key: Key
    groups: Sequence[Sequence[str]] = ()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """What is asked, part by part; where all have one sheet, each event is a part."""
        return tuple(
            Part(number, count, tuple(self._task(event, number) for event in events))
            for number, (events, count) in enumerate(self._drawn, start=1)
        )

    @cached_property
    def size(self) -> int:
        """How many events a student gets."""
        return sum(count for _, count in self._drawn)

    @property
    def tasks(self) -> Iterator[Task]:
        """Give all tasks, those that stand for one another among them."""
        return (task for part in self.parts for task in part.tasks)

    @property
    def is_drawn(self) -> bool:
        """Whether students are dealt other events."""
        return bool(self.groups) or self._is_drawn_by_key

    @property
    def choice_points(self) -> float:
        """What an event is worth."""
        return self.key.position_points / self.size

    @property
    def essay_points(self) -> float:
        """What a reason is worth."""
        return self.key.justification_points / self.size

    def essays_behind(self, part: Part) -> Iterator[Essay]:
        """Give the essays for a platform that draws questions one by one.

        It cannot draw the reason with its event, so the essay asks which event it is about.
        """
        if self.key.rubric is None:
            return
        before = sum(other.count for other in self.parts if other.number < part.number)
        for number in range(before + 1, before + part.count + 1):
            yield self._essay(self.key.rubric, number, "")

    def notes_on_drawing(self) -> Iterator[str]:
        """Say what no question bank can say of unequal sheets itself."""
        if len(self.parts) == 1 and self.size > 1 and self.is_drawn:
            yield (
                "A key does not tell which events stand for one another, so sheets may be "
                "unequally hard: write the bank from the assignment (.yml) instead."
            )

    @property
    def _is_drawn_by_key(self) -> bool:
        sheets = self.key.sheets.values()
        return len(sheets) > 1 and any(sheet.students for sheet in sheets)

    @cached_property
    def _drawn(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        if self.groups:
            return tuple((tuple(events), 1) for events in self.groups)
        sheets = self.key.sheets.values()
        if self._is_drawn_by_key:
            # A key does not say which of them stand for one another.
            return ((tuple(self.key.events), max(len(sheet.events) for sheet in sheets)),)
        # Where the sheet for all was drawn, the key knows other events too.
        dealt = {event for sheet in sheets for event in sheet.events}
        return tuple(((event,), 1) for event in self.key.events if event in dealt or not dealt)

    def _task(self, event: str, number: int) -> Task:
        key = self.key
        rubric = key.rubric
        best = anchors(key.readings[event])
        choice = Choice(
            event,
            number,
            str(key.events[event]["title"]),
            _event_as_html(key, event),
            tuple(
                Answer(
                    place,
                    key.score(event, place.id).credit,
                    "".join(_feedback(key, event, place)),
                )
                for place in POSITIONS
            ),
            "".join(_verdict(key, event)),
            self.choice_points,
            tuple(dict.fromkeys(reading.position for reading in best)),
        )
        return Task(choice, None if rubric is None else self._essay(rubric, number, event))

    def _essay(self, rubric: Rubric, number: int, event: str) -> Essay:
        key = self.key
        limit = key.justification_words
        words = f" Use at most {limit} words." if limit else ""
        asked = (
            _event_as_html(key, event) + "<p>Why does it stand there?"
            if event
            else "<p>Why does the act of the question before this one stand where you put it? "
            "Name the act first."
        )
        return Essay(
            f"{event}-why" if event else f"{key.assignment}-why-{number:02}",
            number,
            key.events[event]["title"] if event else "the act before",
            f"{asked}{words}</p>",
            self.essay_points,
            limit,
            _rubric_html(rubric),
        )


def _event_as_html(key: Key, event: str) -> str:
    public = key.events[event]
    heading = f"<strong>{escaped(public['title'])}</strong> ({escaped(public['date_text'])})"
    return f"<p>{heading}</p>" + paragraphs(public["summary"])


def _verdict(key: Key, event: str) -> Iterator[str]:
    best = anchors(key.readings[event])
    places = [f"<strong>{escaped(position(reading.position).name)}</strong>" for reading in best]
    told = "reading is" if len(best) == 1 else "best readings are"
    yield f"<p>{_whose(best[0])} {told} {listed(places)}.</p>"
    for reading in best:
        yield paragraphs(reading.reason)
    if dispute := key.disputes.get(event):
        yield paragraphs(f"What is contested: {dispute}")


def _feedback(key: Key, event: str, place: Position) -> Iterator[str]:
    yield paragraphs(key.score(event, place.id).how)
    best = anchors(key.readings[event])
    for reading in key.readings[event]:
        # The reasons of the best stand below, in what every answer is told.
        if reading.position == place.id and reading not in best:
            yield paragraphs(f"The case for this reading: {reading.reason}")


def _whose(reading: Reading) -> str:
    return f"The {reading.reader}’s"


def _rubric_html(rubric: Rubric) -> str:
    criteria = "".join(
        f"<h4>{escaped(criterion.title)}</h4><ul>"
        + "".join(f"<li>{level.points:g}: {escaped(level.says)}</li>" for level in criterion.levels)
        + "</ul>"
        for criterion in rubric.criteria
    )
    return f"<p>{escaped(rubric.title)}, {rubric.most:g} points in all</p>{criteria}"
