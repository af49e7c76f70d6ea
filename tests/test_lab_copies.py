"""A lab that is given away keeps its solutions to itself, and leads nowhere that is not there."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from hedgelab import __version__
from hedgelab.lab_copies import copy_of
from tests.notebooks.test_sources import FOLDER, NAMES
from tools.lab_copies import lay_out

FORGE = "https://forge.example/lab"
BOOK = "https://book.example/"


def copied(name: str, **addresses: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(copy_of(text, **addresses))
    return read


def sources(notebook: dict[str, Any], kind: str) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


@pytest.mark.parametrize("name", NAMES)
def test_running_all_cells_runs_no_solution(name: str) -> None:
    given = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    solutions = [
        "".join(cell["source"])
        for cell in given["cells"]
        if "solution" in cell["metadata"].get("tags", ())
    ]
    copy = copied(name)
    nbformat.validate(copy)
    folded = [text for text in sources(copy, "markdown") if "<summary>Solution</summary>" in text]
    assert len(folded) == len(solutions) >= 3
    for text, solution in zip(folded, solutions, strict=True):
        assert f"```python\n{solution}\n```\n\n</details>" in text
        assert text.startswith("<details>\n"), "folded until it is asked for"
    assert "# Solution" not in "\n".join(sources(copy, "code"))


@pytest.mark.parametrize("name", NAMES)
def test_what_a_solution_makes_no_other_cell_needs(name: str) -> None:
    """The names that only solutions give, no other cell reads."""
    given = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    assigned: dict[bool, set[str]] = {True: set(), False: set()}
    read: set[str] = set()
    for cell in given["cells"]:
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        is_solution = "solution" in cell["metadata"].get("tags", ())
        compiled = compile(source, name, "exec")
        assigned[is_solution] |= set(re.findall(r"^(\w+)(?:, \w+)* = ", source, re.M))
        if not is_solution:
            read |= set(compiled.co_names)
    assert (assigned[True] - assigned[False]) & read == set()


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_the_book_or_are_words(name: str) -> None:
    for addresses, led in (({}, False), ({"book": BOOK}, True)):
        links = re.findall(
            r"\]\(([^)]+)\)", "\n".join(sources(copied(name, **addresses), "markdown"))
        )
        assert [link for link in links if link.startswith("..") or link.endswith(".md")] == []
        assert any(link.startswith(f"{BOOK}book/") for link in links) is led
    assert f"]({BOOK}book/codebook.html)" in "".join(sources(copied(name, book=BOOK), "markdown"))


def test_the_first_cell_says_in_a_sentence_what_to_type() -> None:
    wheel = f"hedgelab-{__version__}-py3-none-any.whl"
    for addresses, what in (
        ({}, f'"{wheel}[widgets]"'),
        (
            {"repository": FORGE},
            f'"hedgelab[widgets] @ {FORGE}/releases/download/v{__version__}/{wheel}"',
        ),
    ):
        copy = copied("arms", **addresses)
        first = sources(copy, "code")[0].replace("hedgelab.widgets", "no_such_package_here")
        with pytest.raises(ModuleNotFoundError) as failed:
            exec(compile(first, "first", "exec"), {})
        assert str(failed.value) == (
            f"Type %pip install {what} into a cell, run it, and then run this one again."
        )
        assert f"`%pip install {what}`" in sources(copy, "markdown")[0]
        assert "make lab" not in sources(copy, "markdown")[0]


def test_a_copy_that_somebody_works_in_is_never_written_over(tmp_path: Path) -> None:
    assert sorted(lay_out(FOLDER, tmp_path)) == sorted(f"{name}.ipynb" for name in NAMES)
    (tmp_path / "arms.ipynb").write_text("my work", encoding="utf-8")
    (tmp_path / "trade.ipynb").unlink()
    assert lay_out(FOLDER, tmp_path) == ["trade.ipynb"]
    assert (tmp_path / "arms.ipynb").read_text(encoding="utf-8") == "my work"
