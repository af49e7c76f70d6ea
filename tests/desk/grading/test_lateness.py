"""What handing in late costs, to the second, by whose clock, and where that is doubted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hedgelab.desk.grading.lateness import Lateness, lateness, own_clock_doubts
from hedgelab.desk.grading.run import grade
from hedgelab.desk.model.found import FoundFile
from hedgelab.desk.model.key import LateRule
from hedgelab.desk.model.records import Hint
from hedgelab.desk.model.roster import Enrolled, Roster
from tests.desk.classroom import (
    KEY,
    answer_file,
    hand_in,
    points,
    rows,
    statuses,
)

pytestmark = pytest.mark.usefixtures("without_figures")

# Due at 22:59 UTC with ten minutes of grace; a day is 10 per cent of 8 points, 0.8.
LATE = [
    ("2027-03-15T22:59:00Z", "graded", "8"),
    ("2027-03-15T23:09:00Z", "graded", "8"),
    ("2027-03-15T23:09:01Z", "late", "7.2"),
    ("2027-03-16T22:59:00Z", "late", "7.2"),
    ("2027-03-16T22:59:01Z", "late", "6.4"),
    ("2027-03-18T22:59:00Z", "late", "5.6"),
    ("2027-03-18T23:59:00+01:00", "late", "5.6"),
    ("2027-03-18T22:59:01Z", "too-late", ""),
]


@pytest.mark.parametrize(("saved", "status", "expected"), LATE)
def test_the_late_rule_to_the_second(
    saved: str, status: str, expected: str, tmp_path: Path
) -> None:
    handed = hand_in(tmp_path / "in", s1=answer_file("s1", saved=saved))
    grade(KEY, [handed], tmp_path / "out")
    assert statuses(tmp_path / "out") == {"s1": status}
    assert points(tmp_path / "out") == {"s1": expected}


def test_the_late_rule_is_told_in_a_sentence(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s1=answer_file("s1", saved="2027-03-17T01:00:00Z"))
    grade(KEY, [handed], tmp_path / "out")
    (row,) = rows(tmp_path / "out" / "grades.csv")
    assert row["late how"] == (
        "It was handed in 1 day 2 hours after the due time: 2 days begun, at 10% a day: "
        "20% of the points."
    )
    assert row["late share"] == "0.2"
    (line,) = rows(tmp_path / "out" / "intake.csv")
    assert (line["received"], line["clock"]) == ("2027-03-17T01:00:00Z", "file")
    assert "own clock" in line["notes"]


def test_a_change_of_the_clocks_costs_nobody_an_hour(tmp_path: Path) -> None:
    """Due an hour before Berlin's clocks go forward; a day later is still one day begun."""
    key = replace(KEY, due="2027-03-28T01:00:00+01:00", late=LateRule(per_day=0.5))
    handed = hand_in(
        tmp_path / "in",
        s1=answer_file("s1", saved="2027-03-29T02:00:00+02:00"),
        s2=answer_file("s2", saved="2027-03-29T02:00:01+02:00"),
    )
    grade(key, [handed], tmp_path / "out")
    assert points(tmp_path / "out") == {"s1": "4", "s2": "0"}


# Canvas's name for it, when it was saved, and what becomes of it: due at 22:59 UTC on the 15th.
CANVAS = [
    ("leeana_LATE_101_202_sheet", "2027-03-15T12:00:00Z", "late", "7.2", "Canvas marked it late"),
    ("leeana_LATE_101_202_sheet", "2027-03-15T23:05:00Z", "late", "7.2", "Canvas marked it late"),
    ("leeana_LATE_101_202_sheet", None, "late", "7.2", "Canvas marked it late"),
    ("leeana_LATE_101_202_sheet", "2027-03-17T12:00:00Z", "late", "6.4", "1 day 13 hours after"),
    ("leeana_LATE_101_202_sheet", "2027-03-19T12:00:00Z", "too-late", "", ""),
    ("leeana_101_202_sheet", "2027-03-15T12:00:00Z", "graded", "8", ""),
    ("leeana_101_202_sheet", "2027-03-17T12:00:00Z", "graded", "8", ""),
    ("leeana_101_202_sheet", "2027-05-17T12:00:00Z", "graded", "8", ""),
]


