"""What a worker calls: text in, text out, and files in folders."""

import json
import random
from pathlib import Path
from typing import Any

from hedgelab.desk.office.in_browser import Session


def test_a_class_is_begun_asked_and_opened_again(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    session = Session(tmp_path, lambda *it: told.append(it))
    begun = json.loads(session.open("Baku 2026", False))
    assert begun["state"]["name"] == "Baku 2026"
    (tmp_path / "given" / "0").write_bytes(b"id,name\ns1,Ana Lee\n")
    taken = json.loads(session.ask('{"do": "class.roster"}', '["roster.csv"]'))
    assert taken["said"] == ["1 student in roster.csv."]
    assert list((tmp_path / "given").iterdir()) == []
    file = Path(taken["kept"])
    assert file.name == "Baku 2026.hedgelab"
    # As after a death: another session takes the kept file up.
    again = Session(tmp_path / "another", lambda *_: None)
    (tmp_path / "another" / "given" / "0").write_bytes(file.read_bytes())
    opened = json.loads(again.open("Baku 2026", True))
    assert opened["state"] == taken["state"]


def test_files_of_an_answer_lie_where_the_worker_takes_them(tmp_path: Path) -> None:
    session = Session(tmp_path, lambda *_: None)
    session.open("Baku", False)
    session.ask('{"do": "play-demo"}', "[]")
    asked = json.dumps({"do": "play.file", "path": "roster-week-3.csv"})
    answer = json.loads(session.ask(asked, "[]"))
    assert answer["files"] == ["roster-week-3.csv"]
    assert answer["kept"] == "", "nothing was changed, and nothing is to be kept"
    assert b"s27080" in (tmp_path / "taken" / "0").read_bytes()


def test_what_cannot_be_opened_leaves_what_is_open(tmp_path: Path) -> None:
    session = Session(tmp_path, lambda *_: None)

    def asked() -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(session.ask('{"do": "state"}', "[]"))
        return answer

    assert "No class is open" in asked()["error"]["says"]
    session.open("Baku", False)
    before = asked()["state"]
    (tmp_path / "given" / "0").write_bytes(b"no class at all")
    assert "cannot be read as a class file" in json.loads(session.open("B", True))["error"]["says"]
    assert asked()["state"] == before


def test_chance_begins_anew_in_each_session(tmp_path: Path) -> None:
    """The interpreter's memory is made once: what it would draw, every visitor would have."""
    drawn = []
    for number in range(2):
        random.seed(1)
        Session(tmp_path / str(number), lambda *_: None)
        drawn.append(random.random())
    assert drawn[0] != drawn[1]
