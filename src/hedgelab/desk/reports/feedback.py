"""One page of feedback for one student: their sheet in review, without a script.

The board in review mode would weigh five times as much and run code.  This page is drawn
once, in the same look, and its content security policy lets nothing run at all.

A page tells its student nothing about anybody else.  The notes on a sheet are written for
teachers and may name others, so they stay out; so does the key from the page of a student
from whom nothing came.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from hedgelab.answers import CONFIDENCE
from hedgelab.desk.model.decisions import What
from hedgelab.desk.model.key import Criterion, Key
from hedgelab.desk.model.records import GradedAnswer, GradedSheet, Mark
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.reports.derivation import derivation, receipt_rows
from hedgelab.desk.reports.next_step import NextStep, Section, next_step, section_of
from hedgelab.desk.reports.own_place import OwnPlace, facts_of, own_place
from hedgelab.desk.reports.reflections import (
    FEW_EVENTS,
    Tendency,
    calibration,
    calibration_told,
    tendency,
    tendency_told,
)
from hedgelab.desk.reports.review import compared_with, judged, told_readings
from hedgelab.desk.text.pages import (
    WHOSE,
    counted,
    page_environment,
    style_sheet,
)
from hedgelab.desk.text.visible import is_blank, visible
from hedgelab.scoring import anchor
from hedgelab.spectrum import POSITIONS, position

_CONFIDENCE = dict(CONFIDENCE)
_STOPS = {place.id: place for place in POSITIONS}
_FEW = 4096  # forms of a part that is the same for many students
_NONE = Markup()
_LEAST_STRIP = 3  # steps to either side, so that a near miss looks near

_BRING_IT = "bring it to whoever teaches the course"

_EXCUSED = "You are excused from this assignment, and it has no grade for you."
_ON_PAPER = "Your work on paper counts."
_SET = "Your grade was set by whoever teaches the course."

_DECIDED = {
    What.EXTENSION: "You were given more time, until {value}.",
    What.WAIVED: "That you handed in late costs you nothing.",
    What.EXCUSED: _EXCUSED,
    What.PAPER: _ON_PAPER,
    What.SET: _SET,
    What.COUNTS: "Which of your files counts was decided by whoever teaches the course.",
    What.THEIRS: "That this file is yours was decided by whoever teaches the course.",
    What.ADJUST: "Your points were adjusted by {value}.",
}
"""What a student is told of a decision, before its reason."""

_NOTICES = {
    Status.EXCUSED: _EXCUSED,
    Status.ON_PAPER: _ON_PAPER,
    Status.SET: _SET,
    Status.MISSING: (
        "No file of yours has come in. If you handed one in, " + _BRING_IT + ": they can see what "
        "arrived, and what became of it."
    ),
    Status.OTHER_VERSION: (
        "Your file answers another version of this sheet. It counts for the events that your "
        "own sheet has, and whoever teaches the course will look at it."
    ),
    Status.TOO_LATE: (
        "Your file came in after the last day on which this assignment takes any. It is kept, "
        "and does not count."
    ),
    Status.EMPTY: (
        "Your file came in and holds no answer. Save your answers where you made them, and hand "
        "in that file."
    ),
    Status.UNREADABLE: (
        "Your file came in and cannot be read, so it does not count. Save your answers again "
        "where you made them, and hand in that file as it was saved."
    ),
    Status.REFUSED: (
        "Your file came in and was not opened, so it does not count. Hand in the file in which "
        "your answers were saved, by itself."
    ),
    Status.WRONG_ASSIGNMENT: (
        "Your file came in and answers another assignment, so it does not count. Hand in the "
        "file of this one."
    ),
    Status.TWO_NAMES: (
        "A file came in that bears your name and another, so it counts for nobody. If it is "
        "yours, save it under your own name and student number, or " + _BRING_IT + "."
    ),
    Status.OTHER_STUDENTS_SHEET: (
        "The sheet in your file was made for somebody else, so it does not count. Answer the "
        "sheet that was made for you."
    ),
}
"""What a student is told of a file; of others nothing."""


class _Given(NamedTuple):
    """One criterion of a mark."""

    title: str
    says: str
    points: float
    most: float


class _Own(NamedTuple):
    """Why a student's own place does not hold, whose answer says so, and where to read on."""

    said: OwnPlace
    whose: str
    read: Section


