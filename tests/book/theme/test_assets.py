"""What a page of the book fetches is in the book, and nothing else is."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from hedgelab.book.theme.assets import front_door, is_elsewhere, prune
from tests.markup import one

# What a browser fetches without being asked to; <a href> is where a reader may go.
FETCHED = {
    ("script", "src"),
    ("img", "src"),
    ("img", "srcset"),
    ("source", "src"),
    ("source", "srcset"),
    ("iframe", "src"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("track", "src"),
    ("input", "src"),
    ("use", "href"),
    ("image", "href"),
}
FETCHING_LINKS = {
    *("stylesheet", "icon", "shortcut", "apple-touch-icon", "manifest", "modulepreload"),
    *("preload", "prefetch", "preconnect", "dns-prefetch"),
}
IN_STYLE = re.compile(r"""@import\s+(?:url\()?\s*["']?([^"')\s;]+)|url\(\s*["']?([^"')]+)""")
IN_SCRIPT = re.compile(
    r"""(?:\bimport|\bfetch|\bimportScripts|\.open)\(\s*["'`](?:GET["'`],\s*["'`])?((?:https?:)?//[^"'`]+)"""
    r"""|\.(?:src|href)\s*=\s*["'`]((?:https?:)?//[^"'`]+)"""
)


class Page(HTMLParser):
    """What a page fetches, where its links lead, and which places it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.places = {"", "top"}
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what an element fetches, where it leads and what it is called."""
        given = {name: value or "" for name, value in attributes}
        self._inside = tag
        self.places |= {given[name] for name in ("id", "name") if name in given}
        for name, value in given.items():
            if (tag, name) in FETCHED:
                self.fetched += [part.split()[0] for part in value.split(",") if part.strip()]
        if tag == "link" and FETCHING_LINKS & set(given.get("rel", "").lower().split()):
            self.fetched.append(given.get("href", ""))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        self.fetched += fetched_by_style(given.get("style", ""))

    def handle_endtag(self, _tag: str) -> None:
        """Leave an element."""
        self._inside = ""

    def handle_data(self, text: str) -> None:
        """Note what a style or script in the page fetches."""
        if self._inside == "style":
            self.fetched += fetched_by_style(text)
        if self._inside == "script":
            self.fetched += fetched_by_script(text)


def fetched_by_style(text: str) -> list[str]:
    return [first or second for first, second in IN_STYLE.findall(text)]


def fetched_by_script(text: str) -> list[str]:
    return [first or second for first, second in IN_SCRIPT.findall(text)]


@pytest.mark.parametrize(
    "address",
    ["https://cdn.example/x.js", "http://cdn.example/x.js", "//cdn.example/x.js"],
)
def test_another_host_is_elsewhere(address: str) -> None:
    assert is_elsewhere(address)


@pytest.mark.parametrize("address", ["_static/x.js", "/x.js", "../x.js", "#place", ""])
def test_the_book_itself_is_not_elsewhere(address: str) -> None:
    assert not is_elsewhere(address)


def test_pruning_takes_the_unused_and_leaves_the_rest(tmp_path: Path) -> None:
    gone = [
        "scripts/fontawesome.js",
        "vendor/fontawesome/webfonts/fa.woff2",
        "scripts/theme.js.map",
    ]
    left = ["scripts/theme.js", "styles/theme.css", "hedgelab/host.js"]
    for name in gone + left:
        path = tmp_path / "_static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    page = tmp_path / "index.html"
    page.touch()

    prune(tmp_path)

    files = {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert files == {"index.html", *(f"_static/{name}" for name in left)}


def test_pruning_twice_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "_static").mkdir()

    prune(tmp_path)
    prune(tmp_path)


@pytest.fixture(scope="module")
def pages(built_book: Path) -> dict[Path, Page]:
    found = (it for it in sorted(built_book.rglob("*.html")) if it.parent.name != "desk")
    return {path: Page(path.read_text(encoding="utf-8")) for path in found}


@pytest.mark.built
def test_no_page_fetches_from_another_host(pages: dict[Path, Page]) -> None:
    found = {
        (path.name, address)
        for path, page in pages.items()
        for address in page.fetched
        if is_elsewhere(address)
    }
    assert found == set()


@pytest.mark.built
def test_no_style_or_script_fetches_from_another_host(built_book: Path) -> None:
    found = set()
    for path in built_book.rglob("*.*"):
        reads = {".css": fetched_by_style, ".js": fetched_by_script}.get(path.suffix)
        if reads is not None:
            text = path.read_text(encoding="utf-8")
            found |= {(path.name, address) for address in reads(text) if is_elsewhere(address)}
    assert found == set()


@pytest.mark.built
def test_what_pages_and_styles_fetch_is_there(built_book: Path, pages: dict[Path, Page]) -> None:
    """Pruning took nothing that is needed."""
    wanted = {(path, address) for path, page in pages.items() for address in page.fetched}
    for path in built_book.rglob("*.css"):
        wanted |= {(path, address) for address in fetched_by_style(path.read_text("utf-8"))}

    missing = {
        (path.relative_to(built_book).as_posix(), address)
        for path, address in wanted
        if not address.startswith(("data:", "#")) and not target(path, address).is_file()
    }
    assert missing == set()


@pytest.mark.built
def test_every_link_inside_the_book_leads_somewhere(pages: dict[Path, Page]) -> None:
    dead = set()
    for path, page in pages.items():
        for address in page.links:
            if urlsplit(address).scheme or is_elsewhere(address):
                continue
            goal = target(path, address)
            places = pages[goal].places if goal in pages else {""}
            if not goal.is_file() or unquote(urlsplit(address).fragment) not in places:
                dead.add((path.name, address))
    assert dead == set()


def target(path: Path, address: str) -> Path:
    """Give the file that an address on a page means."""
    name = unquote(urlsplit(address).path)
    return (path.parent / name).resolve() if name else path


def test_the_front_door_leads_on_and_asks_for_no_icon() -> None:
    page = BeautifulSoup(front_door("Hedging <Lab>", "book/index.html"), "html.parser")
    assert page.title is not None
    assert page.title.string == "Hedging <Lab>"
    assert one(page, "meta[http-equiv=Refresh]")["content"] == "0; url=book/index.html"
    assert one(page, "a")["href"] == "book/index.html"
    assert one(page, "link[rel=icon]")["href"] == "data:,"
