"""The lists in which platforms say who handed in what: found, believed where they lie, and read."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from hedgelab.desk.intake.archives import Archive, ArchiveError, Member
from hedgelab.desk.model.records import HandedIn, Hint
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.names import LONGEST, folder_of, hint_of
from hedgelab.desk.platforms.platform import Beside, ListError, Platform, SubmissionList
from hedgelab.desk.platforms.registry import PLATFORMS, platform_of

_MOST_ARCHIVES = 20  # downloads that lie beside one another; more are what students handed in

Hints = Mapping[str, Hint]


class Found(NamedTuple):
    """A platform's list of who handed in what."""

    platform: Platform
    submissions: SubmissionList


class Surroundings:
    """The names among which a file lies, and the archives of which they may be.

    Parameters
    ----------
    within : sequence of str
        The folders in which it lies.
    beside : Beside
        What lies beside it.
    archives : iterable of str
        Paths of archives beside it.
    """

    def __init__(self, within: Sequence[str], beside: Beside, archives: Sequence[str] = ()) -> None:
        self._within, self._beside, self._archives = within, beside, archives
        self._known: dict[str, bool] = {}

    def has_files_of(self, platform: Platform) -> bool:
        """Whether a platform put its files here, so that its list may lie beside them."""
        if platform.id not in self._known:
            self._known[platform.id] = not names(platform, self._within) and names(
                platform, self._beside.names
            )
        return self._known[platform.id]

    def has_archive_of(self, platform: Platform) -> bool:
        """Whether an archive that a platform packed lies here."""
        return not names(platform, self._within) and platform.id in self._packed

    @cached_property
    def _packed(self) -> frozenset[str]:
        return frozenset(
            platform.id
            for path in self._archives[:_MOST_ARCHIVES]
            for platform in PLATFORMS.values()
            if names(platform, _first_parts(path))
        )


def names(platform: Platform, given: Sequence[str]) -> bool:
    """Whether a platform gave any of these names, of files or folders."""
    read_name = platform.read_name
    return read_name is not None and any(
        platform.sign in name
        and len(name) <= LONGEST
        and (read_name(name, False) or read_name(name, True))
        for name in given
    )


def _first_parts(path: str) -> tuple[str, ...]:
    try:
        with open(path, "rb") as file:
            archive = Archive(file, 0)
    except (ArchiveError, OSError):
        return ()
    return tuple({member.parts[0] for member in archive.members if member.parts})


def list_called(name: str) -> Found | None:
    """Give the platform whose list is always called so."""
    for platform in PLATFORMS.values():
        if platform.submissions is not None and platform.submissions.file_name == name:
            return Found(platform, platform.submissions)
    return None


def list_among(name: str, around: Surroundings, held: Callable[[], bytes]) -> Found | None:
    """Give the platform whose list a file is, where it lies in its place.

    Parameters
    ----------
    name : str
        What it is called.
    around : Surroundings
        Among which files it lies.
    held : callable
        Gives what it holds.
    """
    if found := list_called(name):
        return found if around.has_files_of(found.platform) else None
    for platform in PLATFORMS.values():
        listed = platform.submissions
        if listed is None or listed.is_one is None or names(platform, (name,)):
            continue
        is_here = around.has_files_of(platform)
        if (is_here or around.has_archive_of(platform)) and listed.is_one(name, held):
            return Found(platform, listed)
    return None


def list_named(path: Path) -> Found | None:
    """Give the platform whose list a file is that an instructor names, whatever lies beside."""
    for platform in PLATFORMS.values():
        listed = platform.submissions
        if listed is None or listed.is_one is None or names(platform, path.parts[-2:]):
            continue
        if listed.is_one(path.name, partial(_read, path, listed.most_bytes)):
            return Found(platform, listed)
    return None


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError:
        return b""


def read_list(path: Path) -> Iterator[tuple[str, Hint]]:
    """Give what a platform's list says that was given as something else, as for the roster."""
    if found := list_named(path):
        yield from hints_in_file(str(path), found.submissions)[0].items()


def stamps(folder: tuple[str, ...], beside: Beside, held: Callable[[str], bytes]) -> Hints:
    """Give what platforms' own stamps in a folder say of when they took what lies there.

    Parameters
    ----------
    folder : tuple of str
        Its name, behind those of the folders around it.
    beside : Beside
        What lies in it.
    held : callable
        Takes a name; gives what that file holds.
    """
    told = _by_receipts(beside, held)
    for platform in PLATFORMS.values():
        stamp, read_path = platform.stamp, platform.read_path
        if stamp is None or read_path is None or stamp.file_name not in beside:
            continue
        parts = (*folder, stamp.file_name)
        content = held(stamp.file_name)
        if len(content) <= stamp.most_bytes and (hint := read_path(parts)) is not None:
            told[folder_of(parts)] = replace(hint, received=stamp.read(content))
    return told


