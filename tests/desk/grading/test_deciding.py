"""Decisions: applied at each run, told wherever a grade is told, and undone without a trace."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgelab.desk.grading.deciding import ruled
from hedgelab.desk.grading.decisions_file import DECISIONS, is_newer, settle
from hedgelab.desk.grading.forgetting import forget
from hedgelab.desk.grading.justifications import current, give_mark
from hedgelab.desk.grading.regrading import regrade
from hedgelab.desk.grading.run import GradingReport, grade, write_outputs
from hedgelab.desk.ledger.decisions import changes_of
from hedgelab.desk.ledger.gradebook import graded_sheet, graded_students, tally
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.decisions import COLUMNS, Decision, DecisionError, What
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import Mark
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.canvas import fill_canvas
from hedgelab.desk.reports.exports import receipt
from hedgelab.desk.text.spreadsheets import write_rows
from tests.desk.classroom import (
    KEY,
    MARKED,
    ONE_OFF,
    answer_file,
    everything,
    hand_in,
    points,
    rows,
    statuses,
)
from tests.desk.handing_in import packed

pytestmark = pytest.mark.usefixtures("without_figures")

CLASS = Roster(
    (
        Enrolled("s1", "Ana Lee", "s1@example.edu", ("101",), sections=("A",)),
        Enrolled("s2", "Ben Okoro", "s2@example.edu", ("102",), sections=("B",)),
        Enrolled("s3", "Çiğdem Ak", "s3@example.edu", ("103",), sections=("A",)),
    )
)
LATE = "2027-03-17T12:00:00Z"  # on the second day begun: a fifth of the points


class Desk:
    """A folder with what was handed in, and a table of decisions beside the grades."""

    def __init__(self, folder: Path) -> None:
        self.files, self.out, self.key = folder / "in", folder / "graded", KEY
        self.files.mkdir()

    def decide(self, *told: tuple[str, ...]) -> None:
        self.out.mkdir(exist_ok=True)
        write_rows(self.out / DECISIONS, COLUMNS, told)

    def grade(self, *told: tuple[str, ...], key: Key | None = None) -> GradingReport:
        if told:
            self.decide(*told)
        return grade(key or self.key, [self.files], self.out, roster=CLASS)

    def ledger(self) -> Ledger:
        return Ledger(self.out / NAME)

    def page(self, student: str) -> str:
        return (self.out / "feedback" / f"{student}.html").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# By hand, of the eight points of s1: a fifth is lost on the second day, 7.5 for ONE_OFF.
@pytest.mark.parametrize(
    ("what", "value", "given", "status"),
    [
        ("late waived", "", "7.5", "graded"),
        ("extension until", "2027-03-17", "7.5", "graded"),
        ("extension until", "2027-03-17 14:00", "7.5", "graded"),
        # It ends an hour before: one day is begun.
        ("extension until", "2027-03-17 12:00", "6.75", "late"),
        ("extension until", "2027-03-16", "6.75", "late"),
        ("adjust by", "0.5", "6.5", "late"),
        ("adjust by", "-1,25", "4.75", "late"),
        ("set to", "3", "3", "late"),
        ("on paper", "7", "7", "on-paper"),
        ("excused", "", "", "excused"),
    ],
)
def test_a_decision_changes_the_grade_and_is_told_everywhere(
    desk: Desk, what: str, value: str, given: str, status: str
) -> None:
    hand_in(desk.files, s1=answer_file("s1", ONE_OFF, saved=LATE), s2=answer_file("s2"))
    desk.grade()
    assert points(desk.out) == {"s1": "6", "s2": "8", "s3": ""}
    report = desk.grade(("s1", what, value, "was ill", "A. Marker", "2027-03-20"))
    assert points(desk.out) == {"s1": given, "s2": "8", "s3": ""}
    assert report.decisions == ()
    row = rows(desk.out / "grades.csv")[0]
    assert row["status"] == status
    assert what in row["decided"]
    assert "was ill" in row["decided"]
    assert "was ill" in desk.page("s1")
    assert "was ill" not in desk.page("s2")
    with desk.ledger() as ledger:
        told = receipt(ledger, "s1")
        (change,) = changes_of(ledger, "s1")
    assert [it["who"] for it in told["decisions"]] == ["A. Marker"]
    assert told["computed"] == told["recomputed"]
    assert change.before == 6
    assert change.after == (float(given) if given else None)
    assert "was ill" in change.why
    # Undone by taking the row out, and the record says so.
    desk.decide()
    desk.grade()
    assert points(desk.out) == {"s1": "6", "s2": "8", "s3": ""}
    assert rows(desk.out / "grades.csv")[0]["decided"] == ""
    with desk.ledger() as ledger:
        assert changes_of(ledger, "s1")[-1].why.startswith("No longer: ")


def test_a_platforms_mark_is_void_up_to_the_day_of_an_extension(desk: Desk, tmp_path: Path) -> None:
    names = ("leeana_LATE_101_9001_a.json", "okoroben_LATE_102_9002_b.json", "x")
    packed(
        desk.files / "canvas.zip",
        {
            names[0]: answer_file("s1", saved=LATE),
            names[1]: answer_file("s2", saved="2027-03-19T12:00:00Z"),
            "akcigdem_LATE_103_9003_c.json": answer_file("s3", saved=None),
        },
    )
    extension = ("extension until", "2027-03-18", "was ill")
    report = desk.grade(*((student, *extension) for student in ("s1", "s2", "s3")))
    # s2 came after that day too: one day is begun. Of s3 nothing tells when it came.
    assert points(desk.out) == {"s1": "8", "s2": "7.2", "s3": "8"}
    assert [line.student for line in report.attention_first] == ["s3"]
    assert "nothing tells whether it came before" in report.attention_first[0].reason


def held_back(desk: Desk, status: str) -> Key:
    """Hand in a file of s1 that is held back with this status; give the key to grade by."""
    other_sheet = {digest: replace(sheet, students=("s2",)) for digest, sheet in KEY.sheets.items()}
    made: dict[str, tuple[str, str]] = {
        "unknown-student": ("x", answer_file("s9")),
        "two-names": ("s1", answer_file("s2")),
        "wrong-assignment": ("s1", answer_file("s1", assignment="harbours")),
        "other-version": ("s1", answer_file("s1", sheet="sha256:" + "0" * 64)),
        "too-late": ("s1", answer_file("s1", saved="2027-03-30T12:00:00Z")),
        "other-students-sheet": ("s1", answer_file("s1")),
    }
    name, text = made[status]
    hand_in(desk.files, **{name: text})
    return replace(KEY, sheets=other_sheet) if status == "other-students-sheet" else KEY


@pytest.mark.parametrize(
    ("status", "given"),
    [
        ("unknown-student", "8"),
        ("two-names", "8"),
        ("wrong-assignment", "8"),
        ("other-version", "8"),
        # On the fifteenth day begun nothing is left but what a person gives.
        ("too-late", "0"),
        ("other-students-sheet", "8"),
    ],
)
def test_every_held_back_file_is_settled_by_one_decision(
    desk: Desk, status: str, given: str
) -> None:
    desk.key = held_back(desk, status)
    first = desk.grade()
    assert (first.attention, [it.status for it in first.attention_first]) == (1, [Status(status)])
    name = Path(first.attention_first[0].path).name
    report = desk.grade(("s1", "this file counts", name, "asked them"))
    assert (report.attention, report.decisions) == (0, ())
    assert points(desk.out)["s1"] == given
    report = desk.grade(("", "this file is left out", name, "asked them"))
    assert report.attention == 0
    assert points(desk.out)["s1"] == ""
    told = {row["path"]: row["status"] for row in rows(desk.out / "intake.csv")}
    assert told[first.attention_first[0].path] == "ignored"


def test_what_cannot_be_read_is_settled_by_points_or_left_out(desk: Desk) -> None:
    (desk.files / "s1.json").write_bytes(b"\x00\x01")
    assert desk.grade().attention == 1
    report = desk.grade(("s1", "this file counts", "s1.json", "asked"))
    assert report.attention == 1
    assert "no decision makes it count: write “on paper”" in report.attention_first[0].reason
    for told in (
        ("s1", "on paper", "6", "brought it along"),
        ("s1", "set to", "6", "read it in the office"),
        ("s1", "excused", "", "ill"),
        ("", "this file is left out", "s1.json", "a photograph"),
    ):
        assert desk.grade(told).attention == 0


def test_what_systems_put_beside_the_files_is_told_where_it_is_to_count(desk: Desk) -> None:
    hand_in(desk.files, **{".s1": answer_file("s1")})
    assert desk.grade().attention == 0
    (told,) = desk.grade(("s1", "this file counts", ".s1.json", "asked")).decisions
    assert "no decision makes it count" in told
    assert points(desk.out)["s1"] == ""


def test_two_files_of_which_nothing_tells_the_later_are_settled_by_one_decision(
    desk: Desk,
) -> None:
    files = {"s1": answer_file("s1", ONE_OFF, saved=None), "s1-2": answer_file("s1", saved=None)}
    hand_in(desk.files, **files)
    assert desk.grade().attention == 1
    for name, earned in (("s1.json", "7.5"), ("s1-2.json", "8")):
        assert desk.grade(("s1", "this file counts", name, "asked")).attention == 0
        assert points(desk.out)["s1"] == earned
    (told,) = desk.grade(
        ("s1", "this file counts", "s1.json", "asked"),
        ("s1", "this file counts", "s1-2.json", "asked again"),
    ).decisions
    assert "contradict each other" in told


def test_whose_a_file_is_and_which_counts_are_two_decisions(desk: Desk) -> None:
    hand_in(desk.files, s1=answer_file("s1", ONE_OFF), x=answer_file("s9", saved=LATE))
    desk.grade()
    # The assignment takes the latest: it is theirs now, and came later.
    assert desk.grade(("s1", "this file is theirs", "x.json", "a typo")).attention == 0
    assert (points(desk.out)["s1"], statuses(desk.out)["s1"]) == ("6.4", "superseded")
    report = desk.grade(
        ("s1", "this file is theirs", "x.json", "a typo"),
        ("s1", "this file counts", "s1.json", "as agreed"),
    )
    assert report.attention == 0
    assert (points(desk.out)["s1"], statuses(desk.out)["x"]) == ("7.5", "superseded")


def test_a_file_given_to_another_is_told_to_both(desk: Desk) -> None:
    hand_in(desk.files, s1=answer_file("s1"))
    desk.grade()
    desk.grade(("s2", "this file counts", "s1.json", "s1 sat at the computer of s2"))
    assert points(desk.out) == {"s1": "", "s2": "8", "s3": ""}
    with desk.ledger() as ledger:
        for student, moved in (("s1", (8, None)), ("s2", (None, 8))):
            (change,) = changes_of(ledger, student)
            assert (change.before, change.after) == moved


def test_section_and_all_come_after_the_student(desk: Desk) -> None:
    hand_in(desk.files, **{it.id: answer_file(it.id, saved=LATE) for it in CLASS.students})
    desk.grade(
        ("all", "adjust by", "0.25", "the third act was unclear"),
        ("section: a", "extension until", "2027-03-16", "the room was shut"),
        ("S3", "extension until", "2027-03-17", "ill as well"),
        ("Okoro, Ben", "set to", "5", "as agreed"),
    )
    # 8 less a tenth, and a quarter; 5, whatever all others get; 8 and a quarter.
    assert points(desk.out) == {"s1": "7.45", "s2": "5", "s3": "8.25"}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([("s9", "excused", "", "x")], "row 2, s9: excused: x: is on nobody of the class"),
        ([("section:C", "excused", "", "x")], "is on no section of the class: there are A, B"),
        ([("s1", "this file counts", "z.json", "x")], "no file of that name was handed in"),
        (
            [("s1", "set to", "5", "x"), ("s1", "set to", "6", "y")],
            "rows 2 and 3, on s1: “set to 5: x” and “set to 6: y” contradict each other: none of",
        ),
        (
            [("s1", "excused", "", "x"), ("s1", "on paper", "6", "y")],
            "“excused: x” and “on paper 6: y” contradict each other",
        ),
        (
            [(who, "this file counts", "s1.json", "x") for who in ("s1", "s2")],
            "rows 2 and 3, on one file:",
        ),
        ([("s3", "adjust by", "1", "x")], "s3: adjust by +1: x: there is no grade to adjust"),
        (
            [("all", "extension until", "2027-03-01", "x")],
            "extension until 2027-03-01: x: that is no later than the time at which the sheet is",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_applied_is_told_and_changes_nothing(
    desk: Desk, told: list[tuple[str, ...]], said: str
) -> None:
    hand_in(desk.files, s1=answer_file("s1"))
    report = desk.grade(*told)
    assert said in " ".join(report.decisions)
    assert len(report.decisions) == 1
    assert points(desk.out) == {"s1": "8", "s2": "", "s3": ""}


def test_a_table_that_cannot_be_read_stops_the_run_before_anything_changes(desk: Desk) -> None:
    hand_in(desk.files, s1=answer_file("s1"))
    desk.grade()
    before = everything(desk.out)
    hand_in(desk.files, s2=answer_file("s2"))
    desk.decide(("s1", "excusd", "", "ill"))
    with pytest.raises(DecisionError, match=r"decisions\.csv: row 2, column what"):
        desk.grade()
    assert everything(desk.out).keys() - before.keys() == {DECISIONS}
    assert {name: everything(desk.out)[name] for name in before} == before


def test_a_table_that_is_gone_is_written_anew_and_told(desk: Desk) -> None:
    hand_in(desk.files, s1=answer_file("s1"))
    desk.grade(("s1", "set to", "5", "as agreed"))
    (desk.out / DECISIONS).unlink()
    report = desk.grade()
    assert points(desk.out)["s1"] == "5"
    assert "decisions.csv was missing: its rows hold as before" in " ".join(report.changed)
    assert rows(desk.out / DECISIONS)[0]["value"] == "5"
    assert desk.grade().changed == ()


def test_a_change_by_hand_says_how_to_decide_it(desk: Desk) -> None:
    hand_in(desk.files, s1=answer_file("s1"))
    desk.grade()
    table = desk.out / "grades.csv"
    table.write_bytes(table.read_bytes().replace(b"graded,8,8,", b"graded,7,8,"))
    (told,) = desk.grade().changed
    assert f"hedgelab decide {desk.out} --student s1 --set-to 7 --reason" in told


def test_the_second_run_writes_nothing(desk: Desk) -> None:
    hand_in(desk.files, s1=answer_file("s1", saved=LATE), x=answer_file("s9"))
    told = (
        ("s1", "late waived", "", "ill"),
        ("s2", "this file counts", "x.json", "typo"),
        ("s3", "excused", "", "ill"),
    )
    desk.grade(*told)
    before = everything(desk.out)
    desk.grade()
    assert everything(desk.out) == before


def test_marks_and_regrades_keep_to_what_was_decided(desk: Desk) -> None:
    desk.key = MARKED
    words = {"words": {"port-2001": "Because."}}
    hand_in(desk.files, s1=answer_file("s1", saved=LATE, **words), s2=answer_file("s2", **words))
    report = desk.grade(("s1", "late waived", "", "ill"), ("s2", "set to", "9", "as agreed"))
    # A grade that was set waits for no mark.
    assert report.to_mark == 1
    with desk.ledger() as ledger:
        for student in ("s1", "s2"):
            justification = current(ledger, student, "port-2001")
            assert justification is not None
            mark = Mark({"claim": 2, "evidence": 2}, "", "M.", digest_of("Because."))
            give_mark(ledger, justification, mark)
        write_outputs(ledger, desk.out)
        assert points(desk.out) == {"s1": "9", "s2": "9", "s3": ""}
        moved = regrade(ledger, replace(MARKED, position_points=16), dry_run=False).moves
        assert [(it.student, it.before, it.after) for it in moved] == [("s1", 9.0, 17.0)]
        assert tally(ledger).graded == 2


def test_canvas_gets_ex_for_who_is_excused_and_points_for_a_paper(
    desk: Desk, tmp_path: Path
) -> None:
    hand_in(desk.files, s1=answer_file("s1"))
    desk.grade(("s2", "excused", "", "ill"), ("s3", "on paper", "6.5", "no machine"))
    (tmp_path / "book.csv").write_text(
        "Student,ID,SIS User ID,Ports (7)\nLee Ana,101,s1,\nOkoro Ben,102,s2,\nAk C,103,s3,\n",
        encoding="utf-8",
    )
    with desk.ledger() as ledger:
        graded = graded_students(ledger)
        filled = fill_canvas(KEY, graded, tmp_path / "book.csv", tmp_path / "up.csv")
        assert [row["Ports (7)"] for row in rows(tmp_path / "up.csv")] == ["8", "EX", "6.5"]
        again = fill_canvas(KEY, graded, tmp_path / "up.csv", tmp_path / "again.csv")
    assert (filled.filled, again.filled, again.same) == (3, 0, 3)
    assert {row["student"]: row["status"] for row in rows(desk.out / "intake.csv")} == {
        "s1": "graded",
        "s2": "excused",
        "s3": "on-paper",
    }


def test_forgetting_takes_the_decisions_on_a_student_too(desk: Desk) -> None:
    hand_in(desk.files, s1=answer_file("s1"), x=answer_file("s9"))
    desk.grade(
        ("Ana Lee", "adjust by", "1", "secret of s1"),
        ("s1", "this file counts", "x.json", "secret, too"),
        ("s2", "excused", "", "stays"),
    )
    with desk.ledger() as ledger:
        forget(ledger, "s1")
        write_outputs(ledger, desk.out)
    assert [row["reason"] for row in rows(desk.out / DECISIONS)] == ["stays"]
    for content in everything(desk.out).values():
        assert b"secret" not in content


def test_without_a_roster_a_decision_may_name_who_a_file_is_of(tmp_path: Path) -> None:
    folder = hand_in(tmp_path / "in", x=answer_file(""), s2=answer_file("s2"))
    out = tmp_path / "graded"
    out.mkdir()
    write_rows(
        out / DECISIONS,
        COLUMNS,
        [("s7", "this file counts", "x.json", "she said so"), ("s2", "set to", "3", "as agreed")],
    )
    for _ in range(2):
        assert grade(KEY, [folder], out).decisions == ()
        assert points(out) == {"s2": "3", "s7": "8"}


def test_a_table_that_changed_since_is_known(desk: Desk) -> None:
    hand_in(desk.files, s1=answer_file("s1"))
    desk.grade()
    with desk.ledger() as ledger:
        assert not is_newer(ledger)
        desk.decide(("s1", "set to", "5", "x"))
        assert is_newer(ledger)
        settle(ledger)
        assert not is_newer(ledger)
        sheet = graded_sheet(ledger, "s1")
    assert sheet is not None
    assert (sheet.points, sheet.computed) == (5.0, 8.0)


def test_a_file_that_a_platform_gives_out_again_is_the_same_file(desk: Desk) -> None:
    """A second download holds everything once more: what was decided of a file holds on."""
    name = "Ana Lee_44_assignsubmission_file/answers.json"
    packed(desk.files / "week-1.zip", {name: answer_file("s9")})
    assert desk.grade(("s1", "this file counts", "answers.json", "a typo")).attention == 0
    packed(
        desk.files / "week-2.zip",
        {name: answer_file("s9"), "Ben Okoro_45_assignsubmission_file/answers.json": "{}"},
    )
    desk.decide(("s1", "this file counts", f"week-1.zip/{name}", "a typo"))
    report = desk.grade()
    # The other one of that name is another's, and cannot be read.
    assert (report.decisions, report.attention) == ((), 1)
    assert points(desk.out)["s1"] == "8"
    told = {row["path"]: row["status"] for row in rows(desk.out / "intake.csv")}
    assert sorted(told.values()) == ["duplicate", "graded", "missing", "unreadable"]
    report = desk.grade(("s1", "this file counts", "answers.json", "a typo"))
    assert "copy the whole path from intake.csv" in report.decisions[0]


# ------------------------------------------------------------- whatever is decided

_ON = st.sampled_from(["s1", "s2", "s3", "section:A", "section:B", "all", "nobody", "Ana Lee"])
_VALUES = {
    "date": st.sampled_from(["2027-03-16", "2027-03-18", "2027-03-10"]),
    "points": st.sampled_from(["0", "1", "5.5", "8"]),
    "file": st.sampled_from(["s1.json", "x.json", "late.json", "none.json"]),
    "": st.just(""),
}


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    what = draw(st.sampled_from(What))
    return Decision(draw(_ON), what, draw(_VALUES[what.needs]), draw(st.sampled_from("xyz")))


FILES = {"s1.json": (1, 4), "x.json": (2,), "late.json": (3,)}


@given(st.lists(decisions(), max_size=8), st.randoms())
def test_the_order_of_rows_has_no_part_in_it(told: list[Decision], chance: random.Random) -> None:
    def meant(some: list[Decision]) -> object:
        return ruled(
            some, CLASS.students, lambda name: {name: FILES[name]} if name in FILES else {}
        )

    shuffled = list(told)
    chance.shuffle(shuffled)
    assert meant(told) == meant(shuffled)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("held"))
    hand_in(
        desk.files,
        s1=answer_file("s1"),
        x=answer_file("s9", ONE_OFF),
        late=answer_file("s2", saved=LATE),
    )
    desk.grade()
    return desk


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        decisions().filter(
            lambda it: (
                it.what is What.LEFT_OUT
                or (":" not in it.student and it.student != "all")
                or it.what.needs != "file"
            )
        ),
        max_size=4,
    )
)
def test_undoing_gives_the_grade_before_and_others_keep_theirs(
    held: Desk, told: list[Decision]
) -> None:
    def grades(ledger: Ledger) -> dict[str, object]:
        settle(ledger)
        return {
            sheet.student: (sheet.status, sheet.points, sheet.notes, len(sheet.answers))
            for _, sheet in graded_students(ledger)
        }

    with held.ledger() as ledger:
        held.decide()
        before = grades(ledger)
        held.decide(*(it.cells for it in told))
        decided = grades(ledger)
        named = {
            student
            for student, it in ((s, d) for s in CLASS.students for d in told)
            if it.student in (student.id, student.name, "all")
            or any(it.student == f"section:{name}" for name in student.sections)
        }
        moved = {it for it in CLASS.students if decided[it.id] != before[it.id]}
        # Only a file that is given to somebody else, or left out, takes from who is not named.
        if not any(it.what.needs == "file" for it in told):
            assert moved <= named
        held.decide()
        assert grades(ledger) == before
