"""Pages with widgets and the book's own host, in a folder, with no book around them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import hedgelab.book
from hedgelab.book.theme.widgets import write_widgets
from hedgelab.in_page import InPage, sheets_of, store_script
from tests.accessibility import violations
from tests.waiting import LONGEST_WAIT, until
from tools.chromium import ARGUMENTS, HOW_TO_GET_ONE, installed_chromium

STATIC = Path(hedgelab.book.__file__).parent / "static" / "hedgelab"

# The book's theme says in the same way which light there is.
PAGE = """<!doctype html>
<html lang="en" data-theme="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="hedgelab/hedgelab.css">
{styles}
<style>
  body {{ color: var(--hl-ink); }}
  main {{ max-width: 44rem; margin: auto; padding: 12px; }}
</style>
<script>
  {store}
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
</script>
</head>
<body>
<main><h1>{title}</h1><h2>Work</h2>
{widgets}
</main>
{scripts}
<script src="hedgelab/host.js"></script>
</body>
</html>
"""


def write_page(folder: Path, name: str, *widgets: InPage) -> Path:
    """Write a page that holds widgets, and all that it asks for, to a folder."""
    write_widgets(folder / "hedgelab")
    for file in STATIC.iterdir():
        copy(file, folder / "hedgelab")
    modules = sorted({widget.module for widget in widgets})
    sheets = dict.fromkeys(sheet for module in modules for sheet in sheets_of(module))
    page = folder / f"{name}.html"
    page.write_text(
        PAGE.format(
            title=name,
            store=store_script(),
            styles="\n".join(
                f'<link rel="stylesheet" href="hedgelab/{sheet}.css">' for sheet in sheets
            ),
            widgets="\n".join(widget.page_html() for widget in widgets),
            scripts="\n".join(
                f'<script src="hedgelab/{module}.js"></script>' for module in modules
            ),
        ),
        encoding="utf-8",
    )
    return page


class Reader:
    """Somebody with a browser profile of their own; what a page complains of is noted."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.complaints: list[str] = []
        context.set_default_timeout(5000)

    def opens(self, page: Path, anchor: str = "") -> Page:
        """Open a page in a new tab, and wait until its widgets are alive."""
        tab = self.context.new_page()
        tab.on("console", lambda said: self.complaints.append(said.text))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.goto(page.as_uri() + anchor)
        until_alive(tab)
        return tab


def until_alive(page: Page) -> None:
    """Wait until every widget of a page is alive."""
    until(
        page,
        """() => [...document.querySelectorAll(".hedgelab-widget")]
            .every((place) => place.classList.contains("is-live"))""",
    )


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep the test report free of requests."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def launched(*arguments: str) -> Iterator[Browser]:
    """Start a Chromium, with further arguments, or fail with what to do."""
    path = installed_chromium()
    if path is None:
        pytest.fail(HOW_TO_GET_ONE)
    # What is expected of a page is waited for as long as what is done in it.
    expect.set_options(timeout=LONGEST_WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *arguments])
        yield browser
        browser.close()


@contextmanager
def reading(browser: Browser, **options: Any) -> Iterator[Reader]:
    """Give a reader; a complaint of one of their pages fails the test."""
    context = browser.new_context(**{"reduced_motion": "reduce", **options})
    reader = Reader(context)
    try:
        yield reader
    finally:
        context.close()
    assert reader.complaints == [], "\n".join(reader.complaints)


def faults(page: Page) -> list[str]:
    """Say what axe finds on a page and in its frames, and what makes it scroll sideways."""
    found = [fault for frame in page.frames for fault in violations(frame)]
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [
        *found,
        *([f"{wide} px too wide"] if wide > 0 else []),
    ]
