"""An assignment as a question bank for Moodle, in its XML.

The elements follow "Moodle XML format" in Moodle's documentation
(https://docs.moodle.org/405/en/Moodle_XML_format); the grades that an answer may carry, the
list in ``question/engine/bank.php`` of Moodle's source.
"""

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hedgelab.desk.model.key import Key, Rubric
from hedgelab.desk.text.pages import counted, listed
from hedgelab.scoring import Reading, anchors
from hedgelab.spectrum import POSITIONS, Position, position

MOODLE_GRADES: tuple[float, ...] = (
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333,
    30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0,
)  # fmt: skip
"""The percentages that Moodle lets an answer be worth, as its XML writes them."""

QUESTION = (
    "Where does this act stand on the spectrum between rejecting and accepting a great power?"
)

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ANSWER_LINES = 6  # how tall the box for a justification is


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question bank, and what an instructor should know before it is used.

    Attributes
    ----------
    text : str
        The XML, which holds the key.
    questions : int
        How many questions it has.
    notes : tuple of str
        Where Moodle will grade otherwise than ``hedgelab grade``.
    """

    text: str
    questions: int
    notes: tuple[str, ...]


def moodle_quiz(key: Key, groups: Sequence[Sequence[str]] = ()) -> Quiz:
    """Give an assignment's events as questions with seven answers in the spectrum's order.

    Each answer carries the credit that the key gives it, and as feedback how that came
    about.  Where justifications are marked, an essay follows each event, with the
    rubric for whoever grades it.

    Where each student is dealt other events, those that stand for one another share a category, of
    which a quiz draws one.  Moodle draws one question at a time, so the essay that goes with it is
    the same for all of them, and asks which act it is about.

    Parameters
    ----------
    key : Key
        The key.  Of a sheet for all, only its events become questions.
    groups : sequence of sequence of str
        Where sheets are drawn for each student, the events of which a sheet holds one each.

    Notes
    -----
    A question with one choice must have an answer worth 100 %, and Moodle knows only
    `MOODLE_GRADES`.  So the credits of an event whose best answer earns less are raised
    in proportion, and others go to the nearest grade; each such event is in `Quiz.notes`.
    """
    bank = ET.Element("quiz")
    notes: list[str] = []
    drawn = _drawn(key, groups)
    dealt = _dealt_to_all(key)
    size = sum(count for _, count in drawn) or len(dealt)
    questions = 0
    if not drawn:
        _add_category(bank, key)
        for number, event in enumerate(dealt, start=1):
            notes += _add_choice(bank, key, event, number, size)
            questions += 1
            if key.rubric is not None:
                _add_essay(bank, key, key.rubric, number, size, event=event)
                questions += 1
    for number, (events, count) in enumerate(drawn, start=1):
        _add_category(bank, key, f"{number:02} draw {count} at random")
        for event in events:
            notes += _add_choice(bank, key, event, number, size)
            questions += 1
    if drawn and key.rubric is not None:
        _add_category(bank, key, "why, behind each")
        for number in range(1, size + 1):
            _add_essay(bank, key, key.rubric, number, size)
            questions += 1
    ET.indent(bank)
    text = ET.tostring(bank, encoding="unicode", short_empty_elements=False)
    return Quiz(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n',
        questions=questions,
        notes=(*_on_drawing(key, drawn, size), *notes),
    )


_Drawn = Sequence[tuple[Sequence[str], int]]
"""Events that stand for one another, and how many of them a sheet holds."""


def _drawn(key: Key, groups: Sequence[Sequence[str]]) -> _Drawn:
    if groups:
        return [(events, 1) for events in groups]
    if not any(sheet.students for sheet in key.sheets.values()) or len(key.sheets) == 1:
        return []
    # A key does not say which of them stand for one another.
    return [(tuple(key.events), max(len(sheet.events) for sheet in key.sheets.values()))]


def _dealt_to_all(key: Key) -> list[str]:
    """Give the events of the sheet that all have; where it was drawn, the key knows others too."""
    dealt = {event for sheet in key.sheets.values() for event in sheet.events}
    return [event for event in key.events if event in dealt or not dealt]


def _on_drawing(key: Key, drawn: _Drawn, size: int) -> Iterator[str]:
    """Say how a quiz is made of what is drawn, which no bank can say itself."""
    if not drawn:
        return
    essays = "" if key.rubric is None else ", and behind it the essay of the same number"
    where = "each category" if len(drawn) > 1 else "the category"
    one = "one question" if len(drawn) > 1 else counted(size, "question")
    yield (
        f"Each student is dealt other events: in the quiz, add {one} of {where} at random{essays}. "
        f"That makes {key.points:g} points; all questions together would make more."
    )
    if len(drawn) == 1 and size > 1:
        yield (
            "A key does not tell which events stand for one another, so sheets may be unequally "
            "hard: write the bank from the assignment (.yml) instead."
        )
    if key.rubric is not None:
        yield (
            "Moodle draws one question at a time: the essays cannot name the act that was drawn, "
            "and ask for it."
        )


def _add_category(bank: ET.Element, key: Key, part: str = "") -> None:
    category = ET.SubElement(bank, "question", type="category")
    # Moodle writes a stroke inside a category's name twice.
    name = "/".join(it.replace("/", "//") for it in (key.title, part) if it)
    _text(ET.SubElement(category, "category"), f"$course$/top/Hedging Lab/{name}")
    _html(category, "info", _paragraphs(key.instructions))


def _grades(key: Key, event: str) -> tuple[dict[str, float], str]:
    """Give each position's percentage, and what was changed to please Moodle."""
    earned = {place.id: key.score(event, place.id).credit for place in POSITIONS}
    best = max(earned.values())
    if best <= 0:
        best_places = {reading.position for reading in anchors(key.readings[event])}
        return {place: 100.0 * (place in best_places) for place in earned}, (
            "no answer earns credit here, and Moodle wants one that does: the key's own has 100 %"
        )
    grades = {place: _nearest(100 * credit / best) for place, credit in earned.items()}
    if best < 1:
        return grades, (
            f"the best answer earns {best:g}, and Moodle wants 100 %: all are raised in proportion"
        )
    moved = [
        f"{100 * earned[place]:g} % became {grade:g} %"
        for place, grade in grades.items()
        if abs(grade - 100 * earned[place]) > 1e-3  # noqa: PLR2004 - Moodle keeps five decimals
    ]
    return grades, "; ".join(moved)


