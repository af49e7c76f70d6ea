"""Grades and feedback go back from the page as they do by the command."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hedgelab.cli import ATTENTION, SUCCESS, main
from hedgelab.desk.grading.run import grade
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Given
from tests.desk.classroom import CLASS, KEY, answer_file, everything, hand_in

pytestmark = pytest.mark.usefixtures("without_figures")

Said = pytest.CaptureFixture[str]

GRADEBOOK = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Ports (7)\n"
    "    Points Possible,,,,,8\n"
    '"Lee, Ana",701,s1,s1@example.edu,A,\n'
    '"Okoro, Ben",702,s2,s2@example.edu,A,5\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a class of three that is graded: one handed in on Canvas, one by mail."""
    files = hand_in(
        tmp_path / "in", **{"leeana_701_9001_ports": answer_file("s1"), "s2": answer_file("s2")}
    )
    grade(KEY, [files], tmp_path / "class" / "graded", roster=CLASS)
    return tmp_path / "class"


def ask(folder: Path, given: tuple[Given, ...] = (), **asked: Any) -> dict[str, Any]:
    """Ask the office of a class."""
    with Office(folder) as office:
        return office.answer(asked, given)


def members(zipped: bytes) -> dict[str, bytes]:
    """Give what a zip holds."""
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_gradebook_is_filled_as_by_the_command_and_its_cells_are_seen_before(
    folder: Path, tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "canvas.csv").write_text(GRADEBOOK, encoding="utf-8")
    into, out = str(tmp_path / "canvas.csv"), tmp_path / "up.csv"
    typed = ["export", "canvas", str(folder / "graded"), "--into", into, "--out", str(out)]
    assert main(typed) == ATTENTION
    said = capsys.readouterr().out
    given = (Given("term/canvas.csv", GRADEBOOK.encode()),)
    dry = ask(folder, given, do="return.gradebook", platform="canvas")
    assert dry["shown"]["changes"] == [
        {"student": "s1", "name": "Ana Lee", "there": "", "ours": "8"}
    ]
    kept = {"student": "s2", "name": "Ben Okoro", "there": "5", "ours": "8"}
    assert dry["shown"]["kept"] == [kept]
    assert not dry["files"]
    done = ask(folder, given, do="return.gradebook", platform="canvas", apply=True)
    assert done["files"] == [Given("canvas-filled.csv", out.read_bytes())]
    assert "s2: 5 there, 8 here" in said
    assert "s2: 5 there, 8 here" in done["said"]
    over = ask(folder, given, do="return.gradebook", platform="canvas", replace=True)
    assert over["shown"]["filled"] == 2


def test_what_cannot_be_filled_is_told_and_nothing_is_lost(folder: Path) -> None:
    before = everything(folder)
    asked = {"do": "return.gradebook", "platform": "canvas"}
    for given, told in [
        ((), "no files came: choose the gradebook as Canvas exported it"),
        ((Given("grades.csv", b"a,b\n1,2\n"),), "grades.csv: "),
    ]:
        assert ask(folder, given, **asked)["error"]["says"].startswith(told)
    assert (
        "another platform" in ask(folder, do="return.gradebook", platform="abacus")["error"]["says"]
    )
    assert {it: before[it] for it in before} == {it: everything(folder)[it] for it in before}


