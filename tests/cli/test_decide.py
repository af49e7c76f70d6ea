"""``decide`` as it is typed."""

import json
from pathlib import Path

import pytest

from hedgelab.cli import ATTENTION, FAILURE, SUCCESS, main
from hedgelab.desk.model.key import write_key
from tests.desk.classroom import CLASS, KEY, answer_file, hand_in, points, rows

pytestmark = pytest.mark.usefixtures("without_figures")

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("key.json").write_text(write_key(KEY), encoding="utf-8")
    lines = [f"{it.id},{it.name}" for it in CLASS.students]
    Path("roster.csv").write_text("\n".join(["id,name", *lines, ""]), encoding="utf-8")
    hand_in(Path("in"), s1=answer_file("s1", saved="2027-03-16T12:00:00Z"))
    main(["grade", "key.json", "in", "--roster", "roster.csv", "--out", "graded", "--quiet"])


def decide(*words: str) -> int:
    return main(["decide", "graded", *words])


WAIVE = ("--student", "s1", "--late-waived")


def test_a_decision_becomes_a_row_and_is_applied_at_once(capsys: Said) -> None:
    assert (
        decide(*WAIVE, "--reason", "ill", "--who", "A. Marker", "--when", "2027-03-20") == SUCCESS
    )
    assert "s1: 7.2 before, 8 now. late waived: ill (A. Marker, 2027-03-20)." in (
        capsys.readouterr().out
    )
    assert points(Path("graded"))["s1"] == "8"
    assert [*rows(Path("graded/decisions.csv"))[0].values()] == [
        *("s1", "late waived", "", "ill", "A. Marker", "2027-03-20")
    ]


def test_the_rows_that_a_person_wrote_stay_as_they_are() -> None:
    table = Path("graded/decisions.csv")
    table.write_text("why;id;decision;until;room\nill;s2;excuse;;12\n", encoding="utf-8")
    assert decide(*WAIVE, "--reason", "ill") == SUCCESS
    first, second = rows(table)
    assert [*first.values()][:5] == ["ill", "s2", "excuse", "", "12"]
    assert (second["id"], second["decision"], second["room"]) == ("s1", "late waived", "")
    # The same once more adds nothing.
    assert decide(*WAIVE, "--reason", "ill") == SUCCESS
    assert len(rows(table)) == 2


@pytest.mark.parametrize("undo", [["--undo", "2"], [*WAIVE, "--undo"]])
def test_undo_takes_the_row_out(undo: list[str], capsys: Said) -> None:
    decide(*WAIVE, "--reason", "ill")
    capsys.readouterr()
    assert decide(*undo) == SUCCESS
    assert "s1: 8 before, 7.2 now. No longer: late waived: ill" in capsys.readouterr().out
    assert rows(Path("graded/decisions.csv")) == []
    assert points(Path("graded"))["s1"] == "7.2"


def test_alone_it_applies_the_table_and_lists_it(capsys: Said) -> None:
    Path("graded/decisions.csv").write_text(
        "student,what,value,reason\ns1,set to,5,as agreed\n", encoding="utf-8"
    )
    assert decide("--json") == SUCCESS
    told = json.loads(capsys.readouterr().out)
    assert [(it["row"], it["what"], it["value"]) for it in told["decisions"]] == [
        (2, "set to", "5")
    ]
    assert [(it["before"], it["after"]) for it in told["changes"]] == [(7.2, 5.0)]
    assert decide() == SUCCESS
    assert "row 2: s1: set to 5: as agreed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--student", "s1"], "say what is decided of 's1', with one of --extension-until"),
        (["--excused", "--reason", "x"], "say on whom, with --student ID, --section NAME or --all"),
        (WAIVE, "give a --reason"),
        (["--undo", "7"], "has no decision in row 7: there are rows none"),
        (["--undo"], "--undo takes the number of a row"),
        ([*WAIVE, "--undo"], "no row of decisions.csv says 'late waived' of 's1'"),
        (["--all", "--extension-until", "soon", "--reason", "x"], "is 'soon': write a day"),
    ],
)
def test_what_cannot_be_meant_is_told_and_changes_nothing(
    words: list[str], told: str, capsys: Said
) -> None:
    assert decide(*words) == FAILURE
    assert told in capsys.readouterr().err
    assert not Path("graded/decisions.csv").exists()


def test_what_could_not_be_applied_needs_a_person(capsys: Said) -> None:
    assert decide("--student", "s9", "--excused", "--reason", "x") == ATTENTION
    assert "is on nobody of the class" in capsys.readouterr().out
    argv = ["grade", "key.json", "in", "--roster", "roster.csv", "--out", "graded"]
    assert main(argv) == ATTENTION
    assert "is on nobody of the class" in capsys.readouterr().out


def test_a_gradebook_is_not_filled_from_before_a_decision(capsys: Said) -> None:
    Path("book.csv").write_text("Student,ID,SIS User ID,Ports (7)\nL,1,s1,\n", encoding="utf-8")
    export = ["export", "canvas", "graded", "--into", "book.csv", "--out", "up.csv"]
    Path("graded/decisions.csv").write_text("student,what\ns1,late waived\n", encoding="utf-8")
    for argv in (export, ["return", "graded", "--zip", "folders"]):
        assert main(argv) == FAILURE
        assert "run 'hedgelab decide graded' first" in capsys.readouterr().err
    assert main(["check", "graded/decisions.csv"]) == SUCCESS
    assert "table of decisions, in order: 1 decision" in capsys.readouterr().out
    assert decide() == SUCCESS
    assert main(export) == SUCCESS
    assert rows(Path("up.csv"))[0]["Ports (7)"] == "8"
