"""What decisions have changed: the grades before and after, and why, put on record."""

from hedgelab.desk.grading.deciding import Ruling
from hedgelab.desk.ledger.decisions import (
    files_decided,
    log_change,
    owners_of,
    points_of,
    standings,
)
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.decisions import Decision
from hedgelab.desk.model.standing import NOBODY_DECIDED


class Before:
    """The grades before decisions are applied anew, of those whom they concern."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._standings = standings(ledger)
        self._files = files_decided(ledger)
        self._points: dict[str, float | None] = {}
        self._lost: dict[str, Decision] = {}

    def remember(self, ruling: Ruling) -> None:
        """Keep the points of all on whom anything is decided, or was."""
        now_on = {**self._files, **ruling.files}
        for file, owner in owners_of(self._ledger, now_on).items():
            if owner != now_on[file].student:
                self._lost[owner] = now_on[file].decision
        concerned = {*self._standings, *ruling.students, *self._lost}
        if concerned:
            points = points_of(self._ledger, concerned)
            self._points = {student: points.get(student) for student in concerned}

    def log_changes(self, ruling: Ruling) -> None:
        """Put on record whose points are others now because of what was decided."""
        if not self._points:
            return
        now_are = points_of(self._ledger, self._points)
        for student, points in sorted(self._points.items()):
            was = self._standings.get(student, NOBODY_DECIDED).decisions
            is_ = ruling.students.get(student, NOBODY_DECIDED).decisions
            why = [f"{it.signed}." for it in is_ if it.cells not in {old.cells for old in was}]
            why += [
                f"No longer: {it.signed}."
                for it in was
                if it.cells not in {new.cells for new in is_}
            ]
            if not why and student in self._lost and now_are.get(student) != points:
                why = [f"{self._lost[student].signed}."]
            if why:
                log_change(self._ledger, student, points, now_are.get(student), " ".join(why))
