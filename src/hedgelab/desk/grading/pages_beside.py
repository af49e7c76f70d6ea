"""The pages beside the ledger: what a person changed in one is kept, and told.

There may be thousands, so the record does not list them: each carries the digest of what was
written, by which a change shows, and of what it was made of.  Only where that is another now is
it made anew: what is decided of one student is the work of one page, in a class of any size.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from hedgelab import __version__
from hedgelab.desk.grading.changed_copies import keep_copy
from hedgelab.desk.grading.page_names import feedback_name
from hedgelab.desk.grading.workers import Workers
from hedgelab.desk.ledger.gradebook import graded_sheets, tally
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import key_from_text, write_key
from hedgelab.desk.model.records import GradedAnswer, GradedSheet
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.progress import OnProgress
from hedgelab.desk.reports.feedback import FeedbackPages
from hedgelab.whole_files import write_changed

CHANGED = "feedback-changed"
"""The folder in which the feedback pages are kept that somebody changed."""

_BEGIN, _END = "<!-- As it was written: ", " -->\n"
_MADE_OF = "<!-- Made of: "
_SETTING = "pages sealed"
_TOLD = 5


class PagesBeside:
    """Writes pages, and keeps aside what somebody changed since they were written.

    Parameters
    ----------
    ledger : Ledger
        Which knows whether its pages carry their digests yet.

    Attributes
    ----------
    kept : list of tuple
        The pages that were changed, and where they are kept.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        # Those of an earlier version carry none, and are no sign of anything.
        self._are_sealed = bool(ledger.setting(_SETTING))
        self.kept: list[tuple[Path, Path]] = []

    def write(self, path: Path, page: str, aside: Path) -> None:
        """Write a page where it is another one; a changed one is kept in the folder `aside`."""
        self.write_sealed(path, sealed(page), aside)

    def write_sealed(self, path: Path, content: bytes, aside: Path) -> None:
        """Do the same with a page that carries its digest."""
        if self.is_changed(path):
            self.set_aside(path, aside)
        write_changed(path, content)

    def is_changed(self, path: Path) -> bool:
        """Whether somebody changed a page since it was written."""
        seal = _seal_of(path)
        return seal is not None and self._is_changed(seal)

    def _is_changed(self, seal: "_Seal") -> bool:
        return self._are_sealed if seal.is_whole is None else not seal.is_whole

    def is_made_of(self, path: Path, made_of: str) -> bool:
        """Whether a page is there as it was written, and was made of just this."""
        seal = _seal_of(path)
        return seal is not None and bool(seal.is_whole) and seal.made_of == made_of

    def set_aside(self, path: Path, aside: Path) -> None:
        """Keep a page as it is under a free name."""
        aside.mkdir(exist_ok=True)
        self.kept.append((path, keep_copy(path, aside)))

    def remember(self) -> None:
        """Remember that all pages carry their digests now."""
        if not self._are_sealed:
            with self._ledger.transaction():
                self._ledger.keep_setting(_SETTING, "yes")

    def told(self) -> tuple[str, ...]:
        """Say which pages were changed."""
        told = [
            f"{_short(page)} was changed since it was written: as it was, it is kept as "
            f"{_short(copy)}. The new one tells what gradebook.sqlite holds."
            for page, copy in self.kept[:_TOLD]
        ]
        if others := len(self.kept) - _TOLD:
            more = f"{others:,} more pages were changed since they were written, and are kept so."
            told += [more] if others > 0 else []
        return tuple(told)


