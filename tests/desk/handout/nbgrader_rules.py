"""What nbgrader does with cells, by the rules of its own ``preprocessors/`` and ``utils.py``."""

import contextlib
import io
import json
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

UNTOUCHED = "YOUR ANSWER HERE"


def notebook(text: str) -> Json:
    """Give a notebook with the source of each cell in one text."""
    document: Json = json.loads(text)
    for cell in document["cells"]:
        cell["source"] = "".join(cell["source"])
    return document


def released(source: Json) -> Json:
    """Give what students get of a source: ClearSolutions, ClearHiddenTests and LockCells."""
    document: Json = json.loads(json.dumps(source))
    for cell in document["cells"]:
        role = cell["metadata"].get("nbgrader")
        if role is None:
            continue
        if role["solution"]:
            cell["source"] = UNTOUCHED
        if role["grade"]:
            before, _, rest = cell["source"].partition("### BEGIN HIDDEN TESTS\n")
            cell["source"] = before + rest.partition("### END HIDDEN TESTS")[2]
        if role["locked"]:
            cell["metadata"] |= {"editable": False, "deletable": False}
    return document


def filled(given: Json, answers: Mapping[str, tuple[object, ...]], number: int = 0) -> Json:
    """Give a released notebook as a student hands it in.

    Parameters
    ----------
    given : dict
        What was released.
    answers : dict
        By event what is typed as the place, and as the confidence, and the reason.
    number : int
        Counts the events.
    """
    document: Json = json.loads(json.dumps(given))
    for cell in document["cells"]:
        event = cell["metadata"].get("hedgelab", {}).get("event", "")
        if event:
            number += 1
        if event in answers:
            place, sure, _ = answers[event]
            cell["source"] = f"position_{number} = {place}  # mine\nconfidence_{number} = {sure}"
        named = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if named.startswith("why-") and named.removeprefix("why-") in answers:
            cell["source"] = answers[named.removeprefix("why-")][2] or UNTOUCHED
    return document


def autograded(source: Json, handed: Json) -> dict[str, float | None]:
    """Give the points of each graded cell: OverwriteCells, Execute and `determine_grade`.

    Here the cells run that a test wrote; nbgrader runs those of students.
    """
    tests = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["source"]
        for cell in source["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade")
    }
    names: dict[str, object] = {}
    points: dict[str, float | None] = {}
    for cell in handed["cells"]:
        role = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and not role.get("grade"):
            exec(cell["source"], names)
        elif cell["cell_type"] == "code":
            points[role["grade_id"]] = _earned(tests[role["grade_id"]], names, role["points"])
        elif role.get("grade"):
            points[role["grade_id"]] = 0.0 if cell["source"] == UNTOUCHED else None
    return points


def _earned(test: str, names: dict[str, object], most: float) -> float:
    *lines, last = [line for line in test.splitlines() if line and not line.startswith("#")]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec("\n".join(lines), names)
            earned = float(eval(last, names))
    except (AssertionError, NameError):
        return 0.0
    assert 0 <= earned <= most  # nbgrader stops the whole run above that
    return earned
