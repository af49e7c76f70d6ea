"""Which of a student's files counts, and what becomes of the others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from hedgelab.desk.grading.lateness import Lateness
from hedgelab.desk.model.found import Claim, FoundFile, Given
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.registry import platform_of
from hedgelab.desk.text.visible import visible

_UNKNOWN = datetime.min.replace(tzinfo=UTC)


class Candidate(NamedTuple):
    """A file that could count for its student.

    Attributes
    ----------
    sheet : str
        Digest of the student's own sheet.
    given : mapping
        The answers by event.
    doubts : tuple of str
        Why a person should look whether these are all.
    """

    file: FoundFile
    claim: Claim
    sheet: str
    given: Mapping[str, Given]
    late: Lateness
    doubts: tuple[str, ...] = ()

    @property
    def saved(self) -> datetime | None:
        """When it was saved, by the student's own clock."""
        return datetime.fromisoformat(self.file.saved) if self.file.saved else None

    @property
    def content(self) -> tuple[Any, ...]:
        """What was answered: a file saved twice without a change has the same."""
        answers = [
            (event, it.position, it.confidence, it.justification)
            for event, it in sorted(self.given.items())
        ]
        return (self.file.sheet, tuple(answers))


class Left(NamedTuple):
    """A file that does not count.

    Attributes
    ----------
    status : Status
        What becomes of it.
    reason : str
        Why.
    is_unsure : bool
        Whether nothing tells for sure that it came before the one that counts, or after it.
    """

    candidate: Candidate
    status: Status
    reason: str
    is_unsure: bool = False


Earned = Callable[[Candidate], float]
"""Gives the points that a file would earn."""


def chosen(
    counts: str, candidates: Sequence[Candidate], earned: Earned
) -> tuple[Candidate, list[Left]]:
    """Choose the file that counts.

    Parameters
    ----------
    counts : str
        ``latest``, ``first`` or ``best``, as the assignment says.
    candidates : sequence of Candidate
        All files of one student that could count, at least one.
    earned : callable
        Gives the points of one, after the late rule; of two with the same, the later counts.
    """
    if len(candidates) == 1:
        return candidates[0], []
    counting, left = _chosen(counts, candidates, earned)
    sure = [candidate for candidate in candidates if candidate.claim.is_sure]
    if counting.claim.is_sure or not sure or _same_as_one_of(counting, sure):
        return _with_two_users(counting, candidates), left
    # A file that alone says whose it is never displaces one whose owner is sure.
    counting, left = _chosen(counts, sure, earned) if len(sure) > 1 else (sure[0], [])
    unsure = [candidate for candidate in candidates if not candidate.claim.is_sure]
    left += [
        _duplicate(candidate, counting)
        if candidate.content == counting.content
        else Left(candidate, Status.SUPERSEDED, _not_sure(counting), is_unsure=True)
        for candidate in unsure
    ]
    return _with_two_users(counting, candidates), left


def _same_as_one_of(candidate: Candidate, others: Iterable[Candidate]) -> bool:
    return any(candidate.content == other.content for other in others)


def _not_sure(counting: Candidate) -> str:
    return (
        f"Nothing but the file itself says whose it is, and {counting.file.path}, of which more "
        "is known, counts: ask. Where this one is to count, put the student’s id into its name, "
        "or take the other away."
    )


def _with_two_users(counting: Candidate, candidates: Iterable[Candidate]) -> Candidate:
    """Have a person look where two users of one platform handed in for one student."""
    users: dict[str, set[str]] = {}
    for candidate in candidates:
        hint = candidate.file.hint
        if hint.ids and platform_of(hint.platform).kind_of_number(hint.ids[0]):
            users.setdefault(hint.platform, set()).add(hint.ids[0])
    doubts = tuple(
        f"{platform_of(platform).name} has files of {len(ids)} users for this student "
        f"({', '.join(sorted(map(visible, ids)))}): look whose each is."
        for platform, ids in users.items()
        if len(ids) > 1
    )
    return counting._replace(doubts=(*counting.doubts, *doubts)) if doubts else counting


def _chosen(
    counts: str, candidates: Sequence[Candidate], earned: Earned
) -> tuple[Candidate, list[Left]]:
    ordered = _in_order(candidates)
    if counts == "latest":
        return _latest(ordered)
    if counts == "first":
        return _first(ordered)
    return _best([placed.candidate for placed in ordered], earned)


class _Placed(NamedTuple):
    """A file with what is known of the moment at which it was handed in.

    Attributes
    ----------
    moment : datetime
        When it was handed in, as far as can be told.
    no_sooner : datetime
        It was saved then, by the student's clock, or follows a file that was.
    """

    candidate: Candidate
    moment: datetime
    no_sooner: datetime

    def is_surely_after(self, other: "_Placed") -> bool:
        """Whether it is known to have been handed in later.

        It never contradicts itself, nor the order that `_in_order` gives.
        """
        ours, theirs = self.candidate.file.hint, other.candidate.file.hint
        if ours.platform == theirs.platform:
            if ours.order and theirs.order and ours.order != theirs.order:
                return ours.order > theirs.order
            if ours.received and theirs.received:
                # Both came in one upload: the one that was saved later counts.
                mine, its = self.candidate.saved, other.candidate.saved
                if ours.received != theirs.received or not mine or not its:
                    return ours.received > theirs.received
                return mine > its
        return other.moment > _UNKNOWN and self.no_sooner > other.moment


