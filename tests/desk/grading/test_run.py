"""Grading: points worked out by hand, nothing counted twice, nothing lost by an interruption."""

import gc
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.answers import sheet_of_events
from hedgelab.desk.grading import pages_beside, taking_in
from hedgelab.desk.grading import run as grading
from hedgelab.desk.grading.page_names import feedback_name
from hedgelab.desk.grading.run import GradingError, grade
from hedgelab.desk.intake import reading
from hedgelab.desk.intake.answers import read_submission
from hedgelab.desk.ledger.files import last_file
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.key import Key, LateRule, Override, Sheet
from hedgelab.desk.model.records import HandedIn, Submission
from hedgelab.desk.model.roster import Enrolled, Roster, read_roster
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.reports.class_report import class_pages
from hedgelab.scoring import CreditRule
from tests.desk.classroom import (
    CLASS,
    KEY,
    PLACES,
    SHEET,
    answer_file,
    everything,
    hand_in,
    points,
    record,
    rows,
    statuses,
)

pytestmark = pytest.mark.usefixtures("without_figures")

HALF = {**PLACES, "port-2001": "dominance-denial", "treaty-2002": "balancing"}
"""Places that earn 1 + 0.5 + 2 + 2 = 5.5: two steps off, then three, then two that are right."""


def test_points_are_those_worked_out_by_hand(tmp_path: Path) -> None:
    handed = hand_in(
        tmp_path / "in",
        s1=answer_file("s1"),
        s2=answer_file("s2", HALF),
        s3=answer_file("s3", {"port-2001": "indirect-balancing"}),
    )
    grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    # s3: one step off is 1.5 points, and three events that were not answered are 0.
    assert points(tmp_path / "out") == {"s1": "8", "s2": "5.5", "s3": "1.5"}


def test_the_second_run_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grading, "class_pages", class_pages)
    handed = hand_in(tmp_path / "in", s1=answer_file("s1"), s2="no JSON", s9=answer_file("s9"))
    first = grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    before = everything(tmp_path / "out")
    second = grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    assert everything(tmp_path / "out") == before
    assert (first.new, second.new) == (3, 0)
    assert {"gradebook.sqlite", "grades.csv", "intake.csv", "class-report.html"} <= before.keys()
    assert "feedback/s1.html" in before


class _StopError(Exception):
    """What a test raises where a run is to stop."""


def _stopping(original: Callable[..., Any], after: int) -> Callable[..., Any]:
    calls = 0

    def wrapped(*args: object, **kwargs: object) -> object:
        nonlocal calls
        calls += 1
        if calls > after:
            raise _StopError
        return original(*args, **kwargs)

    return wrapped


STEPS = [
    (reading, "digest_of", 3),
    (taking_in, "keep_files", 0),
    (taking_in, "keep_files", 1),
    (Ledger, "adopt", 0),
    (Ledger, "keep_roster", 0),
    (Ledger, "keep_outcomes", 0),
    (Ledger, "keep_grades", 0),
    (Ledger, "drop_other_grades", 0),
    (grading, "write_grades", 0),
    (grading, "write_intake", 0),
    (pages_beside, "write_changed", 1),
    (pages_beside.PagesBeside, "remember", 0),
    (grading, "class_pages", 0),
]


@pytest.mark.parametrize(("owner", "step", "after"), STEPS, ids=str)
def test_a_run_that_stopped_anywhere_is_completed_by_the_next(
    owner: object, step: str, after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "_AT_ONCE", 2)
    handed = hand_in(
        tmp_path / "in",
        **{f"s{n}": answer_file(f"s{n}", HALF if n % 2 else PLACES) for n in (1, 2, 3)},
        again=answer_file("s1", saved="2027-03-15T13:00:00Z"),
        broken="{",
    )
    grade(KEY, [handed], tmp_path / "whole", roster=CLASS)

    with monkeypatch.context() as patched:
        patched.setattr(owner, step, _stopping(getattr(owner, step), after))
        with pytest.raises(_StopError):
            grade(KEY, [handed], tmp_path / "stopped", roster=CLASS)
    assert gc.isenabled()
    grade(KEY, [handed], tmp_path / "stopped", roster=CLASS)

    assert record(tmp_path / "stopped") == record(tmp_path / "whole")
    whole, stopped = everything(tmp_path / "whole"), everything(tmp_path / "stopped")
    del whole["gradebook.sqlite"], stopped["gradebook.sqlite"]
    assert stopped == whole


