"""What can become of a file that was handed in.

Nothing becomes a zero in silence: every file ends with one of these, with a
reason, and every enrolled student without a file is listed as `Status.MISSING`.
"""

from enum import StrEnum


class Status(StrEnum):
    """The outcome of one file, or of one student who handed in none.

    Attributes
    ----------
    GRADED
        It counts.
    LATE
        It counts, and the late rule took its share.
    OTHER_VERSION
        It answers another version of this assignment's sheet.  It counts for the events
        that the student's own sheet has, and a person should look at it.
    SUPERSEDED
        A later file of the same student counts (or an earlier one, if the assignment says so).
    DUPLICATE
        The same content was handed in before by the same student.
    TOO_LATE
        It came after the last moment at which the assignment takes anything.
    EMPTY
        It holds no answer.
    UNREADABLE
        It is damaged, or holds what no answer file may hold.
    WRONG_ASSIGNMENT
        It answers another assignment.
    UNKNOWN_STUDENT
        Nobody on the roster fits it.
    TWO_NAMES
        The file and the platform, or two parts of the file, name different students.
    OTHER_STUDENTS_SHEET
        Its sheet was drawn for somebody else.
    REFUSED
        It was not opened: too large, encrypted, a link, a zip in a zip, a path that leaves
        its folder.
    IGNORED
        Not a submission: what platforms and operating systems put beside them.
    MISSING
        A student on the roster from whom no file came.
    EXCUSED
        A student who, by decision, is to have no grade.
    ON_PAPER
        A student whose work on paper counts, by decision.
    SET
        A student without a file that counts, whose points somebody decided.
    """

    GRADED = "graded"
    LATE = "late"
    OTHER_VERSION = "other-version"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    TOO_LATE = "too-late"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    WRONG_ASSIGNMENT = "wrong-assignment"
    UNKNOWN_STUDENT = "unknown-student"
    TWO_NAMES = "two-names"
    OTHER_STUDENTS_SHEET = "other-students-sheet"
    REFUSED = "refused"
    IGNORED = "ignored"
    MISSING = "missing"
    EXCUSED = "excused"
    ON_PAPER = "on-paper"
    SET = "set-by-hand"

    @property
    def counts(self) -> bool:
        """Whether such a file gives its student a grade."""
        return self in COUNTING

    @property
    def needs_attention(self) -> bool:
        """Whether a person should look at such a file."""
        return self not in _SETTLED


COUNTING = (Status.GRADED, Status.LATE, Status.OTHER_VERSION)
"""The outcomes of files that give their student a grade."""

WITHOUT_FILE = (Status.ON_PAPER, Status.SET)
"""The outcomes of students who have a grade by decision, and no file that counts."""

TAKEN = (*COUNTING, Status.SUPERSEDED, Status.DUPLICATE)
"""The outcomes of files that were taken as their student's work, whether or not they count."""

_SETTLED = frozenset(
    {Status.GRADED, Status.LATE, Status.SUPERSEDED, Status.DUPLICATE, Status.IGNORED}
    | {Status.EXCUSED, Status.ON_PAPER, Status.SET}
)
