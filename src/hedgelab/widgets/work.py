"""What a reader has put on a board, wherever it is kept, and which of two works is kept."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hedgelab.answers import AnswerFile, AnswerFileError, Student
from hedgelab.boards import Json

_SAYS_SOMETHING = ("position", "confidence", "justification")


def events_answered(document: Json) -> set[str]:
    """Give the events of which an answer document says anything.

    Examples
    --------
    >>> events_answered({"answers": [{"event": "a", "confidence": 1}, {"event": "b"}]})
    {'a'}
    """
    answers: list[dict[str, Any]] = document.get("answers") or []
    return {one["event"] for one in answers if any(one.get(said) for said in _SAYS_SOMETHING)}


def kept_over(before: Json, after: Json) -> Json:
    """Give what is kept where one document would be written over another.

    This is the one rule for every place that keeps a board's work: something is never
    overwritten by nothing.

    Examples
    --------
    >>> some, none = {"answers": [{"event": "a", "confidence": 1}]}, {"answers": []}
    >>> kept_over(some, none) == kept_over(none, some) == some
    True
    """
    return before if events_answered(before) and not events_answered(after) else after


def is_same(one: Json, other: Json) -> bool:
    """Tell whether two documents say the same, whenever they were saved."""
    return {**one, "saved": None} == {**other, "saved": None}


def last_moment(document: Json) -> float:
    """Give when a document last changed or was saved, in seconds; 0 where it does not say."""
    answers: list[dict[str, Any]] = document.get("answers") or []
    times = [document.get("saved"), *(one.get("changed") for one in answers)]
    return max((datetime.fromisoformat(it).timestamp() for it in times if it), default=0.0)


def saved_now(document: Json) -> Json:
    """Give a document with the time as that of its saving, and never one before its answers'.

    The answers' times are the browser's, and the kernel may run on a machine with another clock.
    """
    now = datetime.now(UTC).timestamp()
    moment = max(now, last_moment({**document, "saved": None}))
    return {**document, "saved": f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H:%M:%SZ}"}


def fitting(held: AnswerFile, here: AnswerFile, name: str) -> AnswerFile:
    """Give kept work as the work of a board.

    Parameters
    ----------
    held : AnswerFile
        What was kept.
    here : AnswerFile
        The board's own, of which the assignment and the student count.
    name : str
        What to call the place where it was kept.

    Raises
    ------
    AnswerFileError
        If it answers another assignment or is another student's.
    """
    if held.assignment != here.assignment:
        problem = f"it answers another assignment, {held.assignment}"
        raise AnswerFileError(name, "", problem)
    if not (here.student and here.student.id):
        return held
    named = held.student or Student()
    if named.id not in ("", here.student.id):
        raise AnswerFileError(name, "", "it belongs to another student")
    # A file without a name (the book's has none) must not erase the name on the sheet.
    return replace(held, student=replace(here.student, extra={**named.extra, **here.student.extra}))
