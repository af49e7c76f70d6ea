"""The office in a browser's Python, as a worker calls it: with text, and with files in folders.

The worker puts the files of a request into ``given/``, numbered, and takes those of the answer
out of ``taken/``; so nothing but text goes between the two languages.
"""

import json
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hedgelab.advice import user_error
from hedgelab.desk.office import SUFFIX
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Given


class Session:
    """What a worker keeps while the desk is open.

    Parameters
    ----------
    home : Path
        A folder for all of it.
    watch : callable
        Told how far a request is.
    """

    def __init__(self, home: Path, watch: Callable[[int, int, str], object]) -> None:
        # The interpreter was made once and for all: whatever it drew then, everybody would have.
        random.seed()
        self._home = home
        self._watch = watch
        self._office: Office | None = None
        self._opened = 0
        for folder in (self._given, self._taken):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def _given(self) -> Path:
        return self._home / "given"

    @property
    def _taken(self) -> Path:
        return self._home / "taken"

    def open(self, name: str, is_given: bool) -> str:
        """Open the class file that was given, or begin a class; give the answer as JSON.

        Where it fails, what was open stays open.

        Parameters
        ----------
        name : str
            What the class is called.
        is_given : bool
            Whether a class file was given.
        """
        self._opened += 1
        own = self._home / str(self._opened)
        own.mkdir()
        file = own / f"{name}{SUFFIX}"
        if is_given:
            (content,) = self._taken_in([file.name])
            file.write_bytes(content.content)
        try:
            office = Office(own / "class", file)
        except Exception as error:  # the last word is said here
            shutil.rmtree(own)
            says = user_error(error) or f"{type(error).__name__}: {error}"
            return self._given_out({"said": [], "shown": {}, "files": [], "error": {"says": says}})
        before, self._office = self._office, office
        if before is not None:
            before.close()
            shutil.rmtree(before.file.parent)
        opened = {"said": [], "shown": {}, "files": [], "changed": True, "state": office.state()}
        return self._given_out(opened)

    def ask(self, asked: str, names: str) -> str:
        """Do what the page asks, and give the answer as JSON.

        Parameters
        ----------
        asked : str
            The request, as JSON.
        names : str
            The names of its files, as JSON.
        """
        given = self._taken_in(json.loads(names))
        if self._office is None:
            says = "No class is open: begin one, or open its file."
            return self._given_out({"said": [], "shown": {}, "files": [], "error": {"says": says}})
        return self._given_out(self._office.answer(json.loads(asked), given, self._told))

    def _told(self, done: int, of: int, what: str) -> None:
        self._watch(done, of, what)

    def _taken_in(self, names: Sequence[str]) -> list[Given]:
        found = []
        for number, name in enumerate(names):
            path = self._given / str(number)
            found.append(Given(name, path.read_bytes()))
            path.unlink()
        return found

    def _given_out(self, answer: dict[str, Any]) -> str:
        files: list[Given] = answer["files"]
        for number, (_, content) in enumerate(files):
            (self._taken / str(number)).write_bytes(content)
        is_changed = self._office is not None and bool(answer.get("changed"))
        told = answer | {
            "changed": is_changed,
            "files": [name for name, _ in files],
            # Where the class file lies that is to be kept.
            "kept": str(self._office.file) if self._office and is_changed else "",
        }
        return json.dumps(told, ensure_ascii=False)
