"""What those steps share that work on the grades."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Final

from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.office.request import Given, RequestError

GRADED: Final = "graded"
"""The folder of the grades, as the command writes it."""


def is_graded(folder: Path) -> bool:
    """Whether anything was graded in a class."""
    return (folder / GRADED / NAME).exists()


def gradebook(folder: Path) -> Ledger:
    """Give the gradebook of a class, for a ``with`` statement.

    Raises
    ------
    RequestError
        If nothing was graded.
    """
    if not is_graded(folder):
        raise RequestError("nothing is graded yet: take in what was handed in, in the step Grade")
    return Ledger(folder / GRADED / NAME)


@contextmanager
def laid_out(given: Sequence[Given]) -> Iterator[list[Path]]:
    """Lay files where what reads them can open them, for as long as that takes.

    Parameters
    ----------
    given : sequence of Given
        The files that came; each is called as it was, without its folders.

    Raises
    ------
    RequestError
        Where one of them is complained of: its name is told, and not where it lay meanwhile.
    """
    with TemporaryDirectory() as nowhere:
        paths = []
        for number, it in enumerate(given):
            path = Path(nowhere, str(number), PurePosixPath(it.name).name or "file")
            path.parent.mkdir()
            path.write_bytes(it.content)
            paths.append(path)
        try:
            yield paths
        except ValueError as error:
            told = str(error)
            for path in paths:
                told = told.replace(f"{path.parent}/", "")
            if told == str(error):
                raise
            raise RequestError(told) from error


def only_one(given: Sequence[Given], what: str) -> Sequence[Given]:
    """Give the one file that came.

    Raises
    ------
    RequestError
        If none came, or several.
    """
    if len(given) != 1:
        raise RequestError(f"{len(given) or 'no'} files came: choose {what}, one file")
    return given


def sections_of(asked: Mapping[str, Any]) -> list[str]:
    """Give the sections that a request is about; none for the whole class.

    Raises
    ------
    RequestError
        If they are no list of names.
    """
    sections = asked.get("sections", [])
    if not isinstance(sections, list) or not all(isinstance(it, str) for it in sections):
        raise RequestError(f"sections is {sections!r}, and a list of names is wanted here")
    return sections


def is_asked(asked: Mapping[str, Any], name: str) -> bool:
    """Whether a request says yes to something.

    Raises
    ------
    RequestError
        If it says neither yes nor no.
    """
    value = asked.get(name, False)
    if not isinstance(value, bool):
        raise RequestError(f"{name} is {value!r}, and true or false is wanted here")
    return value
