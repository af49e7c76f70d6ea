"""Print the built book to one PDF, with Chromium.

``python -m tools.print_book`` makes ``build/hedging-lab.pdf`` of ``_build/html``.  The
pages are put together in the order of the contents.  Each widget becomes its static
form, a board a worksheet to fill in by hand.  What a reader of the page opens on
purpose, the readings of a board or the answers of a reading check, stands in an
appendix.  It is printed several times: a print tells on which page each heading falls, and
which chapters end on a page that is nearly empty, and so are set a little tighter.
"""

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pypdfium2
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from hedgelab.in_page import GROUND, WIDGETS, sheet_of
from hedgelab.palette import SPECTRUM_SHADES
from hedgelab.whole_files import write_changed
from tools.chromium import ARGUMENTS, HOW_TO_GET_ONE, installed_chromium

_CHECKOUT = Path(__file__).parents[1]
_STYLE = Path(__file__).with_suffix(".css")

APPENDIX = "appendix"
CONTENTS = "contents"

_PASSES = 8  # the second has the numbers; the others are for what they, or tighter lines, moved

_TIGHT = ("tight", "tighter")  # classes of the style sheet, one after the other

_NEARLY_EMPTY = 8  # lines, the head and the number of the page among them

# The same book gives the same bytes, whenever it is printed.
_DATED = re.compile(rb"(?<=Date \(D:)\d{14}(?=\+00'00'\))")
_MOMENT = b"19800101000000"

_ONLY_ON_SCREEN = (
    "script, a.headerlink, button, svg.hedgelab-narrow, .sd-summary-state-marker, p.lab-files, "
    "p.page-links, .hedgelab-state, .only-narrow"
)


class PrintError(Exception):
    """The book can't be printed; the message says why and what to do."""


@dataclass
class Chapter:
    """A page of the book as it is printed.

    Attributes
    ----------
    path : Path
        The page's file.
    title : str
        Its heading, after its number if it has one.
    part : str
        The part that it opens, if it does.
    body : Tag
        What it says.
    """

    path: Path
    title: str
    body: Tag
    part: str = ""

    @property
    def slug(self) -> str:
        """Give what the ids in the chapter begin with."""
        return self.path.stem

    def sections(self) -> Iterator[tuple[str, str]]:
        """Give the id and the text of each heading below the title."""
        for heading in self.body("h2"):
            place = heading if heading.get("id") else heading.find_parent(id=True)
            if place is not None:
                yield str(place["id"]), heading.get_text(" ", strip=True)


@dataclass
class Held:
    """What is kept for the appendix.

    Attributes
    ----------
    place : str
        Its id there.
    chapter : Chapter
        Where it comes from.
    title : str
        What it is called.
    content : Tag
        What it says.
    """

    place: str
    chapter: Chapter
    title: str
    content: Tag


def assemble(book: Path) -> str:
    """Give the whole book as one HTML document, with empty places for page numbers.

    Parameters
    ----------
    book : Path
        The folder of the built book.

    Raises
    ------
    PrintError
        If the folder holds no book.
    """
    chapters = _chapters(book)
    slugs = {chapter.slug for chapter in chapters}
    held: list[Held] = []
    figures = 0
    for chapter in chapters:
        _make_ids_unique(chapter, slugs)
        for widget in chapter.body.select(".hedgelab-widget"):
            _print_widget(widget, chapter, held)
        for fold in chapter.body.select("details.hedgelab-fold"):
            _open(fold)
        for opened in chapter.body("details"):
            _hold(opened, chapter, held)
        for caption in chapter.body("caption"):
            _put_before(caption)
        for figure in chapter.body("figure"):
            figures += 1
            _number(figure, figures)
        for left in chapter.body.select(_ONLY_ON_SCREEN):
            left.decompose()
    for one in held:
        for caption in one.content("caption"):
            _put_before(caption)
    parts = [_cover(chapters[0]), _contents(chapters, held)]
    parts += [_printed(chapter) for chapter in chapters]
    parts += [_appendix(held)] if held else []
    heads = {chapter.slug: chapter.title for chapter in chapters} | {APPENDIX: _APPENDIX_TITLE}
    title = escape(chapters[0].title)
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_styles()}\n{_running_heads(heads)}</style></head>"
        f"<body>{''.join(parts)}</body></html>"
    )


