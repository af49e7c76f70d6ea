"""Decisions are read as people write them, and what cannot be meant is told with row and column."""

import csv
import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.desk.grading.decisions_file import add_decision, read_decisions
from hedgelab.desk.model.decisions import COLUMNS, Decision, DecisionError, What, decided
from hedgelab.desk.model.standing import Standing, settled
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.text.spreadsheets import write_rows

HEAD = ",".join(COLUMNS)


def as_read(folder: Path, text: str, encoding: str = "utf-8") -> list[Decision]:
    (folder / "decisions.csv").write_bytes(text.encode(encoding))
    return read_decisions(folder).decisions


# What German, British and American instructors write, and what Excel makes of it.
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-10-20", "2026-10-20"),
        ("2026-10-20 18:00", "2026-10-20T18:00:00"),
        ("2026-10-20T18:00:00+02:00", "2026-10-20T18:00:00+02:00"),
        ("2026-10-20T16:00Z", "2026-10-20T16:00:00+00:00"),
        ("20.10.2026", "2026-10-20"),
        ("5.4.2026 9:05", "2026-04-05T09:05:00"),
        ("20/10/2026 18:00", "2026-10-20T18:00:00"),
        ("10/20/2026 6:00 PM", "2026-10-20T18:00:00"),
        ("12/12/2026", "2026-12-12"),
        ("20 October 2026", "2026-10-20"),
        ("20-Oct-2026", "2026-10-20"),
        ("Tuesday, 20 Oct 2026, 18:00", "2026-10-20T18:00:00"),
        ("October 20th, 2026", "2026-10-20"),
    ],
)
def test_a_date_is_read_as_it_is_written(written: str, meant: str) -> None:
    assert decided("s1", "extension until", written).value == meant


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("04/05/2026", "may be 4 May or 5 April (04/05/2026): write a day, such as 2026-10-20"),
        ("30.2.2026", "is '30.2.2026': write a day"),
        ("2026-10-20 25:00", "write a day"),
        ("20.10.26", "write a day"),
        ("next week", "is 'next week'"),
        ("", "is empty: write a day"),
    ],
)
def test_a_date_that_may_be_another_is_asked_for(written: str, told: str) -> None:
    with pytest.raises(DecisionError) as caught:
        decided("s1", "extension until", written)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1.5", "1.5"), ("1,5", "1.5"), ("+2", "2"), ("\u22120.5", "-0.5"), ("2 points", "2"),
     ("0", "0"), ("-0", "0"), ("10.00", "10")],
)  # fmt: skip
def test_points_are_read_with_comma_sign_and_word(written: str, meant: str) -> None:
    assert decided("s1", "adjust by", written).value == meant


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("s1,excusd,,ill", "row 2, column what: is 'excusd': did you mean “excused”?"),
        ("s1,,,ill", "row 2, column what: is empty: write one of extension until"),
        (",excused,,ill", "row 2, column student: is empty: write the id of a student"),
        ("all,this file counts,a.json,x", "row 2, column student: is 'all', and a file is one"),
        ("s1,set to,ten,x", "row 2, column value: is 'ten': write a number of points"),
        ("s1,set to,nan,x", "row 2, column value: is 'nan': write a number"),
        ("s1,on paper,-1,x", "takes 0 or more; to take points off, write “adjust by”"),
        ("s1,this file counts,,x", "row 2, column value: is empty: write the file’s name"),
    ],
)
def test_what_cannot_be_meant_is_told_with_row_and_column(
    tmp_path: Path, row: str, told: str
) -> None:
    with pytest.raises(DecisionError) as caught:
        as_read(tmp_path, f"student,what,value,reason\n{row}\n")
    assert str(caught.value).startswith(f"{tmp_path / 'decisions.csv'}: row 2, column ")
    assert told in str(caught.value)


def test_a_table_without_its_columns_is_told(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="row 1: no column is called student or what"):
        as_read(tmp_path, "a,b\n1,2\n")


