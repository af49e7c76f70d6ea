"""Labs as they are given away: no solution shows unasked, and no link leads to what is left behind.

The book runs the labs with their solutions, which it folds away.  Other programs unfold them,
or show what they give as soon as all cells are run.  So in a copy a solution is text to unfold.
"""

import json
import re
from typing import Any

from hedgelab import __version__

Json = dict[str, Any]

SOLUTION = "solution"
"""The tag of a cell that holds one."""

WHEEL = f"hedgelab-{__version__}-py3-none-any.whl"

_LINK = re.compile(r"\[([^\]]+)\]\(\.\./book/([\w-]+)\.md(#[\w-]+)?\)")
_TO_RUN = re.compile(r"\*\*To run it:\*\* .+")


def copy_of(text: str, *, book: str = "", repository: str = "") -> str:
    """Give a lab's notebook as a student gets it.

    Parameters
    ----------
    text : str
        The notebook as it lies in the project.
    book : str
        Where the book is published; without it, links to its pages become words.
    repository : str
        Where the editions are attached; without it, the package's file is to lie beside the copy.
    """
    notebook: Json = json.loads(text)
    what = installed_from(repository)
    cells: list[Json] = []
    for cell in notebook["cells"]:
        if SOLUTION in cell["metadata"].get("tags", ()):
            cells.append(_folded(cell))
        elif cell["cell_type"] == "markdown":
            cells.append(_with_source(cell, _linked("".join(cell["source"]), book, what)))
        elif not any(one["cell_type"] == "code" for one in cells):
            cells += [_first(what), cell]
        else:
            cells.append(cell)
    return json.dumps(notebook | {"cells": cells}, ensure_ascii=False, indent=1) + "\n"


def installed_from(repository: str) -> str:
    """Give what is typed behind ``%pip install`` for the package of this edition."""
    if not repository:
        return f'"{WHEEL}[widgets]"'
    return f'"hedgelab[widgets] @ {repository}/releases/download/v{__version__}/{WHEEL}"'


def _first(what: str) -> Json:
    """Give the cell that says in one sentence what to type where the package is missing."""
    source = (
        "try:\n"
        "    import hedgelab.widgets\n"
        "except ModuleNotFoundError:\n"
        "    raise ModuleNotFoundError(\n"
        f"        'Type %pip install {what} into a cell, run it, and then run this one again.'\n"
        "    ) from None"
    )
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": "package",
        "metadata": {},
        "outputs": [],
        "source": _lines(source),
    }


def _folded(cell: Json) -> Json:
    code = "".join(cell["source"])
    source = (
        "<details>\n<summary>Solution</summary>\n\n"
        "To run it, copy it into a cell of your own.\n\n"
        f"```python\n{code}\n```\n\n</details>"
    )
    return {
        "cell_type": "markdown",
        "id": cell["id"],
        "metadata": {"tags": [SOLUTION]},
        "source": _lines(source),
    }


def _linked(text: str, book: str, what: str) -> str:
    def link(found: re.Match[str]) -> str:
        words, page, place = found.groups()
        return f"[{words}]({book}book/{page}.html{place or ''})" if book else words

    beside = "" if "://" in what else ", with that file beside this notebook"
    run = (
        f"**To run it:** type `%pip install {what}` into a cell once{beside}. Then run the cells "
        "in their order."
    )
    return _TO_RUN.sub(lambda _: run, _LINK.sub(link, text))


def _with_source(cell: Json, source: str) -> Json:
    return cell | {"source": _lines(source)}


def _lines(source: str) -> list[str]:
    return source.splitlines(keepends=True)
