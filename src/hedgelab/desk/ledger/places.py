"""The places where files lie, whichever of the paths to them somebody types.

Files are called as they were typed, in the ledger too.  So what was typed is kept with the
place that it led to, and when another path leads there, the files there take its name.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePath

from hedgelab.desk.platforms.names import is_added
from hedgelab.desk.text.visible import visible

Names = Mapping[str, str]
"""What places are called, by the one path to each that no link is part of."""


def each_once(paths: Iterable[Path]) -> dict[str, Path]:
    """Give each place with the first path that leads to it; what lies in another is left out.

    A link to a file is a place of its own, for its name may tell whose the file is.
    """
    found: dict[str, Path] = {}
    for path in paths:
        found.setdefault(_place_of(path), path)
    return {place: path for place, path in found.items() if not _is_in_another(place, found)}


def as_typed(paths: Iterable[Path], called: Mapping[Path, str]) -> dict[str, str]:
    """Give what the places are called that these paths lead to; of a copy, what it is one of."""
    return {
        called.get(path) or place: visible(called.get(path) or str(path), most=None)
        for place, path in each_once(paths).items()
    }


def renamed(known: Names, typed: Names) -> Iterator[tuple[str, str]]:
    """Give the former and the present name of each place that is called otherwise now.

    Examples
    --------
    >>> list(renamed({"/home/me/in": "in"}, {"/home/me/in/late": "me/in/late"}))
    [('in/late', 'me/in/late')]
    """
    for place, name in known.items():
        if (now := _name_within(place, typed)) not in (None, name):
            yield name, now
    for place, name in typed.items():
        if place not in known and (former := _name_within(place, known)) not in (None, name):
            yield former, name


def remembered(known: Names, typed: Names) -> dict[str, str]:
    """Give all names that hold now; of two places that were called the same, the later has it."""
    taken = set(typed.values())
    others = {
        place: name
        for place, name in known.items()
        if name not in taken and _name_within(place, typed) is None
    }
    return {**others, **typed}


def _place_of(path: Path) -> str:
    if path.is_symlink() and not path.is_dir():
        return os.path.join(os.path.realpath(path.parent), path.name)
    return os.path.realpath(path)


def _is_in_another(place: str, places: Collection[str]) -> bool:
    inner = PurePath(place)
    for outer in inner.parents:
        # What an added folder holds is not looked into, nor is a link followed.
        if str(outer) in places and not any(map(is_added, inner.relative_to(outer).parts)):
            return not os.path.islink(place)
    return False


def _name_within(place: str, names: Names) -> str | None:
    """Give what a place is called by the nearest one that it lies in, or is."""
    path = PurePath(place)
    for outer in (path, *path.parents):
        if name := names.get(str(outer)):
            inside = (visible(part, most=None) for part in path.relative_to(outer).parts)
            return "/".join((name, *inside))
    return None