def test_a_workbook_is_read_too_and_two_tables_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMNS))
    sheet.append(["s1", "extension until", datetime(2026, 10, 20, 18, 0), "ill", "A. M.", None])
    sheet.append(["s2", "adjust by", 1.5, "unclear", None, None])
    book.save(tmp_path / "decisions.xlsx")
    read = read_decisions(tmp_path).decisions
    assert [it.value for it in read] == ["2026-10-20T18:00:00", "1.5"]
    with pytest.raises(DecisionError, match="is a workbook, which is read and never written"):
        add_decision(tmp_path, replace(read[0], student="s3"))
    (tmp_path / "decisions.csv").touch()
    with pytest.raises(DecisionError, match="and only one can hold"):
        read_decisions(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "student;what;value;reason\ns1;Extension until;20.10.2026;krank\n",
        "\ufeffStudent ID\tDecision\tUntil\tWhy\ns1\tEXTENSION-UNTIL\t2026-10-20\tkrank\n",
        "sep=;\r\nReason;Student;What;Value\r\nkrank;s1;extended to;20 October 2026\r\n",
        "\n\nstudent,what,value,reason\n\ns1,extension,2026-10-20,krank\n",
    ],
    ids=["semicolons", "tabs", "sep", "empty rows"],
)
def test_a_table_is_read_however_a_spreadsheet_saved_it(tmp_path: Path, text: str) -> None:
    (decision,) = as_read(tmp_path, text)
    told = (decision.student, decision.what, decision.value, decision.reason)
    assert told == ("s1", What.EXTENSION, "2026-10-20", "krank")


def test_an_emptied_table_decides_nothing(tmp_path: Path) -> None:
    for text in ("", "\ufeff", f"{HEAD}\n"):
        assert as_read(tmp_path, text) == []


_words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs"]), max_size=20
).map(str.strip)
_values = {
    "date": st.datetimes().map(lambda it: it.replace(microsecond=0, fold=0).isoformat()),
    "points": st.integers(0, 9999).map(lambda it: f"{it / 4:g}"),
    "file": _words.filter(bool).filter(lambda it: not it.startswith("'")),
    "": st.just(""),
}


@st.composite
def _decisions(draw: st.DrawFn) -> Decision:
    what = draw(st.sampled_from(What))
    student = draw(_words.filter(lambda it: bool(it) and it.casefold() != "all" and ":" not in it))
    reason, who, when = (draw(_words) for _ in range(3))
    return Decision(student, what, draw(_values[what.needs]), reason, who, when)


@given(st.lists(_decisions(), min_size=1, max_size=5))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, told: list[Decision]
) -> None:
    folder = tmp_path_factory.mktemp("table")
    write_rows(folder / "decisions.csv", COLUMNS, (it.cells for it in told))
    assert [it.cells for it in read_decisions(folder).decisions] == [it.cells for it in told]


@given(st.text(max_size=200), st.sampled_from([",", ";", "\t"]))
def test_no_table_makes_the_reader_fail_otherwise(
    tmp_path_factory: pytest.TempPathFactory, text: str, separator: str
) -> None:
    folder = tmp_path_factory.mktemp("table")
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows([COLUMNS, ["s1", "set to", text, text]])
    (folder / "decisions.csv").write_text(written.getvalue(), encoding="utf-8", errors="replace")
    try:
        read_decisions(folder)
    except DecisionError as error:
        assert "decisions.csv: row" in str(error)  # noqa: PT017 - either may be


def standing(*told: tuple[What, str]) -> Standing:
    return Standing(tuple(Decision("s1", what, value) for what, value in told))


@pytest.mark.parametrize(
    ("told", "computed", "status", "points"),
    [
        ([(What.ADJUST, "1.5")], 7.0, None, 8.5),
        ([(What.ADJUST, "1.5"), (What.ADJUST, "-0.25")], 7.0, None, 8.25),
        ([(What.ADJUST, "-9")], 7.0, None, 0.0),
        ([(What.ADJUST, "1")], None, None, None),
        ([(What.SET, "5")], 7.0, None, 5.0),
        ([(What.SET, "5")], None, Status.SET, 5.0),
        ([(What.PAPER, "6.5")], None, Status.ON_PAPER, 6.5),
        ([(What.PAPER, "6.5"), (What.ADJUST, "1")], 2.0, Status.ON_PAPER, 7.5),
        ([(What.EXCUSED, "")], 7.0, Status.EXCUSED, None),
        ([(What.EXTENSION, "2027-01-01")], 7.0, None, 7.0),
    ],
)
def test_points_are_decided_in_one_order(
    told: list[tuple[What, str]],
    computed: float | None,
    status: Status | None,
    points: float | None,
) -> None:
    end = settled(standing(*told), computed)
    assert (end.status, end.points) == (status, points)
