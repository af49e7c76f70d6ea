"""The installed package knows the addresses that it was built with."""

from collections.abc import Iterator
from email.message import Message

import pytest

from hedgelab import home
from tools.hatch_build import links


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    home.address_of.cache_clear()
    yield
    home.address_of.cache_clear()


@pytest.mark.parametrize("book", ["", "https://book.example/lab/"])
def test_it_gives_what_the_build_wrote(monkeypatch: pytest.MonkeyPatch, book: str) -> None:
    written = Message()
    for name, address in links("https://forge.example/lab", book).items():
        written["Project-URL"] = f"{name}, {address}"
    monkeypatch.setattr(home, "metadata", lambda _: written)
    assert home.address_of("Book") == book
    assert home.address_of("Repository") == "https://forge.example/lab"
