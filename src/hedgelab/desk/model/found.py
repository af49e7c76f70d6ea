"""A file as the ledger keeps it: what was read from it, and not what became of it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from hedgelab.desk.model.records import HandedIn, Hint, Submission
from hedgelab.desk.model.statuses import Status

# Made once: json.dumps makes a new one for every value that is not written the usual way.
_encode = json.JSONEncoder(separators=(",", ":")).encode
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
    """One file, with one content.

    Attributes
    ----------
    number : int
        Counts files in the order in which they were first seen.
    status : Status or None
        Where nothing could be read from it.
    is_present : bool
        Whether it was among the files of the last run.
    answers : str
        JSON, a list of answers, each of them the members of `Given`.
    """

    number: int
    path: str
    digest: str
    hint: Hint
    status: Status | None
    reason: str
    kind: str
    assignment: str
    sheet: str
    student_id: str
    student_name: str
    saved: str
    notes: tuple[str, ...]
    is_present: bool
    answers: str


ABOUT_FILE = (
    "files.id, path, digest, hint, files.status, files.reason, kind, assignment, files.sheet, "
    "student_id, student_name, saved, files.notes, present"
)
"""What `file_from` takes, in its order, before the answers."""


def file_from(row: Sequence[Any]) -> FoundFile:
    """Give a file from the columns `ABOUT_FILE` and its answers."""
    number, path, digest, hint, status, *texts, notes, present, answers = row
    reason, kind, assignment, sheet, student_id, student_name, saved = texts
    return FoundFile(
        *(number, path, digest, _hint_from(hint), Status(status) if status else None),
        *(reason, kind, assignment, sheet, student_id, student_name, saved),
        *(listed(notes), bool(present), answers),
    )


def file_row(handed: HandedIn, digest: str, found: Submission | None, seen: str) -> tuple[Any, ...]:
    """Give the row of a file that is new; without a submission nothing could be read from it."""
    about = (handed.path, digest, hint_text(handed.hint))
    if found is None:
        nothing_read = (handed.status, handed.reason, "", "", "", "", "", "", "[]", seen, "[]")
        return (*about, *nothing_read)
    file = found.answers
    student_id, student_name = (file.student.id, file.student.name) if file.student else ("", "")
    answers = compact(list(map(_members, file.answers)))
    return (
        *(*about, "", "", found.kind, file.assignment, file.sheet or ""),
        *(student_id, student_name, file.saved or "", compact(found.notes), seen, answers),
    )


def listed(text: str) -> tuple[str, ...]:
    """Give the texts that `compact` wrote."""
    return tuple(json.loads(text)) if text != _NOTHING else ()


def by_event(answers: str) -> dict[str, Given]:
    """Give the answers that a file's row keeps, by event."""
    return {row[0]: Given._make(row) for row in json.loads(answers)}


def hint_text(hint: Hint) -> str:
    """Give a hint as it is kept."""
    received = hint.received.isoformat() if hint.received else ""
    return compact([hint.platform, hint.ids, hint.name, hint.late, hint.order, received])


def _hint_from(text: str) -> Hint:
    platform, ids, name, late, order, received = json.loads(text)
    moment = datetime.fromisoformat(received) if received else None
    return Hint(platform, tuple(ids), name, late, order, moment)


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
