"""A full disk, a folder that may not be written to: told, and never a fault of the program."""

import errno
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hedgelab.cli import FAILURE, main
from hedgelab.desk.model.key import write_key
from tests.desk.classroom import MARKED, answer_file, hand_in, points

pytestmark = pytest.mark.usefixtures("without_figures")

COMMANDS = {
    "grade": "grade {0}/key.json {0}/in --roster {0}/roster.csv --out {0}/out",
    "handout": "handout {0}/two.yml --out {0}/handout",
    "quiz": "quiz moodle-xml {0}/two.yml --out {0}/quiz.xml",
    "bank": "bank new {0}/bank",
    "demo-class": "demo-class {0}/demo",
    "export": "mark {0}/graded --export {0}/to-mark.csv",
    "report": "export report {0}/graded --out {0}/report.html",
}

ASSIGNMENT = "title: Two\nevents: [supsa-line-1995, kfor-platoon-1999]\npoints:\n  position: 10\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with all that the commands need."""
    (tmp_path / "key.json").write_text(write_key(MARKED))
    (tmp_path / "roster.csv").write_text("Student ID,Name\ns1,Ana Lee\n")
    (tmp_path / "two.yml").write_text(ASSIGNMENT)
    words = {"port-2001": "Why " * 200}
    hand_in(tmp_path / "in", s1=answer_file("s1", words=words))
    typed = COMMANDS["grade"].format(tmp_path).replace("/out", "/graded").split()
    main([*typed, "--quiet"])
    return tmp_path


def refused(command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that the system refuses; give what it says."""
    capsys.readouterr()
    assert main(COMMANDS[command].format(folder).split()) == FAILURE
    said = capsys.readouterr().err
    assert said.startswith("hedgelab: ")
    assert "fault of the program" not in said
    assert "Errno" not in said
    return said


REFUSALS = {
    errno.ENOSPC: "the disk is full: make room, and run the same command again",
    errno.EROFS: "lies where nothing may be written: choose another folder",
    errno.EACCES: "may not be opened",
    errno.EIO: "rror",
}


@pytest.mark.parametrize("number", REFUSALS, ids=errno.errorcode.get)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_the_system_refuses_is_told(
    command: str,
    number: int,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(_source: object, target: object, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(target))

    def refuse_folder(path: object, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    # Whatever is written whole ends so, and what has a folder of its own begins so.
    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(os, "mkdir", refuse_folder)
    assert REFUSALS[number] in refused(command, folder, capsys)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Have the system refuse to let a file grow, as a full disk does, even for root."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler: Callable[..., Any] | int | None = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("size", [500, 9_000, 60_000])
def test_a_gradebook_that_cannot_grow_is_told_and_completed_later(
    size: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with files_of_at_most(size):
        said = refused("grade", folder, capsys)
    assert "out" in said
    main(COMMANDS["grade"].format(folder).split())
    assert points(folder / "out")["s1"] == points(folder / "graded")["s1"] == "8"


@pytest.mark.parametrize(
    "name", ["feedback", "grades.csv", "gradebook.sqlite", "class-report.html"]
)
def test_a_file_where_a_folder_belongs_is_told_and_the_other_way_round(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "out").mkdir()
    if name == "feedback":
        (folder / "out" / name).write_text("mine")
    else:
        (folder / "out" / name).mkdir()
        (folder / "out" / name / "mine").write_text("mine")
    assert name in refused("grade", folder, capsys)


def test_a_file_where_the_grades_belong_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "out").write_text("mine")
    assert str(folder / "out") in refused("grade", folder, capsys)
    assert (folder / "out").read_text() == "mine"
