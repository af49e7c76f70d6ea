"""Excel workbooks are read as what a person sees in them, and refused in a lecturer's words."""

import contextlib
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from hedgelab.cli import SUCCESS, main
from hedgelab.desk.model.roster import read_roster
from hedgelab.desk.text.spreadsheets import SpreadsheetError, table_of
from tests.desk.classroom import PLACES
from tests.desk.handing_in import placed, read, refusal


def workbook(*sheets: Sequence[Sequence[object]], formats: str = "General") -> bytes:
    """Give a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(list(row))
        for row_of_cells in sheet.iter_rows():
            for cell in row_of_cells:
                if isinstance(cell.value, int) and not isinstance(cell.value, bool):
                    cell.number_format = formats
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def rows_of(content: bytes) -> list[tuple[str, ...]]:
    """Give all rows, the header first."""
    table = table_of(content, "x.xlsx")
    return [table.header, *(row.cells for row in table.rows)]


def test_cells_are_read_as_they_are_shown() -> None:
    when = datetime(2026, 12, 1, 18, 5)
    content = workbook(
        [
            ("Student ID", "Name", "Points", "Modified", "Day", "In"),
            ("0042", " Çiğdem Ak ", 7.5, when, datetime(2026, 12, 1), True),
            (26001.0, "王", 7.0, None, None, None),
        ]
    )
    assert rows_of(content)[1:] == [
        ("0042", "Çiğdem Ak", "7.5", "2026-12-01 18:05:00", "2026-12-01", "TRUE"),
        ("26001", "王", "7", "", "", ""),
    ]


def test_zeros_that_a_format_puts_in_front_are_kept() -> None:
    assert rows_of(workbook([("ID",), (26001,)], formats="0000000"))[1] == ("0026001",)
    assert rows_of(workbook([("ID",), (26001,)], formats="0"))[1] == ("26001",)


def test_of_several_sheets_the_first_that_is_written_on_is_read_and_that_is_told() -> None:
    table = table_of(workbook([], [("a", "b"), (1, 2)], [("c",)]), "x.xlsx")
    assert table.header == ("a", "b")
    assert table.notes == ("Of its sheets the first, Sheet 2, was read, and not Sheet 3.",)
    assert table_of(workbook([("a",), ("x",)]), "x.xlsx").notes == ()


def test_rows_are_counted_as_the_spreadsheet_does() -> None:
    table = table_of(workbook([("a",), (None,), ("x",)]), "x.xlsx")
    assert [row.number for row in table.rows] == [3]


LOCKED = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
OPEN_DOCUMENT = b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (LOCKED, "is locked with a password: open it, take the password off"),
        (
            b"\xd0\xcf\x11\xe0" + bytes(600),
            "is a workbook of the old kind .* choose Save as, CSV",
        ),
        (OPEN_DOCUMENT, "is a workbook of another kind, or an archive: .*CSV UTF-8"),
        (workbook([("a",)])[:-200] + b"xl/workbook.xml", "is damaged .*choose Save as, CSV"),
        (workbook([]), "is empty"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(content: bytes, told: str) -> None:
    with pytest.raises(SpreadsheetError, match=f"^roster.xlsx: {told}"):
        table_of(content, "roster.xlsx")


@pytest.mark.parametrize("where", range(0, 5000, 250))
def test_a_damaged_workbook_is_never_a_fault_of_the_program(where: int) -> None:
    content = bytearray(workbook([("a", "b"), ("x", 1)]))
    content[where % len(content)] ^= 0xFF
    with contextlib.suppress(SpreadsheetError):
        assert table_of(bytes(content), "x.xlsx").header


def test_a_workbook_that_inflates_without_end_is_not_opened() -> None:
    held = io.BytesIO(workbook([("a",)]))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", bytes(40_000_000))
    with pytest.raises(SpreadsheetError, match="inflates to 40 MB"):
        table_of(held.getvalue(), "x.xlsx")


def test_one_that_names_entities_of_entities_is_damaged() -> None:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([("a",)]))) as whole,
        zipfile.ZipFile(held, "w") as out,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name.endswith("sheet1.xml"):
                entities = "".join(
                    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(9)
                )
                text = content.decode().replace(
                    "<worksheet", f"<!DOCTYPE w [{entities}]><worksheet", 1
                )
                content = text.replace("<v>0</v>", "<v>&e8;</v>").encode()
            out.writestr(name, content)
    with pytest.raises(SpreadsheetError, match="is damaged"):
        table_of(held.getvalue(), "x.xlsx")


def test_a_roster_comes_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "participants.xlsx"
    path.write_bytes(
        workbook(
            [
                ("First name", "Last name", "ID number", "Email address", "Groups"),
                ("Suharto", ".", None, "suharto@example.org", None),
                ("Anna-Maria", "Çelik-Öztürk", "0026005", "anna@example.org", "A"),
            ]
        )
    )
    suharto, anna = read_roster(path).students
    assert (suharto.id, anna.id, anna.name) == (
        "suharto@example.org", "0026005", "Anna-Maria Çelik-Öztürk",
    )  # fmt: skip
    assert main(["check", str(path)]) == SUCCESS


def test_answers_come_as_a_workbook_and_a_formula_as_what_it_showed() -> None:
    head = ("assignment", "student_id", "event", "position", "confidence", "justification")
    content = workbook(
        [head, *(("ports", "s1", event, place, 2, "Why") for event, place in PLACES.items())]
    )
    submission = read(content, "s1.xlsx")
    assert placed(submission) == PLACES
    assert (submission.kind, submission.notes) == ("csv", ())
    assert "It is an Excel workbook" in refusal(workbook([("my", "essay")]), "s1.xlsx").reason
