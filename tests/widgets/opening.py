"""Opens a widget in a page of its own, and calls the functions of its module."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from hedgelab.in_page import InPage
from tests.hosted import reading, write_page

OpenPage = Callable[..., Page]


@contextmanager
def pages(chromium: Browser, folder: Path) -> Iterator[OpenPage]:
    """Give a function that opens a page with widgets for a new reader."""
    with ExitStack() as readers:

        def open_page(
            *widgets: InPage,
            theme: str = "light",
            width: int = 1280,
            kept: Mapping[str, str] | None = None,
        ) -> Page:
            page = write_page(folder, "widget", *widgets)
            size = {"width": width, "height": 900}
            reader = readers.enter_context(reading(chromium, viewport=size, color_scheme=theme))
            work = json.dumps(dict(kept or {}))
            reader.context.add_init_script(f"Object.assign(localStorage, {work})")
            return reader.opens(page)

        yield open_page


def logic(page: Page, name: str, call: str, *given: object) -> object:
    """Call a function of a widget's module on the page that carries it."""
    return page.evaluate(
        """([name, call, given]) => {
             const module = globalThis.hedgelabModules[name];
             return eval(`(module, given) => ${call}`)(module, given);
           }""",
        [name, call, list(given)],
    )
