"""The page's own Python does what the native one does, to the byte, and outlives what comes."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hedgelab.desk.demo_class import write_demo_class
from hedgelab.desk.handout import KEY_NAME
from hedgelab.desk.model.key import write_key
from hedgelab.desk.office.class_file import ClassFile
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Given
from tests.desk.classroom import CLASS, KEY
from tests.desk.test_hostile import HOSTILE, hostile_class
from tests.desk_page.conftest import PageEngine

pytestmark = pytest.mark.browser

__all__ = ["hostile_class"]  # a fixture


def files_of(content: bytes, scratch: Path) -> dict[str, bytes]:
    """Give the files of a class by their paths; a database as the statements that make it."""
    scratch.mkdir(parents=True, exist_ok=True)
    path = scratch / "looked-at.hedgelab"
    path.write_bytes(content)
    with ClassFile(path) as held:
        found = {name: held.content(digest) for name, digest in held.files().items()}
    for name in [it for it in found if it.endswith(".sqlite")]:
        # Each SQLite writes its own version into the file's head.
        database = sqlite3.connect(":memory:")
        database.deserialize(found[name])
        found[name] = "\n".join(database.iterdump()).encode()
    return {name: timeless(it) for name, it in found.items()}


def timeless(content: bytes) -> bytes:
    """Take out when something was done: one engine is asked after the other."""
    days = "|".join(f"{datetime.now(UTC) + timedelta(days=it):%Y-%m-%d}" for it in (-1, 0))
    return re.sub(rf"({days})T[0-9:.]+Z".encode(), b"NOW", content)


def unzipped(given: Given) -> dict[str, bytes]:
    """Give what is in a zip, or a file as it is: each zlib packs in its own way."""
    if not given.name.endswith(".zip"):
        return {given.name: timeless(given.content)}
    with zipfile.ZipFile(io.BytesIO(given.content)) as packed:
        return {it: timeless(packed.read(it)) for it in packed.namelist()}


def plain(answer: object) -> object:
    """Give part of an answer as it is after a journey as JSON."""
    return json.loads(json.dumps(answer))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "class"
    write_demo_class(folder)
    return folder


@pytest.fixture(scope="module")
def handed_out(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give a class file in which the demo class has its sheets."""
    folder = tmp_path_factory.mktemp("handed-out")
    with Office(folder / "class", folder / "Demo.hedgelab") as office:
        for asked, names in (
            ({"do": "assignment.take"}, ["assignment.yml", "rubric.yml"]),
            ({"do": "class.roster"}, ["roster.csv"]),
            ({"do": "handout.give", "way": "one"}, []),
        ):
            given = [Given(name, (demo / name).read_bytes()) for name in names]
            answer = office.answer(asked, given)
            assert "error" not in answer, answer["error"]
        return office.saved()


