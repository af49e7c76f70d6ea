"""Lay out the website: the newest book at its root, and earlier editions beside it.

``python -m tools.site`` makes ``build/site`` of the built book and of the archives of earlier
editions in ``build/editions``, such as ``hedging-lab-0.1.0.zip``.  Every page of an earlier
edition says which it is and leads to the newest.
"""

import re
import shutil
import sys
import zipfile
from html import escape
from pathlib import Path, PurePosixPath

from tools.pack_book import TOP, NoBookError, require_book

_CHECKOUT = Path(__file__).parents[1]

EDITIONS = "editions"
"""The folder of the website that holds the earlier editions."""

_ARCHIVE = re.compile(rf"{TOP}-(\d+(?:\.\d+)*)\.zip")
_BODY = re.compile(r"<body[^>]*>")
_STYLE = (
    "padding:.6rem 1rem;background:#fff3cd;color:#23211d;font:1rem/1.4 system-ui,sans-serif;"
    "text-align:center"
)


def lay_out(book: Path, archives: Path, site: Path) -> list[str]:
    """Make the website, and give its earlier editions, the latest first.

    Parameters
    ----------
    book : Path
        The newest book, built.
    archives : Path
        The folder with the archives of earlier editions; it may be missing.
    site : Path
        The folder to make; what it held goes.

    Raises
    ------
    NoBookError
        If there is no built book.
    """
    require_book(book)
    if site.exists():
        shutil.rmtree(site)
    # Files that begin with a dot are Sphinx's own.
    shutil.copytree(book, site, ignore=shutil.ignore_patterns(".*"))
    newest = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    found = [
        (named[1], path) for path in archives.glob("*") if (named := _ARCHIVE.fullmatch(path.name))
    ]
    found.sort(key=lambda one: [int(part) for part in one[0].split(".")], reverse=True)
    for version, archive in found:
        _unpack(archive, version, site / EDITIONS / version, newest)
    (site / EDITIONS).mkdir(exist_ok=True)
    versions = [version for version, _ in found]
    (site / EDITIONS / "index.html").write_text(_list_of(versions), encoding="utf-8")
    return versions


def _unpack(archive: Path, version: str, folder: Path, newest: set[str]) -> None:
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            path = PurePosixPath(entry.filename)
            if entry.is_dir() or path.parts[0] != TOP or ".." in path.parts:
                continue
            name = path.relative_to(TOP)
            content = packed.read(entry)
            if name.suffix == ".html":
                content = with_banner(content.decode("utf-8"), version, name, newest).encode()
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def with_banner(page: str, version: str, name: PurePosixPath, newest: set[str]) -> str:
    """Say at the top of a page of an earlier edition which it is, and where the newest is.

    Parameters
    ----------
    page : str
        The page.
    version : str
        Its edition.
    name : PurePosixPath
        Where it stands in the book.
    newest : set of str
        The pages that the newest book has; where it lacks this one, its first page is linked.
    """
    up = "../" * (len(name.parts) + 1)
    there = name.as_posix() if name.as_posix() in newest else "index.html"
    banner = (
        f'<div role="note" style="{_STYLE}">This is edition {escape(version)}. '
        f'<a href="{up}{there}" style="color:inherit">Go to the newest</a></div>'
    )
    return _BODY.sub(lambda body: body[0] + banner, page, count=1)


def _list_of(versions: list[str]) -> str:
    entries = "".join(f'<li><a href="{v}/index.html">Edition {v}</a></li>' for v in versions)
    held = f"<ul>{entries}</ul>" if versions else "<p>There is none yet.</p>"
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<title>Hedging Lab: earlier editions</title>\n<link rel="icon" href="data:,">\n</head>\n'
        '<body style="max-width:40rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 '
        'system-ui,sans-serif">\n<main>\n<h1>Earlier editions</h1>\n'
        f'{held}\n<p><a href="../index.html">The newest book</a></p>\n</main>\n</body>\n</html>\n'
    )


def main() -> int:
    """Make the website of this checkout, and say what is on it."""
    build = _CHECKOUT / "build"
    try:
        versions = lay_out(_CHECKOUT / "_build" / "html", build / EDITIONS, build / "site")
    except NoBookError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"build/site: the book, and earlier editions: {', '.join(versions) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
