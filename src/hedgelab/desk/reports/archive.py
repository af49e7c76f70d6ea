"""One file for a year's keeping: everything about the grades, with a manifest and digests."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hedgelab import __version__
from hedgelab.desk.ledger.store import NAME, Ledger, now
from hedgelab.desk.model.key import write_key
from hedgelab.desk.reports.exports import receipt
from hedgelab.desk.text.pages import counted
from hedgelab.desk.text.visible import visible
from hedgelab.strict_json import StrictJSONError, parse_json
from hedgelab.whole_files import unfinished, written_whole

FORMAT = "hedgelab-archive/1"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
"""The digests once more, as the program ``sha256sum`` checks them."""

README = "README.txt"
_MAX_MANIFEST = 64 * 1024 * 1024
_CHUNK = 1024 * 1024
_WHEN = (1980, 1, 1, 0, 0, 0)  # the manifest tells when; a zip's own times say nothing

_FULL = """\
This is the record of how an assignment was graded, as Hedging Lab kept it.

  {name}
      the record itself, an SQLite database: files as they were read, outcomes, marks with whoever
      gave them, decisions, every key that was ever in force, and every grade before and after
  receipts.jsonl  how each grade came about, an object a line
  key.json        the key that was in force at the end
  graded/         the tables and pages that stood beside the record
  handed-in/      what was handed in, where it was put in
  {sums}      the SHA-256 of every file here: "sha256sum -c {sums}" checks them, and so does
                  "hedgelab archive --check FILE"

It holds personal data. Keep it as long as your university keeps grades, where it keeps them, and
delete it then. To work with it, unpack it: "hedgelab export receipts FOLDER/graded --student ID"
explains a grade once {name} lies in the folder.
"""


class ArchiveError(ValueError):
    """An archive that cannot be written or checked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How an archive compares with its own manifest.

    Attributes
    ----------
    made : str
        When it was written, in UTC.
    files : int
        How many it holds.
    faults : tuple of str
        What is another now; empty for an archive that is as it was written.
    """

    made: str
    files: int
    faults: tuple[str, ...]


def archive(ledger: Ledger, out: Path, *, handed_in: Sequence[Path] = ()) -> int:
    """Write everything about the grades into one zip; give how many files it holds.

    Parameters
    ----------
    ledger : Ledger
        The record.
    out : Path
        The zip; one that is there is not written over.
    handed_in : sequence of Path
        Files and folders that were handed in, to be kept in it as they are.

    Raises
    ------
    ArchiveError
        If the file is there already, or a path leads nowhere.
    """
    return write_archive(out, _everything(ledger, out, handed_in), kind="whole")


def told_of_archive(out: Path, count: int) -> list[str]:
    """Say what was written, and where it belongs."""
    return [
        f"{out}: {counted(count, 'file')}, with the SHA-256 of each.",
        "It names every student: keep it where you keep grades.",
    ]


def write_archive(out: Path, members: Iterable[tuple[str, bytes]], *, kind: str) -> int:
    """Write members into a zip with their manifest and digests; give how many there are.

    Raises
    ------
    ArchiveError
        If the file is there already.
    """
    if out.exists():
        raise ArchiveError(
            f"{out}: is there already, and an archive is never written over: name another file"
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    listed = []
    with written_whole(out) as beside, zipfile.ZipFile(beside, "w") as zipped:
        for name, content in members:
            digest = hashlib.sha256(content).hexdigest()
            listed.append({"path": name, "bytes": len(content), "sha256": digest})
            _put(zipped, name, content)
        sums = "".join(f"{it['sha256']}  {it['path']}\n" for it in listed)
        _put(zipped, SUMS, sums.encode())
        manifest = {
            "format": FORMAT,
            "kind": kind,
            "made": now(),
            "by": f"hedgelab {__version__}",
            "files": listed,
        }
        _put(zipped, MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
    return len(listed)


def check_archive(path: Path) -> Checked:
    """Hold every file of an archive against the manifest in it.

    Raises
    ------
    ArchiveError
        If it is no archive that `archive` wrote, or damaged beyond reading.
    """
    try:
        with zipfile.ZipFile(path) as zipped:
            return _checked(zipped, path)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError(
            f"{path}: cannot be read as an archive ({error}): take another copy of it"
        ) from None


def told_of_check(checked: Checked, path: Path) -> list[str]:
    """Say whether an archive is as it was written."""
    if checked.faults:
        return [*checked.faults, f"{path}: is not as it was written: look for another copy."]
    return [f"{path}: {counted(checked.files, 'file')}, as written on {checked.made}."]


def _checked(zipped: zipfile.ZipFile, path: Path) -> Checked:
    names = zipped.namelist()
    if MANIFEST not in names or zipped.getinfo(MANIFEST).file_size > _MAX_MANIFEST:
        raise ArchiveError(
            f"{path}: holds no {MANIFEST}, so it is no archive that 'hedgelab archive' wrote"
        )
    try:
        manifest = parse_json(zipped.read(MANIFEST), _MAX_MANIFEST, remedy="take another copy")
        assert isinstance(manifest, dict)
        if manifest["format"] != FORMAT:
            raise KeyError("format")
        listed = {it["path"]: (int(it["bytes"]), str(it["sha256"])) for it in manifest["files"]}
    except (StrictJSONError, KeyError, TypeError, ValueError, AssertionError) as error:
        raise ArchiveError(
            f"{path}: its {MANIFEST} cannot be read ({error}): take another copy of it"
        ) from None
    faults = [
        f"{visible(name)}: {fault}"
        for name, told in listed.items()
        if (fault := _fault(zipped, name, told) if name in names else "is missing")
    ]
    faults += [
        f"{visible(name)}: was added since"
        for name in dict.fromkeys(names)
        if name not in listed and name not in (MANIFEST, SUMS)
    ]
    return Checked(str(manifest.get("made", "")), len(listed), tuple(faults))


def _fault(zipped: zipfile.ZipFile, name: str, told: tuple[int, str]) -> str:
    size, digest = told
    if zipped.getinfo(name).file_size != size:
        return "has another size than it had"
    found = hashlib.sha256()
    try:
        with zipped.open(name) as member:
            while chunk := member.read(_CHUNK):
                found.update(chunk)
    except zipfile.BadZipFile:
        return "is damaged"
    return "" if found.hexdigest() == digest else "is not what it was"


def _put(zipped: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _WHEN)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    zipped.writestr(info, content)


def _everything(
    ledger: Ledger, out: Path, handed_in: Sequence[Path]
) -> Iterator[tuple[str, bytes]]:
    folder = ledger.path.parent
    yield README, _FULL.format(name=f"graded/{NAME}", sums=SUMS).encode()
    yield f"graded/{NAME}", ledger.copied()
    yield "key.json", write_key(ledger.key).encode()
    lines = (
        json.dumps(receipt(ledger, it.id), ensure_ascii=False) + "\n" for it in ledger.students()
    )
    yield "receipts.jsonl", "".join(lines).encode()
    for path in _files_in(folder):
        if path.resolve() != out.resolve() and path.name not in (NAME, f"{NAME}-journal"):
            yield _name("graded", path.relative_to(folder)), path.read_bytes()
    for place in handed_in:
        if not place.exists():
            raise ArchiveError(f"{place}: there is no such file or folder to put in")
        for path in _files_in(place) if place.is_dir() else (place,):
            inner = path.relative_to(place.parent)
            yield _name("handed-in", inner), path.read_bytes()


def _files_in(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and not unfinished(path.name)
    )


def _name(folder: str, path: Path) -> str:
    return str(PurePosixPath(folder, *path.parts))
