"""The answer file, ``hedgelab-answers/1``: what every surface saves and the grader reads.

Student work is data: it is parsed here and never run.  Whatever is wrong with a
file becomes one `AnswerFileError`, whose message tells its owner what to mend.
``answers.schema.json`` beside this module says the same as a JSON Schema.
"""

import hashlib
import json
import re
import reprlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from functools import lru_cache
from operator import itemgetter
from typing import Any

from hedgelab.spectrum import POSITIONS
from hedgelab.strict_json import StrictJSONError, mended, parse_json, plain_json

FORMAT = "hedgelab-answers/1"
"""What the member ``format`` of an answer file says."""

CONFIDENCE: tuple[tuple[int, str], ...] = ((1, "A guess"), (2, "Fairly sure"), (3, "Sure"))
"""How sure a student can say they are: the value in the file and the label on the page."""

MAX_BYTES = 2 * 1024 * 1024
"""The largest file that is read; a full sheet of a hundred essays stays below it."""

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What an id looks like: lower-case letters and digits, with single hyphens between them."""

DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
"""What the digest of a sheet looks like."""

_FORMAT_NAME, _, _FORMAT_VERSION = FORMAT.partition("/")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_POSITION_IDS = tuple(position.id for position in POSITIONS)
_CONFIDENCE_VALUES = tuple(value for value, _ in CONFIDENCE)
_MEMBERS = ("event", "position", "confidence", "justification", "changed")
_MEMBERS_OF = itemgetter(*_MEMBERS)

_short = reprlib.Repr()
_short.maxstring = _short.maxother = 60
_show = _short.repr


class AnswerFileError(ValueError):
    """An answer file that cannot be read; the message says what, where and what to do."""

    def __init__(self, name: str, where: str, problem: str) -> None:
        super().__init__(": ".join(part for part in (name, where, problem) if part))
        self.name = name
        self.where = where
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Student:
    """Who answered, as they gave it; either part may be empty.

    Whether such a student is on the roster is the instructor's tools' affair.
    """

    id: str = ""
    name: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def to_dict(self) -> dict[str, Any]:
        """Give the members as they stand in a file."""
        return {**self.extra, "id": self.id, "name": self.name}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered for one event.

    Attributes
    ----------
    event : str
        The event's id; it need not be one that this copy of the tables knows.
    position : str or None
        Where it was placed; none yet where only a justification was typed.
    confidence : int or None
        A value of `CONFIDENCE`.
    justification : str
        The student's own reasons, empty where there are none.
    changed : str or None
        When it last changed, ISO 8601 with an offset.
    extra : Mapping
        Members this version does not know, kept so that nothing is lost.
    """

    event: str
    position: str | None = None
    confidence: int | None = None
    justification: str = ""
    changed: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def to_dict(self) -> dict[str, Any]:
        """Give the members as they stand in a file, without those that say nothing."""
        known = {
            "event": self.event,
            "position": self.position,
            "confidence": self.confidence,
            "justification": self.justification or None,
            "changed": self.changed,
        }
        return _joined(known, self.extra)


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A whole answer file.

    Attributes
    ----------
    assignment : str
        The assignment's id.
    answers : tuple of Answer
        At most one for each event.
    sheet : str or None
        `sheet_digest` of the sheet that was handed out.
    student : Student or None
        Absent in practice.
    saved : str or None
        When it was saved, ISO 8601 with an offset.
    extra : Mapping
        Members this version does not know, kept so that nothing is lost.
    """

    assignment: str
    answers: tuple[Answer, ...] = ()
    sheet: str | None = None
    student: Student | None = None
    saved: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def to_dict(self) -> dict[str, Any]:
        """Give the document as plain dictionaries and lists, ready for JSON.

        Examples
        --------
        >>> file = AnswerFile("deeds-1993-2000", (Answer("kfor-platoon-1999", confidence=1),))
        >>> file.to_dict()["answers"]
        [{'event': 'kfor-platoon-1999', 'confidence': 1}]
        """
        known = {
            "format": FORMAT,
            "assignment": self.assignment,
            "sheet": self.sheet,
            "student": self.student.to_dict() if self.student else None,
            "answers": [answer.to_dict() for answer in self.answers],
            "saved": self.saved,
        }
        return _joined(known, self.extra)


def read_answers(text: str | bytes, name: str = "the answer file") -> AnswerFile:
    """Read an answer file.

    Parameters
    ----------
    text : str or bytes
        What the file holds: JSON in UTF-8, with or without a byte order mark.
    name : str
        What messages call the file.

    Raises
    ------
    AnswerFileError
        Whatever is wrong with the file; no other exception comes out of here.

    Examples
    --------
    >>> read_answers('{"format": "hedgelab-answers/1", "assignment": "deeds", "answers": []}')
    AnswerFile(assignment='deeds', answers=(), sheet=None, student=None, saved=None, extra={})
    """
    try:
        document = parse_json(text, MAX_BYTES)
    except StrictJSONError as error:
        raise AnswerFileError(name, error.where, error.problem) from None
    return answers_from_dict(document, name)


def write_answers(file: AnswerFile) -> str:
    """Give the text of an answer file, indented and with a newline at its end.

    Raises
    ------
    AnswerFileError
        If `file` holds what no answer file may hold, such as an unknown position.
    """
    document = file.to_dict()
    # Writing obeys the rules of reading, so that nothing is written that cannot be read.
    answers_from_dict(document, "this answer file")
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def sheet_digest(sheet: Mapping[str, Any]) -> str:
    """Give the digest that ties an answer file to the sheet it answers.

    It is taken over the sheet's canonical JSON (keys sorted, no spaces, UTF-8)
    without the member ``digest``, so a sheet can carry its own.

    Examples
    --------
    >>> sheet = {"title": "Deeds", "assignment": "deeds"}
    >>> sheet_digest(sheet) == sheet_digest({**sheet, "digest": sheet_digest(sheet)})
    True
    """
    bare = {key: value for key, value in sheet.items() if key != "digest"}
    canonical = json.dumps(
        bare, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def sheet_of_events(
    events: Sequence[Mapping[str, Any]], *, assignment: str, title: str, instructions: str
) -> dict[str, Any]:
    """Give the sheet that is handed out for these events, with its digest.

    Parameters
    ----------
    events : sequence of mapping
        The public description of each event, and nothing of the key.
    assignment, title, instructions : str
        What stands above them.
    """
    sheet = {
        "assignment": assignment,
        "title": title,
        "instructions": instructions,
        "events": [dict(event) for event in events],
    }
    return {**sheet, "digest": sheet_digest(sheet)}


def answers_from_dict(document: object, name: str = "the answer file") -> AnswerFile:
    """Read an answer file that has been parsed already, such as one a notebook carries.

    Parameters
    ----------
    document : object
        Dictionaries, lists, strings, numbers, booleans and None, as `json.loads` gives them.
    name : str
        What messages call the file.

    Raises
    ------
    AnswerFileError
        Whatever is wrong with the document.
    """
    try:
        return _read_file(document, name)
    except (AnswerFileError, StrictJSONError):
        # Faults of the JSON itself come first: they may be the cause of the others.
        try:
            plain_json(document)
        except StrictJSONError as error:
            raise AnswerFileError(name, error.where, error.problem) from None
        raise


def _read_file(document: object, name: str) -> AnswerFile:
    top = _Members(document, name)
    _check_format(top)
    assignment = top.slug("assignment", like="deeds-1993-2000")
    answers = top.take("answers")
    if not isinstance(answers, list):
        raise top.error(
            "answers", f"is {_shown(answers)}: write a list, [ ], of one object an event"
        )
    return AnswerFile(
        assignment=assignment,
        answers=_read_list(answers, name),
        sheet=top.text("sheet", pattern=DIGEST, like="sha256:9c1e… (64 hexadecimal digits)"),
        student=_read_student(top.take("student"), name),
        saved=top.moment("saved"),
        extra=top.rest(),
    )


def _joined(known: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    """Join the members that say something with the unknown ones, which never win."""
    told = {key: value for key, value in known.items() if value is not None}
    return {**told, **{key: value for key, value in extra.items() if key not in known}}


class _Members:
    """The members of one object, taken one after another; what is left over is extra."""

    def __init__(self, value: object, name: str, where: str = "") -> None:
        self._name, self._where = name, where
        members = value.copy() if type(value) is dict else plain_json(value)
        if not isinstance(members, dict):
            problem = f"is {_show(members)}: write an object, {{ }}, with its members"
            raise AnswerFileError(name, self.where(), problem)
        self._members: dict[str, object] = members

    def where(self) -> str:
        return self._where

    def error(self, member: str, problem: str) -> AnswerFileError:
        return AnswerFileError(self._name, self.where(), f"{member} {problem}")

    def take(self, member: str) -> object:
        return self._members.pop(member, None)

    def rest(self) -> dict[str, object]:
        # Only the members above were checked one by one; the rest may hold anything.
        rest = plain_json(self._members) if self._members else {}
        assert isinstance(rest, dict)
        return rest

    def text(
        self, member: str, pattern: re.Pattern[str] | None = None, like: str = ""
    ) -> str | None:
        value = self._members.pop(member, None)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.error(member, f"is {_shown(value)}: write text, in quotation marks")
        if pattern and not pattern.fullmatch(value):
            raise self.error(member, f"is {_show(value)}: write it like {like}")
        return value if value.isascii() else mended(value)

    def slug(self, member: str, like: str) -> str:
        value = self.text(member, SLUG, like)
        if value is None:
            raise self.error(member, f'is missing: write an id, like "{like}"')
        return value

    def moment(self, member: str) -> str | None:
        like = "2026-10-05T14:03:11Z"
        value = self.text(member, _MOMENT, like)
        if value is None:
            return None
        try:
            datetime.fromisoformat(value)
        except ValueError:
            problem = f"is {_show(value)}, no such time: write it like {like}"
            raise self.error(member, problem) from None
        return value


class _AnswerMembers(_Members):
    """The members of one answer; where it stands is told only if something is wrong."""

    def __init__(self, value: object, name: str, number: int) -> None:
        self._number, self.event = number, ""
        super().__init__(value, name)

    def where(self) -> str:
        event = f" (event {_trimmed(self.event)})" if self.event else ""
        return f"answer {self._number}{event}"


def _check_format(top: _Members) -> None:
    given = top.take("format")
    if given == FORMAT:
        return
    kind, _, version = given.partition("/") if isinstance(given, str) else ("", "", "")
    if kind == _FORMAT_NAME and version.isdecimal() and int(version[:9]) > int(_FORMAT_VERSION):
        raise top.error(
            "format",
            f"is {_show(given)}, from a newer Hedging Lab; this one reads {FORMAT}: "
            "update it, or open the file where it was saved",
        )
    told = "is missing" if given is None else f"is {_shown(given)}"
    raise top.error("format", f'{told}: an answer file says "{FORMAT}"; is this the right file?')


def _read_student(value: object, name: str) -> Student | None:
    if value is None:
        return None
    members = _Members(value, name, "student")
    return Student(members.text("id") or "", members.text("name") or "", members.rest())


def _read_list(values: list[object], name: str) -> tuple[Answer, ...]:
    answers = []
    seen: dict[str, int] = {}
    for number, value in enumerate(values, start=1):
        answer = _usual_answer(value) or _read_answer(value, name, number)
        first = seen.setdefault(answer.event, number)
        if first != number:
            where = f"answers {first} and {number} (event {_trimmed(answer.event)})"
            raise AnswerFileError(name, where, "are for the same event: keep one of them")
        answers.append(answer)
    return tuple(answers)


def _usual_answer(value: object) -> Answer | None:
    """Read an answer with every member and no other; None leaves anything else to `_read_answer`.

    The work of a whole class passes through here, and boards write all the members.
    """
    if type(value) is not dict or len(value) != len(_MEMBERS):
        return None
    try:
        event, position, confidence, words, changed = _MEMBERS_OF(value)
    except KeyError:
        return None
    is_usual = (
        type(event) is str
        and len(event) <= _MOST_KEPT
        and _is_slug(event)
        and position in _POSITION_IDS
        and type(confidence) is int
        and confidence in _CONFIDENCE_VALUES
        and type(words) is str
        and type(changed) is str
        and _is_moment(changed)
    )
    if not is_usual:
        return None
    return Answer(event, position, confidence, words if words.isascii() else mended(words), changed)


_MOST_KEPT = 100  # characters of an id that is remembered


@lru_cache(maxsize=4096)
def _is_slug(text: str) -> bool:
    return SLUG.fullmatch(text) is not None


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _read_answer(value: object, name: str, number: int) -> Answer:
    members = _AnswerMembers(value, name, number)
    event = members.event = members.slug("event", like="kfor-platoon-1999")
    return Answer(
        event=event,
        position=_read_position(members),
        confidence=_read_confidence(members),
        justification=members.text("justification") or "",
        changed=members.moment("changed"),
        extra=members.rest(),
    )


def _read_position(members: _Members) -> str | None:
    value = members.text("position")
    if value is None or value in _POSITION_IDS:
        return value
    close = get_close_matches(value[:40].lower(), _POSITION_IDS, n=1)
    hint = f"did you mean {close[0]!r}? The seven are" if close else "write one of"
    raise members.error("position", f"is {_show(value)}: {hint} {', '.join(_POSITION_IDS)}")


def _read_confidence(members: _Members) -> int | None:
    value = members.take("confidence")
    if value is None:
        return None
    # True counts as 1 in Python, and 2.0 as the integer 2 in JSON Schema.
    if isinstance(value, bool) or value not in _CONFIDENCE_VALUES:
        scale = ", ".join(f"{number} ({label})" for number, label in CONFIDENCE)
        raise members.error("confidence", f"is {_shown(value)}: write one of {scale}")
    return int(value)


def _shown(value: object) -> str:
    return _show(plain_json(value))


def _trimmed(text: str) -> str:
    return text if len(text) <= _short.maxstring else text[: _short.maxstring - 1] + "…"
