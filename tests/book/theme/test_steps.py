"""What is done to the theme's pages stands in one list, in the order in which it is done."""

from pathlib import Path

import pytest

from hedgelab.book import theme

EVENTS = (
    "config-inited",
    "builder-inited",
    "doctree-resolved",
    "write-started",
    "html-page-context",
    "build-finished",
)
"""As Sphinx emits them: its documentation, "Event callbacks API", core events overview."""


def test_the_list_is_in_the_order_in_which_sphinx_calls() -> None:
    when = [(EVENTS.index(event), priority) for event, priority, _ in theme.STEPS]
    assert when == sorted(when)
    assert len({step for *_, step in theme.STEPS}) == len(theme.STEPS)


@pytest.mark.parametrize("path", sorted(Path(theme.__file__).parent.glob("[!_]*.py")))
def test_no_part_connects_anything_by_itself(path: Path) -> None:
    assert ".connect(" not in path.read_text(encoding="utf-8")
