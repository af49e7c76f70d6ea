"""The website: the newest book at its root, earlier editions that say so beside it."""

from pathlib import Path

import pytest

from tools.pack_book import NoBookError, pack
from tools.site import lay_out

PAGE = '<!doctype html><html><head></head><body class="x"><p>{}</p></body></html>'


def book(folder: Path, *names: str) -> Path:
    for name in ("index.html", *names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(f"{folder.name}: {name}"), encoding="utf-8")
    return folder


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    archives = tmp_path / "archives"
    old = book(tmp_path / "old", "book/arms.html", "book/gone.html")
    (old / "style.css").write_text("p { color: red }", encoding="utf-8")
    pack(old, archives / "hedging-lab-0.9.0.zip")
    pack(book(tmp_path / "older"), archives / "hedging-lab-0.10.1.zip")
    (archives / "notes.txt").write_text("no archive", encoding="utf-8")
    newest = book(tmp_path / "new", "book/arms.html")
    assert lay_out(newest, archives, tmp_path / "site") == ["0.10.1", "0.9.0"]
    return tmp_path / "site"


def test_the_newest_is_at_the_root_and_as_it_was_built(site: Path, tmp_path: Path) -> None:
    for name in ("index.html", "book/arms.html"):
        assert read(site / name) == read(tmp_path / "new" / name)


def test_a_page_of_an_earlier_edition_leads_to_the_same_page_of_the_newest(site: Path) -> None:
    page = site / "editions/0.9.0/book/arms.html"
    assert "This is edition 0.9.0." in read(page)
    assert '<a href="../../../book/arms.html"' in read(page)
    assert (page.parent / "../../../book/arms.html").resolve() == (
        site / "book/arms.html"
    ).resolve()


def test_a_page_that_the_newest_lacks_leads_to_its_first(site: Path) -> None:
    assert '<a href="../../../index.html"' in read(site / "editions/0.9.0/book/gone.html")
    assert '<a href="../../index.html"' in read(site / "editions/0.9.0/index.html")


def test_other_files_stay_as_they_are_and_a_list_leads_to_each_edition(site: Path) -> None:
    assert read(site / "editions/0.9.0/style.css") == "p { color: red }"
    listed = read(site / "editions/index.html")
    assert listed.index("0.10.1/index.html") < listed.index("0.9.0/index.html")


def test_without_earlier_editions_the_list_says_so(tmp_path: Path) -> None:
    assert lay_out(book(tmp_path / "new"), tmp_path / "none", tmp_path / "site") == []
    assert "There is none yet." in read(tmp_path / "site/editions/index.html")


def test_where_there_is_no_book_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoBookError, match="run 'make book' first"):
        lay_out(tmp_path / "nothing", tmp_path, tmp_path / "site")
