"""A platform is one file: what a made-up one says of itself is heard from intake to export."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hedgelab.cli import SUCCESS, main
from hedgelab.desk.grading.run import grade
from hedgelab.desk.intake.lists import passed_over
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet, Hint
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.platforms.platform import Beside, Filled, ListError, Platform, SubmissionList
from hedgelab.desk.platforms.registry import PLATFORMS
from tests.desk.classroom import KEY, answer_file, points, rows

pytestmark = pytest.mark.usefixtures("without_figures")

_NAME = re.compile(r"(?P<number>[0-9]+)~(?P<name>[^~]*)~(?P<late>late)?\.json")


def _read_name(name: str, is_file: bool) -> Hint | None:
    found = _NAME.fullmatch(name) if is_file else None
    if found is None:
        return None
    return Hint("slate", (found["number"],), found["name"], late=bool(found["late"]))


def _read_list(content: bytes) -> Iterator[tuple[str, Hint]]:
    for line in content.decode().splitlines():
        name, mark, moment = line.split(" ") if line.count(" ") == 2 else ("", "", "")
        if not name:
            raise ListError(f"has a line that is none ({line})")
        at = datetime.fromisoformat(moment).astimezone(UTC)
        yield name, Hint("slate", (mark,), received=at)


def _fill(
    key: Key,
    graded: Sequence[tuple[Enrolled, GradedSheet]],
    into: Path,
    out: Path,
    *,
    column: str = "",
    replace: bool = False,
) -> Filled:
    with into.open(newline="") as book, out.open("w", newline="") as filled:
        table = csv.writer(filled)
        theirs = {student.ids[0]: sheet.points for student, sheet in graded}
        for (number,) in csv.reader(book):
            table.writerow((number, theirs[number], f"of {key.points:g}"))
    return Filled(column, len(theirs), 0, (), (), (), 0, "")


SLATE = Platform(
    id="slate", name="Slate", sign="~", read_name=_read_name, ids_are_its_own=True, marks_late=True
)

CLASS = Roster(
    (
        Enrolled("s1", "Ana Lee", ids=("501",)),
        # By chance, what the university calls Ben is Slate's number for Ana.
        Enrolled("501", "Ben Okoro", ids=("502",)),
    )
)
LATE = "2027-03-16T12:00:00+01:00"


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLATFORMS, "slate", SLATE)


def _hand_in(folder: Path, **others: str) -> Path:
    folder.mkdir()
    for name, text in {
        "501~Ana Lee~late.json": answer_file(""),
        "502~Ben Okoro~.json": answer_file("", saved=LATE),
        **others,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("add")
def test_a_new_platforms_names_marks_and_ids_are_heard(tmp_path: Path) -> None:
    grade(KEY, [_hand_in(tmp_path / "in")], tmp_path / "out", roster=CLASS)
    # One day of the two was taken of what Slate marked, whatever the clocks in the files say.
    assert points(tmp_path / "out") == {"s1": "7.2", "501": "8"}
    ana, ben = rows(tmp_path / "out" / "grades.csv")
    assert ana["late how"] == "Slate marked it late: 1 day begun, at 10% a day: 10% of the points."
    assert "Slate did not mark it late, and that counts." in ben["notes"]
    assert "It names nobody; Slate says whose it is." in ben["notes"]


def test_without_it_such_names_are_people_s(tmp_path: Path) -> None:
    grade(KEY, [_hand_in(tmp_path / "in")], tmp_path / "out", roster=CLASS)
    assert points(tmp_path / "out") == {"s1": "", "501": ""}


def test_a_new_platforms_list_tells_whose_and_when(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = SubmissionList("slate.txt", 1000, _read_list)
    monkeypatch.setitem(PLATFORMS, "slate", replace(SLATE, submissions=listing, tells_time=True))
    listed = f"502~Ben~.json 502 {LATE}\nbroken"
    handed = _hand_in(tmp_path / "in", **{"502~Ben~.json": answer_file(""), "slate.txt": listed})
    (handed / "502~Ben Okoro~.json").unlink()
    grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    assert points(tmp_path / "out") == {"s1": "7.2", "501": "7.2"}
    intake = {Path(row["path"]).name: row for row in rows(tmp_path / "out" / "intake.csv")}
    assert intake["502~Ben~.json"]["clock"] == "platform"
    assert intake["slate.txt"]["reason"].startswith(
        "Slate’s list of who handed in what has a line that is none (broken): export the"
    )


def test_a_new_platforms_gradebook_is_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(PLATFORMS, "slate", replace(SLATE, fill_gradebook=_fill))
    grade(KEY, [_hand_in(tmp_path / "in")], tmp_path / "out", roster=CLASS)
    book, filled = tmp_path / "slate.csv", tmp_path / "filled.csv"
    book.write_text("502\n501\n")
    typed = ["export", "slate", tmp_path / "out", "--into", book, "--out", filled]
    assert main(list(map(str, typed))) == SUCCESS
    assert "2 grades put into" in capsys.readouterr().out
    assert filled.read_text().split() == ["502,8.0,of", "8", "501,7.2,of", "8"]


class _NotToWalk(list[str]):
    def __iter__(self) -> Iterator[str]:
        raise AssertionError("walked once for every file")

    def __contains__(self, name: object) -> bool:
        raise AssertionError("walked once for every file")


def test_a_large_folder_is_not_walked_once_for_every_file_in_it() -> None:
    beside = Beside(["gradebook.db", "s1.ipynb", "s2.ipynb"])
    beside.names = _NotToWalk(beside.names)
    assert passed_over("s1.ipynb", beside) == ""


def test_what_lies_beside_a_file_is_told() -> None:
    beside = Beside(["submitted", "gradebook.db"])
    assert "submitted" in beside
    assert "source" not in beside
    assert beside.has_any(frozenset({"source", "gradebook.db"}))
    assert not beside.has_any(frozenset({"source"}))
