"""Pack the built book into one file, to be read where there is no network.

``python -m tools.pack_book`` makes ``build/hedging-lab.zip`` of ``_build/html``.
The same book gives the same bytes, whenever it is packed.
"""

import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from hedgelab.whole_files import written_whole

_CHECKOUT = Path(__file__).parents[1]

TOP = "hedging-lab"
"""The one folder that unpacking the archive leaves behind."""

README = """Hedging Lab

Unpack the whole archive first. Then open index.html, which lies beside this file,
in a browser. No network is needed. What you place on the boards is kept by that
browser, on that device.
"""

DESK = "desk"
"""The folder of the desk in the built book."""

SIGNPOST = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The desk is an archive of its own</title>
<link rel="icon" href="data:,">
</head>
<body style="max-width:40rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif">
<main>
<h1>The desk is an archive of its own</h1>
<p>This copy of the book does without it, and is small. Take <strong>hedgelab-desk.zip</strong>,
which lies where you found this one, unpack it, and open <em>The desk</em> in it.</p>
<p><a href="../book/desk.html">What the desk does</a></p>
</main>
</body>
</html>
"""
"""What stands for the desk in the archive: from a folder, its parts could not be fetched."""

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that the format can tell
_READABLE = 0o100644 << 16  # a plain file that everybody may read
_UNIX = 3


class NoBookError(Exception):
    """There is no built book to pack; the message says what to do."""


def require_book(book: Path) -> None:
    """Go on only where there is a built book.

    Raises
    ------
    NoBookError
        If the folder holds none.
    """
    if not (book / "index.html").is_file():
        raise NoBookError(f"There is no built book in {book}: run 'make book' first.")


def pack(book: Path, archive: Path) -> int:
    """Pack a built book and give the number of its files.

    Parameters
    ----------
    book : Path
        The folder that holds ``index.html``.
    archive : Path
        The file to write; one that is there is replaced once the new one is whole.

    Raises
    ------
    NoBookError
        If the folder holds no book.
    """
    require_book(book)
    files = sorted(
        path for path in book.rglob("*") if path.is_file() and not _is_hidden(path, book)
    )
    parts = _parts_of_desk(book)
    members = {
        name: SIGNPOST.encode() if name == f"{DESK}/index.html" else path.read_bytes()
        for path in files
        if (name := path.relative_to(book).as_posix()) not in parts
    }
    write_archive(archive, TOP, {"README.txt": README.encode()} | members)
    return len(members)


def write_archive(archive: Path, top: str, members: Mapping[str, bytes]) -> None:
    """Write an archive whose bytes follow from what is in it, and from nothing else.

    Parameters
    ----------
    archive : Path
        The file to write; one that is there is replaced once the new one is whole.
    top : str
        The one folder that unpacking leaves behind.
    members : mapping
        The files in it by their names, in the order in which they are to be packed.
    """
    archive.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(archive) as unfinished, zipfile.ZipFile(unfinished, "w") as packed:
        for name, content in members.items():
            _add(packed, f"{top}/{name}", content)


def _parts_of_desk(book: Path) -> frozenset[str]:
    """Give the names of the files that only a desk on a website needs."""
    found = (path.relative_to(book).as_posix() for path in (book / DESK).glob("*"))
    return frozenset(found) - {f"{DESK}/index.html"}


def _is_hidden(path: Path, book: Path) -> bool:
    """Say whether it is Sphinx's own record of the build, or a system's litter."""
    return any(part.startswith(".") for part in path.relative_to(book).parts)


def _add(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.external_attr = _READABLE
    entry.create_system = _UNIX  # left alone, it would tell on which system it was packed
    entry.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(entry, content)


def main() -> int:
    """Pack the book of this checkout, and say where it is and how large."""
    archive = _CHECKOUT / "build" / f"{TOP}.zip"
    try:
        count = pack(_CHECKOUT / "_build" / "html", archive)
    except NoBookError as error:
        print(error, file=sys.stderr)
        return 1
    megabytes = archive.stat().st_size / 1_000_000
    print(f"{archive.relative_to(_CHECKOUT)}: {count} files, {megabytes:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
