"""Into Blackboard's and Brightspace's gradebooks: one column, and no other byte."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgelab.cli import SUCCESS, main
from hedgelab.desk.giving_back.gradebooks import told_of_filled
from hedgelab.desk.ledger.gradebook import graded_students
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.roster import read_roster
from hedgelab.desk.platforms.blackboard import fill_blackboard
from hedgelab.desk.platforms.brightspace import BRIGHTSPACE, fill_brightspace
from hedgelab.desk.platforms.platform import Filled, GradebookError

# Tab-delimited, as Blackboard gives it out to work offline: UTF-16 with a mark, nothing quoted.
BLACKBOARD_BOOK = (
    "Last Name\tFirst Name\tUsername\tStudent ID\tLast Access\tAvailability\t"
    "Weighted Total [Total Pts: 0 Percentage] |664600\tTotal [Total Pts: 28 Score] |664601\t"
    "Essay [Total Pts: 20 Score] |664617\tPorts [Total Pts: 8 Score] |664618\r\n"
    "Lee\tAna\talee\ts1\t2027-03-16 10:00:00\tYes\t\t\t17.50\t\r\n"
    "Okoro\tBen\tbokoro\ts2\t\tYes\t\t\t\tNeeds Grading\r\n"
    "Ak\tÇiğdem\tcak\ts3\t\tYes\t\t\t\t7\r\n"
    "Lee\tAna\ttea_previewuser\t\t\tYes\t\t\t\t\r\n"
)
BRIGHTSPACE_BOOK = (
    "OrgDefinedId,Username,Last Name,First Name,Email,"
    "Essay Points Grade <Numeric MaxPoints:20 Weight:10 Category:Work CategoryWeight:50>,"
    "Ports Points Grade <Numeric MaxPoints:8 Weight:10>,Final Mark Text Grade <Text>,"
    "End-of-Line Indicator\r\n"
    "#s1,#alee,Lee,Ana,s1@example.edu,17.5,,fine,#\r\n"
    '#s2,#bokoro,"Okoro",Ben,s2@example.edu,,3,,#\r\n'
    "#s3,#cak,Ak,Çiğdem,s3@example.edu,,7,,#\r\n"
)

Fill = Callable[..., Filled]


def filled(
    fill: Fill, ledger: Ledger, folder: Path, content: bytes, **options: object
) -> tuple[Filled, bytes]:
    """Fill a gradebook, and give what was put in, and what was written."""
    into, out = folder / "book", folder / "filled"
    into.write_bytes(content)
    graded = graded_students(ledger, with_answers=True)
    told = fill(ledger.key, graded, into, out, **options)
    return told, out.read_bytes()


def taken_by_blackboard(content: bytes, encoding: str = "utf-16") -> dict[str, dict[str, str]]:
    """Import as Blackboard does: rows by user name, columns by the number after the line.

    A title without a number would make a new column of text, and sums are passed over.
    """
    rows = list(csv.DictReader(io.StringIO(content.decode(encoding)), delimiter="\t"))
    return {
        row["Username"]: {
            title.rpartition("|")[2]: value
            for title, value in row.items()
            if "|" in title and "Total [" not in title and value and value != "Needs Grading"
        }
        for row in rows
    }


def taken_by_brightspace(content: bytes) -> dict[str, dict[str, str]]:
    """Import as Brightspace does: ids first, each row to the sign at its end, items by their names.

    Of an item's title what stands in angle brackets is left out, and points above the maximum are
    cut down.
    """
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    header = [title.partition(" <")[0] for title in rows[0]]
    assert header[0] == "OrgDefinedId"
    taken: dict[str, dict[str, str]] = {}
    for row in rows[1:]:
        assert row[-1] == "#"
        named = {
            title.removesuffix(" Points Grade"): value
            for title, value in zip(header, row, strict=True)
            if title.endswith(" Points Grade") and value
        }
        taken[row[0].removeprefix("#")] = named
    return taken


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_blackboard_takes_the_column_by_its_number(
    ledger: Ledger, tmp_path: Path, encoding: str
) -> None:
    before = BLACKBOARD_BOOK.encode(encoding)
    told, after = filled(fill_blackboard, ledger, tmp_path, before)
    assert after.decode(encoding) == BLACKBOARD_BOOK.replace("17.50\t\r", "17.50\t7.5\r").replace(
        "Needs Grading", "6"
    )
    assert after[:2] == before[:2]
    assert taken_by_blackboard(after, encoding) == {
        "alee": {"664617": "17.50", "664618": "7.5"},
        "bokoro": {"664618": "6"},
        "cak": {"664618": "7"},
        "tea_previewuser": {},
    }
    assert (told.column, told.filled) == ("Ports [Total Pts: 8 Score] |664618", 2)
    assert (told.kept, told.not_found, told.points_there) == ((), (), "")


def test_in_blackboards_csv_every_cell_stays_in_quotation_marks(
    ledger: Ledger, tmp_path: Path
) -> None:
    rows = list(csv.reader(io.StringIO(BLACKBOARD_BOOK), delimiter="\t"))
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    _, after = filled(fill_blackboard, ledger, tmp_path, text.encode("utf-8-sig"))
    assert after.decode("utf-8-sig") == text.replace('"17.50",""', '"17.50","7.5"').replace(
        "Needs Grading", "6"
    )


def test_brightspace_gets_the_item_and_is_told_to_publish_at_once(
    ledger: Ledger, tmp_path: Path
) -> None:
    told, after = filled(fill_brightspace, ledger, tmp_path, BRIGHTSPACE_BOOK.encode())
    assert after.decode() == BRIGHTSPACE_BOOK.replace("17.5,,fine", "17.5,7.5,fine")
    assert taken_by_brightspace(after)["s1"] == {"Essay": "17.5", "Ports": "7.5"}
    assert [(it.student, it.there, it.ours) for it in told.kept] == [("s2", "3", "6")]
    said = list(told_of_filled(told, BRIGHTSPACE, "--replace overwrites them"))
    assert said[0].startswith("Brightspace shows students imported grades of an assignment at once")
    told, after = filled(
        fill_brightspace, ledger, tmp_path, BRIGHTSPACE_BOOK.encode(), replace=True
    )
    assert taken_by_brightspace(after)["s2"] == {"Ports": "6"}


@pytest.mark.parametrize(
    ("fill", "book"), [(fill_blackboard, BLACKBOARD_BOOK), (fill_brightspace, BRIGHTSPACE_BOOK)]
)
def test_what_is_above_the_points_possible_is_left_and_told(
    ledger: Ledger, tmp_path: Path, fill: Fill, book: str
) -> None:
    lower = book.replace("Pts: 8 ", "Pts: 7 ").replace("MaxPoints:8", "MaxPoints:7").encode()
    told, after = filled(fill, ledger, tmp_path, lower, replace=True)
    assert told.points_there == "7"
    assert told.passed_over[0].startswith("s1: 7.5 is above the 7 points possible")
    assert b"7.5," not in after.replace(b"17.5,", b"")


@pytest.mark.parametrize(
    ("fill", "book", "names"),
    [
        (fill_blackboard, BLACKBOARD_BOOK, ["664617", "Essay", "Essay [Total Pts: 20 Score]"]),
        (fill_brightspace, BRIGHTSPACE_BOOK, ["Essay", "Essay Points Grade"]),
    ],
)
def test_a_column_is_named_by_its_title_or_its_number(
    ledger: Ledger, tmp_path: Path, fill: Fill, book: str, names: list[str]
) -> None:
    for name in names:
        told, _ = filled(fill, ledger, tmp_path, book.encode(), column=name)
        assert told.column.startswith("Essay")
    with pytest.raises(GradebookError, match="--column 'Piers' fits no column for this"):
        filled(fill, ledger, tmp_path, book.encode(), column="Piers")
    with pytest.raises(GradebookError, match="there is more than one column for this assignment"):
        filled(fill, ledger, tmp_path, book.replace("Ports", "Harbours").encode())
    with pytest.raises(GradebookError, match="and give that file with --into"):
        filled(fill, ledger, tmp_path, b"id,name,Ports\ns1,Ana Lee,\n")


# Titles in the languages of a course, with what stands for the points.
IN_WORDS = [
    ("Apellidos\tNombre\tNombre de usuario\tID de estudiante", "Ports [Total de puntos: 8] |5"),
    ("Nachname\tVorname\tBenutzername\tMatrikelnummer", "Ports [Gesamtpunkte: 8,0 Ergebnis] |5"),
    ("Nom\tPrénom\tNom d’utilisateur\tID étudiant", "Ports [Total de points : 8 Note] |5"),
    ("Фамилия\tИмя\tИмя пользователя\tИдентификатор студента", "Ports [Всего баллов: 8] |5"),  # noqa: RUF001
    ("Soyadı\tAdı\tKullanıcı adı\tÖğrenci kimliği", "Ports [Toplam puan: 8] |5"),
    ("Soyad\tAd\tİstifadəçi adı\tTələbə nömrəsi", "Ports [Cəmi: 8] |5"),
    ("Sobrenome\tNome\tNome do usuário\tID do aluno", "Ports [Total de pontos: 8] |5"),
    ("Cognome\tNome\tNome utente\tID studente", "Ports [Punti totali: 8] |5"),
    ("Nazwisko\tImię\tNazwa użytkownika\tIdentyfikator studenta", "Ports [Punkty: 8] |5"),
    ("姓\t名\t用户名\t学生编号", "Ports [总分: 8] |5"),
]


@pytest.mark.parametrize(("titles", "item"), IN_WORDS)
def test_blackboards_columns_are_found_in_any_language(
    ledger: Ledger, tmp_path: Path, titles: str, item: str
) -> None:
    book = f"{titles}\t{item}\nLee\tAna\talee\ts1\t\nOkoro\tBen\tbokoro\ts2\t\n"
    told, after = filled(fill_blackboard, ledger, tmp_path, book.encode("utf-16"))
    assert after.decode("utf-16") == book.replace("s1\t", "s1\t7.5").replace("s2\t", "s2\t6")
    assert told.points_there == ""


def test_the_decimal_sign_of_the_file_is_kept(ledger: Ledger, tmp_path: Path) -> None:
    book = BLACKBOARD_BOOK.replace("17.50", "17,50")
    _, after = filled(fill_blackboard, ledger, tmp_path, book.encode("utf-16"))
    assert "17,50\t7,5\r\n" in after.decode("utf-16")


def test_signs_of_two_students_in_one_row_are_left(ledger: Ledger, tmp_path: Path) -> None:
    book = BLACKBOARD_BOOK.replace("Lee\tAna\talee\ts1", "Okoro\tBen\talee\ts1")
    told, after = filled(fill_blackboard, ledger, tmp_path, book.encode("utf-16"))
    assert told.passed_over == (
        "Row 2: its ids are those of s1, and its name is that of s2: look which it is. It was "
        "left.",
    )
    assert "17.50\t\r\n" in after.decode("utf-16")


def test_feedback_to_the_learner_is_filled_where_the_column_is_there(
    ledger: Ledger, tmp_path: Path
) -> None:
    head, *rows = BLACKBOARD_BOOK.splitlines()
    more = "\tGrading Notes\tNotes Format\tFeedback to Learner\tFeedback Format"
    book = "\r\n".join([head + more, rows[0] + "\t\t\t\t", rows[1] + "\tx\t\tWell done\t", ""])
    told, after = filled(fill_blackboard, ledger, tmp_path, book.encode("utf-16"))
    ana, ben = after.decode("utf-16").splitlines()[1:]
    assert ana.split("\t")[12].startswith("7.5 of 8 points. The port of 2001: ")
    assert ben.split("\t")[10:] == ["x", "", "Well done", ""]
    assert told.notes == ("1 comment put into 'Feedback to Learner'.",)


CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters='"\t,;|#<>\u2028\u2029'),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    others=st.lists(st.tuples(CELL, CELL), min_size=3, max_size=3),
    ending=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-16", "utf-8-sig", "utf-8"]),
    at=st.integers(0, 2),
)
def test_of_any_gradebook_of_blackboards_only_our_cells_change(
    ledger: Ledger,
    tmp_path: Path,
    others: list[tuple[str, str]],
    ending: str,
    encoding: str,
    at: int,
) -> None:
    def book(*points: str) -> str:
        rows = [["Username", "Notes", "More"]]
        rows += [[f"s{n}", *it] for n, it in enumerate(others, start=1)]
        for row, cell in zip(rows, ["Ports [Total Pts: 8 Score] |9", *points], strict=True):
            row.insert(at + 1, cell)
        return "".join("\t".join(row) + ending for row in rows)

    _, after = filled(fill_blackboard, ledger, tmp_path, book("", "", "").encode(encoding))
    assert after == book("7.5", "6", "").encode(encoding)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    others=st.lists(st.tuples(CELL, CELL), min_size=3, max_size=3),
    ending=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["utf-8-sig", "utf-8"]),
    quoted=st.booleans(),
)
def test_of_any_gradebook_of_brightspaces_only_our_cells_change(
    ledger: Ledger,
    tmp_path: Path,
    others: list[tuple[str, str]],
    ending: str,
    mark: str,
    quoted: bool,
) -> None:
    def book(*points: str) -> str:
        sign = '"' * quoted
        title = "Ports Points Grade <Numeric MaxPoints:8>"
        rows = [["OrgDefinedId", "Notes", title, "More", "End-of-Line Indicator"]]
        for number, ((one, other), cell) in enumerate(zip(others, points, strict=True), start=1):
            rows.append([f"#s{number}", one, cell, other, "#"])
        return "".join(",".join(f"{sign}{cell}{sign}" for cell in row) + ending for row in rows)

    _, after = filled(fill_brightspace, ledger, tmp_path, book("", "", "").encode(mark))
    assert after == book("7.5", "6", "").encode(mark)


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (BLACKBOARD_BOOK.encode("utf-16"), ("alee",)),
        (BLACKBOARD_BOOK.encode("utf-16-le"), ("alee",)),
        (BRIGHTSPACE_BOOK.encode(), ("alee",)),
    ],
)
def test_the_gradebook_is_a_roster(tmp_path: Path, content: bytes, ids: tuple[str, ...]) -> None:
    path = tmp_path / "gc_course_fullgc_2027.xls"
    path.write_bytes(content)
    # Whoever teaches may look at the course as a student; that is nobody's row.
    ana, ben, cem = read_roster(path).students
    assert (ana.id, ana.name, ana.ids) == ("s1", "Ana Lee", ids)
    assert (ben.id, cem.name) == ("s2", "Çiğdem Ak")


def test_a_dry_run_by_command_shows_each_change(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ledger.students()
    book = tmp_path / "gc.xls"
    book.write_bytes(BLACKBOARD_BOOK.encode("utf-16"))
    typed = ["export", "blackboard", tmp_path / "out", "--into", book, "--out", tmp_path / "up.xls"]
    assert main([*map(str, typed), "--dry-run"]) == SUCCESS
    told = capsys.readouterr().out
    assert "  s1: nothing → 7.5\n  s2: nothing → 6\n" in told
    assert not (tmp_path / "up.xls").exists()
