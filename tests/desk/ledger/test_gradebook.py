"""What the ledger tells of grades."""

from hedgelab.desk.ledger.gradebook import graded_sheets
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.statuses import Status
from tests.desk.classroom import KEY, SHEET


def test_sheets_come_in_the_order_of_the_roster_with_everything(ledger: Ledger) -> None:
    first, second, third = graded_sheets(ledger)
    assert [sheet.student for sheet in (first, second, third)] == ["s1", "s2", "s3"]
    assert (first.name, first.email, first.points) == ("Ana Lee", "s1@example.edu", 7.5)
    port = first.answers[0]
    assert (port.event, port.position, port.steps) == ("port-2001", "indirect-balancing", 1)
    assert port.credit == 0.75
    assert "each step costs 0.25 of 1: 0.75 is left" in port.how
    assert first.receipt is not None
    assert first.receipt.sheet == SHEET
    assert (first.receipt.key, first.receipt.rule) == (KEY.key_digest, KEY.rule_digest)
    # s2: six steps off earns nothing.
    assert (second.points, second.answers[2].steps) == (6, -6)
    assert (third.status, third.answers, third.receipt) == (Status.MISSING, (), None)
