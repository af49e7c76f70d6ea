"""Previews of terms and citations, in a small book that Sphinx builds for the purpose."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from tests.hosted import Reader, faults, launched, reading

pytestmark = pytest.mark.slow

CHAPTER = """\
# Chapter

Here {term}`hedging` comes up, and {term}`alignments <alignment>`, as {cite:t}`walt1987` says.

Again {term}`hedging`; and [the list](../list) is a plain link.

<div style="height: 3000px"></div>
"""
WORDS = """\
# Words

```{glossary}
alignment
  Whom a state stands with. See {term}`hedging`, and <span hidden>more</span>.

hedging
strategic hedging
  *Several* policies at the same time. {cite:p}`walt1987`

  They lean in different ways.
```
"""
WORKS = """\
@book{walt1987, author = {Walt, Stephen}, title = {The Origins of Alliances},
  publisher = {Cornell}, year = {1987}}
"""
PAGES = {
    "index.md": "# Book\n\n```{toctree}\npart/chapter\npart/words\nlist\nplain\n```\n",
    "part/chapter.md": CHAPTER,
    "part/words.md": WORDS,
    "list.md": "# List\n\n```{bibliography}\n:all:\n```\n",
    "plain.md": "# Plain\n\nNo terms, no works, a [link](part/words).\n",
    "works.bib": WORKS,
}
HEDGING = "Several policies at the same time."


def build(folder: Path) -> str:
    """Build the book, and give the warnings."""
    warnings = io.StringIO()
    with docutils_namespace():
        Sphinx(
            *(folder / "source", None, folder / "html", folder / "doctrees", "html"),
            confoverrides={
                "extensions": ["myst_parser", "sphinxcontrib.bibtex", "hedgelab.book"],
                "bibtex_bibfiles": ["works.bib"],
                "bibtex_reference_style": "author_year",
                "html_theme": "basic",
                "language": "en",
            },
            status=None,
            warning=warnings,
        ).build()
    return warnings.getvalue()


def write_source(folder: Path) -> None:
    for name, text in PAGES.items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("previews")
    write_source(folder)
    assert build(folder) == ""
    return folder / "html"


def carried(book: Path, page: str) -> dict[str, Any]:
    """Read the previews in a page as its script would."""
    text = (book / f"{page}.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="hedgelab-previews">(.*)</script>', text)
    return dict(json.loads(found[1])) if found else {}


def told(preview: dict[str, Any]) -> str:
    return "".join("".join(run) for run in preview["text"])


def test_a_page_carries_what_its_links_point_to_and_no_more(book: Path) -> None:
    work, *terms = sorted(carried(book, "part/chapter"))
    assert terms == ["words.html#term-alignment", "words.html#term-hedging"]
    assert re.fullmatch(r"\.\./list\.html#\S+", work)
    for address in (work, *terms):
        page, _, target = address.partition("#")
        assert f'id="{target}"' in (book / "part" / page).read_text(encoding="utf-8")
    assert carried(book, "plain") == {}
    assert "glossary-preview.js" not in (book / "plain.html").read_text(encoding="utf-8")


def test_a_definition_keeps_its_words_its_paragraphs_and_its_emphasis(book: Path) -> None:
    previews = carried(book, "part/chapter")
    assert previews["words.html#term-hedging"] == {
        "head": "hedging, strategic hedging",
        "text": [
            ["Several"],
            " policies at the same time. [Walt, 1987]",
            " They lean in different ways.",
        ],
    }
    alignment = told(previews["words.html#term-alignment"])
    assert alignment == "Whom a state stands with. See hedging, and more."


def test_a_page_of_terms_carries_those_that_it_points_to_within_itself(book: Path) -> None:
    own = [address for address in carried(book, "part/words") if address.startswith("#")]
    assert own == ["#term-hedging"]


def test_a_work_has_its_title_in_italics(book: Path) -> None:
    previews = carried(book, "part/chapter")
    (preview,) = (it for address, it in previews.items() if "list.html" in address)
    assert preview["text"][1] == ["The Origins of Alliances"]


def test_a_definition_that_changes_is_carried_anew(tmp_path: Path) -> None:
    write_source(tmp_path)
    build(tmp_path)
    words = tmp_path / "source" / "part" / "words.md"
    words.write_text(WORDS.replace("Whom a state", "With whom a state"), encoding="utf-8")
    build(tmp_path)
    alignment = carried(tmp_path / "html", "part/chapter")["words.html#term-alignment"]
    assert told(alignment).startswith("With whom a state stands")


# --------------------------------------------------------------- the reader


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Reader]:
    with reading(chromium) as reader:
        yield reader


def term(page: Page, number: int = 0) -> Locator:
    return page.locator("a:has(.std-term)").nth(number)


def shown(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def chapter(reader: Reader, book: Path) -> Page:
    page = reader.opens(book / "part" / "chapter.html")
    # Previews come with the scripts that a page puts off.
    expect(page.locator("html:not([data-opening])")).to_be_attached()
    return page


@pytest.mark.browser
def test_a_preview_comes_on_hover_and_goes_with_the_pointer(reader: Reader, book: Path) -> None:
    page = chapter(reader, book)
    expect(shown(page)).to_have_count(0)
    term(page).hover()
    expect(shown(page)).to_contain_text(HEDGING)
    page.mouse.move(5, 700)
    expect(shown(page)).to_have_count(0)


@pytest.mark.browser
def test_the_pointer_may_go_into_the_preview_and_stay(reader: Reader, book: Path) -> None:
    page = chapter(reader, book)
    # The clock is the page's own: the test moves it, and waits for nothing.
    page.clock.install()
    term(page).hover()
    page.clock.run_for(1000)
    expect(shown(page)).to_be_visible()
    box = shown(page).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.clock.run_for(5000)
    expect(shown(page)).to_be_visible()
    page.mouse.move(5, 700)
    page.clock.run_for(1000)
    expect(shown(page)).to_have_count(0)


@pytest.mark.browser
def test_a_pointer_that_passes_over_opens_nothing(reader: Reader, book: Path) -> None:
    page = chapter(reader, book)
    page.clock.install()
    term(page).hover()
    page.clock.run_for(50)
    expect(shown(page)).to_have_count(0)
    page.mouse.move(5, 700)
    page.clock.run_for(5000)
    expect(shown(page)).to_have_count(0)


@pytest.mark.browser
def test_by_keyboard_it_comes_with_the_focus_and_escape_sends_it_away(
    reader: Reader, book: Path
) -> None:
    page = chapter(reader, book)
    while not term(page).evaluate("node => node === document.activeElement"):
        page.keyboard.press("Tab")
    expect(shown(page)).to_contain_text(HEDGING)
    page.keyboard.press("Escape")
    expect(shown(page)).to_have_count(0)
    expect(term(page)).to_be_focused()

    page.keyboard.press("Tab")
    expect(shown(page)).to_contain_text("Whom a state stands with.")
    page.keyboard.press("Tab")
    expect(shown(page)).to_contain_text("The Origins of Alliances")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/words.html#term-alignment")


@pytest.mark.browser
def test_escape_also_sends_away_what_hangs_under_a_resting_pointer(
    reader: Reader, book: Path
) -> None:
    page = chapter(reader, book)
    term(page).hover()
    expect(shown(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(shown(page)).to_have_count(0)


@pytest.mark.browser
def test_a_tap_shows_it_the_next_follows_and_one_elsewhere_closes(
    chromium: Browser, book: Path
) -> None:
    with reading(chromium, has_touch=True, viewport={"width": 360, "height": 700}) as reader:
        page = chapter(reader, book)
        term(page).tap()
        expect(shown(page)).to_contain_text(HEDGING)
        expect(shown(page)).to_contain_text("Tap again to go there.")
        page.get_by_role("heading", name="Chapter").tap()
        expect(shown(page)).to_have_count(0)
        assert page.url.endswith("chapter.html")

        term(page, 1).tap()
        expect(shown(page)).to_contain_text("Whom a state stands with.")
        term(page, 1).tap()
        page.wait_for_url("**/words.html#term-alignment")


@pytest.mark.browser
def test_a_link_is_described_once_and_nothing_is_announced(reader: Reader, book: Path) -> None:
    page = chapter(reader, book)
    for link in (term(page), term(page, 2)):
        expect(link).to_have_accessible_description(re.compile(f"hedging.*{HEDGING}"))
        expect(link).not_to_have_attribute("title", re.compile("."))
    cited = page.locator(".bibtex-citation a")
    expect(cited).to_have_accessible_description(re.compile("The Origins of Alliances"))
    expect(cited).not_to_have_attribute("title", re.compile("."))
    live = "[aria-live], [role=status], [role=alert], [role=log]"
    assert page.locator(".hedgelab-preview").filter(has=page.locator(live)).count() == 0
    expect(page.get_by_role("link", name="the list")).not_to_have_attribute(
        "aria-describedby", re.compile(".")
    )


@pytest.mark.browser
@pytest.mark.parametrize("block", ["start", "end"])
@pytest.mark.parametrize("width", [1280, 320])
def test_it_lies_in_the_window_and_beside_its_link(
    chromium: Browser, book: Path, width: int, block: str
) -> None:
    with reading(chromium, viewport={"width": width, "height": 500}) as reader:
        page = chapter(reader, book)
        page.get_by_role("main").evaluate("node => { node.style.paddingTop = '600px'; }")
        link = term(page)
        link.evaluate("(node, block) => node.scrollIntoView({ block })", block)
        before = faults(page)
        link.hover()
        expect(shown(page)).to_be_visible()
        box, line = shown(page).bounding_box(), link.bounding_box()
        assert box is not None
        assert line is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 500
        below = box["y"] - (line["y"] + line["height"])
        above = line["y"] - (box["y"] + box["height"])
        assert 0 <= (below if block == "start" else above) < 12
        assert faults(page) == before


@pytest.mark.browser
def test_on_paper_there_are_no_previews(reader: Reader, book: Path) -> None:
    page = chapter(reader, book)
    term(page).hover()
    expect(shown(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".hedgelab-preview").first).to_be_hidden()
