"""The page for instructors keeps its word: its commands are run, in order, in an empty folder."""

import csv
import re
from pathlib import Path

import pytest

from hedgelab.cli import COMMANDS
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.statuses import Status
from tests.book.guide import BOOK, Step, keep_their_word, steps_of

TEXT = (BOOK / "from-handout-to-grades.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("instructor")


@pytest.fixture(scope="module")
def steps(folder: Path) -> list[Step]:
    """Type what the page says, one command after another."""
    return steps_of(TEXT, folder)


def table(path: Path, key: str) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


@pytest.mark.slow
def test_every_command_gives_the_answer_and_the_code_that_the_page_shows(
    steps: list[Step],
) -> None:
    keep_their_word(steps)


@pytest.mark.slow
def test_the_page_goes_through_every_command(steps: list[Step]) -> None:
    typed = {step.command.split()[1] for step in steps}
    # It answers until somebody ends it, so it is told of and not run.
    assert set(COMMANDS) - {"desk"} <= typed
    assert "`hedgelab desk class`" in TEXT


def listed(heading: str) -> list[str]:
    """Give the names in code type that begin the items of a section's lists."""
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    heads = re.findall(r"^- ((?:`[^`]+`(?:, | and )?)+)", section, re.MULTILINE)
    return re.findall(r"`([^`]+)`", " ".join(heads))


@pytest.mark.slow
@pytest.mark.usefixtures("steps")
def test_every_file_that_the_page_names_is_there(folder: Path) -> None:
    made = listed("A class to practise on")
    written = [f"graded/{name}" for name in listed("Grade") if name not in set(Status)]
    named = re.findall(r"`((?:graded|handout)/[\w./-]+)`", TEXT)
    assert len(made) == 8
    assert len(written) == 6
    for name in {*made, *written, *named}:
        assert (folder / "class" / name).exists(), name


@pytest.mark.slow
@pytest.mark.usefixtures("steps")
def test_the_page_says_whose_points_can_be_compared(folder: Path) -> None:
    given = table(folder / "class" / "graded" / "grades.csv", "id")
    due = table(folder / "class" / "true-scores.csv", "student")
    without = [student for student, row in given.items() if not row["points"]]
    assert {due[student]["points"] for student in without} == {"0.00"}
    assert len(without) == 7
    told = f"agree for the {len(due) - len(without)} students who have a grade. The other seven"
    assert told in TEXT


@pytest.mark.slow
@pytest.mark.usefixtures("steps")
def test_each_student_gets_the_four_forms_and_a_feedback_page(folder: Path) -> None:
    roster = table(folder / "class" / "roster.csv", "Student ID")
    student = folder / "class" / "handout" / "student"
    # Of whom the page has forgotten at its end, no feedback is left.
    (forgotten,) = re.findall(r"^\$ hedgelab forget .* --student (\S+)$", TEXT, re.MULTILINE)
    assert forgotten in roster
    for enrolled in roster:
        for ending in (".html", ".ipynb", ".csv", "-print.html"):
            assert (student / f"baku-and-moscow-{enrolled}{ending}").is_file()
        feedback = folder / "class" / "graded" / "feedback" / f"{enrolled}.html"
        assert feedback.is_file() is (enrolled != forgotten)


def test_every_outcome_that_intake_can_show_is_explained() -> None:
    assert set(Status) <= set(listed("Grade"))


@pytest.mark.slow
@pytest.mark.usefixtures("steps")
def test_nothing_that_was_handed_in_was_run(folder: Path) -> None:
    assert not list(folder.rglob("all-marks-are-mine*"))
    assert {path.name for path in folder.iterdir()} == {"class", "my-bank"}


@pytest.mark.slow
@pytest.mark.usefixtures("steps")
def test_the_whole_course_ends_with_what_everybody_is_due(folder: Path) -> None:
    course = folder / "class" / "course"
    due = table(course / "true-results.csv", "student")
    given = table(course / "graded" / "grades.csv", "id")
    assert len(due) == 80
    for student, row in due.items():
        got = given[student]
        assert (got["status"], got["section"]) == (row["status"], row["section"]), student
        assert [float(it or "nan") for it in (got["points"],)] == pytest.approx(
            [float(row["points"] or "nan")], nan_ok=True
        ), student
        assert row["decided"] in got["decided"], student
        assert bool(got["decided"]) is bool(row["decided"]), student
        assert got["to mark"] in ("0", ""), student
    uploaded = table(course / "tuesday.csv", "SIS User ID")
    (column,) = [name for name in uploaded["s27001"] if name.startswith("Baku")]
    assert [student for student, row in uploaded.items() if row[column] == "EX"] == ["s27025"]


@pytest.mark.slow
@pytest.mark.usefixtures("steps")
def test_the_whole_course_has_the_marks_that_each_text_is_due(folder: Path) -> None:
    course = folder / "class" / "course"
    with (course / "true-marks.csv").open(encoding="utf-8", newline="") as file:
        due = {(row["student"], row["event"]): row for row in csv.DictReader(file)}
    with Ledger(course / "graded" / NAME) as ledger:
        given = {
            (student, event): mark.points
            for student in {student for student, _ in due}
            for event, mark in ledger.marks_of(student).items()
        }
    assert given == {
        text: {name: float(row[name]) for name in ("definition", "fact", "neighbour")}
        for text, row in due.items()
    }
