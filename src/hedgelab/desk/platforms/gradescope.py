"""Gradescope: an export's numbered folders, its list of who handed in which, and its autograder.

That list, ``submission_metadata.yml``, is read as a stream of events: nothing is built from a
tag, no alias is followed, and what stands in it beside names and times is passed over.

Gradescope takes no grades from a table.  It runs what lies in the zip of an autograder, which has
to write ``results.json``: ours looks the student up by e-mail or id, and runs nothing of theirs.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet, Hint
from hedgelab.desk.model.roster import Enrolled
from hedgelab.desk.platforms.comments import lines_of
from hedgelab.desk.platforms.platform import (
    ListError,
    LookUp,
    Platform,
    SubmissionList,
    TakesBack,
)
from hedgelab.desk.text.visible import visible

if TYPE_CHECKING:
    from yaml.events import Event

MAX_BYTES = 64 * 1024 * 1024
"""The largest list that is read; that of a class of 100,000 stays below it."""

_FOLDER = re.compile(r"submission_[0-9]+")
_MOST_DEPTH = 30
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]*)?"
    r" ?(?P<zone>Z|UTC|[+-][0-9]{2}:?[0-9]{2})"
)

_Plain = str | list["_Plain"] | dict[str, "_Plain"]


def read_metadata(content: bytes) -> Iterator[tuple[str, Hint]]:
    r"""Read Gradescope's list of submissions.

    Parameters
    ----------
    content : bytes
        The whole file.

    Yields
    ------
    tuple of str and Hint
        The name of a folder, and what the list says of it.  Where several students handed in
        together, the hint has the ids of all and no name.

    Raises
    ------
    ListError
        If it is no such list; what was read before that point has been given.

    Examples
    --------
    >>> text = b"submission_7:\n  :submitters:\n  - :name: Ada Example\n    :sid: '0042'\n"
    >>> [(folder, hint.ids, hint.name) for folder, hint in read_metadata(text)]
    [('submission_7', ('0042',), 'Ada Example')]
    """
    if len(content) > MAX_BYTES:
        raise ListError(f"has {len(content):,} bytes, more than {MAX_BYTES:,}")
    from yaml import YAMLError  # noqa: PLC0415 - most classes have no such list, and YAML is slow

    try:
        for folder, members in _Events(content).members():
            yield folder, _hint(members)
    except YAMLError as error:
        problem = " ".join(str(error).split())
        raise ListError(f"is no YAML ({visible(problem)})") from None


class _Events:
    """The list as a stream of YAML's events."""

    def __init__(self, content: bytes) -> None:
        import yaml  # noqa: PLC0415 - as above

        # libyaml's parser where it is installed: faster by far, and the same events.
        self._events: Iterator[Event] = yaml.parse(
            content, getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        self._kinds = yaml.events

    def members(self) -> Iterator[tuple[str, _Plain]]:
        """Give the members of the outermost mapping, one after the other."""
        kinds = self._kinds
        for event in self._events:
            if isinstance(event, kinds.MappingStartEvent):
                break
            if not isinstance(event, kinds.StreamStartEvent | kinds.DocumentStartEvent):
                raise ListError("is no list of submissions")
        for event in self._events:
            if isinstance(event, kinds.MappingEndEvent):
                return
            name = self._built(event, 1)
            member = self._built(next(self._events), 1)
            if isinstance(name, str):
                yield name, member

    def _built(self, event: "Event", depth: int) -> _Plain:
        """Build what begins with this event out of text, lists and dictionaries."""
        kinds, events = self._kinds, self._events
        if depth > _MOST_DEPTH:
            raise ListError("is nested too deeply")
        if isinstance(event, kinds.ScalarEvent):
            # As it is written: a student's number keeps its leading zeros.
            return str(event.value)
        if isinstance(event, kinds.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), kinds.SequenceEndEvent):
                items.append(self._built(event, depth + 1))
            return items
        if isinstance(event, kinds.MappingStartEvent):
            members = {}
            while not isinstance(event := next(events), kinds.MappingEndEvent):
                name = self._built(event, depth + 1)
                value = self._built(next(events), depth + 1)
                if isinstance(name, str):
                    members[name] = value
            return members
        return ""


