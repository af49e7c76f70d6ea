"""Where feedback leads: to the address that an assignment or the book's settings give."""

from pathlib import Path

import pytest

from hedgelab.desk.assignments.assignment import AssignmentError, read_assignment
from hedgelab.desk.assignments.book_address import book_address
from hedgelab.desk.handout import key_of
from hedgelab.desk.model.key import KeyFileError, key_from_text, write_key


def assignment(tmp_path: Path, more: str) -> Path:
    path = tmp_path / "two.yml"
    path.write_text(f"title: Two\nevents: [kfor-platoon-1999]\n{more}", encoding="utf-8")
    return path


def test_an_assignment_says_where_the_book_lies_and_its_key_keeps_it(tmp_path: Path) -> None:
    given = assignment(tmp_path, "book: https://example.edu/lab\n")
    key = key_of(read_assignment(given))
    assert key.book == "https://example.edu/lab/"
    assert key_from_text(write_key(key), "key").book == key.book
    hostile = write_key(key).replace("https://example.edu", "javascript:alert(1)//")
    with pytest.raises(KeyFileError, match="no address of a book"):
        key_from_text(hostile, "key")


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(AssignmentError, match=r"line 3, .*'book' is no address"):
        read_assignment(assignment(tmp_path, "book: javascript:alert(1)\n"))


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("html: {baseurl: https://a.edu/b}", "https://a.edu/b/"),
        ("html: {baseurl: ''}", ""),
        ("html: {}", ""),
        ("- nothing", ""),
        ("html: {baseurl: 'file:///x'}", ""),
    ],
)
def test_without_it_the_books_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, address: str
) -> None:
    (tmp_path / "_config.yml").write_text(settings, encoding="utf-8")
    monkeypatch.setattr(
        "hedgelab.desk.assignments.book_address.default_folder", lambda: tmp_path / "data"
    )
    assert book_address("") == address
    assert book_address("https://own.edu/x/") == "https://own.edu/x/"
    (tmp_path / "_config.yml").unlink()
    monkeypatch.setattr(
        "hedgelab.desk.assignments.book_address.address_of", {"Book": "https://i.edu/"}.get
    )
    assert book_address("") == "https://i.edu/", "what an install was built with"
