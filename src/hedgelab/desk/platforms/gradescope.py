"""Gradescope's list of submissions: who handed in which folder, and when.

It lies in an export as ``submission_metadata.yml``.  It is read as a stream of events: nothing
is built from a tag, no alias is followed, and what stands in it beside names and times is
passed over.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import yaml
from yaml.events import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

from hedgelab.desk.model.records import Hint
from hedgelab.desk.text.visible import visible

MAX_BYTES = 64 * 1024 * 1024
"""The largest list that is read; that of a class of 100,000 stays below it."""

_MOST_DEPTH = 30
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]*)?"
    r" ?(?P<zone>Z|UTC|[+-][0-9]{2}:?[0-9]{2})"
)

_Plain = str | list["_Plain"] | dict[str, "_Plain"]


class MetadataError(ValueError):
    """A list of submissions that cannot be read; the message says why."""


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
    MetadataError
        If it is no such list; what was read before that point has been given.

    Examples
    --------
    >>> text = b"submission_7:\n  :submitters:\n  - :name: Ada Example\n    :sid: '0042'\n"
    >>> [(folder, hint.ids, hint.name) for folder, hint in read_metadata(text)]
    [('submission_7', ('0042',), 'Ada Example')]
    """
    if len(content) > MAX_BYTES:
        raise MetadataError(f"has {len(content):,} bytes, more than {MAX_BYTES:,}")
    try:
        # libyaml's parser where it is installed: faster by far, and the same events.
        events = yaml.parse(content, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for folder, members in _members(events):
            yield folder, _hint(members)
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise MetadataError(f"is no YAML ({visible(problem)})") from None


def _members(events: Iterator[Event]) -> Iterator[tuple[str, _Plain]]:
    """Give the members of the outermost mapping, one after the other."""
    for event in events:
        if isinstance(event, MappingStartEvent):
            break
        if not isinstance(event, StreamStartEvent | DocumentStartEvent):
            raise MetadataError("is no list of submissions")
    for event in events:
        if isinstance(event, MappingEndEvent):
            return
        name = _built(event, events, 1)
        member = _built(next(events), events, 1)
        if isinstance(name, str):
            yield name, member


def _built(event: Event, events: Iterator[Event], depth: int) -> _Plain:
    """Build what begins with this event out of text, lists and dictionaries."""
    if depth > _MOST_DEPTH:
        raise MetadataError("is nested too deeply")
    if isinstance(event, ScalarEvent):
        # As it is written: a student's number keeps its leading zeros.
        return str(event.value)
    if isinstance(event, SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), SequenceEndEvent):
            items.append(_built(event, events, depth + 1))
        return items
    if isinstance(event, MappingStartEvent):
        members = {}
        while not isinstance(event := next(events), MappingEndEvent):
            name = _built(event, events, depth + 1)
            value = _built(next(events), events, depth + 1)
            if isinstance(name, str):
                members[name] = value
        return members
    return ""


def _hint(members: _Plain) -> Hint:
    if not isinstance(members, dict):
        return Hint("gradescope")
    listed = members.get(":submitters")
    people = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    ids = [_text(person, member) for member in (":sid", ":email") for person in people]
    return Hint(
        "gradescope",
        ids=tuple(dict.fromkeys(given for given in ids if given)),
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
