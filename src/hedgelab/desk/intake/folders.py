"""What was handed in: folders, single files and zips, mixed, as learning platforms name them.

Files are given one after the other and read once; nothing is unpacked to disk, no link is
followed, and one bad file costs no other anything.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from hedgelab.desk.intake.answers import MAX_NOTEBOOK_BYTES as MAX_BYTES
from hedgelab.desk.intake.archives import Archive, ArchiveError, Member, is_archive, too_large
from hedgelab.desk.intake.lists import (
    Found,
    Hints,
    Surroundings,
    add_hints,
    hints_in_archive,
    hints_in_file,
    in_folder,
    is_packed_by_platform,
    list_among,
    list_called,
    list_elsewhere,
    list_named,
    list_taken,
    passed_over,
    read_quietly,
    stamps,
    stamps_in_archive,
)
from hedgelab.desk.ledger.places import each_once
from hedgelab.desk.model.records import HandedIn, Hint
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.names import hint_of, is_added, members_of
from hedgelab.desk.platforms.platform import Beside
from hedgelab.desk.platforms.registry import platform_of
from hedgelab.desk.progress import OnProgress
from hedgelab.desk.text.spreadsheets import TABLES
from hedgelab.desk.text.visible import visible

_ADDED = "A system put it beside what was handed in."
_ADDED_FOLDER = "A system put this folder beside what was handed in; it was not looked into."


def handed_in(
    paths: Sequence[Path],
    *,
    bare: bool = False,
    called: Mapping[Path, str] | None = None,
    listed: Hints | None = None,
    on_progress: OnProgress | None = None,
    leaves_unread: bool = False,
) -> Iterator[HandedIn]:
    """Give every file in these folders, zips and files.

    Parameters
    ----------
    paths : sequence of Path
        What the instructor downloaded.  A link among them is followed; one inside is not.  What
        is named twice, by whatever path, is read once.
    bare : bool
        Whether each of `paths` is called by its name alone, and the folder around it says nothing:
        somebody else than the instructor chose that.
    called : mapping, optional
        What those of `paths` are called that are copies of what lies elsewhere.
    listed : mapping, optional
        What is known of names from elsewhere, as from the roster; `paths` may hold more lists.
    on_progress : callable, optional
        Called after each file.
    leaves_unread : bool
        Whether files that lie in no archive are left to be opened by whoever reads them.

    Yields
    ------
    HandedIn
        In the order of `paths`, and by name within a folder.  A file that is not opened has
        a status and a reason.  What several handed in together is given once for each of them.

    Raises
    ------
    OSError
        If one of `paths` is not there.
    """
    for path in paths:
        path.stat()
    places = each_once(paths).values()
    progress = _Progress(on_progress, len(places), leaves_unread)
    told = dict(listed or {})
    taken = dict(_lists_named(places, told))
    for path in places:
        # The folder around it may be the platform's, named after the student.
        whole = Path(os.path.abspath(path))
        name = (called or {}).get(path) or (path.name if bare else str(path))
        shown = visible(name, most=None)
        place = _Place(str(path), shown, whole.parts[-1:], told)
        if path.is_dir():
            yield from _in_folder(place, progress)
        elif path in taken:
            yield list_taken(place.shown, *taken[path])
            progress.known += 1
            progress.step()
        else:
            around = 1 if bare else 2
            place = _Place(place.path, place.shown, whole.parts[-around:], told)
            progress.known += 1
            yield from _in_file(place, path.stat().st_size, progress)
        progress.places -= 1


def _lists_named(
    places: Iterable[Path], told: dict[str, Hint]
) -> Iterator[tuple[Path, tuple[Found, str]]]:
    """Read the lists that are named themselves, before all else: they speak of all of it."""
    for path in places:
        if not path.is_dir() and (found := list_named(path)):
            hints, problem = hints_in_file(str(path), found.submissions)
            add_hints(told, hints)
            yield path, (found, problem)


@dataclass(slots=True)
class _Progress:
    """How much is done; the sum is known while only one place is left."""

    on_progress: OnProgress | None
    places: int
    leaves_unread: bool
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
    hints: Hints = field(default_factory=dict)


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
        beside = Beside((*folders, *files))
        around = Surroundings(folder.parts, beside, in_folder(folder.path, list(files)))
        lists = {
            name: found
            for name in files
            if (found := list_among(name, around, partial(_held, folder.path, name)))
        }
        told = {**folder.hints, **stamps(folder.parts, beside, partial(_held, folder.path))}
        folder.hints = told
        for name, found in lists.items():
            hints, problem = hints_in_file(os.path.join(folder.path, name), found.submissions)
            add_hints(told, hints)
            folder.hints = told
            yield list_taken(f"{folder.shown}/{name}", found, problem)
            progress.step()
        for name in sorted(others):
            shown = f"{folder.shown}/{visible(name, most=None)}"
            yield _refused_entry(shown, name, others[name])
            progress.step()
        for name in sorted(files):
            if name not in lists:
                yield from _in_file(_inside(folder, name), files[name], progress, beside)
        for name in sorted(folders, reverse=True):
            if reason := passed_over(name, beside):
                shown = f"{folder.shown}/{visible(name, most=None)}"
                yield HandedIn(shown, status=Status.IGNORED, reason=reason)
                progress.places -= 1
            elif is_added(name):
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


def _held(folder: str, name: str) -> bytes:
    with suppress(OSError), open(os.path.join(folder, name), "rb") as file:
        return file.read(MAX_BYTES)
    return b""


def _in_file(
    place: _Place, size: int, progress: _Progress, beside: Beside | None = None
) -> Iterator[HandedIn]:
    name = place.parts[-1]
    if found := list_called(name):
        yield list_elsewhere(place.shown, found.platform, hint_of(place.parts, place.hints))
    elif is_added(name):
        yield HandedIn(place.shown, status=Status.IGNORED, reason=_ADDED)
    elif beside is not None and (reason := passed_over(name, beside)):
        yield HandedIn(place.shown, status=Status.IGNORED, reason=reason)
    elif name.lower().endswith(".zip"):
        yield from _in_archive(place, progress)
    elif is_archive(name):
        reason = "It is an archive of another kind than zip: unpack it, and hand in the folder."
        yield HandedIn(place.shown, b"", hint_of(place.parts), Status.REFUSED, reason)
    elif size > MAX_BYTES:
        hint, reason = hint_of(place.parts, place.hints), too_large(size, MAX_BYTES)
        yield HandedIn(place.shown, b"", hint, Status.REFUSED, reason)
    else:
        hint = hint_of(place.parts, place.hints)
        unread = HandedIn(place.shown, hint=hint, lies_at=place.path)
        yield from _for_each(unread if progress.leaves_unread else unread.opened(), place.hints)
    progress.step()


def _for_each(handed: HandedIn, hints: Hints) -> Iterator[HandedIn]:
    """Give a file to each of those who handed it in together, under a name of its own."""
    if not (handed.hint.together or handed.hint.members):
        yield handed
        return
    for member in members_of(handed.hint, hints):
        known = [it for it in member.ids if not platform_of(member.platform).kind_of_number(it)]
        yield replace(
            handed, path=f"{handed.path} (for {visible((known or member.ids)[0])})", hint=member
        )


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
    beside = _beside(archive.members)
    hints = {**place.hints, **stamps_in_archive(archive, place.parts, beside)}
    lists = []
    for member in archive.members:
        if member.status or not member.parts or not _may_be_list(member.parts[-1]):
            continue
        around = Surroundings(member.parts[:-1], beside[member.parts[:-1]])
        held = partial(read_quietly, archive, member)
        if (found := list_among(member.parts[-1], around, held)) is not None:
            listed, problem = hints_in_archive(archive, member, found.submissions)
            add_hints(hints, listed)
            lists.append(member)
            yield list_taken(_shown(place, member), found, problem)
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
        elif member.parts and (found := list_called(member.parts[-1])):
            hint = hint_of((*place.parts, *member.parts), hints)
            yield list_elsewhere(shown, found.platform, hint)
        elif member.parts and is_added(member.parts[-1]):
            yield HandedIn(shown, status=Status.IGNORED, reason=_ADDED)
        elif reason := _passed_over(member.parts, beside):
            yield HandedIn(shown, status=Status.IGNORED, reason=reason)
        else:
            hint = hint_of((*place.parts, *member.parts), hints)
            if is_packed_by_platform(place.parts, hint):
                hint = replace(hint, packed=member.moment)
            yield from _for_each(_unpacked(archive, member, shown, hint), hints)


def _may_be_list(name: str) -> bool:
    return list_called(name) is not None or name.lower().endswith(TABLES)


def _beside(members: Sequence[Member]) -> dict[tuple[str, ...], Beside]:
    """Give the names that lie in every folder of an archive."""
    inside: dict[tuple[str, ...], set[str]] = {(): set()}
    for member in members:
        for depth, part in enumerate(member.parts):
            inside.setdefault(member.parts[:depth], set()).add(part)
    return {folder: Beside(given) for folder, given in inside.items()}


def _passed_over(parts: tuple[str, ...], beside: Mapping[tuple[str, ...], Beside]) -> str:
    for depth, part in enumerate(parts):
        if reason := passed_over(part, beside[parts[:depth]]):
            return reason
    return ""


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
