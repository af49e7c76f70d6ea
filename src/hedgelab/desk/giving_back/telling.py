"""What the instructor is told of what was packed for each student."""

from collections.abc import Iterator, Sequence

from hedgelab.desk.giving_back.feedback import GivenBack
from hedgelab.desk.giving_back.packing import Packed
from hedgelab.desk.text.pages import counted

_NAMED = 10


def named(what: str, students: Sequence[str]) -> str:
    """Say of whom something holds: of the first of them by name.

    Examples
    --------
    >>> named("Not sent yet", ["s1", "s2"])
    'Not sent yet: s1, s2.'
    """
    others = len(students) - _NAMED
    more = f" and {others:,} more" if others > 0 else ""
    return f"{what}: {', '.join(students[:_NAMED])}{more}."


def told_of_left(packed: Packed) -> Iterator[str]:
    """Say why there was no place for some, and for whom."""
    by_reason: dict[str, list[str]] = {}
    for left in packed.left:
        by_reason.setdefault(left.why, []).append(left.student)
    for why, students in by_reason.items():
        yield named(f"{why[0].upper()}{why[1:]}", students)


def told_of_given(given: GivenBack, again: str) -> Iterator[str]:
    """Say how many pages were packed, who has theirs already, and which may change.

    Parameters
    ----------
    given : GivenBack
        What was packed.
    again : str
        How the pages that did not change are sent all the same.
    """
    packed = given.packed
    yield f"{packed.path}: {counted(len(packed.given), 'page')}, each for its own student."
    if given.unchanged:
        verb = "has" if len(given.unchanged) == 1 else "have"
        yield (
            f"{counted(len(given.unchanged), 'student')} {verb} the same page already, and "
            f"{verb} no part in it; {again}."
        )
    if given.provisional:
        pages = counted(len(given.provisional), "page")
        yield named(
            f"{pages} with a provisional grade, for justifications wait to be marked",
            given.provisional,
        )
