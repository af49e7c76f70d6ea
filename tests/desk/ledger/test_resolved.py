"""What the ledger tells of files: whatever a person was asked to do is done once it is done."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hedgelab.desk.grading import taking_in
from hedgelab.desk.grading.run import GradingReport, grade
from tests.desk.classroom import CLASS, KEY, ONE_OFF, answer_file, hand_in, points, rows, statuses
from tests.desk.handing_in import packed

pytestmark = pytest.mark.usefixtures("without_figures")

Run = Callable[..., GradingReport]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that grades places in ``in``, each time a minute later."""
    times = iter(f"2027-03-20T10:{minute:02}:00Z" for minute in range(60))
    monkeypatch.setattr(taking_in, "now", lambda: next(times))
    (tmp_path / "in").mkdir()

    def graded(*places: str) -> GradingReport:
        paths = [tmp_path / "in" / place for place in places or ("",)]
        return grade(KEY, paths, tmp_path / "out", roster=CLASS)

    return graded


def lines(graded: Path) -> dict[str, dict[str, str]]:
    """Give the lines of ``intake.csv`` by the name of the file, or the id of who is missing."""
    return {Path(it["path"]).name or it["student"]: it for it in rows(graded / "intake.csv")}


def test_a_file_that_got_the_right_name_needs_nobody_any_more(run: Run, tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", answers=answer_file(""))
    assert run().attention == 1
    (handed / "answers.json").rename(handed / "s1.json")
    assert run().attention == 0
    assert points(tmp_path / "out")["s1"] == "8"
    line = lines(tmp_path / "out")["answers.json"]
    assert (line["status"], line["needs attention"]) == ("unknown-student", "no")
    assert line["reason"] == (
        f"The same content was found under another name since: {handed}/s1.json."
    )
    assert "Before: It names answers" in line["notes"]
    # And it stays so when neither is among the files of a later run.
    hand_in(handed / "more", s2=answer_file("s2"))
    assert run("more").attention == 0


def test_a_copy_with_the_right_name_beside_the_zip_is_enough(run: Run, tmp_path: Path) -> None:
    packed(tmp_path / "in" / "all.zip", {"answers.json": answer_file("")})
    assert run().attention == 1
    hand_in(tmp_path / "in", s1=answer_file(""))
    assert run().attention == 0


def test_a_renamed_file_that_still_fits_nobody_is_one_to_look_at(run: Run, tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", answers=answer_file(""))
    run()
    (handed / "answers.json").rename(handed / "s9.json")
    assert run().attention == 1
    assert lines(tmp_path / "out")["s9.json"]["needs attention"] == "yes"


def test_a_copy_that_fits_nobody_either_settles_nothing(run: Run, tmp_path: Path) -> None:
    packed(tmp_path / "in" / "all.zip", {"answers.json": answer_file("")})
    run()
    hand_in(tmp_path / "in", s9=answer_file(""))
    assert run().attention == 2


@pytest.mark.parametrize(("owner", "copier"), [("s1", "s2"), ("s2", "s1")])
def test_the_same_from_two_students_is_looked_at_however_often(
    owner: str, copier: str, run: Run, tmp_path: Path
) -> None:
    """One handed in the other's file: that the other has a grade excuses nobody."""
    hand_in(tmp_path / "in", **{owner: answer_file(owner), copier: answer_file(owner)})
    assert run().attention == 1
    assert run().attention == 1
    assert statuses(tmp_path / "out") == {owner: "graded", copier: "two-names", "s3": "missing"}


def test_what_was_graded_before_settles_no_copy_of_it(run: Run, tmp_path: Path) -> None:
    hand_in(tmp_path / "in" / "one", s1=answer_file("s1"))
    hand_in(tmp_path / "in" / "two", s2=answer_file("s1"))
    for place in ("one", "two", "one"):
        last = run(place)
    assert last.attention == 1


def test_what_was_replaced_stays_so_when_neither_is_graded_again(run: Run, tmp_path: Path) -> None:
    hand_in(tmp_path / "in" / "one", upload="{")
    assert run("one").attention == 1
    hand_in(tmp_path / "in" / "one", upload=answer_file("s1"))
    hand_in(tmp_path / "in" / "two", s2=answer_file("s2"))
    assert (run("one").attention, run("two").attention) == (0, 0)


def test_whose_name_a_file_bore_by_mistake_is_missing(run: Run, tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s2=answer_file("s1"))
    run()
    assert {it["id"]: it["status"] for it in rows(tmp_path / "out" / "grades.csv")} == {
        "s1": "missing",
        "s2": "two-names",
        "s3": "missing",
    }
    (handed / "s2.json").rename(handed / "s1.json")
    assert run().attention == 0
    assert {it["id"]: it["status"] for it in rows(tmp_path / "out" / "grades.csv")} == {
        "s1": "graded",
        "s2": "missing",
        "s3": "missing",
    }
    assert lines(tmp_path / "out")["s2"]["reason"] == "No file came from this student."


@pytest.mark.parametrize("content", ["{", answer_file("s2"), answer_file("s1", assignment="x")])
def test_a_file_that_was_taken_away_for_a_better_one_is_settled(
    content: str, run: Run, tmp_path: Path
) -> None:
    handed = hand_in(tmp_path / "in", s1=content)
    assert run().attention == 1
    hand_in(handed, again=answer_file("s1"))
    # Both are there: which one is meant, a person must say.
    assert run().attention == 1
    (handed / "s1.json").unlink()
    assert run().attention == 0
    line = lines(tmp_path / "out")["s1.json"]
    assert line["reason"] == f"Its student has a grade by another file: {handed}/again.json."


def test_a_file_that_was_taken_away_for_nothing_is_not_settled(run: Run, tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s1="{", s2=answer_file("s2"))
    run()
    (handed / "s1.json").unlink()
    assert run().attention == 1


def test_files_that_were_not_opened_are_not_taken_for_one_another(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in" / "s1.rar").write_bytes(b"one")
    assert run().attention == 1
    (tmp_path / "in" / "s1.rar").unlink()
    (tmp_path / "in" / "s2.7z").write_bytes(b"two")
    assert run().attention == 2
    assert lines(tmp_path / "out")["s1.rar"]["reason"].startswith("It is an archive")


def test_an_empty_file_beside_a_grade_needs_nobody(run: Run, tmp_path: Path) -> None:
    hand_in(tmp_path / "in", s1=answer_file("s1", {}))
    assert run().attention == 1
    hand_in(tmp_path / "in", again=answer_file("s1"))
    assert run().attention == 0
    assert lines(tmp_path / "out")["s1.json"]["status"] == "empty"


def test_a_grade_by_another_version_is_looked_at_while_it_counts(run: Run, tmp_path: Path) -> None:
    hand_in(tmp_path / "in" / "one", s1=answer_file("s1", sheet="sha256:" + "0" * 64))
    hand_in(tmp_path / "in" / "two", s2=answer_file("s2"))
    assert run("one").attention == 1
    assert run("two").attention == 1
    # Its name changes nothing of that, nor what lies there instead.
    (tmp_path / "in" / "one" / "s1.json").rename(tmp_path / "in" / "one" / "again.json")
    assert run("one").attention == 1
    hand_in(tmp_path / "in" / "one", s1="{", again="{")
    assert run("one").attention == 3


def test_a_doubt_is_settled_by_taking_one_away(run: Run, tmp_path: Path) -> None:
    handed = hand_in(
        tmp_path / "in", a=answer_file("s1", ONE_OFF, saved=None), b=answer_file("s1", saved=None)
    )
    assert run().attention == 1
    (handed / "b.json").unlink()
    assert run().attention == 0
    assert points(tmp_path / "out")["s1"] == "7.5"
