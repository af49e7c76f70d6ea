"""A roster is read whatever its columns are called, and refused where ids repeat."""

from pathlib import Path

import pytest

from hedgelab.desk.model.roster import Enrolled, Roster, RosterError, read_roster


def roster(folder: Path, text: str, encoding: str = "utf-8") -> Roster:
    path = folder / "roster.csv"
    path.write_text(text, encoding=encoding)
    return read_roster(path)


@pytest.mark.parametrize(
    ("text", "student"),
    [
        ("id,name,email\ns1,Ana Lee,a@x.edu\n", ("s1", "Ana Lee", "a@x.edu")),
        ("E-Mail;Name;Student ID\na@x.edu;Ana Lee;s1\n", ("s1", "Ana Lee", "a@x.edu")),
        ("Last name\tFirst name\tID number\nLee\tAna\ts1\n", ("s1", "Ana Lee", "")),
        ("Nachname;Vorname;Matrikelnummer\nLee;Ana;0042\n", ("0042", "Ana Lee", "")),
        ("STUDENT_NUMBER\n s1 \n", ("s1", "", "")),
    ],
)
def test_columns_are_known_in_any_order(
    tmp_path: Path, text: str, student: tuple[str, str, str]
) -> None:
    found = roster(tmp_path, text).students[0]
    assert (found.id, found.name, found.email) == student


# The head of a gradebook that Canvas exports, with its second heading.
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Ports (99)
    Points Possible,,,,,20
"Lee, Ana",1001,s1,alee,SEM 1,
"Okoro, Ben",1002,s2,bokoro,SEM 1,
"""


def test_a_gradebook_of_canvas_is_a_roster(tmp_path: Path) -> None:
    found = roster(tmp_path, CANVAS)
    assert [student.id for student in found.students] == ["s1", "s2"]
    assert found.students[0].ids == ("1001", "alee")
    assert found.by_other_id("1002") == (found.students[1],)
    # Canvas packs files under the name as it sorts it, in one word.
    assert found.by_name("leeana") == (found.students[0],)


def test_names_are_found_in_either_order_and_without_accents(tmp_path: Path) -> None:
    found = roster(tmp_path, "id,first name,last name\ns3,Çiğdem Su,Ak\n")
    for name in ("Çiğdem Su Ak", "akcigdemsu", "AK, Cigdem Su"):
        assert [student.id for student in found.by_name(name)] == ["s3"]
    assert found.by_name("Su") == ()
    assert found.by_name("") == ()


def test_two_of_the_same_name_are_both_found() -> None:
    twins = (Enrolled("s1", "Ana Lee"), Enrolled("s2", "Lee Ana"))
    assert Roster(twins).by_name("leeana") == twins


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,name\ns1,Ana\ns2,Ben\nS1,Cem\n", "rows 2 and 4 have the same id, S1"),
        ("id,name\ns1,Ana\n\n,Ben\n", "row 4, column id: the id is missing"),
        ("full name,telephone\nAna,1\n", "no column holds the students’ ids; there are full"),
        ("id,name\n", "names no student"),
        ("", "is empty"),
        (f"id\n{'x' * 81}\n", "row 2, column id: xx"),
        ("id\ns\u202e1\n", "row 2, column id: s\\u202e1 is no id"),
        ('id,name\ns1,Ana,"Lee"\n', "row 2: has 3 cells, and the header names 2"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_row(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(RosterError) as caught:
        roster(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'roster.csv'}: ")
    assert told in str(caught.value)


def test_an_id_that_is_on_the_roster_as_it_is_has_lost_no_zeros() -> None:
    alone = Roster((Enrolled("0042", "Ana Lee"),))
    assert alone.by_id_without_zeros("42") == alone.students[0]
    assert alone.by_id_without_zeros("0042") is None
    assert alone.by_id_without_zeros(" 0042 ") is None


PEOPLE = ("\u018fli H\u00fcseynov", "Se\u00e1n O'Brien")


def as_read(tmp_path: Path, text: str) -> Roster:
    """Give the roster that a file with this text is read as."""
    path = tmp_path / "as-downloaded.csv"
    path.write_text(text, encoding="utf-8-sig")
    return read_roster(path)


@pytest.mark.parametrize(
    ("titles", "number"),
    [
        ('Identifier,"Full name","ID number","Email address",Status', "Participant {}"),
        ("ID,Vollst\u00e4ndiger Name,ID-Nummer,E-Mail-Adresse,Status", "Teilnehmer/in{}"),
        (
            "Identifiant,Nom complet,Num\u00e9ro d'identification,Courriel",
            "Participant {}",
        ),
        (
            "Identificador,Nombre completo,N\u00famero de ID,Correo",
            "Participante {}",
        ),
        ("Идентификатор,Полное имя,Индивидуальный номер,Адрес электронной почты", "Участник{}"),
    ],
    ids=["en", "de", "fr", "es", "ru"],
)
def test_moodles_worksheet_is_a_roster_in_any_language(
    tmp_path: Path, titles: str, number: str
) -> None:
    rows = (
        f"{number.format(5)},{PEOPLE[0]},0026001,ali@x.edu",
        f"{number.format(12)},{PEOPLE[1]},,sean@x.edu",
    )
    roster = as_read(tmp_path, "\n".join((titles, *rows, "")))
    assert [it.id for it in roster.students] == ["0026001", "Participant 12"]
    assert tuple(it.name for it in roster.students) == PEOPLE
    assert roster.by_other_id("Participant 5") == roster.students[:1]
    assert "is known here as Participant 12" in roster.notes[0]


def test_moodles_list_of_participants_knows_them_by_their_address(tmp_path: Path) -> None:
    titles = '"First name","Last name","Email address",Groups'
    text = f"{titles}\nAna,Lee,ana@x.edu,\nBen,Okoro,ben@x.edu,\n"
    roster = as_read(tmp_path, text)
    assert [it.id for it in roster.students] == ["ana@x.edu", "ben@x.edu"]
    assert roster.by_name("Okoro Ben") == roster.students[1:]


def test_nobody_without_an_id_is_dropped(tmp_path: Path) -> None:
    text = "First name,Last name,Student ID\nAna,Lee,s1\nBen,Okoro,\n"
    with pytest.raises(RosterError, match="row 3, column Student ID: the id is missing"):
        as_read(tmp_path, text)


def test_a_gradebook_of_canvas_is_a_roster_as_it_comes(tmp_path: Path) -> None:
    text = """Student,ID,SIS User ID,SIS Login ID,Section,Acts (80412)
,,,,,Manual Posting
    Points Possible,,,,,8.00
"Lee, Ana",70101,s1,ana@x.edu,A,
"Okoro, Ben",70105,s2,ben@x.edu,A,
"Student, Test",70999,,,A,
"""
    roster = as_read(tmp_path, text)
    assert [it.id for it in roster.students] == ["s1", "s2"]
    assert "Row 6 is the platform\u2019s own test student: left out." in roster.notes
    without = text.replace(",s1,", ",,").replace(",s2,", ",,").replace("70999", "")
    assert [it.id for it in as_read(tmp_path, without).students] == ["70101", "70105"]
