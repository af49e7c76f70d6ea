"""A class file where a command wants the folder of the grades: one rule for all of them.

The command works in a folder beside the file, to which the class is unpacked; whatever it came to
is put into the file as one step, which the desk can undo.  In a folder that a desk works in, too,
what the command does is a step of that desk.
"""

import argparse
import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any, TextIO

from hedgelab.desk.office import KEPT, SUFFIX


def working_folder(file: Path) -> Path:
    """Give the folder to which a class file is unpacked while it is open."""
    return file.parent / f".{file.stem}.open"


def beside(arguments: argparse.Namespace, folder: Path) -> Path:
    """Give where a command writes what it was told no place for.

    Parameters
    ----------
    arguments : Namespace
        What was typed.
    folder : Path
        The place where the grades lie in a folder; beside a class file it is that file's.
    """
    file = getattr(arguments, "class_file", None)
    return folder if file is None else file.parent


def name_of(arguments: argparse.Namespace) -> str:
    """Give what the class is called, by its file or by the folder of its grades."""
    file = getattr(arguments, "class_file", None)
    return str(arguments.graded.resolve().name if file is None else file.stem)


@contextmanager
def unpacked(arguments: argparse.Namespace, command: str) -> Iterator[None]:
    """Let a command that was given a class file work in the folder of its grades.

    Parameters
    ----------
    arguments : Namespace
        What was typed; where the folder of the grades is a class file, it is changed to the
        folder to which that is unpacked.
    command : str
        What is typed for it.
    """
    named = "out" if command == "grade" else "graded"
    file = getattr(arguments, named, None)
    if not isinstance(file, Path) or file.suffix != SUFFIX or file.is_dir():
        with _in_folder(arguments, file, command):
            yield
        return
    from hedgelab.desk.office.graded import GRADED  # noqa: PLC0415 - few are given such a file
    from hedgelab.desk.office.office import Office  # noqa: PLC0415

    if command != "grade" and not file.exists():
        raise FileNotFoundError(2, "No such file", str(file))
    folder = working_folder(file)
    setattr(arguments, named, folder / GRADED)
    arguments.class_file, arguments.class_folder = file, folder
    try:
        with (
            Office(folder, file) as office,
            office.step(command, forgets=command == "forget"),
            redirect_stdout(_Told(sys.stdout, folder / GRADED, file)),
        ):
            yield
            _bring_in(arguments, command, folder)
    except Exception as error:
        _tell_of(error, folder / GRADED, file)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _bring_in(arguments: argparse.Namespace, command: str, folder: Path) -> None:
    """Keep the key and the roster that counted where the desk looks for them."""
    from hedgelab.desk.office.class_roster import ROSTER  # noqa: PLC0415
    from hedgelab.desk.office.handed_out import key_path  # noqa: PLC0415

    given = []
    if command in {"grade", "regrade"} and not getattr(arguments, "dry_run", False):
        given.append((key_path(folder), arguments.key))
    if command == "grade" and arguments.roster is not None:
        shutil.rmtree(folder / ROSTER, ignore_errors=True)
        given.append((folder / ROSTER / arguments.roster.name, arguments.roster))
    for place, path in given:
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, place)


@contextmanager
def _in_folder(arguments: argparse.Namespace, graded: object, command: str) -> Iterator[None]:
    """Let what a command does in a folder that a desk works in, too, be a step of that desk."""
    if not isinstance(graded, Path) or not (graded.resolve().parent / KEPT).exists():
        yield
        return
    from hedgelab.desk.office.graded import GRADED  # noqa: PLC0415 - few have one
    from hedgelab.desk.office.office import Office  # noqa: PLC0415

    folder = graded.resolve().parent
    if graded.resolve() == folder / GRADED:
        arguments.class_folder = folder
    with (
        Office(folder) as office,
        office.step(command, forgets=command == "forget"),
    ):
        yield


class _Told(io.TextIOBase):
    """Names the class file wherever its unpacked grades would be named."""

    def __init__(self, to: TextIO, graded: Path, file: Path) -> None:
        self._to, self._graded, self._file = to, str(graded), str(file)

    def write(self, text: str) -> int:
        self._to.write(text.replace(self._graded, self._file))
        return len(text)

    def flush(self) -> None:
        self._to.flush()

    def isatty(self) -> bool:
        return self._to.isatty()


def _tell_of(error: Exception, graded: Path, file: Path) -> None:
    """Let an error name the class file, too."""
    if isinstance(error, OSError) and error.filename is not None:
        error.filename = os.fsdecode(error.filename).replace(str(graded), str(file))
    parts: tuple[Any, ...] = error.args
    error.args = tuple(
        it.replace(str(graded), str(file)) if isinstance(it, str) else it for it in parts
    )
