"""The labs where readers open them: what the first cell says, and where links lead."""

import importlib.util
import json
from pathlib import Path

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


def test_links_lead_to_the_books_address_where_it_has_one() -> None:
    for name in NAMES:
        text = (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
        assert for_readers(text, "") == text
        linked = for_readers(text, BOOK)
        assert "../book/" in text
        assert "](../book/" not in linked
        assert "](https://example.org/lab/book/codebook.html)" in linked


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