def _nearest(percentage: float) -> float:
    return min(MOODLE_GRADES, key=lambda grade: abs(grade - percentage))


def _add_choice(bank: ET.Element, key: Key, event: str, number: int, size: int) -> list[str]:
    """Add the question where an event stands; give what to tell of it."""
    grades, note = _grades(key, event)
    question = _question(bank, "multichoice", f"{number:02} {key.events[event]['title']}")
    _html(question, "questiontext", _event_as_html(key, event) + f"<p>{QUESTION}</p>")
    _html(question, "generalfeedback", "".join(_verdict(key, event)))
    _grade(question, key.position_points / size, event)
    for name, value in {"single": "true", "shuffleanswers": "0", "answernumbering": "none"}.items():
        ET.SubElement(question, name).text = value
    for place in POSITIONS:
        answer = ET.SubElement(
            question, "answer", fraction=f"{grades[place.id]:.7g}", format="html"
        )
        _text(answer, _escaped(place.name))
        _html(answer, "feedback", "".join(_feedback(key, event, place)))
    return [f"{event}: {note}"] if note else []


def _add_essay(
    bank: ET.Element, key: Key, rubric: Rubric, number: int, size: int, *, event: str = ""
) -> None:
    """Add the essay on an event, or on whichever the question before it has drawn."""
    title = key.events[event]["title"] if event else "the act before"
    question = _question(bank, "essay", f"{number:02} why: {title}")
    limit = key.justification_words
    words = f" Use at most {limit} words." if limit else ""
    asked = (
        _event_as_html(key, event) + "<p>Why does it stand there?"
        if event
        else "<p>Why does the act of the question before this one stand where you put it? Name the "
        "act first."
    )
    _html(question, "questiontext", f"{asked}{words}</p>")
    _html(question, "generalfeedback", "")
    identity = f"{event}-why" if event else f"{key.assignment}-why-{number:02}"
    _grade(question, key.justification_points / size, identity)
    settings = {
        "responseformat": "plain",
        "responserequired": "1",
        "responsefieldlines": str(_ANSWER_LINES),
        "minwordlimit": "",
        "maxwordlimit": str(limit or ""),
        "attachments": "0",
        "attachmentsrequired": "0",
    }
    for name, value in settings.items():
        ET.SubElement(question, name).text = value
    _html(question, "graderinfo", _rubric_html(rubric))
    _html(question, "responsetemplate", "")


