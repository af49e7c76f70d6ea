"""The made-up course in the desk brings what the command's brings, and each step can take it."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from hedgelab.desk.demo_class.course import write_demo_course
from hedgelab.desk.grading.allotting import allot
from hedgelab.desk.grading.run import grade
from hedgelab.desk.handout import KEY_NAME, write_handout
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.office.assignment_files import needed_path, read_here
from hedgelab.desk.office.class_roster import class_roster
from hedgelab.desk.office.office import Office

pytestmark = pytest.mark.usefixtures("without_figures")


def test_a_click_fills_an_empty_desk_and_undo_empties_it(tmp_path: Path) -> None:
    course = tmp_path / "course"
    write_demo_course(course)
    with Office(tmp_path / "class") as office:
        assert office.state()["play"] == {}
        done = office.answer({"do": "play-demo"})
        assert done["state"]["name"] == "A made-up course"
        assert done["state"]["class"]["roster"]["students"] == 79
        assert "sections" in done["said"][0]
        told = office.answer({"do": "play-demo"})
        assert "has work in it" in told["error"]["says"]
        for it in done["state"]["play"]["material"]:
            if it["path"]:
                (file,) = office.answer({"do": "play.file", "path": it["path"]})["files"]
                assert file.content == (course / it["path"]).read_bytes()
                assert file.name == it["name"]
        told = office.answer({"do": "play.file", "path": "../roster.csv"})
        assert "no file '../roster.csv'" in told["error"]["says"]
        office.answer({"do": "undo"})
        assert office.state()["class"]["roster"] is None


def test_its_assistants_marks_and_another_key_can_be_tried(tmp_path: Path) -> None:
    folder = tmp_path / "class"
    with Office(folder) as office:
        office.answer({"do": "play-demo"})
        path, roster = needed_path(folder), class_roster(folder)
        key = write_handout(read_here(path), folder / "handout", roster, forms=("csv",)).key
        zips = office.answer({"do": "play.file", "path": "submissions/moodle.zip"})["files"]
        (tmp_path / "moodle.zip").write_bytes(zips[0].content)
        grade(key, [tmp_path / "moodle.zip"], folder / "graded", roster=roster)
        with Ledger(folder / "graded" / NAME) as ledger:
            allot(ledger, ["Ada", "Bo"], share=Fraction(1, 10))
        state = office.answer({"do": "state"})["state"]
        steps = {it["name"]: it["step"] for it in state["play"]["material"]}
        assert (steps["marks"], steps["third-look.csv"]) == ("mark", "mark-table")
        files = office.answer({"do": "play.file", "path": "marks/"})["files"]
        assert {json.loads(it.content)["marker"] for it in files} == {"Ada", "Bo"}

        assert state["return"]["key_changed"] is False
        text = path.read_text(encoding="utf-8")
        before = (folder / "graded" / "grades.csv").read_bytes()
        one = "event: lukoil-share-1994, position: limited-bandwagoning, credit: 1"
        changed = f"overrides:\n  - {{{one}, reason: The class argued so.}}\n"
        path.write_text(text + changed, encoding="utf-8")
    with Office(folder) as office:  # which keeps first what was changed outside
        state = office.answer({"do": "state"})["state"]
        assert state["return"]["key_changed"] is True
        assert "see who would move" in state["return"]["next"]
        seen = office.answer({"do": "return.preview-regrade"})
        assert (folder / "graded" / "grades.csv").read_bytes() == before
        moves = seen["shown"]["moves"]
        assert moves
        assert all("an override changed" in " ".join(it["why"]) for it in moves)
        done = office.answer({"do": "return.regrade"})
        assert done["state"]["return"]["key_changed"] is False
        assert done["shown"]["moves"] == moves
        assert (folder / "graded" / "grades.csv").read_bytes() != before
        assert "The class argued so." in (folder / "handout" / KEY_NAME).read_text("utf-8")
        office.answer({"do": "undo"})
        assert (folder / "graded" / "grades.csv").read_bytes() == before
