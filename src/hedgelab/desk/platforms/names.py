"""What the name of a file, and those of the folders it lies in, say of who handed it in."""

from collections.abc import Mapping
from dataclasses import replace

from hedgelab.desk.model.records import Hint
from hedgelab.desk.platforms.moodle_worksheet import group_key
from hedgelab.desk.platforms.plain import named_by_people
from hedgelab.desk.platforms.platform import Platform
from hedgelab.desk.platforms.registry import PLATFORMS

LONGEST = 255
"""The characters of a name on disks; a longer one is no platform's."""

_ADDED_FILES = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_ADDED_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information"})


def is_added(name: str) -> bool:
    """Whether a system or a platform put a file or folder of this name there, and no student.

    Examples
    --------
    >>> is_added("__MACOSX"), is_added(".DS_Store"), is_added("~$essay.docx"), is_added("ana.json")
    (True, True, True, False)
    """
    folded = name.lower()
    if name.startswith((".", "~$")) or folded in _ADDED_FILES or folded in _ADDED_FOLDERS:
        return True
    for platform in PLATFORMS.values():
        if platform.submissions is not None and platform.submissions.file_name == folded != "":
            return True
        if platform.is_receipt is not None and platform.is_receipt(name):
            return True
    return False


def hint_of(parts: tuple[str, ...], listed: Mapping[str, Hint] | None = None) -> Hint:
    """Tell what a file's name and the folders it lies in say of who handed it in.

    Parameters
    ----------
    parts : tuple of str
        The folders, from the outermost, and the file.
    listed : mapping, optional
        What a platform's own list says of the names that it gave.

    Examples
    --------
    >>> hint = hint_of(("doejohn_LATE_1234_5678_answers-2.json",))
    >>> hint.platform, hint.ids, hint.name, hint.late, hint.order
    ('canvas', ('1234',), 'doejohn', True, 5678)
    >>> hint_of(("Ada Example_77_assignsubmission_file_", "answers.json")).name
    'Ada Example'
    """
    for at, part in enumerate(parts):
        for platform in PLATFORMS.values():
            # What lies in a file that another platform named is that file's.
            if (
                platform.read_path
                and part == platform.sign
                and (laid := platform.read_path(parts[at:]))
            ):
                stamped = (listed or {}).get(folder_of(parts))
                return replace(laid, received=stamped.received) if stamped else laid
            if platform.read_name is None or platform.sign not in part or len(part) > LONGEST:
                continue
            is_file = part is parts[-1] or part.lower().endswith(".zip")
            if (hint := platform.read_name(part, is_file)) is not None:
                return _with_list(hint, part, listed, platform) if listed else hint
    return named_by_people(parts)


def folder_of(parts: tuple[str, ...]) -> str:
    """Give what the folder of a file is called in what lists say."""
    return "/".join(parts[:-1])


def _with_list(hint: Hint, part: str, listed: Mapping[str, Hint], platform: Platform) -> Hint:
    if platform.submissions is not None and platform.submissions.hint_by is not None:
        return platform.submissions.hint_by(hint, listed)
    if platform.receipts is not None:
        told = listed.get(platform.receipts.attempt_of(part))
        return replace(hint, received=told.received) if told else hint
    if platform.group_is_name:
        return _of_group(hint, listed)
    known = listed.get(part)
    return known if known is not None and known.platform == platform.id else hint


def members_of(hint: Hint, listed: Mapping[str, Hint]) -> list[Hint]:
    """Give what is known of each of those who handed a file in together, or of the one.

    Examples
    --------
    >>> ana, ben = Hint("moodle", ("s1",), "Ana Lee"), Hint("moodle", ("s2",), "Ben Okoro")
    >>> group = Hint("moodle", ("Participant 1",), "Group A", together=("s1", "s2"))
    >>> [it.name for it in members_of(group, {"s1": ana, "s2": ben})]
    ['Ana Lee', 'Ben Okoro']
    """
    if hint.members:
        together = tuple(it for ids in hint.members for it in ids)
        return [replace(hint, ids=it, together=together, members=()) for it in hint.members]
    if not hint.together:
        return [hint]
    members = [listed[key] for key in hint.together]
    ids = tuple(dict.fromkeys(given for member in members for given in member.ids))
    return [
        replace(
            member,
            platform=hint.platform,
            late=hint.late,
            order=hint.order,
            received=member.received or hint.received,
            packed=hint.packed,
            together=ids,
        )
        for member in members
    ]


def _of_group(hint: Hint, listed: Mapping[str, Hint]) -> Hint:
    """Give what a name says that may be a group's, with the number of one who is in it."""
    group = listed.get(group_key(hint.name)) if hint.name else None
    if group is None:
        return hint
    numbers = {given for key in group.ids for given in listed[key].ids}
    known = {given for it in listed.values() for given in it.ids}
    is_one = any(given in numbers for given in hint.ids) or not known.intersection(hint.ids)
    return replace(hint, together=group.ids) if is_one else hint