def _hint(members: _Plain) -> Hint:
    if not isinstance(members, dict):
        return Hint("gradescope")
    listed = members.get(":submitters")
    people = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    told = (":sid", ":email")
    ids = [_text(person, member) for member in told for person in people]
    each = (tuple(it for member in told if (it := _text(person, member))) for person in people)
    return Hint(
        "gradescope",
        ids=tuple(dict.fromkeys(given for given in ids if given)),
        members=tuple(filter(None, each)) if len(people) > 1 else (),
        name=_text(people[0], ":name") if len(people) == 1 else "",
        received=_moment(_text(members, ":created_at")),
    )


def _text(members: dict[str, _Plain], name: str) -> str:
    value = members.get(name, "")
    return value if isinstance(value, str) else ""


def _moment(text: str) -> datetime | None:
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    zone = found["zone"].replace("UTC", "Z")
    try:
        return datetime.fromisoformat(f"{found['day']}T{found['time']}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _read_name(name: str, is_file: bool) -> Hint | None:
    return Hint("gradescope") if _FOLDER.fullmatch(name) else None


_SETUP = """#!/usr/bin/env bash
command -v python3 >/dev/null || (apt-get update && apt-get install -y python3)
"""
_RUN = """#!/usr/bin/env bash
python3 /autograder/source/look_up.py
"""


def signs_of(student: Enrolled) -> tuple[str, ...]:
    """Give the signs by which Gradescope may ask for a student: e-mail and ids, as they compare."""
    given = (student.email, student.id, *student.ids)
    return tuple(dict.fromkeys(it.strip().casefold() for it in given if it.strip()))


def result_of(sign: str, key: Key, sheet: GradedSheet) -> tuple[str, bytes]:
    """Give the file with a student's result, as Gradescope reads it, under the digest of a sign."""
    first, *others = lines_of(key, sheet)
    late = [sheet.late_how] if sheet.late_how else []
    each = key.position_points / max(1, len(sheet.answers))
    result = {
        "score": sheet.points,
        "output": "\n".join([first, *(late or ([] if sheet.answers else others))]),
        "output_format": "text",
        "visibility": "after_published",
        "tests": [
            {
                "name": key.events[answer.event]["title"],
                "score": round(each * answer.credit, 2),
                "max_score": round(each, 2),
                "output": "\n".join(
                    filter(None, (answer.how, answer.mark.comment if answer.mark else ""))
                ),
                "output_format": "text",
                "visibility": "after_published",
            }
            for answer in sheet.answers
        ],
    }
    name = f"results/{sha256(sign.encode()).hexdigest()}.json"
    return name, json.dumps(result, ensure_ascii=False, indent=1).encode()


def _autograder() -> Iterator[tuple[str, bytes]]:
    yield "setup.sh", _SETUP.encode()
    yield "run_autograder", _RUN.encode()
    # No module of ours: in a browser these are there as they were compiled alone.
    looks_up = files("hedgelab.desk").joinpath("templates", "look_up.py.txt")
    yield "look_up.py", looks_up.read_bytes()


GRADESCOPE = Platform(
    id="gradescope",
    name="Gradescope",
    sign="submission_",
    read_name=_read_name,
    submissions=SubmissionList("submission_metadata.yml", MAX_BYTES, read_metadata),
    tells_time=True,
    students_name_groups=True,
    file_types="A programming assignment on Gradescope takes any type of file: nothing is to be "
    "set",
    takes_back=TakesBack(
        name=lambda given, file: "",
        upload="In Gradescope, open the assignment, choose Configure Autograder, upload the zip, "
        "then Manage Submissions and Regrade All Submissions: each gets its score and what it is "
        "for. The zip holds everybody's results: give it to nobody",
        source="nothing: it goes by the roster",
        without="they have no grade, or no e-mail address or id that is theirs alone: enter theirs "
        "by hand",
        for_sheets=False,
        look_up=LookUp(signs_of, result_of, _autograder),
    ),
)
