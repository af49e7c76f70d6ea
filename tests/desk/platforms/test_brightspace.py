"""Brightspace's folders say who and when; its index is nobody's work."""

from datetime import datetime
from pathlib import Path

import pytest

from hedgelab.desk.grading.run import grade
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
