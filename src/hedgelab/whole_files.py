"""Files that are written whole or not at all, and only when they change."""

import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

_UNFINISHED = re.compile(r"\.(.+)\.[0-9]+\.part")
_NOBODY_WRITES_AFTER = 60 * 60  # seconds since the last of it was written


def write_changed(path: Path, content: str | bytes) -> bool:
    """Write a file, text in UTF-8, unless it holds just that already; say whether it was written.

    Parameters
    ----------
    path : Path
        Where; its folder is there.
    content : str or bytes
        What; line ends are kept as they are.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        if path.read_bytes() == data:
            _clear(path)
            return False
    except FileNotFoundError:
        pass
    with written_whole(path) as beside:
        beside.write_bytes(data)
    return True


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a file beside the wanted one to write to, and move it to its place at the end.

    So nobody ever reads half a file, and where anything goes wrong the former one stays.  What
    a program that was killed left of the same file goes an hour later: it is hidden, and would
    outlast the grades that its owner deletes.

    Parameters
    ----------
    path : Path
        The wanted file; its folder is there.

    Raises
    ------
    OSError
        If the system refuses; it names the wanted file.
    """
    _clear(path)
    # The process number keeps apart two programs that write the same file at once.
    beside = path.parent / f".{path.name}.{os.getpid()}.part"
    try:
        yield beside
        os.replace(beside, path)
    except OSError as error:
        # A full disk names no file at all.
        if error.filename in (None, str(beside), beside):
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        with suppress(OSError):
            beside.unlink()


def unfinished(name: str) -> str:
    """Give the name of the file that one of this name was to become; "" where it is no such one.

    Examples
    --------
    >>> unfinished(".grades.csv.4711.part"), unfinished("grades.csv")
    ('grades.csv', '')
    """
    found = _UNFINISHED.fullmatch(name)
    return found[1] if found else ""


def _clear(path: Path) -> None:
    for left in _left_behind(os.path.abspath(path.parent)).get(path.name, ()):
        with suppress(OSError):
            left.unlink()


@lru_cache(maxsize=16)
def _left_behind(folder: str) -> Mapping[str, list[Path]]:
    """Find what programs that were killed left of each file; once, for a folder may be large."""
    found: dict[str, list[Path]] = {}
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            name = unfinished(entry.name)
            if name and time.time() - entry.stat().st_mtime > _NOBODY_WRITES_AFTER:
                found.setdefault(name, []).append(Path(entry.path))
    return found
