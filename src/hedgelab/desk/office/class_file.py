"""The class file, ``NAME.hedgelab``: all that belongs to a class, and what was done to it.

It is an SQLite database, written whole or not at all by SQLite's own transactions.  Each content
is held once, compressed, by its digest; ``files`` says which file of the class has which now,
and ``changes`` what each step made of which, so that steps are undone and done again.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from hedgelab.desk.model.found import digest_of
from hedgelab.desk.office import SUFFIX
from hedgelab.desk.office.class_folder import is_part
from hedgelab.desk.text.pages import counted

MOST_STEPS: Final = 40
"""How many steps can be undone."""

MOST_BYTES: Final = 32_000_000
"""What they may hold beside the class as it stands; the last one is kept whatever it holds."""

_APPLICATION = 0x4865644C  # "HedL", which tells the file from other databases
_VERSION = 1
_TABLES = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE contents (digest TEXT PRIMARY KEY, held BLOB NOT NULL);
CREATE TABLE files (path TEXT PRIMARY KEY, digest TEXT NOT NULL);
CREATE TABLE steps (number INTEGER PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE changes (
    step INTEGER NOT NULL REFERENCES steps ON DELETE CASCADE,
    path TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (step, path)
);
"""
_HELD_BY_STEPS = (
    "SELECT sum(length(held)) FROM contents WHERE digest NOT IN (SELECT digest FROM files)"
)
_FAST = 1  # compression: a step is waited for
_PRIMARY = 0xFF  # the part of SQLite's error codes that says what kind it is
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_REFUSED = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})


class ClassFileError(ValueError):
    """A class file that cannot be used; the message says why and what to do."""


class Change(NamedTuple):
    """What a step made of a file: digests, None where there was or is none."""

    path: str
    before: str | None
    after: str | None