def write_feedback(
    ledger: Ledger,
    folder: Path,
    beside: PagesBeside,
    on_pages: OnProgress | None,
    workers: Workers,
) -> tuple[str, ...]:
    """Write each student's page that is another now; give those that belong to nobody.

    Parameters
    ----------
    ledger : Ledger
        With an outcome for every file.
    folder : Path
        Where the pages lie.
    beside : PagesBeside
        Writes them.
    on_pages : callable, optional
        Told how many pages are written.
    workers : Workers
        Who make them.
    """
    folder.mkdir(exist_ok=True)
    key = write_key(ledger.key)
    made_of = _making(key)
    waiting: deque[tuple[str, str]] = deque()
    others = {path.name for path in folder.iterdir() if path.suffix == ".html"}
    written = {}

    def sheets() -> Iterator[GradedSheet]:
        for sheet in graded_sheets(ledger):
            name, its = feedback_name(sheet.student), made_of(sheet)
            others.discard(name)
            written[name.lower()] = folder / name
            if beside.is_made_of(folder / name, its):
                tell()
            else:
                waiting.append((name, its))
                yield sheet

    def tell() -> None:
        if on_pages:
            on_pages(len(written) - len(waiting), total)

    total = tally(ledger).students
    for page in workers.each(partial(_pages, key=key), sheets()):
        name, its = waiting.popleft()
        content = sealed(f"{page}{_MADE_OF}{its}{_END}")
        beside.write_sealed(folder / name, content, folder.with_name(CHANGED))
        tell()
    return tuple(
        sorted(name for name in others if not _is_same_page(folder / name, written, beside))
    )


def _making(key: str) -> Callable[[GradedSheet], str]:
    """Give what tells of a sheet what its page is made of, as a digest."""
    nobody = _made_by(key).page(GradedSheet("", "", "", Status.MISSING))
    # Which sheets others have is no part of it: they come and go.
    common = write_key(replace(key_from_text(key, "the key"), sheets={}))
    same_for_all = digest_of(f"{__version__}\n{common}\n{nobody}".encode())

    def made_of(sheet: GradedSheet) -> str:
        own = replace(
            sheet,
            answers=tuple(map(_without_marker, sheet.answers)),
            decisions=tuple(replace(it, row=0) for it in sheet.decisions),
        )
        return digest_of(f"{same_for_all}\n{own!r}".encode(errors="surrogatepass"))

    return made_of


def _without_marker(answer: GradedAnswer) -> GradedAnswer:
    """Leave out who marked, which a student is not told, as the row of a decision is not."""
    return replace(answer, mark=replace(answer.mark, marker="")) if answer.mark else answer


def _pages(sheets: Sequence[GradedSheet], key: str) -> list[str]:
    """Give the pages of these students; the key is given as its text."""
    pages = _made_by(key)
    return [_ended(pages.page(sheet)) for sheet in sheets]


@lru_cache(1)
def _made_by(key: str) -> FeedbackPages:
    return FeedbackPages(key_from_text(key, "the key"))


def _is_same_page(page: Path, written: Mapping[str, Path], beside: PagesBeside) -> bool:
    """Take away the page of a student whose id is spelt in another case now, where it is one."""
    new = written.get(page.name.lower())
    if new is None:
        return False
    if not page.samefile(new):
        if beside.is_changed(page):
            beside.set_aside(page, page.parent.with_name(CHANGED))
        page.unlink()
    return True


def sealed(page: str) -> bytes:
    """Give a page with the digest of what it holds at its end.

    Examples
    --------
    >>> sealed("<p>Well done.</p>").splitlines()[1][:31]
    b'<!-- As it was written: sha256:'
    """
    content = _ended(page).encode()
    return content + f"{_BEGIN}{digest_of(content)}{_END}".encode()


def _ended(page: str) -> str:
    return page if page.endswith("\n") else f"{page}\n"


class _Seal(NamedTuple):
    """Whether a page is as it was written, None where it does not say; and what it was made of."""

    is_whole: bool | None
    made_of: str = ""


def _seal_of(path: Path) -> _Seal | None:
    """Read what a page says of itself; None where there is none."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    page, begin, seal = content.rpartition(_BEGIN.encode())
    if not begin:
        return _Seal(None)
    _, made, of = page.rpartition(_MADE_OF.encode())
    told = of.decode(errors="replace").removesuffix(_END) if made else ""
    return _Seal(seal == f"{digest_of(page)}{_END}".encode(), told)


def _short(path: Path) -> str:
    return (
        f"{path.parent.name}/{path.name}" if path.parent.name.startswith("feedback") else path.name
    )
