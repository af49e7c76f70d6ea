"""Marking: without names, every mark kept at once, and a spreadsheet's way there and back."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from hedgelab.cli.mark import Session
from hedgelab.desk.grading.justifications import (
    MarkingError,
    code_of,
    justifications,
    marks_given,
    older_codes,
)
from hedgelab.desk.grading.marking import export_marks, import_marks
from hedgelab.desk.grading.run import fill_ledger
from hedgelab.desk.ledger.gradebook import graded_sheet
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.reports.exports import write_grades
from hedgelab.desk.reports.feedback import FeedbackPages
from tests.desk.classroom import CLASS, KEY, MARKED, RUBRIC, answer_file, hand_in, rows

WORDS = {"port-2001": "It keeps a door open.", "treaty-2002": "It pays."}
HOSTILE = "=HYPERLINK(1)\nand a second line"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Give a class in which two of three wrote justifications, three in all."""
    handed = hand_in(
        tmp_path / "in",
        s1=answer_file("s1", words=WORDS),
        s2=answer_file("s2", words={"port-2001": HOSTILE}),
        s3=answer_file("s3"),
    )
    with Ledger(tmp_path / "out" / NAME, create=True) as ledger:
        fill_ledger(ledger, MARKED, [handed], roster=CLASS)
        yield ledger


def grade_of(ledger: Ledger, student: str) -> tuple[float, float, int]:
    """Give points, those for justifications, and what waits for a marker."""
    sheet = graded_sheet(ledger, student)
    assert sheet is not None
    return sheet.points, sheet.justification_points, sheet.to_mark


def typing(*keys: str) -> Callable[[str], str]:
    """Give what a marker types, one after another; then the end of the input."""
    waiting = iter(keys)

    def ask(_: str) -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return ask


def session(ledger: Ledger, *keys: str) -> tuple[Session, list[str]]:
    said: list[str] = []
    return Session(ledger, "me", typing(*keys), said.append), said


def test_who_wrote_nothing_has_nothing_at_once_and_is_told_why(ledger: Ledger) -> None:
    assert grade_of(ledger, "s3") == (8, 0, 0)
    sheet = graded_sheet(ledger, "s3")
    assert sheet is not None
    (mark,) = {answer.mark.comment for answer in sheet.answers if answer.mark}
    assert mark == "No justification was written."


def test_marks_become_points_at_once(ledger: Ledger) -> None:
    assert grade_of(ledger, "s1") == (8, 0, 2)
    marking, _ = session(ledger, "3", "2", "Well argued.", "2", "1", "")
    marking.go()
    assert marking.given == 2
    # Event by event: both at the port, one with 4 of 4 points by the rubric, one with 1 of 4.
    # Each justification is worth 1 point.
    earned = {student: grade_of(ledger, student) for student in ("s1", "s2")}
    by_student = {1.0: (9, 1), 0.25: (8.25, 0.25)}
    assert {points for _, points, _ in earned.values()} == {1.0, 0.25}
    assert earned["s1"][2] == 1
    assert earned["s2"][2] == 0
    for total, points, _ in earned.values():
        assert (total, points) == by_student[points]


def test_nobody_is_named_and_the_order_is_not_the_rosters(ledger: Ledger) -> None:
    marking, said = session(ledger, "q")
    marking.go()
    shown = "\n".join(said)
    for enrolled in CLASS.students:
        assert enrolled.name not in shown
        assert enrolled.id not in shown.split()
    queue = justifications(ledger)
    assert [it.event for it in queue] == ["port-2001", "port-2001", "treaty-2002"]
    assert queue == justifications(ledger)


def test_one_can_go_back_skip_and_quit(ledger: Ledger) -> None:
    first, second, _ = justifications(ledger)
    # A criterion is taken back, then the whole is given again after going back to it.
    marking, _ = session(ledger, "1", "b", "2", "1", "One.", "b", "3", "2", "Two.", "s", "q")
    marking.go()
    assert ledger.marks_of(first.student)["port-2001"].comment == "Two."
    assert dict(ledger.marks_of(first.student)["port-2001"].points) == {"claim": 2, "evidence": 2}
    assert ledger.marks_of(second.student) == {}
    resumed, said = session(ledger, "q")
    resumed.go()
    assert said[0].startswith("2 to mark.")


def test_what_is_no_choice_is_asked_again(ledger: Ledger) -> None:
    marking, said = session(ledger, "9", "x", "0", "", "1", "1", "")
    marking.go()
    assert said.count("Type a number from 1 to 3, or b, s or q.") == 4
    assert marking.given == 1


