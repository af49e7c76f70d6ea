"""A cell with slips is read where it can only mean one thing, else refused; never misread."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgelab.desk.intake.literals import LiteralError, dictionary_in
from hedgelab.desk.intake.notebooks import TAG
from hedgelab.desk.intake.slips import answers_with_slips
from tests.desk.handing_in import cell, notebook, placed, read, refusal

REASON = "It says “so”, and acts"


def filled(reason: str = REASON, sure: str = "2") -> str:
    """Give the cell as it is handed out, filled in for two events."""
    return f"""{{
    "format": "hedgelab-answers/1",
    "assignment": "ports",
    "sheet": "sha256:{"0c" * 32}",
    "student": {{"id": "s1", "name": "Ana O'Brien"}},
    "answers": [
        # 2001: A port opens, "at last"
        {{
            "event": "port-2001",
            "position": "balancing",
            "confidence": {sure},
            "justification": "{reason}",
        }},
        # 2002: A treaty
        {{
            "event": "treaty-2002",
            "position": "economic-pragmatism",
            "confidence": None,
            "justification": "",
        }},
    ],
}}"""


SLIPS: dict[str, tuple[str, str]] = {
    "curly marks": ('"balancing"', "“balancing”"),
    "marks of two kinds": ('"balancing"', "„balancing'"),
    "no marks": ('"balancing"', "balancing"),
    "no marks, and a hyphen": ('"economic-pragmatism"', "economic-pragmatism"),
    "no first mark": ('"balancing"', 'balancing"'),
    "no last mark": ('"balancing"', '"balancing'),
    "no last comma": ('"balancing",', '"balancing"'),
    "no mark and no comma": ('"balancing",', "balancing"),
    "a name without marks": ('"position": "b', 'position: "b'),
    "a name in curly marks": ('"position": "b', '“position”: "b'),
    "a name with one mark": ('"position": "b', 'position": "b'),
    "a number in words": ('"confidence": 2', '"confidence": fairly sure'),
    "a broken word": ("economic-pragmatism", "economic-\n   pragmatism"),
    "a broken reason": ("and acts", "and\n    acts"),
    "a reason without marks": (f'"{REASON}"', REASON),
    "a reason in curly marks": (f'"{REASON}"', f"“{REASON}”"),
    "a reason in guillemets": (f'"{REASON}"', f"« {REASON} »"),
    "a reason with straight marks in it": ("“so”", '"so"'),
    "a reason without its last mark": (f'{REASON}",', f"{REASON}"),
    "nothing written": ('""', ""),
    "no first brace": ("{\n    ", ""),
    "no last brace": ("],\n}", "]"),
    "no brace between": ("        },\n        # 2002", "        # 2002"),
    "no bracket": ("    ],\n}", "}"),
    "no comma between answers": ("},\n        # 2002", "}\n        # 2002"),
    "no comma after a name": ('"s1", "name"', '"s1" "name"'),
}


@pytest.mark.parametrize(("right", "slip"), SLIPS.values(), ids=SLIPS)
def test_a_slip_that_means_one_thing_is_read_and_noted(right: str, slip: str) -> None:
    source = filled().replace(right, slip, 1)
    assert source != filled()
    handed = read(notebook(cell(source, TAG)), "s1.ipynb")
    assert placed(handed) == {"port-2001": "balancing", "treaty-2002": "economic-pragmatism"}
    first, second = handed.answers.answers
    assert (first.confidence, second.confidence) == (2, None)
    words = re.sub(r"[“”\"]", "", (first.justification or "").replace("\n", " "))
    assert (words, second.justification or "") == ("It says so, and acts", "")
    student = handed.answers.student
    assert student is not None
    assert (student.id, student.name) == ("s1", "Ana O'Brien")
    (note,) = handed.notes
    assert note.startswith("Cell 1, ")
    assert note.endswith("It was read all the same, for it can only mean that.")


@pytest.mark.parametrize(
    ("right", "slip", "told"),
    [
        ('"confidence": 2,', '"position": “denial”,', "line 11: position stands twice in one"),
        ('"balancing"', "balancing: I think", "line 10: position is not written clearly"),
        (f'"{REASON}"', "they are # 1 in this", "line 12: justification can be read in two ways"),
        (f'"{REASON}"', '"so", "or: so"x', "line 12: justification can be read in two ways"),
        (f'"{REASON}"', '"one",  # or "two"', "line 12: justification can be read in two ways"),
        ('"balancing"', "“left”", "position is 'left'"),
        ('"event": "port-2001",', "", "line 10: position stands before the event it is about"),
    ],
    ids=range(7),
)
def test_what_can_mean_two_things_is_told_in_words(right: str, slip: str, told: str) -> None:
    source = filled().replace(right, slip, 1).replace('"event": "treaty', "'event”: \"treaty")
    assert told in refusal(notebook(cell(source, TAG)), "s1.ipynb").reason


def test_a_cell_of_code_is_no_cell_of_answers() -> None:
    assert answers_with_slips("FORMAT = 'hedgelab-answers/1'\nprint('answers: 2)") is None
    code = "{'a': open('hedgelab-answers'), 'answers': [}"
    assert "holds no answers" in refusal(notebook(cell(code)), "s1.ipynb").reason


def strip_marks(text: str) -> str:
    return text.replace('"balancing"', "balancing", 1)


TOUCHES: list[Callable[[str], str]] = [
    strip_marks,
    lambda text: text.replace('"balancing",', '"balancing"', 1),
    lambda text: text.replace('"event": "treaty', '“event”: "treaty', 1),
    lambda text: text.replace('",\n        },\n        # 2002', "\n        },\n        # 2002", 1),
    lambda text: text.replace('"justification": "', '"justification": ', 1),
]
SIGNS = "\"'“”\u2018\u2019(){}[]#"
PIECES = [*f"ab .,:;\n{SIGNS}", "event", "position", "confidence", "\n# ", '", "']
REASONS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.mark.slow
@settings(max_examples=200)
@given(REASONS, st.sampled_from(TOUCHES))
def test_whatever_the_reason_it_is_read_as_it_stands_or_refused(
    reason: str, touch: Callable[[str], str]
) -> None:
    source = touch(filled(reason, "3"))
    try:
        dictionary_in(source)
    except LiteralError:
        pass
    else:
        return
    try:
        document: Any = answers_with_slips(source)
    except LiteralError:
        return
    first, second = document["answers"]
    assert (first["event"], first["position"], first["confidence"]) == ("port-2001", "balancing", 3)
    assert (second["event"], second["position"]) == ("treaty-2002", "economic-pragmatism")
    assert second["justification"] == ""
    signs = re.compile(rf"[\s,{re.escape(SIGNS)}]+")
    # Signs at the ends may be the cell's or the reason's; letters are the reason's.
    assert signs.sub("", first["justification"]) == signs.sub("", reason)
