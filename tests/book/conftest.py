"""The built book, for the tests that read it without a browser."""

import os
from pathlib import Path

import pytest

BUILT_BOOK = Path(
    os.environ.get("HEDGELAB_BOOK_HTML", Path(__file__).parents[2] / "_build" / "html")
)


@pytest.fixture(scope="session")
def built_book() -> Path:
    """Give the folder of the built book."""
    if not (BUILT_BOOK / "index.html").is_file():
        pytest.fail(f"There is no built book in {BUILT_BOOK}: run 'make book' first.")
    return BUILT_BOOK
