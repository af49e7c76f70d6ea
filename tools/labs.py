"""Get the labs ready for where readers open them.

``python -m tools.labs LAB FOLDER`` copies a lab to a folder where it is not yet. In a copy, links
lead to the book at its own address, where `_config.yml` has one, and a solution is text to unfold:
the classic notebook cannot hide a cell's source. ``python -m tools.labs`` alone writes into the
labs themselves the cell that says how to install Hedging Lab; run it when the address of the
repository changes.
"""

import json
import re
import sys
from pathlib import Path
from textwrap import wrap
from typing import Any

import yaml

from hedgelab import __version__

_CHECKOUT = Path(__file__).parents[1]
NOTEBOOKS = _CHECKOUT / "notebooks"

READY = "ready"
"""The id of the cell that looks whether Hedging Lab is there."""

# Its traceback is its sentence, and "Run All" goes no further.
_READY = """\
from importlib.util import find_spec


class NotInstalledError(Exception):
    def _render_traceback_(self):
        return [str(self)]


if not (find_spec("hedgelab") and find_spec("anywidget")):
    raise NotInstalledError(
{sentence}
    )"""
_WIDTH = 64  # of a line of that sentence

_TO_BOOK = re.compile(r"\[([^\]]+)\]\(\.\./book/([\w-]+)\.(?:md|ipynb)(#[\w-]+)?\)")


def ready_source(repository: str) -> str:
    """Give the source of the cell that says in one sentence what to type.

    Parameters
    ----------
    repository : str
        Its address; "" where it has none.
    """
    what, where = "FOLDER[widgets]", ", with its wheel or the folder of the project for FOLDER"
    if repository:
        wheel = f"releases/download/v{__version__}/hedgelab-{__version__}-py3-none-any.whl"
        what, where = f"hedgelab[widgets] @ {repository.rstrip('/')}/{wheel}", ""
    sentence = (
        f'Hedging Lab is not installed here: type %pip install "{what}" in a cell of its own'
        f"{where}, run it, and restart the kernel."
    )
    lines = wrap(sentence, _WIDTH, drop_whitespace=False)
    quoted = (f"'{line}'" if '"' in line else f'"{line}"' for line in lines)
    return _READY.format(sentence="\n".join(f"        {line}" for line in quoted))


def for_readers(text: str, book: str) -> str:
    """Give a lab as its readers get it: its links lead to the book, its solutions are text.

    Parameters
    ----------
    text : str
        The notebook.
    book : str
        The book's address; "" where it has none, and then what was a link is words.
    """
    linked = rf"[\1]({book.rstrip('/')}/book/\2.html\3)" if book else r"\1"
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if "solution" in cell["metadata"].get("tags", ()):
            told = "To run it, copy it into a cell of your own."
            folded = f"<summary>Solution</summary>\n\n{told}\n\n```python\n{source}\n```"
            ident = cell["id"]
            cell.clear()
            cell |= {"cell_type": "markdown", "id": ident, "metadata": {}}
            source = f"<details>\n{folded}\n\n</details>"
        elif cell["cell_type"] == "markdown":
            source = _TO_BOOK.sub(linked, source)
        cell["source"] = source.splitlines(keepends=True)
    return _written(notebook)


def with_ready(text: str, repository: str) -> str:
    """Give a lab whose cell says what to type for this address."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["id"] == READY:
            cell["source"] = ready_source(repository).splitlines(keepends=True)
    return _written(notebook)


def addresses() -> tuple[str, str]:
    """Give the addresses of the repository and of the book, from `_config.yml`."""
    config = yaml.safe_load((_CHECKOUT / "_config.yml").read_text(encoding="utf-8"))
    return config["repository"]["url"] or "", config["html"]["baseurl"] or ""


def _written(notebook: dict[str, Any]) -> str:
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Copy a lab to a folder, or write the first cell of each."""
    repository, book = addresses()
    if len(sys.argv) == 1:
        for lab in NOTEBOOKS.glob("*.ipynb"):
            text = with_ready(lab.read_text(encoding="utf-8"), repository)
            lab.write_text(text, encoding="utf-8", newline="\n")
        return
    lab, folder = map(Path, sys.argv[1:])
    text = for_readers(lab.read_text(encoding="utf-8"), book)
    # What is there would be somebody's work.
    with (folder / lab.name).open("x", encoding="utf-8", newline="\n") as copy:
        copy.write(text)


if __name__ == "__main__":
    main()
