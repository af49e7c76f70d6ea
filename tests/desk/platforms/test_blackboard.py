"""What the names say that Blackboard gives."""

import pytest

from hedgelab.desk.model.records import Hint
from hedgelab.desk.platforms.names import hint_of, is_added

ATTEMPT = "Acts of the seminar_ana_attempt_2026-10-12-11-02-33"


@pytest.mark.parametrize("name", [f"{ATTEMPT}_ports.answers.json", f"{ATTEMPT}_my_own notes.ipynb"])
def test_a_file_says_whose_it_is_and_which_attempt(name: str) -> None:
    assert hint_of((name,)) == Hint("blackboard", ("ana",), order=20261012110233)
    assert not is_added(name)


def test_a_receipt_was_not_handed_in() -> None:
    assert is_added(f"{ATTEMPT}.txt")
    assert not is_added(f"{ATTEMPT}_notes.txt")
    assert not is_added("answers.txt")
