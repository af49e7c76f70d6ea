"""Every page, over http and from its folder, light on a phone and dark on a wide screen."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as TooLateError

from tests.accessibility import violations
from tests.browser.conftest import (
    Complaints,
    folder_address,
    until_complete,
)
from tests.fitting import broken_words, crowded, enlarge_text
from tests.waiting import LONGEST_WAIT

pytestmark = [pytest.mark.browser, pytest.mark.built]

Theme = Literal["light", "dark"]
Look = Callable[[Theme, int], Page]


@pytest.fixture(scope="module")
def eyes(browser: Browser) -> Iterator[dict[tuple[str, int], BrowserContext]]:
    """Keep a browser profile for each theme and width: to start one takes a while."""
    kept: dict[tuple[str, int], BrowserContext] = {}
    yield kept
    for context in kept.values():
        context.close()


@pytest.fixture
def look(browser: Browser, eyes: dict[tuple[str, int], BrowserContext]) -> Iterator[Look]:
    """Give a maker of empty pages in a theme and a width."""
    pages = []

    def look(theme: Theme, width: int) -> Page:
        if (theme, width) not in eyes:
            context = browser.new_context(
                color_scheme=theme,
                viewport={"width": width, "height": 800},
                # So that axe never measures a colour half-way to another.
                reduced_motion="reduce",
            )
            context.set_default_timeout(LONGEST_WAIT)
            eyes[theme, width] = context
        pages.append(eyes[theme, width].new_page())
        return pages[-1]

    yield look
    for page in pages:
        page.close()


# Each theme and each width once: what one of them spoils it spoils beside either of the other.
@pytest.mark.parametrize(("theme", "width"), [("light", 360), ("dark", 1280)])
def test_a_page_is_whole_and_accessible(
    served_book: str, book: Path, look: Look, each_page: str, theme: Theme, width: int
) -> None:
    page, found = opened(look(theme, width), served_book, each_page)
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    found += [*sideways(page), *violations(page)]
    seen = shape(page)

    page, found_in_folder = opened(look(theme, width), folder_address(book), each_page)
    found += [*found_in_folder, *sideways(page)]

    assert not found, "\n".join(["", *found])
    # What looks the same need not be shown to axe a second time.
    with suppress(TooLateError):
        page.wait_for_function(f"seen => JSON.stringify(({SHAPE})()) === seen", arg=as_json(seen))
    assert shape(page) == seen


def test_a_page_fits_a_phone_whose_text_is_twice_as_large(
    served_book: str, look: Look, each_page: str
) -> None:
    page, _ = opened(look("light", 360), served_book, each_page)
    enlarge_text(page)
    found = crowded(page) + sideways(page)
    assert not found, "\n".join(["", *found])


def test_on_a_phone_the_index_breaks_no_word(served_book: str, look: Look) -> None:
    page, _ = opened(look("light", 360), served_book, "genindex.html")
    assert broken_words(page, ".genindextable") == []


def opened(page: Page, home: str, name: str) -> tuple[Page, list[str]]:
    """Open a page of the book; give it, and what it complains of."""
    complaints = Complaints(page, home)
    page.goto(home + name)
    until_complete(page)
    return page, complaints


SHAPE = """() => [
  document.documentElement.dataset.theme,
  document.querySelectorAll("*").length,
  document.styleSheets.length,
  document.body.innerText,
]"""


def shape(page: Page) -> list[object]:
    """Give what the page is made of and what it says."""
    told: list[object] = page.evaluate(SHAPE)
    return told


def as_json(value: object) -> str:
    """Write a value as a browser's JSON.stringify does."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def sideways(page: Page) -> list[str]:
    """Name what makes the document scroll sideways, if it does."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          return [...document.body.querySelectorAll("*")]
            .filter((node) => node.getBoundingClientRect().right > root.clientWidth + 1)
            .map((node) => node.outerHTML.slice(0, 120))
            .concat(`the document is ${root.scrollWidth} px wide`);
        }"""
    )
    return found


def test_the_search_page_finds_acts_and_terms_and_mends_a_slip(home: str, look: Look) -> None:
    page, complaints = opened(look("dark", 360), home, "search.html?q=gabbala+radar")
    status = page.get_by_role("status")
    expect(status).to_contain_text("no “gabbala”; this is what it has for “Gabala”")
    found = page.locator("#search-results section")
    expect(found.get_by_role("heading", level=2).first).to_have_text("1 term")
    assert not violations(page)
    expect(page.get_by_role("searchbox")).to_be_focused()

    page.get_by_role("searchbox").fill("nothinglikeit")
    expect(status).to_contain_text("Nothing in the book")
    expect(found).to_have_count(0)
    page.get_by_role("searchbox").fill("leases the gabala radar")
    acts = found.filter(has=page.get_by_role("heading", name="act", exact=False))
    acts.get_by_role("link", name="Azerbaijan leases the Gabala radar station").first.click()
    page.wait_for_url("**/deeds-2000-2008.html#act-*")
    expect(page.locator(":target")).to_be_in_viewport()
    assert not complaints, "\n".join(["", *complaints])
