"""How the points of a sheet came about, and what they were computed from."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from hedgelab.dates import told_date
from hedgelab.desk.model.decisions import What
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet, Receipt
from hedgelab.desk.text.pages import counted, told_number
from hedgelab.desk.text.visible import visible

_SHORT_DIGEST = len("sha256:") + 12


class Row(NamedTuple):
    """One line of the derivation of the points."""

    what: str
    how: str
    points: str


def derivation(key: Key, sheet: GradedSheet) -> Iterator[Row]:
    """Derive the points of a sheet, line by line."""
    count = len(sheet.answers)
    if key.position_points:
        earned = [told_number(answer.credit) for answer in sheet.answers]
        whole = told_number(sum(answer.credit for answer in sheet.answers))
        yield Row(
            "Positions",
            f"Credit {' + '.join(earned)} = {whole} of {counted(count, 'event')}; "
            f"a full sheet earns {told_number(key.position_points)}.",
            told_number(sheet.position_points),
        )
    if key.rubric and key.justification_points:
        marked = sum(sum(answer.mark.points.values()) for answer in sheet.answers if answer.mark)
        most = key.rubric.most * count
        still = (
            f" {counted(sheet.to_mark, 'justification')} not marked yet." if sheet.to_mark else ""
        )
        yield Row(
            "Justifications",
            f"{told_number(marked)} of {told_number(most)} by the rubric; "
            f"a full sheet earns {told_number(key.justification_points)}.{still}",
            told_number(sheet.justification_points),
        )
    if sheet.late_share:
        lost = (sheet.position_points + sheet.justification_points) * sheet.late_share
        yield Row("Handed in late", sheet.late_how, told_number(-lost))
    for decision in sheet.decisions:
        if decision.what in _ON_POINTS:
            how = visible(decision.reason, most=None) or "By decision."
            yield Row(_ON_POINTS[decision.what], how, told_number(float(decision.points)))


_ON_POINTS = {
    What.ADJUST: "Adjusted by",
    What.SET: "Set to, in place of all above",
    What.PAPER: "On paper",
}


def receipt_rows(receipt: Receipt) -> list[tuple[str, str]]:
    """Give what a grade was computed from, each thing with its name."""
    digests = (
        ("Digest of your file", receipt.file),
        ("Digest of the sheet", receipt.sheet),
        ("Digest of the key", receipt.key),
        ("Digest of the rules", receipt.rule),
    )
    return [
        # The folders above it are the teacher's.
        ("Your file", re.split(r"[/\\]", receipt.path)[-1]),
        ("Handed in", _handed_in(receipt)),
        *((what, digest[:_SHORT_DIGEST]) for what, digest in digests if digest),
    ]


def _handed_in(receipt: Receipt) -> str:
    if not receipt.received:
        return "no time is known, so it does not count as late"
    moment = datetime.fromisoformat(receipt.received)
    clock = {"platform": "by the platform's clock", "file": "by the clock of your own computer"}
    told = f"{told_date(receipt.received[:10])}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()
    return ", ".join(part for part in (told, clock.get(receipt.clock, "")) if part)
