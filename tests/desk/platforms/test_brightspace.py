"""Brightspace's folders say who and when; its index is nobody's work."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from hedgelab.desk.giving_back.feedback import give_feedback
from hedgelab.desk.grading.run import grade
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.records import Hint
from hedgelab.desk.platforms.names import hint_of
from tests.desk.classroom import CLASS, KEY, answer_file, points, rows
from tests.desk.handing_in import packed

pytestmark = pytest.mark.usefixtures("without_figures")

FOLDER = "397063-2557369 - {} - Mar {}, 2027 {}"


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("926 PM", 21, 26),
        ("1205 AM", 0, 5),
        ("1230 PM", 12, 30),
        ("9:26 AM", 9, 26),
        ("2126", 21, 26),
    ],
)
def test_a_folder_says_who_and_when(written: str, hour: int, minute: int) -> None:
    hint = hint_of((FOLDER.format("Mary-Ann Smith - Lee", 4, written), "a.json"))
    when = datetime(2027, 3, 4, hour, minute)
    assert hint == Hint("brightspace", ("397063",), "Mary-Ann Smith - Lee", received=when)


@pytest.mark.parametrize("is_packed", [True, False])
def test_its_clock_counts_and_its_index_is_passed_over(tmp_path: Path, is_packed: bool) -> None:
    files: dict[str, str | bytes] = {
        f"{FOLDER.format('Ana Lee', 15, '1130 AM')}/a.json": answer_file(""),
        f"{FOLDER.format('Ben Okoro', 17, '900 AM')}/a.json": answer_file("s2"),
        "index.html": "<html><body>Ana Lee</body></html>",
    }
    place = tmp_path / "in"
    if is_packed:
        place = packed(tmp_path / "in.zip", files)
    for name, text in {} if is_packed else files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(str(text))
    report = grade(KEY, [place], tmp_path / "out", roster=CLASS)
    assert points(tmp_path / "out") == {"s1": "8", "s2": "6.4", "s3": ""}
    assert report.attention == 0
    told = {
        row["path"].rpartition("/")[2]: row["status"] for row in rows(tmp_path / "out/intake.csv")
    }
    assert told["index.html"] == "ignored"


def test_an_index_beside_nothing_of_brightspaces_is_a_file_like_others(tmp_path: Path) -> None:
    handed = packed(tmp_path / "in.zip", {"index.html": "<p>x</p>", "s1.json": answer_file("s1")})
    assert grade(KEY, [handed], tmp_path / "out", roster=CLASS).attention == 1


def test_feedback_goes_into_the_folders_as_they_came(tmp_path: Path) -> None:
    ana, cem = FOLDER.format("Ana Lee", 15, "1130 AM"), FOLDER.format("Çiğdem Ak", 15, "1131 AM")
    files: dict[str, str | bytes] = {
        f"{ana}/a.json": answer_file(""),
        f"{cem}/a.json": answer_file(""),
        "index.html": "<html></html>",
    }
    handed = packed(tmp_path / "in.zip", files)
    grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    with Ledger(tmp_path / "out" / NAME) as ledger:
        given = give_feedback(ledger, "brightspace", tmp_path / "back.zip")
    with zipfile.ZipFile(tmp_path / "back.zip") as archive:
        assert archive.namelist() == [f"{ana}/feedback.html", f"{cem}/feedback.html"]
        assert "Çiğdem Ak".encode() in archive.read(f"{cem}/feedback.html")
    assert [it.student for it in given.packed.left] == ["s2"]
