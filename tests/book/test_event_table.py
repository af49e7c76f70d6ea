"""The directive that lists a period's events, in a page built for the purpose."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from hedgelab.book.event_table import ARTICLE_KEY
from hedgelab.data import load_events, told_locator
from hedgelab.spectrum import PERIODS, POSITIONS

BIBLIOGRAPHY = Path(__file__).parents[2] / "book" / "references.bib"


class Tables(HTMLParser):
    """The rows of each event table on a page: the text of their cells, and their links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self._open = False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.ids.add(given.get("id") or "")
        if tag == "table":
            self._open = "event-table" in (given.get("class") or "")
            if self._open:
                self.tables.append([])
        if not self._open:
            return
        if tag == "tr":
            self.tables[-1].append([])
        if tag == "td":
            self.tables[-1][-1].append("")
        if tag == "a":
            self.links.append(given.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._open = False

    def handle_data(self, text: str) -> None:
        if self._open and self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += text


def build(folder: Path, text: str) -> tuple[str, str]:
    """Build a page with nothing but what the directive needs; give it, and the warnings."""
    source = folder / "source"
    source.mkdir()
    (source / "index.md").write_text(text, encoding="utf-8")
    (source / "references.bib").write_bytes(BIBLIOGRAPHY.read_bytes())
    warnings = io.StringIO()
    with docutils_namespace():
        app = Sphinx(
            *(source, None, folder / "html", folder / "doctrees", "html"),
            confoverrides={
                "extensions": ["myst_parser", "sphinxcontrib.bibtex", "hedgelab.book"],
                "bibtex_bibfiles": ["references.bib"],
                "bibtex_reference_style": "author_year",
                "smartquotes": False,
            },
            status=None,
            warning=warnings,
        )
        app.build()
    return (folder / "html" / "index.html").read_text(encoding="utf-8"), warnings.getvalue()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, str]:
    directives = "".join(f"```{{event-table}} {period}\n```\n\n" for period in PERIODS)
    text = f"# Events\n\n{directives}\n```{{bibliography}}\n```\n"
    page, warnings = build(tmp_path_factory.mktemp("events"), text)
    return Tables(page), warnings


def rows_of(built: tuple[Tables, str], period: str) -> list[list[str]]:
    table = built[0].tables[PERIODS.index(period)]
    return [cells for cells in table if cells]


@pytest.mark.slow
@pytest.mark.parametrize("period", PERIODS)
def test_a_period_lists_each_of_its_events_once_in_order_of_date(
    built: tuple[Tables, str], period: str
) -> None:
    events = load_events()
    listed = events[events["period"] == period].set_index("title")
    if period != "after-2018":
        # The others are the module's own additions, told where they are used.
        listed = listed[listed["locator"].str.len() > 0]

    rows = rows_of(built, period)

    titles = [
        title for cells in rows for title in listed.index if cells[1].strip().startswith(title)
    ]
    assert len(titles) == len(rows)
    assert sorted(titles) == sorted(listed.index)
    assert listed["start"][titles].is_monotonic_increasing


@pytest.mark.slow
@pytest.mark.parametrize("period", PERIODS)
def test_every_row_has_a_date_a_summary_and_a_source(
    built: tuple[Tables, str], period: str
) -> None:
    for when, happened, told in rows_of(built, period):
        assert re.search(r"\b(19|20)\d\d\b", when)
        assert len(happened.split()) > 10
        assert told.strip()


@pytest.mark.slow
def test_nothing_warns_and_every_citation_resolves(built: tuple[Tables, str]) -> None:
    tables, warnings = built
    assert warnings == ""
    inside = [link.removeprefix("#") for link in tables.links if link.startswith("#")]
    assert inside
    assert set(inside) <= tables.ids


@pytest.mark.slow
def test_the_table_gives_no_position_away(built: tuple[Tables, str]) -> None:
    names = [position.name.split(" (")[0].lower() for position in POSITIONS]
    for table in built[0].tables:
        text = " ".join(cell for cells in table for cell in cells).lower()
        assert [name for name in names if name in text] == []


@pytest.mark.slow
def test_a_period_that_is_none_says_which_there_are(tmp_path: Path) -> None:
    _, warnings = build(tmp_path, "# Events\n\n```{event-table} 1993-2001\n```\n")
    assert "'1993-2001' is no period" in warnings
    assert "1993-2000" in warnings


def test_every_place_in_the_article_can_be_told() -> None:
    for locator in load_events()["locator"].explode().dropna():
        assert re.fullmatch(r"[A-Z][a-z ]+, paragraph \d+", told_locator(locator))


@pytest.mark.slow
def test_the_article_is_not_cited_on_every_row(built: tuple[Tables, str]) -> None:
    """The paragraph is given instead: the whole table is from the article."""
    assert not any(ARTICLE_KEY in link for link in built[0].links)
