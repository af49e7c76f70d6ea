"""Cells that students filled in are read as text: what can be meant is taken, the rest is told."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.desk.intake.nbgrader_cells import answers_in_cells
from hedgelab.desk.intake.notebooks import answers_in_notebook
from hedgelab.desk.intake.unreadable import UnreadableError
from tests.desk.classroom import SHEET

Json = dict[str, Any]


def place(source: str, event: str = "port-2001") -> Json:
    return {"cell_type": "code", "metadata": {"hedgelab": {"event": event}}, "source": source}


def reason(source: str, event: str = "port-2001") -> Json:
    role = {"nbgrader": {"grade_id": f"why-{event}", "grade": True, "solution": True}}
    return {"cell_type": "markdown", "metadata": role, "source": [source]}


def notebook(*cells: Json) -> Json:
    own = {"hedgelab": {"assignment": "ports", "sheet": SHEET}}
    return {"cells": list(cells), "metadata": own, "nbformat": 4}


def read(*cells: Json) -> tuple[list[tuple[str | None, int | None, str]], tuple[str, ...]]:
    found = answers_in_notebook(notebook(*cells), "ports")
    answers = found.answers
    assert (answers.assignment, answers.sheet, found.kind) == ("ports", SHEET, "ipynb")
    told = [(it.position, it.confidence, it.justification) for it in answers.answers]
    return told, found.doubts


def test_a_place_a_confidence_and_a_reason_are_read() -> None:
    cells = place('position_1 = "balancing"  # one of the seven\nconfidence_1 = 3  # sure')
    told, doubts = read(cells, reason("It joins,\n\nand pays."))
    assert told == [("balancing", 3, "It joins,\n\nand pays.")]
    assert doubts == ()


@pytest.mark.parametrize(
    "written",
    [
        "'Dominance denial'",
        "“dominance-denial”",
        "dominance-denial",
        "3",
        '"3. Dominance denial" # "sure"',
        '  "dominance-denial"',
    ],
)
def test_slips_that_can_only_mean_one_place_are_read(written: str) -> None:
    assert read(place(f"position_1 = {written}"))[0] == [("dominance-denial", None, "")]


def test_what_nbgrader_released_is_no_answer() -> None:
    untouched = place('position_1 = ""  # one of the seven ids\nconfidence_1 = None  # how sure')
    assert read(untouched, reason("YOUR ANSWER HERE")) == ([(None, None, "")], ())
    assert read(untouched, reason("YOUR ANSWER HERE\n\nIt pays."))[0] == [(None, None, "It pays.")]


def test_what_cannot_be_meant_is_told_and_loses_nothing_else() -> None:
    told, doubts = read(place("position_1 = 'appeasement'"), place("position_2 = 1", "visit-2003"))
    assert told == [(None, None, ""), ("balancing", None, "")]
    assert doubts == ("The position for port-2001 is \"'appeasement'\": look what is meant.",)


def test_what_is_given_twice_is_told() -> None:
    told, doubts = read(
        place("position_1 = 1\nposition_1 = 2"), reason("One."), reason("Another."), reason("")
    )
    assert told == [("indirect-balancing", None, "Another.")]
    assert len(doubts) == 2
    assert "given twice" in doubts[0]


def test_code_in_a_cell_is_read_past_and_never_run() -> None:
    source = 'import os\nos.abort()\nposition_1 = "balancing"\nposition_1_old = open("x")'
    told, doubts = read(place(source))
    assert told == [("balancing", None, "")]
    assert "open" in doubts[0]


def test_a_notebook_of_another_course_s_is_none_of_ours() -> None:
    other = {"cells": [reason("Mine.", "question-1")], "metadata": {}, "nbformat": 4}
    assert answers_in_cells(other, "ports") is None
    with pytest.raises(UnreadableError):
        answers_in_notebook(other, "ports")


def test_without_what_the_notebook_says_of_itself_its_cells_are_read() -> None:
    bare = {**notebook(place("position_1 = 1")), "metadata": {}}
    found = answers_in_notebook(bare, "ports")
    assert (found.answers.assignment, found.answers.sheet) == ("ports", None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(JSON, JSON, st.text() | st.lists(st.text() | st.none()) | JSON, JSON)
def test_whatever_a_notebook_holds_the_answer_is_answers_or_why_not(
    own: object, member: object, source: object, event: object
) -> None:
    cells = [
        {"metadata": {"hedgelab": {"event": event}}, "source": source},
        {"metadata": {"hedgelab": member, "nbgrader": {"grade_id": "why-x"}}, "source": source},
        member,
    ]
    why = ""
    try:
        answers_in_notebook({"cells": cells, "metadata": {"hedgelab": own}}, "ports")
    except UnreadableError as error:
        why = error.reason
    assert why[-1:] in ("", ".")