class ClassFile:
    """An open class file, which no other program can use meanwhile.

    Parameters
    ----------
    path : Path
        The file; it is begun where there is none.

    Raises
    ------
    ClassFileError
        If it is damaged, of another program or a newer version, open elsewhere, or cannot be
        written to.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._told():
            self._connection = sqlite3.connect(
                path, isolation_level=None, timeout=0, check_same_thread=False
            )
        try:
            with self._told():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let others use the file."""
        with suppress(sqlite3.Error):
            self._connection.execute("PRAGMA journal_mode = DELETE")  # the empty file goes
        self._connection.close()

    def _prepare(self) -> None:
        run = self._connection.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA foreign_keys = ON")
        # What is taken out leaves nothing behind, in the file or in its journal.
        run("PRAGMA secure_delete = ON")
        run("PRAGMA journal_mode = TRUNCATE")
        ((application,), (version,), (tables,)) = (
            run(f"SELECT * FROM {source}").fetchone()
            for source in (
                "pragma_application_id",
                "pragma_user_version",
                "(SELECT count(*) FROM sqlite_schema)",
            )
        )
        if tables and application != _APPLICATION:
            raise ClassFileError(
                f"{self.path}: is a database of another program, and was left as it is: choose a "
                f"class file, whose name ends in {SUFFIX}"
            )
        if version > _VERSION:
            raise ClassFileError(
                f"{self.path}: a newer Hedging Lab wrote this class file (version {version}; this "
                f"one knows {_VERSION}): update Hedging Lab, and open it again"
            )
        if not tables:
            run("PRAGMA auto_vacuum = FULL")
        # The first write locks the file for as long as it is open.
        with self._transaction():
            if not tables:
                for statement in _TABLES.strip().rstrip(";").split(";\n"):
                    run(statement)
                run(f"PRAGMA application_id = {_APPLICATION}")
                run(f"PRAGMA user_version = {_VERSION}")
            run("INSERT INTO settings VALUES ('at', '0') ON CONFLICT DO NOTHING")

    @contextmanager
    def _transaction(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection.execute
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what is wrong with the file in words for its owner."""
        try:
            yield
        except (sqlite3.Error, zlib.error, UnicodeDecodeError) as error:
            raise self._fault(error) from error

    def _fault(self, error: Exception) -> ClassFileError:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY
        if code in _BUSY:
            told = "is open in another desk: close it there, or go on there"
        elif code in _REFUSED:
            told = (
                f"cannot be written to ({error}): look whether the file and its folder may be "
                "written to, or copy it to where you may write"
            )
        elif code in _FULL:
            told = (
                f"could not be written to ({error}), and nothing of this step was kept: make room "
                "on the disk, or look whether the drive is there, and do it again"
            )
        else:
            told = f"cannot be read as a class file ({error}): open your last copy of it"
        return ClassFileError(f"{self.path}: {told}")

    @property
    def doing(self) -> str:
        """What was begun and not ended, as by a program that was killed; "" for nothing."""
        return self._setting("doing")

    def begin(self, label: str) -> None:
        """Keep that something is being done to the files, so that half of it is found out."""
        with self._transaction() as run:
            _set(run, "doing", label)

    def keep(
        self, label: str, digests: Mapping[str, str], read: Callable[[str], bytes]
    ) -> tuple[Change, ...]:
        """Keep how the files stand after a step; give what the step changed.

        Parameters
        ----------
        label : str
            What Undo calls the step; "" for what cannot be undone, before all steps.
        digests : mapping
            The digest of each file of the class, by its path.
        read : callable
            Gives the content of a file.
        """
        held = self.files()
        paths = sorted({*held, *digests})
        changes = tuple(
            Change(path, held.get(path), digests.get(path))
            for path in paths
            if held.get(path) != digests.get(path)
        )
        with self._transaction() as run:
            if changes:
                for change in changes:
                    if change.after and not self._has(change.after):
                        content = zlib.compress(read(change.path), _FAST)
                        run("INSERT INTO contents VALUES (?, ?)", (change.after, content))
                self._put(run, changes)
                if label:
                    self._add_step(run, label, changes)
            _set(run, "doing", "")
        return changes

    def _add_step(
        self, run: Callable[..., sqlite3.Cursor], label: str, changes: tuple[Change, ...]
    ) -> None:
        number = self._at() + 1
        gone = run(
            "DELETE FROM steps WHERE number >= ? OR number <= ?", (number, number - MOST_STEPS)
        ).rowcount
        run("INSERT INTO steps VALUES (?, ?)", (number, label))
        self._connection.executemany(
            "INSERT INTO changes VALUES (?, ?, ?, ?)", ((number, *change) for change in changes)
        )
        _set(run, "at", str(number))
        if gone:
            _drop_unused(run)
        for (oldest,) in run("SELECT number FROM steps ORDER BY number").fetchall()[:-1]:
            ((held,),) = run(_HELD_BY_STEPS).fetchall()
            if (held or 0) <= MOST_BYTES:
                break
            run("DELETE FROM steps WHERE number = ?", (oldest,))
            _drop_unused(run)

    def abandon(self) -> None:
        """Keep that what was begun was taken back, and that the files stand as before."""
        with self._transaction() as run:
            _set(run, "doing", "")

    def back(self) -> tuple[Change, ...]:
        """Give what undoing the last step makes of the files; `moved` keeps that it was done."""
        return tuple(Change(it.path, it.after, it.before) for it in self._changes(self._at()))

    def forth(self) -> tuple[Change, ...]:
        """Give what doing the undone step again makes of the files."""
        return tuple(self._changes(self._at() + 1))

    def moved(self, by: int, changes: tuple[Change, ...]) -> None:
        """Keep that a step was undone (by -1) or done again (by 1)."""
        with self._transaction() as run:
            self._put(run, changes)
            _set(run, "at", str(self._at() + by))
            _set(run, "doing", "")

    def forget_steps(self) -> None:
        """Hold nothing but the files as they stand: nothing can be undone any more."""
        with self._transaction() as run:
            run("DELETE FROM steps")
            _set(run, "at", "0")
            _drop_unused(run)
        with self._told():
            self._connection.execute("VACUUM")

    def done(self) -> list[str]:
        """Give the labels of what can be undone, the last first."""
        return self._labels("number <= ? ORDER BY number DESC")

    def undone(self) -> list[str]:
        """Give the labels of what can be done again, the next first."""
        return self._labels("number > ? ORDER BY number")

    def files(self) -> dict[str, str]:
        """Give the digest of each file of the class, by its path."""
        return dict(self._rows("SELECT path, digest FROM files ORDER BY path"))

    def content(self, digest: str) -> bytes:
        """Give a content by its digest.

        Raises
        ------
        ClassFileError
            If the file is damaged.
        """
        with self._told():
            ((held,),) = self._rows("SELECT held FROM contents WHERE digest = ?", digest) or [
                (b"",)
            ]
            content = zlib.decompress(held)
        if digest_of(content) != digest:
            raise self._fault(ValueError("a content is not as it was written"))
        return content

    def check(self) -> None:
        """Look whether the file is whole, and names only files of a class.

        Raises
        ------
        ClassFileError
            If not.
        """
        with self._told():
            ((found,), *_) = self._rows("PRAGMA quick_check(1)")
        astray = next((path for path in self.files() if not is_part(path)), None)
        if found != "ok" or astray is not None:
            raise self._fault(ValueError(found if astray is None else f"it names {astray!r}"))

    def _at(self) -> int:
        return int(self._setting("at"))

    def _setting(self, name: str) -> str:
        rows = self._rows("SELECT value FROM settings WHERE name = ?", name)
        return str(rows[0][0]) if rows else ""

    def _labels(self, which: str) -> list[str]:
        return [it for (it,) in self._rows(f"SELECT label FROM steps WHERE {which}", self._at())]

    def _changes(self, step: int) -> Iterator[Change]:
        query = "SELECT path, before, after FROM changes WHERE step = ? ORDER BY path"
        return map(Change._make, self._rows(query, step))

    def _has(self, digest: str) -> bool:
        return bool(self._rows("SELECT 1 FROM contents WHERE digest = ?", digest))

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._told():
            return self._connection.execute(query, values).fetchall()

    def _put(self, run: Callable[..., sqlite3.Cursor], changes: tuple[Change, ...]) -> None:
        for path, _, after in changes:
            if after is None:
                run("DELETE FROM files WHERE path = ?", (path,))
            else:
                run("INSERT OR REPLACE INTO files VALUES (?, ?)", (path, after))


def told_of_class(path: Path) -> str:
    """Say what a class file holds, after looking whether all of it is as it was written.

    Raises
    ------
    ClassFileError
        If it is not.
    """
    with ClassFile(path) as file:
        file.check()
        held = file.files()
        for digest in held.values():
            file.content(digest)
        steps = counted(len(file.done()), "step")
        return f"{counted(len(held), 'file')} of a class, and {steps} that can be undone"


def _set(run: Callable[..., sqlite3.Cursor], name: str, value: str) -> None:
    run("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))


def _drop_unused(run: Callable[..., sqlite3.Cursor]) -> None:
    run(
        "DELETE FROM contents WHERE digest NOT IN (SELECT digest FROM files "
        "UNION SELECT before FROM changes WHERE before IS NOT NULL "
        "UNION SELECT after FROM changes WHERE after IS NOT NULL)"
    )