@pytest.mark.parametrize(("name", "saved", "status", "expected", "how"), CANVAS)
def test_what_canvas_marks_late_is_late_by_a_day_at_least_and_nothing_else(
    name: str, saved: str | None, status: str, expected: str, how: str, tmp_path: Path
) -> None:
    handed = hand_in(tmp_path / "in", **{name: answer_file("s1", saved=saved)})
    grade(KEY, [handed], tmp_path / "out", roster=Roster((Enrolled("s1", "Ana Lee"),)))
    (row,) = rows(tmp_path / "out" / "grades.csv")
    assert (row["status"], row["points"]) == (status, expected)
    assert how in row["late how"]
    (line,) = rows(tmp_path / "out" / "intake.csv")
    overruled = status == "graded" and saved != "2027-03-15T12:00:00Z"
    assert ("Canvas did not mark it late, and that counts" in line["notes"]) is overruled


def test_without_a_time_nothing_is_late_and_the_teacher_is_told(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s1=answer_file("s1", saved=None))
    grade(KEY, [handed], tmp_path / "out")
    (line,) = rows(tmp_path / "out" / "intake.csv")
    assert (line["status"], line["received"]) == ("graded", "")
    assert "taken as on time" in line["notes"]


def test_no_more_is_taken_than_all_the_points(tmp_path: Path) -> None:
    """Three days at 40 % would be 120 %, and points below 0."""
    key = replace(KEY, late=LateRule(per_day=0.4))
    handed = hand_in(tmp_path / "in", s1=answer_file("s1", saved="2027-03-18T12:00:00Z"))
    grade(key, [handed], tmp_path / "out")
    (row,) = rows(tmp_path / "out" / "grades.csv")
    assert (row["status"], row["points"], row["late share"]) == ("late", "0", "1")
    assert row["late how"].endswith("3 days begun, at 40% a day: 100% of the points.")


def test_the_platforms_clock_counts_before_the_students_own() -> None:
    took_it = datetime(2027, 3, 16, 12, tzinfo=UTC)
    late = lateness(KEY, Hint("gradescope", received=took_it), "2027-03-15T12:00:00Z")
    assert (late.received, late.clock, late.share) == (took_it.isoformat(), "platform", 0.1)
    assert late.note == ""


def test_without_a_due_time_nothing_is_late() -> None:
    saved = "2027-05-01T12:00:00Z"
    late = lateness(replace(KEY, due=""), Hint("canvas", late=True), saved)
    assert late == Lateness(saved, "file")
    assert not late.is_late


def test_where_nothing_late_is_taken_the_first_second_is_too_late() -> None:
    key = replace(KEY, late=LateRule(last_day=0))
    assert not lateness(key, Hint(), "2027-03-15T22:59:00Z").too_late
    late = lateness(key, Hint(), "2027-03-15T22:59:01Z")
    assert (late.too_late, late.share) == (True, 0)
    assert late.how == ("It was handed in 1 second after the due time; work is taken on time only.")


EARLY, LATER = "2027-03-15T20:00:00Z", "2027-03-18T20:00:00Z"


def doubts(saved: str, changed: Sequence[str | None], hint: Hint) -> tuple[str, ...]:
    """Give the doubts about a file that was saved then, with answers that changed then."""
    file = FoundFile(1, "s1.json", "", hint, saved=saved)
    return own_clock_doubts(KEY, file, lateness(KEY, hint, saved), changed)


@pytest.mark.parametrize(
    ("saved", "changed", "told"),
    [
        (EARLY, [LATER, None], "an answer changed at 2027-03-18T20:00:00+00:00, which is later"),
        (EARLY, ["2027-03-15T21:02:00+01:00"], "which is later: look when it was handed in"),
        ("", [EARLY], "does not say when it was saved"),
    ],
)
def test_a_file_that_was_saved_before_its_answers_changed_is_looked_at(
    saved: str, changed: Sequence[str | None], told: str
) -> None:
    (doubt,) = doubts(saved, changed, Hint())
    assert told in doubt


@pytest.mark.parametrize(
    ("saved", "changed", "hint"),
    [
        (LATER, [EARLY, None], Hint()),
        (EARLY, ["2027-03-15T21:00:30+01:00"], Hint()),
        ("", [None], Hint()),
        (EARLY, [LATER], Hint("canvas", ("1",), "leeana")),
    ],
    ids=range(4),
)
def test_a_clock_that_agrees_with_itself_or_is_not_asked_needs_nobody(
    saved: str, changed: Sequence[str | None], hint: Hint
) -> None:
    assert doubts(saved, changed, hint) == ()
