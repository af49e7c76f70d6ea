"""What handing in late costs, in a sentence that a student can check."""

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple

from hedgelab.desk.grading.platform_clocks import clock_doubts, has_no_zone, in_zone
from hedgelab.desk.model.found import FoundFile
from hedgelab.desk.model.key import Key, LateRule
from hedgelab.desk.model.records import Hint
from hedgelab.desk.platforms.registry import platform_of

_DAY = timedelta(days=1)

_moment = cache(datetime.fromisoformat)


class Lateness(NamedTuple):
    """What the late rule says of one file.

    Attributes
    ----------
    received : str
        The time that counts as handing in, ISO 8601, or empty where none is known.
    clock : str
        ``platform``, or ``file`` for the student's own, or empty.
    share : float
        The share of the points, 0 to 1, that is taken.
    how : str
        The sentence that derives it; empty for a file that is not late.
    too_late : bool
        Whether it came after the last day on which anything is taken.
    note : str
        What a teacher should know where no time, or only the student's own, is to be had.
    doubts : tuple of str
        Why a person should look at its time, though it was taken.
    """

    received: str = ""
    clock: str = ""
    share: float = 0.0
    how: str = ""
    too_late: bool = False
    note: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether the file came after the due time and its grace."""
        return bool(self.how)


def lateness(
    key: Key, hint: Hint, saved: str, *, until: str = "", at_any_time: bool = False
) -> Lateness:
    """Apply the late rule to one file.

    A day is 24 hours from the due moment, whatever clocks do in between: a change to or
    from summer time costs nobody an hour.

    Parameters
    ----------
    key : Key
        Its ``due`` and ``late``.
    hint : Hint
        What the platform says: its time counts before the file's.  Where it tells no time and
        marks what is late, what it does not mark is on time, and of what it marks at least one
        day has begun.
    saved : str
        The time in the file, by the student's own clock; may be empty.
    until : str
        A day or a moment to which the student's time was extended, where it was; a platform's
        mark is void up to then.
    at_any_time : bool
        Whether it is taken though the last day has gone by, because somebody decided so.
    """
    was_extended = bool(until and key.due) and extended(key, until) > _moment(key.due)
    if was_extended:
        key = replace(key, due=extended(key, until).isoformat())
    # Without a due time nothing hangs on the time zone, and none is made up.
    told = in_zone(hint, key).received if key.due else hint.received or hint.packed
    if told is not None:
        received, clock = told.isoformat(), "platform"
    else:
        received, clock = saved, "file" if saved else ""
    if not key.due:
        return Lateness(received, clock, doubts=tuple(clock_doubts(key, hint, saved, lambda _: 0)))
    after = datetime.fromisoformat(received) - _moment(key.due) if received else timedelta(0)
    days = _days_begun(key, after)
    doubts = tuple(clock_doubts(key, hint, saved, partial(_days_late, key)))
    platform = platform_of(hint.platform)
    if days and platform.marks_late and not platform.tells_time and not hint.late:
        note = (
            f"By the student’s own clock it was handed in {_after_due(after)}; {platform.name} did "
            "not mark it late, and that counts."
        )
        return Lateness(received, clock, note=note, doubts=doubts)
    if hint.late and days == 0 and was_extended:
        return _mark_is_void(Lateness(received, clock, doubts=doubts), platform.name, key.due)
    if hint.late and days == 0:
        days, how = 1, f"{platform.name} marked it late"
    elif days:
        how = f"It was handed in {_after_due(after)}"
        how += f", which was extended to {_told(key.due)}" if was_extended else ""
    else:
        note = "" if clock or hint.late else _NO_TIME
        return Lateness(received, clock, note=note, doubts=doubts)
    note = _NO_ZONE.format(platform.name) if has_no_zone(hint) else _OWN_CLOCK[clock]
    late = Lateness(received, clock, how=how, note=note, doubts=doubts)
    rule = replace(key.late, last_day=None) if at_any_time else key.late
    return _cost(rule, days, late)


def due_time(key: Key) -> datetime:
    """Give the due time of a key that has one."""
    return _moment(key.due)


def extended(key: Key, until: str) -> datetime:
    """Give the due time of a key with one, or the later one to which it was extended.

    A day ends with its last second, by the clock of the due time.
    """
    due, later = _moment(key.due), _moment(until)
    if "T" not in until:
        later += _DAY - timedelta(seconds=1)
    return max(due, later if later.tzinfo else later.replace(tzinfo=due.tzinfo))


def _mark_is_void(late: Lateness, platform: str, due: str) -> Lateness:
    """Take no notice of a platform's mark: the time was extended, and nothing says it ran out."""
    told = f"{platform} marked it late, and the time was extended to {_told(due)}"
    if late.received:
        return late._replace(note=f"{told}; by the student’s own clock it came before.")
    return late._replace(
        doubts=(*late.doubts, f"{told}: nothing tells whether it came before. Look.")
    )


