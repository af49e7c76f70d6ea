"""Whose grade belongs into a row of a gradebook: no sign in it may speak for somebody else."""

from collections.abc import Callable, Iterable, Sequence

from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.text.visible import visible


class Owners:
    """Tells of the rows of a gradebook whose they are.

    Parameters
    ----------
    graded : sequence of tuple
        Every student with their grade.
    rows : iterable of Enrolled
        Who stands in the gradebook.
    is_platforms : callable
        Tells an id that the platform itself gives out, and that the roster need not have.
    """

    def __init__(
        self,
        graded: Sequence[tuple[Enrolled, GradedSheet]],
        rows: Iterable[Enrolled],
        is_platforms: Callable[[str], bool] = lambda given: "@" in given,
    ) -> None:
        self._roster = Roster(tuple(student for student, _ in graded))
        self._sheets = {student.id: sheet for student, sheet in graded}
        self._is_platforms = is_platforms
        # Whether the roster has ids of the kind that stands there at all.
        self._knows_ids = any(self._by_id(it) for row in rows for it in self._own_ids(row))

    def sheet_of(self, theirs: Enrolled) -> tuple[GradedSheet | None, str]:
        """Give the sheet of the student whose row it is, and why it is not clear."""
        found = {
            student.id: student
            for given in (theirs.id, *theirs.ids, theirs.email)
            for student in self._by_id(given)
        }
        if len(found) > 1:
            return None, f"its ids are those of {' and '.join(map(visible, sorted(found)))}"
        named = self._roster.by_name(theirs.name) if theirs.name else ()
        if not found:
            # An id of the university's that nobody has is a stranger's.
            if self._own_ids(theirs) and self._knows_ids:
                return None, ""
            if len(named) == 1 and self._roster.is_spelt_so(named[0], theirs.name):
                return self._sheets[named[0].id], ""
            return None, ""
        (student,) = found.values()
        if named and student not in named:
            return None, (
                f"its ids are those of {visible(student.id)}, and its name is that of "
                f"{' or '.join(visible(it.id) for it in named)}"
            )
        return self._sheets[student.id], ""

    def _own_ids(self, theirs: Enrolled) -> list[str]:
        return [it for it in (theirs.id, *theirs.ids) if not self._is_platforms(it)]

    def _by_id(self, given: str) -> tuple[Enrolled, ...]:
        own = self._roster.by_id(given)
        return (own,) if own else self._roster.by_other_id(given) if given else ()