def test_feedback_goes_in_the_platforms_zip_once_and_releasing_it_is_kept_and_undone(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "packed.zip"
    asked = ["return", str(folder / "graded"), "--zip", "canvas", "--out", str(out)]
    assert main([*asked, "--quiet"]) == ATTENTION
    seen = ask(folder, do="return.pack", way="canvas")
    packed, others = seen["files"]
    assert (packed.name, others.name) == ("return-canvas.zip", "return-canvas-others.zip")
    assert members(packed.content) == members(out.read_bytes())
    beside = everything(tmp_path / "packed-others")
    assert members(others.content) == beside
    assert sorted(beside) == ["s2/feedback.html", "s3/feedback.html"]
    assert seen["state"]["return"]["sent"] == 0

    with Office(folder) as office:
        office.answer({"do": "return.release", "way": "canvas"})
        rest = office.answer({"do": "return.release", "way": "mail"})
        assert rest["state"]["return"]["sent"] == 3
        assert "2 pages, each for its own student" in rest["said"][0]
        mail = members(rest["files"][0].content)
        assert {"s2.eml", "s3.eml", "mail-merge.csv"} <= set(mail)
        sent = office.answer({"do": "return.sent"})["shown"]["sent"]
        assert [(it["student"], it["way"], it["points"]) for it in sent] == [
            ("s1", "canvas", 8), ("s2", "mail", 8), ("s3", "mail", None),
        ]  # fmt: skip
        nothing = office.answer({"do": "return.release", "way": "folders"})
        assert not nothing["files"]
        office.answer({"do": "undo"})
        assert office.state()["return"]["sent"] == 1


def test_a_receipt_says_what_the_command_says(folder: Path, capsys: Said) -> None:
    assert main(["export", "receipts", str(folder / "graded")]) == SUCCESS
    said = capsys.readouterr().out
    one = ask(folder, do="return.receipts", student="S1")["shown"]["receipt"]
    assert one in said
    assert "points: 8 of 8" in one
    text, lines = ask(folder, do="return.receipts")["files"]
    assert text.content.decode() == said.removesuffix("\n")
    assert [json.loads(it)["student"] for it in lines.content.splitlines()] == ["s1", "s2", "s3"]
    assert "knows no student 'x'" in ask(folder, do="return.receipts", student="x")["error"]["says"]


def test_an_archive_holds_what_was_handed_in_and_is_checked(folder: Path) -> None:
    (folder / "handed-in").mkdir()
    (folder / "handed-in" / "s2.json").write_text("kept", encoding="utf-8")
    done = ask(folder, (Given("more/late.zip", b"added"),), do="return.archive")
    (whole,) = done["files"]
    held = members(whole.content)
    assert (held["handed-in/s2.json"], held["handed-in/late.zip"]) == (b"kept", b"added")
    assert held["graded/grades.csv"] == (folder / "graded" / "grades.csv").read_bytes()
    checked = ask(folder, (whole,), do="return.check-archive")
    assert "as written on" in checked["said"][0]
    (nameless,) = ask(folder, do="return.archive", without_names=True)["files"]
    assert "-without-names-" in nameless.name
    assert not any(b"Ben Okoro" in it or b'"s2"' in it for it in members(nameless.content).values())


def test_before_anything_is_graded_every_request_says_what_to_do_first(tmp_path: Path) -> None:
    for asked in (
        {"do": "return.pack", "way": "mail"},
        {"do": "return.receipts"},
        {"do": "return.archive"},
        {"do": "talk.page", "page": "report"},
    ):
        with Office(tmp_path) as office:
            assert "nothing is graded yet" in office.answer(asked)["error"]["says"]
            assert office.state()["return"] == office.state()["talk"] == {"ready": False}


def test_every_platform_of_the_registry_is_offered_with_what_to_click(folder: Path) -> None:
    own = ask(folder, do="state")["state"]["return"]
    books = {it["id"]: it["from"] for it in own["gradebooks"]}
    assert set(books) == {"canvas", "moodle", "blackboard", "brightspace", "nbgrader"}
    assert all(says.endswith(".") for says in books.values())
    told_by = {it["id"]: bool(it["told_by"]) for it in own["ways"]}
    assert told_by == {
        "blackboard": True, "brightspace": True, "canvas": True, "gradescope": False,
        "moodle": True, "nbgrader": False, "folders": False, "mail": False,
    }  # fmt: skip
    packed = ask(folder, do="return.pack", way="gradescope")["files"][0]
    assert {"run_autograder", "setup.sh", "look_up.py"} < members(packed.content).keys()


@pytest.mark.parametrize(
    ("platform", "name", "content"),
    [
        (
            "blackboard",
            "gc_full.xls",
            "Username\tPorts [Total Pts: 8 Score] |7\r\ns1\t\r\n".encode("utf-16"),
        ),
        (
            "brightspace",
            "grades.csv",
            b"OrgDefinedId,Ports Points Grade <Numeric MaxPoints:8>,End-of-Line Indicator\n"
            b"#s1,,#\n",
        ),
    ],
)
def test_other_gradebooks_are_filled_in_the_page_too(
    folder: Path, platform: str, name: str, content: bytes
) -> None:
    given = (Given(name, content),)
    done = ask(folder, given, do="return.gradebook", platform=platform, apply=True)
    (filled,) = done["files"]
    stem, _, ending = name.rpartition(".")
    assert filled.name == f"{stem}-filled.{ending}"
    old, new = content.replace(b"\x00", b""), filled.content.replace(b"\x00", b"")
    assert new == old.replace(b"s1\t", b"s1\t8").replace(b"#s1,,", b"#s1,8,")
