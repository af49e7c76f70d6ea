"""Grading from the page: the same grades as by the command, everybody accounted for."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hedgelab.cli import ATTENTION, main
from hedgelab.desk.model.key import write_key
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Cancelled
from hedgelab.scoring import CreditRule
from tests.desk.classroom import (
    MARKED,
    PLACES,
    answer_file,
    everything,
    points,
    record,
    rows,
    statuses,
)
from tests.desk.handing_in import packed
from tests.desk.office.graded_class import FILES, asked, drop, held_back, open_class

pytestmark = pytest.mark.usefixtures("without_figures")

OTHER = {**PLACES, "port-2001": "bandwagoning"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_class(tmp_path / "class") as office:
        yield office


def folder(office: Office) -> Path:
    return office.folder / "graded"


def test_what_is_dropped_is_graded_as_the_command_grades_it(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = drop(office, FILES)
    for name, held in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(held.encode() if isinstance(held, str) else held)
    shutil.copytree(office.folder / "handout", tmp_path / "handout")
    monkeypatch.chdir(tmp_path)
    roster = str(office.folder / "roster" / "roster.csv")
    typed = ["grade", "handout/key.json", "week", "--roster", roster, "--out", "graded", "--quiet"]
    assert main(typed) == ATTENTION
    assert record(folder(office)) == record(tmp_path / "graded")
    ours, theirs = everything(folder(office)), everything(tmp_path / "graded")
    del ours["gradebook.sqlite"], theirs["gradebook.sqlite"]
    assert ours == theirs
    assert answer["said"] == [
        "1 of 4 students has a grade.",
        "1 of the grades is provisional until the justifications are marked.",
        "4 new files; 3 files need you.",
    ]


def test_everybody_and_every_file_is_accounted_for(office: Office) -> None:
    state = drop(office, FILES)["state"]["grade"]
    assert state["sections"] == ["A", "B", ""]
    students, files = state["students"], state["files"]
    assert {row["status"]: row["sections"] for row in students["rows"]} == {
        "graded": [1, 0, 0],
        "two-names": [0, 1, 0],
        "missing": [0, 1, 1],
    }
    assert (students["of"], sum(row["count"] for row in students["rows"])) == (4, 4)
    assert (files["of"], sum(row["count"] for row in files["rows"])) == (4, 4)
    assert state["look"]["of"] == 3
    assert state["next"] == "3 files need you."
    assert office.state()["next"] == {"step": "grade", "says": "3 files need you."}


@pytest.mark.parametrize(
    ("asking", "found"),
    [
        ({"what": "students", "status": "missing"}, ["s3", "s4"]),
        ({"what": "students", "section": "B"}, ["s2", "s3"]),
        ({"what": "students", "section": ""}, ["s4"]),
        ({"what": "students", "search": "cigdem"}, ["s3"]),
        ({"what": "students", "from": 1, "limit": 2}, ["s2", "s3"]),
        ({"what": "look"}, ["s2", "", ""]),
        ({"what": "files", "search": "S1.json"}, ["s1"]),
    ],
)
def test_behind_each_number_is_a_list(
    office: Office, asking: dict[str, Any], found: list[str]
) -> None:
    drop(office, FILES)
    shown = asked(office, "grade.list", **asking)["shown"]
    assert [row["student"] for row in shown["rows"]] == found


def test_what_a_held_back_file_says_is_shown_as_text(office: Office) -> None:
    state = drop(office, FILES)["state"]
    shown = asked(
        office, "grade.look", file=held_back(state)["okoroben_702_9001_ports.json"]["file"]
    )
    signs = [
        (it["source"], it["kind"], it["says"], [who["id"] for who in it["students"]])
        for it in shown["shown"]["signs"]
    ]
    assert signs == [
        ("Canvas", "id", "702", ["s2"]),
        ("the file", "id", "s3", ["s3"]),
        ("Canvas", "name", "okoroben", ["s2"]),
        ("the file", "name", "Ben Okoro", ["s2"]),
        ("its name", "path", "okoroben_702_9001_ports.json", []),
    ]
    assert [it["id"] for it in shown["shown"]["candidates"]] == ["s2", "s3"]
    assert [it["place"] for it in shown["shown"]["answers"]] == [
        "1 Balancing (pure form)",
        "4 Economic pragmatism",
        "7 Bandwagoning (pure form)",
        "3 Dominance denial",
    ]


SETTLED = [
    ("okoroben_702_9001_ports.json", "this file counts", "s2", {"s2": "8"}, "graded"),
    ("okoroben_702_9001_ports.json", "this file is theirs", "s3", {"s3": "8"}, "graded"),
    ("s9.json", "this file counts", "s4", {"s4": "8"}, "graded"),
    ("picture.json", "this file is left out", "", {}, "ignored"),
]


@pytest.mark.parametrize(("name", "what", "student", "earned", "status"), SETTLED)
def test_a_file_is_settled_by_a_decision_and_that_is_undone(
    office: Office, name: str, what: str, student: str, earned: dict[str, str], status: str
) -> None:
    state = drop(office, FILES)["state"]
    before = everything(folder(office))
    file = held_back(state)[name]["file"]
    about: dict[str, Any] = {
        "student": student,
        "what": what,
        "reason": "asked in class",
        "who": "A. Lecturer",
    }
    answer = asked(office, "grade.settle", file=file, **about)
    assert answer["state"]["grade"]["look"]["of"] == 2
    assert points(folder(office)) == {"s1": "8", "s2": "", "s3": "", "s4": "", **earned}
    assert statuses(folder(office))[Path(name).stem] == status
    (row,) = rows(folder(office) / "decisions.csv")
    assert (row["what"], row["value"], row["reason"]) == (what, f"week/{name}", "asked in class")
    assert answer["state"]["grade"]["who"] == "A. Lecturer"
    (decided,) = answer["state"]["grade"]["decided"]
    asked(office, "undo")
    assert everything(folder(office)) == before
    asked(office, "redo")
    back = asked(office, "undecide", row=decided["row"])
    assert back["state"]["grade"]["look"]["of"] == 3
    assert points(folder(office)) == {"s1": "8", "s2": "", "s3": "", "s4": ""}


@pytest.mark.parametrize(
    ("asking", "says"),
    [
        ({"what": "this file counts", "student": "s2", "reason": " "}, "Give a reason"),
        ({"what": "this file counts", "student": "s7", "reason": "x"}, "Nobody on the roster"),
        ({"what": "excused", "student": "s2", "reason": "x"}, "in the step Class"),
        ({"what": "this file counts", "student": "s2", "reason": "x", "file": 99}, "no such file"),
    ],
)
def test_what_cannot_be_decided_is_told(office: Office, asking: dict[str, Any], says: str) -> None:
    state = drop(office, FILES)["state"]
    file = held_back(state)["s9.json"]["file"]
    answer = office.answer({"do": "grade.settle", "file": file, **asking})
    assert says in answer["error"]["says"]
    assert answer["state"]["grade"]["decided"] == []


def test_of_two_files_the_one_that_was_chosen_counts(office: Office) -> None:
    """Where nothing tells which came last, a person says it."""
    first, second = (answer_file("s1", it, saved=None) for it in (PLACES, OTHER))
    state = drop(office, {"s1 a.json": first, "s1 b.json": second})["state"]
    ((name, row),) = held_back(state).items()
    assert row["status"] == "superseded"
    look = asked(office, "grade.look", file=row["file"])["shown"]
    ((other,),) = [[it["path"] for it in look["others"] if it["counts"]]]
    was = points(folder(office))["s1"]
    about: dict[str, Any] = {"student": "s1", "what": "this file counts", "reason": "said so"}
    answer = asked(office, "grade.settle", file=row["file"], **about)
    assert answer["state"]["grade"]["look"]["of"] == 0
    assert {points(folder(office))["s1"], was} == {"8", "6"}
    assert statuses(folder(office))[Path(other).stem] == "superseded"
    assert statuses(folder(office))[Path(name).stem] == "graded"


def test_a_later_drop_comes_on_top_and_makes_nothing_missing(office: Office) -> None:
    drop(office, FILES)
    before = (folder(office) / "intake.csv").read_text(encoding="utf-8")
    again = drop(office, {"s4.json": answer_file("s4")})
    assert again["state"]["grade"]["handed_in"] == ["s4.json", "week"]
    assert again["state"]["grade"]["look"]["of"] == 3
    after = (folder(office) / "intake.csv").read_text(encoding="utf-8")
    kept = [line for line in before.splitlines() if ",missing," not in line]
    assert set(kept) <= set(after.splitlines())
    # The same once more changes nothing but that.
    assert drop(office, FILES)["said"][-1] == "0 new files; 3 files need you."
    assert (folder(office) / "intake.csv").read_text(encoding="utf-8") == after


def test_a_newer_download_takes_the_place_of_the_older_and_another_stands_beside_it(
    office: Office, tmp_path: Path
) -> None:
    def zipped(**files: str) -> bytes:
        held = {f"{name}.json": text for name, text in files.items()}
        return packed(tmp_path / "made.zip", held).read_bytes()

    drop(office, {"submissions.zip": zipped(s1=answer_file("s1"))})
    newer = zipped(s1=answer_file("s1"), s2=answer_file("s2"))
    state = drop(office, {"submissions.zip": newer})["state"]["grade"]
    assert state["handed_in"] == ["submissions.zip"]
    other = zipped(s3=answer_file("s3"))
    state = drop(office, {"submissions.zip": other, "s4.json": answer_file("s4", OTHER)})["state"]
    state = drop(office, {"s4.json": answer_file("s4")})["state"]["grade"]
    assert state["handed_in"] == [
        *("s4 (2).json", "s4.json", "submissions (2).zip", "submissions.zip")
    ]
    assert state["with_grade"] == 4


def test_a_list_that_comes_later_tells_of_what_came_before(office: Office, tmp_path: Path) -> None:
    """Canvas has no list, and Moodle's is dropped when the lecturer finds it."""
    names = {"Ana Lee_91_assignsubmission_file/ports.json": answer_file("s1", saved=None)}
    drop(office, {"ports.zip": packed(tmp_path / "m.zip", names).read_bytes()})
    assert rows(folder(office) / "intake.csv")[0]["clock"] == ""
    worksheet = (
        "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
        "Last modified (submission),Last modified (grade),Feedback comments\n"
        "Participant 91,Ana Lee,s1@example.edu,Submitted for grading,,8.00,Yes,"
        '"Sunday, 14 March 2027, 1:00 PM",-,\n'
    )
    drop(office, {"Grades-Ports.csv": worksheet})
    line = next(it for it in rows(folder(office) / "intake.csv") if it["student"] == "s1")
    assert (line["clock"], line["received"][:16]) == ("platform", "2027-03-14T13:00")