def _styles() -> str:
    """Give what styles the widgets' static forms in the book's pages, and then what paper needs."""
    sheets = (*(sheet_of(name) for name in (GROUND, *WIDGETS)), _STYLE)
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def _soup(markup: str | bytes) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def _element(markup: str) -> Tag:
    """Make the one element that the markup holds."""
    element = _soup(markup).find(True)
    assert isinstance(element, Tag)
    return element.extract()


def _chapters(book: Path) -> list[Chapter]:
    """Give the pages in the order of the contents, which every page has beside it."""
    start = book / "index.html"
    if not start.is_file():
        raise PrintError(f"There is no built book in {book}: run 'make book' first.")
    onward = _soup(start.read_bytes()).select_one("meta[http-equiv=Refresh i]")
    if onward is not None:
        start = book / str(onward["content"]).partition("url=")[2]
    contents = _soup(start.read_bytes()).select_one("nav.bd-links")
    if contents is None:
        raise PrintError(f"{start} has no list of the book's pages beside it.")

    chapters = [_chapter(start)]
    part = ""
    for entry in contents.select("p.caption, a.reference.internal"):
        if entry.name == "p":
            part = entry.get_text(strip=True)
        elif (path := start.parent / str(entry["href"])).is_file() and path != start:
            chapter = _chapter(path)
            chapter.part, part = part, ""
            chapters.append(chapter)
    return chapters


def _chapter(path: Path) -> Chapter:
    soup = _soup(path.read_bytes())
    body = soup.select_one("article.bd-article")
    title = None if body is None else body.h1
    if body is None or title is None:
        raise PrintError(f"{path} has no article with a title.")
    for link in title("a"):
        link.decompose()
    return Chapter(path, title.get_text(" ", strip=True), body)


def _make_ids_unique(chapter: Chapter, slugs: set[str]) -> None:
    """Make places and links of one page those of one chapter in a book."""
    for tag in chapter.body.select("[id]"):
        # A drawing points to its own parts.
        if tag.find_parent("svg") is None:
            tag["id"] = f"{chapter.slug}--{tag['id']}"
    for link in chapter.body.select("a[href]"):
        address = urlsplit(str(link["href"]))
        if address.scheme or address.netloc:
            continue
        slug = Path(unquote(address.path)).stem if address.path else chapter.slug
        if slug in slugs:
            link["href"] = f"#{slug}--{address.fragment}" if address.fragment else f"#{slug}"
        else:
            link.unwrap()  # a file to download, an index: not in print
    for image in chapter.body.select("img[src]"):
        image["src"] = (chapter.path.parent / unquote(str(image["src"]))).resolve().as_uri()


def _print_widget(widget: Tag, chapter: Chapter, held: list[Held]) -> None:
    """Put a widget's static form in its place."""
    fallback = widget.select_one(".hedgelab-fallback")
    state = widget.select_one(".hedgelab-state")
    if fallback is None or state is None:
        raise PrintError(f"{chapter.slug}: a widget has no static form to print.")
    sheet, readings = fallback.select_one(".board-sheet"), fallback.select_one(".board-readings")
    if sheet is not None:
        told = json.loads(state.get_text())
        _make_worksheet(sheet, told)
        if readings is not None:
            for lead in readings("p", recursive=False):
                lead.decompose()
            _hold(readings, chapter, held, f"Readings: {told['sheet']['title']}")
    widget.replace_with(fallback)
    fallback.unwrap()


def _make_worksheet(sheet: Tag, told: dict[str, dict[str, str]]) -> None:
    """Make of a board's table a sheet to fill in by hand."""
    definitions, table = sheet.ol, sheet.table
    assert definitions is not None
    assert table is not None
    names = [name.get_text() for name in definitions("strong")]
    key = " · ".join(f"{number} {escape(name)}" for number, name in enumerate(names, 1))
    head = _soup(
        f'<p class="sheet-title">Worksheet: {escape(told["sheet"]["title"])}</p>'
        f"<p>{escape(told['sheet']['instructions'])} Write a number into the last column.</p>"
        f'<p class="sheet-key">{key}</p>'
    )
    sheet.clear()
    sheet["class"] = "worksheet"
    sheet.extend([*head.contents, table])


