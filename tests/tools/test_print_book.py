"""The printed book, on a small made-up one: contents, bookmarks, worksheets and appendix."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from pypdf.generic import Destination

from hedgelab.in_page import WIDGETS, sheet_of
from tools.print_book import PrintError, assemble, ending_nearly_empty, pages_of, print_pdf

STATE = {"sheet": {"title": "Four <acts>", "instructions": "Choose the side first."}}

BOARD = f"""
<div class="hedgelab-widget" data-module="board">
<script type="application/json" class="hedgelab-state">{json.dumps(STATE)}</script>
<div class="hedgelab-fallback">
<div class="board-sheet">
<p>The positions:</p>
<ol><li><strong>Refusal</strong>: no.</li><li><strong>Assent</strong>: yes.</li></ol>
<table><thead><tr><th>Date</th><th>Event</th><th>Summary</th><th>Your position</th></tr></thead>
<tbody><tr><td>1999</td><td>A pact lapses</td><td>Nobody renews it.</td><td></td></tr></tbody>
</table></div>
<div class="board-readings"><p><strong>Readings</strong></p>
<table><thead><tr><th>Event</th><th>Reading</th><th>Why</th></tr></thead>
<tbody><tr><td>A pact lapses</td><td>Refusal</td><td>SECRETREASON</td></tr></tbody></table>
</div></div></div>
"""

CHECK = """
<div class="hedgelab-widget" data-module="reading_check">
<script type="application/json" class="hedgelab-state">{}</script>
<div class="hedgelab-fallback"><ol><li><p>Which of the two?</p></li></ol>
<details><summary>The answers</summary><p>SECRETANSWER</p></details></div></div>
"""

FOLDED = """
<p class="lab-files"><a href="data:application/x-ipynb+json;base64,e30=">Download it</a></p>
<details class="hide"><summary><p class="collapsed">Solution</p><p class="expanded">Hide it</p>
</summary><p>SECRETSOLUTION</p></details>
"""

FIGURE = '<figure><svg role="img" aria-label="One" viewBox="0 0 9 9"></svg></figure>'

LINES = 65  # two more than two pages hold

CAPTIONED = (
    "<table><caption>One word</caption><thead><tr><th>Head</th></tr></thead>"
    "<tbody><tr><td>Cell</td></tr></tbody></table>"
)

PAGES = {
    "index": ("Small book", "<p>Welcome. See <a href='one.html#deep'>the deep part</a>.</p>"),
    "one": (
        '<span class="section-number">1. </span>One',
        f"<section id='first'><h2>First<a class='headerlink' href='#first'>#</a></h2>{FIGURE}"
        f"<div style='height:900mm'></div></section><section id='deep'><h2>Deep</h2>{BOARD}"
        "<p><a href='https://example.org/away'>away</a> <a href='table.csv'>file</a></p></section>",
    ),
    "spilling": ("Spilling", "<p>A line.</p>" * LINES),
    "two": (
        "Two",
        f"<section id='first'><h2>First again</h2>{FIGURE}{CHECK}{FOLDED}{CAPTIONED}</section>",
    ),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    html = tmp_path_factory.mktemp("html")
    (html / "book").mkdir()
    nav = (
        '<nav class="bd-links"><ul><li><a class="reference internal" href="index.html">S</a></li>'
        '</ul><p class="caption">Part the first</p>'
        '<a class="reference internal" href="one.html">One</a>'
        '<p class="caption">Part the second</p>'
        '<a class="reference internal" href="spilling.html">Spilling</a>'
        '<a class="reference internal" href="two.html">Two</a></nav>'
    )
    for name, (title, body) in PAGES.items():
        (html / "book" / f"{name}.html").write_text(
            f'<html><body>{nav}<article class="bd-article"><section id="top"><h1>{title}'
            f'<a class="headerlink" href="#top">#</a></h1>{body}</section></article>',
            encoding="utf-8",
        )
    (html / "index.html").write_text(
        '<meta http-equiv="Refresh" content="0; url=book/index.html">', encoding="utf-8"
    )
    return html


@pytest.fixture(scope="module")
def document(book: Path) -> BeautifulSoup:
    return BeautifulSoup(assemble(book), "html.parser")


@pytest.fixture(scope="module")
def pdf(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "book.pdf"
    print_pdf(assemble(book), path)
    return path


def text_of(pdf: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]


def test_a_board_is_a_worksheet_and_its_readings_are_at_the_back(document: BeautifulSoup) -> None:
    sheet = document.select_one("#one .worksheet")
    assert sheet is not None
    assert "Worksheet: Four <acts>" in sheet.get_text()
    assert "1 Refusal · 2 Assent" in sheet.get_text()
    assert [cell.get_text() for cell in sheet("td")][-1] == ""
    one, two = document.select_one("#one"), document.select_one("#two")
    back = document.select_one("#appendix")
    assert one is not None
    assert two is not None
    assert back is not None
    assert "SECRET" not in one.get_text() + two.get_text()
    assert [held.h3.get_text() for held in back.select(".held") if held.h3] == [
        "Readings: Four <acts>",
        "The answers",
        "Solution",
    ]
    assert "SECRETREASON" in back.get_text()
    assert "SECRETANSWER" in back.get_text()
    assert "SECRETSOLUTION" in back.get_text()
    assert "Download it" not in document.get_text()
    assert not document("script")


def test_figures_are_numbered_through_the_book(document: BeautifulSoup) -> None:
    assert [number.get_text() for number in document.select("figcaption")] == [
        "Figure 1",
        "Figure 2",
    ]


def test_a_caption_stands_before_its_table_where_no_page_can_part_them(
    document: BeautifulSoup,
) -> None:
    assert not document("caption")
    title = document.select_one(".table-title")
    assert title is not None
    assert title.get_text() == "One word"
    assert title.find_next_sibling() is document.select_one("#two table")


def test_what_styles_a_widget_in_a_page_styles_it_on_paper(document: BeautifulSoup) -> None:
    assert document.style is not None
    for widget in WIDGETS:
        assert sheet_of(widget).read_text(encoding="utf-8") in document.style.get_text()


def test_links_lead_to_places_in_the_same_document_or_away(document: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in document.select("[id]")]
    assert len(ids) == len(set(ids))
    links = [str(link["href"]) for link in document.select("a[href]")]
    assert "#one--deep" in links
    assert {link for link in links if not link.startswith("#")} == {"https://example.org/away"}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


@pytest.mark.browser
def test_the_contents_name_the_page_on_which_each_heading_stands(pdf: Path) -> None:
    pages = text_of(pdf)
    contents = pages[1]
    places = pages_of(pdf)
    for entry, place in {
        "1. One": "one",
        "Deep": "one--deep",
        "Two": "two",
        "Appendix: readings and answers": "appendix",
    }.items():
        assert f"{entry} {places[place]} " in f"{contents} "
        assert entry in pages[places[place] - 1]
    assert places["one--deep"] > places["one"] + 2
    assert "000" not in " ".join(pages)


@pytest.mark.browser
def test_no_chapter_leaves_a_few_lines_on_a_page_of_their_own(pdf: Path) -> None:
    places = pages_of(pdf)
    assert places["two"] - places["spilling"] == 2
    assert " ".join(text_of(pdf)).count("A line.") == LINES
    assert ending_nearly_empty(pdf) <= {"contents", "appendix"}


@pytest.mark.browser
def test_it_tells_no_time_of_printing(pdf: Path) -> None:
    told = PdfReader(pdf).metadata
    assert told is not None
    assert told.creation_date == told.modification_date == datetime(1980, 1, 1, tzinfo=UTC)


@pytest.mark.browser
def test_every_heading_is_a_bookmark_on_its_page(pdf: Path) -> None:
    reader = PdfReader(pdf)
    places = pages_of(pdf)
    marks = {mark.title: reader.get_destination_page_number(mark) for mark in _flat(reader.outline)}
    assert list(marks)[:5] == ["Contents", "Small book", "1. One", "First", "Deep"]
    assert marks["Deep"] == places["one--deep"] - 1
    assert {"Two", "First again", "Readings: Four <acts>"} <= set(marks)


def _flat(outline: Sequence[object]) -> Iterator[Destination]:
    for mark in outline:
        if isinstance(mark, list):
            yield from _flat(mark)
        elif isinstance(mark, Destination):
            yield mark


@pytest.mark.browser
def test_pages_are_a4_with_their_chapter_above_and_their_number_below(pdf: Path) -> None:
    reader = PdfReader(pdf)
    assert {tuple(round(side) for side in page.mediabox[2:]) for page in reader.pages} == {
        (595, 842)
    }
    pages = text_of(pdf)
    for number, text in enumerate(pages[1:], 2):
        assert text.startswith(f"{number} ") or text.endswith(f" {number}") or f" {number} " in text
    deep = pages_of(pdf)["one--deep"]
    assert "1. One" in pages[deep - 1]
    assert "1" not in pages[0].replace("2019", "").split()


@pytest.mark.browser
def test_links_out_of_the_book_are_kept(pdf: Path) -> None:
    addresses = {
        annotation.get_object().get("/A", {}).get("/URI")
        for page in PdfReader(pdf).pages
        for annotation in page.get("/Annots", [])
    }
    assert "https://example.org/away" in addresses


def test_where_there_is_no_book_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PrintError, match="run 'make book' first"):
        assemble(tmp_path)
