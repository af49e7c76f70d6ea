"""By which name a platform knows each student: from what they handed in, or from its own list.

A name is believed where the platform's own signs lead to the student, and to nobody else: what a
file says inside may be another's id, and a number may be a group's.
"""

import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from hedgelab.desk.grading.signs import fits_name, is_blind, joined, may_be_called, named_by
from hedgelab.desk.ledger.files import known_hints
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.records import GradedSheet, Hint
from hedgelab.desk.model.roster import Enrolled, Roster, RosterError, read_roster
from hedgelab.desk.platforms.platform import Platform, TakesBack
from hedgelab.desk.text.visible import visible

_PARTS = re.compile(r"[/\\]")


class NotKnownError(ValueError):
    """A list or a download that tells of nobody; the message says what to do."""


@dataclass(slots=True)
class KnownBy:
    """The names by which a platform knows the students of a class.

    Attributes
    ----------
    names : dict
        The name to use, by the student's id.
    doubts : dict
        Why none is used though there is one, by the student's id.
    carried : dict
        Files of the platform's own that go back with theirs, by the student's id.
    """

    names: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    carried: dict[str, tuple[tuple[str, bytes], ...]] = field(default_factory=dict)


def known_from_ledger(ledger: Ledger, roster: Roster, platform: Platform) -> KnownBy:
    """Tell students' names on a platform from what was taken in.

    Parameters
    ----------
    ledger : Ledger
        What was graded.
    roster : Roster
        Whoever is to be given something.
    platform : Platform
        One that takes something back.
    """
    found = (
        (whose, name, hint)
        for whose, path, hint in known_hints(ledger, platform.id)
        if (name := _given_name(_PARTS.split(path), platform))
    )
    return _settled(found, roster, platform)


def known_from_path(path: Path, roster: Roster, platform: Platform, task: str = "") -> KnownBy:
    """Tell students' names on a platform from its own list, or from a download of submissions.

    Parameters
    ----------
    path : Path
        Moodle's grading worksheet (.csv), or a download as it came (.zip, or a folder).
    roster, platform :
        As `known_from_ledger`.
    task : str
        The assignment, where a download may hold others as well.

    Raises
    ------
    NotKnownError
        If it tells of no student on the roster.
    """
    takes = platform.takes_back
    assert takes is not None
    is_download = path.is_dir() or zipfile.is_zipfile(path)
    if is_download:
        known = _from_download(path, roster, platform, task)
    else:
        known = _from_list(path, roster, platform)
    if not known.names and not known.doubts:
        raise NotKnownError(
            f"{path}: names nobody on the roster as {platform.name} does: name {takes.source}"
        )
    return known


def _from_download(path: Path, roster: Roster, platform: Platform, task: str) -> KnownBy:
    # Folders that a platform laid itself are told by their names, the outermost among them.
    outer = [path.name] if platform.read_path is not None and path.is_dir() else []
    found = (
        ("", name, hint)
        for parts in _members(path)
        if (name := _given_name([*outer, *parts], platform))
        and (hint := _read(name, platform, is_file=True)) is not None
        and hint.task in ("", task)
    )
    known = _settled(found, roster, platform)
    assert platform.takes_back is not None
    for student, name in known.names.items():
        folder = path / Path(*_PARTS.split(name)[len(outer) : -1])
        known.carried[student] = tuple(
            (it, (folder / it).read_bytes())
            for it in platform.takes_back.carries
            if (folder / it).is_file()
        )
    return known


def _from_list(path: Path, roster: Roster, platform: Platform) -> KnownBy:
    takes = platform.takes_back
    assert takes is not None
    if takes.name_for is None:
        raise NotKnownError(f"{path}: is no download from {platform.name}: name {takes.source}")
    try:
        listed = read_roster(path)
    except RosterError as error:
        raise NotKnownError(str(error)) from None
    known = KnownBy()
    for theirs in listed.students:
        owner = _listed_owner(theirs, roster, platform)
        if owner is not None and (name := takes.name_for(theirs)):
            _take(known, owner.id, name, takes)
    _without_shared(known, takes)
    return known


