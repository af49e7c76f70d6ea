"""Canvas's quiz is in order; what Canvas makes of credits is known, and told act by act."""

import dataclasses
import xml.etree.ElementTree as ET

import pytest

from hedgelab.desk.handout.questions.bank import QuestionBank, Quiz
from hedgelab.desk.handout.questions.qti12 import qti12
from hedgelab.desk.model.key import Key, Override
from hedgelab.scoring import Reading
from hedgelab.spectrum import POSITIONS
from tests.desk.handout.questions.asked import (
    EVENTS,
    check,
    dealt,
    made_up_key,
    parsed,
    texts,
    unpacked,
)

NAME = "hedgelab-ports/hedgelab-ports.xml"


@pytest.fixture
def key() -> Key:
    return made_up_key()


def quiz(key: Key, groups: list[tuple[str, ...]] | None = None) -> Quiz:
    return qti12(QuestionBank(key, groups or ()))


def section(written: Quiz) -> ET.Element:
    found = parsed(unpacked(written.content)[NAME]).find("assessment/section")
    assert found is not None
    return found


def fields(item: ET.Element) -> dict[str, str]:
    return {
        it.findtext("fieldlabel", ""): it.findtext("fieldentry", "")
        for it in item.iterfind("itemmetadata/qtimetadata/qtimetadatafield")
    }


def right_in_canvas(item: ET.Element) -> list[str]:
    """Give the answers that Canvas takes for right: each that earns anything (its own rule)."""
    names = {
        it.get("ident"): it.findtext("material/mattext")
        for it in item.iterfind("presentation/response_lid/render_choice/response_label")
    }
    return [
        str(names[condition.findtext("conditionvar/varequal")])
        for condition in item.iterfind("resprocessing/respcondition")
        if float(condition.findtext("setvar") or 0) > 0
    ]


def told(item: ET.Element, place: str) -> str:
    """Give what a student reads who chose a place, the text that all read included."""
    ident = next(
        it.get("ident")
        for it in item.iterfind("presentation/response_lid/render_choice/response_label")
        if it.findtext("material/mattext") == place
    )
    shown = [
        link.get("linkrefid")
        for condition in item.iterfind("resprocessing/respcondition")
        for link in condition.iterfind("displayfeedback")
        if condition.findtext("conditionvar/varequal") in (None, ident)
    ]
    return "".join(text for it in shown for text in texts(item, f"itemfeedback[@ident='{it}']"))


@pytest.mark.parametrize("is_dealt", [False, True])
def test_every_document_is_in_order_and_none_is_missing(key: Key, *, is_dealt: bool) -> None:
    held = unpacked(quiz(*(dealt(key) if is_dealt else (key,))).content)
    meta = "hedgelab-ports/assessment_meta.xml"
    check(held["imsmanifest.xml"], "package-canvas")
    check(held[NAME], "qti12")
    check(held[meta], "canvas-quiz")
    resources = parsed(held["imsmanifest.xml"]).findall("resources/resource")
    assert [(it.get("type"), it.find("file").get("href")) for it in resources] == [  # type: ignore[union-attr]
        ("imsqti_xmlv1p2", NAME),
        ("associatedcontent/imscc_xmlv1p1/learning-application-resource", meta),
    ]
    assert set(held) == {"imsmanifest.xml", NAME, meta}
    assert parsed(held[meta]).findtext("points_possible") == "30"


def test_an_act_is_followed_by_its_reason_and_both_are_worth_what_they_are(key: Key) -> None:
    items = section(quiz(key)).findall("item")
    assert [it.get("ident") for it in items] == [
        "q-port-2001", "q-port-2001-why", "q-treaty-2002", "q-treaty-2002-why",
    ]  # fmt: skip
    asked = [fields(it) for it in items]
    assert [it["question_type"] for it in asked] == [
        "multiple_choice_question",
        "essay_question",
    ] * 2
    assert [float(it["points_possible"]) for it in asked] == [10, 5, 10, 5]
    assert "at most 60 words" in (items[1].findtext("presentation/material/mattext") or "")


def test_the_keys_answer_alone_is_right_in_canvas_and_a_second_reading_is_told(key: Key) -> None:
    written = quiz(key)
    port, _, treaty, _ = section(written).findall("item")
    assert right_in_canvas(port) == ["Economic pragmatism"]
    assert right_in_canvas(treaty) == ["Bandwagoning (pure form)"]
    second = told(port, "Binding engagement")
    assert "The case for this reading" in second
    assert "This place earns 0.5 of the points, and Canvas counts none of them." in second
    assert "It pays." in second  # what all are told
    for place in POSITIONS:
        if place.name != "Binding engagement":
            assert "Canvas counts none" not in told(port, place.name)
    assert written.notes[-1] == (
        "port-2001: Binding engagement (earns 0.5) counts as wrong in Canvas"
    )
    assert not any("treaty-2002" in note for note in written.notes)


def test_what_no_answer_fully_earns_and_what_two_earn_is_told(key: Key) -> None:
    tie = (Reading("balancing", "instructor", 0.5), Reading("bandwagoning", "instructor", 0.5))
    nothing = Override("treaty-2002", "bandwagoning", 0, "It was leaked.")
    key = dataclasses.replace(
        key, readings={**key.readings, "port-2001": tie}, overrides=(nothing,)
    )
    written = quiz(key)
    port, _, treaty, _ = section(written).findall("item")
    assert right_in_canvas(port) == ["Balancing (pure form)", "Bandwagoning (pure form)"]
    assert right_in_canvas(treaty) == ["Bandwagoning (pure form)"]
    assert written.notes[-3:] == (
        "port-2001: the best answer earns 0.5, and in Canvas all",
        "port-2001: the key has 2 best answers; see that Canvas counts each",
        "treaty-2002: the best answer earns 0, and in Canvas all",
    )


def test_of_acts_that_stand_for_one_another_canvas_draws_one_at_its_weight(key: Key) -> None:
    written = quiz(*dealt(key))
    whole = section(written)
    worth = 0.0
    for group, event in zip(whole.findall("section"), EVENTS, strict=True):
        assert group.findtext("selection_ordering/selection/selection_number") == "1"
        each = group.findtext("selection_ordering/selection/selection_extension/points_per_item")
        worth += float(each or "nan")
        assert [it.get("ident") for it in group.findall("item")] == [
            f"q-{event}-{copy}" for copy in (1, 2, 3)
        ]
    essays = [it for it in whole if it.tag == "item"]
    assert {fields(it)["question_type"] for it in essays} == {"essay_question"}
    worth += sum(float(fields(it)["points_possible"]) for it in essays)
    assert worth == pytest.approx(key.points)
    # An essay stands behind each group, and asks which act it is about.
    assert [it.tag for it in whole] == ["section", "item", "section", "item"]
    assert "Name the act first" in (essays[0].findtext("presentation/material/mattext") or "")
    assert "Canvas draws one question at a time" in written.notes[0]


def test_the_rubric_is_not_shown_to_students(key: Key) -> None:
    written = quiz(key)
    assert b"Names it" not in unpacked(written.content)[NAME]
    assert any("the rubric for the reasons is not in the file" in note for note in written.notes)
