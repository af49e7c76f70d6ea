"""A package is what SCORM 1.2 wants, fits what a platform keeps, and says that it holds its key."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from hedgelab.cli import FAILURE, SUCCESS, main
from hedgelab.desk.handout.scorm import MOST_KEPT, PackageError, scorm_package
from hedgelab.practice import PRACTICE_BOARDS, practice_state
from tests.desk.handout.questions.asked import check, unpacked

ASSIGNMENT = """\
title: Two acts
events: [supsa-line-1995, kfor-platoon-1999]
points:
  position: 10
"""


@pytest.mark.parametrize("name", PRACTICE_BOARDS)
def test_every_board_of_the_book_fits_into_a_package(name: str) -> None:
    made = scorm_package(practice_state(name))
    held = unpacked(made.content)
    assert set(held) == {"imsmanifest.xml", "index.html"}
    check(held["imsmanifest.xml"], "scorm12")
    # As long as the longest text that hosts/scorm_work.js writes.
    events = [event["event_id"] for event in practice_state(name)["sheet"]["events"]]
    kept = json.dumps({"v": 1, "a": dict.fromkeys(events, "777")}, separators=(",", ":"))
    assert made.kept == len(kept) <= 4096


def test_a_package_asks_nobody_for_anything() -> None:
    page = unpacked(scorm_package(practice_state("after-2018")).content)["index.html"].decode()
    page = unescape(page)
    assert "default-src 'none'" in page
    assert not re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="', page)


def test_a_board_too_large_to_be_kept_is_refused() -> None:
    state = practice_state("framework-first-practice")
    (event, *_) = state["sheet"]["events"]
    many = [{**event, "event_id": f"an-act-with-a-rather-long-name-{n:03}"} for n in range(100)]
    with pytest.raises(PackageError, match=r"has 100 acts, and SCORM 1\.2 keeps 4,096 characters"):
        scorm_package({**state, "sheet": {**state["sheet"], "events": many}})
    assert MOST_KEPT == 4096


def test_the_command_tells_the_limits_and_that_it_holds_the_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "board.zip"
    assert main(["package", "scorm", "after-2018", "--out", str(out)]) == SUCCESS
    told = capsys.readouterr().out
    assert f"{out}: After the article, 32 acts, as SCORM 1.2." in told
    assert "It holds the key" in told
    assert "SCORM 1.2 has room for 4,096" in told
    assert main(["package", "scorm", "after-2018", "--out", str(out), "--json"]) == SUCCESS
    assert json.loads(capsys.readouterr().out)["events"] == 32


def test_an_assignment_of_ones_own_is_packed_as_a_board_to_practise(tmp_path: Path) -> None:
    (tmp_path / "two.yml").write_text(ASSIGNMENT)
    out = tmp_path / "board.zip"
    assert main(["package", "scorm", str(tmp_path / "two.yml"), "--out", str(out)]) == SUCCESS
    page = unpacked(out.read_bytes())["index.html"].decode()
    (state,) = re.findall(r'id="hedgelab-board">(.*?)</script>', page)
    board = json.loads(state)
    assert (board["mode"], sorted(board["key"])) == (
        "practice",
        ["kfor-platoon-1999", "supsa-line-1995"],
    )
    assert board["key"]["kfor-platoon-1999"]["readings"][0]["credit"] == 1


@pytest.mark.parametrize(
    ("board", "name", "told"),
    [
        ("after-2019", "board.zip", "did you mean 'after-2018'"),
        ("after-2018", "board.html", "name it board.zip"),
        ("drawn.yml", "board.zip", "each student is dealt other events"),
    ],
)
def test_what_cannot_be_packed_is_answered_in_words(
    board: str, name: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = "draw:\n  count: 2\n  per_student: yes\n  seed: 1\n"
    text = re.sub(r"events: .*\n", drawn, ASSIGNMENT)
    (tmp_path / "drawn.yml").write_text(text)
    given = str(tmp_path / board) if board.endswith(".yml") else board
    assert main(["package", "scorm", given, "--out", str(tmp_path / name)]) == FAILURE
    assert told in capsys.readouterr().err
    assert not (tmp_path / name).exists()
