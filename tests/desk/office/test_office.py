"""What the page asks is done wholly or not at all, and can be undone."""

import json
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given as sampled
from hypothesis import settings
from hypothesis import strategies as st

from hedgelab.desk.office import KEPT, class_file
from hedgelab.desk.office.class_file import ClassFileError
from hedgelab.desk.office.class_folder import PARTS
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Cancelled, Given, RequestError
from tests.desk.office.made_up_step import made_up


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office(tmp_path / "class", steps=made_up()) as office:
        yield office


def write(office: Office, then: str = "", **files: str | None) -> dict[str, Any]:
    return office.answer({"do": "write", "files": files, "then": then})


def files(office: Office) -> dict[str, str]:
    held: dict[str, str] = office.state()["class"]["files"]
    return held


def test_an_answer_says_what_was_done_and_how_the_class_stands(office: Office) -> None:
    assert office.state()["next"] == {"step": "class", "says": "Drop a roster."}
    given = Given("b.txt", b"two")
    answer = office.answer({"do": "write", "files": {"a.txt": "one"}}, [given])
    assert answer.pop("files") == [given]
    assert json.loads(json.dumps(answer)) == {
        "said": ["Written."],
        "shown": {"files": 1},
        "changed": True,
        "state": {
            "name": "class",
            "class": {"files": {"a.txt": "one", "b.txt": "two"}, "next": ""},
            "next": None,
            "undo": ["the notes"],
            "redo": [],
        },
    }


@pytest.mark.parametrize(
    ("then", "says"),
    [
        ("refuse", "Row 3 of the roster has no id: write one."),
        ("break", "a fault of the program, not of your files (ZeroDivisionError"),
    ],
)
def test_where_something_goes_wrong_the_class_is_as_it_was(
    office: Office, then: str, says: str
) -> None:
    write(office, a="one", b="two")
    answer = write(office, then, a="other", b=None, c="three")
    assert says in answer["error"]["says"]
    assert answer["error"].get("fault", False) is (then == "break")
    assert answer["state"]["class"]["files"] == {"a": "one", "b": "two"}
    assert answer["state"]["undo"] == ["the notes"]


@pytest.mark.parametrize("how", [Cancelled, KeyboardInterrupt])
def test_what_is_stopped_leaves_the_class_as_it_was(
    office: Office, how: type[BaseException]
) -> None:
    write(office, a="one")

    def stop(done: int, of: int, _what: str) -> None:
        if (done, of) == (1, 2):
            raise how

    answer = office.answer({"do": "write", "files": {"a": "other", "b": "two"}}, watch=stop)
    assert answer["error"]["cancelled"]
    assert answer["state"]["class"]["files"] == {"a": "one"}


@pytest.mark.parametrize("asked", [{}, {"do": 3}, {"do": "fly"}, {"do": "undo"}, {"do": "redo"}])
def test_what_cannot_be_asked_is_told(office: Office, asked: dict[str, Any]) -> None:
    assert "fault" not in office.answer(asked)["error"]


@pytest.mark.parametrize("do", ["write", "undo", "redo", "name"])
def test_a_second_tab_only_reads(office: Office, do: str) -> None:
    write(office, a="one")
    answer = office.answer({"do": do, "name": "x", "files": {"a": "two"}, "reads_only": True})
    assert "open in another tab" in answer["error"]["says"]
    assert answer["state"]["class"]["files"] == {"a": "one"}
    answer = office.answer({"do": "look", "reads_only": True})
    assert (answer["said"], answer["changed"]) == (["Written."], False)


def test_a_name_is_given_and_undone(tmp_path: Path) -> None:
    with Office(tmp_path / "work", tmp_path / "Baku 2026.hedgelab", steps=made_up()) as office:
        assert office.state()["name"] == "Baku 2026"
        assert office.answer({"do": "name", "name": " Spring "})["state"]["name"] == "Spring"
        assert office.answer({"do": "undo"})["state"]["name"] == "Baku 2026"


ACTS = st.lists(
    st.one_of(
        st.dictionaries(st.sampled_from("abc"), st.none() | st.text("xy", max_size=2)),
        st.sampled_from(["undo", "redo", "refuse", "open"]),
    ),
    max_size=12,
)


