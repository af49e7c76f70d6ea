"""Whose clock counts, and where the student's own contradicts itself."""

from collections.abc import Sequence

import pytest

from hedgelab.desk.grading.lateness import lateness, own_clock_doubts
from hedgelab.desk.model.found import FoundFile
from hedgelab.desk.model.records import Hint
from tests.desk.classroom import KEY

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
