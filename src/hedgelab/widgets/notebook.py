"""The notebook that a board stands in: where it is, and what of a board's work it carries.

A kernel knows only of the file that was last saved, and in Colab of what the browser has.
A notebook is read here as data; nothing in it is run.
"""

import hashlib
import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from IPython.core.getipython import get_ipython

from hedgelab.answers import AnswerFile, AnswerFileError, answers_from_dict
from hedgelab.boards import ANSWERS_MIME, Json
from hedgelab.strict_json import StrictJSONError, parse_json

MAX_NOTEBOOK_BYTES: Final = 16 * 1024 * 1024
"""The largest notebook that is looked into."""

_COLAB_WAITS = 10  # seconds for the browser's answer


class Carried(NamedTuple):
    """A board's work, as an output of a notebook carries it."""

    answers: AnswerFile
    progress: Json


def is_in_notebook() -> bool:
    """Tell whether a kernel runs this, for a person and not for a page of the book."""
    return hasattr(get_ipython(), "kernel") and os.environ.get("HEDGELAB_BOOK") != "1"


def notebook_path() -> Path | None:
    """Give the file of the notebook, where whoever started the kernel has told it."""
    shell: Any = get_ipython()
    # VS Code puts it among the notebook's own names; Jupyter's server into the environment.
    told = getattr(shell, "user_ns", {}).get("__vsc_ipynb_file__")
    path = Path(told or os.environ.get("JPY_SESSION_NAME") or "")
    return path if path.suffix == ".ipynb" and path.is_file() else None


def place_of_notebook() -> str:
    """Give a name by which a browser tells this notebook's boards from another's; "" for none.

    It goes where the notebook goes, and so says nothing of its owner's folders.
    """
    path = notebook_path()
    return "" if path is None else hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]


def carried() -> list[Carried]:
    """Give the work that the notebook carries now, or carried when this was first asked."""
    return [*_carried_at_first(), *_in_outputs(_document())]


@cache
def _carried_at_first() -> list[Carried]:
    # A cell that runs loses its output, and a notebook may be saved in that moment.
    return list(_in_outputs(_document()))


def look_early() -> None:
    """Read what the notebook carries, before the cell with the board is run."""
    if is_in_notebook():
        _carried_at_first()


def _document() -> object:
    if "google.colab" in sys.modules:
        return _from_colab()
    path = notebook_path()
    with suppress(OSError, StrictJSONError):
        if path is not None and path.stat().st_size <= MAX_NOTEBOOK_BYTES:
            return parse_json(path.read_bytes(), MAX_NOTEBOOK_BYTES, trusted_in_part=True)
    return None


def _from_colab() -> object:
    """Ask the browser: in Colab the notebook is no file that a kernel could read."""
    # Whatever goes wrong there must not keep a board from coming.
    with suppress(Exception):
        message: Any = importlib.import_module("google.colab._message")
        reply = message.blocking_request("get_ipynb", request="", timeout_sec=_COLAB_WAITS)
        return reply["ipynb"]
    return None


def _in_outputs(document: object) -> Iterator[Carried]:
    for cell in _list_in(document, "cells"):
        for output in _list_in(cell, "outputs"):
            data = output.get("data") if isinstance(output, dict) else None
            if not isinstance(data, dict) or ANSWERS_MIME not in data:
                continue
            with suppress(AnswerFileError):
                yield Carried(answers_from_dict(data[ANSWERS_MIME]), _progress_in(output))


def _progress_in(output: Json) -> Json:
    about = output.get("metadata")
    ours = about.get(ANSWERS_MIME) if isinstance(about, dict) else None
    checked = ours.get("checked") if isinstance(ours, dict) else None
    if not isinstance(checked, dict):
        return {"checked": {}}
    return {"checked": {name: at for name, at in checked.items() if isinstance(at, str)}}


def _list_in(document: object, member: str) -> list[Any]:
    value = document.get(member) if isinstance(document, dict) else None
    return value if isinstance(value, list) else []
