"""Make the desk that runs in a browser: beside the book, and as a folder to download.

``python -m tools.desk`` lays it into ``_build/html/desk``, where its parts are files; ``--pack``
makes ``build/hedgelab-desk.zip`` of a page that has all its parts in itself and opens by
double-click.  The parts are made anew where their sources have changed: an interpreter
(Pyodide) imports `hedgelab` and what it stands on, and its memory is a part.
"""

import argparse
import hashlib
import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from gzip import compress
from html import escape
from importlib.metadata import distribution, metadata
from pathlib import Path

from hedgelab.desk.office.framed import page_policy
from hedgelab.desk.text.pages import digests_of
from hedgelab.whole_files import write_changed
from tools.pack_book import DESK, write_archive

_CHECKOUT = Path(__file__).parents[1]
_SOURCE = _CHECKOUT / "src" / "hedgelab"
_BUNDLES = _SOURCE / "desk_page" / "bundles"

BUILD = _CHECKOUT / "build" / "desk"
"""Where the parts are made."""

ARCHIVE = _CHECKOUT / "build" / "hedgelab-desk.zip"
"""The folder to download."""

PARTS = ("worker", "python", "library", "packages", "memory")
"""The parts, by their files' names; ``desk_page/engines/parts.js`` says what is in them."""

TOP = "hedgelab-desk"
"""The one folder that unpacking the archive leaves behind."""

STANDS_ON = ("jinja2", "markupsafe", "pyyaml", "tqdm", "openpyxl", "et-xmlfile", "tzdata")
"""What the desk needs beside Python's own library, as pure Python."""

# What other doors need, what is compiled for one machine, and what is not run.
_OF_OTHERS = ("__main__.py", "book/", "cli/", "desk_page/", "desk_server.py", "plots/", "widgets/")
_NOT_RUN = (".pyc", ".so", ".pyd", ".pyx", ".pxd", ".c", ".pyi", ".typed", ".sh", ".1")
_STAMP = "SOURCES"

README = """The desk of Hedging Lab

Unpack the whole archive, and open "The desk.html" in a browser: Chrome, Edge, Firefox or Safari, of
this year or the last. Nothing is installed, no network is needed, and nothing is sent anywhere.

What the desk is made of, and under which licences, stands in LICENCES.txt.
"""


_ONLY_SERVED = (
    " (If nothing comes: this page was opened from a folder, where a browser fetches nothing. Open "
    "“The desk” of hedgelab-desk.zip instead.)"
)


class DeskError(Exception):
    """A desk that cannot be made; the message says why, and what to do."""


def packages() -> dict[str, bytes]:
    """Give the files of `hedgelab` and of what it stands on, as a browser's Python imports them."""
    members = {name: path.read_bytes() for name, path in sorted(_files())}
    # What is asked of it is where the book and the project live.
    about = metadata("hedgelab")
    lines = [f"Metadata-Version: 2.1\nName: hedgelab\nVersion: {about['Version']}"]
    lines += [f"Project-URL: {url}" for url in about.get_all("Project-URL") or []]
    members[f"hedgelab-{about['Version']}.dist-info/METADATA"] = "\n".join(lines).encode()
    return members


def _files() -> Iterator[tuple[str, Path]]:
    for name in STANDS_ON:
        for file in distribution(name).files or ():
            path, told = Path(str(file.locate())), file.as_posix()
            is_meta = ".dist-info/" in told and "licen" not in told.lower()
            if not (told.startswith("..") or is_meta or told.endswith(_NOT_RUN)):
                yield told, path
    for path in _SOURCE.rglob("*"):
        told = path.relative_to(_SOURCE).as_posix()
        is_wanted = not told.startswith(_OF_OTHERS) or _goes_into_pages(told)
        if path.is_file() and is_wanted and not told.endswith(_NOT_RUN):
            yield f"hedgelab/{told}", path
    for folder, name in ((_CHECKOUT / "data", "tables"), (_CHECKOUT / "exercises", "exercises")):
        for path in folder.rglob("*"):
            if path.is_file():
                yield f"hedgelab/{name}/{path.relative_to(folder).as_posix()}", path


