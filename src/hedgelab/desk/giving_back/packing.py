"""Packing what goes to each student: a zip that a platform takes, a folder each, or mail."""

import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from typing import NamedTuple

from hedgelab.desk.giving_back.known_by import KnownBy
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.platforms.platform import TakesBack
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.spreadsheets import write_rows
from hedgelab.whole_files import write_changed, written_whole

FOLDERS, MAIL = "folders", "mail"
"""The ways that need no platform."""

MERGE = "mail-merge.csv"
"""The table for a program that writes to many, each with a file of their own."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # where a zip tells no time: the same in gives the same out
_NO_FOLDER = str.maketrans(dict.fromkeys('\\/:*?"<>|', " "))
_LONGEST_NAME = 80
_TYPES = {".html": "text/html", ".csv": "text/csv", ".ipynb": "application/x-ipynb+json"}


class PackingError(ValueError):
    """What cannot be packed there; the message says what to do."""


class Parcel(NamedTuple):
    """What goes to one student: files, each with its name."""

    student: Enrolled
    files: tuple[tuple[str, bytes], ...]


class Letter(NamedTuple):
    """What a mail says; it names nobody but whom it goes to."""

    subject: str
    text: str


class Left(NamedTuple):
    """A student for whom a way has no place, and why."""

    student: str
    why: str


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed.

    Attributes
    ----------
    path : Path
        The zip, or the folder.
    given : tuple of str
        Whose parcels are in it.
    left : tuple of Left
        Whose are not.
    beside : Path or None
        The folder with those, one for each student; None where everybody has a place.
    """

    path: Path
    given: tuple[str, ...]
    left: tuple[Left, ...]
    beside: Path | None


_Put = Callable[[str, bytes], None]


def pack_for_platform(
    parcels: Iterable[Parcel], roster: Roster, out: Path, takes: TakesBack, known: KnownBy
) -> Packed:
    """Pack a zip that a platform takes; whom it has no name for gets a folder beside it."""
    with _zip(out) as put:

        def give(parcel: Parcel) -> str:
            student = parcel.student.id
            given = known.names.get(student, "")
            carried = known.carried.get(student, ())
            for name, content in (*parcel.files, *carried) if given else ():
                put(takes.name(given, name), content)
            return "" if given else known.doubts.get(student) or takes.without

        return _sorted_out(parcels, roster, out, give)


def pack_look_up(
    parcels: Iterable[Parcel],
    roster: Roster,
    out: Path,
    takes: TakesBack,
    result_of: Callable[[str, str], tuple[str, bytes] | None],
) -> Packed:
    """Pack a zip from which a platform fetches each student's result itself.

    Parameters
    ----------
    parcels, roster, out :
        As `pack_for_platform`.
    takes : TakesBack
        One with a `look_up`.
    result_of : callable
        Takes a sign and a student's id; gives the file with their result, or None without a grade.
    """
    look_up = takes.look_up
    assert look_up is not None
    owners = Counter(sign for it in roster.students for sign in look_up.signs_of(it))
    with _zip(out) as put:
        for name, content in look_up.beside():
            put(name, content)

        def give(parcel: Parcel) -> str:
            own = [sign for sign in look_up.signs_of(parcel.student) if owners[sign] == 1]
            found = [it for sign in own if (it := result_of(sign, parcel.student.id)) is not None]
            for name, content in found:
                put(name, content)
            return "" if found else takes.without

        return _sorted_out(parcels, roster, out, give)


def pack_folders(parcels: Iterable[Parcel], roster: Roster, out: Path) -> Packed:
    """Pack a zip with a folder for each student, called by their name and their id."""
    own = _own_names(roster)
    with _zip(out) as put:

        def give(parcel: Parcel) -> str:
            name = parcel.student.name.translate(_NO_FOLDER).strip(". ")[:_LONGEST_NAME].strip()
            folder = " ".join(part for part in (name, f"({own[parcel.student.id]})") if part)
            for file, content in parcel.files:
                put(f"{folder}/{file}", content)
            return ""

        return _sorted_out(parcels, roster, out, give)


