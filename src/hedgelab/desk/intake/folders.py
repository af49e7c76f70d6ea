"""What was handed in: folders, single files and zips, mixed, as learning platforms name them.

Files are given one after the other and read once; nothing is unpacked to disk, no link is
followed, and one bad file costs no other anything.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hedgelab.desk.intake.answers import MAX_NOTEBOOK_BYTES as MAX_BYTES
from hedgelab.desk.intake.archives import Archive, ArchiveError, Member, is_archive, too_large
from hedgelab.desk.ledger.places import each_once
from hedgelab.desk.model.records import HandedIn, Hint
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.names import hint_of, is_added
from hedgelab.desk.platforms.platform import ListError, Platform, SubmissionList
from hedgelab.desk.platforms.registry import PLATFORMS
from hedgelab.desk.progress import OnProgress
from hedgelab.desk.text.visible import visible

_ADDED = "A system put it beside what was handed in."
_ADDED_FOLDER = "A system put this folder beside what was handed in; it was not looked into."

_Hints = Mapping[str, Hint]


def handed_in(
    paths: Sequence[Path], *, on_progress: OnProgress | None = None
) -> Iterator[HandedIn]:
    """Give every file in these folders, zips and files.

    Parameters
    ----------
    paths : sequence of Path
        What the instructor downloaded.  A link among them is followed; one inside is not.  What
        is named twice, by whatever path, is read once.
    on_progress : callable, optional
        Called after each file.

    Yields
    ------
    HandedIn
        In the order of `paths`, and by name within a folder.  A file that is not opened has
        a status and a reason.

    Raises
    ------
    OSError
        If one of `paths` is not there.
    """
    for path in paths:
        path.stat()
    places = each_once(paths).values()
    progress = _Progress(on_progress, len(places))
    for path in places:
        # The folder around it may be the platform's, named after the student.
        whole = Path(os.path.abspath(path))
        place = _Place(str(path), visible(str(path), most=None), whole.parts[-1:])
        if path.is_dir():
            yield from _in_folder(place, progress)
        else:
            place = _Place(place.path, place.shown, whole.parts[-2:])
            progress.known += 1
            yield from _in_file(place, path.stat().st_size, progress)
        progress.places -= 1


@dataclass(slots=True)
class _Progress:
    """How much is done; the sum is known while only one place is left."""

    on_progress: OnProgress | None
    places: int
    done: int = 0
    known: int = 0

    def step(self) -> None:
        if self.on_progress is not None:
            self.done += 1
            self.on_progress(self.done, self.known if self.places == 1 else 0)


@dataclass(slots=True)
class _Place:
    """A file or folder: where it is, how it is shown, and the names that lead to it."""

    path: str
    shown: str
    parts: tuple[str, ...]
    hints: _Hints = field(default_factory=dict)


def _in_folder(top: _Place, progress: _Progress) -> Iterator[HandedIn]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        progress.places -= folder is not top
        try:
            files, folders, others = _listed(folder.path)
        except OSError as error:
            reason = f"The folder cannot be opened ({error.strerror}): check its permissions."
            yield HandedIn(folder.shown, status=Status.UNREADABLE, reason=reason)
            continue
        progress.known += len(files) + len(others)
        progress.places += len(folders)
        lists = {
            name: found
            for name in files
            if (found := _list_called(name))
            and _is_in_its_place(found, folder.parts, (*folders, *files))
        }
        told: dict[str, Hint] = {}
        for name, found in lists.items():
            hints, problem = _hints_in_file(os.path.join(folder.path, name), found.submissions)
            told.update(hints)
            folder.hints = told
            yield _list_taken(f"{folder.shown}/{name}", found.platform, problem)
            progress.step()
        for name in sorted(others):
            shown = f"{folder.shown}/{visible(name, most=None)}"
            yield _refused_entry(shown, name, others[name])
            progress.step()
        for name in sorted(files):
            if name not in lists:
                yield from _in_file(_inside(folder, name), files[name], progress)
        for name in sorted(folders, reverse=True):
            if is_added(name):
                shown = f"{folder.shown}/{visible(name, most=None)}"
                yield HandedIn(shown, status=Status.IGNORED, reason=_ADDED_FOLDER)
                progress.places -= 1
            else:
                waiting.append(_inside(folder, name))


def _listed(path: str) -> tuple[dict[str, int], list[str], dict[str, str]]:
    """List a folder: its files with their sizes, its folders, and what is neither."""
    files, folders, others = {}, [], {}
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                files[entry.name] = entry.stat(follow_symlinks=False).st_size
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                others[entry.name] = (
                    "It is a link, and links are not followed: hand in the file itself."
                    if entry.is_symlink()
                    else "It is no ordinary file: hand in a file."
                )
    return files, folders, others


def _inside(folder: _Place, name: str) -> _Place:
    return _Place(
        os.path.join(folder.path, name),
        f"{folder.shown}/{visible(name, most=None)}",
        (*folder.parts, name),
        folder.hints,
    )


def _refused_entry(shown: str, name: str, reason: str) -> HandedIn:
    if is_added(name):
        return HandedIn(shown, status=Status.IGNORED, reason=_ADDED)
    return HandedIn(shown, status=Status.REFUSED, reason=reason)


def _in_file(place: _Place, size: int, progress: _Progress) -> Iterator[HandedIn]:
    name = place.parts[-1]
    if found := _list_called(name):
        yield _list_elsewhere(place.shown, found.platform, hint_of(place.parts, place.hints))
    elif is_added(name):
        yield HandedIn(place.shown, status=Status.IGNORED, reason=_ADDED)
    elif name.lower().endswith(".zip"):
        yield from _in_archive(place, progress)
    elif is_archive(name):
        reason = "It is an archive of another kind than zip: unpack it, and hand in the folder."
        yield HandedIn(place.shown, b"", hint_of(place.parts), Status.REFUSED, reason)
    elif size > MAX_BYTES:
        hint, reason = hint_of(place.parts, place.hints), too_large(size, MAX_BYTES)
        yield HandedIn(place.shown, b"", hint, Status.REFUSED, reason)
    else:
        yield _opened(place)
    progress.step()


def _opened(place: _Place) -> HandedIn:
    hint = hint_of(place.parts, place.hints)
    try:
        with open(place.path, "rb", buffering=0) as file:
            return HandedIn(place.shown, file.readall(), hint)
    except OSError as error:
        reason = f"It cannot be opened ({error.strerror}): close it elsewhere, or check its rights."
        return HandedIn(place.shown, b"", hint, Status.UNREADABLE, reason)


def _in_archive(place: _Place, progress: _Progress) -> Iterator[HandedIn]:
    hint = hint_of(place.parts, place.hints)
    try:
        with open(place.path, "rb") as file:
            archive = Archive(file, MAX_BYTES)
            progress.known += len(archive.members)
            if not archive.members:
                reason = "The archive holds no files: is it the right one?"
                yield HandedIn(place.shown, b"", hint, Status.EMPTY, reason)
            if archive.problem:
                yield HandedIn(place.shown, b"", hint, Status.UNREADABLE, archive.problem)
            yield from _in_members(archive, place, progress)
    except ArchiveError as error:
        yield HandedIn(place.shown, b"", hint, error.status, error.reason)
    except OSError as error:
        reason = f"The archive cannot be opened ({error.strerror}): download it again."
        yield HandedIn(place.shown, b"", hint, Status.UNREADABLE, reason)


def _in_members(archive: Archive, place: _Place, progress: _Progress) -> Iterator[HandedIn]:
    hints = {**place.hints}
    lists = []
    for member in archive.members:
        found = _list_called(member.parts[-1]) if member.parts and not member.status else None
        if found is not None and _is_in_its_place(found, *_around(member, archive.members)):
            listed, problem = _hints_in_archive(archive, member, found.submissions)
            hints.update(listed)
            lists.append(member)
            yield _list_taken(_shown(place, member), found.platform, problem)
    seen: dict[str, int] = {}
    added: set[tuple[str, ...]] = set()
    for member in archive.members:
        progress.step()
        if any(member is it for it in lists):
            continue
        times = seen[member.name] = seen.get(member.name, 0) + 1
        shown = _shown(place, member) + (f" ({times} of this name)" if times > 1 else "")
        below = _added_folder(member.parts)
        if below:
            if below not in added:
                added.add(below)
                folder = "/".join(visible(part, most=None) for part in below)
                yield HandedIn(
                    f"{place.shown}/{folder}", status=Status.IGNORED, reason=_ADDED_FOLDER
                )
        elif member.parts and (found := _list_called(member.parts[-1])):
            hint = hint_of((*place.parts, *member.parts), hints)
            yield _list_elsewhere(shown, found.platform, hint)
        elif member.parts and is_added(member.parts[-1]):
            yield HandedIn(shown, status=Status.IGNORED, reason=_ADDED)
        else:
            yield _unpacked(archive, member, shown, hint_of((*place.parts, *member.parts), hints))


def _unpacked(archive: Archive, member: Member, shown: str, hint: Hint) -> HandedIn:
    try:
        return HandedIn(shown, archive.read(member), hint)
    except ArchiveError as error:
        return HandedIn(shown, b"", hint, error.status, error.reason)


def _added_folder(parts: tuple[str, ...]) -> tuple[str, ...]:
    for depth, part in enumerate(parts[:-1], start=1):
        if is_added(part) and part not in (".", ".."):
            return parts[:depth]
    return ()


def _shown(place: _Place, member: Member) -> str:
    return f"{place.shown}/{visible(member.name, most=None)}"


class _Found(NamedTuple):
    """A platform's list of who handed in what."""

    platform: Platform
    submissions: SubmissionList


