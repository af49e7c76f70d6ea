"""What the ways of marking share: who marks, and when tables and pages are brought up to marks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from hedgelab.desk.grading.run import write_outputs
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.office.class_folder import about, remember
from hedgelab.desk.office.graded import GRADED
from hedgelab.desk.office.request import RequestError, Watch, on_pages, text_of
from hedgelab.desk.office.who_decides import remember_who

BEHIND: Final = "marks_behind"
"""What the page remembers while marks were given that tables and pages do not show yet."""


def marker_of(folder: Path, asked: Mapping[str, Any]) -> str:
    """Give who marks, and remember it.

    Raises
    ------
    RequestError
        If nobody is named.
    """
    marker = text_of(asked, "marker", "").strip()
    if not marker:
        raise RequestError("Write your name first: each mark is kept with who gave it.")
    remember_who(folder, marker)
    return marker


def up_to_date(folder: Path, ledger: Ledger, watch: Watch) -> tuple[str, ...]:
    """Write tables and pages by the marks there are; give what to tell of those changed by hand."""
    changed = write_outputs(ledger, folder / GRADED, on_pages=on_pages(watch)).changed
    if about(folder).get(BEHIND):
        remember(folder, **{BEHIND: None})
    return changed


def put_off(folder: Path) -> None:
    """Remember that marks were given and nothing was written by them yet."""
    if not about(folder).get(BEHIND):
        remember(folder, **{BEHIND: True})
