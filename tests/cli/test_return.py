"""``hedgelab return`` and ``handout --zip``: to each student their own, and to nobody else."""

import json
import zipfile
from pathlib import Path

import pytest

from hedgelab.cli import ATTENTION, FAILURE, SUCCESS, main
from hedgelab.desk.grading.run import grade
from tests.cli.test_handout import EXAM
from tests.desk.classroom import CLASS, KEY, answer_file, hand_in
from tests.desk.giving_back.importers import moodle_takes

pytestmark = pytest.mark.usefixtures("without_figures")

Said = pytest.CaptureFixture[str]

WORKSHEET = (
    "Identifier,Full name,ID number\nParticipant 7,Ana,s1\nParticipant 9,Bea,s2\n"
    "Participant 4,Cem,s3\n"
)


@pytest.fixture
def graded(tmp_path: Path) -> str:
    files = hand_in(tmp_path / "in", **{"leeana_701_9001_ports": answer_file("s1")})
    grade(KEY, [files], tmp_path / "out", roster=CLASS)
    return str(tmp_path / "out")


def test_it_says_whom_a_zip_cannot_hold_where_theirs_lies_and_what_to_do(
    graded: str, capsys: Said
) -> None:
    assert main(["return", graded, "--zip", "canvas", "--release"]) == ATTENTION
    told = capsys.readouterr().out
    assert f"{graded}/return-canvas.zip: 1 page, each for its own student." in told
    assert f"For 2 there is no place in it; theirs lie in {graded}/return-canvas-others:" in told
    assert "give them theirs by hand: s2, s3." in told
    assert "choose 'Upload Submissions'" in told
    assert "Kept as sent on 20" in told
    # The next way takes those who are left, and then everybody has their own.
    assert main(["return", graded, "--zip", "mail", "--release"]) == SUCCESS
    told = capsys.readouterr().out
    assert "return-mail: 2 pages, each for its own student." in told
    assert "1 student has the same page already" in told
    assert main(["return", graded]) == SUCCESS
    told = capsys.readouterr().out
    assert "3 of 3 students were sent their page." in told
    assert "by canvas, 8 points" in told
    assert "by mail, no grade" in told


def test_no_page_goes_out_without_the_last_decisions(graded: str, capsys: Said) -> None:
    row = "student,what,value,reason,who,when\ns1,excused,,Ill,Ott,2027-03-10\n"
    (Path(graded) / "decisions.csv").write_text(row, encoding="utf-8")
    assert main(["return", graded, "--zip", "folders"]) == FAILURE
    assert "decisions.csv has changed since it was applied" in capsys.readouterr().err


def test_as_json_for_scripts(graded: str, capsys: Said) -> None:
    main(["return", graded, "--zip", "canvas", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (told["given"], told["released"]) == (["s1"], "")
    assert [left["student"] for left in told["left"]] == ["s2", "s3"]
    assert main(["return", graded, "--json"]) == SUCCESS
    assert [it["last"] for it in json.loads(capsys.readouterr().out)] == [None] * 3


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["return", "{graded}", "--release"], "say with --zip which way"),
        (["handout", EXAM, "--out", "{new}", "--zip", "folders"], "name the class with --roster"),
        (
            ["handout", EXAM, "--out", "{new}", "--zip", "canvas", "--roster", "{roster}"],
            "Canvas takes files only under its own numbers for this assignment",
        ),
    ],
)
def test_what_cannot_be_meant_says_what_to_type(
    graded: str, tmp_path: Path, capsys: Said, typed: list[str], says: str
) -> None:
    (tmp_path / "roster.csv").write_text("id,name\ns1,Ana\n", encoding="utf-8")
    places = {"graded": graded, "new": tmp_path / "new", "roster": tmp_path / "roster.csv"}
    assert main([word.format(**places) for word in typed]) == FAILURE
    assert says in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_the_sheets_of_a_class_go_out_by_moodles_worksheet(tmp_path: Path, capsys: Said) -> None:
    roster, worksheet = tmp_path / "roster.csv", tmp_path / "worksheet.csv"
    roster.write_text("id,name\ns1,Ana\ns2,Bea\ns3,Cem\ns4,Dan\n", encoding="utf-8")
    worksheet.write_text(WORKSHEET, encoding="utf-8")
    out = tmp_path / "handout"
    typed = ["handout", EXAM, "--roster", roster, "--out", out, "--forms", "html", "csv"]
    assert main([*map(str, typed), "--zip", "moodle", "--from", str(worksheet)]) == ATTENTION
    told = capsys.readouterr().out
    assert f"{out}/sheets-moodle.zip: the sheets of 3 students." in told
    assert "give each student their own, and the folder to nobody." in told
    taken = moodle_takes(out / "sheets-moodle.zip", {7: "s1", 9: "s2", 4: "s3"})
    for student in ("s1", "s2", "s3"):
        names = [f"exam-{student}.html", f"exam-{student}.csv"]
        assert list(taken[student]) == names
        lying = {name: (out / "student" / name).read_bytes() for name in names}
        assert taken[student] == lying
    assert {path.name for path in (out / "sheets-moodle-others").rglob("*.html")} == {
        "exam-s4.html"
    }
    assert main([*map(str, typed), "--zip", "folders"]) == SUCCESS
    with zipfile.ZipFile(out / "sheets-folders.zip") as archive:
        assert "Dan (s4)/exam-s4.html" in archive.namelist()
