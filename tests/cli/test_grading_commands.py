"""``grade``, ``mark``, ``regrade`` and ``export`` as they are typed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hedgelab.cli import ATTENTION, FAILURE, SUCCESS, main
from hedgelab.cli.mark import Session
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.key import Key, write_key
from hedgelab.scoring import CreditRule
from tests.desk.classroom import (
    CLASS,
    KEY,
    MARKED,
    PLACES,
    answer_file,
    everything,
    hand_in,
    points,
    rows,
)

pytestmark = pytest.mark.usefixtures("without_figures")


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder to work in, with two keys, a roster and what was handed in."""
    monkeypatch.chdir(tmp_path)
    keep(KEY, "key.json")
    keep(replace(KEY, rule=CreditRule.EXACT), "exact.json")
    lines = [f"{it.id},{it.name},{it.email}" for it in CLASS.students]
    text = "\n".join(["id,name,email", *lines]) + "\n"
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    one_off = {**PLACES, "port-2001": "indirect-balancing"}
    hand_in(tmp_path / "in", s1=answer_file("s1", one_off), s2=answer_file("s2"))
    return tmp_path


def keep(key: Key, name: str) -> None:
    Path(name).write_text(write_key(key), encoding="utf-8")


GRADE = ["grade", "key.json", "in", "--roster", "roster.csv", "--out", "graded"]


def test_grade_says_how_it_went(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(GRADE) == SUCCESS
    told = capsys.readouterr().out
    assert "2 of 3 students have a grade." in told
    assert "2  graded" in told
    assert "1  missing" in told
    assert points(Path("graded")) == {"s1": "7.5", "s2": "8", "s3": ""}
    assert main([*GRADE, "--quiet"]) == SUCCESS
    assert capsys.readouterr().out == ""


def test_pages_of_nobody_are_named_in_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    main([*GRADE, "--quiet"])
    for number in range(7):
        Path(f"graded/feedback/x{number}.html").touch()
    main([*GRADE, "--quiet"])
    told = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in told] == [
        *(f"  feedback/x{number}.html belongs to no student now" for number in range(5)),
        "  … and 2 more in feedback/; --json names them all",
    ]
    main([*GRADE, "--json"])
    assert len(json.loads(capsys.readouterr().out)["left_over"]) == 7


def test_grade_says_where_no_roster_tells_who_the_students_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    without = ["grade", "key.json", "in", "--out", "graded"]
    assert main(without) == SUCCESS
    told = capsys.readouterr().out
    assert "2 of 2 students have a grade.\nNo roster says who the students are: " in told
    assert "--roster" in told
    # One that was given once is kept.
    for arguments, is_known in ((without, False), (GRADE, True), (without, True)):
        main([*arguments, "--json"])
        assert json.loads(capsys.readouterr().out)["has_roster"] is is_known
    main(without)
    assert "No roster" not in capsys.readouterr().out