def _question(bank: ET.Element, kind: str, name: str) -> ET.Element:
    question = ET.SubElement(bank, "question", type=kind)
    _text(ET.SubElement(question, "name"), name)
    return question


def _grade(question: ET.Element, points: float, idnumber: str) -> None:
    ET.SubElement(question, "defaultgrade").text = f"{points:.7f}"
    ET.SubElement(question, "penalty").text = "0"
    ET.SubElement(question, "hidden").text = "0"
    ET.SubElement(question, "idnumber").text = idnumber


def _event_as_html(key: Key, event: str) -> str:
    public = key.events[event]
    heading = f"<strong>{_escaped(public['title'])}</strong> ({_escaped(public['date_text'])})"
    return f"<p>{heading}</p>" + _paragraphs(public["summary"])


def _verdict(key: Key, event: str) -> Iterator[str]:
    best = anchors(key.readings[event])
    places = [f"<strong>{_escaped(position(reading.position).name)}</strong>" for reading in best]
    told = "reading is" if len(best) == 1 else "best readings are"
    yield f"<p>{_whose(best[0])} {told} {listed(places)}.</p>"
    for reading in best:
        yield _paragraphs(reading.reason)
    if dispute := key.disputes.get(event):
        yield _paragraphs(f"What is contested: {dispute}")


def _feedback(key: Key, event: str, place: Position) -> Iterator[str]:
    yield _paragraphs(key.score(event, place.id).how)
    best = anchors(key.readings[event])
    for reading in key.readings[event]:
        # The reasons of the best stand below, in what every answer is told.
        if reading.position == place.id and reading not in best:
            yield _paragraphs(f"The case for this reading: {reading.reason}")


def _whose(reading: Reading) -> str:
    return f"The {reading.reader}’s"


def _rubric_html(rubric: Rubric) -> str:
    criteria = "".join(
        f"<h4>{_escaped(criterion.title)}</h4><ul>"
        + "".join(
            f"<li>{level.points:g}: {_escaped(level.says)}</li>" for level in criterion.levels
        )
        + "</ul>"
        for criterion in rubric.criteria
    )
    return f"<p>{_escaped(rubric.title)}, {rubric.most:g} points in all</p>{criteria}"


def _paragraphs(text: str) -> str:
    parts = (part.strip() for part in text.split("\n\n"))
    return "".join(f"<p>{_escaped(part)}</p>" for part in parts if part)


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _html(parent: ET.Element, name: str, text: str) -> None:
    _text(ET.SubElement(parent, name, format="html"), text)


def _text(parent: ET.Element, text: str) -> None:
    """Add text; what XML has no place for, such as a stray control character, is shown as �."""
    ET.SubElement(parent, "text").text = _ILLEGAL.sub("\ufffd", text)
