"""What a group hands in through Moodle is each member's, where a worksheet or the roster says."""

import dataclasses
from pathlib import Path

import pytest

from hedgelab.answers import sheet_of_events
from hedgelab.desk.grading.forgetting import forget
from hedgelab.desk.grading.run import grade, write_outputs
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.key import Sheet
from hedgelab.desk.model.roster import Roster
from tests.desk.classroom import ABOVE, CLASS, EVENTS, KEY, answer_file, points, rows
from tests.desk.moodle_downloads import moodles_zip, worksheet

pytestmark = pytest.mark.usefixtures("without_figures")

WHEN = (2027, 3, 15, 12, 0, 0)
TIME = "Monday, 15 March 2027, 12:00 PM"
SUBMITTED = "Submitted for grading -  - "
# Moodle writes a space for the line in the group's name; the number is the group's, and Ana's.
FILES = {
    "Group A 1_5_assignsubmission_file/x.json": "s1",
    "Group B_6_assignsubmission_file/x.json": "",
}
GROUPS = {"ana": "Group A_1", "ben": "Group A_1", "cem": "Default group"}


def download(path: Path, files: dict[str, str] = FILES) -> Path:
    """Pack what groups handed in, by whom each file names."""
    return moodles_zip(path, {name: (WHEN, answer_file(it)) for name, it in files.items()})


def sheet_beside(path: Path) -> Path:
    """Write the worksheet of the class, with its groups."""
    path.write_bytes(worksheet([(who, SUBMITTED, TIME) for who in GROUPS], groups=GROUPS))
    return path


def grouped(**groups: str) -> Roster:
    """Give the class with groups of its roster."""
    return Roster(
        tuple(
            dataclasses.replace(it, sections=(groups[it.id],)) if it.id in groups else it
            for it in CLASS.students
        )
    )


def test_a_worksheet_says_who_is_in_a_group(tmp_path: Path) -> None:
    paths = [download(tmp_path / "in.zip"), sheet_beside(tmp_path / "Grades.csv")]
    grade(KEY, paths, tmp_path / "out", roster=CLASS)
    # The file names Ana alone, and counts for Ben, too; nobody knows who is in Group B.
    assert points(tmp_path / "out") == {"s1": "8", "s2": "8", "s3": ""}
    lines = {row["path"].rpartition("/")[2]: row for row in rows(tmp_path / "out" / "intake.csv")}
    assert {name: row["status"] for name, row in lines.items() if "json" in name} == {
        "x.json (for s1)": "graded",
        "x.json (for s2)": "graded",
        "x.json": "unknown-student",
    }
    note = "Moodle has it from a group; it counts for each of its members."
    assert lines["x.json (for s2)"]["notes"] == note


def test_a_roster_says_who_is_in_a_group_and_is_remembered(tmp_path: Path) -> None:
    handed = download(tmp_path / "in.zip")
    grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    assert set(points(tmp_path / "out").values()) == {""}
    roster = grouped(s1="group a_1", s2="Group A_1", s3="Group B")
    for given in (roster, None):
        report = grade(KEY, [handed], tmp_path / "out", roster=given)
        assert points(tmp_path / "out") == {"s1": "8", "s2": "8", "s3": "8"}
        assert report.attention == 0


def test_a_groups_file_that_names_somebody_else_counts_for_nobody(tmp_path: Path) -> None:
    files = {"Group A 1_5_assignsubmission_file/x.json": "s3"}
    grade(
        KEY,
        [download(tmp_path / "in.zip", files)],
        tmp_path / "out",
        roster=grouped(s1="Group A_1"),
    )
    assert set(points(tmp_path / "out").values()) == {""}


@pytest.mark.parametrize("shown", ["Default group_0", "Ana Lee_5"])
def test_who_is_in_no_group_or_called_like_one_is_not_taken_for_all(
    tmp_path: Path, shown: str
) -> None:
    name = shown.rpartition("_")[0]
    files = {f"{shown}_assignsubmission_file/x.json": ""}
    roster = grouped(s2=name, s3=name)
    grade(KEY, [download(tmp_path / "in.zip", files)], tmp_path / "out", roster=roster)
    expected = "8" if "Ana" in shown else ""
    assert points(tmp_path / "out") == {"s1": expected, "s2": "", "s3": ""}


def test_a_sheet_that_was_drawn_for_one_of_them_is_asked_about_for_the_others(
    tmp_path: Path,
) -> None:
    drawn = {
        student: str(sheet_of_events([EVENTS[event]], **ABOVE)["digest"])
        for student, event in (("s1", "port-2001"), ("s2", "visit-2003"))
    }
    sheets = {
        drawn["s1"]: Sheet(("port-2001",), ("s1",)), drawn["s2"]: Sheet(("visit-2003",), ("s2",))
    }  # fmt: skip
    files = {"Group A_1_assignsubmission_file/x.json": answer_file("s1", sheet=drawn["s1"])}
    handed = moodles_zip(tmp_path / "in.zip", {name: (WHEN, it) for name, it in files.items()})
    roster = grouped(s1="Group A", s2="Group A")
    grade(dataclasses.replace(KEY, sheets=sheets), [handed], tmp_path / "out", roster=roster)
    of = {row["student"]: row for row in rows(tmp_path / "out" / "intake.csv")}
    assert (of["s1"]["status"], of["s2"]["status"]) == ("graded", "other-students-sheet")
    assert "look whether it is to count for s2, too" in of["s2"]["reason"]


def test_without_a_roster_a_worksheet_still_says_who_is_in_a_group(tmp_path: Path) -> None:
    paths = [download(tmp_path / "in.zip"), sheet_beside(tmp_path / "Grades.csv")]
    grade(KEY, paths, tmp_path / "out")
    assert {"s1": "8", "s2": "8"}.items() <= points(tmp_path / "out").items()


def test_who_is_forgotten_is_in_no_file_of_their_group_and_the_others_keep_it(
    tmp_path: Path,
) -> None:
    paths = [download(tmp_path / "in.zip"), sheet_beside(tmp_path / "Grades.csv")]
    grade(KEY, paths, tmp_path / "out", roster=CLASS)
    with Ledger(tmp_path / "out" / NAME) as ledger:
        forget(ledger, "s1")
        write_outputs(ledger, tmp_path / "out")
    assert points(tmp_path / "out") == {"s2": "8", "s3": ""}
    for path in (tmp_path / "out").rglob("*.*"):
        held = path.read_bytes()
        assert not any(it in held for it in (b'"s1"', b"for s1", b"s1,", b"s1@", b"Ana Lee"))
