"""Tables go out harmless, and are read however a spreadsheet gives them back."""

import contextlib
import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.desk.text.spreadsheets import (
    SpreadsheetError,
    plain_cell,
    read_rows,
    safe_cell,
    table_of,
    titles_of,
    write_rows,
)


@pytest.mark.parametrize(
    "formula",
    [
        '=HYPERLINK("http://example.org","click")',
        "@SUM(1)",
        "+1+1",
        "-1+1|cmd",
        "  =1+1",
        "\t=1+1",
        "\r\n=1+1",
        "\uff1d1+1",
        "x;=1+1",
    ],
)
def test_no_cell_begins_a_formula(formula: str) -> None:
    cell = safe_cell(formula)
    assert isinstance(cell, str)
    # Where the comma is the decimal sign, a semicolon begins the next cell.
    for part in cell.split(";"):
        assert part.lstrip()[:1] not in tuple("=+-@\uff1d")
    assert not {"\t", "\r", "\n"} & set(cell)


def test_numbers_stay_numbers_and_plain_words_stay_as_they_are() -> None:
    assert [safe_cell(cell) for cell in (-1.5, 3, None, "3 – 4 = -1", "e=mc²")] == [
        -1.5, 3, "", "3 – 4 = -1", "e=mc²",
    ]  # fmt: skip


def test_lines_and_writing_directions_do_not_leave_their_cell() -> None:
    assert safe_cell("Ana\r\n\r\nLee\u202e\x00") == "Ana Lee\\u202e\\x00"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"])))
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    safe = safe_cell(text)
    assert isinstance(safe, str)
    assert plain_cell(safe) == text


def test_a_file_is_written_whole_for_excel_and_for_programs(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    write_rows(path, ["id", "name", "points"], [["s1", 'Ana "the" Lee, Çiğdem', 7.5]])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file)) == [
            {"id": "s1", "name": 'Ana "the" Lee, Çiğdem', "points": "7.5"}
        ]
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()


def test_a_run_that_is_interrupted_leaves_the_former_file(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    write_rows(path, ["id"], [["s1"]])

    def rows() -> object:
        yield ["s2"]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_rows(path, ["id"], rows())  # type: ignore[arg-type]
    assert read_rows(path).rows[0].cells == ("s1",)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encoding_and_separator_are_told_by_the_file(encoding: str, separator: str) -> None:
    text = 'id;name\ns1;"Lee, Ana\t;"\n\ns2;Çiğdem\n'
    text = text.replace("id;", f"id{separator}").replace("s1;", f"s1{separator}")
    table = table_of(text.replace("s2;", f"s2{separator}").encode(encoding), "r.csv")
    assert table.header == ("id", "name")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("s1", "Lee, Ana\t;")),
        (4, ("s2", "Çiğdem")),
    ]
    assert table.notes == ()


def test_excels_own_line_about_the_separator_is_no_row() -> None:
    table = table_of(b"sep=;\r\nid;name\r\ns1;Ana, B\r\n", "r.csv")
    assert table.header == ("id", "name")
    assert table.rows[0].number == 2
    assert table.rows[0].cells == ("s1", "Ana, B")


def test_windows_letters_are_read_and_noted() -> None:
    table = table_of("id,name\ns1,Zoë\n".encode("cp1252"), "r.csv")
    assert table.rows[0].cells == ("s1", "Zoë")
    assert "Windows-1252" in table.notes[0]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "r.csv: is empty"),
        (b"id,name\ns1,Ana,Lee\n", "r.csv: row 2: has 3 cells, and the header names 2"),
        (b'id,name\ns1,"' + b"x" * 1_100_000, "r.csv: row 2: a cell has more than 1,048,576"),
    ],
)
def test_what_is_no_table_is_told_with_its_row(content: bytes, told: str) -> None:
    with pytest.raises(SpreadsheetError) as caught:
        table_of(content, "r.csv")
    assert told in str(caught.value)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    with contextlib.suppress(SpreadsheetError):
        table = table_of(content, "r.csv")
        assert all(len(row.cells) == len(table.header) for row in table.rows)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_titles_are_known_wherever_the_beginning_ends(encoding: str) -> None:
    content = "Matrikel;Größe\r\n1;é\r\n2;é".encode(encoding)
    row = "1;é\r\n2;é".encode(encoding.removesuffix("-sig").replace("utf-16", "utf-16-le"))
    for end in range(len(content) - len(row), len(content) + 1):
        assert titles_of(content[:end]) == ("Matrikel", "Größe")


def test_titles_are_known_of_a_table_that_is_damaged_below() -> None:
    content = b'id,name\ns1,Ana,one too many\ns2,"' + b"x" * 200_000
    with pytest.raises(SpreadsheetError):
        table_of(content, "roster.csv")
    assert titles_of(content) == ("id", "name")


@pytest.mark.parametrize(
    "begin", [b"PK\x03\x04\x14\x00\x06\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_workbook_is_told_how_to_become_a_table(begin: bytes) -> None:
    with pytest.raises(SpreadsheetError, match=r"^roster.xlsx: is a workbook.*Save as, CSV UTF-8"):
        table_of(begin + b"a,b\nc,d,e\n", "roster.xlsx")


@pytest.mark.parametrize("content", [b'a,b\n1,"2\nx,y\n', b'a,b\n1,"2', b'a,b\n1,2\n3,"', b'"a'])
def test_quotation_marks_that_stay_open_are_told(content: bytes, tmp_path: Path) -> None:
    assert table_of(content, "x.csv").is_open
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(SpreadsheetError, match="ends within quotation marks"):
        read_rows(tmp_path / "x.csv")


@given(st.lists(st.lists(st.text(max_size=4), min_size=2, max_size=2), min_size=1, max_size=5))
def test_a_table_that_is_whole_is_never_taken_for_an_open_one(rows: list[list[str]]) -> None:
    held = io.StringIO()
    csv.writer(held).writerows([["a", "b"], *rows])
    assert not table_of(held.getvalue().encode(), "x.csv").is_open


def test_a_table_is_never_wider_or_longer_than_the_memory() -> None:
    with pytest.raises(SpreadsheetError, match="row 1: names 1,000,000 columns, more than 2,000"):
        table_of(b",".join([b"a"] * 1_000_000), "x.csv")
    header = b",".join(b"a%d" % n for n in range(2000))
    with pytest.raises(SpreadsheetError, match="row 2502: is beyond the 5,000,000 cells"):
        table_of(header + b"\n1" * 3000, "x.csv")


def test_a_cell_that_no_spreadsheet_has_room_for_blocks_no_table(tmp_path: Path) -> None:
    long = "x" * 2_000_000
    write_rows(tmp_path / "x.csv", ("a", "b"), [(long, "1"), ("y", "2")])
    first, second = read_rows(tmp_path / "x.csv").rows
    assert len(first.cells[0]) < 32_767
    assert first.cells[0].endswith("(cut here: it has 2,000,000 characters)")
    assert second.cells == ("y", "2")
