"""What the names say that Blackboard gives."""

import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from hedgelab.desk.giving_back.feedback import give_feedback
from hedgelab.desk.grading.run import grade
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.records import Hint
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.platforms.blackboard import read_receipt
from hedgelab.desk.platforms.names import hint_of, is_added
from tests.desk.classroom import KEY, ONE_OFF, answer_file, points
from tests.desk.handing_in import packed

ATTEMPT = "Acts of the seminar_ana_attempt_2026-10-12-11-02-33"


@pytest.mark.parametrize("name", [f"{ATTEMPT}_ports.answers.json", f"{ATTEMPT}_my_own notes.ipynb"])
def test_a_file_says_whose_it_is_and_which_attempt(name: str) -> None:
    when = datetime(2026, 10, 12, 11, 2, 33)
    assert hint_of((name,)) == Hint("blackboard", ("ana",), order=20261012110233, received=when)
    assert not is_added(name)


def test_a_receipt_was_not_handed_in() -> None:
    assert is_added(f"{ATTEMPT}.txt")
    assert not is_added(f"{ATTEMPT}_notes.txt")
    assert not is_added("answers.txt")


def test_by_its_clock_somebody_is_late_whatever_their_own_says(tmp_path: Path) -> None:
    name = "Acts_ana_attempt_2027-03-16-18-00-00_x.json"
    handed = packed(tmp_path / "in.zip", {name: answer_file("")})
    roster = Roster((Enrolled("s1", "Ana Lee", ids=("ana",)),))
    grade(KEY, [handed], tmp_path / "out", roster=roster)
    assert points(tmp_path / "out") == {"s1": "7.2"}


RECEIPT = (
    "Name: Ana Lee (ana)\nAssignment: Ports\n{}: {}\nCurrent Grade: Needs Grading\n\n"
    "Submission Field:\nThere is no student submission text data for this assignment.\n\n"
    "Comments:\nDate Submitted: Monday, March 1, 2027 9:00:00 AM CET\n\n"
    "Files:\n\tOriginal filename: x.json\n\tFilename: Acts_ana_attempt_2027-03-15-18-00-00_x.json\n"
)
BERLIN = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("title", "written", "zone"),
    [
        ("Date Submitted", "Tuesday, March 16, 2027 6:05:33 PM CET", BERLIN),
        ("Date Submitted", "Tuesday, March 16, 2027 6:05:33 PM GMT+01:00", BERLIN),
        ("Fecha de envío", "martes 16 de marzo de 2027 18:05:33 CET", BERLIN),
        ("Einreichungsdatum", "Dienstag, 16. März 2027, 18:05:33 MEZ", BERLIN),
        ("Дата отправки", "вторник, 16 марта 2027, 18:05:33 CET", BERLIN),
        ("提出日", "16 Mar 2027 18:05:33 CET", BERLIN),
        ("Date Submitted", "Tuesday, March 16, 2027 6:05:33 PM", None),
        ("Date Submitted", "Tuesday, March 16, 2027 6:05:33 PM IST", None),
    ],
)
def test_a_receipt_tells_the_servers_time_and_never_what_a_student_typed(
    title: str, written: str, zone: timezone | None
) -> None:
    name = "Acts_ana_attempt_2027-03-15-18-00-00.txt"
    told = read_receipt(name, RECEIPT.format(title, written).encode())
    assert told == datetime(2027, 3, 16, 18, 5, 33, tzinfo=zone)
    # It speaks of whoever it names, and of nobody else's attempt.
    other = name.replace("ana", "ben")
    assert read_receipt(other, RECEIPT.format(title, written).encode()) is None
    assert read_receipt(name, RECEIPT.format(title, "soon").encode()) is None


@pytest.mark.parametrize("is_packed", [True, False])
def test_the_receipts_date_submitted_counts(tmp_path: Path, is_packed: bool) -> None:
    attempt = "Acts_ana_attempt_2027-03-15-18-00-00"
    files: dict[str, str | bytes] = {
        f"{attempt}_x.json": answer_file(""),
        f"{attempt}.txt": RECEIPT.format(
            "Date Submitted", "Tuesday, March 16, 2027 6:05:33 PM CET"
        ),
    }
    place = packed(tmp_path / "in.zip", files) if is_packed else tmp_path / "in"
    for name, text in {} if is_packed else files.items():
        place.mkdir(exist_ok=True)
        (place / name).write_text(str(text), encoding="utf-8")
    roster = Roster((Enrolled("s1", "Ana Lee", ids=("ana",)),))
    report = grade(KEY, [place], tmp_path / "out", roster=roster)
    assert points(tmp_path / "out") == {"s1": "7.2"}
    assert report.attention == 0


def test_feedback_goes_by_attempt(tmp_path: Path) -> None:
    handed = packed(
        tmp_path / "in.zip",
        {
            "Week_3_ana_attempt_2027-03-14-18-00-00_x.json": answer_file("", ONE_OFF),
            "Week_3_ana_attempt_2027-03-15-10-00-00_x.json": answer_file(""),
            "Week_3_ben_attempt_2027-03-15-10-00-00_x.json": answer_file(""),
        },
    )
    roster = Roster((Enrolled("s1", "Ana Lee", ids=("ana",)), Enrolled("ben", "Ben Okoro")))
    grade(KEY, [handed], tmp_path / "out", roster=roster)
    with Ledger(tmp_path / "out" / NAME) as ledger:
        for told_by in (None, handed):
            give_feedback(ledger, "blackboard", tmp_path / "back.zip", told_by=told_by)
            with zipfile.ZipFile(tmp_path / "back.zip") as archive:
                assert archive.namelist() == [
                    "Week_3_ana_attempt_2027-03-15-10-00-00_feedback.html",
                    "Week_3_ben_attempt_2027-03-15-10-00-00_feedback.html",
                ]
                assert b"Ana Lee" in archive.read(archive.namelist()[0])
