"""The ways in which something goes to each student of a class."""

from collections.abc import Iterable
from pathlib import Path

from hedgelab.desk.giving_back.known_by import known_from_path
from hedgelab.desk.giving_back.packing import (
    FOLDERS,
    MAIL,
    Packed,
    PackingError,
    Parcel,
    pack_folders,
    pack_for_platform,
)
from hedgelab.desk.model.roster import Roster
from hedgelab.desk.platforms.registry import PLATFORMS


def ways(*, sheets: bool = False) -> tuple[str, ...]:
    """Give the ways in which something can be given to each student.

    Parameters
    ----------
    sheets : bool
        Whether it is the sheets of a handout: then nothing was handed in yet, and no mail is sent.

    Examples
    --------
    >>> ways()
    ('blackboard', 'brightspace', 'canvas', 'gradescope', 'moodle', 'nbgrader', 'folders', 'mail')
    >>> ways(sheets=True)
    ('canvas', 'moodle', 'folders')
    """
    takes = {it.id: it.takes_back for it in PLATFORMS.values() if it.takes_back is not None}
    platforms = sorted(it for it, back in takes.items() if back.for_sheets or not sheets)
    return (*platforms, FOLDERS, *(() if sheets else (MAIL,)))


def upload_of(way: str) -> str:
    """Say where what was packed is uploaded; "" where it is for no platform."""
    platform = PLATFORMS.get(way)
    return platform.takes_back.upload if platform and platform.takes_back else ""


def check_way(way: str, told_by: Path | None) -> None:
    """Refuse a way for sheets for which a platform's names are needed and nothing tells them.

    Raises
    ------
    PackingError
        With what to name.
    """
    platform = PLATFORMS.get(way)
    if platform is not None and platform.takes_back is not None and told_by is None:
        raise PackingError(
            f"{platform.name} takes files only under its own numbers for this assignment: name "
            f"{platform.takes_back.source} with --from; or pack a folder for each student with "
            f"--zip {FOLDERS}"
        )


def pack_sheets(
    parcels: Iterable[Parcel], roster: Roster, way: str, out: Path, told_by: Path | None
) -> Packed:
    """Pack the sheets of a handout, before anything was handed in.

    Parameters
    ----------
    parcels : iterable of Parcel
        Each student's sheets.
    roster : Roster
        The class.
    way : str
        One of `ways`, and not mail.
    out : Path
        The zip to write.
    told_by : Path or None
        What tells the platform's names for them.

    Raises
    ------
    PackingError
        If the platform's names are needed and nothing tells them.
    NotKnownError
        If what was named tells of nobody.
    """
    platform = PLATFORMS.get(way)
    if platform is None or platform.takes_back is None:
        return pack_folders(parcels, roster, out)
    check_way(way, told_by)
    assert told_by is not None
    known = known_from_path(told_by, roster, platform)
    return pack_for_platform(parcels, roster, out, platform.takes_back, known)
