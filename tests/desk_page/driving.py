"""The desk's page as somebody uses it who knows nothing of what is behind it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from tests.desk_page.term import Decided

PICTURES = os.environ.get("HEDGELAB_PICTURES", "")
"""The folder for pictures of every step; none are taken where it is not named."""

_WIDTHS = (1280, 820, 390)
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_PATIENCE = 120_000  # milliseconds: Python in a browser on a busy machine


class Driver:
    """Somebody at the desk.

    Parameters
    ----------
    page : Page
        Where the desk is open, with no class yet.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.main = page.get_by_role("main")
        page.set_default_timeout(_PATIENCE)

    def step(self, title: str) -> None:
        """Go to a step."""
        steps = self.page.get_by_role("navigation", name="Steps")
        steps.get_by_role("button", name=title).click()
        self.sees(self.page.get_by_role("heading", level=2, name=title))

    def press(self, name: str) -> None:
        """Press a button."""
        self.main.get_by_role("button", name=name).first.click()

    def unfold(self, title: str) -> None:
        """Open what is folded."""
        self.main.locator("summary").filter(has_text=title).click()

    def said(self, *texts: str) -> None:
        """See that the page says something, in the end."""
        for text in texts:
            expect(self.main.get_by_role("status").first).to_contain_text(text, timeout=_PATIENCE)

    def sees(self, place: Locator) -> None:
        """See something, in the end."""
        expect(place).to_be_visible(timeout=_PATIENCE)

    def drop(self, label: str, *paths: Path) -> None:
        """Give files to a place for them."""
        self.main.get_by_label(label).first.set_input_files(paths)

    def write(self, label: str, text: str) -> None:
        """Write into a field, and leave it."""
        self.main.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str, title: str) -> None:
        """Choose one of several."""
        self.main.get_by_label(label, exact=True).select_option(label=title)

    @contextmanager
    def saved(self, path: Path) -> Iterator[None]:
        """Save what the page hands over."""
        with self.page.expect_download(timeout=_PATIENCE) as download:
            yield
        download.value.save_as(path)

    def save_class(self, path: Path) -> None:
        """Save the class's file."""
        header = self.page.get_by_role("banner")
        header.locator("summary").click()
        with self.saved(path):
            header.get_by_role("button", name="Save").first.click()
        header.locator("summary").click()

    def decide(self, it: Decided, who: str) -> None:
        """Decide something of a student, in the step Class."""
        self.step("Class")
        self.write("Find a name or an id", it.student)
        row = self.main.get_by_role("row").filter(has_text=it.student)
        expect(self.main.locator("table.students tbody tr")).to_have_count(1, timeout=_PATIENCE)
        row.get_by_role("checkbox").check()
        self.main.get_by_label("What", exact=True).select_option(it.what)
        if it.value:
            self.write("Points" if it.what in {"on paper", "adjust by"} else "Until", it.value)
        self.write("Why", it.reason)
        self.write("Who decides", who)
        self.press("Decide")
        self.said(it.student)

    def picture(self, name: str) -> None:
        """Take pictures of what is shown, light and dark, wide and narrow, where that is wished."""
        if not PICTURES:
            return
        before = self.page.viewport_size
        for scheme in _SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            for width in _WIDTHS:
                self.page.set_viewport_size({"width": width, "height": 900})
                path = Path(PICTURES, f"{name}-{scheme}-{width}.png")
                self.page.screenshot(path=path, full_page=True)
        self.page.emulate_media(color_scheme="light")
        if before:
            self.page.set_viewport_size(before)
