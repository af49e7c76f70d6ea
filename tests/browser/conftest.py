"""A real Chromium, the built book in it over http and from its folder, and no other host."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
)

from tests.hosted import launched, serving
from tests.waiting import LONGEST_WAIT
from tools.chromium import ARGUMENTS, installed_chromium

BUILT_BOOK = Path(
    os.environ.get("HEDGELAB_BOOK_HTML", Path(__file__).parents[2] / "_build" / "html")
)
CHAPTER = "book/deeds-1993-2000.html"
NO_BOOK = f"There is no built book in {BUILT_BOOK}: run 'make book' first."

# Whatever a page may try: no name but this machine's leads anywhere.
ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


class Complaints(list[str]):
    """What a page asked other hosts for, what failed, and what its console says."""

    def __init__(self, page: Page, home: str) -> None:
        super().__init__()
        self.home = home
        page.on("request", self._on_request)
        page.on("requestfailed", self._on_failure)
        page.on("response", self._on_response)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.append(f"uncaught: {error}"))

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "blob:", "data:")):
            self.append(f"asked another host: {request.url}")

    def _on_failure(self, request: Request) -> None:
        self.append(f"failed: {request.url} ({request.failure})")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.append(f"answered {response.status}: {response.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.append(f"console {message.type}: {message.text} ({message.location['url']})")


def folder_address(folder: Path) -> str:
    """Give the address of a folder that a reader opens from their own disk."""
    return f"{folder.resolve().as_uri()}/"


def until_complete(page: Page) -> None:
    """Wait until a page has been led on to where it points, is all there, and its widgets alive."""
    page.wait_for_function(
        """() => document.readyState === "complete"
            && document.documentElement.dataset.opening === undefined
            && !document.querySelector("meta[http-equiv=Refresh]")
            && [...document.querySelectorAll(".hedgelab-widget")]
                 .every((place) => place.classList.contains("is-live"))"""
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that takes ``each_page`` every page of the built book."""
    if "each_page" in metafunc.fixturenames:
        found = (path.relative_to(BUILT_BOOK) for path in BUILT_BOOK.rglob("*.html"))
        # The desk is no page of the book, and has tests of its own.
        pages = sorted(path for path in found if path.parts[0] != "desk")
        # Where there is no book, one case is left to say so.
        metafunc.parametrize("each_page", [page.as_posix() for page in pages] or ["index.html"])


@pytest.fixture(scope="package")
def book() -> Path:
    """Give the folder of the built book."""
    if not (BUILT_BOOK / "index.html").is_file():
        pytest.fail(NO_BOOK)
    return BUILT_BOOK


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start one Chromium for all of these tests."""
    with launched(ONLY_HERE) as chromium:
        yield chromium


@pytest.fixture(scope="package")
def served_book(book: Path) -> Iterator[str]:
    """Serve the book on this machine."""
    with serving(book) as home:
        yield home


@pytest.fixture(scope="package", params=["http", "file"])
def home(request: pytest.FixtureRequest, served_book: str, book: Path) -> str:
    """Give the book's address: over http, and as the folder that it is."""
    return served_book if request.param == "http" else folder_address(book)


@pytest.fixture
def own_browser(browser: Browser, tmp_path: Path) -> Iterator[Callable[[], BrowserContext]]:
    """Give a way to start a reader's own browser, whose profile stays on disk when it is closed."""
    started = []

    def start() -> BrowserContext:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=installed_chromium(),
            args=[*ARGUMENTS, ONLY_HERE],
        )
        context.set_default_timeout(LONGEST_WAIT)
        started.append(context)
        return context

    yield start
    for context in started:
        context.close()


NewPage = Callable[..., Page]


@pytest.fixture
def visitor(browser: Browser) -> Iterator[NewPage]:
    """Give a maker of first visitors: each has a browser profile of their own."""
    contexts = []

    def arrive(**options: Any) -> Page:
        context = browser.new_context(**options)
        context.set_default_timeout(LONGEST_WAIT)
        contexts.append(context)
        return context.new_page()

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Give the address at which the command serves the class in the folder ``Baku``."""
    typed = [sys.executable, "-m", "hedgelab", "desk", str(tmp_path / "Baku"), "--no-browser"]
    with subprocess.Popen(typed, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        told = re.search(r"http://\S+", running.stdout.readline())
        assert told
        yield told[0]
        running.terminate()
        # However it is ended, it closes in good order.
        assert "The desk is closed." in running.stdout.read()