def _in_order(candidates: Sequence[Candidate]) -> list[_Placed]:
    """Sort files by the moment at which they were handed in, those without one first.

    A platform knows the order of its own files.  Between others, the moment tells: the
    platform's where it gives one, else when the file was saved.
    """
    by_platform = sorted(candidates, key=_in_platform)
    before: dict[str, datetime] = {}
    no_sooner = []
    for candidate in by_platform:
        hint, saved = candidate.file.hint, candidate.saved or _UNKNOWN
        least = min(saved, hint.received) if hint.received else saved
        if hint.order or hint.received:
            # The platform's order beats the file's own clock: it came after the one before it.
            least = before[hint.platform] = max(least, before.get(hint.platform, _UNKNOWN))
        no_sooner.append(least)
    after: dict[str, datetime] = {}
    placed = []
    for candidate, least in zip(reversed(by_platform), reversed(no_sooner), strict=True):
        hint = candidate.file.hint
        moment = hint.received or least
        if hint.order:
            # A file without a time takes the time of the next one in the platform's order.
            moment = moment if moment > _UNKNOWN else after.get(hint.platform, _UNKNOWN)
            after[hint.platform] = moment
        placed.append(_Placed(candidate, moment, least))
    placed.sort(key=lambda it: (it.moment, *_in_platform(it.candidate)))
    return placed


def _in_platform(candidate: Candidate) -> tuple[Any, ...]:
    file = candidate.file
    received, saved = file.hint.received or _UNKNOWN, candidate.saved or _UNKNOWN
    # The last resort is the order in which files were found, over all runs.
    return file.hint.order, received, saved, file.number


def _latest(ordered: Sequence[_Placed]) -> tuple[Candidate, list[Left]]:
    counting, *later = ordered
    for placed in later:
        # Handing in the same answers again changes nothing, so it makes nobody late.
        if placed.candidate.content != counting.candidate.content:
            counting = placed
    counting = _still_there(counting, ordered[::-1], _Placed.is_surely_after)
    return counting.candidate, [
        _duplicate(placed.candidate, counting.candidate)
        if _is_same(placed, counting) and not counting.is_surely_after(placed)
        else _left(placed, counting, "A later file counts", counting.is_surely_after(placed))
        for placed in ordered
        if placed is not counting
    ]


def _first(ordered: Sequence[_Placed]) -> tuple[Candidate, list[Left]]:
    counting = _still_there(ordered[0], ordered, _is_surely_before)
    return counting.candidate, [
        _duplicate(placed.candidate, counting.candidate)
        if _is_same(placed, counting)
        else _left(placed, counting, "The first file counts", placed.is_surely_after(counting))
        for placed in ordered
        if placed is not counting
    ]


def _best(ordered: Sequence[Candidate], earned: Earned) -> tuple[Candidate, list[Left]]:
    first_of_each: dict[tuple[Any, ...], Candidate] = {}
    for candidate in ordered:
        first_of_each.setdefault(candidate.content, candidate)
    # `max` takes the first of equals, and the latest of them is to count: hence reversed.
    counting = max(reversed(first_of_each.values()), key=earned)
    return counting, [
        _duplicate(candidate, counting)
        if candidate.content == counting.content
        else Left(candidate, Status.SUPERSEDED, f"{_MOST_POINTS}: {counting.file.path}.")
        for candidate in ordered
        if candidate is not counting
    ]


_MOST_POINTS = "The file with the most points counts"


def _still_there(
    counting: _Placed, ranked: Iterable[_Placed], outranks: Callable[[_Placed, _Placed], bool]
) -> _Placed:
    """Where nothing tells for sure, take a file that was not taken away: so a person decides."""
    if counting.candidate.file.is_present:
        return counting
    for placed in ranked:
        if _is_same(placed, counting) and placed.candidate.file.is_present:
            return counting
    for placed in ranked:
        if placed.candidate.file.is_present and not outranks(counting, placed):
            return placed
    return counting


def _is_surely_before(one: _Placed, other: _Placed) -> bool:
    return other.is_surely_after(one)


def _is_same(one: _Placed, other: _Placed) -> bool:
    return one.candidate.content == other.candidate.content


def _left(placed: _Placed, counting: _Placed, why: str, is_sure: bool) -> Left:
    candidate, path = placed.candidate, counting.candidate.file.path
    if is_sure:
        return Left(candidate, Status.SUPERSEDED, f"{why}: {path}.")
    reason = f"{path} counts, and nothing tells for sure which of the two was handed in later. "
    if candidate.file.is_present:
        reason += "Ask, and decide which one counts, or leave only that among the files."
    else:
        reason += "This one is no longer among the files."
    return Left(candidate, Status.SUPERSEDED, reason, is_unsure=True)


def _duplicate(candidate: Candidate, counting: Candidate) -> Left:
    return Left(candidate, Status.DUPLICATE, f"It holds the same answers as {counting.file.path}.")
