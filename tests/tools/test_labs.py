"""The labs where readers open them: what the first cell says, and where links lead."""

import importlib.util
import json
import re
from pathlib import Path

import nbformat
import pytest

from tools import labs
from tools.labs import NOTEBOOKS, READY, addresses, for_readers, ready_source

NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
BOOK = "https://example.org/lab/"


@pytest.mark.parametrize("name", NAMES)
def test_the_first_cell_says_what_to_type_for_the_address_there_is(name: str) -> None:
    notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    first = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    assert first["id"] == READY
    repository, _ = addresses()
    assert "".join(first["source"]) == ready_source(repository), "run: python -m tools.labs"
    # The book has Hedging Lab, and need not say how to get it.
    assert "remove-cell" in first["metadata"]["tags"]


@pytest.mark.parametrize(
    ("repository", "what"),
    [
        ("", "FOLDER[widgets]"),
        (
            "https://example.org/lab",
            "hedgelab[widgets] @ https://example.org/lab/releases/download/v",
        ),
    ],
)
def test_without_hedgelab_that_is_one_sentence_and_no_traceback(
    repository: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    exec(ready_source(repository), {})  # it is here, and nothing is said
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Exception, match="not installed here") as caught:
        exec(ready_source(repository), {})
    # What IPython shows in place of a traceback.
    (told,) = caught.value._render_traceback_()  # type: ignore[attr-defined]
    assert f'type %pip install "{what}' in told
    assert told.endswith("restart the kernel.")
    assert told.count(". ") == 0


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_the_books_address_or_are_words(name: str) -> None:
    text = (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
    assert "](../book/codebook.md)" in text
    for book in ("", BOOK):
        linked = for_readers(text, book)
        assert "../book/" not in linked
        assert ("](https://example.org/lab/book/codebook.html)" in linked) is bool(book)


@pytest.mark.parametrize("name", NAMES)
def test_in_a_copy_a_solution_is_text_to_unfold(name: str) -> None:
    text = (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
    given, copy = json.loads(text), json.loads(for_readers(text, ""))
    nbformat.validate(copy)
    assert [cell["id"] for cell in copy["cells"]] == [cell["id"] for cell in given["cells"]]
    solutions = 0
    for old, new in zip(given["cells"], copy["cells"], strict=True):
        source, told = "".join(old["source"]), "".join(new["source"])
        if "solution" in old["metadata"].get("tags", ()):
            solutions += 1
            assert new["cell_type"] == "markdown"
            assert told.startswith("<details>\n<summary>Solution</summary>\n\n")
            assert told.endswith(f"```python\n{source}\n```\n\n</details>")
        else:
            assert new["cell_type"] == old["cell_type"]
    assert solutions >= 3


@pytest.mark.parametrize("name", NAMES)
def test_no_other_cell_needs_what_a_solution_makes(name: str) -> None:
    given = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    made: dict[bool, set[str]] = {True: set(), False: set()}
    read: set[str] = set()
    for cell in given["cells"]:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            is_solution = "solution" in cell["metadata"].get("tags", ())
            made[is_solution] |= set(re.findall(r"^(\w+)(?:, \w+)* = ", source, re.MULTILINE))
            read |= set() if is_solution else set(compile(source, name, "exec").co_names)
    assert (made[True] - made[False]) & read == set()


def test_a_copy_that_is_there_is_somebodys_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = NOTEBOOKS / "arms.ipynb"
    monkeypatch.setattr("sys.argv", ["labs", str(lab), str(tmp_path)])
    monkeypatch.setattr(labs, "addresses", lambda: ("", BOOK))
    labs.main()
    mine = tmp_path / "arms.ipynb"
    assert "](https://example.org/lab/book/codebook.html)" in mine.read_text(encoding="utf-8")
    mine.write_text("my own work", encoding="utf-8")
    with pytest.raises(FileExistsError):
        labs.main()
    assert mine.read_text(encoding="utf-8") == "my own work"
