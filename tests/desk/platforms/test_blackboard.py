"""What the names say that Blackboard gives."""

from datetime import datetime
from pathlib import Path

import pytest

from hedgelab.desk.grading.run import grade
from hedgelab.desk.model.records import Hint
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.platforms.names import hint_of, is_added
from tests.desk.classroom import KEY, answer_file, points
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
