"""A class in sections: commands for one of them or for all, several platforms, a late joiner."""

from dataclasses import replace
from pathlib import Path

import pytest

from hedgelab.cli import ATTENTION, FAILURE, SUCCESS, main
from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.grading.run import grade
from hedgelab.desk.handout import Handout, key_of, write_handout
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.key import LateRule, write_key
from hedgelab.desk.model.roster import Enrolled, Roster
from tests.desk.classroom import MARKED, PLACES, answer_file, hand_in, points, rows
from tests.desk.handing_in import packed

pytestmark = pytest.mark.usefixtures("without_figures")

ROSTER = """Student ID,Name,E-mail,Canvas ID,Section
s1,Ana Lee,s1@x.edu,101,Tuesday
s2,Ben Okoro,s2@x.edu,102,Friday
s3,Cem Ak,s3@x.edu,103,Tuesday
"""
GRADE = ["grade", "key.json", "canvas.zip", "moodle", "--roster", "roster.csv", "--out", "graded"]
WORDS = dict.fromkeys(PLACES, "Because.")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a key, a roster of two sections, and a download of two platforms."""
    monkeypatch.chdir(tmp_path)
    Path("key.json").write_text(write_key(MARKED), encoding="utf-8")
    Path("roster.csv").write_text(ROSTER, encoding="utf-8")
    packed(Path("canvas.zip"), {"leeana_101_9001_a.json": answer_file("s1", words=WORDS)})
    Path("moodle").mkdir()
    hand_in(Path("moodle") / "Ben Okoro_44_assignsubmission_file", a=answer_file("s2", words=WORDS))
    assert main([*GRADE, "--quiet"]) == SUCCESS
    return tmp_path


@pytest.mark.usefixtures("desk")
def test_downloads_of_two_platforms_make_one_gradebook() -> None:
    told = {row["id"]: (row["section"], row["points"]) for row in rows(Path("graded/grades.csv"))}
    assert told == {"s1": ("Tuesday", "8"), "s2": ("Friday", "8"), "s3": ("Tuesday", "")}
    found = {row["student"]: row["section"] for row in rows(Path("graded/intake.csv"))}
    assert found == {"s1": "Tuesday", "s2": "Friday", "s3": "Tuesday"}


@pytest.mark.usefixtures("desk")
def test_tables_receipts_and_report_are_of_one_section(capsys: pytest.CaptureFixture[str]) -> None:
    for kind, of in (("grades", "id"), ("intake", "student")):
        argv = ["export", kind, "graded", "--section", "tuesday", "--out", f"{kind}.csv"]
        assert main(argv) == SUCCESS
        assert [row[of] for row in rows(Path(f"{kind}.csv"))] == ["s1", "s3"]
    assert main(["export", "report", "graded", "--section", "Friday", "--out", "f.html"]) == SUCCESS
    page, whole = (
        Path(name).read_text(encoding="utf-8") for name in ("f.html", "graded/class-report.html")
    )
    assert "Cem Ak" in whole
    assert "Cem Ak" not in page
    typed = ["export", "seminar", "graded", "--section", "Friday", "--out", "s.html"]
    assert main(typed) == SUCCESS
    of_friday, of_all = (
        Path(name).read_text("utf-8") for name in ("s.html", "graded/seminar.html")
    )
    assert of_friday.count('data-count="1"') == of_friday.count('class="act"')
    assert 'data-count="2"' in of_all
    capsys.readouterr()
    assert main(["export", "receipts", "graded", "--section", "Friday"]) == SUCCESS
    assert capsys.readouterr().out.startswith("s2  Ben Okoro")


@pytest.mark.usefixtures("desk")
def test_a_file_of_nobody_is_before_the_eyes_of_every_section() -> None:
    hand_in(Path("moodle"), stranger=answer_file("s99"))
    assert main([*GRADE, "--quiet"]) == ATTENTION
    for section in ("Tuesday", "Friday"):
        main(["export", "intake", "graded", "--section", section, "--out", "intake.csv"])
        assert "unknown-student" in {row["status"] for row in rows(Path("intake.csv"))}


@pytest.mark.usefixtures("desk")
def test_marks_and_gradebook_are_of_one_section() -> None:
    assert main(["mark", "graded", "--section", "Friday", "--export", "to-mark.csv"]) == SUCCESS
    assert len(rows(Path("to-mark.csv"))) == 4
    Path("canvas.csv").write_text(
        "Student,ID,SIS User ID,Section,Ports (7)\n"
        "    Points Possible,,,,12\nLee Ana,101,s1,,\nOkoro Ben,102,s2,,\n",
        encoding="utf-8",
    )
    argv = ["export", "canvas", "graded", "--into", "canvas.csv", "--out", "upload.csv"]
    main([*argv, "--section", "Friday"])
    assert [row["Ports (7)"] for row in rows(Path("upload.csv"))] == ["12", "", "8"]


@pytest.mark.usefixtures("desk")
def test_a_section_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    for argv in (
        ["export", "grades", "graded", "--out", "a.csv"],
        ["export", "receipts", "graded"],
        ["mark", "graded", "--export", "a.csv"],
    ):
        assert main([*argv, "--section", "Monday"]) == FAILURE
        assert "no section 'Monday': write one of Tuesday, Friday" in capsys.readouterr().err
    assert not Path("a.csv").exists()


EXAM = Path(__file__).parents[2] / "exercises" / "exam-template" / "exam.yml"
FIRST = Roster(tuple(Enrolled(f"s{n}", sections=("A" if n % 2 else "B",)) for n in range(1, 5)))
GROWN = Roster((*FIRST.students, Enrolled("s9", "Late Joiner", sections=("A",))))


def _all_balancing(made: Handout, student: str) -> str:
    """Give an answer file that puts every event of a student's own sheet in one place."""
    digest = made.key.sheet_for(student)
    places = dict.fromkeys(made.key.sheets[digest].events, "balancing")
    return answer_file(student, places, assignment=made.key.assignment, sheet=digest, saved=None)


