"""The notebook shows the same sheet, and can be filled in without a board."""

import ast
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

from hedgelab.answers import Student, answers_from_dict
from hedgelab.data import load_rows
from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.handout import key_of
from hedgelab.desk.handout.copies import Copy
from hedgelab.desk.handout.notebook import sheet_notebook

EXERCISES = Path(__file__).parents[3] / "exercises"
NASTY = "O'Brien ''' \"\"\" \\n \\u0041 </script> {x} *b* `c`\nä"


@pytest.fixture
def copy() -> Copy:
    assignment = read_assignment(EXERCISES / "after-2018.yml")
    key = key_of(assignment)
    (digest,) = key.sheets
    return Copy(assignment, key.sheet(digest), Student("s1", "Ana Ö."), "after-2018-s1")


def cells_of(copy: Copy) -> dict[str, Any]:
    notebook = nbformat.reads(sheet_notebook(copy), as_version=4)
    nbformat.validate(notebook)
    return {cell["id"]: cell for cell in notebook.cells}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the cells run in a folder of their own, as a notebook's do."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_its_cells_make_the_board_with_the_sheet_and_the_student(copy: Copy, folder: Path) -> None:
    cells = cells_of(copy)
    space: dict[str, Any] = {}
    exec(cells["sheet"].source, space)
    assert space["SHEET"] == copy.sheet
    exec(cells["board"].source, space)
    board = space["board"]
    assert board.mode == "sheet"
    assert board.sheet == copy.sheet
    assert board.answers["student"] == {"id": "s1", "name": "Ana Ö."}
    assert board.rules["ask"] == {"confidence": True, "justification": True, "student": False}
    assert board.rules["justification_words"] == 100
    board.answers = {**board.answers, "answers": [{"event": "jf17-contract-2024"}]}
    assert [path.name for path in folder.iterdir()] == ["after-2018-s1.answers.json"]
    exec(cells["board"].source, space)
    assert space["board"].answers["answers"] == [{"event": "jf17-contract-2024"}]


@pytest.fixture
def without_hedgelab(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing of Hedging Lab be imported, as where it is not installed."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "hedgelab"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "hedgelab", None)


@pytest.mark.usefixtures("without_hedgelab")
def test_without_hedgelab_one_sentence_says_what_to_do(
    copy: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = cells_of(copy)
    space: dict[str, Any] = {}
    for name in ("sheet", "board"):
        exec(cells[name].source, space)
    told = capsys.readouterr().out.strip()
    assert told.count(".") == 1
    assert told.endswith(".")
    heading = cells["by-hand"].source.splitlines()[0].removeprefix("## ")
    assert f"fill in the cell under “{heading}” below" in told


def test_the_board_asks_for_the_sheet_first(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    exec(cells_of(copy)["board"].source, {})
    assert capsys.readouterr().out == "Run the cell above first, and then this one again.\n"


def test_the_text_is_the_whole_exercise(copy: Copy) -> None:
    text = cells_of(copy)["by-hand"].source.replace("\\", "")
    for event in copy.sheet["events"]:
        assert event["title"] in text
        assert event["summary"] in text
        assert event["date_text"] in text
    assert copy.sheet["instructions"] in text
    for row in load_rows("positions"):
        assert f"`{row['position']}`: **" in text
        assert row["definition"] in text


def test_it_says_above_the_cells_what_to_do_another_day(copy: Copy) -> None:
    names = list(cells_of(copy))
    assert names.index("opening") < names.index("sheet") < names.index("board")
    opening = cells_of(copy)["opening"].source
    assert "where it says *Error displaying widget*, run both cells again" in opening


def test_it_is_handed_out_without_outputs_and_sends_for_nothing(copy: Copy) -> None:
    text = sheet_notebook(copy)
    assert "http" not in text
    assert all(cell["outputs"] == [] for cell in cells_of(copy).values() if "outputs" in cell)


def test_the_cell_to_fill_in_is_an_answer_file_of_literals(copy: Copy) -> None:
    cell = cells_of(copy)["answers"]
    assert cell.metadata["tags"] == ["hedgelab-answers"]
    source = cell.source
    empty = answers_from_dict(ast.literal_eval(source))
    assert empty.student == Student("s1", "Ana Ö.")
    assert (empty.assignment, empty.sheet) == ("after-2018", copy.sheet["digest"])
    assert [answer.event for answer in empty.answers] == list(copy.assignment.events)
    assert not any(answer.position or answer.justification for answer in empty.answers)
    filled = source.replace('"position": None', '"position": "dominance-denial"', 1)
    first = answers_from_dict(ast.literal_eval(filled)).answers[0]
    assert (first.event, first.position) == ("sochi-statement-2018", "dominance-denial")


def test_only_what_is_asked_can_be_filled_in(copy: Copy) -> None:
    assignment = replace(copy.assignment, confidence=False, justification=False)
    cells = cells_of(replace(copy, assignment=assignment))
    assert "confidence" not in cells["answers"].source + cells["by-hand"].source
    assert "justification" not in cells["answers"].source
    assert "confidence=False" in cells["board"].source


def test_any_title_and_name_can_stand_in_it(copy: Copy) -> None:
    event = {**copy.sheet["events"][0], "title": NASTY, "summary": NASTY}
    sheet = {**copy.sheet, "title": NASTY, "events": [event]}
    cells = cells_of(replace(copy, sheet=sheet, student=Student(NASTY, NASTY)))
    space: dict[str, Any] = {}
    exec(cells["sheet"].source, space)
    assert space["SHEET"] == sheet
    exec(cells["board"].source, space)
    assert space["board"].answers["student"]["name"] == NASTY
    held = ast.literal_eval(cells["answers"].source)
    assert held["student"] == {"id": NASTY, "name": NASTY}
    heading = cells["opening"].source.splitlines()[0]
    assert "\\</script\\>" in heading
    assert "\\*b\\*" in heading


def test_a_copy_for_all_asks_who_answers(copy: Copy) -> None:
    cells = cells_of(replace(copy, student=None))
    assert "student=None" in cells["board"].source
    assert json.loads(json.dumps(ast.literal_eval(cells["answers"].source)))["student"] == {
        "id": "",
        "name": "",
    }