@pytest.mark.slow
def test_a_run_that_was_killed_is_completed_by_the_next(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", **{f"s{n}": answer_file(f"s{n}") for n in range(1, 8)})
    code = f"""
import os, signal
from pathlib import Path
from hedgelab.desk.grading import run as grading, taking_in
from tests.desk.classroom import KEY
taking_in._AT_ONCE = 3
keep, batches = taking_in.keep_files, []
def keep_and_die(ledger, batch):
    keep(ledger, batch)
    batches.append(len(batch))
    if len(batches) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
taking_in.keep_files = keep_and_die
grading.grade(KEY, [Path({str(handed)!r})], Path({str(tmp_path / "out")!r}))
"""
    killed = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False
    )
    assert killed.returncode == -9
    with Ledger(tmp_path / "out" / "gradebook.sqlite") as ledger:
        assert last_file(ledger) == 3
    report = grade(KEY, [handed], tmp_path / "out")
    assert report.new == 4
    assert points(tmp_path / "out") == {f"s{n}": "8" for n in range(1, 8)}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # The better one is the first, and lies in the middle of the alphabet.
        ("latest", ("5.5", {"a": "superseded", "m": "superseded", "z": "graded"})),
        ("first", ("8", {"a": "superseded", "m": "graded", "z": "superseded"})),
        ("best", ("8", {"a": "superseded", "m": "graded", "z": "superseded"})),
    ],
)
def test_which_file_counts_is_what_the_assignment_says(
    counts: str, expected: tuple[str, dict[str, str]], tmp_path: Path
) -> None:
    handed = hand_in(
        tmp_path / "in",
        m=answer_file("s1", saved="2027-03-10T10:00:00Z"),
        a=answer_file("s1", {}, saved="2027-03-11T10:00:00Z", words={})
        if counts == "none"
        else answer_file("s1", {"port-2001": "balancing"}, saved="2027-03-11T10:00:00Z"),
        z=answer_file("s1", HALF, saved="2027-03-12T10:00:00Z"),
    )
    grade(replace(KEY, counts=counts), [handed], tmp_path / "out")
    assert (points(tmp_path / "out")["s1"], statuses(tmp_path / "out")) == expected


def test_the_last_content_counts_even_if_it_was_handed_in_before(tmp_path: Path) -> None:
    """First A, then B, then A again: A counts, and by the time of its last coming."""
    handed = hand_in(
        tmp_path / "in",
        a1=answer_file("s1", saved="2027-03-10T10:00:00Z"),
        b=answer_file("s1", HALF, saved="2027-03-11T10:00:00Z"),
        a2=answer_file("s1", saved="2027-03-12T10:00:00Z"),
        a3=answer_file("s1", saved="2027-03-18T10:00:00Z"),
    )
    grade(KEY, [handed], tmp_path / "out")
    assert points(tmp_path / "out") == {"s1": "8"}
    # The same answers once more, and late: nothing was changed, so nothing is taken.
    assert statuses(tmp_path / "out") == {
        "a1": "superseded",
        "b": "superseded",
        "a2": "graded",
        "a3": "duplicate",
    }


def test_a_file_without_answers_replaces_nothing(tmp_path: Path) -> None:
    handed = hand_in(
        tmp_path / "in",
        first=answer_file("s1"),
        later=answer_file("s1", {}, saved="2027-03-15T15:00:00Z"),
    )
    grade(KEY, [handed], tmp_path / "out")
    assert points(tmp_path / "out") == {"s1": "8"}
    assert statuses(tmp_path / "out") == {"first": "graded", "later": "empty"}


def test_everybody_enrolled_is_in_the_tables(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s2=answer_file("S2 "), s9=answer_file("s9"), broken="{")
    report = grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    assert statuses(tmp_path / "out") == {
        "s2": "graded",
        "s9": "unknown-student",
        "broken": "unreadable",
        "s1": "missing",
        "s3": "missing",
    }
    # Nothing becomes a zero in silence: who has no grade has no points either.
    assert points(tmp_path / "out") == {"s1": "", "s2": "8", "s3": ""}
    assert (report.students, report.graded, report.attention) == (3, 1, 2)
    assert report.counts[Status.MISSING] == 2


@pytest.mark.parametrize(
    "folder",
    [
        "Robert Smith_77_assignsubmission_file_",
        "Smith Robert_77_assignsubmission_file_",
        "rob@example.edu",
        "901",
    ],
)
def test_every_name_and_id_on_the_roster_reaches_the_grading(folder: str, tmp_path: Path) -> None:
    table = "Student ID,Canvas ID,Name,First name,Last name,E-mail\n"
    bob = "1001,901,Bob Smith,Robert,Smith,rob@example.edu\n"
    (tmp_path / "roster.csv").write_text(table + bob + "1002,902,Ada,Ada,Example,\n")
    hand_in(tmp_path / "in")
    handed = hand_in(tmp_path / "in" / folder, answers=answer_file(""))
    roster = read_roster(tmp_path / "roster.csv")
    for again in (roster, None):
        grade(KEY, [handed], tmp_path / "out", roster=again)
        assert points(tmp_path / "out") == {"1001": "8", "1002": ""}


