"""The pages to talk about are those that the command writes, of the class or of a section."""

from pathlib import Path

import pytest

from hedgelab.cli import SUCCESS, main
from hedgelab.desk.office.office import Office
from tests.desk.classroom import answer_file
from tests.desk.office.graded_class import asked, drop, open_class


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Give a class of four in two sections, of whom two handed in."""
    office = open_class(tmp_path / "class")
    drop(office, {f"{it}.json": answer_file(it) for it in ("s1", "s2")})
    return office


def test_a_page_is_the_commands(office: Office, tmp_path: Path) -> None:
    graded, of_one = office.folder / "graded", {}
    for page, name in (("report", "class-report.html"), ("seminar", "seminar.html")):
        shown = asked(office, "talk.page", page=page)["shown"]
        assert (shown["which"], shown["name"]) == (page, name)
        assert shown["page"] == (graded / name).read_text(encoding="utf-8")
        of_one[page] = asked(office, "talk.page", page=page, sections=["A"])["shown"]
        assert of_one[page]["name"] == name.replace(".html", "-A.html")
    office.close()
    for page, shown in of_one.items():
        out = tmp_path / shown["name"]
        assert main(["export", page, str(graded), "--section", "A", "--out", str(out)]) == SUCCESS
        assert shown["page"] == out.read_text(encoding="utf-8")


def test_what_there_is_none_of_is_said(office: Office) -> None:
    for members, says in (
        ({"page": "poem"}, "there is no page 'poem': report or seminar"),
        ({"page": "report", "sections": ["Z"]}, "Z"),
        ({"page": "report", "sections": "A"}, "a list of names is wanted"),
    ):
        assert says in office.answer({"do": "talk.page", **members})["error"]["says"]
    state = office.state()["talk"]
    assert (state["ready"], state["students"], state["graded"]) == (True, 4, 2)
    assert state["sections"] == ["A", "B"]
    office.close()