def test_a_handout_of_a_section_writes_its_copies_and_the_key_of_all(tmp_path: Path) -> None:
    assignment = read_assignment(EXAM)
    made = write_handout(assignment, tmp_path, FIRST, forms=["csv"], sections=["a"])
    assert [path.stem for path in made.paths] == ["exam-s1", "exam-s3"]
    assert made.key == write_handout(assignment, tmp_path / "all", FIRST, forms=["csv"]).key
    write_handout(assignment, tmp_path, FIRST, forms=["csv"], sections=["B"])
    assert len(list((tmp_path / "student").iterdir())) == 4


def test_a_late_joiner_gets_a_sheet_and_a_grade_without_a_regrade(tmp_path: Path) -> None:
    assignment = read_assignment(EXAM)
    first = write_handout(assignment, tmp_path / "handout", FIRST, forms=["csv"])
    before = {path: path.read_bytes() for path in first.paths}
    made = write_handout(assignment, tmp_path / "handout", GROWN, forms=["csv"])
    assert {path: path.read_bytes() for path in first.paths} == before
    (new,) = set(made.paths) - before.keys()
    assert new.name == "exam-s9.csv"

    folder = tmp_path / "in"
    hand_in(folder, s1=_all_balancing(first, "s1"))
    grade(first.key, [folder], tmp_path / "graded", roster=FIRST)
    earlier = points(tmp_path / "graded")
    hand_in(folder, s9=_all_balancing(made, "s9"))
    # Whichever of the two keys is named from now on, both students keep their sheets.
    for key in (made.key, first.key):
        report = grade(key, [folder], tmp_path / "graded", roster=GROWN)
        given = points(tmp_path / "graded")
        assert (report.graded, report.attention) == (2, 0)
        assert given["s1"] == earlier["s1"]
        assert float(given["s9"]) > 0
    with Ledger(tmp_path / "graded" / NAME) as ledger:
        assert ledger.key == made.key
        assert ledger.row("SELECT count(*) FROM regrades") == (0,)


def test_a_key_that_differs_otherwise_is_no_growth() -> None:
    assignment = read_assignment(EXAM)
    key, grown = (key_of(assignment, roster) for roster in (FIRST, GROWN))
    assert key.grown_by(grown) == grown
    assert grown.grown_by(key) == grown
    assert key.grown_by(replace(grown, due="2027-01-01T10:00:00Z")) is None
    assert key.grown_by(replace(grown, late=LateRule(per_day=0.5))) is None
    other_draw = {digest: replace(it, students=()) for digest, it in grown.sheets.items()}
    assert key.grown_by(replace(grown, sheets=other_draw)) is None
    one, two, *_ = grown.sheets
    swapped = {**grown.sheets, one: grown.sheets[two], two: grown.sheets[one]}
    assert key.grown_by(replace(grown, sheets=swapped)) is None
