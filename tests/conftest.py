"""What several test files share, and which tests are slow."""

import gc
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).parents[1]

# A slow machine is no failure; a hundred examples a property is plenty here, and a few will do
# while somebody waits.
settings.register_profile("hedgelab", deadline=None, max_examples=100)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("hedgelab")

# Where it is installed, jsonschema makes 38 parsers of it as it is imported, for a format that no
# schema here uses.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

# To start a program or to build pages takes long; a test that does either says so by a mark.
TAKES_LONG = {"subprocess": "Popen", "sphinx.application": "Sphinx"}
MAY_TAKE_LONG = {"browser", "built", "slow"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Refuse a test without such a mark what takes long."""
    with ExitStack() as refused:
        if MAY_TAKE_LONG.isdisjoint(mark.name for mark in item.iter_markers()):
            for module, name in TAKES_LONG.items():
                if module in sys.modules:
                    refused.enter_context(
                        patch.object(getattr(sys.modules[module], name), "__init__", _refuse)
                    )
        return (yield)


def _refuse(*_: object, **__: object) -> None:
    pytest.fail("This test starts a program or builds pages: give it the mark 'slow'.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that drive a browser, so that no worker waits for one at the end."""
    driving = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in driving)


def pytest_collection_finish() -> None:
    """Leave what all the tests stand on out of each search for garbage from here on."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the tables that a test may spoil."""
    return Path(shutil.copytree(CHECKOUT / "data", tmp_path / "data"))


@pytest.fixture
def without_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the figures of the class report to its own tests: they take their time."""
    pages = SimpleNamespace(report="a report", seminar="a seminar")
    monkeypatch.setattr("hedgelab.desk.grading.run.class_pages", lambda *_, **__: pages)