def _listed_owner(theirs: Enrolled, roster: Roster, platform: Platform) -> Enrolled | None:
    """Give the student of a row: by the university's id, the address, or a name that one has."""
    # The platform's own number may be of another assignment, where it is somebody else's.
    ids = [
        given
        for given in (theirs.id, *theirs.ids, theirs.email)
        if given and not platform.kind_of_number(given)
    ]
    by_id = joined(
        found
        for given in ids
        for found in (
            roster.by_other_id(given),
            [it for it in (roster.by_id(given), roster.by_id_without_zeros(given)) if it],
        )
    )
    found = by_id or (roster.by_name(theirs.name) if theirs.name else ())
    return found[0] if len(found) == 1 and may_be_called(found[0], theirs.name) else None


def _settled(found: Iterable[tuple[str, str, Hint]], roster: Roster, platform: Platform) -> KnownBy:
    """Take of the names that a platform gave those whose owner is sure."""
    known, takes = KnownBy(), platform.takes_back
    assert takes is not None
    latest: dict[str, int] = {}
    for whose, name, hint in found:
        if not takes.name(name, "x"):
            continue
        owner = _owner(whose, hint, roster, platform)
        if owner is None:
            if whose:
                known.doubts.setdefault(whose, _doubt(hint, platform))
        elif hint.order >= latest.get(owner, 0):
            if platform.ids_are_its_own or not takes.by_number:
                # Of several files the last, for the platform keeps the others no longer.
                known.names.pop(owner, None)
            latest[owner] = hint.order
            _take(known, owner, name, takes)
    _without_shared(known, takes)
    return known


def _doubt(hint: Hint, platform: Platform) -> str:
    if hint.together and platform.group_is_name:
        return (
            "their group handed in as one, and all of it would see a page that hangs there: give "
            "them theirs by mail"
        )
    if hint.together:
        return (
            "their group handed in as one, and the number is the group's: name the platform's own "
            "list of the class with --from"
        )
    return (
        f"{platform.name} has their file under the name {visible(hint.name)}, which may be a "
        "group's or somebody else's"
    )


def _owner(whose: str, hint: Hint, roster: Roster, platform: Platform) -> str | None:
    """Give the id of the student who handed something in, by the platform's own signs."""
    if hint.together or hint.contrary:
        return None
    if not hint.name and not platform.numbers_begin:
        return _owner_by_ids(whose, hint, roster)
    if is_blind(hint):
        return whose or None
    named = named_by(hint.name, roster, after_group=platform.group_before_name)
    if platform.ids_are_its_own:
        by_id = joined(roster.by_other_id(given) for given in hint.ids)
        named = tuple(it for it in by_id if fits_name(it, hint, roster)) or named
    ids = {student.id for student in named}
    if whose:
        return whose if whose in ids else None
    return ids.pop() if len(ids) == 1 else None


def _owner_by_ids(whose: str, hint: Hint, roster: Roster) -> str | None:
    """Give the owner where a platform writes an id of the class's own, and no name."""
    found = joined(
        (own,) if (own := roster.by_id(given)) else roster.by_other_id(given) for given in hint.ids
    )
    ids = {student.id for student in found}
    if whose:
        return whose if whose in ids or not ids else None
    return ids.pop() if len(ids) == 1 else None


def _take(known: KnownBy, student: str, name: str, takes: TakesBack) -> None:
    """Take a name for a student, unless another one has been taken that leads elsewhere."""
    before = known.names.setdefault(student, name)
    if _told_by(takes, before) != _told_by(takes, name):
        known.doubts[student] = (
            f"there are two names of theirs, {visible(before)} and {visible(name)}"
        )


