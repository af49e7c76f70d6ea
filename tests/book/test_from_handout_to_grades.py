"""The page for instructors keeps its word: its commands are run, in order, in an empty folder."""

import csv
import json
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

from hedgelab.cli import COMMANDS, SUCCESS, main
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.statuses import Status
from tests.desk.handout.nbgrader_rules import filled, notebook, released

TEXT = (Path(__file__).parents[2] / "book" / "from-handout-to-grades.md").read_text(
    encoding="utf-8"
)

HANDED_IN = {"s26001": "dominance-denial", "s26002": "indirect-balancing"}
"""Who hands in by nbgrader, and where they put every event."""

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LAST_CODE = "echo $?"


@dataclass(frozen=True)
class Step:
    """A command that was typed, what the page promised of it, and what came."""

    command: str
    promised: tuple[str, ...]
    code: int
    said: str


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("instructor")


@pytest.fixture(scope="module")
def steps(folder: Path) -> list[Step]:
    """Type what the page says, one command after another."""
    done: list[Step] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for block in BLOCK.findall(TEXT):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *promised = part.splitlines()
                if command == LAST_CODE:
                    code, said = SUCCESS, f"{done[-1].code}\n"
                elif command.startswith("cd "):
                    code, said = SUCCESS, ""
                    patch.chdir(command.removeprefix("cd "))
                else:
                    code, said = typed(command)
                done.append(Step(command, tuple(promised), code, said))
    return done


def typed(command: str) -> tuple[int, str]:
    """Run one command as a shell would; give its code and what it printed."""
    program, *argv = shlex.split(command)
    if program == "nbgrader":
        as_nbgrader(*argv)
        return SUCCESS, ""
    assert program == "hedgelab"
    printed = StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        code = main(argv)
    return code, printed.getvalue()


def as_nbgrader(step: str, assignment: str = "") -> None:
    """Do in the course's folder what that step of nbgrader does, by the rules of its source."""
    at = Path("release") / assignment / f"{assignment}.ipynb"
    if step == "generate_assignment":
        source = Path("source", *at.parts[1:]).read_text(encoding="utf-8")
        at.parent.mkdir(parents=True)
        at.write_text(json.dumps(released(notebook(source))), encoding="utf-8")
    elif step == "collect":
        given = notebook(at.read_text(encoding="utf-8"))
        events = [cell["metadata"].get("hedgelab", {}).get("event") for cell in given["cells"]]
        for student, place in HANDED_IN.items():
            handed = Path("submitted", student, assignment)
            handed.mkdir(parents=True)
            answers = {event: (repr(place), 2, "It fits.") for event in events if event}
            (handed / at.name).write_text(json.dumps(filled(given, answers)), encoding="utf-8")
            (handed / "timestamp.txt").write_text("2026-10-01 10:00:00 UTC", encoding="utf-8")
    elif step == "export":
        lines = [f"baku-and-moscow,2026-10-01 10:00:00,{student},1.0" for student in HANDED_IN]
        text = "\n".join(["assignment,timestamp,student_id,score", *lines, ""])
        Path("grades.csv").write_text(text, encoding="utf-8")
    else:
        assert step == "autograde"  # the scores that it gives stand in what it exports


def table(path: Path, key: str) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


@pytest.mark.slow
def test_every_command_gives_the_answer_that_the_page_shows(steps: list[Step]) -> None:
    for step in steps:
        rest = step.said
        for line in step.promised:
            assert line in rest, f"{step.command} does not say {line!r}, but:\n{step.said}"
            rest = rest.partition(line)[2]


@pytest.mark.slow
def test_a_command_succeeds_unless_the_page_has_shown_its_code(steps: list[Step]) -> None:
    shown = {step.command for step, after in pairwise(steps) if after.command == LAST_CODE}
    for step in steps:
        assert step.code == SUCCESS or step.command in shown, f"{step.command}:\n{step.said}"


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
