"""A kernel finds the notebook that it belongs to, and reads what its outputs carry."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from hedgelab.boards import ANSWERS_MIME
from hedgelab.widgets import notebook

DOCUMENT = {
    "format": "hedgelab-answers/1",
    "assignment": "deeds",
    "answers": [{"event": "pact-1993", "position": "balancing"}],
}


def written(*data: object) -> dict[str, Any]:
    """Give a notebook whose only cell has these outputs."""
    outputs = [{"data": one, "metadata": {}} for one in data]
    return {"cells": [{"outputs": outputs}, {"outputs": 7}, 8], "nbformat": 4}


@pytest.fixture(autouse=True)
def nothing_seen_before() -> Iterator[None]:
    notebook._carried_at_first.cache_clear()
    yield
    notebook._carried_at_first.cache_clear()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ipynb"
    path.write_text(json.dumps(written({ANSWERS_MIME: DOCUMENT})), encoding="utf-8")
    return path


def assignments() -> list[str]:
    return sorted({held.answers.assignment for held in notebook.carried()})


def test_jupyter_tells_the_file_in_the_environment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert assignments() == []
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    assert assignments() == ["deeds"]
    assert notebook.place_of_notebook()
    assert path.stem not in notebook.place_of_notebook()


def test_vs_code_tells_the_file_among_the_notebooks_names(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = SimpleNamespace(user_ns={"__vsc_ipynb_file__": str(path)}, kernel=1)
    monkeypatch.setattr(notebook, "get_ipython", lambda: shell)
    assert assignments() == ["deeds"]


def test_colab_has_no_file_and_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def blocking_request(what: str, **options: object) -> dict[str, Any]:
        asked.append((what, options["timeout_sec"]))
        return {"ipynb": written({ANSWERS_MIME: DOCUMENT})}

    message = ModuleType("google.colab._message")
    monkeypatch.setattr(message, "blocking_request", blocking_request, raising=False)
    for name in ("google", "google.colab"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, "google.colab._message", message)
    assert assignments() == ["deeds"]
    assert asked == [("get_ipynb", 10)] * 2
    monkeypatch.delattr(message, "blocking_request")
    assert assignments() == ["deeds"]


def test_what_the_cell_lost_when_it_was_run_is_known_from_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    monkeypatch.setattr(notebook, "is_in_notebook", lambda: True)
    notebook.look_early()
    path.write_text(json.dumps(written()), encoding="utf-8")
    assert assignments() == ["deeds"]


@pytest.mark.parametrize(
    "content",
    [
        "{cut off",
        "[]",
        json.dumps(written({ANSWERS_MIME: {**DOCUMENT, "answers": 7}}, {"text/plain": "x"}, 5)),
        " " * (notebook.MAX_NOTEBOOK_BYTES + 1),
    ],
    ids=["cut off", "a list", "damaged", "large"],
)
def test_a_notebook_that_carries_nothing_readable_is_no_obstacle(
    path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    path.write_text(content, encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    assert assignments() == []
