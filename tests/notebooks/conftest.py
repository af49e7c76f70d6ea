"""What the tests of the labs share with those of the book."""

from tests.book.conftest import built_book

__all__ = ["built_book"]