def _open(fold: Tag) -> None:
    """Leave of a fold what is in it: on paper the verdict stands where the board does."""
    if fold.summary is not None:
        fold.summary.decompose()
    fold.unwrap()


def _hold(part: Tag, chapter: Chapter, held: list[Held], title: str = "") -> None:
    """Take a part out of a chapter for the appendix, and leave a line that leads there."""
    summary = part.summary
    if summary is not None:
        # What a folded cell says when it is open.
        for other in summary.select(".expanded"):
            other.decompose()
        title = summary.get_text(" ", strip=True)
        summary.decompose()
    place = f"{APPENDIX}-{len(held) + 1}"
    line = _element(
        f'<p class="to-appendix">{escape(title)}: '
        f'<a href="#{place}">page <span data-page-of="{place}">000</span></a></p>'
    )
    part.replace_with(line)
    held.append(Held(place, chapter, title, part))


def _number(figure: Tag, number: int) -> None:
    """Give a figure its number, before its caption if it has one."""
    figure["id"] = figure.get("id") or f"figure-{number}"
    caption = figure.figcaption
    if caption is None:
        caption = _element("<figcaption></figcaption>")
        figure.append(caption)
    for other in caption.select(".caption-number"):
        other.decompose()
    caption.insert(0, _element(f'<span class="figure-number">Figure {number}</span>'))


def _put_before(caption: Tag) -> None:
    """Make a table's caption a paragraph before it, which Chromium keeps with the table."""
    table = caption.find_parent("table")
    assert table is not None
    caption.name = "p"
    caption["class"] = "table-title"
    table.insert_before(caption.extract())


_APPENDIX_TITLE = "Appendix: readings and answers"


def _cover(first: Chapter) -> str:
    bars = "".join(
        f'<span style="background:{shade.light}"></span>' for shade in SPECTRUM_SHADES.values()
    )
    return (
        f'<section class="cover"><div class="cover-spectrum" aria-hidden="true">{bars}</div>'
        f'<p class="cover-title">{escape(first.title)}</p>'
        "<p>A teaching module after Anar Valiyev and Narmina Mamishova, “Azerbaijan’s foreign "
        "policy towards Russia since independence”, subtitled “compromise achieved” (2019)</p>"
        '<p class="cover-authors">The Hedging Lab authors</p>'
        '<p class="cover-terms">Text and figures: CC BY 4.0. Code: MIT. An independent teaching '
        "module; the article’s authors and publisher have no part in it.</p></section>"
    )


def _contents(chapters: list[Chapter], held: list[Held]) -> str:
    lines = []
    for chapter in chapters:
        if chapter.part:
            lines.append(f'<li class="contents-part">{escape(chapter.part)}</li>')
        lines.append(_entry("contents-chapter", chapter.slug, chapter.title))
        lines += [_entry("contents-section", *section) for section in chapter.sections()]
    if held:
        lines.append(_entry("contents-chapter contents-appendix", APPENDIX, _APPENDIX_TITLE))
    return (
        f'<nav class="contents" id="{CONTENTS}" aria-label="Contents"><h1>Contents</h1>'
        f"<ol>{''.join(lines)}</ol></nav>"
    )


def _entry(kind: str, place: str, text: str) -> str:
    return (
        f'<li class="{kind}"><a href="#{place}"><span class="contents-text">{escape(text)}</span>'
        f'<span class="contents-page" data-page-of="{place}">000</span></a></li>'
    )


def _printed(chapter: Chapter) -> str:
    return (
        f'<section class="chapter" id="{chapter.slug}" style="page:{_page_name(chapter.slug)}">'
        f"{chapter.body.decode_contents()}</section>"
    )


def _appendix(held: list[Held]) -> str:
    parts, last = [], None
    for one in held:
        if one.chapter is not last:
            parts.append(f"<h2>{escape(one.chapter.title)}</h2>")
            last = one.chapter
        parts.append(
            f'<section id="{one.place}" class="held"><h3>{escape(one.title)}</h3>'
            f"{one.content.decode_contents()}</section>"
        )
    return (
        f'<section class="chapter" id="{APPENDIX}" style="page:{_page_name(APPENDIX)}">'
        f"<h1>{_APPENDIX_TITLE}</h1><p>What the chapters ask you to find first. Each part is "
        f"in the order of the book.</p>{''.join(parts)}</section>"
    )