def test_a_mark_outlives_the_marker(ledger: Ledger) -> None:
    """The input ends in the middle of the second: the first is kept."""
    marking, _ = session(ledger, "3", "2", "Kept.", "3")
    marking.go()
    with Ledger(ledger.path) as again:
        assert len(list(again.rows("SELECT 1 FROM marks"))) == 1


def test_a_text_that_changed_is_flagged_and_its_mark_stays(ledger: Ledger, tmp_path: Path) -> None:
    marking, _ = session(ledger, "3", "2", "Good.", "3", "2", "Good.", "3", "2", "Good.")
    marking.go()
    assert grade_of(ledger, "s1") == (10, 2, 0)
    changed = {**WORDS, "port-2001": "Another reason."}
    later = answer_file("s1", words=changed, saved="2027-03-15T13:00:00Z")
    fill_ledger(ledger, MARKED, [hand_in(tmp_path / "later", s1=later)])
    # The old mark counts until then, and the grade is provisional.
    assert grade_of(ledger, "s1") == (10, 2, 1)
    write_grades(ledger, tmp_path / "grades.csv")
    notes = {row["id"]: row["notes"] for row in rows(tmp_path / "grades.csv")}
    assert notes["s1"] == "The text has changed since it was marked: port-2001."
    assert notes["s2"] == ""
    to_mark = {row["id"]: row["to mark"] for row in rows(tmp_path / "grades.csv")}
    assert to_mark == {"s1": "1", "s2": "0", "s3": "0"}
    sheet = graded_sheet(ledger, "s1")
    assert sheet is not None
    page = FeedbackPages(ledger.key).page(sheet)
    assert "1 justification still waits to be marked, and may change it." in page
    # It is asked for again, and a new mark settles it.
    (waiting,) = [it for it in justifications(ledger) if it.waits]
    assert (waiting.student, waiting.event) == ("s1", "port-2001")
    session(ledger, "1", "1", "Less good.")[0].go()
    assert grade_of(ledger, "s1") == (9, 1, 0)
    assert not any(it.waits for it in justifications(ledger))


