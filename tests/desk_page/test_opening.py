"""The desk opens from a folder and from a website, keeps what is done, and asks no other host."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests.browser.conftest import Complaints
from tests.desk_page.conftest import LONGEST_WAIT
from tests.hosted import serving
from tools.desk import lay_out, pack_desk

pytestmark = pytest.mark.browser

MOST_MOVED = 17_000_000  # bytes, at the first visit


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(LONGEST_WAIT)
    yield context
    context.close()


def begin(page: Page, name: str) -> None:
    page.get_by_label("What is the class called?").fill(name)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible(timeout=LONGEST_WAIT)
    expect(page.get_by_text("Kept at").first).to_be_visible(timeout=LONGEST_WAIT)


def test_from_a_folder_it_opens_keeps_and_lets_a_second_tab_read(
    visitor: BrowserContext, parts: dict[str, bytes], tmp_path: Path
) -> None:
    pack_desk(tmp_path / "desk.zip", parts)
    with zipfile.ZipFile(tmp_path / "desk.zip") as packed:
        packed.extractall(tmp_path)
    (page_file,) = (tmp_path / "hedgelab-desk").glob("*.html")
    first = visitor.new_page()
    complaints = Complaints(first, page_file.parent.as_uri())
    first.goto(page_file.as_uri())
    begin(first, "Baku 2026")
    # As after a crash: the page is gone, and nobody has saved.
    first.reload()
    expect(first.get_by_role("heading", name="Baku 2026")).to_be_visible(timeout=LONGEST_WAIT)
    # Another class takes the place of none.
    first.locator("header summary").click()
    first.get_by_role("button", name="Another class").click()
    begin(first, "Ganja 2026")
    first.reload()
    expect(first.get_by_role("heading", name="Ganja 2026")).to_be_visible(timeout=LONGEST_WAIT)
    first.locator("header summary").click()
    first.get_by_role("button", name="Another class").click()
    first.get_by_role("button", name="Baku 2026", exact=True).click()
    expect(first.get_by_role("heading", name="Baku 2026")).to_be_visible(timeout=LONGEST_WAIT)
    first.locator("header summary").click()
    first.get_by_role("button", name="Another class").click()
    first.get_by_role("button", name="Delete Ganja 2026", exact=True).click()
    first.get_by_role("button", name="Yes, delete Ganja 2026 for good").click()
    expect(first.get_by_role("button", name="Ganja 2026", exact=True)).to_have_count(0)
    expect(first.get_by_role("button", name="Baku 2026", exact=True)).to_be_visible()
    second = visitor.new_page()
    second.goto(page_file.as_uri())
    expect(second.get_by_text("open in another tab")).to_be_visible(timeout=LONGEST_WAIT)
    assert complaints == []


def test_from_a_website_it_moves_little_and_opens_again_without_a_network(
    visitor: BrowserContext, parts: dict[str, bytes], tmp_path: Path
) -> None:
    lay_out(tmp_path / "desk", parts)
    page = visitor.new_page()
    moved: dict[str, int] = {}
    with serving(tmp_path) as home:
        complaints = Complaints(page, home)

        def count(answer: Response) -> None:
            if answer.url.startswith(home):
                moved[answer.url] = int(answer.headers["content-length"])

        page.on("response", count)
        page.goto(f"{home}desk/")
        begin(page, "Baku 2026")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    assert 10_000_000 < sum(moved.values()) < MOST_MOVED
    assert complaints == []
    page.reload()
    expect(page.get_by_role("heading", name="Baku 2026")).to_be_visible(timeout=LONGEST_WAIT)