def given_of(folder: Path) -> list[Given]:
    return [
        Given(path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def test_what_it_grades_is_the_native_ones_to_the_byte(
    engine: PageEngine, handed_out: bytes, demo: Path, tmp_path: Path
) -> None:
    asked: list[tuple[dict[str, Any], list[Given]]] = [
        ({"do": "grade.files"}, given_of(demo / "submissions")),
        ({"do": "grade.tables"}, []),
        ({"do": "talk.page", "page": "report"}, []),
        ({"do": "talk.page", "page": "seminar"}, []),
        ({"do": "return.receipts"}, []),
        (
            {"do": "return.gradebook", "platform": "canvas", "apply": True},
            [Given("canvas-gradebook.csv", (demo / "canvas-gradebook.csv").read_bytes())],
        ),
    ]
    (tmp_path / "Demo.hedgelab").write_bytes(handed_out)
    opened = engine.open(handed_out, "Demo")
    with Office(tmp_path / "class", tmp_path / "Demo.hedgelab") as native:
        assert opened["state"] == plain(native.state())
        for request, given in asked:
            ours, theirs = engine.ask(request, given), native.answer(request, given)
            assert "error" not in theirs, theirs["error"]
            assert "error" not in ours, ours["error"]
            for part in ("said", "shown", "state", "changed"):
                assert ours[part] == plain(theirs[part]), (request, part)
            assert list(map(unzipped, ours["files"])) == list(map(unzipped, theirs["files"]))
        there = files_of(native.saved(), tmp_path / "native")
    here = files_of(engine.saved(), tmp_path / "here")
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
    assert sum(name.startswith("graded/feedback/") for name in here) > 20
    with (demo / "true-scores.csv").open(encoding="utf-8", newline="") as file:
        due = {row["student"]: row["points_before_marking"] for row in csv.DictReader(file)}
    table = csv.DictReader(io.StringIO(here["graded/grades.csv"].decode("utf-8-sig")))
    points = {row["id"]: row["points"] for row in table}
    assert sum(bool(it) for it in points.values()) == 23
    assert {it: float(points[it] or 0) for it in points} == {it: float(due[it] or 0) for it in due}


@pytest.mark.slow
def test_every_hostile_file_meets_the_fate_that_it_has_natively(
    engine: PageEngine, hostile_class: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "class"
    roster = "\n".join(
        ["id,name,email", *(f"{it.id},{it.name},{it.email}" for it in CLASS.students)]
    )
    given = given_of(hostile_class)
    with Office(folder, tmp_path / "Hostile.hedgelab") as office:
        office.answer({"do": "class.roster"}, [Given("roster.csv", roster.encode())])
        (folder / "handout").mkdir()
        (folder / "handout" / KEY_NAME).write_text(write_key(KEY), encoding="utf-8")
        office.answer({"do": "name", "name": "Hostile"})
        engine.open(office.saved(), "Hostile")
        theirs = office.answer({"do": "grade.files"}, given)
        ours = engine.ask({"do": "grade.files"}, given)
        assert (ours["said"], ours["state"]) == (theirs["said"], plain(theirs["state"]))
    fates = files_of(engine.saved(), tmp_path / "here")["graded/intake.csv"]
    assert fates == timeless((folder / "graded" / "intake.csv").read_bytes())
    assert len(fates.splitlines()) > len(HOSTILE)


def test_where_python_dies_the_class_is_as_it_was_and_the_file_is_named(
    engine: PageEngine, handed_out: bytes, demo: Path
) -> None:
    engine.open(handed_out, "Demo")
    before = engine.saved()
    given = given_of(demo / "submissions")
    # What a stack that is too small for it throws, from a clock that every step asks.
    engine.in_worker(
        """() => {
            const post = self.postMessage;
            self.postMessage = (...told) => {
                if (told[0].progress?.[0] === 3) {
                    Date.now = () => { throw new RangeError("Maximum call stack size exceeded"); };
                }
                post.call(self, ...told);
            };
        }"""
    )
    answer = engine.ask({"do": "grade.files"}, given)
    assert answer["error"]["fault"] is True
    assert "Maximum call stack" in answer["error"]["says"]
    assert answer["told"][-1][2] in answer["error"]["says"]
    assert engine.saved() == before
    assert engine.ask({"do": "state"})["state"] == answer["state"]
    assert "error" not in engine.ask({"do": "grade.files"}, given)


def test_what_is_stopped_leaves_the_class_as_it_was(
    engine: PageEngine, handed_out: bytes, demo: Path
) -> None:
    opened = engine.open(handed_out, "Demo")
    given = given_of(demo / "submissions")
    before = engine.saved()
    stopped = engine.ask({"do": "grade.files"}, given, stop_at="files read")
    assert stopped["error"] == {
        "says": "Stopped. The class is as it was before.",
        "cancelled": True,
    }
    assert engine.saved() == before
    assert engine.ask({"do": "state"})["state"] == opened["state"]


def test_a_file_that_is_no_class_leaves_the_open_one(engine: PageEngine, handed_out: bytes) -> None:
    opened = engine.open(handed_out, "Demo")
    told = engine.open(b"no class at all", "Another")["error"]["says"]
    assert "cannot be read as a class file" in told
    assert engine.ask({"do": "state"})["state"] == opened["state"]


def test_a_file_that_is_gone_is_named_and_nothing_is_done(
    engine: PageEngine, handed_out: bytes
) -> None:
    opened = engine.open(handed_out, "Demo")
    engine.in_worker(
        """() => {
            self.read = FileReaderSync.prototype.readAsArrayBuffer;
            FileReaderSync.prototype.readAsArrayBuffer = () => {
                throw new DOMException("It was moved.", "NotReadableError");
            };
        }"""
    )
    try:
        answer = engine.ask({"do": "grade.files"}, [Given("week/s1.json", b"{}")])
    finally:
        engine.in_worker("() => { FileReaderSync.prototype.readAsArrayBuffer = self.read; }")
    assert answer["error"]["says"].startswith("week/s1.json could not be read")
    assert engine.ask({"do": "state"})["state"] == opened["state"]


def test_the_clock_is_that_of_the_visitor(
    engine: PageEngine, handed_out: bytes, demo: Path
) -> None:
    """Its memory was made once for everybody, in a zone that is nobody's."""
    engine.open(handed_out, "Demo")
    engine.ask({"do": "grade.files"}, given_of(demo / "submissions")[:3])
    engine.in_worker(
        "() => { self.now = Date.now; Date.now = () => Date.UTC(2027, 0, 1, 22, 30); }"
    )
    try:
        (archive,) = engine.ask({"do": "return.archive"})["files"]
    finally:
        engine.in_worker("() => { Date.now = self.now; }")
    assert archive.name.endswith("-2027-01-02.zip"), "in Baku it is the next day already"
