"""Giving each student their feedback, and keeping who was sent what, and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hedgelab.desk.giving_back.known_by import known_from_ledger, known_from_path, merged
from hedgelab.desk.giving_back.packing import (
    FOLDERS,
    Letter,
    Packed,
    Parcel,
    pack_folders,
    pack_for_platform,
    pack_look_up,
    write_mail,
)
from hedgelab.desk.grading.pages_beside import sealed
from hedgelab.desk.ledger.gradebook import graded_sheets
from hedgelab.desk.ledger.releases import Release, keep_releases, last_releases
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.platforms.registry import PLATFORMS
from hedgelab.desk.reports.feedback import FeedbackPages

PAGE = "feedback.html"
"""What every student's page is called: sent anew, it takes the place of the former one."""

_BESIDE = re.compile(
    r"<style>.*?</style>|<details class=\"receipt\">.*?</details>",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What was packed for whom.

    Attributes
    ----------
    packed : Packed
        What was written.
    unchanged : tuple of str
        Students who have this very page already, and were left out.
    provisional : tuple of str
        Students whose page is in it, and tells of a grade that may change.
    released : str
        When this was kept as sent, in UTC; "" where it was not.
    upload : str
        What to do with it; "" where there is nothing.
    """

    packed: Packed
    unchanged: tuple[str, ...]
    provisional: tuple[str, ...]
    released: str
    upload: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What a student was sent last, and whether their page says something else now."""

    student: str
    last: Release | None
    is_changed: bool


def give_feedback(
    ledger: Ledger,
    way: str,
    out: Path,
    *,
    told_by: Path | None = None,
    release: bool = False,
    everybody: bool = False,
    sections: Sequence[str] = (),
) -> GivenBack:
    """Pack the feedback of a class, each page for its owner.

    Parameters
    ----------
    ledger : Ledger
        The gradebook.
    way : str
        One of `hedgelab.desk.giving_back.ways.ways`.
    out : Path
        The zip to write; of mail, the folder.
    told_by : Path, optional
        The platform's list of the class, or a download of what was handed in.
    release : bool
        Whether to keep that this was sent.  Who was sent the same page before is then left out.
    everybody : bool
        Whether to pack their pages all the same.
    sections : sequence of str
        Those of the class whose students are given theirs; without any, all are.

    Raises
    ------
    NotKnownError
        If `told_by` tells of nobody.
    PackingError
        If something else lies where mail is to be written.
    """
    roster = Roster(tuple(ledger.students()))
    enrolled = {student.id: student for student in roster.students}
    last = last_releases(ledger)
    pages = FeedbackPages(ledger.key)
    unchanged: list[str] = []
    told: dict[str, tuple[GradedSheet, str]] = {}

    def parcels() -> Iterator[Parcel]:
        for sheet, page in _drawn(ledger, pages, sections):
            student = enrolled[sheet.student]
            digest = _digest(page)
            before = last.get(student.id)
            if release and not everybody and before and before.page == digest:
                unchanged.append(student.id)
                continue
            told[student.id] = sheet, digest
            yield Parcel(student, ((PAGE, sealed(page)),))

    platform = PLATFORMS.get(way)
    takes = platform.takes_back if platform else None
    if takes and (look_up := takes.look_up):
        key_now = ledger.key

        def result_of(sign: str, student: str) -> tuple[str, bytes] | None:
            sheet = told[student][0]
            return look_up.put(sign, key_now, sheet) if sheet.has_grade else None

        packed = pack_look_up(parcels(), roster, out, takes, result_of)
    elif platform and takes:
        known = known_from_ledger(ledger, roster, platform)
        if told_by is not None:
            listed = known_from_path(told_by, roster, platform, ledger.key.assignment)
            known = merged(listed, known, platform, told_by)
        packed = pack_for_platform(parcels(), roster, out, takes, known)
    elif way == FOLDERS:
        packed = pack_folders(parcels(), roster, out)
    else:
        key = ledger.key
        packed = write_mail(parcels(), roster, out, lambda student: _letter(key, student))
    released = ""
    if release and packed.given:
        given = ((it, told[it][1], _points(told[it][0])) for it in packed.given)
        released = keep_releases(ledger, given, way)
    provisional = tuple(it for it in packed.given if told[it][0].to_mark)
    return GivenBack(packed, tuple(unchanged), provisional, released, takes.upload if takes else "")


def sent(ledger: Ledger) -> Iterator[Sent]:
    """Tell of each student what was sent last, in the order of the roster."""
    last, pages = last_releases(ledger), FeedbackPages(ledger.key)
    for sheet, page in _drawn(ledger, pages):
        release = last.get(sheet.student)
        yield Sent(sheet.student, release, release is not None and release.page != _digest(page))


def _drawn(
    ledger: Ledger, pages: FeedbackPages, sections: Sequence[str] = ()
) -> Iterator[tuple[GradedSheet, str]]:
    for sheet in graded_sheets(ledger, sections=sections):
        yield sheet, pages.page(sheet)


def _digest(page: str) -> str:
    """Give the digest of what a page says.

    A new look makes it no other page, nor does a key that changed for others alone.
    """
    return digest_of(_BESIDE.sub("", page))


def _points(sheet: GradedSheet) -> float | None:
    return sheet.points if sheet.has_grade else None


def _letter(key: Key, student: Enrolled) -> Letter:
    greeting = f"Dear {' '.join(student.name.split())}," if student.name else "Hello,"
    return Letter(
        f"{' '.join(key.title.split())}: your feedback",
        f"{greeting}\n\n"
        f"attached is your feedback on “{key.title}”. Save the file, and open it by double-click: "
        "it needs no network.\n\nIf something in it is wrong or unclear, reply to this mail.\n",
    )
