"""A class with nothing in it, for tests that begin one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hedgelab.desk.office.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Open a new class."""
    with Office(tmp_path / "class") as made:
        yield made
