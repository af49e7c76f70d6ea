"""The ledger's file: opened, brought up to date, and written to as a whole or not at all."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from hedgelab.desk.ledger.faults import LedgerError, damaged, emptied, fault_of, foreign
from hedgelab.desk.ledger.tables import TABLES, UPGRADES, VERSION

_OURS = frozenset({"settings", "files", "grades", "marks"})
"""Tables that every version has."""


class Database:
    """An open SQLite file with the ledger's tables.

    Parameters
    ----------
    path : Path
        The file.
    create : bool
        Whether to begin one where there is none.
    wait : float
        Seconds for another program that is writing.

    Raises
    ------
    LedgerError
        If there is none, or it cannot be used.
    """

    def __init__(self, path: Path, *, create: bool, wait: float) -> None:
        self.path = path
        if not path.is_file():
            if not create:
                raise LedgerError(
                    f"{path}: there is no gradebook here; 'hedgelab grade' writes it into the "
                    "folder that you name with --out"
                )
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=wait)
        except sqlite3.Error as error:
            raise fault_of(path, error) or damaged(path, str(error)) from None
        try:
            self._prepare(create=create)
        except sqlite3.Error as error:
            self._connection.close()
            raise fault_of(path, error) or damaged(path, str(error)) from None
        except LedgerError:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _where: object) -> None:
        try:
            fault = self._fault(error) if isinstance(error, Exception) else None
            if fault is not None:
                raise fault from error
        finally:
            self._connection.close()

    def _fault(self, error: Exception) -> LedgerError | None:
        """Tell an error that comes of a damaged file, no page of which is checked before."""
        if isinstance(error, OSError) or type(error).__module__.startswith("hedgelab."):
            return None
        if fault := fault_of(self.path, error):
            return fault
        try:
            ((found,), *_) = self.rows("PRAGMA quick_check(1)")
        except sqlite3.Error as found_so:
            return fault_of(self.path, found_so)
        return None if found == "ok" else damaged(self.path, str(found))

    def _prepare(self, *, create: bool) -> None:
        self._connection.execute("PRAGMA foreign_keys = ON")
        # Both in one statement: another program may be creating the tables at this moment.
        version, named = self.row(
            "SELECT (SELECT user_version FROM pragma_user_version), "
            "group_concat(name, ' ') FROM sqlite_schema"
        ) or (0, None)
        if version > VERSION:
            raise LedgerError(
                f"{self.path}: a newer Hedging Lab wrote this gradebook (version {version}; this "
                f"one knows {VERSION}): update Hedging Lab, and run the command again"
            )
        if named and not (version and set(named.split()) >= _OURS):
            raise foreign(self.path)
        if not named and (version or not create):
            raise emptied(self.path)
        if version == VERSION:
            return
        with self.transaction():
            # Asked again inside the transaction: another program may have upgraded it meanwhile.
            (version,) = self.row("PRAGMA user_version") or (0,)
            statements = [] if version else TABLES.split(";\n")
            for earlier in range(version or VERSION, VERSION):
                statements += UPGRADES[earlier]
            for statement in statements:
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """Do everything inside, or nothing; with ``keep=False`` undo it all at the end.

        Raises
        ------
        LedgerError
            If another program holds the file, it may not be written to, it is damaged, or the
            disk is full.
        """
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            if keep:
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            fault = fault_of(self.path, error)
            if fault is None:
                raise
            raise fault from error
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
                self._forget()

    def _forget(self) -> None:
        """Forget what was read in a transaction that was undone."""

    def copied(self) -> bytes:
        """Give a whole copy of the file as it is now, without what was ever taken out of it."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / self.path.name
            self._connection.execute("VACUUM INTO ?", (str(copy),))
            return copy.read_bytes()

    def row(self, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Give the first row that a query finds."""
        found: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
        return found

    def rows(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Give the rows that a query finds, one after another."""
        return iter(self._connection.execute(query, values))

    def write(
        self, statement: str, values: Iterable[Sequence[Any] | Mapping[str, Any]] = ((),)
    ) -> None:
        """Run a statement once for each sequence of values."""
        self._connection.executemany(statement, values)
