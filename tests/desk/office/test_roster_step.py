"""The class in the desk's page: its roster, its sections, and what is decided of whom."""

from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from hedgelab.desk.grading.run import grade
from hedgelab.desk.ledger.decisions import points_of
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.office.class_roster import class_roster
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Cancelled, Given
from tests.desk.classroom import KEY, answer_file, hand_in

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section
"    Points Possible",,,,
"Aliyeva, Leyla",101,s1,leyla,Seminar A
"Müller, Jörg",102,s2,jorg,Seminar B
"Sample, Bo",103,s3,bo,Seminar A
"Student, Test",999,,,
"""


def with_roster(office: Office, content: str = CANVAS, name: str = "grades.csv") -> dict[str, Any]:
    answer = office.answer({"do": "class.roster"}, [Given(name, content.encode())])
    assert "error" not in answer, answer
    return answer


def listed(office: Office, **asked: Any) -> list[dict[str, Any]]:
    shown = office.answer({"do": "class.students", **asked})["shown"]
    students: list[dict[str, Any]] = shown["students"]
    return students


def decide(office: Office, *students: str, what: str = "excused", **more: Any) -> dict[str, Any]:
    asked = {"do": "decide", "students": list(students), "what": what, "reason": "ill", **more}
    return office.answer(asked)


def test_a_class_without_a_roster_asks_for_one(office: Office) -> None:
    state = office.state()
    assert state["class"]["roster"] is None
    assert state["next"]["step"] == "class"
    assert "list of your students" in state["next"]["says"]


def test_a_roster_is_taken_as_the_platform_gives_it(office: Office) -> None:
    answer = with_roster(office)
    assert answer["said"][0] == "3 students in grades.csv."
    assert "test student" in answer["said"][1]
    told = answer["state"]["class"]["roster"]
    assert told["students"] == 3
    assert told["sections"] == [
        {"name": "Seminar A", "students": 2}, {"name": "Seminar B", "students": 1}
    ]  # fmt: skip
    assert [it["id"] for it in listed(office)] == ["s1", "s2", "s3"]
    assert (office.folder / "roster" / "grades.csv").read_text(encoding="utf-8") == CANVAS


def test_a_workbook_is_taken_too_and_says_who_joined_and_who_left(office: Office) -> None:
    with_roster(office)
    book, file = Workbook(), BytesIO()
    sheet = book.create_sheet("Class")
    for row in (("Student ID", "Name"), ("s1", "Leyla Aliyeva"), ("s9", "Nia New")):
        sheet.append(row)
    book.save(file)
    answer = office.answer({"do": "class.roster"}, [Given("class.xlsx", file.getvalue())])
    assert answer["said"][1:] == [
        "1 joined: Nia New.",
        "2 no longer on the list: Müller, Jörg, Sample, Bo.",
    ]
    assert [path.name for path in (office.folder / "roster").iterdir()] == ["class.xlsx"]
    assert office.answer({"do": "undo"})["state"]["class"]["roster"]["file"] == "grades.csv"


def test_a_roster_that_cannot_be_used_leaves_the_class_as_it_was(office: Office) -> None:
    with_roster(office)
    twice = "Student ID,Name\ns1,Ada\ns1,Bo\n"
    answer = office.answer({"do": "class.roster"}, [Given("Downloads/new.csv", twice.encode())])
    assert answer["error"]["says"].startswith("new.csv: rows 2 and 3 have the same id")
    assert answer["state"]["class"]["roster"]["students"] == 3
    two = [Given("a.csv", b"x"), Given("b.csv", b"y")]
    assert "one file" in office.answer({"do": "class.roster"}, two)["error"]["says"]


def test_students_are_found_by_name_in_any_order_by_id_and_by_section(office: Office) -> None:
    with_roster(office)
    for search in ("leyla ali", "Aliyeva", "S1", "muller", ""):
        found = [it["id"] for it in listed(office, search=search)]
        assert found == {"muller": ["s2"], "": ["s1", "s2", "s3"]}.get(search, ["s1"]), search
    assert [it["id"] for it in listed(office, section="seminar a")] == ["s1", "s3"]
    page = office.answer({"do": "class.students", "from": 1, "limit": 1})["shown"]
    assert ([it["id"] for it in page["students"]], page["of"]) == (["s2"], 3)


def test_decisions_before_anything_is_graded_are_kept_shown_and_undone(office: Office) -> None:
    with_roster(office)
    answer = decide(office, "s1", what="extension until", value="20.10.2026", who="Ada")
    assert "s1: extension until 2026-10-20: ill" in answer["said"][0]
    decide(office, "section:Seminar A", what="late waived")
    first, second, third = listed(office)
    assert [it["says"] for it in first["decisions"]] == [
        "extension until 2026-10-20: ill", "late waived: ill"
    ]  # fmt: skip
    assert [it["on"] for it in first["decisions"]] == ["student", "section"]
    assert second["decisions"] == []
    assert [it["says"] for it in third["decisions"]] == ["late waived: ill"]
    assert [it["id"] for it in listed(office, decided=True)] == ["s1", "s3"]
    state = office.state()["class"]["decisions"]
    assert (state["count"], state["who"], len(state["many"])) == (2, "Ada", 1)
    answer = office.answer({"do": "undecide", "row": first["decisions"][0]["row"]})
    assert answer["said"] == ["Taken back: extension until 2026-10-20: ill."]
    assert [it["says"] for it in listed(office)[0]["decisions"]] == ["late waived: ill"]
    office.answer({"do": "undo"})
    assert len(listed(office)[0]["decisions"]) == 2


def test_a_decision_needs_a_reason_and_a_person_and_what_is_told_contradicts_none(
    office: Office,
) -> None:
    with_roster(office)
    assert "reason" in decide(office, "s1", reason=" ")["error"]["says"]
    assert "Say on whom" in decide(office)["error"]["says"]
    assert "20.10" in decide(office, "s1", what="extension until", value="20.10")["error"]["says"]
    assert (
        "beside the file"
        in decide(office, "s1", what="this file counts", value="x")["error"]["says"]
    )
    assert office.state()["class"]["decisions"]["count"] == 0
    decide(office, "s1")
    told = decide(office, "s1", what="set to", value="7")["said"]
    assert any("contradict each other" in it for it in told)
    assert any("is on nobody of the class" in it for it in decide(office, "s77")["said"])


def test_what_was_decided_before_is_applied_when_the_class_is_graded(
    office: Office, tmp_path: Path
) -> None:
    with_roster(office)
    decide(office, "s1", "s3", what="adjust by", value="-1.5")
    files = hand_in(tmp_path / "in", s1=answer_file("s1"), s2=answer_file("s2"))
    grade(KEY, [files], office.folder / "graded", roster=class_roster(office.folder))
    assert points(office) == {"s1": 6.5, "s2": 8, "s3": None}
    answer = decide(office, "s2", what="set to", value="3")
    assert answer["said"][0].startswith("s2: 8 before, 3 now.")
    assert [it["says"] for it in listed(office)[1]["decisions"]] == ["set to 3: ill"]
    row = listed(office)[0]["decisions"][0]["row"]
    assert "s1: 6.5 before, 8 now." in " ".join(
        office.answer({"do": "undecide", "row": row})["said"]
    )
    assert points(office) == {"s1": 8, "s2": 3, "s3": None}


def test_a_roster_that_comes_after_grading_settles_the_class_anew(
    office: Office, tmp_path: Path
) -> None:
    with_roster(office)
    files = hand_in(tmp_path / "in", s1=answer_file("s1"), s9=answer_file("s9"))
    grade(KEY, [files], office.folder / "graded", roster=class_roster(office.folder))
    assert points(office) == {"s1": 8}
    with_roster(office, "Student ID,Name\ns1,Leyla Aliyeva\ns9,Nia New\n")
    assert points(office) == {"s1": 8, "s9": 8}
    with Ledger(office.folder / "graded" / NAME) as ledger:
        (present,) = ledger.row("SELECT sum(present) FROM files") or (0,)
    assert present == 2


def test_what_writes_pages_tells_how_far_it_is_and_can_be_stopped_there(
    office: Office, tmp_path: Path
) -> None:
    with_roster(office)
    files = hand_in(tmp_path / "in", s1=answer_file("s1"), s2=answer_file("s2"))
    grade(KEY, [files], office.folder / "graded", roster=class_roster(office.folder))
    decide(office, "s1", what="set to", value="3")
    (row,) = (it["row"] for it in listed(office)[0]["decisions"])
    before = points(office)
    renamed = Given("grades.csv", CANVAS.replace("Leyla", "Lala").encode())
    requests: list[tuple[dict[str, Any], list[Given]]] = [
        ({"do": "decide", "students": ["s2"], "what": "excused", "reason": "ill"}, []),
        ({"do": "undecide", "row": row}, []),
        ({"do": "class.roster"}, [renamed]),
    ]
    told: list[tuple[int, int, str]] = []

    def stop(done: int, of: int, what: str) -> None:
        told.append((done, of, what))
        raise Cancelled

    for asked, given in requests:
        assert office.answer(asked, given, stop)["error"]["cancelled"] is True
        assert told.pop() == (1, 3, "pages written")
        assert points(office) == before
    assert told == []


def points(office: Office) -> dict[str, float | None]:
    with Ledger(office.folder / "graded" / NAME) as ledger:
        return points_of(ledger, (it.id for it in ledger.students()))


def test_two_thousand_students_are_paged(office: Office) -> None:
    rows = "".join(f"s{number},Student {number}\n" for number in range(2000))
    answer = with_roster(office, f"Student ID,Name\n{rows}")
    assert answer["state"]["class"]["roster"]["students"] == 2000
    assert len(str(answer["state"])) < 20_000
    page = office.answer({"do": "class.students", "from": 1990})["shown"]
    assert (len(page["students"]), page["of"]) == (10, 2000)
