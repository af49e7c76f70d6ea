"""Into the gradebook that Canvas exported: one column, and no other byte."""

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from hedgelab.desk.grading.run import fill_ledger
from hedgelab.desk.ledger.gradebook import graded_students
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.platforms import canvas
from hedgelab.desk.platforms.names import hint_of
from hedgelab.desk.platforms.platform import Filled, GradebookError
from tests.desk.classroom import CLASS, MARKED, answer_file, hand_in

BOOK = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Essay (11),Ports (12),Ports again (13),"
    "Current Score\r\n"
    ",,,,,,Manual Posting,,\r\n"
    '"    Points Possible",,,,,10.00,8.00,8.00,(read only)\r\n'
    '"Lee, Ana",901,S1,ana,"One, and two",9,,,88.10\r\n'
    '"Okoro, Ben",902,,s2@example.edu,One,,3,,\r\n'
    '"Ak, Çiğdem",903,s3,,One,,7,,\r\n'
    '"Student, Test",904,,,One,,,,\r\n'
)


def fill_canvas(
    ledger: Ledger, into: Path, out: Path, *, column: str = "", replace: bool = False
) -> Filled:
    """Fill a gradebook with the grades of a ledger."""
    graded = graded_students(ledger)
    return canvas.fill_canvas(ledger.key, graded, into, out, column=column, replace=replace)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "canvas.csv"
    path.write_bytes(BOOK.encode())
    return path


def test_one_column_is_filled_and_no_other_byte_changes(ledger: Ledger, book: Path) -> None:
    out = book.with_name("upload.csv")
    filled = fill_canvas(ledger, book, out)
    assert out.read_bytes().decode() == BOOK.replace(
        '"One, and two",9,,,88.10', '"One, and two",9,7.5,,88.10'
    )
    assert (filled.column, filled.filled) == ("Ports (12)", 1)
    # A student without a grade keeps what stands there.
    assert [(kept.student, kept.there, kept.ours) for kept in filled.kept] == [("s2", "3", "6")]
    assert (filled.not_found, filled.provisional, filled.points_there) == ((), 0, "")


def test_another_grade_is_overwritten_on_request_alone(ledger: Ledger, book: Path) -> None:
    out = book.with_name("upload.csv")
    filled = fill_canvas(ledger, book, out, replace=True)
    assert filled.kept == ()
    assert [(it.student, it.there, it.ours) for it in filled.replaced] == [("s2", "3", "6")]
    assert "s2@example.edu,One,,6,," in out.read_text(encoding="utf-8")
    again = fill_canvas(ledger, out, book.with_name("again.csv"))
    assert (again.filled, again.same) == (0, 2)


def test_a_column_that_is_not_clear_is_asked_for(ledger: Ledger, book: Path) -> None:
    out = book.with_name("upload.csv")
    book.write_text(BOOK.replace("Ports (12)", "Harbours (12)"), encoding="utf-8")
    with pytest.raises(GradebookError, match=r"Write --column with one of: Essay \(11\); Harbours"):
        fill_canvas(ledger, book, out)
    with pytest.raises(GradebookError, match="--column 'Piers' fits no column"):
        fill_canvas(ledger, book, out, column="Piers")
    assert not out.exists()
    for column in ("Harbours", "Harbours (12)", "12"):
        assert fill_canvas(ledger, book, out, column=column).column == "Harbours (12)"


def test_students_whom_canvas_does_not_have_are_named(ledger: Ledger, book: Path) -> None:
    book.write_text(BOOK.replace("S1", "s77"), encoding="utf-8")
    filled = fill_canvas(ledger, book, book.with_name("upload.csv"))
    assert (filled.filled, filled.not_found) == (0, ("s1",))


def test_canvas_number_is_not_taken_for_somebody_elses_id(ledger: Ledger, book: Path) -> None:
    """The guest's number is by chance what the university calls Ana."""
    guest = '"Guest, Gil",s1,9009,gguest,One,,,,\r\n'
    book.write_text(BOOK + guest, encoding="utf-8", newline="")
    out = book.with_name("upload.csv")
    assert fill_canvas(ledger, book, out).filled == 1
    assert guest in out.read_bytes().decode()
    # Where she has no row of her own, the guest's is hers as little.
    book.write_text(BOOK.replace("S1,ana", "s77,ana") + guest, encoding="utf-8")
    assert fill_canvas(ledger, book, out).not_found == ("s1",)


def test_a_roster_of_canvas_numbers_fits_by_number_and_name(tmp_path: Path, book: Path) -> None:
    handed = hand_in(tmp_path / "in", a=answer_file("901"), b=answer_file("902"))
    roster = Roster((Enrolled("901", "Ana Lee"), Enrolled("902", "Somebody Else")))
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, MARKED, [handed], roster=roster)
        filled = fill_canvas(ledger, book, tmp_path / "upload.csv")
    assert (filled.filled, filled.not_found) == (1, ("902",))


