"""On paper the book's figures look as they do in its pages, and no table prints over itself."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from matplotlib.image import imread
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page

from tests.browser.conftest import folder_address
from tools.print_book import assemble

pytestmark = pytest.mark.browser

DRAWING = "figure svg[role=img]:not(.hedgelab-narrow)"
COLUMN = 612  # pixels: what A4 leaves between the margins
GRID = 24  # squares a side; within one, letters and thin lines are a tone
UNLIKE = 0.03  # of the way from black to white, on average

Picture = NDArray[np.floating[Any]]


def squares(picture: Picture) -> Picture:
    """Give the mean tone of each square of a grid over the picture."""
    height, width = picture.shape[:2]
    down = np.linspace(0, height, GRID, endpoint=False).astype(int)
    across = np.linspace(0, width, GRID, endpoint=False).astype(int)
    sums = np.add.reduceat(np.add.reduceat(picture[..., :3], down), across, axis=1)
    sizes = np.outer(np.diff([*down, height]), np.diff([*across, width]))
    found: Picture = sums / sizes[..., None]
    return found


@pytest.fixture(scope="module")
def document(
    book: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """Open the assembled book as it is to be printed."""
    path = tmp_path_factory.mktemp("document") / "book.html"
    path.write_text(assemble(book), encoding="utf-8")
    page = browser.new_page(viewport={"width": COLUMN, "height": 900})
    page.emulate_media(media="print")
    page.goto(path.as_uri())
    yield page
    page.close()


def test_no_cell_prints_over_the_next(document: Page) -> None:
    over = document.evaluate(
        """() => [...document.querySelectorAll("th, td")]
            .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
            .map((cell) => `${cell.closest("section.chapter").id}: ${cell.textContent.trim()}`)"""
    )
    assert over == []
    wide = document.evaluate("document.documentElement.scrollWidth")
    assert wide <= COLUMN, "a table is wider than the paper"


@pytest.fixture(scope="module")
def chapters(document: Page) -> list[str]:
    """Name the chapters with a figure, and leave of the document the first of each."""
    left: list[str] = document.evaluate(
        """(drawing) => {
            const found = new Map();
            for (const one of document.querySelectorAll(drawing)) {
                const { id } = one.closest("section.chapter");
                if (!found.has(id)) found.set(id, one.closest("figure"));
            }
            document.body.replaceChildren(...found.values());
            return [...found.keys()];
        }""",
        DRAWING,
    )
    return left


@pytest.fixture(scope="module")
def printed(
    document: Page, chapters: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[pypdfium2.PdfDocument]:
    """Print the drawing of each figure on a page of its own."""
    assert chapters
    document.add_style_tag(
        content=f"@page {{ size: {COLUMN}px 800px; margin: 0 }}"
        "figure { break-after: page; margin: 0 !important; padding: 0 !important }"
        "figure :not(svg, svg *, :has(svg[role=img])) { display: none }"
    )
    path = tmp_path_factory.mktemp("printed") / "figures.pdf"
    document.pdf(path=path, prefer_css_page_size=True, print_background=True)
    with pypdfium2.PdfDocument(path) as pdf:
        yield pdf


def test_a_figure_on_paper_is_the_one_in_the_page(
    chapters: list[str], printed: pypdfium2.PdfDocument, book: Path, browser: Browser
) -> None:
    assert len(chapters) >= 10
    assert "ups-and-downs" in chapters, "the map is there"
    # Without scripts a page has the forms that are printed.
    reader = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page, unlike = reader.new_page(), {}
    for number, slug in enumerate(chapters):
        # The desk's page is called index, too, and no chapter.
        (path,) = (it for it in book.glob(f"*/{slug}.html") if it.parent.name != "desk")
        page.goto(folder_address(book) + path.relative_to(book).as_posix())
        shown = imread(io.BytesIO(page.locator(DRAWING).first.screenshot()))
        height, width = shown.shape[:2]
        paper = printed[number].render(scale=96 / 72).to_numpy() / 255
        drawn = paper[: round(COLUMN * height / width), :COLUMN, ::-1]
        apart = float(np.abs(squares(shown) - squares(drawn)).mean())
        if apart > UNLIKE:
            unlike[slug] = round(apart, 3)
    reader.close()
    assert unlike == {}
