"""Moodle’s question bank is what Moodle takes, and grades as the key does."""

import dataclasses
import xml.etree.ElementTree as ET
from collections.abc import Sequence

import pytest

from hedgelab.desk.handout.questions.bank import QuestionBank, Quiz
from hedgelab.desk.handout.questions.moodle_xml import moodle_xml
from hedgelab.desk.model.key import Key, Override, Sheet
from hedgelab.scoring import CreditRule, Reading
from hedgelab.spectrum import POSITIONS
from tests.desk.handout.questions.asked import EVENTS, NASTY, check, dealt, made_up_key, sheet

# Copied from $rawfractions in question/engine/bank.php of Moodle 4.
MOODLE_FRACTIONS = (
    1.0, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2,
    0.1666667, 0.1428571, 0.125, 0.1111111, 0.1, 0.05, 0.0,
)  # fmt: skip
# How near a fraction must be for Moodle to take it (match_grade_options).
MOODLE_TOLERANCE = 0.00001


@pytest.fixture
def key() -> Key:
    return made_up_key()


def moodle_quiz(key: Key, groups: Sequence[Sequence[str]] = ()) -> Quiz:
    return moodle_xml(QuestionBank(key, groups))


def questions(key: Key, kind: str) -> list[ET.Element]:
    return ET.fromstring(moodle_quiz(key).content).findall(f"question[@type='{kind}']")


def fractions(question: ET.Element) -> list[float]:
    return [float(answer.get("fraction", "")) / 100 for answer in question.findall("answer")]


def test_the_bank_is_xml_that_moodle_knows(key: Key) -> None:
    quiz = moodle_quiz(key)
    # Moodle's parser stumbles over anything before the declaration.
    assert quiz.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>')
    assert [question.get("type") for question in ET.fromstring(quiz.content)] == [
        "category", "multichoice", "essay", "multichoice", "essay",
    ]  # fmt: skip
    assert quiz.questions == 4
    assert quiz.notes == ()
    category = ET.fromstring(quiz.content).findtext("question/category/text")
    assert category == "$course$/top/Hedging Lab/Ports // quays"


@pytest.mark.parametrize("is_dealt", [False, True])
def test_the_bank_is_as_moodle_documents_it(key: Key, *, is_dealt: bool) -> None:
    check(moodle_quiz(*(dealt(key) if is_dealt else (key,))).content, "moodle")


def test_every_question_has_its_tags_and_an_id_of_its_own(key: Key) -> None:
    for kind, ending in (("multichoice", ""), ("essay", "-why")):
        for number, (question, event) in enumerate(
            zip(questions(key, kind), EVENTS, strict=True), start=1
        ):
            assert question.findtext("idnumber") == event + ending
            tags = [tag.findtext("text") for tag in question.findall("tags/tag")]
            assert tags == ["hedgelab", "ports", f"act {number:02}"]


def test_each_event_has_the_seven_answers_in_order_with_the_keys_credit(key: Key) -> None:
    for question, event in zip(questions(key, "multichoice"), EVENTS, strict=True):
        names = [answer.findtext("text") for answer in question.findall("answer")]
        assert names == [place.name for place in POSITIONS]
        assert fractions(question) == [key.score(event, place.id).credit for place in POSITIONS]
        assert question.findtext("single") == "true"
        assert question.findtext("shuffleanswers") == "0"
        assert question.findtext("penalty") == "0"
        assert float(question.findtext("defaultgrade", "")) == 10  # 20 points, two events


@pytest.mark.parametrize("rule", CreditRule)
@pytest.mark.parametrize("credit", [0.0, 0.05, 0.34, 0.83, 0.999, 1.0])
def test_moodle_takes_every_fraction(key: Key, rule: CreditRule, credit: float) -> None:
    ours = Override("port-2001", "binding-engagement", credit, "We argued it.")
    key = dataclasses.replace(key, rule=rule, overrides=(ours,))
    for question in questions(key, "multichoice"):
        assert max(fractions(question)) == 1
        for fraction in fractions(question):
            assert any(abs(fraction - known) < MOODLE_TOLERANCE for known in MOODLE_FRACTIONS)


def test_a_grade_that_moodle_lacks_goes_to_the_nearest_and_is_told(key: Key) -> None:
    ours = Override("port-2001", "binding-engagement", 0.35, "We argued it.")
    quiz = moodle_quiz(dataclasses.replace(key, overrides=(ours,)))
    assert quiz.notes == ("port-2001: 35 % became 33.3333 %",)


def test_where_nothing_earns_full_credit_all_are_raised_and_told(key: Key) -> None:
    readings = (Reading("balancing", "module", 0.5), Reading("bandwagoning", "module", 0.25))
    key = dataclasses.replace(key, readings={**key.readings, "port-2001": readings})
    assert fractions(questions(key, "multichoice")[0]) == [1, 0, 0, 0, 0, 0, 0.5]
    assert "the best answer earns 0.5" in moodle_quiz(key).notes[0]


def test_where_nothing_earns_any_the_keys_answer_stands(key: Key) -> None:
    nothing = Override("treaty-2002", "bandwagoning", 0, "It was leaked.")
    key = dataclasses.replace(key, overrides=(nothing,))
    assert fractions(questions(key, "multichoice")[1]) == [0, 0, 0, 0, 0, 0, 1]
    assert "no answer earns credit" in moodle_quiz(key).notes[0]


