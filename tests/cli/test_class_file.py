"""A class file stands wherever a command wants the folder of the grades; the desk opens it."""

import json
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from hedgelab import desk_server
from hedgelab.cli import ATTENTION, FAILURE, SUCCESS, main
from hedgelab.desk.ledger.store import NAME
from hedgelab.desk.model.key import write_key
from hedgelab.desk.office.class_file import ClassFile
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Given
from hedgelab.scoring import CreditRule
from tests.desk.classroom import CLASS, KEY, PLACES, answer_file, everything, hand_in, points, rows

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("without_figures")]

FILE = Path("Baku 2026.hedgelab")


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder to work in."""
    monkeypatch.chdir(tmp_path)
    Path("key.json").write_text(write_key(KEY), encoding="utf-8")
    exact = replace(KEY, rule=CreditRule.EXACT)
    Path("exact.json").write_text(write_key(exact), encoding="utf-8")
    lines = [f"{it.id},{it.name},{it.email}" for it in CLASS.students]
    Path("roster.csv").write_text("\n".join(["id,name,email", *lines]) + "\n", encoding="utf-8")
    one_off = {**PLACES, "port-2001": "indirect-balancing"}
    hand_in(tmp_path / "in", s1=answer_file("s1", one_off), s2=answer_file("s2"))
    return tmp_path


def graded(out: Path | str) -> list[str]:
    return ["grade", "key.json", "in", "--roster", "roster.csv", "--out", str(out)]


@contextmanager
def opened() -> Iterator[Office]:
    """Give the office in which the class file is open."""
    with Office(Path("unpacked"), FILE) as office:
        yield office
    shutil.rmtree("unpacked")


def seen() -> set[str]:
    return {path.name for path in Path().iterdir()}


def test_what_is_graded_into_a_class_file_is_what_is_graded_into_a_folder(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(graded("graded")) == SUCCESS
    in_folder = capsys.readouterr().out
    before = seen()
    assert main(graded(FILE)) == SUCCESS
    assert capsys.readouterr().out == in_folder.replace("In graded:", f"In {FILE}:")
    assert seen() - before == {FILE.name}
    with opened() as office:
        ours, theirs = everything(Path("graded")), everything(office.folder / "graded")
        del ours[NAME], theirs[NAME]
        assert theirs == ours


def test_every_command_on_the_grades_takes_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    main(graded(FILE))
    before = seen()
    commands = {
        f"regrade|{FILE}|--key|exact.json": SUCCESS,
        f"decide|{FILE}|--student|s3|--excused|--reason|ill": SUCCESS,
        f"export|receipts|{FILE}|--student|s1": SUCCESS,
        f"export|grades|{FILE}|--out|again.csv": SUCCESS,
        f"mark|{FILE}|--export|to-mark.csv": FAILURE,  # there is no rubric, which it says
        f"return|{FILE}|--zip|folders": SUCCESS,
        f"archive|{FILE}": SUCCESS,
    }
    ended = {line: main(line.split("|")) for line in commands}
    told = capsys.readouterr()
    assert ended == commands, told
    assert ".open" not in told.out + told.err
    assert {row["id"]: row["status"] for row in rows(Path("again.csv"))}["s3"] == "excused"
    (archive,) = (path for path in seen() - before if path.startswith("Baku 2026-20"))
    assert seen() - before == {archive, "again.csv", "return-folders.zip"}
    with opened() as office:
        # What only reads is no step.
        assert office.state()["undo"] == ["hedgelab decide", "hedgelab regrade", "hedgelab grade"]


def test_the_desk_goes_on_with_what_a_command_began() -> None:
    main(graded(FILE))
    late = Given("s3.json", answer_file("s3").encode())
    with opened() as office:
        assert office.state()["class"]["roster"]["students"] == 3
        assert "error" not in office.answer({"do": "grade.files"}, [late])
        assert points(office.folder / "graded") == {"s1": "7.5", "s2": "8", "s3": "8"}
    assert main(["regrade", str(FILE), "--key", "exact.json", "--quiet"]) == SUCCESS
    with opened() as office:
        assert "error" not in office.answer({"do": "grade.again"})
        assert points(office.folder / "graded") == {"s1": "6", "s2": "8", "s3": "8"}


def test_what_fails_leaves_the_class_as_it_was_and_names_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(graded(FILE))
    capsys.readouterr()
    assert main(["forget", str(FILE), "--student", "s9"]) == FAILURE
    assert f"hedgelab: {FILE}/{NAME}: knows no student 's9'" in capsys.readouterr().err
    assert main(["mark", "nothing.hedgelab"]) == FAILURE
    assert "nothing.hedgelab: there is no such file" in capsys.readouterr().err
    assert not Path("nothing.hedgelab").exists()


def contents() -> bytes:
    """Give all that a class file holds, undone steps and all, with its bytes themselves."""
    with ClassFile(FILE) as file, closing(sqlite3.connect(":memory:")):
        held = {digest for (digest,) in file._rows("SELECT digest FROM contents")}
        return b"".join(map(file.content, held)) + FILE.read_bytes()


def test_who_is_forgotten_stands_nowhere_in_the_file() -> None:
    main(graded(FILE))
    main(["decide", str(FILE), "--student", "s2", "--adjust", "1", "--reason", "as agreed"])
    assert b"Ben Okoro" in contents()
    assert main(["forget", str(FILE), "--student", "s2"]) == SUCCESS
    assert b"Okoro" not in contents()
    assert b"Ana Lee" in contents()


def test_who_is_forgotten_in_a_folder_is_forgotten_by_undo_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Office(Path("class")):
        assert main(graded("class/graded")) == FAILURE
    assert "is open in another desk: close it there" in capsys.readouterr().err
    main(graded("class/graded"))
    Path("class/roster").mkdir()
    Path("class/roster/roster.csv").write_bytes(Path("roster.csv").read_bytes())
    with Office(Path("class")) as office:
        told = ["what was changed outside the desk", "hedgelab grade"]
        assert office.state()["undo"] == told
    assert main(["forget", "class/graded", "--student", "s2"]) == SUCCESS
    with Office(Path("class")) as office:
        assert office.state()["undo"] == []
        assert b"Okoro" not in Path("class/roster/roster.csv").read_bytes()
    Path("class/.desk.hedgelab").rename(FILE)
    assert b"Okoro" not in contents()


def test_marks_outlive_a_program_that_was_killed(capsys: pytest.CaptureFixture[str]) -> None:
    """As after a kill: the command's step has begun, some of it is done, nothing has ended it."""
    main(graded(FILE))
    folder = Path(".Baku 2026.open")
    with Office(folder, FILE) as office:
        office._class.begin("hedgelab mark")
    grades = folder / "graded" / "grades.csv"
    grades.write_text("as it stood", encoding="utf-8")
    with Office(folder, FILE):
        assert grades.read_text(encoding="utf-8") == "as it stood"