def test_a_broken_file_is_told_under_its_student(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s1="{", s2=answer_file("s2"))
    grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    told = {row["id"]: row for row in rows(tmp_path / "out" / "grades.csv")}
    assert (told["s1"]["status"], told["s1"]["points"]) == ("unreadable", "")
    assert "JSON" in told["s1"]["notes"]


def test_later_files_join_those_of_earlier_runs(tmp_path: Path) -> None:
    first = hand_in(tmp_path / "one", s1=answer_file("s1", HALF), s2=answer_file("s2"))
    grade(KEY, [first], tmp_path / "out", roster=CLASS)
    second = hand_in(tmp_path / "two", s3=answer_file("s3"))
    later = answer_file("s1", saved="2027-03-15T20:00:00Z")
    (second / "s1 again.json").write_text(later, encoding="utf-8")
    report = grade(KEY, [second], tmp_path / "out")
    assert report.new == 2
    assert points(tmp_path / "out") == {"s1": "8", "s2": "8", "s3": "8"}
    notes = {Path(row["path"]).stem: row["notes"] for row in rows(tmp_path / "out" / "intake.csv")}
    assert "not among the files of the last run" in notes["s2"]
    assert "not among the files of the last run" not in notes["s3"]


def test_a_file_that_was_mended_in_its_place_needs_nobody_any_more(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s1="{")
    assert grade(KEY, [handed], tmp_path / "out", roster=CLASS).attention == 1
    hand_in(tmp_path / "in", s1=answer_file("s1"))
    assert grade(KEY, [handed], tmp_path / "out", roster=CLASS).attention == 0
    assert points(tmp_path / "out")["s1"] == "8"


def test_another_key_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s1=answer_file("s1", HALF))
    grade(KEY, [handed], tmp_path / "out")
    before = everything(tmp_path / "out")
    for other in (
        replace(KEY, rule=CreditRule.EXACT),
        replace(KEY, overrides=(Override("port-2001", "bandwagoning", 1, "We said so."),)),
        replace(KEY, late=LateRule()),
    ):
        with pytest.raises(GradingError, match=r"hedgelab regrade .*out --key KEY --dry-run"):
            grade(other, [handed], tmp_path / "out")
    assert everything(tmp_path / "out") == before


def test_the_folder_of_another_assignment_is_told_so(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s1=answer_file("s1"))
    grade(KEY, [handed], tmp_path / "out")
    with pytest.raises(GradingError, match=r"out: holds grades of 'ports', .* of 'exam': name an"):
        grade(replace(KEY, assignment="exam"), [handed], tmp_path / "out")


def test_the_grades_are_not_taken_for_students_work(tmp_path: Path) -> None:
    hand_in(tmp_path / "in", s1=answer_file("s1"))
    with pytest.raises(GradingError, match="name a folder outside"):
        grade(KEY, [tmp_path / "in"], tmp_path / "in" / "graded")
    with pytest.raises(GradingError, match="there is no such file or folder"):
        grade(KEY, [tmp_path / "inn"], tmp_path / "out")
    assert not (tmp_path / "in" / "graded").exists()
    assert not (tmp_path / "out").exists()


def test_a_fault_of_ours_costs_one_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(handed: HandedIn, assignment: str) -> Submission:
        if "s1" in handed.path:
            raise ZeroDivisionError("division by zero")
        return read_submission(handed, assignment)

    monkeypatch.setattr(reading, "read_submission", faulty)
    handed = hand_in(tmp_path / "in", s1=answer_file("s1"), s2=answer_file("s2"))
    grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    assert points(tmp_path / "out") == {"s1": "", "s2": "8", "s3": ""}
    reasons = {row["student"]: row["reason"] for row in rows(tmp_path / "out" / "intake.csv")}
    assert "ZeroDivisionError" in reasons["s1"]


