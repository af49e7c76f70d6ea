"""The time by a platform's own clock, where it is told without a time zone, and by several lists.

Moodle's worksheet tells the minute at which a hand-in was last changed, and the dates in its zip
tell when it took a file; neither names a zone.  Both are read in the zone of the due time, which
is that of the class.  The worksheet counts before the zip, and either before the student's clock.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import Hint
from hedgelab.desk.platforms.registry import platform_of
from hedgelab.desk.text.visible import visible

_MINUTE = timedelta(minutes=1)
_ZONES_APART = timedelta(hours=14)  # the most that a clock on a server's wall may differ
_ZONE_STEP = timedelta(minutes=15)

DaysLate = Callable[[datetime], int]
"""Gives the days begun after the due time."""


def in_zone(hint: Hint, key: Key) -> Hint:
    """Give what a platform says with its times in the zone of the due time.

    Its time is then that which counts: the list's; the date in the archive where the list leaves
    out its seconds, or is older than it; or else the archive's alone.
    """
    if hint.received is None and hint.packed is None:
        return hint
    zone = zone_of(key)
    told, packed = _aware(hint.received, zone), _aware(hint.packed, zone)
    received = told or packed
    if told and packed:
        apart = packed - told
        if apart >= timedelta(0) and (apart < _MINUTE or not _is_of_zones(apart)):
            received = packed
    return replace(hint, received=received, packed=packed)


def zone_of(key: Key) -> tzinfo:
    """Give the time zone of the due time; without one no time costs anything."""
    return (datetime.fromisoformat(key.due).tzinfo if key.due else None) or UTC


def clock_doubts(key: Key, hint: Hint, saved: str, days_late: DaysLate) -> Iterator[str]:
    """Say where what tells a platform's time contradicts itself, and a grade hangs on it.

    Parameters
    ----------
    key : Key
        Its ``due``.
    hint : Hint
        What the platform says, as it was found.
    saved : str
        The time in the file, by the student's own clock.
    days_late : callable
        Gives the days begun after the due time.
    """
    if hint.contrary:
        yield (
            f"{_sheet(hint)} calls {visible(hint.ids[0])} {visible(hint.contrary)}, and the file’s "
            f"name says {visible(hint.name)}: its time was not used. Look whether it is the "
            "worksheet of this assignment."
        )
    if not key.due or (hint.received is None and hint.packed is None):
        return
    zone = zone_of(key)
    counts = in_zone(hint, key).received
    assert counts is not None
    days = days_late(counts)
    told, packed = _aware(hint.received, zone), _aware(hint.packed, zone)
    if told and packed and days_late(told) != days_late(packed):
        yield (
            f"{_sheet(hint)} says that it was last changed at {_shown(told)}, and the date in its "
            f"zip is {_shown(packed)}; {_shown(counts)} counts. Look which is right."
        )
    elif has_no_zone(hint) and saved and not _agree(told, packed):
        by_file = days_late(datetime.fromisoformat(saved))
        near = abs(counts - datetime.fromisoformat(key.due)) <= _ZONES_APART
        if near and bool(by_file) != bool(days):
            yield (
                f"{platform_of(hint.platform).name} took it at {_shown(counts)}, without saying in "
                f"which time zone, and that of the due time was assumed; by the student’s own "
                f"clock it was saved at {saved}, on the other side of the due time. Look which is "
                "right."
            )
    yield from _state_doubts(hint, days)


def _state_doubts(hint: Hint, days: int) -> Iterator[str]:
    """Hold the state that a list tells against the time that counts."""
    parts = [part.strip() for part in hint.state.split(" - ")[1:]]
    numbers = [part for part in parts if any(letter.isdecimal() for letter in part)]
    dated = [part for part in numbers if _has_year(part)]
    late = [part for part in numbers if part not in dated]
    if late and not days:
        yield (
            f"{_sheet(hint)} says “{visible(late[0])}”, and by the due time here it was on time: "
            "look which due time is right."
        )
    if dated and days:
        yield (
            f"{_sheet(hint)} says “{visible(dated[0])}”, and here it is late: look whether a later "
            "due time was granted."
        )


def _has_year(part: str) -> bool:
    words = part.replace(",", " ").split()
    return any(len(word) == len("2027") and word.isdecimal() for word in words)


def _sheet(hint: Hint) -> str:
    listed = platform_of(hint.platform).submissions
    return f"{platform_of(hint.platform).name}’s {listed.title if listed else 'list'}"


def has_no_zone(hint: Hint) -> bool:
    """Whether a platform tells a time, as it was found, and no zone."""
    told = hint.received or hint.packed
    return told is not None and told.tzinfo is None


def _agree(told: datetime | None, packed: datetime | None) -> bool:
    """Whether a list and an archive tell one time, in whichever zones their clocks hang."""
    return told is not None and packed is not None and timedelta(0) <= packed - told < _MINUTE


def _is_of_zones(apart: timedelta) -> bool:
    """Whether two clocks may differ so because they hang in two time zones."""
    steps = round(apart / _ZONE_STEP)
    return abs(apart) <= _ZONES_APART and abs(apart - steps * _ZONE_STEP) < _MINUTE


def _aware(moment: datetime | None, zone: tzinfo) -> datetime | None:
    return moment.replace(tzinfo=zone) if moment is not None and moment.tzinfo is None else moment


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
