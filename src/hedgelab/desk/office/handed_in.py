"""What was dropped into a class over the term, as it came: kept, and read again with each drop."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Final

from hedgelab.desk.intake.archives import Archive, ArchiveError
from hedgelab.desk.intake.lists import list_named
from hedgelab.desk.office.request import Given, RequestError
from hedgelab.whole_files import write_changed

HANDED_IN: Final = "handed-in"
"""The folder in which it lies: files and folders as they were dropped."""


def dropped(folder: Path) -> list[Path]:
    """Give what was dropped into a class, each file, and each folder with all that is in it."""
    return sorted((folder / HANDED_IN).glob("*"))


def keep_dropped(folder: Path, given: Sequence[Given]) -> list[Path]:
    """Keep what came, and give all that is there: what came before, then what came now.

    What is called like an earlier file takes its place where it is a newer one of the same: a
    file at the same place of the same folder, a download with some of the same files, a list of
    the platform's.  Any other gets a number after its name, and both stay.

    Raises
    ------
    RequestError
        If nothing came.
    """
    if not given:
        raise RequestError("No file came: drop what your students handed in, zips as they are.")
    place = folder / HANDED_IN
    place.mkdir(exist_ok=True)
    now = list(dict.fromkeys(_kept(place, it) for it in given))
    return [*(path for path in dropped(folder) if path not in now), *now]


def _kept(place: Path, given: Given) -> Path:
    # What no disk takes as a name is put so that it can be read.
    name = given.name.encode(errors="replace").decode().replace("\0", "_")
    parts = [part for part in PurePosixPath(name).parts if part not in _NOWHERE]
    path = place.joinpath(*(parts or ["file"]))
    if len(parts) <= 1:
        path = _free(path, given.content)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_changed(path, given.content)
    return place / path.relative_to(place).parts[0]


_NOWHERE = frozenset({"/", "..", "."})


def _free(path: Path, content: bytes) -> Path:
    """Give the place of a lone file: that of an older one of the same, or one of its own."""
    for other in _numbered(path):
        if not other.exists() or (other.is_file() and _is_same(other, content)):
            return other
    raise AssertionError


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1


def _is_same(path: Path, content: bytes) -> bool:
    """Whether a file is the same, or an older one of the same download or list."""
    held = path.read_bytes()
    if path.suffix.lower() == ".zip":
        return held == content or not _names(held).isdisjoint(_names(content))
    return held == content or list_named(path) is not None


def _names(content: bytes) -> set[str]:
    try:
        return {member.name for member in Archive(BytesIO(content), 0).members}
    except ArchiveError:
        return set()


def forget_dropped(folder: Path, paths: Iterable[str]) -> list[str]:
    """Take away whatever holds one of these files, by their paths; give what was taken.

    What the gradebook has of the others stays.
    """
    tops = {PurePosixPath(path).parts[0] for path in paths if path}
    gone = [path for path in dropped(folder) if path.name in tops]
    for path in gone:
        for inner in sorted(path.rglob("*"), reverse=True):
            inner.rmdir() if inner.is_dir() else inner.unlink()
        path.rmdir() if path.is_dir() else path.unlink()
    return [path.name for path in gone]