def test_a_number_alone_fits_where_a_row_has_no_other_id(tmp_path: Path, book: Path) -> None:
    handed = hand_in(tmp_path / "in", a=answer_file("904"))
    roster = Roster((Enrolled("904", "Teo Student"),))
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, MARKED, [handed], roster=roster)
        assert fill_canvas(ledger, book, tmp_path / "upload.csv").filled == 1


def test_two_rows_of_one_student_are_refused(ledger: Ledger, book: Path) -> None:
    book.write_text(BOOK + '"Lee, A.",905,,s1@example.edu,One,,,,\r\n', encoding="utf-8")
    out = book.with_name("upload.csv")
    with pytest.raises(GradebookError, match=r"canvas\.csv: rows 4 and 8 are both of s1 by"):
        fill_canvas(ledger, book, out)
    assert not out.exists()


def test_an_address_that_two_students_share_tells_nothing(tmp_path: Path, book: Path) -> None:
    handed = hand_in(tmp_path / "in", a=answer_file("a1"), b=answer_file("b1"))
    shared = (Enrolled("a1", "Ana Lee", "s2@example.edu"), Enrolled("b1", "Bo", "s2@example.edu"))
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, MARKED, [handed], roster=Roster(shared))
        filled = fill_canvas(ledger, book, tmp_path / "upload.csv")
    assert (filled.filled, filled.kept, filled.not_found) == (0, (), ("a1", "b1"))


def test_rows_whose_empty_cells_were_cut_off_are_filled(ledger: Ledger, book: Path) -> None:
    """Some spreadsheets end a row at its last cell that holds something."""
    book.write_text(BOOK.replace('two",9,,,88.10', 'two"'), encoding="utf-8", newline="")
    out = book.with_name("upload.csv")
    filled = fill_canvas(ledger, book, out)
    assert (filled.filled, filled.not_found) == (1, ())
    assert '"Lee, Ana",901,S1,ana,"One, and two",,7.5,,\r\n' in out.read_bytes().decode()


def test_other_points_possible_are_told(ledger: Ledger, book: Path) -> None:
    book.write_text(BOOK.replace("10.00,8.00", "10.00,100.00"), encoding="utf-8")
    assert fill_canvas(ledger, book, book.with_name("upload.csv")).points_there == "100.00"


def test_semicolons_and_decimal_commas_are_kept(ledger: Ledger, book: Path) -> None:
    text = BOOK.replace('"One, and two"', "One").replace('"Lee, Ana"', "Ana Lee")
    book.write_text(text.replace(".", "#").replace(",", ";").replace("#", ","), encoding="utf-8")
    out = book.with_name("upload.csv")
    fill_canvas(ledger, book, out)
    assert "Ana Lee;901;S1;ana;One;9;7,5;;88,10" in out.read_text(encoding="utf-8")


def test_bytes_that_are_no_utf8_go_out_as_they_came(ledger: Ledger, book: Path) -> None:
    book.write_bytes(BOOK.removeprefix("\ufeff").replace("Çiğdem", "Çidem").encode("cp1252"))
    out = book.with_name("upload.csv")
    fill_canvas(ledger, book, out)
    assert out.read_bytes() == book.read_bytes().replace(b'two",9,,,', b'two",9,7.5,,')


def test_what_is_no_gradebook_of_canvas_is_refused(ledger: Ledger, book: Path) -> None:
    out = book.with_name("upload.csv")
    with pytest.raises(GradebookError, match="is the gradebook itself"):
        fill_canvas(ledger, book, book)
    book.write_text("id,name\n1,Ana\n", encoding="utf-8")
    with pytest.raises(GradebookError, match="in Canvas, choose Grades, Export"):
        fill_canvas(ledger, book, out)


def test_provisional_grades_are_counted(tmp_path: Path, book: Path) -> None:
    handed = hand_in(tmp_path / "in", s1=answer_file("s1", words={"port-2001": "It arms."}))
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, MARKED, [handed], roster=CLASS)
        assert fill_canvas(ledger, book, tmp_path / "upload.csv").provisional == 1


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "name",
    [
        "\u0930\u093f\u092f\u093e\u0938\u093f\u0902\u0939",
        "ng\u1ecdcl\u00ea",
        "\u0e2a\u0e21\u0e0a\u0e31\u0e22",
    ],
)
def test_a_late_file_is_late_whatever_letters_the_name_has(
    name: str, form: Literal["NFC", "NFD"]
) -> None:
    written = unicodedata.normalize(form, f"{name}_LATE_1234_5678_answers.json")
    hint = hint_of((written,))
    assert (hint.platform, hint.late, hint.ids, hint.order) == ("canvas", True, ("1234",), 5678)
    assert hint.name == unicodedata.normalize("NFC", name)


def test_where_commas_part_the_cells_a_grade_has_a_point(ledger: Ledger, book: Path) -> None:
    """Whatever the sign in the points possible: a comma would make two cells of one grade."""
    book.write_text(BOOK.replace("10.00,8.00,8.00", '10.00,"8,00","8,00"'), encoding="utf-8")
    out = book.with_name("upload.csv")
    assert fill_canvas(ledger, book, out).filled == 1
    assert '"Lee, Ana",901,S1,ana,"One, and two",9,7.5,,88.10' in out.read_text(encoding="utf-8")
