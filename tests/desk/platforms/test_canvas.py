"""Into the gradebook that Canvas exported: one column, and no other byte."""

import csv
import io
import re
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgelab.desk.giving_back.gradebooks import told_of_filled
from hedgelab.desk.grading.run import fill_ledger, grade
from hedgelab.desk.ledger.gradebook import graded_students
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.platforms import canvas
from hedgelab.desk.platforms.canvas import CANVAS
from hedgelab.desk.platforms.names import hint_of
from hedgelab.desk.platforms.platform import Filled, GradebookError
from tests.desk.classroom import CLASS, KEY, MARKED, answer_file, hand_in, points
from tests.desk.handing_in import packed

pytestmark = pytest.mark.usefixtures("without_figures")

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


def test_whom_it_is_not_assigned_to_is_told_and_left(ledger: Ledger, book: Path) -> None:
    """Canvas empties such a cell, whatever stands in it."""
    text = BOOK.replace('two",9,,,', 'two",9,N/A,,').replace("One,,3,,", "One,,-,,")
    book.write_text(text, encoding="utf-8", newline="")
    out = book.with_name("upload.csv")
    for replace in (False, True):
        filled = fill_canvas(ledger, book, out, replace=replace)
        (told,) = filled.passed_over
        assert told.startswith("s1: this is not assigned to them in Canvas (N/A)")
        # Canvas's sign for no score is none.
        assert out.read_bytes().decode() == text.replace("One,,-,,", "One,,6,,")


@pytest.mark.parametrize("replace", [False, True])
def test_over_an_excuse_it_is_said_that_it_would_be_taken_back(
    ledger: Ledger, book: Path, replace: bool
) -> None:
    book.write_text(BOOK.replace("One,,3,,", "One,,EX,,"), encoding="utf-8")
    filled = fill_canvas(ledger, book, book.with_name("upload.csv"), replace=replace)
    said = list(told_of_filled(filled, CANVAS, "--replace overwrites them"))
    if replace:
        assert "  s2: EX replaced by 6, which takes back that Canvas excused them" in said
    else:
        assert "  s2: EX there, 6 here: to overwrite it takes back that Canvas excused them" in said


def test_what_canvas_reckons_itself_is_no_column_to_fill(ledger: Ledger, book: Path) -> None:
    text = BOOK.replace(
        "Essay (11),Ports (12),Ports again (13)", "Essay,Harbours (12),Final (2027)"
    )
    book.write_text(text.replace("8.00,8.00,(", "8.00,(read only),("), encoding="utf-8")
    assert fill_canvas(ledger, book, book.with_name("up.csv")).column == "Harbours (12)"


def taken_by_canvas(content: bytes, before: bytes) -> dict[str, str]:
    """Import as lib/gradebook_importer.rb does; give what changes, by Canvas's number of them.

    The header has to be as it was, or a column would be proposed anew; a row of Canvas's own is
    no student, and what reads the same after rounding is no change.
    """
    new, old = (list(csv.reader(io.StringIO(it.decode("utf-8-sig")))) for it in (content, before))
    assert new[0] == old[0]
    assert "Student" in new[0][0]
    assert "ID" in new[0][1]
    taken = {}
    for row, former in zip(new[1:], old[1:], strict=True):
        if "Points Possible" in row[0] or not row[1]:
            assert row == former
            continue
        for title, cell, was in zip(new[0], row, former, strict=True):
            if not re.search(r" \([0-9]+\)$", title) or was == "N/A":
                continue
            if cell.strip() not in ("", "-", was):
                taken[row[1]] = cell
    return taken


LETTERS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters='"\u2028\u2029'), max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    names=st.lists(LETTERS, min_size=3, max_size=3),
    others=st.lists(st.sampled_from(["", "9", "EX", "N/A", "10.00"]), min_size=3, max_size=3),
    ending=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["utf-8-sig", "utf-8"]),
    posting=st.booleans(),
)
def test_of_any_gradebook_only_our_cells_change_and_canvas_takes_them(
    ledger: Ledger,
    tmp_path: Path,
    names: list[str],
    others: list[str],
    ending: str,
    mark: str,
    posting: bool,
) -> None:
    def book(*points: str) -> bytes:
        lines = ["Student,ID,SIS User ID,SIS Login ID,Section,Essay (11),Ports (12),Final Score"]
        lines += [",,,,,,Manual Posting,"] * posting
        lines.append("    Points Possible,,,,,10,8,(read only)")
        for number, (name, other, cell) in enumerate(
            zip(names, others, points, strict=True), start=1
        ):
            lines.append(f'"x{name}",90{number},s{number},,"A, B",{other},{cell},')
        return "".join(line + ending for line in lines).encode(mark)

    into, out = tmp_path / "any.csv", tmp_path / "any-filled.csv"
    into.write_bytes(book("", "", ""))
    fill_canvas(ledger, into, out)
    assert out.read_bytes() == book("7.5", "6", "")
    assert taken_by_canvas(out.read_bytes(), into.read_bytes()) == {"901": "7.5", "902": "6"}


def test_what_a_group_handed_in_counts_for_each_of_its_members(tmp_path: Path) -> None:
    """Canvas names it by the group, with the number of one of them."""
    students = (
        Enrolled("s1", "Ana Lee", ids=("901",), sections=("Group A_1",)),
        Enrolled("s2", "Ben Okoro", ids=("902",), sections=("Group A_1",)),
        Enrolled("s3", "Çiğdem Ak", ids=("903",), sections=("Group B",)),
    )
    files: dict[str, str | bytes] = {
        "groupa1_LATE_901_7001_x.json": answer_file("s2"),
        # The number of somebody who is in another group: nobody gets it unasked.
        "groupb_902_7002_x.json": answer_file(""),
    }
    grade(KEY, [packed(tmp_path / "in.zip", files)], tmp_path / "out", roster=Roster(students))
    assert points(tmp_path / "out") == {"s1": "7.2", "s2": "7.2", "s3": ""}
