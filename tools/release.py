"""Put an edition together: everything that somebody needs who has no checkout.

``python -m tools.release`` makes ``build/release`` of the built book and this checkout: the book
as an archive and as a PDF, the desk as a folder, the package as wheel and sdist, the notebooks,
and their digests.
The same checkout and the same book give the same bytes, whenever and wherever it is run.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from hedgelab import __version__
from tools.desk import DeskError, make_parts, pack_desk
from tools.labs import addresses, for_readers
from tools.pack_book import NoBookError, pack, write_archive
from tools.print_book import PrintError, assemble, print_pdf

_CHECKOUT = Path(__file__).parents[1]

DIGESTS = "SHA256SUMS"
"""The file with the digest of every other, as ``sha256sum --check`` reads it."""

NOTEBOOKS_README = """Hedging Lab: the notebooks

They need the package hedgelab with its widgets, of the same edition, and JupyterLab:

    pip install "hedgelab-{version}-py3-none-any.whl[widgets]" jupyterlab
    jupyter lab

The wheel lies where you found this archive. The package is not on an index: name its file.
The text is under CC BY 4.0, the code under the MIT licence.
"""


class ReleaseError(Exception):
    """An edition that cannot be put together; the message says why, and what to do."""


def checked_tag(tag: str) -> None:
    """See to it that a tag names the edition that would be made under it.

    Raises
    ------
    ReleaseError
        If it names another.
    """
    if tag and tag != f"v{__version__}":
        raise ReleaseError(
            f"The tag is {tag}, and the version {__version__}: set the version in "
            f"src/hedgelab/__init__.py and CITATION.cff, or tag v{__version__}."
        )


def pack_notebooks(notebooks: Path, archive: Path) -> int:
    """Pack the notebooks and what they need to be opened elsewhere; give their number.

    Parameters
    ----------
    notebooks : Path
        The folder with them.
    archive : Path
        The file to write.
    """
    found = sorted(notebooks.glob("*.ipynb"))
    readme = NOTEBOOKS_README.format(version=__version__).encode()
    _, book = addresses()
    members = {"README.txt": readme} | {
        path.name: for_readers(path.read_text(encoding="utf-8"), book).encode() for path in found
    }
    write_archive(archive, "hedging-lab-notebooks", members)
    return len(found)


def write_digests(folder: Path) -> Path:
    """Write the digest of each file in a folder, as ``sha256sum --check`` reads them."""
    digests = folder / DIGESTS
    names = sorted(path.name for path in folder.iterdir() if path.name != DIGESTS)
    lines = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in names
    ]
    digests.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return digests


def build_package(folder: Path) -> None:
    """Build wheel and sdist.

    Raises
    ------
    ReleaseError
        If the build fails; what it said is on the screen.
    """
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    # It dates every file alike: by SOURCE_DATE_EPOCH, or else on a day of its own.
    done = subprocess.run(command, cwd=_CHECKOUT, check=False)
    if done.returncode:
        raise ReleaseError("The package could not be built; the lines above say why.")


def make(folder: Path) -> None:
    """Make every file of the edition in a folder, which is emptied first."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    book = _CHECKOUT / "_build" / "html"
    pack(book, folder / f"hedging-lab-{__version__}.zip")
    pack_desk(folder / "hedgelab-desk.zip", make_parts())
    pack_notebooks(_CHECKOUT / "notebooks", folder / f"hedging-lab-notebooks-{__version__}.zip")
    print_pdf(assemble(book), folder / f"hedging-lab-{__version__}.pdf")
    build_package(folder)
    write_digests(folder)


def main() -> int:
    """Make the edition of this checkout, and say what is in it."""
    folder = _CHECKOUT / "build" / "release"
    try:
        checked_tag(os.environ.get("TAG", ""))
        make(folder)
    except (DeskError, NoBookError, PrintError, ReleaseError) as error:
        print(error, file=sys.stderr)
        return 1
    for path in sorted(folder.iterdir()):
        print(f"{path.relative_to(_CHECKOUT)}: {path.stat().st_size / 1_000_000:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