_WHOSE_ANSWER = {reader: f"{whose}'s reading" for reader, whose in WHOSE.items()}


@dataclass(frozen=True, slots=True)
class _Shown:
    """One answer as the page shows it."""

    opening: Markup
    before: Markup
    after: Markup
    words: str
    too_long: str
    mark: Mark | None
    marked: Markup


class FeedbackPages:
    """The feedback pages of one assignment.

    What depends only on an event and a place is made once, so that a class of thousands
    takes seconds.

    Parameters
    ----------
    key : Key
        What the sheets were graded with.
    """

    def __init__(self, key: Key) -> None:
        environment = page_environment()
        self._key = key
        self._page = environment.get_template("feedback.html.jinja")
        parts: Any = environment.get_template(
            "feedback-event.html.jinja", globals={"stops": _STOPS}
        ).module
        self._before, self._sure, self._after = parts.before, parts.sure, parts.after
        self._told_marks, self._told_read = parts.marked, parts.read_on
        self._opening, self._at_step, self._profile = (
            lru_cache(_FEW)(part) for part in (parts.opening, parts.at_step, parts.profile)
        )
        self._marks: dict[tuple[float, ...], Markup] = {}
        self._reads: dict[tuple[Section, ...], Markup] = {}
        self._facts = facts_of(key.events.values())
        self._css = style_sheet("feedback.css")
        self._made: dict[tuple[object, ...], tuple[str, Markup, Markup]] = {}
        self._readers = {event: anchor(readings).reader for event, readings in key.readings.items()}

    def page(self, sheet: GradedSheet) -> str:
        """Give the page of one student, as HTML.

        Raises
        ------
        KeyError
            If the sheet holds an event that the key does not.
        """
        lean = tendency(sheet.answers)
        whose = compared_with(self._readers[answer.event] for answer in sheet.answers)
        sureness = calibration(sheet.answers)
        of = len(sheet.answers)
        step = next_step(sheet.answers, self._key)
        return self._page.render(
            key=self._key,
            css=self._css,
            sheet=sheet,
            who=sheet.name or sheet.student,
            notices=list(_notices(sheet)),
            answers=[self._shown(it, index, of) for index, it in enumerate(sheet.answers, 1)],
            whose=whose.noun,
            whose_head=whose.head,
            anchor_note=whose.note,
            tendency=lean,
            tendency_told=tendency_told(lean, whose.noun) if lean.steps else "",
            strip=self._strip(lean),
            profiles=self._profiles(sheet),
            calibration=sureness if any(row.events for row in sureness) else (),
            calibration_told=calibration_told(sureness, whose.noun),
            step=step,
            step_read=self._read_on(step),
            few=_few(sheet),
            derivation=list(derivation(self._key, sheet)),
            receipt=receipt_rows(sheet.receipt) if sheet.receipt else [],
        )

    def _strip(self, lean: Tendency) -> Markup:
        """Show how many events stand so many steps from the key, at each number of steps."""
        farthest = max([_LEAST_STRIP, *map(abs, lean.steps)])
        steps = range(-farthest, farthest + 1)
        return _NONE.join(self._at_step(step == 0, lean.steps.count(step)) for step in steps)

    def _profiles(self, sheet: GradedSheet) -> Markup:
        placed = [answer for answer in sheet.answers if answer.position]
        mine = Counter(answer.position for answer in placed)
        theirs = Counter(
            anchor(self._key.readings[answer.event], answer.position).position for answer in placed
        )
        highest = max([1, *mine.values(), *theirs.values()])
        return _NONE.join(
            self._profile(place, mine[place.id], theirs[place.id], highest) for place in POSITIONS
        )

    def _shown(self, answer: GradedAnswer, index: int, of: int) -> _Shown:
        made = answer.event, answer.position, answer.confidence, answer.credit, answer.how
        if made not in self._made:
            self._made[made] = self._make(answer)
        kicker, before, after = self._made[made]
        words = "" if is_blank(answer.justification) else answer.justification.strip()
        return _Shown(
            opening=self._opening(index, of, kicker, str(self._key.events[answer.event]["title"])),
            before=before,
            after=after,
            words=words,
            too_long=self._too_long(words),
            mark=answer.mark,
            marked=self._marked(answer.mark),
        )

    def _make(self, answer: GradedAnswer) -> tuple[str, Markup, Markup]:
        event = self._key.events[answer.event]
        readings = self._key.readings[answer.event]
        kicker = " · ".join(str(event[part]) for part in ("date_text", "domain") if event.get(part))
        dispute = self._key.disputes.get(answer.event, "")
        return (
            kicker,
            self._before(event, judged(answer, readings))
            + (self._sure(_CONFIDENCE[said]) if (said := answer.confidence) else ""),
            self._after(self._own_place(answer), told_readings(answer.position, readings), dispute),
        )

    def _own_place(self, answer: GradedAnswer) -> _Own | None:
        """Say why a place does not hold; None where it does, or there is none."""
        if answer.position is None:
            return None
        best = anchor(self._key.readings[answer.event], answer.position)
        if best.position == answer.position:
            return None
        said = own_place(answer.position, best, self._key.events[answer.event], self._facts)
        return _Own(said, _WHOSE_ANSWER[best.reader], section_of(position(said.id), self._key.book))

    def _too_long(self, words: str) -> str:
        limit = self._key.justification_words
        count = len(words.split()) if limit else 0
        if count <= limit:
            return ""
        return f"These are {count} words; the sheet asks for no more than {limit}."

    def _marked(self, mark: Mark | None) -> Markup:
        """Give the points by criterion; a class has few different ones."""
        rubric = self._key.rubric
        if mark is None or rubric is None:
            return _NONE
        points = tuple(mark.points.get(criterion.id, 0.0) for criterion in rubric.criteria)
        if points not in self._marks:
            given = [_given(criterion, mark) for criterion in rubric.criteria]
            self._marks[points] = self._told_marks(given)
        return self._marks[points]

    def _read_on(self, step: NextStep | None) -> Markup:
        if step is None:
            return _NONE
        if step.read not in self._reads:
            self._reads[step.read] = self._told_read(step.read)
        return self._reads[step.read]


