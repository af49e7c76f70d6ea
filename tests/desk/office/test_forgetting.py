"""Whoever is forgotten is in no file of the class any more, and no Undo brings them back."""

import io
import sqlite3
import zipfile
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from hedgelab.desk.grading.run import grade
from hedgelab.desk.handout import KEY_NAME
from hedgelab.desk.model.key import read_key, write_key
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Given
from tests.desk.classroom import CLASS, KEY, SHEET, answer_file, everything, hand_in, points

pytestmark = pytest.mark.usefixtures("without_figures")

ROSTER = "Student ID,Name,E-mail\ns1,Ana Lee,s1@example.edu\ns2,Ben Okoro,s2@example.edu\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a class with sheets by name, of whom two handed in."""
    folder = tmp_path / "class"
    (folder / "handout" / "student").mkdir(parents=True)
    for name in ("ports-s1.html", "ports-s2.html", "ports-s2-print.html"):
        (folder / "handout" / "student" / name).write_text(name, encoding="utf-8")
    (folder / "handout" / "sheets-folders.zip").write_bytes(b"all")
    sheet = replace(KEY.sheets[SHEET], students=("s1", "s2"))
    (folder / "handout" / KEY_NAME).write_text(
        write_key(replace(KEY, sheets={SHEET: sheet})), encoding="utf-8"
    )
    files = hand_in(tmp_path / "in", s1=answer_file("s1"), s2=answer_file("s2"))
    grade(read_key(folder / "handout" / KEY_NAME), [files], folder / "graded", roster=CLASS)
    return folder


def test_nothing_in_the_class_names_them_any_more(folder: Path) -> None:
    with Office(folder) as office:
        office.answer({"do": "class.roster"}, [Given("Gruppe.csv", ROSTER.encode())])
        office.answer({"do": "name", "name": "Ports"})
        assert len(office.state()["undo"]) == 2
        done = office.answer({"do": "return.forget", "student": "S2"})
        assert "error" not in done
        assert done["state"]["undo"] == []
        assert done["state"]["class"]["roster"]["students"] == 1
        assert "1 × place on the list" in done["said"][0]
        for name in ("handout/key.json", "ports-s2-print.html", "roster/Gruppe.csv"):
            assert name in done["said"][1]
        saved = office.saved()
    (folder.parent / "saved.hedgelab").write_bytes(saved)
    with closing(sqlite3.connect(folder.parent / "saved.hedgelab")) as connection:
        kept = [zlib.decompress(it) for (it,) in connection.execute("SELECT held FROM contents")]
    assert any(b"Ana Lee" in it for it in kept)
    held = everything(folder)
    assert held["handout/student/ports-s1.html"] == b"ports-s1.html"
    assert b"Ana Lee" in held["roster/Gruppe.csv"]
    for trace in (b"s2@example.edu", b"Ben Okoro", b'"s2"', b"ports-s2"):
        assert not [name for name, content in held.items() if trace in content]
        assert not [content for content in kept if trace in content]
    assert not [name for name in held if "s2" in name or "sheets-" in name]


def zipped(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.json", text)
    return held.getvalue()


def test_nothing_that_came_in_names_them_any_more(folder: Path) -> None:
    with Office(folder) as office:
        dropped = [
            Given("all.zip", zipped(s1=answer_file("s1"), s2=answer_file("s2"))),
            Given("one/s2.json", answer_file("s2").encode()),
            Given("s1.json", answer_file("s1").encode()),
            Given("list.csv", ROSTER.encode()),
            Given("s21.txt", b"Ben-Okorov, s21 and xs2"),
        ]
        assert "error" not in office.answer({"do": "grade.files"}, dropped)
        done = office.answer({"do": "return.forget", "student": "s2"})
        assert "error" not in done, done["error"]
    left = {path.name for path in (folder / "handed-in").rglob("*") if path.is_file()}
    assert left == {"s1.json", "s21.txt"}
    assert points(folder / "graded") == {"s1": "8", "s3": ""}


def test_who_is_known_to_nobody_is_not_forgotten_and_all_stays(folder: Path) -> None:
    with Office(folder) as office:
        office.answer({"do": "class.roster"}, [Given("r.csv", ROSTER.encode())])
        before = everything(folder)
        told = office.answer({"do": "return.forget", "student": "s9"})
        assert "knows no student 's9'" in told["error"]["says"]
        assert len(told["state"]["undo"]) == 1
    parts = {name: it for name, it in before.items() if not name.startswith(".desk")}
    assert parts.items() <= everything(folder).items()
