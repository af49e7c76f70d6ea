"""nbgrader's tree tells whose and when; its table is filled, and its feedback tree written."""

import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgelab.cli import ATTENTION, SUCCESS, main
from hedgelab.desk.giving_back.feedback import give_feedback
from hedgelab.desk.giving_back.gradebooks import fill_gradebook
from hedgelab.desk.grading.run import grade
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.platforms.names import hint_of
from hedgelab.desk.platforms.nbgrader import NBGRADER, read_moment
from hedgelab.desk.platforms.platform import GradebookError
from tests.desk.classroom import CLASS, KEY, PLACES, SHEET, points, rows
from tests.desk.giving_back.pages import page_to_send

pytestmark = pytest.mark.usefixtures("without_figures")

ON_TIME, LATE = "2027-03-15 12:00:00.123456 UTC", "2027-03-16 18:00:00.000000 Europe/Berlin"
EXPORTED = (
    "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,"
    "late_submission_penalty,score,max_score\n"
    "ports,,2027-03-15 12:00:00,s1,Lee,Ana,,8.0,0.0,8.0,8.0\n"
    "ports,,2027-03-16 17:00:00,s2,Okoro,Ben,,3.0,0.0,3.0,8.0\n"
    "ports,,,s3,Ak,Çiğdem,,0.0,0.0,0.0,8.0\n"
    "ps1,,2027-03-15 12:00:00,s1,Lee,Ana,,1.0,0.0,1.0,2.0\n"
)


