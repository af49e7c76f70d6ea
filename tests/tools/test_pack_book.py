"""The archive of the book: one folder, nothing but the book, the same bytes every time."""

import os
import zipfile
from pathlib import Path

import pytest

from tools.pack_book import README, TOP, NoBookError, pack


@pytest.fixture
def book(tmp_path: Path) -> Path:
    html = tmp_path / "html"
    (html / "book").mkdir(parents=True)
    (html / "index.html").write_text("<p>first</p>", encoding="utf-8")
    (html / "book" / "chapter.html").write_text("<p>chapter</p>", encoding="utf-8")
    return html


def test_the_archive_holds_the_book_in_one_folder_with_a_line_on_how_to_open_it(
    book: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "build" / "book.zip"
    assert pack(book, archive) == 2
    with zipfile.ZipFile(archive) as packed:
        assert packed.namelist() == [
            f"{TOP}/README.txt",
            f"{TOP}/book/chapter.html",
            f"{TOP}/index.html",
        ]
        packed.extractall(tmp_path / "unpacked")
    unpacked = tmp_path / "unpacked" / TOP
    assert (unpacked / "index.html").read_bytes() == (book / "index.html").read_bytes()
    readme = (unpacked / "README.txt").read_text(encoding="utf-8")
    assert readme == README
    assert "open index.html" in readme


def test_the_same_book_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    pack(book, first)
    os.utime(book / "index.html", (1_000_000_000, 1_000_000_000))
    (book / "index.html").chmod(0o600)
    pack(book, second)
    assert first.read_bytes() == second.read_bytes()


def test_what_sphinx_keeps_for_itself_stays_behind(book: Path, tmp_path: Path) -> None:
    (book / ".buildinfo").write_text("config: 1", encoding="utf-8")
    (book / ".doctrees").mkdir()
    (book / ".doctrees" / "index.doctree").write_bytes(b"\x80")
    archive = tmp_path / "book.zip"
    pack(book, archive)
    with zipfile.ZipFile(archive) as packed:
        assert not [name for name in packed.namelist() if "/." in name]


def test_where_there_is_no_book_it_says_what_to_do_and_keeps_the_old_archive(
    tmp_path: Path,
) -> None:
    archive = tmp_path / "book.zip"
    archive.write_bytes(b"the old one")
    with pytest.raises(NoBookError, match="run 'make book' first"):
        pack(tmp_path / "nothing", archive)
    assert archive.read_bytes() == b"the old one"


def test_the_desk_is_an_archive_of_its_own(tmp_path: Path) -> None:
    book = tmp_path / "html"
    (book / "desk").mkdir(parents=True)
    for name in ("index.html", "desk/index.html", "desk/memory-1234.bin"):
        (book / name).write_text("<p>built</p>", encoding="utf-8")
    pack(book, tmp_path / "book.zip")
    with zipfile.ZipFile(tmp_path / "book.zip") as packed:
        assert "hedging-lab/desk/memory-1234.bin" not in packed.namelist()
        told = packed.read("hedging-lab/desk/index.html").decode()
    assert "hedgelab-desk.zip" in told
    assert 'href="../book/desk.html"' in told
