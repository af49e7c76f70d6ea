"""The made-up class: the same each time, and graded as it is known to deserve."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.demo_class import DemoClassError, write_demo_class
from hedgelab.desk.demo_class.packing import STRANGERS
from hedgelab.desk.demo_class.people import DUE, EVENTS, people, truth_of
from hedgelab.desk.grading.marking import import_marks
from hedgelab.desk.grading.run import grade, write_outputs
from hedgelab.desk.handout import write_handout
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.roster import read_roster
from hedgelab.desk.model.statuses import Status

CLASS = {person.id: person for person in people()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "class"
    write_demo_class(folder)
    return folder


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def graded(made: Path) -> Path:
    """Grade the class as an instructor would, up to the marks."""
    roster = read_roster(made / "roster.csv")
    handout = write_handout(
        read_assignment(made / "assignment.yml"), made.parent / "handout", roster
    )
    grade(handout.key, [made / "submissions"], made.parent / "graded", roster=roster)
    return made.parent / "graded"


def test_there_are_thirty_and_nobody_could_be_a_real_student() -> None:
    assert len(CLASS) == 30
    assert len({person.name for person in CLASS.values()}) == 30
    assert all(person.email.endswith("@example.edu") for person in CLASS.values())


def test_a_recipe_has_a_letter_for_each_event() -> None:
    for person in CLASS.values():
        if person.story != "missing":
            assert {len(person.answers), len(person.sure), len(person.wrote)} == {len(EVENTS)}


def test_the_recipes_follow_the_assignment(made: Path) -> None:
    assignment = read_assignment(made / "assignment.yml")
    assert assignment.events == EVENTS
    assert assignment.due == DUE.isoformat()


# By hand, from readings.csv: eight events of 2 points each; eight reasons of 1 point each,
# of which a short one earns a half.
@pytest.mark.parametrize(
    ("student", "positions", "justifications", "points"),
    [
        # LUKOIL's tenth at limited bandwagoning earns 0.75, the rest is the article's own.
        ("s26001", "15.50", "8.00", "23.50"),
        # 0.5 for trade and the partnership, 0.75 for the mission; short reasons; two days late.
        ("s26017", "13.50", "4.00", "14.00"),
        # Five placed, all as the article does; four short reasons and a vague one.
        ("s26006", "10.00", "2.00", "12.00"),
        ("s26018", "0.00", "0.00", "0.00"),
    ],
)
def test_what_a_student_is_due_is_plain_arithmetic(
    student: str, positions: str, justifications: str, points: str
) -> None:
    truth = truth_of(CLASS[student])
    assert truth.position_points == Decimal(positions)
    assert truth.justification_points == Decimal(justifications)
    assert truth.points == Decimal(points)


def test_every_kind_of_fate_is_met() -> None:
    met = {person.status for person in CLASS.values()} | set(STRANGERS.values())
    of_files_only = {Status.SUPERSEDED, Status.DUPLICATE, Status.OTHER_STUDENTS_SHEET}
    by_decision = {Status.EXCUSED, Status.ON_PAPER, Status.SET}
    assert met == set(Status) - of_files_only - by_decision


@pytest.mark.slow
def test_the_same_files_come_out_each_time(made: Path, tmp_path: Path) -> None:
    write_demo_class(tmp_path)
    first, second = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (made, tmp_path)
    )
    assert first == second
    assert len(first) == 30


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Mine.", encoding="utf-8")
    with pytest.raises(DemoClassError, match="new or empty"):
        write_demo_class(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.slow
def test_grading_gives_each_student_what_they_are_due(made: Path, graded: Path) -> None:
    def given() -> dict[str, tuple[str, Decimal]]:
        return {
            row["id"]: (row["status"], Decimal(row["points"] or 0))
            for row in table(graded / "grades.csv")
        }

    due = table(made / "true-scores.csv")
    assert given() == {
        row["student"]: (row["status"], Decimal(row["points_before_marking"])) for row in due
    }
    with Ledger(graded / NAME) as ledger:
        import_marks(ledger, made / "marks.csv", "")
        write_outputs(ledger, graded)
    assert given() == {row["student"]: (row["status"], Decimal(row["points"])) for row in due}


def test_every_file_meets_the_fate_it_was_made_for(made: Path, graded: Path) -> None:
    folder = f"{made / 'submissions'}/"
    found = {
        row["path"].removeprefix(folder): row["status"]
        for row in table(graded / "intake.csv")
        if row["path"]
    }
    for name, status in STRANGERS.items():
        assert found.pop(f"mail/{name}") == status, name
    # What is left is the class's: one file each, and what was sent twice.
    by_student = {
        person: sorted(status for path, status in found.items() if holds(path, person))
        for person in CLASS
    }
    odd = {
        "s26002": ["graded", "superseded"],
        "s26026": ["duplicate", "graded"],
        "s26023": [],  # renamed, and found below
        "s26029": [],
        "s26030": [],
    }
    assert by_student == {
        person.id: odd.get(person.id, [person.status.value]) for person in CLASS.values()
    }
    assert found["mail/final version (2).txt"] == Status.GRADED


def holds(path: str, student: str) -> bool:
    """Whether a file's name says whose it is."""
    return Path(path).stem.removesuffix("-1").endswith(student)


def test_the_hostile_change_nothing_and_are_shown_as_text(made: Path, graded: Path) -> None:
    assert not list(made.parent.rglob("all-marks-are-mine*"))
    page = (graded / "feedback" / "s26021.html").read_text(encoding="utf-8")
    assert "<img" not in page
    assert "&lt;img src=x onerror" in page
    for name in ("grades.csv", "intake.csv"):
        for row in table(graded / name):
            assert not any(cell.startswith(("=", "+", "@")) for cell in row.values())
