"""What the tests of the desk share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hedgelab.desk.grading.run import fill_ledger
from hedgelab.desk.ledger.store import NAME, Ledger
from tests.desk.classroom import CLASS, KEY, ONE_OFF, PLACES, answer_file, hand_in


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Give the ledger of a class of three, of whom one handed in nothing."""
    handed = hand_in(
        tmp_path / "in",
        s1=answer_file("s1", ONE_OFF),
        s2=answer_file("s2", {**PLACES, "visit-2003": "balancing"}),
    )
    with Ledger(tmp_path / "out" / NAME, create=True) as ledger:
        fill_ledger(ledger, KEY, [handed], roster=CLASS)
        yield ledger
