"""A program that is killed at any point leaves a class that opens where it stood."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hedgelab.desk.handout import KEY_NAME
from hedgelab.desk.model.key import write_key
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Given
from tests.desk.classroom import KEY, PLACES, answer_file, everything, points

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("without_figures"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks to be killed"),
]

ROSTER = "id,name\ns1,Ana Lee\ns2,Ben Okoro\n"
TOUCHING = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "sqlite3.connect"}
POINTS = {"grading": 12, "undoing": 8}
BETTER = {**PLACES, "port-2001": "indirect-balancing"}

Act = Callable[[Office], object]


def take(name: str, places: dict[str, str]) -> Act:
    given = Given(f"{name}.json", answer_file(name, places).encode())
    return lambda office: office.answer({"do": "grade.files"}, [given])


ACTS: dict[str, Act] = {
    "grading": take("s2", PLACES),
    "undoing": lambda office: office.answer({"do": "undo"}),
}


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a class in which one student has a grade, and then another one by a newer file."""
    folder = tmp_path_factory.mktemp("standing") / "class"
    (folder / "handout").mkdir(parents=True)
    (folder / "handout" / KEY_NAME).write_text(write_key(KEY), encoding="utf-8")
    with Office(folder) as office:
        office.answer({"do": "class.roster"}, [Given("roster.csv", ROSTER.encode())])
        take("s1", PLACES)(office)
        take("s1", BETTER)(office)
    return folder


def child(folder: Path, act: Act, at: int) -> int:
    """Do something in a process of its own that is killed at a point; give how that ended.

    The points are the moments at which it opens, moves or removes a file; at 0 it tells by its
    end how many there are.
    """
    number = os.fork()
    if number:
        return os.waitpid(number, 0)[1]
    seen = 0
    is_on = False

    def hook(event: str, _arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if is_on and event in TOUCHING:
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(hook)
        with Office(folder) as office:
            is_on = True
            act(office)
            is_on = False
    finally:
        os._exit(min(seen, 250))


def held(folder: Path) -> dict[str, bytes]:
    """Give all that a class is, without what keeps it."""
    return {name: it for name, it in everything(folder).items() if not name.startswith(".desk")}


@pytest.mark.parametrize("act", ACTS)
def test_killed_at_any_point_it_opens_where_it_stood(
    act: str, standing: Path, tmp_path: Path
) -> None:
    with Office(standing) as office:
        before = how(office)
    shutil.copytree(standing, tmp_path / "whole")
    shutil.copytree(standing, tmp_path / "counted")
    with Office(tmp_path / "whole") as office:
        ACTS[act](office)  # whatever is read once is read, and counts no more
        after = how(office)
    assert after != before
    count = os.waitstatus_to_exitcode(child(tmp_path / "counted", ACTS[act], 0))
    many = POINTS[act]
    points_of_time = {1 + round((count - 1) * step / (many - 1)) for step in range(many)}
    assert len(points_of_time) == many
    stood = []
    for point in sorted(points_of_time):
        folder = tmp_path / f"{point}"
        shutil.copytree(standing, folder)
        child(folder, ACTS[act], point)
        with Office(folder) as office:
            # What is answered has been kept; it may be killed while it says so.
            stood.append(how(office))
            assert stood[-1] in (before, after), point
            if stood[-1] == before:
                assert held(folder) == held(standing)
                ACTS[act](office)
                assert how(office) == after, point
        shutil.rmtree(folder)
    # Few points lie behind the moment at which all is kept.
    assert stood.count(before) > many / 2
    assert stood == sorted(stood, key=[before, after].index)


def how(office: Office) -> tuple[dict[str, str], list[str], list[str]]:
    """Say how a class stands: its points, and what can be undone and done again."""
    state = office.state()
    return points(office.folder / "graded"), state["undo"], state["redo"]
