"""A made-up step of the desk, with a request for each way that one can end."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

from hedgelab.desk.office.request import (
    Cancelled,
    Done,
    Given,
    Request,
    RequestError,
    Run,
    Step,
    Watch,
)

NOTES = "roster/notes.txt"


def _write(folder: Path, asked: Mapping[str, Any], given: Sequence[Given], watch: Watch) -> Done:
    (folder / "roster").mkdir(exist_ok=True)
    for at, (name, text) in enumerate(asked.get("files", {}).items()):
        watch(at, len(asked["files"]), name)
        path = folder / "roster" / name
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, encoding="utf-8")
    for one in given:
        (folder / "roster" / one.name).write_bytes(one.content)
    match asked.get("then"):
        case "refuse":
            raise RequestError("Row 3 of the roster has no id: write one.")
        case "break":
            raise ZeroDivisionError("nothing to divide")
    return Done(said=["Written."], shown={"files": len(given)}, files=given)


def _state(folder: Path) -> dict[str, Any]:
    found = sorted(folder.glob("roster/*"))
    held = {path.name: path.read_text(encoding="utf-8") for path in found}
    return {"files": held, "next": "" if held else "Drop a roster."}


def made_up(**requests: Request) -> dict[str, Step]:
    """Give the steps of an office, of which there is one."""
    own = {
        "write": Request(_write, changes=True, label="the notes"),
        "look": Request(_write, changes=False, label=""),
        "forget": Request(_write, changes=True, label="", forgets=True),
    }
    step: Any = SimpleNamespace(REQUESTS=own | requests, state=_state)
    return {"class": step}


def waiting(stopped: Event) -> Run:
    """Give a request that ends when it is stopped, and tells so."""

    def wait(
        folder: Path, _asked: Mapping[str, Any], _given: Sequence[Given], watch: Watch
    ) -> Done:
        (folder / "roster" / "half").write_text("half of it")
        try:
            while True:
                watch(1, 2, "half of it")
        except Cancelled:
            stopped.set()
            raise

    return wait