def sheet(places: dict[str, str]) -> str:
    cells = [
        {
            "cell_type": "code",
            "metadata": {"hedgelab": {"event": event}},
            "source": [f"position_{number} = {place!r}\n"],
        }
        for number, (event, place) in enumerate(places.items(), start=1)
    ]
    own = {"hedgelab": {"assignment": "ports", "sheet": SHEET}}
    return json.dumps({"cells": cells, "metadata": own, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Give a course in which two students submitted, and one of them something else as well."""
    files = {
        "submitted/s1/ports/ports.ipynb": sheet(PLACES),
        "submitted/s1/ports/timestamp.txt": ON_TIME,
        "submitted/s1/ports/submission_secret.txt": "secret of s1",
        "submitted/s2/ports/ports.ipynb": sheet(PLACES),
        "submitted/s2/ports/timestamp.txt": LATE,
        "submitted/s1/ps1/problem.ipynb": json.dumps({"cells": [], "metadata": {}, "nbformat": 4}),
        "source/ports/ports.ipynb": sheet(PLACES),
        "autograded/s1/ports/ports.ipynb": sheet(PLACES),
        "gradebook.db": "",
        "grades.csv": EXPORTED,
    }
    for name, text in files.items():
        path = tmp_path / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "course"


@pytest.fixture
def graded(course: Path) -> Path:
    grade(KEY, [course], course.parent / "out", roster=CLASS)
    return course.parent / "out"


def test_the_folders_say_whose_and_the_stamp_says_when(graded: Path) -> None:
    # 18:00 in Berlin is 18 hours and a minute after the due time, 23:59 there: one day begun.
    assert points(graded) == {"s1": "8", "s2": "7.2", "s3": ""}
    lines = {row["path"].partition("course/")[2]: row for row in rows(graded / "intake.csv")}
    on_time = lines["submitted/s1/ports/ports.ipynb"]
    assert (on_time["clock"], on_time["received"]) == ("platform", "2027-03-15T12:00:00+00:00")


def test_what_is_the_course_s_own_and_other_assignments_need_nobody(graded: Path) -> None:
    lines = {row["path"].partition("course/")[2]: row for row in rows(graded / "intake.csv")}
    assert {name for name, row in lines.items() if row["status"] == "ignored"} == {
        "submitted/s1/ports/timestamp.txt",
        "submitted/s1/ports/submission_secret.txt",
        "submitted/s2/ports/timestamp.txt",
        "submitted/s1/ps1/problem.ipynb",
        "source",
        "autograded",
        "gradebook.db",
        "grades.csv",
    }
    assert "another assignment, ps1" in lines["submitted/s1/ps1/problem.ipynb"]["reason"]


def test_a_zip_of_the_tree_says_the_same(course: Path) -> None:
    packed = Path(shutil.make_archive(str(course.parent / "all"), "zip", course, "submitted"))
    grade(KEY, [packed], course.parent / "out", roster=CLASS)
    assert points(course.parent / "out") == {"s1": "8", "s2": "7.2", "s3": ""}


def test_such_folders_in_what_another_platform_took_say_nothing() -> None:
    inner = ("leeana_501_9001_all.zip", "submitted", "s2", "ports", "ports.ipynb")
    assert hint_of(inner).platform == "canvas"
    assert hint_of(inner[1:]).ids == ("s2",)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        (b"2027-03-15 22:59:30.123456 UTC", datetime(2027, 3, 15, 22, 59, 30, tzinfo=UTC)),
        (b"2027-03-15 22:59:30 +0100\n", datetime(2027, 3, 15, 21, 59, 30, tzinfo=UTC)),
        (b"2027-03-15 22:59:30", datetime(2027, 3, 15, 22, 59, 30)),
        (b"2027-03-15 22:59:30 Nowhere/Land", None),
        (b"yesterday", None),
        (b"\xff\xfe", None),
    ],
)
def test_a_stamp_is_a_time_or_nothing(written: bytes, moment: datetime | None) -> None:
    assert read_moment(written) == moment


def test_only_the_scores_that_are_ours_change(course: Path, graded: Path) -> None:
    out = course.parent / "filled.csv"
    with Ledger(graded / NAME) as ledger:
        filled = fill_gradebook(ledger, NBGRADER, course / "grades.csv", out)
        assert (filled.same, filled.filled, [it.student for it in filled.kept]) == (1, 0, ["s2"])
        assert out.read_text(encoding="utf-8") == EXPORTED
        filled = fill_gradebook(ledger, NBGRADER, course / "grades.csv", out, replace=True)
    assert [(it.student, it.there, it.ours) for it in filled.changes] == [("s2", "3.0", "7.2")]
    assert out.read_text(encoding="utf-8") == EXPORTED.replace(",3.0,0.0,3.0,", ",3.0,0.0,7.2,")


def test_the_zero_of_whom_nbgrader_has_nothing_from_is_no_grade(course: Path) -> None:
    handed = course / "submitted" / "s3" / "ports" / "ports.ipynb"
    handed.parent.mkdir(parents=True)
    handed.write_text(sheet(PLACES))
    grade(KEY, [course], course.parent / "out", roster=CLASS)
    with Ledger(course.parent / "out" / NAME) as ledger:
        out = course.parent / "filled.csv"
        filled = fill_gradebook(ledger, NBGRADER, course / "grades.csv", out)
    assert [(it.student, it.there, it.ours) for it in filled.changes] == [("s3", "", "8")]


def test_another_table_is_refused_in_words(course: Path, graded: Path) -> None:
    (course / "grades.csv").write_text("id,points\ns1,3\n")
    with (
        Ledger(graded / NAME) as ledger,
        pytest.raises(GradebookError, match="give the table that 'nbgrader export' wrote"),
    ):
        fill_gradebook(ledger, NBGRADER, course / "grades.csv", course.parent / "filled.csv")


def test_feedback_goes_back_as_the_tree_that_nbgrader_releases(course: Path, graded: Path) -> None:
    back = course.parent / "back.zip"
    with Ledger(graded / NAME) as ledger:
        given = give_feedback(ledger, "nbgrader", back, told_by=course / "submitted")
    with zipfile.ZipFile(back) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    pages = {it: page_to_send(graded, it) for it in ("s1", "s2")}
    assert held == {
        "feedback/s1/ports/ports.html": pages["s1"],
        "feedback/s1/ports/timestamp.txt": ON_TIME.encode(),
        "feedback/s1/ports/submission_secret.txt": b"secret of s1",
        "feedback/s2/ports/ports.html": pages["s2"],
        "feedback/s2/ports/timestamp.txt": LATE.encode(),
    }
    assert [it.student for it in given.packed.left] == ["s3"]


def test_the_commands_know_it(
    course: Path, graded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = course.parent / "filled.csv"
    typed = ["export", "nbgrader", str(graded), "--into", str(course / "grades.csv")]
    assert main([*typed, "--out", str(out), "--replace"]) == SUCCESS
    assert "1 grade put into 'score'" in capsys.readouterr().out
    assert main(["return", str(graded), "--zip", "nbgrader"]) == ATTENTION
    assert "nbgrader release_feedback" in capsys.readouterr().out


CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters='"\u2028\u2029'), max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    names=st.lists(CELL, min_size=3, max_size=3),
    others=st.lists(st.tuples(CELL, st.sampled_from(["s1", "s2", "x"])), max_size=3),
    ending=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_of_any_table_only_our_scores_change(
    ledger: Ledger,
    tmp_path: Path,
    names: list[str],
    others: list[tuple[str, str]],
    ending: str,
    mark: str,
) -> None:
    def exported(*scores: str) -> bytes:
        lines = ["assignment,timestamp,student_id,last_name,score,max_score"]
        # Another assignment's rows, in which the same students stand.
        lines += [f'ps1,,{student},"{text}",1.0,2.0' for text, student in others]
        for number, (name, score) in enumerate(zip(names, scores, strict=True), start=1):
            lines.append(f'ports,2027-03-15 12:00:00,s{number},"{name}",{score},8.0')
        return "".join(line + ending for line in lines).encode(mark)

    into, out = tmp_path / "any.csv", tmp_path / "any-filled.csv"
    into.write_bytes(exported("", "", ""))
    fill_gradebook(ledger, NBGRADER, into, out)
    assert out.read_bytes() == exported("7.5", "6", "")