def write_mail(
    parcels: Iterable[Parcel], roster: Roster, out: Path, letter_to: Callable[[Enrolled], Letter]
) -> Packed:
    """Write a draft for each student, with their files attached, and a table for a mail merge.

    Raises
    ------
    PackingError
        If the folder holds something else.
    """
    if out.exists() and not (out / MERGE).exists() and any(out.iterdir()):
        raise PackingError(
            f"{out}: holds files that were not written here: name a new folder with --out"
        )
    _take_away(out)
    out.mkdir(parents=True, exist_ok=True)
    own, shared = _own_names(roster), _shared_addresses(roster)
    rows: list[tuple[str, ...]] = []
    most = 0

    def give(parcel: Parcel) -> str:
        nonlocal most
        student, letter = parcel.student, letter_to(parcel.student)
        if not student.email:
            return "the roster has no e-mail address for them"
        if folded_id(student.email) in shared:
            return f"the address {student.email} is another student's on the roster as well"
        try:
            draft = _draft(student, letter, parcel.files)
        except (ValueError, MessageError, IndexError):
            return f"{student.email!r} is no e-mail address"
        pages = out / "pages" / own[student.id]
        pages.mkdir(parents=True, exist_ok=True)
        attached = []
        for name, content in parcel.files:
            write_changed(pages / name, content)
            attached.append((pages / name).relative_to(out).as_posix())
        write_changed(out / f"{own[student.id]}.eml", draft)
        rows.append((student.email, student.name, letter.subject, letter.text, *attached))
        most = max(most, len(attached))
        return ""

    packed = _sorted_out(parcels, roster, out, give)
    attachments = [f"attachment {number}" for number in range(1, most + 1)]
    write_rows(
        out / MERGE,
        ("e-mail", "name", "subject", "text", *attachments),
        ((*row, *[""] * (4 + most - len(row))) for row in rows),
    )
    return packed


def _draft(student: Enrolled, letter: Letter, files: Iterable[tuple[str, bytes]]) -> bytes:
    """Give a mail to one address, that a mail program opens as a draft."""
    message = EmailMessage(policy=SMTP if student.email.isascii() else SMTPUTF8)
    name = " ".join(student.name.split())
    # One address, whatever stands in the cell: a second one would get somebody else's page.
    message["To"] = Address(name, addr_spec=student.email)
    message["Subject"] = letter.subject
    message["X-Unsent"] = "1"
    message.set_content(letter.text)
    for file, content in files:
        kind = _TYPES.get(Path(file).suffix, "application/octet-stream")
        main, _, sub = kind.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=file)
    # A boundary by chance would make each run write another file.
    message.set_boundary(f"=_{'_'.join(['part'] * 3)}_=")
    return message.as_bytes()


def _shared_addresses(roster: Roster) -> set[str]:
    counts = Counter(folded_id(student.email) for student in roster.students if student.email)
    return {address for address, count in counts.items() if count > 1}


def _own_names(roster: Roster) -> dict[str, str]:
    return {it.id: own for it, own in zip(roster.students, roster.in_file_names, strict=True)}


def _sorted_out(
    parcels: Iterable[Parcel], roster: Roster, out: Path, give: Callable[[Parcel], str]
) -> Packed:
    """Give every parcel, and put those beside for which there is no place."""
    given: list[str] = []
    left: list[Left] = []
    own = _own_names(roster)
    beside = out.with_name(f"{out.stem}-others")
    _take_away(beside)
    for parcel in parcels:
        student = parcel.student.id
        why = give(parcel)
        if not why:
            given.append(student)
            continue
        left.append(Left(student, why))
        folder = beside / own[student]
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in parcel.files:
            write_changed(folder / name, content)
    return Packed(out, tuple(given), tuple(left), beside if left else None)


def _take_away(folder: Path) -> None:
    """Take away what an earlier run wrote: nobody is to send it once more."""
    if folder.exists():
        shutil.rmtree(folder)


@contextmanager
def _zip(out: Path) -> Iterator[_Put]:
    out.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(out) as beside, zipfile.ZipFile(beside, "w") as archive:

        def put(name: str, content: bytes) -> None:
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            if content.startswith(b"#!"):
                info.external_attr = 0o755 << 16  # a program, for whoever unpacks it
            archive.writestr(info, content)

        yield put