def test_grade_says_where_the_key_looks_like_the_wrong_one(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "More of them answer harbours than were graded"
    of_others = {name: answer_file(name, assignment="harbours") for name in ("a", "b")}
    hand_in(desk / "in", **of_others)
    main(GRADE)
    assert told not in capsys.readouterr().out
    hand_in(desk / "in", c=answer_file("c", assignment="harbours"))
    main([*GRADE, "--quiet"])
    assert told in capsys.readouterr().out


def test_grade_names_what_needs_a_person(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hand_in(desk / "in", s9=answer_file("s9"), broken="{")
    assert main(GRADE) == ATTENTION
    told = capsys.readouterr().out
    assert "2 files to look at:" in told
    assert "in/s9.json: unknown-student. " in told
    assert "in/broken.json: unreadable. " in told
    assert main([*GRADE, "--json"]) == ATTENTION
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["counts"] == {
        "graded": 2,
        "unreadable": 1,
        "unknown-student": 1,
        "missing": 1,
    }
    assert (outcome["needs_attention"], outcome["graded"], outcome["new_files"]) == (2, 2, 0)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["grade", "nokey.json", "in", "--out", "graded"], "nokey.json: there is no such file"),
        (["grade", "roster.csv", "in", "--out", "graded"], "roster.csv: "),
        (["grade", "key.json", "inn", "--out", "graded"], "inn: there is no such file or folder"),
        (["mark", "in"], "there is no gradebook here"),
        (["mark", "graded", "--replace"], "there is no --export here: name the table with it"),
        (["mark", "graded", "--import", "m.csv", "--replace"], "there is no --export here"),
        (["mark", "graded", "--overrule"], "there is no --import here: name the table with it"),
        (["export", "receipts", "in"], "there is no gradebook here"),
        (["regrade", "in", "--key", "key.json"], "there is no gradebook here"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == FAILURE
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert not Path("graded").exists()


def test_regrade_shows_and_then_applies(capsys: pytest.CaptureFixture[str]) -> None:
    main([*GRADE, "--quiet"])
    before = everything(Path("graded"))
    assert main(["grade", "exact.json", "in", "--out", "graded"]) == FAILURE
    assert "hedgelab regrade graded --key KEY --dry-run" in capsys.readouterr().err

    assert main(["regrade", "graded", "--key", "exact.json", "--dry-run"]) == SUCCESS
    told = capsys.readouterr().out
    assert "1 of 2 students with a grade would move." in told
    assert "Mean: 7.75 before, 7.00 after." in told
    assert "7.50 → 6.00  (-1.50)" in told
    assert "port-2001: 0.75 becomes 0." in told
    assert everything(Path("graded")) == before

    assert main(["regrade", "graded", "--key", "exact.json", "--json"]) == SUCCESS
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["applied"] is True
    assert [(it["student"], it["before"], it["after"]) for it in outcome["moves"]] == [
        ("s1", 7.5, 6)
    ]
    assert points(Path("graded"))["s1"] == "6"
    page = Path("graded/feedback/s1.html").read_text(encoding="utf-8")
    assert "only that reading earns credit" in page


def test_what_cannot_be_written_is_called_as_it_was_typed(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(MARKED, "key.json")
    main([*GRADE, "--quiet"])
    capsys.readouterr()
    assert main(["mark", "graded", "--export", "nodir/m.csv"]) == FAILURE
    assert capsys.readouterr().err.startswith("hedgelab: nodir/m.csv: there is no such file or")


def test_receipts_explain_a_grade(capsys: pytest.CaptureFixture[str]) -> None:
    main([*GRADE, "--quiet"])
    assert main(["export", "receipts", "graded", "--student", "s1"]) == SUCCESS
    told = capsys.readouterr().out
    assert "computed anew from the ledger: 7.5, the same" in told
    assert main(["export", "receipts", "graded", "--student", " S1"]) == SUCCESS
    assert capsys.readouterr().out == told
    assert main(["export", "receipts", "graded", "--json"]) == SUCCESS
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["student"] for line in lines] == ["s1", "s2", "s3"]
    assert main(["export", "receipts", "graded", "--student", "s9"]) == FAILURE


def test_canvas_gets_its_column(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([*GRADE, "--quiet"])
    book = desk / "canvas.csv"
    book.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Ports (12)\n"
        "    Points Possible,,,,,8\n"
        "Ana,1,s1,,,\n"
        "Ben,2,s2,,,5\n",
        encoding="utf-8",
    )
    into = ["export", "canvas", "graded", "--into", "canvas.csv", "--out", "upload.csv"]
    assert main(into) == ATTENTION
    told = capsys.readouterr().out
    assert "1 grade put into 'Ports (12)'." in told
    assert "s2: 5 there, 8 here" in told
    assert main([*into, "--replace", "--json"]) == SUCCESS
    assert json.loads(capsys.readouterr().out)["filled"] == 2
    assert (
        (desk / "upload.csv").read_text(encoding="utf-8").endswith("Ana,1,s1,,,7.5\nBen,2,s2,,,8\n")
    )


def test_marking_needs_somebody_at_the_keyboard_or_a_table(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(MARKED, "key.json")
    hand_in(desk / "in", s2=answer_file("s2", words={"port-2001": "It arms."}))
    assert main(GRADE) == SUCCESS
    assert "1 of the grades is provisional" in capsys.readouterr().out

    monkeypatch.setattr("sys.stdin", open("/dev/null", encoding="utf-8"))  # noqa: SIM115
    assert main(["mark", "graded"]) == FAILURE
    assert "hedgelab mark graded --export marks.csv" in capsys.readouterr().err

    assert main(["mark", "graded", "--export", "marks.csv"]) == SUCCESS
    assert main(["mark", "graded", "--export", "marks.csv"]) == FAILURE
    assert "--replace" in capsys.readouterr().err
    assert main(["mark", "graded", "--export", "marks.csv", "--replace"]) == SUCCESS
    (row,) = rows(desk / "marks.csv")
    (desk / "marks.csv").write_text(
        f"code,event,claim,evidence\n{row['code']},{row['event']},2,2\nx,y,1,2\n", encoding="utf-8"
    )
    assert main(["mark", "graded", "--import", "marks.csv", "--marker", "Jo"]) == ATTENTION
    told = capsys.readouterr().out
    assert "1 mark taken" in told
    assert "marks.csv: row 3, column code: nobody has 'x'" in told
    # 8 for the places, and one of the four points for justifications.
    assert points(desk / "graded")["s2"] == "9"
    assert "Claim" in (desk / "graded/feedback/s2.html").read_text(encoding="utf-8")


def test_a_table_that_is_older_than_a_mark_is_told_and_all_marks_can_be_seen(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(MARKED, "key.json")
    hand_in(desk / "in", s2=answer_file("s2", words={"port-2001": "It arms."}))
    main([*GRADE, "--quiet"])
    main(["mark", "graded", "--export", "out.csv", "--quiet"])
    capsys.readouterr()
    assert main(["mark", "graded", "--history"]) == SUCCESS
    assert capsys.readouterr().out == "Nothing was marked yet.\n"
    header, row = (desk / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header.endswith(",claim,evidence,comment,marker,text,mark number")
    for name, claim in (("jo", 2), ("di", 0)):
        filled = row.replace(",,,,,", f",{claim},2,,{name},")
        (desk / f"{name}.csv").write_text(f"{header}\n{filled}\n", encoding="utf-8")

    assert main(["mark", "graded", "--import", "jo.csv"]) == SUCCESS
    capsys.readouterr()
    assert main(["mark", "graded", "--import", "di.csv"]) == ATTENTION
    told = capsys.readouterr().out
    assert "0 marks taken" in told
    assert "di.csv: row 2, port-2001 of " in told
    assert "newer than a table stay" in told
    assert points(desk / "graded")["s2"] == "9"
    assert main(["mark", "graded", "--import", "di.csv", "--overrule", "--json"]) == ATTENTION
    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["given"], len(outcome["conflicts"])) == (1, 1)
    assert points(desk / "graded")["s2"] == "8.5"

    assert main(["mark", "graded", "--history", "s2"]) == SUCCESS
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.startswith("port-2001 of c")
    by = [line.partition(" by ") for line in lines]
    assert [(given, who[:3]) for given, _, who in by] == [
        ("  claim 2, evidence 2", "jo,"),
        ("  claim 0, evidence 2", "di,"),
    ]
    main(["mark", "graded", "--history", "--json"])
    kept = json.loads(capsys.readouterr().out)
    assert [(it["marker"], it["points"]["claim"]) for it in kept] == [("jo", 2), ("di", 0)]


def test_a_changed_table_is_told_by_every_command_that_writes_it(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(MARKED, "key.json")
    keep(replace(MARKED, rule=CreditRule.EXACT), "exact.json")
    hand_in(desk / "in", s2=answer_file("s2", words={"port-2001": "It arms."}))
    main([*GRADE, "--quiet"])
    main(["mark", "graded", "--export", "marks.csv"])
    commands = [
        GRADE,
        ["mark", "graded", "--import", "marks.csv"],
        ["regrade", "graded", "--key", "exact.json"],
    ]
    for number, command in enumerate(commands, start=1):
        (desk / "graded/grades.csv").write_text(f"id,points\ns1,{number}\n", encoding="utf-8")
        capsys.readouterr()
        assert main([*command, "--quiet"]) == ATTENTION
        assert f"it is kept as grades.changed-{number}.csv" in capsys.readouterr().out
    assert rows(desk / "graded/grades.changed-3.csv") == [{"id": "s1", "points": "3"}]


ESCAPE = "\x1b]0;owned\x07\x1b[31m"


def test_nothing_that_students_wrote_gives_orders_to_the_terminal(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a roster, names are those that the files give."""
    keep(MARKED, "key.json")
    keep(replace(MARKED, rule=CreditRule.EXACT), "exact.json")
    one_off = {**PLACES, "port-2001": "indirect-balancing"}
    name, words = f"Eve{ESCAPE}", {"port-2001": f"It arms.{ESCAPE}"}
    hand_in(desk / "in", s9=answer_file("s9", one_off, name=name, words=words))
    commands = [
        ["check", "in/s9.json"],
        ["grade", "key.json", "in/s9.json", "--out", "graded"],
        ["mark", "graded", "--export", "marks.csv"],
        ["regrade", "graded", "--key", "exact.json"],
        ["export", "receipts", "graded"],
    ]
    told = []
    for command in commands:
        assert main(command) == SUCCESS
        told.append(capsys.readouterr().out)
    assert not any(letter in "".join(told) for letter in "\x1b\x07")
    assert "Eve\\x1b]0;owned" in told[3]
    assert "Eve\\x1b]0;owned" in told[4]


def test_a_marker_is_shown_an_earlier_comment_as_text(desk: Path) -> None:
    keep(MARKED, "key.json")
    hand_in(desk / "in", s2=answer_file("s2", words={"port-2001": "It arms."}))
    main([*GRADE, "--quiet"])
    (desk / "marks.csv").write_text(
        f"student,event,claim,evidence,comment\ns2,port-2001,2,2,Good.{ESCAPE}\n", encoding="utf-8"
    )
    main(["mark", "graded", "--import", "marks.csv", "--quiet"])
    said: list[str] = []
    with Ledger(desk / "graded" / NAME) as ledger:
        Session(ledger, "me", lambda _: "q", said.append).go(again=True)
    assert any("Good.\\x1b]0;owned" in line for line in said)
    assert "\x1b" not in "".join(said)
