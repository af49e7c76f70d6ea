"""Rows of a spreadsheet are read as people fill them, and a slip is told with row and column."""

import os
from pathlib import Path

import pytest

from hedgelab.answers import Answer
from hedgelab.desk.grading.run import grade
from hedgelab.desk.model.statuses import Status
from hedgelab.spectrum import POSITIONS
from tests.desk.classroom import KEY, PLACES, rows
from tests.desk.handing_in import placed, read, refusal, table


def test_a_row_is_an_answer() -> None:
    handed = read(table("port-2001,balancing,2,Ships are guns.", "treaty-2002,,,"), "s1.csv")
    assert handed.answers.answers == (Answer("port-2001", "balancing", 2, "Ships are guns."),)
    assert handed.answers.assignment == "ports"
    assert handed.answers.student is not None
    assert handed.answers.student.id == "s1"
    assert handed.answers.sheet is None


@pytest.mark.parametrize("place", POSITIONS, ids=lambda place: place.id)
def test_a_position_is_its_id_name_short_name_or_number(place: object) -> None:
    written = [place.id, place.name, place.short, str(place.number)]  # type: ignore[attr-defined]
    written += [f"{place.name} ({place.number})", f"{place.number}. {place.short}"]  # type: ignore[attr-defined]
    written += [text.upper() for text in written] + [f" {written[0]} ", f"{written[3]}.0"]
    for text in written:
        handed = read(table(f"port-2001,{text},,"), "s1.csv")
        assert placed(handed) == {"port-2001": place.id}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("written", "value"), [("1", 1), ("3.0", 3), ("fairly SURE", 2)])
def test_confidence_is_a_number_or_its_label(written: str, value: int) -> None:
    handed = read(table(f"port-2001,balancing,{written},"), "s1.csv")
    assert handed.answers.answers[0].confidence == value


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_columns_may_stand_in_any_order_with_other_separators(encoding: str) -> None:
    text = "Position;Student ID;EVENT;Justification;extra\n2;s1;port-2001;Größe zählt;x\n"
    handed = read(text.encode(encoding), "s1.csv")
    assert handed.answers.answers[0].justification == "Größe zählt"
    assert handed.answers.assignment == ""
    assert bool(handed.notes) is (encoding == "cp1252")


def test_what_was_guarded_against_formulas_comes_back() -> None:
    handed = read(table("port-2001,balancing,2,'=ships are guns"), "s1.csv")
    assert handed.answers.answers[0].justification == "=ships are guns"


def test_a_digest_that_a_spreadsheet_spoilt_is_noted() -> None:
    text = table("port-2001,1,,").replace(b"ports,,", b"ports,sha256:12E+33,")
    handed = read(text, "s1.csv")
    assert handed.answers.sheet is None
    assert "column sheet was changed" in handed.notes[0]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("port-2001,denied,,",), "Row 2, column position: 'denied' is none of the seven"),
        (("port-2001,8,,",), "Row 2, column position: '8' is none of the seven"),
        (("port-2001,-1,,",), "Row 2, column position: '-1' is none of the seven"),
        (("port-2001,1,5,",), "Row 2, column confidence: '5': write one of 1 (A guess)"),
        (("port-2001,1,,", "Port 2001,1,,"), "Row 3, column event: 'Port 2001' is no event"),
        ((",1,,",), "Row 2, column event: the event is missing"),
        (("port-2001,1,,", "x-1,1,,", "port-2001,2,,"), "Rows 2 and 4 are for the same event"),
        (("port-2001,1,,a,b",), "Row 2: has 9 cells, and the header names 8"),
        (tuple(f"x-{n},1,," for n in range(5001)), "It has 5,001 rows, more than 5,000"),
        (('port-2001,1,,"' + "x" * 1_100_000,), "Row 2: a cell has more than"),
    ],
    ids=range(10),
)
def test_a_slip_is_told_with_its_row_and_column(rows: tuple[str, ...], told: str) -> None:
    error = refusal(table(*rows), "s1.csv")
    assert error.status is Status.UNREADABLE
    assert told in error.reason


def test_rows_of_two_students_are_two_names() -> None:
    text = table("port-2001,1,,", student="s1") + b"\nports,,s2,,treaty-2002,1,,"
    error = refusal(text, "s1.csv")
    assert error.status is Status.TWO_NAMES
    assert "Row 2 names the student s1, and row 3 s2" in error.reason


def test_rows_of_two_assignments_are_refused() -> None:
    text = table("port-2001,1,,") + b"\nother,,s1,,treaty-2002,1,,"
    assert "says ports in row 2 and other in row 3" in refusal(text, "s1.csv").reason


def test_a_table_that_was_cut_off_is_looked_at() -> None:
    whole = read(table('port-2001,1,,"Ships, and guns"', "treaty-2002,2,,"), "s1.csv")
    assert (whole.doubts, whole.events) == ((), 2)
    cut = read(table('port-2001,1,,"Ships, and'), "s1.csv")
    assert "ends within quotation marks" in cut.doubts[0]
    assert cut.answers.answers[0].justification == "Ships, and"


def test_a_justification_beyond_any_length_is_looked_at() -> None:
    assert not read(table(f"port-2001,1,,{'x' * 20_000}"), "s1.csv").doubts
    (doubt,) = read(table(f"port-2001,1,,{'x' * 20_001}"), "s1.csv").doubts
    assert "port-2001 has 20,001 characters" in doubt


@pytest.mark.usefixtures("without_figures")
def test_what_was_typed_in_for_a_sheet_on_paper_is_never_late(tmp_path: Path) -> None:
    """Years after the last day on which anything is taken, by the clock of the file."""
    written = table(*(f"{event},{place},2," for event, place in PLACES.items())).decode()
    head, *others = written.splitlines()
    lines = [f"{head},typed in by", *(f"{line},Dr. Lee" for line in others)]
    path = tmp_path / "s1.csv"
    path.write_text("\n".join(lines))
    os.utime(path, (2_000_000_000, 2_000_000_000))
    grade(KEY, [path], tmp_path / "out")
    (line,) = rows(tmp_path / "out" / "grades.csv")
    assert (line["status"], line["points"], line["late share"]) == ("graded", "8", "0")
    assert "Typed in by Dr. Lee for a sheet on paper: no time in it is" in line["notes"]
