"""A file as the ledger keeps it: what was read from it, and not what became of it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from hedgelab.desk.model.records import HandedIn, Hint, Submission
from hedgelab.desk.model.statuses import Status

# One for all: json.dumps builds a new one at each call with other separators.
_encode = json.JSONEncoder(separators=(",", ":")).encode
_decode = json.JSONDecoder().decode
_NOTHING = "[]"


class Given(NamedTuple):
    """One answer as the ledger keeps it: a list of these members, which is short and fast."""

    event: str
    position: str | None
    confidence: int | None
    justification: str
    changed: str | None
    extra: Mapping[str, Any]


_members = attrgetter(*Given._fields)


class FoundFile(NamedTuple):
    """One file, with one content: a field for each column of the ledger's table of files.

    Attributes
    ----------
    number : int
        Counts files in the order in which they were first seen; 0 before the ledger has it.
    status : Status or None
        Where nothing could be read from it.
    doubts : tuple of str
        Why a person should look at it, though it was read.
    events : int or None
        The events that have a row, in a file that has rows.
    first_seen : str
        When the run began that found it.
    is_present : bool
        Whether it was among the files of the last run.
    answers : str
        JSON, a list of answers, each of them the members of `Given`.
    """

    number: int
    path: str
    digest: str
    hint: Hint
    status: Status | None = None
    reason: str = ""
    kind: str = ""
    assignment: str = ""
    sheet: str = ""
    student_id: str = ""
    student_name: str = ""
    saved: str = ""
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    events: int | None = None
    first_seen: str = ""
    is_present: bool = True
    answers: str = _NOTHING


class Claim(NamedTuple):
    """Whose a file is.

    Attributes
    ----------
    student : str
        Id, or empty where it is not known.
    status : Status or None
        Where it does not simply count for that student.
    reason : str
        Why.
    notes : tuple of str
        What else a teacher may want to know.
    doubts : tuple of str
        Why a person should look whether it is theirs, though it counts.
    is_sure : bool
        Whether more than the file itself says that it is theirs.
    """

    student: str
    status: Status | None
    reason: str
    notes: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    is_sure: bool = False


def found_file(
    handed: HandedIn, digest: str, submission: Submission | None, first_seen: str
) -> FoundFile:
    """Give a file that is new; without a submission nothing could be read from it."""
    if submission is None:
        return FoundFile(
            *(0, handed.path, digest, handed.hint, handed.status, handed.reason),
            first_seen=first_seen,
        )
    read = submission.answers
    return FoundFile(
        number=0,
        path=handed.path,
        digest=digest,
        hint=handed.hint,
        kind=submission.kind,
        assignment=read.assignment,
        sheet=read.sheet or "",
        student_id=read.student.id if read.student else "",
        student_name=read.student.name if read.student else "",
        saved=read.saved or "",
        notes=submission.notes,
        doubts=submission.doubts,
        events=submission.events,
        first_seen=first_seen,
        answers=compact(list(map(_members, read.answers))),
    )


def listed(text: str) -> tuple[str, ...]:
    """Give the texts that `compact` wrote."""
    return tuple(json.loads(text)) if text != _NOTHING else ()


def by_event(answers: str) -> dict[str, Given]:
    """Give the answers that a file's row keeps, by event."""
    return {row[0]: Given._make(row) for row in _decode(answers)}


def digest_of(content: str | bytes) -> str:
    """Give the digest of a text or of bytes, as the ledger writes it.

    Examples
    --------
    >>> digest_of("")[:18]
    'sha256:e3b0c44298f'
    """
    data = content.encode() if isinstance(content, str) else content
    return "sha256:" + hashlib.sha256(data).hexdigest()


def compact(value: Sequence[Any]) -> str:
    """Give a list as the short JSON that the ledger keeps."""
    return _encode(value) if value else _NOTHING