def test_what_is_stopped_or_wrong_leaves_nothing_behind(office: Office) -> None:
    drop(office, {"s1.json": answer_file("s1")})
    before = everything(office.folder / "graded") | everything(office.folder / "handed-in")
    told: list[tuple[int, int, str]] = []

    def stop(done: int, of: int, what: str) -> None:
        told.append((done, of, what))
        if what == "pages written":
            raise Cancelled

    assert drop(office, FILES, stop)["error"]["cancelled"]
    assert told[0][2] == "files read"
    assert everything(office.folder / "graded") | everything(office.folder / "handed-in") == before
    assert "No file came" in drop(office, {})["error"]["says"]


@pytest.mark.parametrize("name", ["../../out.json", "/etc/s1.json", "a/../../s1.json", "\ud800s1"])
def test_no_name_leads_out_of_the_class(office: Office, name: str, tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if "class" not in path.parts}
    assert "error" not in drop(office, {name: answer_file("s1")})
    assert {path for path in tmp_path.rglob("*") if "class" not in path.parts} == before
    assert points(folder(office))["s1"] == "8"


def test_another_key_is_told_in_the_words_of_the_page(office: Office) -> None:
    drop(office, FILES)
    other = replace(MARKED, rule=CreditRule.EXACT)
    (office.folder / "handout" / "key.json").write_text(write_key(other), encoding="utf-8")
    says = drop(office, {"s4.json": answer_file("s4")})["error"]["says"]
    assert "in the step Return" in says
    assert "hedgelab" not in says


def test_the_tables_are_those_beside_the_gradebook(office: Office) -> None:
    drop(office, FILES)
    whole = asked(office, "grade.tables")["files"]
    assert {it.name: it.content for it in whole} == {
        name: (folder(office) / name).read_bytes() for name in ("grades.csv", "intake.csv")
    }
    grades = asked(office, "grade.tables", sections=["A"])["files"][0].content.decode()
    assert "s1" in grades
    assert "s2" not in grades


def test_before_the_sheets_are_out_nothing_is_graded(tmp_path: Path) -> None:
    with Office(tmp_path / "class") as office:
        assert "Write the sheets first" in drop(office, FILES)["error"]["says"]
        assert office.state()["grade"]["handed_in"] == []