def test_a_command_does_not_build_on_what_a_killed_desk_half_did() -> None:
    """What the desk was about when it was killed goes before the command begins, and not after."""
    Path("class").mkdir()
    with Office(Path("class")) as office:
        office._class.begin("half of something")
    Path("class/graded").mkdir()
    Path("class/graded/half").touch()
    main(graded("class/graded"))
    with Office(Path("class")) as office:
        assert points(office.folder / "graded") == {"s1": "7.5", "s2": "8", "s3": ""}
        assert not Path("class/graded/half").exists()


def test_a_class_that_is_open_elsewhere_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(graded(FILE))
    with Office(Path("unpacked"), FILE):
        assert main(["decide", str(FILE), "--student", "s3", "--excused", "--reason", "ill"])
    assert f"{FILE}: is open in another desk" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("graded", "is the folder of the grades alone. Name the folder above it"),
        ("roster.csv", "is no class: name a folder, or a file that ends in .hedgelab"),
        ("damaged.hedgelab", "cannot be read as a class file"),
    ],
)
def test_what_is_no_class_is_told(
    typed: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(graded("graded"))
    Path("damaged.hedgelab").write_bytes(b"x" * 5000)
    assert main(["desk", typed, "--no-browser"]) == FAILURE
    assert told in capsys.readouterr().err


def test_where_the_server_is_missing_it_is_said_what_brings_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "hedgelab.desk_server", raising=False)
    assert main(["desk", "class", "--no-browser"]) == FAILURE
    said = capsys.readouterr().err
    assert "uvicorn is not installed. The extra 'desk' brings it: type pip install \"" in said
    assert not Path("class").exists()


def test_the_desk_serves_until_it_is_interrupted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places: list[str] = []
    monkeypatch.setattr(desk_server, "serve", lambda _office, place, *_: places.append(place))
    monkeypatch.setattr("webbrowser.open", lambda _: pytest.fail("nothing is to be opened"))
    for typed in ("class", FILE.name):
        assert main(["desk", typed, "--no-browser"]) == SUCCESS
    told = capsys.readouterr().out
    assert told.count("http://127.0.0.1:") == 2
    assert "#token=" in told
    assert [Path("class").resolve().name in places[0], str(FILE.resolve()) in places[1]] == [
        True
    ] * 2
    assert not Path(".Baku 2026.open").exists()


def test_check_says_whether_a_class_file_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    main(graded(FILE))
    capsys.readouterr()
    assert main(["check", str(FILE)]) == SUCCESS
    told = capsys.readouterr().out
    assert re.fullmatch(
        rf"{FILE}: a class file, in order: \d+ files of a class, and 1 step that can be undone\n",
        told,
    )
    with closing(sqlite3.connect(FILE)) as connection, connection:
        connection.execute("UPDATE contents SET held = x'789c030000000001'")
    assert main(["check", str(FILE), "key.json"]) == ATTENTION
    first, second = capsys.readouterr().out.splitlines()
    assert "a class file, not in order: cannot be read as a class file (a content is not" in first
    assert second.startswith("key.json: ")


def test_json_names_the_class_file_too(capsys: pytest.CaptureFixture[str]) -> None:
    main([*graded(FILE), "--json"])
    assert json.loads(capsys.readouterr().out)["folder"] == str(FILE)