@settings(max_examples=12, deadline=None)
@sampled(ACTS)
def test_undo_and_redo_lead_through_what_was_done(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("class")
    past: list[dict[str, str]] = [{}]
    at = 0
    office = Office(folder, steps=made_up())
    for act in acts:
        if act == "open":
            office.close()
            office = Office(folder, steps=made_up())
        elif act == "refuse":
            write(office, "refuse", a="never", b=None)
        elif act in ("undo", "redo"):
            office.answer({"do": act})
            at = max(0, at - 1) if act == "undo" else min(len(past) - 1, at + 1)
        else:
            write(office, **act)
            new = {**past[at], **act}
            new = {name: text for name, text in new.items() if text is not None}
            if new != past[at]:
                past = [*past[: at + 1], new]
                at += 1
        assert files(office) == past[at]
        assert len(office.state()["undo"]) == at
        assert len(office.state()["redo"]) == len(past) - 1 - at
    office.close()


def test_so_many_steps_can_be_undone_and_what_they_held_goes_then(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert class_file.MOST_STEPS >= 20
    monkeypatch.setattr(class_file, "MOST_STEPS", 4)
    for number in range(7):
        write(office, a=f"content {number} only once")
    assert contents(office) == 5
    for _ in range(4):
        assert "error" not in office.answer({"do": "undo"})
    assert files(office) == {"a": "content 2 only once"}
    assert "nothing to undo" in office.answer({"do": "undo"})["error"]["says"]


def test_what_takes_too_much_room_is_undone_less_far(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(class_file, "MOST_BYTES", 20_000)
    for number in range(6):
        noise = random.Random(number).choices("abcdefghijklmnopqrstuvwxyz", k=12_000)
        write(office, a="".join(noise))
    # Each holds some 7 kB of what was there before.
    assert len(office.state()["undo"]) == 2
    assert len(office.saved()) < 80_000
    write(office, a="x" * 100_000, b="".join(random.Random(9).choices("abcdefgh", k=99_000)))
    write(office, a=None, b=None)
    assert len(office.state()["undo"]) == 1
    assert len(office.answer({"do": "undo"})["state"]["class"]["files"]["b"]) == 99_000


def test_a_full_disk_loses_the_step_in_hand_and_no_other(office: Office) -> None:
    write(office, a="one")
    # As on a full disk: the class file cannot grow.
    ((pages,),) = office._class._rows("PRAGMA page_count")
    office._class._rows(f"PRAGMA max_page_count = {pages}")
    answer = write(office, a="two", b="".join(random.Random(1).choices("abcdefgh", k=50_000)))
    assert "and nothing of this step was kept: make room on the disk" in answer["error"]["says"]
    assert answer["state"]["class"]["files"] == {"a": "one"}
    office._class._rows(f"PRAGMA max_page_count = {pages + 100}")
    assert "error" not in write(office, a="two")


def test_a_step_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    def damaged(_folder: Path) -> dict[str, Any]:
        raise RequestError("the gradebook is damaged")

    steps = made_up() | {"grade": cast("Any", SimpleNamespace(REQUESTS={}, state=damaged))}
    with Office(tmp_path, steps=steps) as office:
        state = write(office, a="one")["state"]
        assert state["grade"]["error"] == "the gradebook is damaged"
        assert state["class"]["files"] == {"a": "one"}
        assert state["undo"] == ["the notes"]


def contents(office: Office) -> int:
    copy = office.folder / "copy.sqlite"
    copy.write_bytes(office.saved())
    (count,) = sqlite3.connect(copy).execute("SELECT count(*) FROM contents").fetchone()
    return int(count)


def test_what_is_forgotten_stands_nowhere_in_the_file(office: Office) -> None:
    write(office, a="Ana Lee")
    write(office, a="Ana Lee and Ben", b="Ana")
    assert contents(office) == 3
    answer = office.answer({"do": "forget", "files": {"a": "Ben", "b": None}})
    assert (answer["state"]["undo"], answer["state"]["redo"]) == ([], [])
    assert contents(office) == 1
    assert all(not path.stat().st_size for path in office.folder.glob("*-journal"))
    assert files(office) == {"a": "Ben"}


def test_a_class_that_was_killed_in_the_middle_opens_where_it_stood(tmp_path: Path) -> None:
    """As after a kill: what was begun is on record, half of it is done, nothing has ended it."""
    folder = tmp_path / "class"
    office = Office(folder, steps=made_up())
    write(office, a="one", b="two")
    office._class.begin("the notes")
    (folder / "roster" / "a").write_text("half of it")
    (folder / "roster" / "b").unlink()
    (folder / "graded").mkdir()
    (folder / "graded" / "gradebook.sqlite-journal").write_bytes(b"hot")
    office.close()
    with Office(folder, steps=made_up()) as again:
        assert files(again) == {"a": "one", "b": "two"}
        assert not (folder / "graded").exists()
        assert again.state()["undo"] == ["the notes"]


def test_what_is_changed_outside_the_desk_counts_and_can_be_undone(tmp_path: Path) -> None:
    folder = tmp_path / "class"
    with Office(folder, steps=made_up()) as office:
        write(office, a="one")
    (folder / "roster" / "a").write_text("by hand")
    (folder / "mine.txt").write_text("no part of the class")
    with Office(folder, steps=made_up()) as office:
        assert files(office) == {"a": "by hand"}
        assert office.state()["undo"] == ["what was changed outside the desk", "the notes"]
        office.answer({"do": "undo"})
        assert files(office) == {"a": "one"}
    assert (folder / "mine.txt").read_text() == "no part of the class"


def test_what_is_changed_by_hand_while_the_desk_is_open_is_never_lost(office: Office) -> None:
    write(office, a="one")
    by_hand = office.folder / "roster" / "a"
    by_hand.write_text("by hand")
    write(office, "refuse", a="never")
    assert files(office) == {"a": "by hand"}
    by_hand.write_text("and again")
    office.answer({"do": "undo"})
    assert files(office) == {"a": "by hand"}
    office.answer({"do": "redo"})
    assert files(office) == {"a": "and again"}


def test_a_class_file_opens_elsewhere_as_it_was(tmp_path: Path) -> None:
    with Office(tmp_path / "one", steps=made_up()) as office:
        write(office, a="one")
        write(office, a="two")
        saved = office.saved()
    file = tmp_path / "Spring.hedgelab"
    file.write_bytes(saved)
    # Whatever lies where it is unpacked to is of no account.
    (tmp_path / "other" / "roster").mkdir(parents=True)
    (tmp_path / "other" / "roster" / "b").write_text("left of another class")
    with Office(tmp_path / "other", file, steps=made_up()) as office:
        assert files(office) == {"a": "two"}
        office.answer({"do": "undo"})
        assert files(office) == {"a": "one"}


def test_a_class_is_open_in_one_desk_only(office: Office) -> None:
    with pytest.raises(ClassFileError, match="is open in another desk: close it there"):
        Office(office.folder, steps=made_up())


def spoilt(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def damage(path: Path, how: str) -> None:
    match how:
        case "text":
            path.write_text("id,name\n" * 200)
        case "cut":
            path.write_bytes(path.read_bytes()[:9000])
        case "foreign":
            path.unlink()
            spoilt(path, "CREATE TABLE recipes (name)")
        case "newer":
            spoilt(path, "PRAGMA user_version = 9")
        case "other content":
            spoilt(path, "UPDATE contents SET held = x'789c030000000001'")
        case "leads out":
            spoilt(path, "UPDATE files SET path = 'roster/../../stolen'")


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("text", "cannot be read as a class file"),
        ("cut", "cannot be read as a class file"),
        ("foreign", "is a database of another program, and was left as it is"),
        ("newer", "a newer Hedging Lab wrote this class file"),
        ("other content", "a content is not as it was written"),
        ("leads out", "it names 'roster/../../stolen'"),
    ],
)
def test_a_file_that_is_no_class_is_refused(tmp_path: Path, how: str, says: str) -> None:
    with Office(tmp_path / "class", steps=made_up()) as office:
        write(office, a="one" * 3000)
    file = tmp_path / "class" / KEPT
    damage(file, how)
    before = file.read_bytes()
    with pytest.raises(ClassFileError, match=says):
        Office(tmp_path / "elsewhere", file, steps=made_up())
    assert file.read_bytes() == before
    assert not (tmp_path / "stolen").exists()


def seen(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def test_the_parts_of_a_class_are_kept_and_nothing_else(office: Office) -> None:
    for part in PARTS:
        path = office.folder / part
        path = path if path.suffix else path / "deep" / "file"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"name": "x"}')
    (office.folder / "holiday.jpg").write_bytes(b"x")
    write(office)
    office.answer({"do": "undo"})
    assert seen(office.folder) == {"holiday.jpg"}
    office.answer({"do": "redo"})
    assert seen(office.folder) == {*PARTS, "holiday.jpg"}
