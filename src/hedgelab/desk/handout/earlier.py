"""What an earlier handout left in the folder, before another one is written over it."""

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from hedgelab.desk.intake.answers import MAX_NOTEBOOK_BYTES, read_submission
from hedgelab.desk.intake.notebooks import has_work
from hedgelab.desk.intake.unreadable import UnreadableError
from hedgelab.desk.model.key import Key, KeyFileError, read_key
from hedgelab.desk.model.records import HandedIn
from hedgelab.desk.text.pages import counted

# In a printed sheet: its last line, and the line below the title that says whose it is.
_FOOT = re.compile(r'paper-foot">([a-z0-9-]+) · ([0-9a-f]{12})</p>')
_WHOSE = re.compile(r"</h1>\s*<p[^>]*><bdi>[^<]*</bdi>[^<]*<bdi>([^<]*)</bdi></p>")
_MOST_NAMED = 5


class HandoutError(ValueError):
    """A handout that cannot be written; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Stale:
    """Sheets in the folder that the new key does not know.

    Attributes
    ----------
    untouched : tuple of Path
        Those that the earlier handout wrote, with nothing filled in: nothing is lost with them.
    others : tuple of Path
        Those of which that cannot be said.
    """

    untouched: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()

    def take_out(self) -> None:
        """Remove what the earlier handout wrote."""
        for path in self.untouched:
            path.unlink()

    @property
    def notes(self) -> Iterator[str]:
        """Tell the instructor."""
        if count := len(self.untouched):
            was = "was" if count == 1 else "were"
            files = counted(count, "file")
            yield f"{files} of the earlier handout, which this key does not know, {was} removed"
        if self.others:
            named = ", ".join(map(str, self.others[:_MOST_NAMED]))
            more = len(self.others) - _MOST_NAMED
            holds = "holds a sheet" if len(self.others) == 1 else "hold sheets"
            yield (
                f"{named}{f' and {more} more' if more > 0 else ''} {holds} that this key does not "
                "know: move what you need, and delete the rest before you give the folder away"
            )


def earlier_key(path: Path, key: Key, *, replace: bool) -> Key | None:
    """Give the key that lies where the new one will; None where there is none to be read.

    Raises
    ------
    HandoutError
        If students may hold sheets that would be forgotten, unless they are to be replaced.
    """
    if not path.exists():
        return None
    try:
        earlier = read_key(path)
    except KeyFileError as error:
        if replace:
            return None
        raise HandoutError(
            f"{error}; or write the handout to another folder, or over this one with --replace"
        ) from None
    if not replace and forgets(earlier, key):
        raise HandoutError(
            f"{path}: this folder holds the handout of {earlier.assignment!r} with other sheets, "
            "which students may have by now: write to another folder, or over this one with "
            "--replace"
        )
    return earlier


def forgets(earlier: Key, key: Key) -> bool:
    """Whether students may hold sheets of an earlier handout that a new key would not know."""
    return earlier.assignment != key.assignment or any(
        digest not in key.sheets or not set(sheet.students) <= set(key.sheets[digest].students)
        for digest, sheet in earlier.sheets.items()
    )


def stale_sheets(folder: Path, earlier: Key | None, key: Key, names: Collection[str]) -> Stale:
    """Find the sheets in a folder that the new key does not know.

    Parameters
    ----------
    folder : Path
        The folder that is given away.
    earlier : Key or None
        The key of the handout that was written there last.
    key : Key
        The new one.
    names : collection of str
        The files that will be written over anyhow.
    """
    untouched: list[Path] = []
    others: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name in names or not path.is_file():
            continue
        sheet = _sheet_in(path)
        if sheet is None or _knows(key, sheet):
            continue
        is_theirs = earlier is not None and _knows(earlier, sheet) and not sheet.has_work
        (untouched if is_theirs else others).append(path)
    return Stale(tuple(untouched), tuple(others))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a file says of the sheet that it is."""

    digest: str
    student: str
    has_work: bool


def _knows(key: Key, sheet: _Sheet) -> bool:
    if sheet.student:
        return key.sheet_for(sheet.student).startswith(sheet.digest)
    return any(digest.startswith(sheet.digest) for digest in key.sheets)


def _sheet_in(path: Path) -> _Sheet | None:
    if path.stat().st_size > MAX_NOTEBOOK_BYTES:
        return None
    content = path.read_bytes()
    try:
        answers = read_submission(HandedIn(path.name, content)).answers
    except UnreadableError:
        return _printed_sheet(content.decode("utf-8", "replace"))
    student = answers.student.id if answers.student else ""
    return _Sheet(answers.sheet, student, has_work(answers)) if answers.sheet else None


def _printed_sheet(text: str) -> _Sheet | None:
    foot, whose = _FOOT.search(text), _WHOSE.search(text)
    if foot is None:
        return None
    student = html.unescape(whose[1]) if whose else ""
    return _Sheet(f"sha256:{foot[2]}", student, has_work=False)
