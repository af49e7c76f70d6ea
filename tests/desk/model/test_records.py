"""What passes from room to room stays as it was made, and says nothing that nobody knew."""

import dataclasses

import pytest

from hedgelab.desk.model import records
from hedgelab.desk.model.records import GradedSheet, HandedIn, Hint, Mark
from hedgelab.desk.model.statuses import Status

RECORDS = [
    held
    for held in vars(records).values()
    if isinstance(held, type) and held.__module__ == records.__name__
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_record_cannot_be_changed_on_its_way(record: type) -> None:
    given = {
        field.name: "x"
        for field in dataclasses.fields(record)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    made = record(**given)
    for field in dataclasses.fields(record):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(made, field.name, "y")
    # Nor do two of them share what one may change.
    assert not any(isinstance(value, list | dict | set) for value in dataclasses.astuple(made))


def test_a_file_of_which_nothing_is_known_was_named_by_people_and_is_not_late() -> None:
    assert HandedIn("s1.json").hint == Hint()
    hint = Hint()
    assert (hint.platform, hint.ids, hint.late, hint.order, hint.received) == (
        *("plain", (), False, 0, None),
    )


def test_a_sheet_of_which_nothing_came_has_no_points_and_no_receipt() -> None:
    sheet = GradedSheet("s1", "Ana Lee", "", Status.MISSING)
    assert (sheet.points, sheet.late_share, sheet.to_mark, sheet.answers) == (0, 0, 0, ())
    assert sheet.receipt is None


def test_a_mark_is_not_stale_by_itself() -> None:
    assert not Mark({"claim": 1}).is_stale