def _list_called(name: str) -> _Found | None:
    for platform in PLATFORMS.values():
        if platform.submissions is not None and platform.submissions.file_name == name:
            return _Found(platform, platform.submissions)
    return None


def _is_in_its_place(found: _Found, within: Sequence[str], beside: Iterable[str]) -> bool:
    """Whether a list lies where the platform puts it, and not where a student could put one."""
    read_name = found.platform.read_name
    if read_name is None:
        return False
    return not any(read_name(name, False) for name in within) and any(
        read_name(name, False) or read_name(name, True) for name in beside
    )


def _around(member: Member, members: Sequence[Member]) -> tuple[tuple[str, ...], set[str]]:
    """Give the folders in which a member lies, and the names of those beside it."""
    within = member.parts[:-1]
    depth = len(within)
    beside = {
        it.parts[depth] for it in members if len(it.parts) > depth and it.parts[:depth] == within
    }
    return within, beside


def _list_elsewhere(shown: str, platform: Platform, hint: Hint) -> HandedIn:
    reason = (
        f"It is called like the list of {platform.name}, and lies elsewhere than beside the "
        "folders that it names, so it was not believed: look how it came there."
    )
    return HandedIn(shown, b"", hint, Status.REFUSED, reason)


def _hints_in_file(path: str, listed: SubmissionList) -> tuple[_Hints, str]:
    try:
        with open(path, "rb") as file:
            return _hints(file.read(listed.most_bytes + 1), listed)
    except OSError as error:
        return {}, f"cannot be opened ({error.strerror})"


def _hints_in_archive(
    archive: Archive, member: Member, listed: SubmissionList
) -> tuple[_Hints, str]:
    try:
        return _hints(archive.read(member, listed.most_bytes), listed)
    except ArchiveError as error:
        return {}, error.reason


def _hints(content: bytes, listed: SubmissionList) -> tuple[_Hints, str]:
    hints: dict[str, Hint] = {}
    try:
        for name, hint in listed.read(content):
            hints[name] = hint
    except ListError as error:
        return hints, str(error)
    return hints, ""


def _list_taken(shown: str, platform: Platform, problem: str) -> HandedIn:
    what = f"{platform.name}’s list of who handed in what"
    if not problem:
        return HandedIn(shown, status=Status.IGNORED, reason=f"{what}.")
    reason = (
        f"{what} {problem}: export the submissions again. "
        "Until then, students are known by what their files say."
    )
    return HandedIn(shown, status=Status.UNREADABLE, reason=reason)