def _page_name(slug: str) -> str:
    return f"of-{slug}"


def _running_heads(heads: dict[str, str]) -> str:
    return "\n".join(
        f"@page {_page_name(slug)} {{ @top-left {{ content: {_quoted(head)} }} }}"
        for slug, head in heads.items()
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def pages_of(pdf: Path) -> dict[str, int]:
    """Give the page on which each place stands that a link of the PDF leads to."""
    reader = PdfReader(pdf)
    return {
        name.removeprefix("/"): (reader.get_destination_page_number(place) or 0) + 1
        for name, place in reader.named_destinations.items()
    }


def print_pdf(document: str, pdf: Path) -> int:
    """Print an assembled book, with the page numbers in its contents.

    Parameters
    ----------
    document : str
        What `assemble` gives.
    pdf : Path
        The file to write.

    Returns
    -------
    int
        The number of pages.

    Raises
    ------
    PrintError
        If there is no browser, or the pages do not come to rest.
    """
    browser = installed_chromium()
    if browser is None:
        raise PrintError(HOW_TO_GET_ONE)
    pdf.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        source, unfinished = Path(folder, "book.html"), Path(folder, "book.pdf")
        chromium = playwright.chromium.launch(executable_path=browser, args=[*ARGUMENTS])
        page = chromium.new_page(color_scheme="light")
        numbers: dict[str, int] = {}
        tight: Counter[str] = Counter()
        for _ in range(_PASSES):
            # Loaded anew: a page that is changed and printed again may break elsewhere.
            source.write_text(_filled_in(document, numbers, tight), encoding="utf-8")
            page.goto(source.as_uri())
            page.pdf(path=unfinished, prefer_css_page_size=True, outline=True, tagged=True)
            found, ending = pages_of(unfinished), ending_nearly_empty(unfinished)
            more = [place for place in ending if tight[place] < len(_TIGHT)]
            if found == numbers and not more:
                break
            numbers = found
            tight.update(more)
        else:
            raise PrintError("The page numbers do not come to rest: the contents keep moving.")
        chromium.close()
        count = len(PdfReader(unfinished).pages)
        write_changed(pdf, _DATED.sub(_MOMENT, unfinished.read_bytes()))
    return count


def ending_nearly_empty(pdf: Path) -> set[str]:
    """Name the parts of a printed book whose last page holds a few lines and no more."""
    places = pages_of(pdf)
    starts = {CONTENTS: 2} | {place: page for place, page in places.items() if "--" not in place}
    pages = sorted((page, place) for place, page in starts.items() if not _is_held(place))
    with pypdfium2.PdfDocument(pdf) as printed:
        ends = [page - 1 for page, _ in pages[1:]] + [len(printed)]
        return {
            place
            for (start, place), end in zip(pages, ends, strict=True)
            if end > start and _lines(printed[end - 1]) < _NEARLY_EMPTY
        }


def _is_held(place: str) -> bool:
    return place.startswith(f"{APPENDIX}-")


def _lines(page: pypdfium2.PdfPage) -> int:
    return len(page.get_textpage().get_text_range().split("\n"))


def _filled_in(document: str, numbers: dict[str, int], tight: Counter[str]) -> str:
    """Give the document with the page numbers that are known, and with what is set tighter."""

    def number(found: re.Match[str]) -> str:
        return f"{found[1]}{numbers.get(found[2], '000')}<"

    def closer(found: re.Match[str]) -> str:
        return f"{found[1]} {' '.join(_TIGHT[: tight[found[3]]])}{found[2]}"

    document = re.sub(
        r'(<(?:section|nav) class="(?:chapter|contents))(" id="([^"]+)")', closer, document
    )
    return re.sub(r'(<span[^>]* data-page-of="([^"]+)">)000<', number, document)


def main() -> int:
    """Print the book of this checkout, and say where it is."""
    pdf = _CHECKOUT / "build" / "hedging-lab.pdf"
    try:
        count = print_pdf(assemble(_CHECKOUT / "_build" / "html"), pdf)
    except PrintError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{pdf.relative_to(_CHECKOUT)}: {count} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