def _by_receipts(beside: Beside, held: Callable[[str], bytes]) -> dict[str, Hint]:
    """Give what receipts tell of hand-ins, by what the names of their files have in common."""
    told: dict[str, Hint] = {}
    for platform in PLATFORMS.values():
        receipts, is_one = platform.receipts, platform.is_receipt
        if receipts is None or is_one is None:
            continue
        for name in beside.names:
            if platform.sign in name and len(name) <= LONGEST and is_one(name):
                moment = receipts.read(name, held(name)[: receipts.most_bytes])
                if moment is not None:
                    told[receipts.attempt_of(name)] = Hint(platform.id, received=moment)
    return told


def stamps_in_archive(
    archive: Archive, outer: tuple[str, ...], beside: Mapping[tuple[str, ...], Beside]
) -> Hints:
    """Give what the stamps in all folders of an archive say; `outer` is where it lies itself."""
    by_parts = {member.parts: member for member in archive.members}

    def held(folder: tuple[str, ...], name: str) -> bytes:
        member = by_parts.get((*folder, name))
        return read_quietly(archive, member) if member else b""

    told: dict[str, Hint] = {}
    for folder, around in beside.items():
        told.update(stamps((*outer, *folder), around, partial(held, folder)))
    return told


def read_quietly(archive: Archive, member: Member) -> bytes:
    """Give what a member holds, and nothing where it cannot be read."""
    with suppress(ArchiveError):
        return archive.read(member)
    return b""


def add_hints(told: dict[str, Hint], hints: Hints) -> None:
    """Add what another list says; of two that speak of one, the later hand-in counts."""
    for name, hint in hints.items():
        known = told.get(name)
        if known and known.received and not (hint.received and hint.received >= known.received):
            continue
        told[name] = hint


def hints_in_file(path: str, listed: SubmissionList) -> tuple[Hints, str]:
    """Give what a list says, and what is wrong with it."""
    try:
        with open(path, "rb") as file:
            return _hints(file.read(listed.most_bytes + 1), listed)
    except OSError as error:
        return {}, f"cannot be opened ({error.strerror})"


def hints_in_archive(archive: Archive, member: Member, listed: SubmissionList) -> tuple[Hints, str]:
    """Give what a list in an archive says, and what is wrong with it."""
    try:
        return _hints(archive.read(member, listed.most_bytes), listed)
    except ArchiveError as error:
        return {}, error.reason


def _hints(content: bytes, listed: SubmissionList) -> tuple[Hints, str]:
    hints: dict[str, Hint] = {}
    try:
        for name, hint in listed.read(content):
            hints[name] = hint
    except ListError as error:
        return hints, str(error)
    return hints, ""


def list_taken(shown: str, found: Found, problem: str) -> HandedIn:
    """Tell that a list was read, or what is wrong with it."""
    what = f"{found.platform.name}’s {found.submissions.title}"
    if not problem:
        return HandedIn(shown, status=Status.IGNORED, reason=f"{what}.")
    reason = (
        f"{what} {problem}: export the submissions again. "
        "Until then, students are known by what their files say."
        if found.submissions.file_name
        else f"{what} {problem}: download it again."
    )
    return HandedIn(shown, status=Status.UNREADABLE, reason=reason)


def list_elsewhere(shown: str, platform: Platform, hint: Hint) -> HandedIn:
    """Tell that a file is called like a list, and lies where a student can put one."""
    reason = (
        f"It is called like the list of {platform.name}, and lies elsewhere than beside the "
        "folders that it names, so it was not believed: look how it came there."
    )
    return HandedIn(shown, b"", hint, Status.REFUSED, reason)


def passed_over(name: str, beside: Beside) -> str:
    """Say why a platform's file is nothing to grade, by the names beside it; else nothing."""
    for platform in PLATFORMS.values():
        if platform.passed_over is not None and (reason := platform.passed_over(name, beside)):
            return reason
    return ""


def is_packed_by_platform(outer: Sequence[str], hint: Hint) -> bool:
    """Whether a platform packed an archive itself, so that its dates are the platform's.

    In one that a student packed the dates are by the student's own clock.
    """
    if not platform_of(hint.platform).packs_time:
        return False
    return platform_of(hint_of(tuple(outer)).platform).people_name_files


def in_folder(path: str, names_of_files: Sequence[str]) -> list[str]:
    """Give the paths of the zips among the files of a folder."""
    return [os.path.join(path, it) for it in names_of_files if it.lower().endswith(".zip")]
