"""The roster of a class: the platform's own file, in a folder of its own."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from hedgelab.desk.model.roster import Roster, roster_in

ROSTER: Final = "roster"
"""The folder in which it lies, alone."""


def roster_path(folder: Path) -> Path | None:
    """Give where the roster of a class lies; None where it has none."""
    there = sorted(path for path in (folder / ROSTER).glob("*") if path.is_file())
    return there[0] if there else None


def class_roster(folder: Path) -> Roster | None:
    """Give the roster of a class; None where it has none.

    Raises
    ------
    RosterError
        If it cannot be used.
    """
    path = roster_path(folder)
    return None if path is None else _read(path.read_bytes(), path.name)


# A class of thousands is read once, and not with every request.
_read = lru_cache(maxsize=4)(roster_in)
