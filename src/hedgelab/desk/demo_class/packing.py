"""The folders and zips in which learning platforms give out what was handed in.

Names are those that Canvas, Moodle and Gradescope use in their bulk downloads;
the files of `hedgelab.desk.platforms` read them.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import yaml

from hedgelab.desk.demo_class.people import Person
from hedgelab.desk.model.statuses import Status

_CANVAS_ATTACHMENT, _MOODLE_PARTICIPANT, _GRADESCOPE_SUBMISSION = 90_100, 4_400, 330_000
_GRADESCOPE_FOLDER = "assignment_4711_export"
_WHEN_PACKED = (2026, 10, 17, 9, 0, 0)
_BOMB_BYTES = 64 * 1024 * 1024
_IS_ENCRYPTED = 0x1  # the flag of a zip's member

STRANGERS = {
    ".DS_Store": Status.IGNORED,
    "holiday.jpg": Status.UNREADABLE,
    "deep.json": Status.UNREADABLE,
    "s99999.json": Status.UNKNOWN_STUDENT,
    "bomb.zip/answers.json": Status.REFUSED,
    "locked.zip/answers.json": Status.REFUSED,
    "climbing.zip/../../answers.json": Status.REFUSED,
}
"""Files that no student of the class owns, and what becomes of each."""


def canvas_name(person: Person, name: str, attempt: int = 0) -> str:
    """Give the name that Canvas puts on a file."""
    sortable = f"{person.last}{person.first}".lower().replace(" ", "")
    late = "_LATE" if person.days_late else ""
    stem, dot, kind = name.rpartition(".")
    again = f"-{attempt}" if attempt else ""
    attachment = _CANVAS_ATTACHMENT + 2 * person.number + attempt
    return f"{sortable}{late}_{person.canvas_id}_{attachment}_{stem}{again}{dot}{kind}"


def moodle_name(person: Person, name: str) -> str:
    """Give the folder and name that Moodle puts a file under."""
    return f"{person.name}_{participant_of(person)}_assignsubmission_file/{name}"


def participant_of(person: Person) -> int:
    """Give the number that Moodle knows them by in the assignment."""
    return _MOODLE_PARTICIPANT + person.number


def gradescope_export(files: Mapping[Person, tuple[str, bytes]]) -> dict[str, bytes]:
    """Give a Gradescope export: a folder for each submission, and the list of them."""
    members, listed = {}, {}
    for person, (name, content) in files.items():
        folder = f"submission_{_GRADESCOPE_SUBMISSION + person.number}"
        members[f"{_GRADESCOPE_FOLDER}/{folder}/{name}"] = content
        listed[folder] = {
            ":submitters": [{":name": person.name, ":sid": person.id, ":email": person.email}],
            ":created_at": person.handed_in.astimezone(UTC),
            ":score": 0.0,
            ":status": "unprocessed",
        }
    text = yaml.safe_dump(listed, allow_unicode=True, sort_keys=False)
    members[f"{_GRADESCOPE_FOLDER}/submission_metadata.yml"] = text.encode()
    return members


def strangers(stranger: bytes) -> dict[str, bytes]:
    """Give what arrives besides the class's work: rubbish, and attempts at harm.

    Parameters
    ----------
    stranger : bytes
        The work of somebody who is on no roster.
    """
    return {
        ".DS_Store": b"\x00\x00\x00\x01Bud1",
        "holiday.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(500),
        "deep.json": b"[" * 50_000,
        "s99999.json": stranger,
        "bomb.zip": zipped({"answers.json": b" " * _BOMB_BYTES}),
        "locked.zip": _locked(zipped({"answers.json": stranger})),
        "climbing.zip": zipped({"../../answers.json": stranger}),
    }


def zipped(members: Mapping[str, bytes], moments: Mapping[str, datetime] | None = None) -> bytes:
    """Give a zip, byte for byte the same each time; its members are of these moments."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(_member(name, (moments or {}).get(name)), content)
    return packed.getvalue()


def write_all(folder: Path, members: Mapping[str, bytes]) -> None:
    """Write files into a folder, with the folders they need."""
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _member(name: str, moment: datetime | None) -> zipfile.ZipInfo:
    # A zip knows no zone: the clock of whoever packs it.
    member = zipfile.ZipInfo(name, moment.timetuple()[:6] if moment else _WHEN_PACKED)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _locked(archive: bytes) -> bytes:
    """Mark a zip's only member as encrypted, as a zip with a password does."""
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flags = archive.index(signature) + at
        archive = archive[:flags] + bytes([archive[flags] | _IS_ENCRYPTED]) + archive[flags + 1 :]
    return archive
