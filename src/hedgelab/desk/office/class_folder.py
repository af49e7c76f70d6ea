"""A class while it is open: a folder, of which these files belong to it and no others."""

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, Final

from hedgelab.desk.model.found import digest_of
from hedgelab.whole_files import unfinished, write_changed

PARTS: Final = (
    *("class.json", "roster", "assignment", "handout", "handed-in", "graded", "marking"),
    "returned",
)
"""What belongs to a class in its folder: files, and folders with all that is in them."""

_ABOUT = "class.json"
_JOURNALS = ("-journal", "-wal", "-shm")
_SURE_AFTER = 2_000_000_000  # nanoseconds: a change within a clock's tick shows in no time

_Stat = tuple[int, int, int]


class Folder:
    """The files of a class, read again only where they changed.

    Parameters
    ----------
    path : Path
        The folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[str, tuple[_Stat, bool, str]] = {}

    def digests(self) -> dict[str, str]:
        """Give the digest of every file of the class, by its path in the folder."""
        known, self._known = self._known, {}
        for name, entry in self._files():
            if not _is_passing(entry.name):
                self._known[name] = _read(entry, known.get(name))
        return {name: digest for name, (_, _, digest) in self._known.items()}

    def read(self, name: str) -> bytes:
        """Give what is in a file of the class."""
        return (self.path / name).read_bytes()

    def put(self, name: str, content: bytes) -> None:
        """Write a file of the class, whole or not at all."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_changed(path, content)

    def settle(self) -> None:
        """Let databases take back what a program that was killed left half written in them."""
        for name in [name for name, _ in self._files() if name.endswith(_JOURNALS[0])]:
            database = self.path / name.removesuffix(_JOURNALS[0])
            if database.exists():
                with closing(sqlite3.connect(database)) as opened, suppress(sqlite3.Error):
                    opened.execute("SELECT count(*) FROM sqlite_schema").fetchone()

    def clear(self, keep: frozenset[str]) -> None:
        """Take away every file but these, with what an interrupted program left beside them."""
        for name in [name for name, _ in self._files() if name not in keep]:
            (self.path / name).unlink()
        for part in PARTS:
            for folder, _, _ in os.walk(self.path / part, topdown=False):
                if not os.listdir(folder):
                    os.rmdir(folder)

    def _files(self) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """Give every file by its path in the folder; there may be thousands."""
        waiting = [("", str(self.path))]
        while waiting:
            above, folder = waiting.pop()
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not above and entry.name not in PARTS:
                        continue
                    name = f"{above}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((f"{name}/", entry.path))
                    elif entry.is_file(follow_symlinks=False):
                        yield name, entry


def _is_passing(name: str) -> bool:
    return bool(unfinished(name)) or name.endswith(_JOURNALS)


def _read(file: os.DirEntry[str], known: tuple[_Stat, bool, str] | None) -> tuple[_Stat, bool, str]:
    """Give a file's digest, the old one where nothing can have changed since."""
    now = os.stat(file.path)  # on Windows, what an entry says may be older
    stat = (now.st_size, now.st_mtime_ns, now.st_ino)
    if known and known[0] == stat and known[1]:
        return known
    is_sure = time.time_ns() - now.st_mtime_ns > _SURE_AFTER
    return stat, is_sure, digest_of(Path(file.path).read_bytes())


def is_part(name: str) -> bool:
    """Whether a path can be that of a file of a class, and leads nowhere else.

    Examples
    --------
    >>> is_part("graded/feedback/s1.html"), is_part("graded/../../x"), is_part("notes.txt")
    (True, False, False)
    """
    path, here = PurePosixPath(name), PurePath(name)
    is_plain = str(path) == name and "\0" not in name and not here.anchor
    return is_plain and ".." not in here.parts and path.parts[:1] in {(part,) for part in PARTS}


def about(folder: Path) -> dict[str, Any]:
    """Give what the page remembers of a class."""
    try:
        held = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def remember(folder: Path, **members: Any) -> None:
    """Keep members of what the page remembers of a class; None takes one out."""
    held = {**about(folder), **members}
    kept = {name: value for name, value in held.items() if value is not None}
    write_changed(folder / _ABOUT, json.dumps(kept, ensure_ascii=False, indent=2) + "\n")