def _goes_into_pages(name: str) -> bool:
    """Say whether a file of the widgets goes into a sheet or a marker's page."""
    if not name.startswith("widgets/"):
        return False
    return name.endswith(".css") or name in {
        f"widgets/bundles/{bundle}.js" for bundle in ("sheet", "marking", "page/store")
    }


def joined(members: Mapping[str, bytes]) -> bytes:
    """Join files into one row of bytes, as ``engines/parts.js`` parts them."""
    sizes = [[name, len(content)] for name, content in members.items()]
    told = json.dumps(sizes).encode()
    return b"".join([len(told).to_bytes(4, "little"), told, *members.values()])


def make_parts(build: Path = BUILD) -> dict[str, bytes]:
    """Give the parts by their names, and make them first where their sources have changed.

    Raises
    ------
    DeskError
        If they cannot be made.
    """
    sources = joined(packages())
    tools = (_CHECKOUT / "tools" / "desk_memory.mjs", _SOURCE / "desk_page/engines/parts.js")
    lock = _CHECKOUT / "package-lock.json"
    seen = hashlib.sha256(sources)
    for path in (*tools, lock):
        seen.update(path.read_bytes())
    stamp, made = build / _STAMP, build / "memory.bin"
    build.mkdir(parents=True, exist_ok=True)
    if not made.is_file() or not stamp.is_file() or stamp.read_text() != seen.hexdigest():
        stamp.unlink(missing_ok=True)
        given = build / "sources"
        given.write_bytes(sources)
        node = Path(sys.executable).with_name("node")
        command = [str(node if node.exists() else "node"), str(tools[0]), str(given), str(build)]
        if subprocess.run(command, check=False, cwd=_CHECKOUT).returncode:
            raise DeskError("The desk's Python could not be made; the lines above say why.")
        given.unlink()
        stamp.write_text(seen.hexdigest())
    worker = (_BUNDLES / "worker.js").read_bytes()
    held = {name: (build / f"{name}.bin").read_bytes() for name in PARTS if name != "worker"}
    return {"worker": compress(worker, 9, mtime=0)} | held


def page(head: str, body: str, *, policy: str, hint: str = "") -> str:
    """Give the desk's page, with a hint for those who see nothing more of it."""
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<title>The desk · Hedging Lab</title>\n<link rel="icon" href="data:,">\n'
        f"{head}\n</head>\n<body>\n"
        f'<div id="desk"><p>One moment: the desk’s Python is being started.{hint}</p>\n'
        "<noscript><p>The desk needs JavaScript, and it is switched off in this browser.</p>"
        f"</noscript></div>\n{body}</body>\n</html>\n"
    )


def lay_out(folder: Path, parts: Mapping[str, bytes]) -> int:
    """Lay the desk out as files, for a website, and give what a first visit moves, in bytes."""
    held = {f"{name}.bin": content for name, content in parts.items()}
    held |= {name: (_BUNDLES / name).read_bytes() for name in ("browser.js", "desk.css")}
    # The digest in a name: what it names never changes, and a browser may keep it for good.
    named = {
        name: f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
        for name, content in held.items()
        for stem, _, ending in [name.partition(".")]
    }
    cache = f"{TOP}-{hashlib.sha256(''.join(named.values()).encode()).hexdigest()[:12]}"
    told = {"files": {name: named[f"{name}.bin"] for name in parts}, "cache": cache}
    head = (
        f'<link rel="stylesheet" href="{named["desk.css"]}">\n'
        f'<script type="application/json" id="parts">{json.dumps(told)}</script>\n'
        f'<script type="module" src="{named["browser.js"]}"></script>'
    )
    policy = page_policy("'self' 'wasm-unsafe-eval'", worker="'self' blob:")
    text = page(head, "", policy=policy, hint=_ONLY_SERVED)
    files = {named[name]: content for name, content in held.items()}
    files["index.html"] = text.encode()
    moved = sum(map(len, files.values()))
    service = (_SOURCE / "desk_page" / "service.js").read_text(encoding="utf-8")
    kept = f"const CACHE = {json.dumps(cache)};\nconst FILES = {json.dumps(sorted(files))};\n"
    files["service.js"] = (kept + service).encode()
    files["LICENCES.txt"] = licences().encode()
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_changed(folder / name, content)
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    return moved