def test_of_readings_that_tie_each_earns_all_and_is_told(key: Key) -> None:
    readings = (
        Reading("balancing", "instructor", 0.5, "One case."),
        Reading("bandwagoning", "instructor", 0.5, "The other."),
    )
    key = dataclasses.replace(
        key, rule=CreditRule.EXACT, readings={**key.readings, "port-2001": readings}
    )
    question = questions(key, "multichoice")[0]
    assert fractions(question) == [1, 0, 0, 0, 0, 0, 1]
    told = question.findtext("generalfeedback/text") or ""
    assert (
        "best readings are <strong>Balancing (pure form)</strong> and "
        "<strong>Bandwagoning (pure form)</strong>" in told
    )
    assert "One case." in told
    assert "The other." in told


def test_text_comes_through_whole_and_is_shown_as_text(key: Key) -> None:
    # What XML 1.0 has no place for is made visible; nothing else changes.
    nasty = NASTY.replace("\x07", "\ufffd")
    question = questions(key, "multichoice")[0]
    assert question.findtext("name/text") == f"01 {nasty}"
    shown = question.findtext("questiontext/text") or ""
    assert "<script>" not in shown
    assert "A ]]&gt; b &lt;script&gt;alert(1)&lt;/script&gt; &amp; " in shown
    assert "<p>A port is leased.</p><p>For twenty years.</p>" in shown


def test_feedback_says_how_the_credit_came_about_and_argues_for_other_readings(key: Key) -> None:
    port, treaty = questions(key, "multichoice")
    said = {
        answer.findtext("text"): answer.findtext("feedback/text") or ""
        for answer in port.findall("answer")
    }
    assert (
        "No reading places the event at Balancing (pure form): 0." in said["Balancing (pure form)"]
    )
    assert "module's reading: 0.5." in said["Binding engagement"]
    assert "The case for this reading: A ]]&gt;" in said["Binding engagement"]
    verdict = treaty.findtext("generalfeedback/text") or ""
    assert "<strong>Bandwagoning (pure form)</strong>" in verdict
    assert "It joins." in verdict
    assert "counted differently" in verdict


def test_an_essay_asks_why_with_the_rubric_for_the_marker_only(key: Key) -> None:
    essay = questions(key, "essay")[0]
    assert essay.findtext("maxwordlimit") == "60"
    assert float(essay.findtext("defaultgrade", "")) == 5
    assert "Names it &amp; why" in (essay.findtext("graderinfo/text") or "")
    for seen in ("questiontext", "generalfeedback", "responsetemplate"):
        assert "Names it" not in (essay.findtext(f"{seen}/text") or "")


def test_without_a_rubric_there_is_no_essay(key: Key) -> None:
    assert questions(dataclasses.replace(key, rubric=None), "essay") == []


def test_of_a_sheet_for_all_that_was_drawn_only_its_events_are_asked(key: Key) -> None:
    drawn = dataclasses.replace(key, sheets={sheet("port-2001"): Sheet(("port-2001",))})
    (question,) = questions(drawn, "multichoice")
    assert question.findtext("idnumber") == "port-2001"
    assert float(question.findtext("defaultgrade", "")) == 20


def weights(quiz: bytes) -> dict[str, float]:
    """Give what is earned where a quiz takes what each category says, by kind of question."""
    earned = {"multichoice": 0.0, "essay": 0.0}
    draws = ""
    for question in ET.fromstring(quiz):
        kind = question.get("type", "")
        if kind == "category":
            draws = (question.findtext("category/text") or "").rpartition("/")[2]
        elif kind == "essay" or draws:
            earned[kind] += float(question.findtext("defaultgrade", ""))
            draws = "" if "draw 1" in draws else draws
    return earned


def test_where_students_are_dealt_others_a_quiz_of_one_of_each_is_worth_what_a_sheet_is(
    key: Key,
) -> None:
    quiz = moodle_quiz(*dealt(key))
    # Of three acts each that stand for one another one is drawn, and one essay is behind it.
    assert quiz.questions == 6 + 2
    assert weights(quiz.content) == {"multichoice": 20, "essay": 10}
    named = [it.findtext("category/text") for it in ET.fromstring(quiz.content).findall("question")]
    assert [it for it in named if it] == [
        f"$course$/top/Hedging Lab/Ports // quays/{part}"
        for part in ("01 draw 1 at random", "02 draw 1 at random", "why, behind each")
    ]
    assert "add one question of each category at random, and behind it the essay" in quiz.notes[0]
    assert "write 10 as the mark of each random question" in quiz.notes[0]
    assert "That makes 30 points" in quiz.notes[0]


def test_a_key_of_drawn_sheets_says_how_many_to_draw(key: Key) -> None:
    sheets = {
        sheet(event): Sheet((event,), (student,))
        for event, student in zip(EVENTS, ("s1", "s2"), strict=True)
    }
    quiz = moodle_quiz(dataclasses.replace(key, sheets=sheets, rubric=None))
    assert "add 1 question of the category at random, and write" in quiz.notes[0]
    assert weights(quiz.content)["multichoice"] == 20
