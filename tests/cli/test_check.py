"""``hedgelab check`` knows what a file is, and says where it is wrong."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hedgelab.answers import Answer, AnswerFile, Student, write_answers
from hedgelab.cli import ATTENTION, FAILURE, SUCCESS, main
from hedgelab.desk.checking import Finding, recognised

CHECKOUT = Path(__file__).parents[2]
ANSWERS = AnswerFile(
    "acts",
    (Answer("act-1", "balancing"), Answer("act-2", justification="Why?")),
    student=Student("s1", "Ana"),
    saved="2026-10-05T14:03:11Z",
)
RUBRIC = """\
title: Reasons
criteria:
  - id: fact
    title: Which fact?
    levels:
      - {points: 0, says: None is named.}
      - {points: 2, says: One is named.}
"""
ASSIGNMENT = """\
title: Two acts
events: [supsa-line-1995, kfor-platoon-1999]
ask: {justification: no}
points: {position: 10}
"""
EVENTS = """\
event_id,date,title,summary
port-2001,2001,A port is leased,A port is leased for twenty years.
"""
READINGS = """\
event_id,position,credit,reason
port-2001,economic-pragmatism,1,It pays.
"""
ROWS = "student_id,event,position\ns1,act-1,balancing\n"
ROSTER = "id,name,email\ns1,Ana,ana@example.edu\ns2,Ben,ben@example.edu\n"

EXCEL = '\ufeffStudent ID;"Name, first";E-Mail\r\ns1;Ana;\r\n'
SCORES = "student,name,status,late,points\ns1,Ana,graded,0,23.50\n"

TO_MARK = "code,event,title,position,justification,fact,comment,marker,text\n"

FINE = {
    "marks.csv": (
        "student,event,fact,style,comment\ns1,act-1,2,1,Good.\ns2,act-1,,,\n",
        "table of marks",
        "2 justifications, 1 with points; by fact, style",
    ),
    "to-mark.csv": (
        TO_MARK + "c0123,act-1,Act,balancing,Because.,,,,sha256:00\n",
        "table of marks",
        "1 justification, 0 with points; by fact",
    ),
    "answers.json": (
        write_answers(ANSWERS),
        "answer file",
        "1 event placed; assignment acts; by s1",
    ),
    "renamed (2).txt": (write_answers(ANSWERS), "answer file", "by s1"),
    "filled.csv": (ROWS, "answers as rows", "1 event placed"),
    "rubric.yml": (RUBRIC, "rubric", "1 criterion, 2 points"),
    "two-acts.yml": (ASSIGNMENT, "assignment", "2 events from the book's own tables, 10 points"),
    "roster.csv": (ROSTER, "roster", "2 students"),
    "excel.csv": (EXCEL, "roster", "1 student"),
}
OFF = {
    "marks.csv": ("student,event,comment\ns1,act-1,Good.\n", "table of marks", "row 1"),
    "answers.json": (write_answers(ANSWERS)[:80], "answer file", "Line 5"),
    "filled.csv": (ROWS.replace("balancing", "balncing"), "answers as rows", "Row 2"),
    "rubric.yml": (RUBRIC.replace("points: 2", "points: two"), "rubric", "line 7"),
    "two-acts.yml": (ASSIGNMENT.replace("ask", "aks"), "assignment", "line 3"),
    "broken.yml": ("title: [", "assignment or rubric", "line "),
    "roster.csv": (ROSTER.replace("s2", "s1"), "roster", "s1"),
    "no-id.csv": (ROSTER.replace("id,", "Studnet ID,", 1), "roster", "there are Studnet ID, name"),
    "no-id-no-mail.csv": ("Matrikelnumer;Fach;Gruppe\n1;IR;A\n", "roster", "call one “Student ID”"),
    "names.csv": ("Name;Gruppe\nAna;A\n", "roster", "there are Name, Gruppe"),
    "scores.csv": (SCORES, "", "Its columns are student, name, status, late, points; a roster has"),
    "prices.csv": ("month,price\n2020-01,7\n", "", "Its columns are month, price"),
    "empty.csv": ("\n", "", "is empty"),
    "key.json": ('{"format": "hedgelab-key/1"}', "key", "damaged"),
    ".answers.json.4711.part": (write_answers(ANSWERS), "unfinished file", "left of answers.json"),
    "roster.xlsx": ("PK\x03\x04", "", "Save as, CSV UTF-8"),
    "roster-of.csv": ("PK\x03\x04\n", "", "Save as, CSV UTF-8"),
    "holiday.jpg": ("\xff\xd8\xff", "", "nothing that Hedging Lab knows"),
}


def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, object]]:
    code = main(["check", str(path), "--json"])
    (told,) = json.loads(capsys.readouterr().out)
    return code, told


@pytest.mark.parametrize("name", FINE)
def test_a_file_in_order_is_recognised(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, kind, held = FINE[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, told = checked(tmp_path / name, capsys)
    assert (code, told["kind"], told["fine"]) == (SUCCESS, kind, True)
    assert held in str(told["told"])


@pytest.mark.parametrize("name", OFF)
def test_a_file_that_is_off_is_told_where(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, kind, where = OFF[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, told = checked(tmp_path / name, capsys)
    assert (code, told["kind"], told["fine"]) == (ATTENTION, kind, False)
    assert where in str(told["told"])
    # The path stands before it already.
    assert str(tmp_path / name) not in str(told["told"])


def test_a_roster_is_one_in_the_encoding_of_a_spreadsheet_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER.replace(",", "\t"), encoding="utf-16")
    code, told = checked(tmp_path / "roster.csv", capsys)
    assert (code, told["kind"], told["told"]) == (SUCCESS, "roster", "2 students")


def test_letters_that_may_be_others_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER.replace("Ana", "Şəfa"), encoding="utf-8")
    assert checked(tmp_path / "roster.csv", capsys)[1]["told"] == "2 students"
    (tmp_path / "roster.csv").write_text(ROSTER.replace("Ana", "Şana"), encoding="cp1254")
    code, told = checked(tmp_path / "roster.csv", capsys)
    assert code == SUCCESS
    assert str(told["told"]).startswith("2 students. It is no UTF-8 and was read as Windows-1252")


@pytest.mark.slow
def test_the_scores_of_the_made_up_class_are_taken_for_no_roster(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["demo-class", str(tmp_path / "class"), "--quiet"])
    code, told = checked(tmp_path / "class" / "true-scores.csv", capsys)
    assert (code, told["kind"]) == (ATTENTION, "")
    assert "it knows answer files" in str(told["told"])
    assert "Its columns are student, name, status" in str(told["told"])


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    for name, text in (("events", EVENTS), ("readings", READINGS)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_bank_is_checked_as_a_whole(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (bank, bank / "events.csv", bank / "readings.csv"):
        code, told = checked(path, capsys)
        assert (code, told["told"]) == (SUCCESS, "1 event, 1 reading")

    (bank / "readings.csv").write_text(READINGS.replace("port-2001", "quay-2001"), encoding="utf-8")
    code, told = checked(bank / "events.csv", capsys)
    assert code == ATTENTION
    assert "readings.csv" in str(told["told"])


def test_the_tables_of_the_project_are_checked_against_their_description(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = checked(folder / "leaders.csv", capsys)
    assert (code, told["kind"]) == (SUCCESS, "table")
    (folder / "leaders.csv").write_text("leader\nnobody\n", encoding="utf-8")
    code, told = checked(folder / "leaders.csv", capsys)
    assert code == ATTENTION
    assert "line 1, column" in str(told["told"])
    (folder / "notes.csv").write_text("a,b\n", encoding="utf-8")
    assert "datapackage.json" in str(checked(folder / "notes.csv", capsys)[1]["told"])


def test_a_handouts_files_are_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assignment = tmp_path / "two-acts.yml"
    assignment.write_text(ASSIGNMENT, encoding="utf-8")
    main(["handout", str(assignment), "--out", str(tmp_path / "out"), "--quiet"])
    code, told = checked(tmp_path / "out" / "key.json", capsys)
    assert (code, told["kind"]) == (SUCCESS, "key")
    assert "keep it from students" in str(told["told"])
    kinds = {"html": "saved sheet", "ipynb": "notebook with answers", "csv": "answers as rows"}
    for ending, kind in kinds.items():
        path = next((tmp_path / "out" / "student").glob(f"two-acts.{ending}"))
        assert checked(path, capsys)[1]["kind"] == kind


def test_what_a_student_wrote_is_shown_as_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = replace(ANSWERS, student=Student("s1\x1b[31m", "Ana"))
    (tmp_path / "answers.json").write_text(write_answers(named), encoding="utf-8")
    assert main(["check", str(tmp_path / "answers.json")]) == SUCCESS
    told = capsys.readouterr().out
    assert "by s1\\x1b[31m" in told
    assert "\x1b" not in told


def test_people_are_told_a_line_for_each_and_quietly_only_what_is_off(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (bank / "answers.json").write_text("{}", encoding="utf-8")
    files = [str(bank / "events.csv"), str(bank / "answers.json")]
    assert main(["check", *files]) == ATTENTION
    fine, off = capsys.readouterr().out.splitlines()
    assert fine == f"{files[0]}: table of a bank, in order: 1 event, 1 reading"
    assert off.startswith(f"{files[1]}: answer file, not in order: ")
    main(["check", "--quiet", *files])
    assert capsys.readouterr().out.splitlines() == [off]


def test_a_file_that_is_not_there_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.json"]) == FAILURE
    assert "nowhere.json: there is no such file" in capsys.readouterr().out


def test_a_file_that_is_not_there_keeps_the_others_from_nothing(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "nowhere.json", str(bank), "--json"]) == FAILURE
    missing, found = json.loads(capsys.readouterr().out)
    assert (missing["file"], missing["fine"]) == ("nowhere.json", False)
    assert (found["kind"], found["fine"]) == ("bank", True)


def test_an_event_of_a_bank_that_no_sheet_can_hold_is_told(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readings = bank / "readings.csv"
    text = readings.read_text(encoding="utf-8")
    readings.write_text(text.replace(",1,", ",0.5,"), encoding="utf-8")
    assert "No reading earns full credit" in str(checked(bank, capsys)[1]["told"])


def test_a_bank_whose_id_column_is_called_otherwise_is_no_roster(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = bank / "events.csv"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace("event_id", "id", 1), encoding="utf-8")
    code, told = checked(events, capsys)
    assert (code, told["kind"]) == (ATTENTION, "table of a bank")
    assert "column event_id: is missing" in str(told["told"])


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("{}", "has no list 'resources'"),
        ("[]", "has no list 'resources'"),
        ('{"resources": [5]}', "resource 1: is no group of members"),
        ('{"resources": [{"path": "events.csv"}]}', "resource 1: has no text 'name'"),
        ('{"resources": [{"name": "a", "path": 5}]}', "resource 1: has no text 'path'"),
        ('{"resources": [{"name": "a", "path": "a.csv"}]}', "has no list 'fields'"),
        (
            '{"resources": [{"name": "a", "path": "a.csv", "schema": {"fields": [{}]}}]}',
            "field 1 has no text 'name'",
        ),
        ("[" * 100_000, "nested too deeply"),
        ("{", "line 1, column 2: this is no JSON"),
    ],
    ids=range(9),
)
def test_a_description_of_tables_that_is_none_is_told_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], description: str, told: str
) -> None:
    (tmp_path / "datapackage.json").write_text(description, encoding="utf-8")
    (tmp_path / "events.csv").write_text("event_id\nport\n", encoding="utf-8")
    for path in (tmp_path, tmp_path / "datapackage.json", tmp_path / "events.csv"):
        code, found = checked(path, capsys)
        assert code == ATTENTION
        assert told in str(found["told"])


def test_a_file_that_breaks_the_program_keeps_the_others_from_nothing(
    bank: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path) -> Finding:
        if path.name == "odd.json":
            raise LookupError("a slip of ours")
        return recognised(path)

    monkeypatch.setattr("hedgelab.desk.checking.recognised", broken)
    assert main(["check", "odd.json", str(bank), "--json"]) == FAILURE
    odd, found = json.loads(capsys.readouterr().out)
    assert "a fault of the program, not of your files" in odd["told"]
    assert (found["kind"], found["fine"]) == ("bank", True)


def test_an_exam_is_its_parts_and_the_faulty_one_is_named(tmp_path: Path) -> None:
    found = recognised(CHECKOUT / "exercises" / "exam-template")
    assert (found.kind, found.is_fine) == ("folder", True)
    for part in ("exam.yml (assignment): ", "rubric.yml (rubric): ", "bank (bank): 14 events"):
        assert part in found.told

    (tmp_path / "bank").mkdir()
    (tmp_path / "rubric.yml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "bank" / "events.csv").write_text(EVENTS, encoding="utf-8")
    faulty = recognised(tmp_path)
    assert not faulty.is_fine
    assert f"{tmp_path / 'bank'}: " in faulty.told
    assert "readings.csv" in faulty.told
