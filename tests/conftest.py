"""What several test files share."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).parents[1]

# A slow machine is no failure; a hundred examples a property is plenty here.
settings.register_profile("hedgelab", deadline=None, max_examples=100)
settings.load_profile("hedgelab")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the tables that a test may spoil."""
    return Path(shutil.copytree(CHECKOUT / "data", tmp_path / "data"))


@pytest.fixture
def without_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the figures of the class report to its own tests: they take their time."""
    pages = SimpleNamespace(report="a report", seminar="a seminar")
    monkeypatch.setattr("hedgelab.desk.grading.run.class_pages", lambda *_, **__: pages)
