"""Questions for Moodle, in its XML.

The elements follow "Moodle XML format" in Moodle's documentation
(https://docs.moodle.org/405/en/Moodle_XML_format); the grades that an answer may carry, the
list in ``question/engine/bank.php`` of Moodle's source.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from hedgelab.desk.handout.questions.bank import QUESTION, Choice, Essay, QuestionBank, Quiz
from hedgelab.desk.handout.questions.markup import add, begun, document, escaped, legal, paragraphs
from hedgelab.desk.text.pages import counted

MOODLE_GRADES: tuple[float, ...] = (
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333,
    30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0,
)  # fmt: skip
"""The percentages that Moodle lets an answer be worth, as its XML writes them."""

_ANSWER_LINES = 6  # how tall the box for a justification is


def moodle_xml(bank: QuestionBank) -> Quiz:
    """Give an assignment's events as questions with seven answers in the spectrum's order.

    Each answer carries the credit that the key gives it, and as feedback how that came
    about.  Where justifications are marked, an essay follows each event, with the
    rubric for whoever grades it.

    Where each student is dealt other events, those that stand for one another share a category, of
    which a quiz draws one.  Moodle draws one question at a time, so the essay that goes with it is
    the same for all of them, and asks which act it is about.

    Notes
    -----
    A question with one choice must have an answer worth 100 %, and Moodle knows only
    `MOODLE_GRADES`.  So the credits of an event whose best answer earns less are raised
    in proportion, and others go to the nearest grade; each such event is in `Quiz.notes`.
    """
    root = begun("quiz")
    notes: list[str] = []
    if not bank.is_drawn:
        _add_category(root, bank)
    for part in bank.parts:
        if bank.is_drawn:
            _add_category(root, bank, f"{part.number:02} draw {part.count} at random")
        for task in part.tasks:
            notes += _add_choice(root, bank, task.choice)
            if task.essay and not bank.is_drawn:
                _add_essay(root, bank, task.essay)
    if bank.is_drawn and bank.key.rubric is not None:
        _add_category(root, bank, "why, behind each")
        for part in bank.parts:
            for essay in bank.essays_behind(part):
                _add_essay(root, bank, essay)
    questions = sum(it.get("type") != "category" for it in root)
    ET.indent(root)
    return Quiz(document(root), questions, (*_on_drawing(bank), *notes))


def _on_drawing(bank: QuestionBank) -> Iterator[str]:
    """Say how a quiz is made of what is drawn, which no bank can say itself."""
    if not bank.is_drawn:
        return
    asked, size = bank.key.rubric is not None, bank.size
    essays = ", and behind it the essay of the same number" if asked else ""
    where = "each category" if len(bank.parts) > 1 else "the category"
    one = "one question" if len(bank.parts) > 1 else counted(size, "question")
    worth = f"{bank.choice_points:g}"
    yield (
        f"Each student is dealt other events: in the quiz, add {one} of {where} at random{essays}, "
        f"and write {worth} as the mark of each random question. "
        f"That makes {bank.key.points:g} points; all questions together would make more."
    )
    yield from bank.notes_on_drawing()
    if asked:
        yield (
            "Moodle draws one question at a time: the essays cannot name the act that was drawn, "
            "and ask for it."
        )


def _add_category(root: ET.Element, bank: QuestionBank, part: str = "") -> None:
    category = add(root, "question", type="category")
    # Moodle writes a stroke inside a category's name twice.
    name = "/".join(it.replace("/", "//") for it in (bank.key.title, part) if it)
    _text(add(category, "category"), f"$course$/top/Hedging Lab/{name}")
    _html(category, "info", paragraphs(bank.key.instructions))


def _grades(choice: Choice) -> tuple[dict[str, float], str]:
    """Give each position's percentage, and what was changed to please Moodle."""
    earned = {answer.place.id: answer.credit for answer in choice.answers}
    best = choice.most
    if best <= 0:
        return {place: 100.0 * (place in choice.best) for place in earned}, (
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


def _add_choice(root: ET.Element, bank: QuestionBank, choice: Choice) -> list[str]:
    """Add the question where an event stands; give what to tell of it."""
    grades, note = _grades(choice)
    question = _question(root, "multichoice", f"{choice.number:02} {choice.title}")
    _html(question, "questiontext", choice.shown + f"<p>{QUESTION}</p>")
    _html(question, "generalfeedback", choice.verdict)
    _grade(question, choice.points, choice.event)
    for name, value in {"single": "true", "shuffleanswers": "0", "answernumbering": "none"}.items():
        add(question, name, value)
    for answer in choice.answers:
        grade = f"{grades[answer.place.id]:.7g}"
        element = add(question, "answer", fraction=grade, format="html")
        _text(element, escaped(answer.place.name))
        _html(element, "feedback", answer.feedback)
    _tag(question, bank, choice.number)
    return [f"{choice.event}: {note}"] if note else []


def _add_essay(root: ET.Element, bank: QuestionBank, essay: Essay) -> None:
    """Add the essay on an event, or on whichever the question before it has drawn."""
    question = _question(root, "essay", f"{essay.number:02} why: {essay.title}")
    _html(question, "questiontext", essay.shown)
    _html(question, "generalfeedback", "")
    _grade(question, essay.points, essay.identity)
    settings = {
        "responseformat": "plain",
        "responserequired": "1",
        "responsefieldlines": str(_ANSWER_LINES),
        "minwordlimit": "",
        "maxwordlimit": str(essay.words or ""),
        "attachments": "0",
        "attachmentsrequired": "0",
    }
    for name, value in settings.items():
        add(question, name, value)
    _html(question, "graderinfo", essay.rubric)
    _html(question, "responsetemplate", "")
    _tag(question, bank, essay.number)


def _question(root: ET.Element, kind: str, name: str) -> ET.Element:
    question = add(root, "question", type=kind)
    _text(add(question, "name"), name)
    return question


def _grade(question: ET.Element, points: float, idnumber: str) -> None:
    add(question, "defaultgrade", f"{points:.7f}")
    add(question, "penalty", "0")
    add(question, "hidden", "0")
    add(question, "idnumber", idnumber)


def _tag(question: ET.Element, bank: QuestionBank, number: int) -> None:
    """Tag a question with its assignment and the number of its act, to be found by in a bank."""
    tags = add(question, "tags")
    for tag in ("hedgelab", bank.key.assignment, f"act {number:02}"):
        _text(add(tags, "tag"), tag)


def _html(parent: ET.Element, name: str, text: str) -> None:
    _text(add(parent, name, format="html"), text)


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = legal(text)
