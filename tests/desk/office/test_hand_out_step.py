"""Sheets go out from the page as they do by the command, and the key stays in the class."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hedgelab.cli import SUCCESS, main
from hedgelab.desk.model.key import read_key
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Cancelled, Given
from hedgelab.scoring import CreditRule
from tests.desk.office.asking import ask, refused

ROSTER = b"Student ID,Name,Section\ns1,Ada Lee,A\ns2,Bo Sample,B\n"
WORKSHEET = (
    b"Identifier,Full name,ID number,Email address,Status,Grade\n"
    b"Participant 71,Ada Lee,s1,ada@example.edu,No submission,\n"
    b"Participant 72,Bo Sample,s2,bo@example.edu,No submission,\n"
)


@pytest.fixture
def ready(office: Office) -> Office:
    """Give a class with a roster and an assignment whose sheets differ."""
    ask(office, "class.roster", Given("roster.csv", ROSTER))
    ask(office, "assignment.begin", exercise="deeds-1993-2000")
    return office


def own(office: Office) -> dict[str, Any]:
    state: dict[str, Any] = office.state()["handout"]
    return state


def members(file: Given) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_nothing_goes_out_before_the_assignment_is_in_order(office: Office) -> None:
    assert "no assignment yet" in own(office)["problem"]
    assert "no assignment yet" in refused(office, "handout.give", way="one")
    ask(office, "assignment.begin", exercise="deeds-1993-2000")
    assert {it["value"]: bool(it["closed"]) for it in own(office)["ways"]} == {
        "canvas": True, "moodle": True, "folders": True, "one": True, "nbgrader": True
    }  # fmt: skip
    assert "list of your students" in refused(office, "handout.give", way="folders")


def test_folders_hold_what_the_command_writes_and_the_key_is_the_same(
    ready: Office, tmp_path: Path
) -> None:
    (file,) = ask(ready, "handout.give", way="folders")["files"]
    exercise = Path(__file__).parents[3] / "exercises" / "deeds-1993-2000.yml"
    roster, out = tmp_path / "roster.csv", tmp_path / "out"
    roster.write_bytes(ROSTER)
    command = ["handout", str(exercise), "--roster", str(roster), "--out", str(out)]
    assert main([*command, "--zip", "folders"]) == SUCCESS
    assert file.name == "deeds-1993-2000-folders.zip"
    assert file.content == (out / "sheets-folders.zip").read_bytes()
    key = ready.folder / "handout" / "key.json"
    assert key.read_bytes() == (out / "key.json").read_bytes()
    # The sheets can be made again at any time; a class does not carry them.
    assert [it.name for it in (ready.folder / "handout").iterdir()] == ["key.json"]
    handed = own(ready)["handed"]
    assert (handed["way"], handed["students"], handed["sheets"]) == ("folders", 2, 2)
    assert own(ready)["next"] == ""


def test_sections_and_forms_are_chosen(ready: Office) -> None:
    (file,) = ask(ready, "handout.give", way="folders", sections=["B"], forms=["csv"])["files"]
    assert list(members(file)) == ["Bo Sample (s2)/deeds-1993-2000-s2.csv"]
    assert "at least one form" in refused(ready, "handout.give", way="folders", forms=[])
    assert "no section" in refused(ready, "handout.give", way="folders", sections=["C"])


def test_moodle_takes_its_numbers_from_the_roster_or_from_what_is_dropped(ready: Office) -> None:
    says = refused(ready, "handout.give", way="moodle", forms=["html"])
    assert says.startswith("Moodle takes files only under its own numbers")
    assert "--" not in says
    given = Given("worksheet.csv", WORKSHEET)
    (file,) = ask(ready, "handout.give", given, way="moodle", forms=["html"])["files"]
    names = list(members(file))
    assert [name.split("/")[0] for name in names] == [
        "Ada Lee_71_assignfeedback_file", "Bo Sample_72_assignfeedback_file"
    ]  # fmt: skip
    assert "wrong.csv" in refused(
        ready, "handout.give", Given("wrong.csv", b"Student ID,Name\nx9,No One\n"), way="moodle"
    )
    ask(ready, "class.roster", given)
    answer = ask(ready, "handout.give", way="moodle", forms=["html"])
    assert members(answer["files"][0]) == members(file)
    assert any("View all submissions" in it for it in answer["said"])


def test_one_sheet_for_all_needs_no_roster(office: Office) -> None:
    ask(office, "assignment.begin", exercise="deeds-2000-2008")
    (page,) = ask(office, "handout.give", way="one", forms=["html"])["files"]
    assert page.name == "deeds-2000-2008.html"
    (packed,) = ask(office, "handout.give", way="one")["files"]
    assert sorted(members(packed)) == [
        f"deeds-2000-2008{it}" for it in ("-print.html", ".csv", ".html", ".ipynb")
    ]


def test_the_source_for_nbgrader_is_what_the_command_writes(office: Office, tmp_path: Path) -> None:
    ask(office, "assignment.begin", exercise="deeds-2000-2008")
    (file,) = ask(office, "handout.give", way="nbgrader")["files"]
    exercise = Path(__file__).parents[3] / "exercises" / "deeds-2000-2008.yml"
    command = ["handout", str(exercise), "--out", str(tmp_path / "out")]
    assert main([*command, "--nbgrader", str(tmp_path / "course")]) == SUCCESS
    (source,) = (tmp_path / "course").rglob("*.ipynb")
    assert (file.name, file.content) == (source.name, source.read_bytes())


def test_handing_out_again_warns_where_sheets_would_be_forgotten(ready: Office) -> None:
    ask(ready, "handout.give", way="folders", forms=["csv"])
    before = (ready.folder / "handout" / "key.json").read_bytes()
    ask(ready, "assignment.keep", values={"draw.seed": 7})
    assert (own(ready)["changed"], own(ready)["next"][:18]) == ("sheets", "The sheets have ch")
    says = refused(ready, "handout.give", way="folders", forms=["csv"])
    assert "could not be graded" in says
    assert (ready.folder / "handout" / "key.json").read_bytes() == before
    ask(ready, "handout.give", way="folders", forms=["csv"], replace=True)
    assert own(ready)["changed"] == ""
    assert (ready.folder / "handout" / "key.json").read_bytes() != before


def test_other_rules_go_into_the_key_and_students_need_nothing_new(ready: Office) -> None:
    ask(ready, "handout.give", way="folders", forms=["csv"])
    ask(ready, "assignment.keep", values={"credit": "exact"})
    assert own(ready)["changed"] == "rules"
    assert ask(ready, "handout.key")["said"] == [
        "The key has the new rules. Students need nothing new."
    ]
    assert own(ready)["changed"] == ""
    assert read_key(ready.folder / "handout" / "key.json").rule is CreditRule.EXACT
    ask(ready, "assignment.keep", values={"draw.seed": 7})
    assert "hand out again" in refused(ready, "handout.key")


def test_who_joins_later_gets_a_sheet_and_nobody_else_another(ready: Office) -> None:
    ask(ready, "handout.give", way="folders", forms=["csv"])
    ask(ready, "class.roster", Given("roster.csv", ROSTER + b"s3,Cem Ak,A\n"))
    assert (own(ready)["joined"], own(ready)["changed"]) == (1, "")
    assert own(ready)["next"] == "1 student joined and has no sheet yet."
    (file,) = ask(ready, "handout.give", way="folders", forms=["csv"], only_new=True)["files"]
    assert list(members(file)) == ["Cem Ak (s3)/deeds-1993-2000-s3.csv"]
    assert own(ready)["joined"] == 0


def test_packing_can_be_stopped_and_leaves_the_class_as_it_was(ready: Office) -> None:
    def stop(done: int, of: int, what: str) -> None:
        assert (of, what) == (2, "sheets")
        if done == 1:
            raise Cancelled

    answer = ready.answer({"do": "handout.give", "way": "folders"}, watch=stop)
    assert answer["error"]["cancelled"]
    assert own(ready)["handed"] is None
    assert not (ready.folder / "handout").exists()


@pytest.mark.parametrize(
    ("name", "file"), [("moodle-xml", "quiz.xml"), ("qti12", "quiz.zip"), ("qti21", "quiz.zip")]
)
def test_a_quiz_is_what_the_command_writes(
    ready: Office, tmp_path: Path, name: str, file: str
) -> None:
    answer = ask(ready, "handout.quiz", format=name)
    (quiz,) = answer["files"]
    assert quiz.name == f"deeds-1993-2000-{file}"
    exercise = Path(__file__).parents[3] / "exercises" / "deeds-1993-2000.yml"
    assert main(["quiz", name, str(exercise), "--out", str(tmp_path / file)]) == SUCCESS
    assert quiz.content == (tmp_path / file).read_bytes()
    assert "holds the key" in answer["said"][1]


def test_which_file_types_to_allow_is_told_for_each_platform(ready: Office) -> None:
    told = {it["name"]: it["says"] for it in own(ready)["file_types"]}
    assert set(told) == {"Canvas", "Moodle", "Blackboard", "Brightspace", "Gradescope"}
    assert "json,ipynb,csv,html" in told["Canvas"]