def _without_shared(known: KnownBy, takes: TakesBack) -> None:
    """Leave out what leads to more than one student: one of them would get the other's page."""
    owners: dict[str, list[str]] = {}
    for student, name in known.names.items():
        owners.setdefault(_told_by(takes, name), []).append(student)
    for number, students in owners.items():
        if len(students) > 1:
            for student in students:
                known.doubts[student] = f"the number {number} leads to {len(students)} students"
    for student in known.doubts:
        known.names.pop(student, None)


def _told_by(takes: TakesBack, given: str) -> str:
    """Give that by which a platform tells whose a name is: mostly a number in it."""
    name = takes.name(given, "x")
    if not takes.by_number:
        return name
    first = name.partition("/")[0]
    return next((piece for piece in first.split("_") if piece.isdecimal()), name)


def merged(told: KnownBy, found: KnownBy, platform: Platform, path: Path) -> KnownBy:
    """Join what a list tells to what was found in what was handed in.

    Raises
    ------
    NotKnownError
        If they differ about anybody: then it is another assignment's list, and what it calls one
        student may here be another.
    """
    takes = platform.takes_back
    assert takes is not None
    whole = KnownBy(dict(told.names), dict(told.doubts), dict(told.carried))
    for student, name in found.names.items():
        other = whole.names.setdefault(student, name)
        if _told_by(takes, other) != _told_by(takes, name):
            raise NotKnownError(
                f"{path}: has another number for {visible(student)} than what they handed in, so "
                f"it is the list of another assignment: name {takes.source}"
            )
    for student, doubt in found.doubts.items():
        if student not in whole.names:
            whole.doubts.setdefault(student, doubt)
    _without_shared(whole, takes)
    return whole


def _given_name(parts: Iterable[str], platform: Platform) -> str:
    """Give the part of a path that the platform named, or ""."""
    *folders, last = parts
    if platform.read_path is not None:
        whole = (*folders, last)
        return "/".join(whole) if platform.read_path(whole) is not None else ""
    for part in folders:
        is_file = part.lower().endswith(".zip")
        if _read(part, platform, is_file=is_file) is not None:
            return part
    return last if _read(last, platform, is_file=True) is not None else ""


def _read(name: str, platform: Platform, *, is_file: bool) -> Hint | None:
    if platform.read_path is not None:
        return platform.read_path(tuple(name.split("/")))
    if platform.read_name is None or platform.sign not in name:
        return None
    return platform.read_name(name, is_file)


def _members(path: Path) -> Iterator[list[str]]:
    """Give the paths in a download, in their parts; nothing in it is opened."""
    if path.is_dir():
        for folder, _, files in os.walk(path):
            for file in files:
                yield list(Path(folder, file).relative_to(path).parts)
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield name.rstrip("/").split("/")


def with_numbers_of(
    ledger: Ledger, platform: Platform, graded: Iterable[tuple[Enrolled, GradedSheet]]
) -> list[tuple[Enrolled, GradedSheet]]:
    """Give students with the numbers by which a platform named their files, where they are theirs.

    Parameters
    ----------
    ledger : Ledger
        What was graded.
    platform : Platform
        Whose numbers.
    graded : iterable of tuple
        Every student with their grade.
    """
    pairs = list(graded)
    # Where its numbers are in the roster as often as not, the roster is right about them.
    if platform.takes_back is None or platform.ids_are_its_own:
        return pairs
    names = known_from_ledger(ledger, Roster(tuple(it for it, _ in pairs)), platform).names
    return [
        (replace(student, ids=tuple(dict.fromkeys((*student.ids, *_ids(name, platform))))), sheet)
        if (name := names.get(student.id))
        else (student, sheet)
        for student, sheet in pairs
    ]


def _ids(name: str, platform: Platform) -> tuple[str, ...]:
    hint = _read(name, platform, is_file=True)
    return hint.ids if hint is not None else ()
