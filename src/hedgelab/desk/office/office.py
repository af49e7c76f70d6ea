"""The office: takes what the page asks, and answers; a change is made wholly or not at all."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from hedgelab.advice import user_error
from hedgelab.desk.office import KEPT
from hedgelab.desk.office.class_file import Change, ClassFile
from hedgelab.desk.office.class_folder import Folder, about, remember
from hedgelab.desk.office.page_words import in_page_words
from hedgelab.desk.office.request import (
    Cancelled,
    Done,
    Given,
    Request,
    RequestError,
    Step,
    Watch,
    text_of,
    unwatched,
)
from hedgelab.desk.office.steps import STEPS

UNDO, REDO = "undo", "redo"

_COMMAND = "hedgelab "
_OUTSIDE = "what was changed outside the desk"
_UNREADABLE = "the files of this step could not be read"


class Office:
    """A class that is open: its folder, and the class file that keeps it.

    Parameters
    ----------
    folder : Path
        The folder of the class.
    file : Path, optional
        Its class file.  Without one it lies in the folder, and what stands in the folder counts;
        with one the folder is only where it is unpacked to, and what the file holds counts.
    steps : mapping, optional
        The steps, by their names.

    Raises
    ------
    ClassFileError
        If the class file cannot be used.
    """

    def __init__(
        self, folder: Path, file: Path | None = None, *, steps: Mapping[str, Step] = STEPS
    ) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.file = file or folder / KEPT
        self._files = Folder(folder)
        self._steps = steps
        self._requests = {
            "name": Request(_name, changes=True, label="the class’s name"),
            **{do: it for step in steps.values() for do, it in step.REQUESTS.items()},
        }
        is_new = not self.file.exists()
        self._class = ClassFile(self.file)
        try:
            self._class.check()
            self._take_up("" if is_new else _OUTSIDE, is_apart=file is not None)
        except BaseException:
            self._class.close()
            raise

    def _take_up(self, found: str, *, is_apart: bool) -> None:
        """Let folder and class file agree, whatever became of the program that had them last."""
        doing = self._class.doing
        self._files.settle()
        if doing.startswith(_COMMAND):  # each command leaves what the same one completes
            self._keep(doing)
        elif doing or is_apart:
            self._as_before()
        else:
            self._keep(found)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let others use the class."""
        self._class.close()

    def saved(self) -> bytes:
        """Give the class file as it is now."""
        return self.file.read_bytes()

    def answer(
        self,
        asked: Mapping[str, Any],
        given: Sequence[Given] = (),
        watch: Watch = unwatched,
    ) -> dict[str, Any]:
        """Do what the page asks; whatever goes wrong becomes an answer, too.

        Parameters
        ----------
        asked : mapping
            What is asked: the word under ``"do"``, and what that takes; ``"reads_only"`` where
            another tab has the class.
        given : sequence of Given, optional
            The files that came with it.
        watch : callable, optional
            Told how far it is.

        Returns
        -------
        dict
            ``said``, ``shown``, ``files`` (a list of `Given`), ``changed`` (whether the class is
            another now) and ``state``; or ``error``, which
            ``says`` what is wrong, with ``cancelled`` or ``fault`` where it was that, and
            ``state``.  All but the contents of files is ready for JSON.
        """
        try:
            done = self._do(asked, given, watch)
        except (Cancelled, KeyboardInterrupt):
            says = "Stopped. The class is as it was before."
            return self._failed({"says": says, "cancelled": True})
        except Exception as error:  # the last word is said here
            if says := user_error(error):
                return self._failed({"says": self._told(says)})
            return self._failed({"says": _fault(error), "fault": True})
        return {
            "said": [self._told(line) for line in done.said],
            "shown": dict(done.shown),
            "files": list(done.files),
            "changed": self._changes(str(asked["do"])),
            "state": self.state(),
        }

    @contextmanager
    def step(self, command: str, *, forgets: bool = False) -> Iterator[None]:
        """Let a command work in the folder, and keep as one step whatever it came to.

        Parameters
        ----------
        command : str
            What is typed for it, without the program's name.
        forgets : bool, optional
            Whether something goes for good.
        """
        label = f"{_COMMAND}{command}"
        self._begin(label)
        try:
            yield
        finally:
            self._keep(label)
            if forgets:
                self.forget_steps()

    def forget_steps(self) -> None:
        """Hold the class as it stands and nothing else: what went cannot be got back."""
        self._class.forget_steps()

    def state(self) -> dict[str, Any]:
        """Say how the class stands: each step, what comes next, and what can be undone."""
        steps = {name: self._state_of(step) for name, step in self._steps.items()}
        coming = ({"step": name, "says": it.get("next")} for name, it in steps.items())
        return {
            "name": about(self.folder).get("name") or _name_of(self.file, self.folder),
            **steps,
            "next": next((it for it in coming if it["says"]), None),
            "undo": self._class.done(),
            "redo": self._class.undone(),
        }

    def _state_of(self, step: Step) -> dict[str, Any]:
        try:
            return step.state(self.folder)
        except Exception as error:  # a damaged gradebook must not hide the other steps
            says = self._told(user_error(error)) or _fault(error)
            return {"error": says, "next": _UNREADABLE}

    def _told(self, line: str) -> str:
        """Say it in the page's words, with files named as they lie in the class."""
        line = line.replace(f"{self.folder}{os.sep}", "").replace(str(self.folder), "the class")
        return in_page_words(line)

    def _failed(self, error: dict[str, Any]) -> dict[str, Any]:
        nothing: dict[str, Any] = {"said": [], "shown": {}, "files": [], "changed": False}
        return nothing | {"error": error, "state": self.state()}

    def _changes(self, do: str) -> bool:
        return do in {UNDO, REDO} or (do in self._requests and self._requests[do].changes)

    def _do(self, asked: Mapping[str, Any], given: Sequence[Given], watch: Watch) -> Done:
        do = text_of(asked, "do")
        if asked.get("reads_only") and self._changes(do):
            raise RequestError(
                "this class is open in another tab, and only that one may change it: go on "
                "there, or close it"
            )
        if do in {UNDO, REDO}:
            return self._step(do)
        if do == "state":
            return Done()
        request = self._requests.get(do)
        if request is None:
            raise RequestError(f"the desk knows no request {do!r}: open its page anew")
        if not request.changes:
            return request.run(self.folder, asked, given, watch)
        self._begin(request.label)
        try:
            done = request.run(self.folder, asked, given, watch)
            self._keep(request.label)
        except BaseException:
            self._as_before()
            raise
        if request.forgets:
            self.forget_steps()
        return done

    def _begin(self, label: str) -> None:
        self._settle()
        self._class.begin(label)

    def _settle(self) -> None:
        """Let the class file have what stands, before anything is done to it."""
        if self._class.doing:  # what was begun before could not be taken back then
            self._as_before()
        elif self.file.name == KEPT:  # in a folder of their own people change files meanwhile
            self._keep(_OUTSIDE)

    def _keep(self, label: str) -> None:
        self._class.keep(label, self._files.digests(), self._files.read)

    def _as_before(self) -> None:
        """Put every file back as the class file has it."""
        held, there = self._class.files(), self._files.digests()
        self._put(Change(path, there.get(path), digest) for path, digest in held.items())
        self._files.clear(frozenset(held))
        self._class.abandon()

    def _put(self, changes: Iterable[Change]) -> None:
        for path, before, after in changes:
            if after is not None and before != after:
                self._files.put(path, self._class.content(after))

    def _step(self, do: str) -> Done:
        self._settle()
        labels, changes, by = (
            (self._class.done(), self._class.back(), -1)
            if do == UNDO
            else (self._class.undone(), self._class.forth(), 1)
        )
        if not labels:
            raise RequestError(f"there is nothing to {do}")
        self._class.begin(do)
        try:
            self._put(changes)
            left = {*self._class.files(), *(it.path for it in changes if it.after is not None)}
            gone = {it.path for it in changes if it.after is None}
            self._files.clear(frozenset(left - gone))
            self._class.moved(by, changes)
        except BaseException:
            self._as_before()
            raise
        return Done(said=[f"{'Undone' if do == UNDO else 'Done again'}: {labels[0]}."])


def _name(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Give the class a name; an empty one is that of its file."""
    remember(folder, name=text_of(asked, "name").strip() or None)
    return Done()


def _name_of(file: Path, folder: Path) -> str:
    return folder.resolve().name if file.name == KEPT else file.stem


def _fault(error: Exception) -> str:
    what = f"This is a fault of the program, not of your files ({type(error).__name__}: {error})."
    return f"{what} The class is as it was before. Send these lines to its makers."