def test_what_could_not_be_read_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a fault of ours was mended."""
    handed = hand_in(tmp_path / "in", s1=answer_file("s1"), s2="{")

    def faulty(handed: HandedIn, assignment: str) -> Submission:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(reading, "read_submission", faulty)
        assert grade(KEY, [handed], tmp_path / "out", roster=CLASS).attention == 2
    assert grade(KEY, [handed], tmp_path / "out", roster=CLASS).attention == 1
    assert points(tmp_path / "out") == {"s1": "8", "s2": "", "s3": ""}
    before = (tmp_path / "out" / "gradebook.sqlite").read_bytes()
    grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    assert (tmp_path / "out" / "gradebook.sqlite").read_bytes() == before


def test_a_sheet_of_another_version_counts_for_the_students_own_events(tmp_path: Path) -> None:
    text = answer_file("s1", {**PLACES, "lease-2005": "balancing"}, sheet="sha256:" + "0" * 64)
    report = grade(KEY, [hand_in(tmp_path / "in", s1=text)], tmp_path / "out", roster=CLASS)
    assert statuses(tmp_path / "out")["s1"] == "other-version"
    assert points(tmp_path / "out")["s1"] == "8"
    assert report.attention == 1


def drawn() -> Key:
    """Give a key with two sheets of two events, one for each of two students."""
    first, second = tuple(PLACES)[:2], tuple(PLACES)[2:]
    key = replace(KEY, sheets={})

    def digest(events: tuple[str, ...]) -> str:
        told = sheet_of_events(
            [key.events[event] for event in events],
            assignment=key.assignment,
            title=key.title,
            instructions=key.instructions,
        )
        return str(told["digest"])

    return replace(
        key, sheets={digest(first): Sheet(first, ("s1",)), digest(second): Sheet(second, ("s2",))}
    )


def test_sheets_drawn_for_each_student(tmp_path: Path) -> None:
    key = drawn()
    own, others = key.sheets
    assert key.sheets[own].students == ("s1",)
    handed = hand_in(
        tmp_path / "in",
        # Half of the points hang on each of two events; one is two steps off.
        s1=answer_file("s1", {"port-2001": "dominance-denial", **_rest(key, own)}, sheet=own),
        s2=answer_file("s2", {"visit-2003": "bandwagoning"}, sheet=own),
    )
    grade(key, [handed], tmp_path / "out", roster=CLASS)
    assert points(tmp_path / "out") == {"s1": "6", "s2": "", "s3": ""}
    assert statuses(tmp_path / "out")["s2"] == "other-students-sheet"
    assert others != own


def _rest(key: Key, sheet: str) -> dict[str, str]:
    return {event: PLACES[event] for event in key.sheets[sheet].events if event != "port-2001"}


def test_without_a_roster_one_spelling_is_one_student(tmp_path: Path) -> None:
    handed = hand_in(
        tmp_path / "in",
        a=answer_file("S1"),
        b=answer_file("s1", HALF, saved="2027-03-15T14:00:00Z"),
    )
    grade(KEY, [handed], tmp_path / "out")
    assert points(tmp_path / "out") == {"S1": "5.5"}


def test_a_page_of_nobody_is_named(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s1=answer_file("s1"), s2=answer_file("s2"))
    grade(KEY, [handed], tmp_path / "out")
    smaller = Roster(CLASS.students[:1])
    assert grade(KEY, [handed], tmp_path / "out", roster=smaller).left_over == ("s2.html",)


@given(st.text(min_size=1, max_size=100), st.text(min_size=1, max_size=100))
def test_pages_have_names_that_any_disk_takes(one: str, other: str) -> None:
    name = feedback_name(one)
    assert not set(name) & set('/\\:*?"<>|')
    assert name.isascii()
    assert len(name) < 120
    if one != other:
        assert feedback_name(other) != name
    # Nor does somebody get it whose id is spelt like a name that was made up for another one.
    assert feedback_name(Path(name).stem) != name or Path(name).stem == one


def test_an_id_like_another_ones_page_gets_a_page_of_its_own(tmp_path: Path) -> None:
    ids = ["a/b"]
    ids += [Path(feedback_name(ids[0])).stem, Path(feedback_name(ids[0])).stem.upper()]
    ids.append(Path(feedback_name(ids[1])).stem)
    names = {feedback_name(student).lower() for student in ids}
    assert len(names) == len(ids)
    handed = hand_in(tmp_path / "in", **{f"f{n}": answer_file(it) for n, it in enumerate(ids[:2])})
    grade(KEY, [handed], tmp_path / "out")
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "out/feedback").iterdir()]
    assert len(pages) == 2
    assert all(any(f"<bdi>{student}</bdi>" in page for page in pages) for student in ids[:2])


def test_a_page_whose_id_is_spelt_otherwise_now_is_no_page_of_nobody(tmp_path: Path) -> None:
    handed = hand_in(tmp_path / "in", s1=answer_file("s1"))
    shouted = Roster((Enrolled("S1", "Ana Lee"),))
    grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    assert grade(KEY, [handed], tmp_path / "out", roster=shouted).left_over == (
        "s2.html",
        "s3.html",
    )
    pages = sorted(path.name for path in (tmp_path / "out/feedback").iterdir())
    assert pages == ["S1.html", "s2.html", "s3.html"]


@pytest.mark.parametrize("student", ["con", "NUL.x", ".", "../../key", "a/b", "é", ".hidden"])
def test_a_page_stays_in_its_folder(student: str) -> None:
    name = feedback_name(student)
    assert Path(name).name == name
    assert name.split(".")[0].lower() not in ("con", "nul", "")
    assert SHEET not in name


@pytest.mark.parametrize("left", ["grades.csv", "intake.csv", "class-report.html", "feedback"])
@pytest.mark.parametrize("loss", ["gone", "emptied", "without rows"])
def test_a_lost_record_is_not_begun_anew_beside_what_it_wrote(
    left: str, loss: str, tmp_path: Path
) -> None:
    handed, out = hand_in(tmp_path / "in", s1=answer_file("s1")), tmp_path / "out"
    grade(KEY, [handed], out)
    for path in out.iterdir():
        if path.name not in (left, "gradebook.sqlite"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    book = out / "gradebook.sqlite"
    backup = book.read_bytes()
    book.unlink()
    if loss == "emptied":
        book.touch()
    elif loss == "without rows":
        Ledger(book, create=True).__exit__(None, None, None)
    before = everything(out)
    with pytest.raises(
        GradingError, match=rf"{left}/? of an earlier grading lie beside it.*backup"
    ):
        grade(KEY, [handed], out)
    assert everything(out) == before
    book.write_bytes(backup)
    assert grade(KEY, [handed], out).graded == 1


def test_a_table_that_somebody_changed_is_kept_and_told(tmp_path: Path) -> None:
    handed, out = hand_in(tmp_path / "in", s1=answer_file("s1")), tmp_path / "out"
    assert grade(KEY, [handed], out, roster=CLASS).changed == ()
    written = (out / "grades.csv").read_text(encoding="utf-8-sig")
    for raised in ("8.5", "9"):
        typed = written.replace(",graded,8,8,", f",graded,{raised},8,")
        assert typed != written
        (out / "grades.csv").write_text(typed, encoding="utf-8")
        (told,) = grade(KEY, [handed], out).changed
        number = {"8.5": 1, "9": 2}[raised]
        assert told.startswith(
            "grades.csv was changed since it was written: as it was, it is kept as "
            f"grades.changed-{number}.csv."
        )
        assert (out / f"grades.changed-{number}.csv").read_text(encoding="utf-8") == typed
        assert points(out)["s1"] == "8"
    assert grade(KEY, [handed], out).changed == ()
    (out / "intake.csv").write_text("mine\n", encoding="utf-8")
    (told,) = grade(KEY, [handed], out).changed
    assert (out / "intake.changed-1.csv").read_text(encoding="utf-8") == "mine\n"


def test_a_table_that_was_only_saved_or_is_gone_is_no_change(tmp_path: Path) -> None:
    """A spreadsheet saves it with semicolons and without the mark at its beginning."""
    handed, out = hand_in(tmp_path / "in", s1=answer_file("s1")), tmp_path / "out"
    grade(KEY, [handed], out, roster=CLASS)
    saved = ["\t".join(row.values()) for row in rows(out / "grades.csv")]
    header = "\t".join(rows(out / "grades.csv")[0])
    (out / "grades.csv").write_text("\r\n".join([header, *saved]), encoding="utf-16")
    (out / "intake.csv").unlink()
    assert grade(KEY, [handed], out).changed == ()
    assert points(out)["s1"] == "8"
    hand_in(tmp_path / "in", s2=answer_file("s2"))
    assert grade(KEY, [handed], out).changed == ()


def test_a_table_that_a_stopped_run_wrote_is_no_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed, out = hand_in(tmp_path / "in", s1=answer_file("s1")), tmp_path / "out"
    grade(KEY, [handed], out)
    hand_in(tmp_path / "in", s2=answer_file("s2"))
    for step in ("write_intake", "class_pages"):
        with monkeypatch.context() as patched:
            patched.setattr(grading, step, _stopping(getattr(grading, step), 0))
            with pytest.raises(_StopError):
                grade(KEY, [handed], out)
    assert grade(KEY, [handed], out).changed == ()