def fill_in(path: Path, **cells: str) -> None:
    """Write the same cells into every row of a table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        held, header = list(reader), list(reader.fieldnames or ())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows({**row, **cells} for row in held)


def test_through_a_spreadsheet_and_back(ledger: Ledger, tmp_path: Path) -> None:
    table = tmp_path / "marks.csv"
    assert export_marks(ledger, table) == 3
    held = rows(table)
    assert {row["code"] for row in held} == {code_of(ledger, student) for student in ("s1", "s2")}
    assert not any("s1" in row.values() or "Ana Lee" in row.values() for row in held)
    assert any(row["justification"] == "'=HYPERLINK(1) and a second line" for row in held)

    assert import_marks(ledger, table).empty == 3
    fill_in(table, claim="2", evidence="2", comment="=good\tone", marker="Jo")
    taken = import_marks(ledger, table)
    assert (taken.given, taken.unchanged, taken.empty, taken.refused) == (3, 0, 0, ())
    assert grade_of(ledger, "s1") == (10, 2, 0)

    # There and back once more, nothing is new.
    export_marks(ledger, table, replace=True)
    again = import_marks(ledger, table)
    assert (again.given, again.unchanged) == (0, 3)
    assert ledger.marks_of("s1")["port-2001"].marker == "Jo"


def test_a_table_that_may_be_filled_in_is_not_written_over(ledger: Ledger, tmp_path: Path) -> None:
    table = tmp_path / "marks.csv"
    export_marks(ledger, table)
    fill_in(table, claim="2", evidence="2")
    before = table.read_bytes()
    with pytest.raises(MarkingError, match=r"marks\.csv: is there already.* --replace"):
        export_marks(ledger, table)
    assert table.read_bytes() == before
    assert export_marks(ledger, table, replace=True) == 3
    assert {row["claim"] for row in rows(table)} == {""}


@pytest.mark.parametrize("name", ["comment", "text", "student"])
def test_a_key_whose_criterion_is_called_like_a_column_loses_no_mark_to_it(
    name: str, tmp_path: Path
) -> None:
    """Older keys may have one: its points would be taken for the comment."""
    criteria = (replace(RUBRIC.criteria[0], id=name), RUBRIC.criteria[1])
    key = replace(MARKED, rubric=replace(RUBRIC, criteria=criteria))
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, key, [hand_in(tmp_path / "in", s1=answer_file("s1", words=WORDS))])
        with pytest.raises(MarkingError, match=f"criterion {name!r} is called like a column"):
            export_marks(ledger, tmp_path / "marks.csv")
        (tmp_path / "marks.csv").write_text(f"code,event,{name},evidence\n", encoding="utf-8")
        with pytest.raises(MarkingError, match=f"criterion {name!r} is called like a column"):
            import_marks(ledger, tmp_path / "marks.csv")


def test_no_spreadsheet_takes_a_code_for_a_number(ledger: Ledger) -> None:
    codes = [code_of(ledger, f"s{number}") for number in range(3000)]
    # Digits alone, or digits with one e among them, lose their end in a spreadsheet.
    assert any(re.fullmatch(r"[0-9]+(e[0-9]+)?", code[1:]) for code in codes)
    assert not any(re.fullmatch(r"[0-9.]+(e[0-9]+)?", code) for code in codes)


def keyless(spelt: str) -> str:
    """Give a code as it was made before codes were keyed: who has the roster can make it."""
    return sha256(f"ports\n{spelt}".encode()).hexdigest()[:12]


@pytest.mark.parametrize("code", [keyless("s1"), f"c{keyless('s1')}", keyless("S1")])
def test_codes_of_older_tables_are_taken_too(ledger: Ledger, tmp_path: Path, code: str) -> None:
    """A table that was exported before codes were what they are is still being marked."""
    fill_ledger(ledger, MARKED, [tmp_path / "in"], roster=SHOUTED)
    table = tmp_path / "marks.csv"
    table.write_text(f"code,event,claim,evidence\n{code},port-2001,2,2\n", encoding="utf-8")
    assert import_marks(ledger, table).given == 1
    assert ledger.marks_of("S1")["port-2001"].points == {"claim": 2, "evidence": 2}


def test_a_roster_does_not_tell_whose_a_code_is(ledger: Ledger, tmp_path: Path) -> None:
    table = tmp_path / "marks.csv"
    export_marks(ledger, table)
    codes = {row["code"] for row in rows(table)}
    guesses = {
        form
        for enrolled in CLASS.students
        for told in (enrolled.id, enrolled.name, enrolled.email)
        for form in older_codes("ports", told)
    }
    assert not codes & guesses
    assert keyless("s1") in guesses
    # Another gradebook of the same class has other codes; this one's stay what they are.
    with Ledger(tmp_path / "other" / NAME, create=True) as other:
        fill_ledger(other, MARKED, [tmp_path / "in"], roster=CLASS)
        assert not codes & {it.code for it in justifications(other)}
    with Ledger(ledger.path) as again:
        assert codes == {it.code for it in justifications(again)}


def test_marks_of_a_gradebook_without_a_secret_stay_with_their_texts(
    ledger: Ledger, tmp_path: Path
) -> None:
    session(ledger, "3", "2", "Kept.", "q")[0].go()
    (kept,) = [it for it in justifications(ledger) if it.mark]
    ledger.write("DELETE FROM settings WHERE name = 'secret'")
    with Ledger(ledger.path) as opened:
        (same,) = [it for it in justifications(opened) if it.mark]
        assert (same.student, same.event, same.mark) == (kept.student, kept.event, kept.mark)
        assert same.code != kept.code


def test_a_secret_that_was_undone_is_not_gone_on_with(ledger: Ledger) -> None:
    with ledger.transaction(keep=False):
        undone = code_of(ledger, "s1")
    kept = code_of(ledger, "s1")
    assert undone != kept
    with Ledger(ledger.path) as again:
        assert code_of(again, "s1") == kept


def test_rows_that_cannot_be_taken_are_named_and_the_others_count(
    ledger: Ledger, tmp_path: Path
) -> None:
    table = tmp_path / "marks.csv"
    table.write_text(
        "student;event;claim;evidence;comment\n"
        "s1;port-2001;2;2;Good.\n"
        "s1;port-2001;1;2;Twice.\n"
        "s1;treaty-2002;3;2;Too much.\n"
        "s2;port-2001;1;;Half.\n"
        "s9;port-2001;1;2;Who?\n"
        "s2;harbour-1999;1;2;Where?\n"
        "s3;visit-2003;1,0;0;Commas are fine.\n",
        encoding="utf-8",
    )
    taken = import_marks(ledger, table, "me")
    assert taken.given == 2
    told = [refused.removeprefix(f"{table}: ") for refused in taken.refused]
    assert [line.split(":")[0] for line in told] == [
        "row 3, column event",
        "row 4, column claim",
        "row 5, column evidence",
        "row 6, column student",
        "row 7, column event",
    ]
    assert told[1] == "row 4, column claim: is '3': write one of 0, 1, 2"
    assert "row 2 marks the same" in told[0]
    assert ledger.marks_of("s1")["port-2001"].comment == "Good."
    assert ledger.marks_of("s3")["visit-2003"].points == {"claim": 1, "evidence": 0}


def test_a_mark_of_a_text_that_changed_since_the_export_comes_in_as_stale(
    ledger: Ledger, tmp_path: Path
) -> None:
    table = tmp_path / "marks.csv"
    export_marks(ledger, table)
    fill_in(table, claim="2", evidence="0", comment="Fine.")
    later = answer_file("s2", words={"port-2001": "New."}, saved="2027-03-15T13:00:00Z")
    fill_ledger(ledger, MARKED, [hand_in(tmp_path / "later", s2=later)])
    import_marks(ledger, table, "me")
    (stale,) = [it for it in justifications(ledger) if it.mark and it.mark.is_stale]
    assert (stale.student, stale.text) == ("s2", "New.")
    # The next table asks for a mark of the new text, and takes back nothing by itself.
    export_marks(ledger, table, replace=True)
    assert import_marks(ledger, table).given == 0
    assert any(it.mark and it.mark.is_stale for it in justifications(ledger))


def test_a_table_without_a_column_is_refused_whole(ledger: Ledger, tmp_path: Path) -> None:
    table = tmp_path / "marks.csv"
    table.write_text("event,claim\nport-2001,2\n", encoding="utf-8")
    with pytest.raises(MarkingError, match="has no column 'code', 'evidence'"):
        import_marks(ledger, table)


def test_without_a_rubric_there_is_nothing_to_mark(tmp_path: Path) -> None:
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, KEY, [hand_in(tmp_path / "in", s1=answer_file("s1", words=WORDS))])
        with pytest.raises(MarkingError, match="has no rubric"):
            export_marks(ledger, tmp_path / "marks.csv")
        with pytest.raises(MarkingError, match="has no rubric"):
            Session(ledger, "me", input, print)


def test_an_older_table_reverts_no_newer_mark(ledger: Ledger, tmp_path: Path) -> None:
    """One marked in a copy, the other meanwhile; and one was raised after an appeal."""
    ours, theirs = tmp_path / "ours.csv", tmp_path / "theirs.csv"
    export_marks(ledger, ours)
    export_marks(ledger, theirs)
    fill_in(theirs, claim="2", evidence="2", marker="Jo")
    assert import_marks(ledger, theirs).given == 3
    fill_in(ours, claim="0", evidence="0", marker="Di")
    taken = import_marks(ledger, ours)
    assert (taken.given, taken.unchanged, len(taken.conflicts)) == (0, 0, 3)
    assert grade_of(ledger, "s1") == (10, 2, 0)
    first = next(line for line in taken.conflicts if code_of(ledger, "s1") in line)
    assert re.fullmatch(
        rf"{re.escape(str(ours))}: row \d, port-2001 of {code_of(ledger, 's1')}: on record is "
        r"claim 2, evidence 2 by Jo, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, newer than this table, "
        "which says claim 0, evidence 0: it was left",
        first,
    )
    # The same table again says nothing new; a fresh one is not older than what it holds.
    again = import_marks(ledger, theirs)
    assert (again.given, again.unchanged, again.conflicts) == (0, 3, ())
    export_marks(ledger, ours, replace=True)
    fill_in(ours, claim="1", evidence="2", marker="Di")
    raised = import_marks(ledger, ours)
    assert (raised.given, raised.conflicts) == (3, ())
    assert len(import_marks(ledger, theirs).conflicts) == 3
    assert ledger.marks_of("s1")["port-2001"].points == {"claim": 1, "evidence": 2}


def test_a_table_counts_all_the_same_where_this_is_asked_for(
    ledger: Ledger, tmp_path: Path
) -> None:
    table = tmp_path / "marks.csv"
    export_marks(ledger, table)
    session(ledger, "1", "1", "", "1", "1", "", "1", "1", "")[0].go()
    fill_in(table, claim="2", evidence="2", marker="Di")
    assert import_marks(ledger, table).given == 0
    taken = import_marks(ledger, table, overrule=True)
    assert (taken.given, len(taken.conflicts)) == (3, 3)
    assert all(line.endswith("the table's counts now, as you asked") for line in taken.conflicts)
    assert grade_of(ledger, "s1") == (10, 2, 0)
    # Nothing is gone: each text has both, with who gave them.
    given = marks_given(ledger, "S1")
    assert [(code, marks[0].event) for code, marks in given] == [
        (code_of(ledger, "s1"), "port-2001"),
        (code_of(ledger, "s1"), "treaty-2002"),
    ]
    for _, marks in given:
        assert [(it.mark.marker, sum(it.mark.points.values())) for it in marks] == [
            ("me", 0),
            ("Di", 4),
        ]
    assert marks_given(ledger, code_of(ledger, "s1")) == given
    with pytest.raises(MarkingError, match="nothing of 's3' was ever marked"):
        marks_given(ledger, "s3")


def test_a_table_that_does_not_say_what_it_came_with_reverts_nothing(
    ledger: Ledger, tmp_path: Path
) -> None:
    """Of one's own, or exported before tables said so."""
    table = tmp_path / "marks.csv"
    text = "student,event,claim,evidence\nS1,port-2001,{},2\n"
    table.write_text(text.format(1), encoding="utf-8")
    assert import_marks(ledger, table).given == 1
    table.write_text(text.format(2), encoding="utf-8")
    assert len(import_marks(ledger, table).conflicts) == 1
    assert ledger.marks_of("s1")["port-2001"].points == {"claim": 1, "evidence": 2}
    # Where the text has changed since, the mark on record waits for just this.
    later = answer_file("s1", words={"port-2001": "New."}, saved="2027-03-15T13:00:00Z")
    fill_ledger(ledger, MARKED, [hand_in(tmp_path / "later", s1=later)])
    assert import_marks(ledger, table).given == 1


