"""What passes from one part of the desk to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hedgelab.answers import AnswerFile
from hedgelab.desk.model.decisions import Decision
from hedgelab.desk.model.statuses import WITHOUT_FILE, Status


@dataclass(frozen=True, slots=True)
class Hint:
    """What the name under which a learning platform packed a file says of it.

    Attributes
    ----------
    platform : str
        The id of a `hedgelab.desk.platforms.platform.Platform`; ``plain`` for a file somebody
        named.
    ids : tuple of str
        Ids that may be the student's: the platform's own, a roster id, an e-mail address.
    name : str
        The student's name as the platform writes it; Canvas gives ``lastfirst`` in one word.
    late : bool
        Whether the platform marked it late.
    order : int
        A number of the platform's own, which is higher the later it took a file; 0 where there
        is none.  It orders files of the same platform alone.
    received : datetime or None
        When the platform took it; without an offset where it tells none, as by a clock on a wall.
    packed : datetime or None
        The date that the platform's own archive gives it, by the clock on the server's wall.
    listed : bool
        Whether a list of the platform's tells this, and not the name alone.
    state : str
        What such a list says of the state in which it is, in the platform's words.
    together : tuple of str
        Ids of all who handed it in together; empty for the work of one.
    members : tuple of tuple of str
        The ids of each who handed it in together, where the platform itself tells them; until the
        file is given to each.
    contrary : str
        Whom such a list calls by this number, where the name is somebody else's.
    task : str
        What the platform calls the assignment, where its folders say so; it is not kept.
    """

    platform: str = "plain"
    ids: tuple[str, ...] = ()
    name: str = ""
    late: bool = False
    order: int = 0
    received: datetime | None = None
    packed: datetime | None = None
    listed: bool = False
    state: str = ""
    together: tuple[str, ...] = ()
    contrary: str = ""
    task: str = ""
    members: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One file as it was found, not yet understood.

    Attributes
    ----------
    path : str
        Where it was found, for people: control characters shown, and the archive before the
        name in it (``submissions.zip/anon_12/sheet.json``).
    content : bytes
        What it holds; empty where it was refused, or is still to be read.
    hint : Hint
        What its name says.
    status : Status or None
        `Status.REFUSED`, `Status.UNREADABLE` or `Status.IGNORED` where it was not even opened.
    reason : str
        Why, and what to do.
    lies_at : str
        The file on this machine from which `opened` is to read the content; empty where that
        is done.
    """

    path: str
    content: bytes = b""
    hint: Hint = field(default_factory=Hint)
    status: Status | None = None
    reason: str = ""
    lies_at: str = ""

    def opened(self) -> "HandedIn":
        """Give it with its content, or with the reason why it cannot be opened."""
        if not self.lies_at:
            return self
        try:
            with open(self.lies_at, "rb", buffering=0) as file:
                return HandedIn(self.path, file.readall(), self.hint)
        except OSError as error:
            reason = (
                f"It cannot be opened ({error.strerror}): close it elsewhere, or check its rights."
            )
            return HandedIn(self.path, b"", self.hint, Status.UNREADABLE, reason)


@dataclass(frozen=True, slots=True)
class Submission:
    """The answers that a file turned out to hold.

    Attributes
    ----------
    answers : AnswerFile
        What was answered.
    kind : str
        ``json``, ``ipynb``, ``csv`` or ``html``.
    notes : tuple of str
        What a teacher may want to know of how they were found.
    doubts : tuple of str
        Why a person should look whether this is all, and what its author meant.
    events : int or None
        The events that have a row, answered or not; None where a file has no such rows.
    """

    answers: AnswerFile
    kind: str
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    events: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a marker gave one justification by the rubric.

    Attributes
    ----------
    points : mapping
        Points by criterion id.
    comment : str
        The marker's words to the student.
    marker : str
        Who marked.
    text_digest : str
        Digest of the justification that was judged.
    is_stale : bool
        Whether the text that counts now is another one.
    """

    points: Mapping[str, float]
    comment: str = ""
    marker: str = ""
    text_digest: str = ""
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class GradedAnswer:
    """One event of a student's sheet, with what the answer earned and how.

    An event that was not answered is here too, with no position.

    Attributes
    ----------
    steps : int or None
        Steps from the key's position, above 0 towards acceptance; None where nothing was placed.
    credit : float
        0 to 1.
    how : str
        One sentence that derives the credit.
    mark : Mark or None
        The marker's judgement of the justification, once there is one.
    """

    event: str
    position: str | None
    confidence: int | None
    justification: str
    steps: int | None
    credit: float
    how: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a grade was computed from, so that it can be recomputed and explained.

    Attributes
    ----------
    path, file : str
        Where the file was found, and the digest of its bytes.
    sheet, key, rule : str
        Digests of the sheet that was answered, of the readings, and of the rules of credit.
    received : str
        The time that counts as handing in, ISO 8601, or empty where none is known.
    clock : str
        Whose time that is: ``platform``, ``file``, or empty.
    """

    path: str
    file: str
    sheet: str
    key: str
    rule: str
    received: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class GradedSheet:
    """A student's grade, with everything it was derived from.

    Attributes
    ----------
    student, name, email : str
        As the roster has them.
    status : Status
        Of the file that counts; where none does, of the one that came last; `Status.MISSING`
        where none came; or what a person decided.
    answers : tuple of GradedAnswer
        One for each event of the student's sheet, in its order; empty where nothing came.
    position_points, justification_points : float
        Earned, before the late rule; the second counts the marked justifications only.
    late_share : float
        The share of the points, 0 to 1, that the late rule takes.
    late_how : str
        One sentence that derives it; empty where nothing was taken.
    points : float
        What the student gets.
    to_mark : int
        Justifications that nobody has marked as they are now; the grade is provisional until it
        is 0.
    notes : tuple of str
        What a teacher may want to know.
    receipt : Receipt or None
        None where nothing came.
    sections : tuple of str
        The sections that the student is in, as the roster has them.
    decisions : tuple of Decision
        What a person decided of the grade, in the order in which it was applied.
    computed : float or None
        Where anything was decided, the points that were computed: by the file that counts, and
        by the time that holds for the student; None for none.
    """

    student: str
    name: str
    email: str
    status: Status
    answers: tuple[GradedAnswer, ...] = ()
    position_points: float = 0.0
    justification_points: float = 0.0
    late_share: float = 0.0
    late_how: str = ""
    points: float = 0.0
    to_mark: int = 0
    notes: tuple[str, ...] = ()
    receipt: Receipt | None = None
    sections: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    computed: float | None = None

    @property
    def has_grade(self) -> bool:
        """Whether the student has points, by a file or by decision."""
        return self.status.counts or self.status in WITHOUT_FILE
