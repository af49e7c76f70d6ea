"""Which files nobody needs to look at any more, for what was asked of a person was done.

This comes after the outcomes are known (`hedgelab.desk.grading.outcomes`), and changes none.  A
file that was renamed, replaced or taken away stays in the ledger, and so does the outcome that
it had.  What was done since shows in the files that came after it.
"""

from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import compact, digest_of
from hedgelab.desk.model.statuses import TAKEN, Status

REPLACED = "Another content was found under this name since; what it held is kept."
_RENAMED = "The same content was found under another name since: {}."
_DECIDED = "By decision its student is {}."
_BY_DECISION = {
    Status.EXCUSED: "excused",
    Status.ON_PAPER: "graded by what they wrote on paper",
    Status.SET: "given points by hand",
}
_GRADED = "Its student has a grade by another file: {}."
# The digest kept for every file that was never opened. Two files that share it may well differ.
_UNREAD = digest_of(b"")

# For one file: was it replaced by another content under its name; under which name did the same
# content come since; which other file gave its student a grade?  Two students who hand in the
# same file do so in one run, so while a file still lies where it lay, only a later run resolves
# it.  An empty file tells nothing, so any grade of its student resolves it.
_RESOLVED_BY = """
SELECT
    NOT files.present AND EXISTS (
        SELECT 1 FROM files AS other WHERE other.path = files.path AND other.id <> files.id
        AND (other.present OR other.id > files.id)
    ),
    (
        SELECT other.path FROM files AS other JOIN outcomes AS became ON became.file = other.id
        WHERE other.digest = files.digest AND files.digest <> ?3 AND other.id > files.id AND (
            NOT files.present
            OR NOT outcomes.unsure AND other.first_seen > files.first_seen AND became.status IN
                (SELECT value FROM json_each(?2))
        )
        ORDER BY other.id DESC LIMIT 1
    ),
    (
        SELECT other.path FROM grades JOIN files AS other ON other.id = grades.file
        WHERE grades.student = outcomes.student AND other.id <> files.id
        AND (NOT files.present OR outcomes.status = 'empty')
    ),
    (
        SELECT status FROM decided WHERE decided.student = outcomes.student
        AND decided.status <> ''
    )
FROM files JOIN outcomes ON outcomes.file = files.id WHERE files.id = ?1
    -- Whatever became of its name: as long as a grade rests on it, it is to be looked at.
    AND NOT EXISTS (
        SELECT 1 FROM grades LEFT JOIN decided ON decided.student = grades.student
        WHERE grades.file = files.id AND coalesce(decided.status, '') = ''
    )
"""


def why_resolved(ledger: Ledger, file: int) -> str:
    """Say what resolved a file that a person was to look at, or "" where nothing did.

    Parameters
    ----------
    ledger : Ledger
        With an outcome for the file.
    file : int
        Its number.
    """
    values = (file, compact(TAKEN), _UNREAD)
    replaced, renamed, graded, decided = ledger.row(_RESOLVED_BY, values) or (0, None, None, None)
    if decided is not None:
        return _DECIDED.format(_BY_DECISION[decided])
    if renamed is not None:
        return _RENAMED.format(renamed)
    if graded is not None:
        return _GRADED.format(graded)
    return REPLACED if replaced else ""


def last_unresolved(ledger: Ledger, student: str) -> tuple[str, str] | None:
    """Give status and reason of a student's last file that is not resolved; None for none."""
    for file, status, reason in ledger.rows(
        "SELECT file, status, reason FROM outcomes WHERE student = ? ORDER BY file DESC",
        (student,),
    ):
        if not why_resolved(ledger, file):
            return status, reason
    return None
