"""What the database says when something is wrong with the file, in words for its owner."""

import json
import sqlite3
from pathlib import Path

_PRIMARY = 0xFF  # the part of SQLite's error codes that says what kind it is

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
_TOLD = {
    frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}): (
        "another program is writing to the gradebook ({}): wait for it to end, and run the "
        "command again"
    ),
    frozenset(
        {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
    ): (
        "the gradebook cannot be written here ({}): look whether the folder and the file may be "
        "written to, or copy the folder to where you may write"
    ),
    frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}): (
        "cannot be written to ({}), and nothing of this step was kept: make room on the disk, or "
        "look whether the drive is there, and run it again"
    ),
}


class LedgerError(ValueError):
    """A ledger that cannot be used; the message says why and what to do."""


def fault_of(path: Path, error: BaseException) -> LedgerError | None:
    """Tell what is wrong with a ledger; None where an error is no sign that anything is.

    Parameters
    ----------
    path : Path
        The ledger.
    error : BaseException
        What came up while it was in use.
    """
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        # Whatever else is decoded here is somebody's file, and tells so itself.
        return damaged(path, str(error))
    if not isinstance(error, sqlite3.Error):
        return None
    code = (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY
    if code in _DAMAGED or "decode" in str(error):
        return damaged(path, str(error))
    told = next((told for codes, told in _TOLD.items() if code in codes), "")
    return LedgerError(f"{path}: {told.format(error)}") if told else None


def damaged(path: Path, why: str) -> LedgerError:
    """Say that a file is no whole gradebook."""
    return LedgerError(
        f"{path}: cannot be read as a gradebook ({why}); put the copy of your backup in "
        "its place, or move it away and grade again"
    )


def foreign(path: Path) -> LedgerError:
    """Say that a database is not of this program, and that nothing was put into it."""
    return LedgerError(
        f"{path}: is a database of another program, and was left as it is: put the copy of your "
        "backup in its place, or name another folder"
    )


def emptied(path: Path) -> LedgerError:
    """Say that a gradebook holds nothing at all."""
    return LedgerError(
        f"{path}: holds nothing, not even an empty gradebook, so it was emptied or never begun: "
        "put the copy of your backup in its place, or move it away and grade again"
    )