def _told(due: str) -> str:
    return due.replace("T", " ")


def own_clock_doubts(
    key: Key, file: FoundFile, late: Lateness, changed: Iterable[str | None]
) -> tuple[str, ...]:
    """Say where the student's own clock, which alone tells the time, contradicts itself.

    Parameters
    ----------
    key : Key
        Its ``due``.
    file : FoundFile
        What was handed in.
    late : Lateness
        What the late rule says of it.
    changed : iterable of str or None
        When each answer last changed.
    """
    if not key.due or late.clock == "platform" or platform_of(file.hint.platform).marks_late:
        return ()
    moments = [_moment(it) for it in changed if it]
    if not moments:
        return ()
    last = max(moments)
    if not file.saved:
        return (f"It does not say when it was saved; an answer changed at {last.isoformat()}.",)
    if last > _moment(file.saved) + _CLOCKS_DIFFER:
        return (
            f"It says that it was saved at {file.saved}, and an answer changed at "
            f"{last.isoformat()}, which is later: look when it was handed in.",
        )
    return ()


_CLOCKS_DIFFER = timedelta(minutes=1)  # what rounding and a slow disk may make of one clock

_NO_TIME = "Nothing tells when it was handed in; it is taken as on time."

_NO_ZONE = "{} tells no time zone: that of the due time was taken."

_OWN_CLOCK = {
    "platform": "",
    "file": "The time is the one in the file, by the student’s own clock.",
    "": "Nothing tells how late it was handed in; one day is counted.",
}


def _days_late(key: Key, moment: datetime) -> int:
    return _days_begun(key, moment - _moment(key.due))


def _days_begun(key: Key, after: timedelta) -> int:
    if after <= timedelta(minutes=key.late.grace_minutes):
        return 0
    return math.ceil(after / _DAY)


def _cost(rule: LateRule, days: int, late: Lateness) -> Lateness:
    begun = "1 day" if days == 1 else f"{days} days"
    if rule.last_day is not None and days > rule.last_day:
        taken = f"up to {_counted_days(rule.last_day)} late" if rule.last_day else "on time only"
        how = f"{late.how}; work is taken {taken}."
        return late._replace(how=how, too_late=True)
    share = min(Decimal(1), days * Decimal(str(rule.per_day)))
    how = f"{late.how}: {begun} begun, at {_percent(Decimal(str(rule.per_day)))} a day: " + (
        f"{_percent(share)} of the points."
    )
    return late._replace(share=float(share), how=how)


def _after_due(late: timedelta) -> str:
    """Say how long after the due time, in the two largest units."""
    seconds = math.ceil(late.total_seconds())
    days, seconds = divmod(seconds, 86_400)
    hours, seconds = divmod(seconds, 3_600)
    minutes, seconds = divmod(seconds, 60)
    units = ((days, "day"), (hours, "hour"), (minutes, "minute"), (seconds, "second"))
    told = [f"{count} {unit}{'s' * (count != 1)}" for count, unit in units if count]
    return f"{' '.join(told[:2])} after the due time"


def _counted_days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"
