"""The book as a whole: every act and claim has its place, and everything pointed to is there."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from hedgelab.data import load_claims, load_events

pytestmark = pytest.mark.built

CHECKOUT = Path(__file__).parents[2]

CHAPTERS = (
    "introduction",
    "framework",
    "ups-and-downs",
    "deeds-1993-2000",
    "deeds-2000-2008",
    "deeds-since-2008",
    "explaining",
    "conclusion",
    "what-came-after",
    "where-it-ends",
)

CHAPTER_OF = {
    "1991-1993": "introduction",
    "1993-2000": "deeds-1993-2000",
    "2000-2008": "deeds-2000-2008",
    "2008-2018": "deeds-since-2008",
    "after-2018": "what-came-after",
}
LEFT_OUT = "where-it-ends"
NO_BOARD = {"introduction"}  # it tells how the article places its acts

PARTS = ("opening", "key terms", "reading check", "summary", "citation")

ROLE_LEFT_OVER = re.compile(r"\{(?:term|cite(?::\w+)?|ref|numref|doc|eq|download)\}")

# What Sphinx makes of straight quotes, and back.
PLAIN_QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2026: "..."}

Page = Callable[[str], BeautifulSoup]


@pytest.fixture(scope="session")
def page(built_book: Path) -> Page:
    """Give a reader of pages: by the path in the book, without ``.html``."""

    @cache
    def read(name: str) -> BeautifulSoup:
        return BeautifulSoup((built_book / f"{name}.html").read_bytes(), "html.parser")

    return read


@pytest.fixture(scope="session")
def names(built_book: Path) -> list[str]:
    """Give the pages of the book."""
    pages = sorted(it for it in built_book.rglob("*.html") if it.parent.name != "desk")
    return [path.relative_to(built_book).with_suffix("").as_posix() for path in pages]


def flat(text: str) -> str:
    """Give a text with plain quotes and single spaces."""
    return " ".join(text.translate(PLAIN_QUOTES).split())


def chapter_of(event: Mapping[Any, Any]) -> str:
    is_left_out = not event["locator"] and event["period"] != "after-2018"
    return LEFT_OUT if is_left_out else CHAPTER_OF[str(event["period"])]


def widgets(soup: BeautifulSoup, module: str) -> Iterator[Mapping[Any, Any]]:
    """Give the states of a page's widgets of one kind."""
    for state in soup.select(f'.hedgelab-widget[data-module="{module}"] > .hedgelab-state'):
        yield json.loads(state.text)


def content(soup: BeautifulSoup) -> Tag:
    article = soup.select_one("article.bd-article")
    assert article is not None
    return article


def test_every_source_page_is_in_the_book(names: list[str]) -> None:
    written = {f"book/{path.stem}" for path in (CHECKOUT / "book").glob("*.md")}
    written |= {f"notebooks/{path.stem}" for path in (CHECKOUT / "notebooks").glob("*.ipynb")}
    assert written <= set(names), f"not in _toc.yml: {sorted(written - set(names))}"


def test_every_event_is_listed_in_the_chapter_of_its_period(page: Page) -> None:
    listed = {
        chapter: {
            flat(title.get_text())
            for title in page(f"book/{chapter}").select("table.event-table td strong")
        }
        for chapter in {*CHAPTER_OF.values(), LEFT_OUT}
    }
    missing = [
        f"{event['event_id']} in {chapter_of(event)}"
        for event in load_events().to_dict("records")
        if flat(str(event["title"])) not in listed[chapter_of(event)]
    ]
    assert not missing


def test_every_event_can_be_sorted_in_the_chapter_of_its_period(page: Page) -> None:
    on_boards = {
        chapter: {
            event["event_id"]
            for board in widgets(page(f"book/{chapter}"), "board")
            for event in board["sheet"]["events"]
        }
        for chapter in {*CHAPTER_OF.values(), LEFT_OUT} - NO_BOARD
    }
    missing = [
        f"{event['event_id']} in {chapter_of(event)}"
        for event in load_events().to_dict("records")
        if chapter_of(event) not in NO_BOARD
        # Acts that resist coding have a board of their own, whenever they were done.
        and event["event_id"] not in on_boards[chapter_of(event)] | on_boards[LEFT_OUT]
    ]
    assert not missing


def test_a_chapter_prints_the_summary_of_an_act_once(page: Page) -> None:
    twice = []
    for chapter in CHAPTERS:
        soup = page(f"book/{chapter}")
        # On paper the table leaves to a board what the board tells.
        printed = [
            *soup.select(".event-table tr:not(.on-a-board) .act-told"),
            *soup.select(".hedgelab-fallback .board-sheet tbody tr"),
        ]
        told = flat(" ".join(tag.get_text(" ") for tag in printed))
        twice += [
            f"{event['event_id']} in {chapter}"
            for event in load_events().to_dict("records")
            if told.count(flat(str(event["summary"]))) > 1
        ]
    assert twice == []


def test_every_claim_has_one_place_on_the_page_of_claims(page: Page) -> None:
    ids = [tag["id"] for tag in content(page("book/claims")).select("[id]")]
    places = {claim: ids.count(f"claim-{claim}") for claim in load_claims()["claim_id"]}
    assert {claim: count for claim, count in places.items() if count != 1} == {}