def _notices(sheet: GradedSheet) -> Iterator[str]:
    if sheet.status in _NOTICES:
        told = _NOTICES[sheet.status]
        if not any(_DECIDED.get(it.what) == told for it in sheet.decisions):
            yield told
    for decision in sheet.decisions:
        if decision.what in _DECIDED:
            about = {"value": decision.value.replace("T", ", ")}
            why = f" The reason: {_sentence(decision.reason)}" if decision.reason else ""
            yield _DECIDED[decision.what].format(**about) + why
    if sheet.to_mark:
        waiting = counted(sheet.to_mark, "justification")
        verb = "waits" if sheet.to_mark == 1 else "wait"
        changed = sum(bool(answer.mark and answer.mark.is_stale) for answer in sheet.answers)
        effect = "may change it" if changed else "will add to it"
        yield f"Your grade is provisional: {waiting} still {verb} to be marked, and {effect}."
    if sheet.late_share:
        yield sheet.late_how


def _few(sheet: GradedSheet) -> str:
    """Say how much a page can carry that rests on few events; "" where they are enough."""
    placed = sum(answer.position is not None for answer in sheet.answers)
    if not 0 < placed < FEW_EVENTS:
        return ""
    events = "one event" if placed == 1 else f"{placed} events"
    return f"This rests on {events}: a single one more could turn it round, so take it as a hint."


def _sentence(text: str) -> str:
    told = visible(text, most=None)
    return told if told.endswith((".", "!", "?")) else f"{told}."


def _given(criterion: Criterion, mark: Mark) -> _Given:
    points = mark.points.get(criterion.id, 0.0)
    says = next((level.says for level in criterion.levels if level.points == points), "")
    return _Given(criterion.title, says, points, criterion.most)