def marked_together(ledger: Ledger, other: Session, *keys: str) -> tuple[Session, list[str]]:
    """Mark, while another marker gives their marks as the first one types ``Mine.``."""
    waiting, said = iter(keys), list[str]()

    def ask(_: str) -> str:
        key = next(waiting)
        if key == "Mine.":
            other.go()
        return key

    marking = Session(ledger, "me", ask, said.append)
    marking.go()
    return marking, said


def test_who_marks_second_replaces_nothing_and_is_told(ledger: Ledger) -> None:
    """Somebody else marks the text that is on the screen, and the next one too."""
    first, second, third = justifications(ledger)
    with Ledger(ledger.path) as theirs:
        other, _ = session(theirs, "1", "1", "Theirs.", "1", "1", "Theirs too.", "q")
        marking, said = marked_together(ledger, other, "3", "2", "Mine.", "3", "2", "Third.")
    assert marking.given == 1
    assert ledger.marks_of(first.student)["port-2001"].comment == "Theirs."
    assert ledger.marks_of(second.student)["port-2001"].comment == "Theirs too."
    assert ledger.marks_of(third.student)[third.event].comment == "Third."
    taken = [line for line in said if "was marked meanwhile" in line]
    assert len(taken) == 2
    assert "claim 0, evidence 0 (“Theirs.”) by me" in taken[0]
    assert "Yours was not kept" in taken[0]
    assert "It was passed over" in taken[1]


