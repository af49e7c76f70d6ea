"""Sections are read from whatever a platform calls them, and nobody in two is lost or refused."""

from pathlib import Path

import pytest

from hedgelab.desk.model.roster import Roster, RosterError, read_roster
from hedgelab.desk.model.sections import SectionError, Sections


def as_read(folder: Path, text: str) -> Roster:
    path = folder / "roster.csv"
    path.write_text(text, encoding="utf-8-sig")
    return read_roster(path)


@pytest.mark.parametrize(
    ("titles", "rows", "sections"),
    [
        ("Student,ID,SIS User ID,Section", ('"Lee, Ana",7,s1,SEM 1',), [("SEM 1",)]),
        ("First name,Last name,Email address,Groups", ("Ana,Lee,a@x.edu,Tuesday",), [("Tuesday",)]),
        ("Identifier,Full name,ID number,Group", ("Participant 5,Ana,s1,Tue",), [("Tue",)]),
        ("Matrikelnummer;Name;Gruppe", ("s1;Ana Lee;Di 10–12",), [("Di 10–12",)]),
        ("id,name,seminar", ("s1,Ana,A", "s2,Ben,"), [("A",), ()]),
        ("№,Индивидуальный номер,Группа", ("1,s1,7-я",), [("7-я",)]),
        ("id,name", ("s1,Ana",), [()]),
        ("id,name,Groups", ("s1,Ana,No groups",), [()]),
    ],
    ids=["canvas", "participants", "worksheet", "german", "own", "russian", "none", "no groups"],
)
def test_a_section_is_known_by_the_title_of_its_column(
    tmp_path: Path, titles: str, rows: tuple[str, ...], sections: list[tuple[str, ...]]
) -> None:
    found = as_read(tmp_path, "\n".join((titles, *rows, "")))
    assert [it.sections for it in found.students] == sections


@pytest.mark.parametrize("both", ["A and B", '"A, B"', "A; B", "B und A", '"A, and B"'])
def test_who_is_in_two_sections_is_kept_in_both_and_told(tmp_path: Path, both: str) -> None:
    found = as_read(tmp_path, f"id,name,section\ns1,Ana,A\ns2,Ben,{both}\ns3,Cem,B\n")
    assert [sorted(it.sections) for it in found.students] == [["A"], ["A", "B"], ["B"]]
    (told,) = found.notes
    assert told.startswith("Row 3 is Ben (s2), who is in several sections, ")


def test_two_rows_of_one_student_in_two_sections_are_told_and_kept(tmp_path: Path) -> None:
    found = as_read(tmp_path, "id,name,section\ns1,Ana,A\ns2,Ben,B\ns1,Ana,B\n")
    assert [it.id for it in found.students] == ["s1", "s2"]
    assert found.students[0].sections == ("A", "B")
    (told,) = found.notes
    assert told.startswith("Rows 2 and 4 are both Ana (s1), who is in several sections, A and B")


@pytest.mark.parametrize("other", ["s1,Ana,A", "s1,Ben,B", "s1,Ana,"])
def test_two_rows_that_differ_otherwise_are_refused(tmp_path: Path, other: str) -> None:
    with pytest.raises(RosterError, match="rows 2 and 3 have the same id, s1"):
        as_read(tmp_path, f"id,name,section\ns1,Ana,A\n{other}\n")


def test_a_name_with_an_and_in_it_is_one_section(tmp_path: Path) -> None:
    found = as_read(tmp_path, 'id,section\ns1,Peace and War\ns2,"POL 201, 02"\n')
    assert [it.sections for it in found.students] == [("Peace and War",), ("POL 201, 02",)]
    assert found.sections == ("Peace and War", "POL 201, 02")
    assert not found.notes


def test_a_section_is_named_in_any_case_and_one_that_is_not_there_is_told() -> None:
    sections = Sections(("Tuesday", "TUESDAY", "Friday"))
    assert list(sections) == ["Tuesday", "Friday"]
    assert sections.named([" friday "]) == {"friday"}
    with pytest.raises(SectionError, match="no section 'Monday': write one of Tuesday, Friday"):
        sections.named(["Monday"])
    with pytest.raises(SectionError, match="the roster has none"):
        Sections(()).named(["Monday"])
