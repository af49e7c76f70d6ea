"""Talk about it: the class report, and the seminar page to project."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from hedgelab.desk.grading.pages_beside import sealed
from hedgelab.desk.grading.run import pages_of_sections
from hedgelab.desk.ledger.gradebook import tally
from hedgelab.desk.office.graded import gradebook, is_graded, sections_of
from hedgelab.desk.office.request import Done, Given, Request, RequestError, Watch, text_of

_PAGES = {"report": "class-report", "seminar": "seminar"}


def state(folder: Path) -> dict[str, Any]:
    """Say of how many there is something to talk about, and in which sections they are."""
    if not is_graded(folder):
        return {"ready": False}
    with gradebook(folder) as ledger:
        students, graded, provisional = tally(ledger)
        return {
            "ready": graded > 0,
            "title": ledger.key.title,
            "students": students,
            "graded": graded,
            "provisional": provisional,
            "sections": list(ledger.sections()),
        }


def _page(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Give the class report or the seminar page, of some sections where these are named."""
    page, sections = text_of(asked, "page"), sections_of(asked)
    if page not in _PAGES:
        raise RequestError(f"there is no page {page!r}: {' or '.join(_PAGES)}")
    with gradebook(folder) as ledger:
        drawn = getattr(pages_of_sections(ledger, sections), page)
    name = "-".join((_PAGES[page], *sections))
    return Done(shown={"which": page, "page": sealed(drawn).decode(), "name": f"{name}.html"})


REQUESTS: Final[Mapping[str, Request]] = {
    "talk.page": Request(_page, changes=False, label="a page to talk about"),
}
"""What may be asked here."""