def test_who_goes_back_may_give_another_mark_all_the_same(ledger: Ledger) -> None:
    first, *_ = justifications(ledger)
    with Ledger(ledger.path) as theirs:
        other, _ = session(theirs, "1", "1", "Theirs.", "q")
        marked_together(ledger, other, "3", "2", "Mine.", "b", "2", "1", "All the same.", "q")
    ((_, marks), *_) = marks_given(ledger, first.code)
    assert [it.mark.comment for it in marks] == ["Theirs.", "All the same."]


SHOUTED = Roster(tuple(Enrolled(it.id.upper(), it.name, it.email) for it in CLASS.students))


def test_a_roster_that_spells_ids_otherwise_keeps_every_mark(
    ledger: Ledger, tmp_path: Path
) -> None:
    table = tmp_path / "marks.csv"
    export_marks(ledger, table)
    fill_in(table, claim="2", evidence="2", marker="Jo")
    import_marks(ledger, table)
    for roster, spelt in ((SHOUTED, "S1"), (CLASS, "s1")):
        fill_ledger(ledger, MARKED, [tmp_path / "in"], roster=roster)
        assert grade_of(ledger, spelt) == (10, 2, 0)
        assert ledger.marks_of(spelt).keys() == {"port-2001", "treaty-2002"}
        # What was exported before still fits, and so does a table of one's own.
        again = import_marks(ledger, table)
        assert (again.unchanged, again.refused) == (3, ())
        assert [code for code, _ in marks_given(ledger, "s1")] == [code_of(ledger, "s1")] * 2


def test_marks_that_an_id_in_other_case_had_hidden_are_found_again(
    ledger: Ledger, tmp_path: Path
) -> None:
    """Even without a roster at hand, in a gradebook of before."""
    session(ledger, "3", "2", "", "3", "2", "", "3", "2", "")[0].go()
    ledger.write("UPDATE marks SET student = upper(student)")
    fill_ledger(ledger, MARKED, [tmp_path / "in"])
    assert grade_of(ledger, "s1") == (10, 2, 0)
