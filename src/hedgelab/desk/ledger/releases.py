"""What was given back to whom, which way, and when."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hedgelab.desk.ledger.store import Ledger, now


class Release(NamedTuple):
    """A page that was given back.

    Attributes
    ----------
    student : str
        Whose.
    way : str
        How: a platform's id, ``folders`` or ``mail``.
    page : str
        The digest of what it says.
    points : float or None
        The points that it tells; None where its student had no grade.
    made : str
        When, in UTC.
    """

    student: str
    way: str
    page: str
    points: float | None
    made: str


def keep_releases(ledger: Ledger, given: Iterable[tuple[str, str, float | None]], way: str) -> str:
    """Keep whose pages were given back, with their digests and points; give the moment."""
    moment = now()
    with ledger.transaction():
        ledger.write(
            "INSERT INTO releases (student, way, page, points, made) VALUES (?, ?, ?, ?, ?)",
            ((student, way, page, points, moment) for student, page, points in given),
        )
    return moment


def releases(ledger: Ledger) -> Iterator[Release]:
    """Give everything that was given back, the first first."""
    query = "SELECT student, way, page, points, made FROM releases ORDER BY id"
    return map(Release._make, ledger.rows(query))


def last_releases(ledger: Ledger) -> dict[str, Release]:
    """Give what each student was given last."""
    return {release.student: release for release in releases(ledger)}
