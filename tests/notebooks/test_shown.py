"""The labs as the built book shows them: what their cells have put out."""

import re
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.browser.conftest import BUILT_BOOK, NO_BOOK
from tests.markup import attribute
from tests.notebooks.test_sources import NAMES

pytestmark = pytest.mark.built

SOURCE_LINE = re.compile(r"font-size: 8px")
"""How a figure writes where its data are from; nothing else in it is as small."""

STOCK = re.compile(
    r"vnd\.jupyter\.widget|widget-view|jupyter-widgets|require(\.min)?\.js|<input[^>]*type=.?range"
)
"""What a page has of a control that waits for a kernel."""


@cache
def page(name: str) -> BeautifulSoup:
    """Give the built page of a lab."""
    file = BUILT_BOOK / "notebooks" / f"{name}.html"
    if not file.is_file():
        pytest.fail(NO_BOOK)
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_alternative_text_and_a_source(name: str) -> None:
    figures = page(name).select("figure.hedgelab-figure svg")
    assert len(figures) >= 2
    for figure in figures:
        told = attribute(figure, "aria-label")
        assert figure["role"] == "img"
        assert len(told.split()) >= 8, told
        lines = [text.string for text in figure.find_all("text", style=SOURCE_LINE)]
        assert lines, f"no source line: {told}"


@pytest.mark.parametrize("name", ["arms", "trade", "votes"])
def test_a_title_about_a_series_names_its_years(name: str) -> None:
    # "Nine times as much" can be true of one window and wrong of the next.
    for figure in page(name).select("figure.hedgelab-figure svg"):
        title, *_ = str(figure["aria-label"]).split(". ")
        assert re.search(r"\b(19|20)\d\d\b", title), title


@pytest.mark.parametrize("name", NAMES)
def test_nothing_else_is_drawn(name: str) -> None:
    shown = page(name).select(".cell_output")
    assert shown
    for output in shown:
        assert not output.find_all(["img", "canvas", "iframe"])
        strays = [svg for svg in output.find_all("svg") if not svg.find_parent("figure")]
        assert strays == []


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_complains(name: str) -> None:
    assert page(name).select(".stderr, .traceback, .output.error") == []


@pytest.mark.parametrize("name", NAMES)
def test_tables_have_headers_and_can_be_reached(name: str) -> None:
    assert page(name).select("table.dataframe") == []
    for box in page(name).select(".hedgelab-table"):
        assert box["tabindex"] == "0"
        assert box.select("th[scope=col]")


@pytest.mark.parametrize("name", NAMES)
def test_a_lab_can_be_saved(name: str) -> None:
    (link,) = page(name).select("a.lab-download")
    assert link["download"] == f"{name}.ipynb"


def test_no_page_has_a_control_that_waits_for_a_kernel() -> None:
    pages = sorted(Path(BUILT_BOOK).rglob("*.html"))
    assert pages, NO_BOOK
    # A notebook that a link carries along is no part of what the page shows.
    texts = {file: re.sub(r"data:[^\"]*", "", file.read_text("utf-8")) for file in pages}
    assert [str(file) for file, text in texts.items() if STOCK.search(text)] == []
