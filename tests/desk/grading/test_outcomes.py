"""What became of files and students, from the ledger alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from hedgelab.desk.grading.regrading import regrade
from hedgelab.desk.grading.run import grade
from hedgelab.desk.ledger.gradebook import graded_sheets
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import Sheet
from hedgelab.desk.model.records import Mark
from tests.desk.classroom import (
    EVENTS,
    KEY,
    MARKED,
    PLACES,
    SHEET,
    answer_file,
    hand_in,
    points,
    rows,
    statuses,
)
from tests.desk.handing_in import table

pytestmark = pytest.mark.usefixtures("without_figures")


def test_without_a_roster_a_mended_file_leaves_no_student_behind(tmp_path: Path) -> None:
    """While it could not be read, the file's name was all that there was."""
    handed = hand_in(tmp_path / "in", upload="{")
    grade(KEY, [handed], tmp_path / "out")
    assert points(tmp_path / "out") == {"upload": ""}
    hand_in(tmp_path / "in", upload=answer_file("s1"))
    report = grade(KEY, [handed], tmp_path / "out")
    assert points(tmp_path / "out") == {"s1": "8"}
    assert (report.students, report.attention, report.left_over) == (1, 0, ("upload.html",))


def test_without_a_roster_a_broken_file_is_a_student(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s1="{", s2=answer_file("s2"))
    for _ in range(2):
        grade(KEY, [handed], tmp_path / "out")
        assert points(tmp_path / "out") == {"s1": "", "s2": "8"}


def test_a_key_that_spells_an_id_otherwise_makes_no_second_student(tmp_path: Path) -> None:
    words = {"port-2001": "It arms."}
    handed = hand_in(tmp_path / "in", a=answer_file("S1", words=words))
    grade(MARKED, [handed], tmp_path / "out")
    with Ledger(tmp_path / "out" / NAME) as ledger:
        mark = Mark({"claim": 2, "evidence": 2}, "", "me", digest_of("It arms."))
        with ledger.transaction():
            ledger.keep_mark("S1", "port-2001", mark)
        drawn = replace(MARKED, sheets={SHEET: Sheet(tuple(EVENTS), ("s1",))})
        regrade(ledger, drawn, dry_run=False)
        # What an instructor typed counts as before: all places, and one justification of four.
        (sheet,) = graded_sheets(ledger)
        assert (sheet.student, sheet.points, sheet.to_mark) == ("S1", 9, 0)


def test_the_marks_of_who_leaves_the_list_stay_on_record(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", upload="{")
    grade(MARKED, [handed], tmp_path / "out")
    with Ledger(tmp_path / "out" / NAME) as ledger, ledger.transaction():
        ledger.keep_mark("upload", "port-2001", Mark({"claim": 2}))
    grade(MARKED, [hand_in(tmp_path / "in", upload=answer_file("s1"))], tmp_path / "out")
    with Ledger(tmp_path / "out" / NAME) as ledger:
        assert [student.id for student in ledger.students()] == ["s1"]
        assert ledger.marks_of("upload").keys() == {"port-2001"}


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([], "It holds no answer: "),
        ([{"event": event} for event in PLACES], "It holds no answer: "),
        ([{"event": "port-2001", "confidence": 2, "justification": " "}], "It holds no answer: "),
        ([{"event": "other-1999", "position": "balancing"}], "None of its answers is to an event"),
        ([{"event": "other-1999", "justification": "So."}], "None of its answers is to an event"),
    ],
)
def test_an_empty_file_is_told_from_a_wrong_one(
    answers: list[dict[str, object]], reason: str, tmp_path: Path
) -> None:
    handed = hand_in(tmp_path / "in", s1=answer_file("s1", answers=answers))
    grade(KEY, [handed], tmp_path / "out")
    assert statuses(tmp_path / "out") == {"s1": "empty"}
    (line,) = rows(tmp_path / "out" / "intake.csv")
    assert line["reason"].startswith(reason)


def test_a_table_with_fewer_rows_than_the_sheet_counts_and_is_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "s1.csv").write_bytes(table("port-2001,1,,", "treaty-2002,4,,"))
    report = grade(KEY, [folder], tmp_path / "out")
    assert points(tmp_path / "out") == {"s1": "4"}
    (line,) = rows(tmp_path / "out" / "intake.csv")
    assert (line["status"], line["needs attention"]) == ("graded", "yes")
    assert "rows for 2 events, and the sheet has 4" in line["reason"]
    assert report.attention == 1
    # A row that is there and empty was not lost.
    rest = ("visit-2003,,,", "pipeline-2004,,,")
    (folder / "s1.csv").write_bytes(table("port-2001,1,,", "treaty-2002,4,,", *rest))
    assert grade(KEY, [folder], tmp_path / "other").attention == 0


@pytest.mark.parametrize("nothing", [" ", "\u200b\u200c", "\u3164", "\u2800 \ufeff"])
def test_a_reason_that_nobody_can_see_is_none(tmp_path: Path, nothing: str) -> None:
    words = {"port-2001": nothing}
    handed = hand_in(
        tmp_path / "in", s1=answer_file("s1", {}, words=words), s2=answer_file("s2", words=words)
    )
    grade(MARKED, [handed], tmp_path / "out")
    assert statuses(tmp_path / "out")["s2"] == "graded"
    with Ledger(tmp_path / "out" / NAME) as ledger:
        assert [sheet.to_mark for sheet in graded_sheets(ledger)] == [0, 0]
