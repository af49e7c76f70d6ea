"""A test in QTI 2.1 is in order, grades as the key does, and parts no act from its reason."""

import dataclasses
import xml.etree.ElementTree as ET

import pytest

from hedgelab.desk.handout.questions.bank import QuestionBank, Quiz
from hedgelab.desk.handout.questions.qti21 import qti21
from hedgelab.desk.model.key import Key, Override
from hedgelab.scoring import CreditRule
from hedgelab.spectrum import POSITIONS
from tests.desk.handout.questions.asked import (
    EVENTS,
    NASTY,
    check,
    dealt,
    made_up_key,
    parsed,
    texts,
    unpacked,
)

Files = dict[str, bytes]


@pytest.fixture
def key() -> Key:
    return made_up_key()


def files(key: Key, groups: list[tuple[str, ...]] | None = None) -> Files:
    return unpacked(qti21(QuestionBank(key, groups or ())).content)


def item(held: Files, event: str) -> ET.Element:
    return parsed(held[f"items/q-{event}.xml"])


def answered(choice: ET.Element, place: str | None) -> dict[str, object]:
    """Give the outcomes of an item once a place was chosen, as its processing says."""
    outcomes: dict[str, object] = {}
    condition = choice.find("responseProcessing/responseCondition")
    assert condition is not None
    branch = condition.find("responseIf" if place is None else "responseElse")
    assert branch is not None
    for told in branch.findall("setOutcomeValue"):
        (expression,) = told
        if expression.tag == "mapResponse":
            mapping = choice.find("responseDeclaration/mapping")
            assert mapping is not None
            worth = {it.get("mapKey"): it.get("mappedValue", "") for it in mapping}
            value: object = float(worth[place])
        elif expression.tag == "variable":
            value = place
        else:
            value = float(expression.text or "")
        outcomes[told.get("identifier", "")] = value
    return outcomes


@pytest.mark.parametrize("is_dealt", [False, True])
def test_every_document_is_in_order_and_none_is_missing(key: Key, *, is_dealt: bool) -> None:
    held = files(*(dealt(key) if is_dealt else (key,)))
    for name, content in held.items():
        check(content, "package" if name == "imsmanifest.xml" else "qti21")
    manifest = parsed(held["imsmanifest.xml"])
    named = [it.get("href", "") for it in manifest.iterfind("resources/resource/file")]
    assert sorted(named) == sorted(set(held) - {"imsmanifest.xml"})
    asked = [it.get("href", "") for it in parsed(held["test.xml"]).iter("assessmentItemRef")]
    assert sorted(asked) == sorted(set(held) - {"imsmanifest.xml", "test.xml"})


@pytest.mark.parametrize("rule", CreditRule)
@pytest.mark.parametrize("credit", [0.0, 0.35, 0.75, 1.0])
def test_every_place_earns_what_the_key_gives_it(key: Key, rule: CreditRule, credit: float) -> None:
    ours = Override("port-2001", "binding-engagement", credit, "We argued it.")
    key = dataclasses.replace(key, rule=rule, overrides=(ours,))
    held = files(key)
    for event in EVENTS:
        choice = item(held, event)
        for place in POSITIONS:
            due = 10 * key.score(event, place.id).credit  # 20 points, two acts
            assert answered(choice, place.id)["SCORE"] == pytest.approx(due)
        assert answered(choice, None)["SCORE"] == 0
        (most,) = texts(choice, "outcomeDeclaration[@identifier='MAXSCORE']/defaultValue/value")
        assert float(most) == 10


def test_each_answer_shows_what_is_said_of_it_and_the_verdict(key: Key) -> None:
    choice = item(files(key), "port-2001")
    for place in POSITIONS:
        shown = answered(choice, place.id)["FEEDBACK"]
        (said,) = texts(choice, f"modalFeedback[@identifier='{shown}']")
        assert key.score("port-2001", place.id).how in said
        assert "It pays." in said
    (said,) = texts(choice, "modalFeedback[@identifier='binding-engagement']")
    assert f"The case for this reading: {NASTY}".replace("\x07", "\ufffd") in said


def test_the_answers_stand_in_the_order_of_the_spectrum(key: Key) -> None:
    interaction = item(files(key), "treaty-2002").find("itemBody/choiceInteraction")
    assert interaction is not None
    assert list(texts(interaction, "simpleChoice")) == [place.name for place in POSITIONS]
    assert interaction.get("shuffle") == "false"
    assert interaction.get("maxChoices") == "1"


def test_a_reason_is_asked_with_its_limit_and_judged_by_a_rubric_for_the_marker(key: Key) -> None:
    essay = item(files(key), "port-2001-why")
    assert essay.find("itemBody/extendedTextInteraction") is not None
    assert "at most 60 words" in "".join(texts(essay, "itemBody/p"))
    (rubric,) = texts(essay, "itemBody/rubricBlock[@view='scorer']")
    assert "Names it & why" in rubric
    (most,) = texts(essay, "outcomeDeclaration[@identifier='MAXSCORE']/defaultValue/value")
    assert float(most) == 5


def pairs(section: ET.Element) -> list[list[str]]:
    """Give what each section that stays together asks, in order."""
    return [
        [it.get("href", "") for it in inner.findall("assessmentItemRef")]
        for inner in section.iter("assessmentSection")
        if inner.find("assessmentItemRef") is not None and inner.get("keepTogether") == "true"
    ]


def test_an_act_and_its_reason_stay_together(key: Key) -> None:
    assert pairs(parsed(files(key)["test.xml"])) == [
        [f"items/q-{event}.xml", f"items/q-{event}-why.xml"] for event in EVENTS
    ]


def test_of_acts_that_stand_for_one_another_one_is_drawn_with_its_reason(key: Key) -> None:
    held = files(*dealt(key))
    (part,) = parsed(held["test.xml"]).findall("testPart/assessmentSection")
    worth = 0.0
    for section, event in zip(part.findall("assessmentSection"), EVENTS, strict=True):
        (selection,) = section.findall("selection")
        assert selection.get("select") == "1"
        choices = pairs(section)
        assert choices == [
            [f"items/q-{event}-{copy}.xml", f"items/q-{event}-{copy}-why.xml"] for copy in (1, 2, 3)
        ]
        worth += sum(
            float(most)
            for name in choices[0]
            for most in texts(
                parsed(held[name]), "outcomeDeclaration[@identifier='MAXSCORE']/defaultValue/value"
            )
        )
    assert worth == pytest.approx(key.points)


def quiz(key: Key) -> Quiz:
    return qti21(QuestionBank(key))


def test_where_nobody_can_earn_all_it_is_told(key: Key) -> None:
    assert quiz(key).notes == ()
    less = Override("treaty-2002", "bandwagoning", 0.5, "It was leaked.")
    notes = quiz(dataclasses.replace(key, overrides=(less,))).notes
    assert notes == ("treaty-2002: the best answer earns 0.5, so nobody can earn all",)


def test_the_same_assignment_gives_the_same_zip(key: Key) -> None:
    assert quiz(key).content == quiz(key).content
    assert quiz(key).questions == 4