def test_every_chapter_has_its_parts_in_order(page: Page) -> None:
    wrong = {}
    for chapter in CHAPTERS:
        body = content(page(f"book/{chapter}"))
        order = list(body.descendants)
        found = {
            "opening": body.select_one(".chapter-opening"),
            "key terms": _bold(body, "Key terms"),
            "reading check": body.select_one('.hedgelab-widget[data-module="reading_check"]'),
            "summary": _heading(body, "In short"),
            "citation": _bold(body, "Cite this chapter"),
        }
        there = [part for part in PARTS if found[part] is not None]
        if missing := set(PARTS) - set(there):
            wrong[chapter] = f"has no {', '.join(sorted(missing))}"
        elif there != sorted(
            there, key=lambda part: next(i for i, tag in enumerate(order) if tag is found[part])
        ):
            wrong[chapter] = "has them in another order"
    assert wrong == {}


def _bold(body: Tag, beginning: str) -> Tag | None:
    return next((tag for tag in body("strong") if tag.get_text().startswith(beginning)), None)


def _heading(body: Tag, text: str) -> Tag | None:
    return next((tag for tag in body("h2") if tag.get_text().startswith(text)), None)


def test_every_chapter_leads_on_and_back(page: Page) -> None:
    for before, after in pairwise(CHAPTERS):
        on = page(f"book/{before}").select_one("a.right-next")
        back = page(f"book/{after}").select_one("a.left-prev")
        assert on is not None, f"{before} leads nowhere"
        assert back is not None, f"{after} does not lead back"
        assert (on["href"], back["href"]) == (f"{after}.html", f"{before}.html")


def test_every_image_and_figure_has_alternative_text(page: Page, names: list[str]) -> None:
    mute = []
    for name in names:
        soup = page(name)
        mute += [f"{name}: {tag}" for tag in soup("img") if not str(tag.get("alt", "")).strip()]
        for drawing in soup("svg"):
            is_hidden = any(tag.get("aria-hidden") == "true" for tag in (drawing, *drawing.parents))
            is_named = drawing.get("role") == "img" and str(drawing.get("aria-label", "")).strip()
            if not (is_hidden or is_named):
                mute.append(f"{name}: {str(drawing)[:120]}")
    assert mute == []


def test_every_internal_link_and_fragment_resolves(
    built_book: Path, page: Page, names: list[str]
) -> None:
    places = {
        name: {tag.get("id") for tag in page(name).select("[id]")}
        | {tag.get("name") for tag in page(name).select("a[name]")}
        for name in names
    }
    broken = []
    for name in names:
        here = (built_book / name).parent
        for tag, attribute in _addresses(page(name)):
            address = urlsplit(str(tag[attribute]))
            if address.scheme or address.netloc:
                continue
            target = (here / unquote(address.path)).resolve() if address.path else None
            if target is not None and not target.is_file():
                broken.append(f"{name}: {tag[attribute]} (no such file)")
            elif address.fragment and (target is None or target.suffix == ".html"):
                to = (
                    target.relative_to(built_book.resolve()).with_suffix("").as_posix()
                    if target
                    else name
                )
                if unquote(address.fragment) not in places[to]:
                    broken.append(f"{name}: {tag[attribute]} (no such place)")
    assert broken == []


def _addresses(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    for attribute in ("href", "src"):
        for tag in soup.select(f"[{attribute}]"):
            # "#" alone is the top of the page, and a search form's target.
            if tag[attribute] not in ("", "#"):
                yield tag, attribute


def test_no_role_and_no_message_of_the_builder_is_left_in_a_page(
    page: Page, names: list[str]
) -> None:
    left = []
    for name in names:
        soup = page(name)
        left += [
            f"{name}: {flat(text)[:120]}"
            for text in soup.find_all(string=ROLE_LEFT_OVER)
            if text.parent is not None and text.parent.name not in ("script", "style")
        ]
        left += [
            f"{name}: {flat(tag.get_text())[:120]}"
            for tag in soup.select(".system-message, .problematic")
        ]
        left += [
            f"{name}: {tag.get_text()!r} leads nowhere"
            for tag in soup.select(".xref")
            if tag.find_parent("a") is None
        ]
    assert left == []


def test_the_bibliography_says_each_entry_once(page: Page) -> None:
    entries = content(page("book/bibliography")).select(".citation")
    assert len(entries) > 50
    twice = []
    for entry in entries:
        lines = [flat(line.get_text()) for line in entry("p")]
        if len(lines) != len(set(lines)):
            twice.append(lines[0][:80])
    assert twice == []


def test_every_page_describes_itself_in_words_of_its_own(page: Page, names: list[str]) -> None:
    told: dict[str, str] = {}
    for name in names:
        if not name.startswith(("book/", "notebooks/")):
            continue
        tag = page(name).select_one('head > meta[name="description"]')
        told[name] = "" if tag is None else str(tag.get("content", "")).strip()
    assert sorted(name for name, text in told.items() if not text) == []
    texts = list(told.values())
    assert sorted(name for name, text in told.items() if texts.count(text) > 1) == []
