"""What a step of the desk gives the office: its requests, and what stands there now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar


class RequestError(ValueError):
    """A request that cannot be done as it was made; the message says what to do."""


class Cancelled(Exception):  # noqa: N818 - no error: the instructor's wish
    """The instructor stopped a request while it was done."""


class Given(NamedTuple):
    """A file that came in or goes out.

    Attributes
    ----------
    name : str
        Its name; with ``/`` where it lay in folders.
    content : bytes
        What is in it.
    """

    name: str
    content: bytes

    @classmethod
    def of(cls, path: Path) -> "Given":
        """Give a file as it lies on the disk, under its own name."""
        return cls(path.name, path.read_bytes())


class Watch(Protocol):
    """Told how far a request is."""

    def __call__(self, done: int, of: int, what: str, /) -> None:
        """Take notice: so many are done, of so many (0 where nobody knows), of what.

        Raises
        ------
        Cancelled
            If the instructor wants it to stop.
        """


def on_pages(watch: Watch) -> Callable[[int, int], None]:
    """Give what is told how many pages are written, and tells it to whoever watches."""
    return lambda done, of: watch(done, of, "pages written")


def unwatched(_done: int, _of: int, _what: str) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a request ends with.

    Attributes
    ----------
    said : sequence of str
        Sentences for the instructor, as the command prints them.
    shown : mapping
        What the request's view shows, such as a preview; ready for JSON.
    files : sequence of Given
        What is to be downloaded.
    """

    said: Sequence[str] = ()
    shown: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[Given] = ()


Run = Callable[[Path, Mapping[str, Any], Sequence[Given], Watch], Done]
"""Does a request: with the class's folder, what was asked, the files that came, and who watches."""


@dataclass(frozen=True, slots=True)
class Request:
    """Something that the page may ask for.

    Attributes
    ----------
    run : callable
        Does it.
    changes : bool
        Whether it changes the class: then it is done wholly or not at all, and can be undone.
    label : str
        What Undo calls it, after "Undo: ".
    forgets : bool
        Whether something goes for good, so that nothing may be undone past it.
    """

    run: Run
    changes: bool
    label: str
    forgets: bool = False


class Step(Protocol):
    """A module with one step of the instructor's work."""

    @property
    def REQUESTS(self) -> Mapping[str, Request]:  # noqa: N802 - a module's constant
        """Give what may be asked here, by the word under ``"do"``."""

    def state(self, folder: Path) -> dict[str, Any]:
        """Say what stands in the class's folder, ready for JSON; cheap, also for thousands.

        Where something remains to be done in this step, its member ``"next"`` says what, in one
        sentence.
        """


def text_of(asked: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """Give a member of a request that is to be text.

    Raises
    ------
    RequestError
        If it is none.
    """
    value = asked.get(name, default)
    if not isinstance(value, str):
        raise RequestError(f"{name} is {value!r}, and a text is wanted here")
    return value


def number_of(asked: Mapping[str, Any], name: str, default: int | None = None) -> int:
    """Give a member of a request that is to be a whole number from 0.

    Raises
    ------
    RequestError
        If it is none.
    """
    value = asked.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise RequestError(f"{name} is {value!r}, and a number is wanted here")
    return value


_AT_ONCE = 50  # rows of a page
_MOST_AT_ONCE = 500


Row = TypeVar("Row")


def page_of(asked: Mapping[str, Any], rows: Sequence[Row]) -> tuple[int, Sequence[Row]]:
    """Give the page of a long list that a request is about: the number of its first row, and it.

    Raises
    ------
    RequestError
        If it says no number of where it begins, or of how much.
    """
    start, most = number_of(asked, "from", 0), number_of(asked, "limit", _AT_ONCE)
    return start, rows[start : start + min(most, _MOST_AT_ONCE)]
