"""nbgrader on ten questions, in an environment of its own."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

QUESTIONS = 10
ASSIGNMENT = "ports"
_ANSWER = "indirect-balancing"

Json = dict[str, Any]


class CannotMeasureError(RuntimeError):
    """The peer cannot be had or run here; the message says why."""


def autograde_seconds(folder: Path, submissions: int) -> float:
    """Give how long nbgrader's autograde takes for each submission.

    Parameters
    ----------
    folder : Path
        Where its environment is kept from one run to the next, and the course is made anew.
    submissions : int
        How many students hand in; all of them are graded by one command.

    Raises
    ------
    CannotMeasureError
        If nbgrader cannot be installed or run.
    """
    command = _installed(folder / "venv")
    course = folder / "course"
    shutil.rmtree(course, ignore_errors=True)
    notebook = course / "source" / ASSIGNMENT / "sheet.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text(json.dumps(_notebook()), encoding="utf-8")
    _run([command, "generate_assignment", ASSIGNMENT, "--create"], course)
    for number in range(submissions):
        handed_in = course / "submitted" / f"s{number}" / ASSIGNMENT / "sheet.ipynb"
        handed_in.parent.mkdir(parents=True)
        handed_in.write_text(_answered(course / "release"), encoding="utf-8")
    started = time.perf_counter()
    _run([command, "autograde", ASSIGNMENT, "--create"], course)
    took = time.perf_counter() - started
    graded = list((course / "autograded").glob(f"*/{ASSIGNMENT}/sheet.ipynb"))
    if len(graded) != submissions:
        raise CannotMeasureError(f"nbgrader graded {len(graded)} of {submissions} submissions")
    return took / submissions


def _installed(environment: Path) -> str:
    """Give nbgrader's command; the first time, install it from the package index."""
    folder = environment / ("Scripts" if sys.platform == "win32" else "bin")
    command = folder / "nbgrader"
    if not command.exists():
        environment.parent.mkdir(parents=True, exist_ok=True)
        _run([sys.executable, "-m", "venv", str(environment)], environment.parent)
        python = str(folder / "python")
        wanted = ["nbgrader", "ipykernel"]
        _run([python, "-m", "pip", "install", "--quiet", *wanted], environment.parent)
    return str(command)


def _run(command: list[str], folder: Path) -> None:
    # nbgrader calls a neighbour, alembic, by its name alone.
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ["PATH"]])
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = "\n".join((done.stderr or done.stdout).splitlines()[-5:])
        raise CannotMeasureError(f"{' '.join(command[:3])} failed:\n{last}")


def _answered(release: Path) -> str:
    """Give the released notebook as a student hands it in, with every question answered."""
    notebook = json.loads((release / ASSIGNMENT / "sheet.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        name = cell["metadata"]["nbgrader"]["grade_id"]
        if name.startswith("answer-"):
            cell["source"] = f"answer_{name.removeprefix('answer-')} = {_ANSWER!r}"
    return json.dumps(notebook)


def _notebook() -> Json:
    """Give ten questions, each a cell to answer in and a test of it, a point each."""
    cells = []
    for number in range(1, QUESTIONS + 1):
        answer = f"### BEGIN SOLUTION\nanswer_{number} = {_ANSWER!r}\n### END SOLUTION"
        cells += [
            _cell(f"answer-{number}", answer, solution=True),
            _cell(f"test-{number}", f"assert answer_{number} == {_ANSWER!r}", points=1),
        ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _cell(name: str, source: str, *, solution: bool = False, points: int = 0) -> Json:
    role = {
        "grade": points > 0,
        "grade_id": name,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
        **({"points": points} if points else {}),
    }
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {"nbgrader": role},
        "outputs": [],
        "source": source,
    }
