"""The pages for instructors keep their word: what they say is typed, in order, and what comes."""

import json
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

from hedgelab.cli import SUCCESS, main
from tests.desk.handout.nbgrader_rules import filled, notebook, released

BOOK = Path(__file__).parents[2] / "book"

HANDED_IN = {"s26001": "dominance-denial", "s26002": "indirect-balancing"}
"""Who hands in by nbgrader, and where they put every event."""

LAST_CODE = "echo $?"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """A command that was typed, what the page promised of it, and what came."""

    command: str
    promised: tuple[str, ...]
    code: int
    said: str


def steps_of(text: str, folder: Path) -> list[Step]:
    """Type what a page says, one command after another, in an empty folder."""
    done: list[Step] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for block in _BLOCK.findall(text):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *promised = part.splitlines()
                if command == LAST_CODE:
                    code, said = SUCCESS, f"{done[-1].code}\n"
                elif command.startswith("cd "):
                    code, said = SUCCESS, ""
                    patch.chdir(command.removeprefix("cd "))
                else:
                    code, said = _typed(command)
                done.append(Step(command, tuple(promised), code, said))
    return done


def keep_their_word(steps: list[Step]) -> None:
    """Hold what came against what was promised, and each code against what the page shows."""
    shown = {step.command for step, after in pairwise(steps) if after.command == LAST_CODE}
    for step in steps:
        rest = step.said
        for line in step.promised:
            assert line in rest, f"{step.command} does not say {line!r}, but:\n{step.said}"
            rest = rest.partition(line)[2]
        assert step.code == SUCCESS or step.command in shown, f"{step.command}:\n{step.said}"


def _typed(command: str) -> tuple[int, str]:
    """Run one command as a shell would; give its code and what it printed."""
    program, *argv = shlex.split(command)
    if program == "nbgrader":
        _as_nbgrader(*argv)
        return SUCCESS, ""
    assert program == "hedgelab"
    printed = StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        code = main(argv)
    return code, printed.getvalue()


def _as_nbgrader(step: str, assignment: str = "") -> None:
    """Do in the course's folder what that step of nbgrader does, by the rules of its source."""
    at = Path("release") / assignment / f"{assignment}.ipynb"
    if step == "generate_assignment":
        source = Path("source", *at.parts[1:]).read_text(encoding="utf-8")
        at.parent.mkdir(parents=True)
        at.write_text(json.dumps(released(notebook(source))), encoding="utf-8")
    elif step == "collect":
        given = notebook(at.read_text(encoding="utf-8"))
        events = [cell["metadata"].get("hedgelab", {}).get("event") for cell in given["cells"]]
        for student, place in HANDED_IN.items():
            handed = Path("submitted", student, assignment)
            handed.mkdir(parents=True)
            answers = {event: (repr(place), 2, "It fits.") for event in events if event}
            (handed / at.name).write_text(json.dumps(filled(given, answers)), encoding="utf-8")
            (handed / "timestamp.txt").write_text("2026-10-01 10:00:00 UTC", encoding="utf-8")
    elif step == "export":
        lines = [f"baku-and-moscow,2026-10-01 10:00:00,{student},1.0" for student in HANDED_IN]
        text = "\n".join(["assignment,timestamp,student_id,score", *lines, ""])
        Path("grades.csv").write_text(text, encoding="utf-8")
    else:
        assert step == "autograde"  # the scores that it gives stand in what it exports
