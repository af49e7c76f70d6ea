"""Answers are found wherever in a notebook they stand, and choices between them are told."""

import json

import pytest

from hedgelab.boards import ANSWERS_MIME
from hedgelab.desk.intake.notebooks import MIME, TAG
from hedgelab.desk.model.statuses import Status
from tests.desk import handing_in
from tests.desk.handing_in import board, cell, document, notebook, placed, read, refusal

OTHERS = {"port-2001": "bandwagoning"}


def by_hand(**other: object) -> str:
    """Give the source of a cell that a student filled in: Python, with comments."""
    text = repr(document(**other))  # type: ignore[arg-type]
    return "# Fill this in.\n" + text.replace("{'event'", "# an event\n{'event'")


def test_the_boards_output_is_found() -> None:
    handed = read(notebook(cell("x = 1"), board(document())), "s1.ipynb")
    assert placed(handed)["port-2001"] == "balancing"
    assert handed.kind == "ipynb"
    assert handed.notes == ()


def test_reader_and_board_mean_the_same_type() -> None:
    assert MIME == ANSWERS_MIME == handing_in.MIME


@pytest.mark.parametrize("tags", [(TAG,), ()], ids=["tagged", "stripped"])
def test_a_cell_filled_by_hand_is_found_even_without_its_tag(tags: tuple[str, ...]) -> None:
    handed = read(notebook(cell("x = 1"), cell(by_hand(), *tags)), "s1.ipynb")
    assert placed(handed)["treaty-2002"] == "economic-pragmatism"


def test_places_in_a_cell_may_be_numbers_and_names_as_the_list_above_it_tells_them() -> None:
    filled = document(places=dict.fromkeys(["port-2001", "treaty-2002", "visit-2003"]))
    written = [(4, "fairly sure"), ("5. Binding engagement", 2), ("", "")]
    for answer, (place, sure) in zip(filled["answers"], written, strict=True):
        answer.update(position=place, confidence=sure)
    handed = read(notebook(cell(repr(filled), TAG)), "s1.ipynb")
    assert [(one.position, one.confidence) for one in handed.answers.answers] == [
        ("economic-pragmatism", 2),
        ("binding-engagement", 2),
        (None, None),
    ]


def test_a_place_in_a_cell_that_is_none_of_the_seven_is_told() -> None:
    filled = document(places={"port-2001": "balancing"})
    filled["answers"][0]["position"] = 8
    assert "position is 8" in refusal(notebook(cell(repr(filled), TAG)), "s1.ipynb").reason


def test_the_cell_counts_where_the_board_was_not_used() -> None:
    empty = board(document(places={}))
    handed = read(notebook(empty, cell(by_hand(), TAG)), "s1.ipynb")
    assert len(handed.answers.answers) == 4


def test_the_template_of_the_cell_is_no_second_answer() -> None:
    untouched = document(saved=None)
    for answer in untouched["answers"]:
        answer.update(position=None, justification="")
    handed = read(notebook(board(document()), cell(repr(untouched), TAG)), "s1.ipynb")
    assert placed(handed)["port-2001"] == "balancing"
    assert handed.notes == ()


def test_a_copied_cell_is_read_once_and_noted() -> None:
    handed = read(notebook(board(document()), board(document())), "s1.ipynb")
    assert handed.notes == (
        "The same answers stand in the output of cell 2 and the output of cell 1: read once.",
    )


def test_of_different_answers_the_latest_count() -> None:
    late = document(places=OTHERS, saved="2027-03-15T12:00:01Z")
    for cells in ([board(late), board(document())], [board(document()), board(late)]):
        handed = read(notebook(*cells), "s1.ipynb")
        assert placed(handed) == OTHERS
        assert "are the latest" in handed.notes[0]


def test_a_time_with_another_offset_is_compared_as_a_time() -> None:
    early = document(places=OTHERS, saved="2027-03-15T13:30:00+02:00")
    handed = read(notebook(board(document()), board(early)), "s1.ipynb")
    assert placed(handed)["port-2001"] == "balancing"


def test_without_times_the_board_counts_before_the_cell_and_it_is_noted() -> None:
    in_board = board(document(saved=None))
    filled = cell(repr(document(places=OTHERS, saved=None)), TAG)
    handed = read(notebook(in_board, filled), "s1.ipynb")
    assert placed(handed)["port-2001"] == "balancing"
    assert "Other answers stand in cell 2" in handed.notes[0]


def test_two_students_in_one_notebook_are_two_names() -> None:
    error = refusal(notebook(board(document("s1")), board(document("s2"))), "s1.ipynb")
    assert error.status is Status.TWO_NAMES
    assert "s1 in the output of cell 1 and s2 in the output of cell 2" in error.reason


def test_the_answers_of_the_assignment_are_preferred() -> None:
    practice = document(assignment="other", places=OTHERS, saved="2027-03-15T13:00:00Z")
    handed = read(notebook(board(document()), board(practice)), "s1.ipynb", "ports")
    assert handed.answers.assignment == "ports"
    assert read(notebook(board(practice)), "s1.ipynb", "ports").answers.assignment == "other"


def test_a_damaged_copy_costs_the_good_one_nothing() -> None:
    damaged = board(document(saved="yesterday"))
    handed = read(notebook(damaged, board(document())), "s1.ipynb")
    assert placed(handed)["port-2001"] == "balancing"
    assert "The output of cell 1: saved is 'yesterday'" in handed.notes[0]


def test_a_slip_in_the_cell_is_told_with_its_line() -> None:
    source = by_hand().replace("'balancing'", "'balancing', 'position': bandwagoning", 1)
    error = refusal(notebook(cell(source, TAG)), "s1.ipynb")
    assert "Cell 1, line 3: position stands twice in one answer" in error.reason


def test_code_that_mentions_the_format_is_no_cell_of_answers() -> None:
    code = 'FORMAT = "hedgelab-answers/1"\nboard.save({"format": FORMAT})'
    handed = read(notebook(cell(code), board(document())), "s1.ipynb")
    assert handed.notes == ()


def test_a_member_that_stands_twice_matters_in_the_answers_only() -> None:
    text = notebook(board(document())).decode()
    elsewhere = text.replace('"nbformat": 4', '"nbformat": 4, "nbformat": 4, "x": NaN')
    assert placed(read(elsewhere, "s1.ipynb"))["port-2001"] == "balancing"
    twice = '"event": "port-2001", "event": "treaty-2002"'
    error = refusal(text.replace('"event": "port-2001"', twice), "s1.ipynb")
    assert "the member 'event' stands twice" in error.reason


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (notebook(), "The notebook holds no answers: its outputs were cleared"),
        (notebook(cell("1 + 1")), "The notebook holds no answers"),
        (b'{"cells": {}, "nbformat": 4}', "The notebook has no cells"),
        (b'{"nbformat": 4}', "The notebook has no cells"),
        (json.dumps({"cells": [1, {"outputs": 5}, {"outputs": [7, {"data": 3}]}]}), "holds no"),
        (json.dumps({"cells": [{"source": [1, 2]}, {"source": 5, "metadata": 3}]}), "holds no"),
        (notebook(board([])), "The output of cell 1: is []: write an object"),
        (notebook(board("text")), "The output of cell 1: is 'text': write an object"),
    ],
    ids=range(8),
)  # fmt: skip
def test_a_notebook_without_answers_is_told_what_to_do(content: bytes | str, told: str) -> None:
    error = refusal(content, "s1.ipynb")
    assert error.status is Status.UNREADABLE
    assert told in error.reason