def in_one_page(parts: Mapping[str, bytes]) -> str:
    """Give the desk as one page that has everything in itself."""
    script = (_BUNDLES / "browser.js").read_text(encoding="utf-8")
    css = (_BUNDLES / "desk.css").read_text(encoding="utf-8")
    # A browser ends an element at its end tag even in a string, and takes "<!--" for its own.
    safe = script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    head = f'<style>\n{css}</style>\n<script type="module">{safe}</script>'
    body = "".join(
        f'<script type="text/plain" id="part-{name}">{b64encode(content).decode()}</script>\n'
        for name, content in parts.items()
    )
    own = f"'wasm-unsafe-eval' {digests_of(safe)}"
    return page(head, body, policy=page_policy(own, connect="'none'", worker="blob:"))


def licences() -> str:
    """Say what the desk is made of, and give the licences."""
    told = [
        "The desk of Hedging Lab is made of what follows.",
        "Hedging Lab, its code: MIT. Its texts and tables: CC BY 4.0, and what LICENSE-CONTENT "
        "says.",
        "Pyodide (Mozilla Public License 2.0): https://github.com/pyodide/pyodide has its source, "
        "and https://www.mozilla.org/MPL/2.0/ the licence. With it come CPython (Python Software "
        "Foundation License 2), SQLite (public domain), zlib (zlib License), bzip2, liblzma, "
        "libffi (MIT), HACL* (MIT) and Emscripten's libraries (MIT).",
        "Preact (MIT), (c) 2015-present Jason Miller.",
    ]
    texts = [(name, (_CHECKOUT / name)) for name in ("LICENSE", "LICENSE-CONTENT")]
    for name in STANDS_ON:
        for file in distribution(name).files or ():
            is_text = ".dist-info/" in file.as_posix() and "licen" in file.name.lower()
            if is_text and Path(str(file.locate())).is_file():
                texts.append((f"{name}, {file.name}", Path(str(file.locate()))))
    told += [f"{name}\n\n{path.read_text(encoding='utf-8').strip()}" for name, path in texts]
    return ("\n\n" + "-" * 72 + "\n\n").join(told) + "\n"


def pack_desk(archive: Path, parts: Mapping[str, bytes]) -> None:
    """Pack the desk as a folder to download."""
    members = {
        "README.txt": README,
        "The desk.html": in_one_page(parts),
        "LICENCES.txt": licences(),
    }
    write_archive(archive, TOP, {name: text.encode() for name, text in members.items()})


def main() -> int:
    """Make the desk, and say where it is and how large."""
    parser = argparse.ArgumentParser(description="Make the desk that runs in a browser.")
    parser.add_argument("--pack", action="store_true", help="make the folder to download")
    wanted = parser.parse_args()
    try:
        parts = make_parts()
    except DeskError as error:
        print(error, file=sys.stderr)
        return 1
    if wanted.pack:
        pack_desk(ARCHIVE, parts)
        told = f"{ARCHIVE.relative_to(_CHECKOUT)}: {ARCHIVE.stat().st_size / 1_000_000:.1f} MB"
    else:
        moved = lay_out(_CHECKOUT / "_build" / "html" / DESK, parts)
        told = f"_build/html/desk: the first visit moves {moved / 1_000_000:.1f} MB"
    print(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
