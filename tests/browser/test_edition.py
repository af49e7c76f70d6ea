"""From an edition's files alone: a reader sorts, a student hands in, a lecturer grades."""

import csv
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, folder_address, until_complete
from tests.test_wheel import built, installed, python
from tools.pack_book import TOP, pack

pytestmark = [pytest.mark.browser, pytest.mark.built]

__all__ = ["built", "installed"]  # fixtures: the package, and the folder it was installed to

ROSTER = "id,name\ns1,Ana Example\ns2,Ben Sample\n"


def place(page: Page, count: int) -> None:
    """Place the first cards of a board by keyboard."""
    board = page.get_by_role("group", name=re.compile("^Board:")).first
    for number in range(count):
        if number:
            board.get_by_role("button", name="Next card", exact=True).click()
        board.get_by_role("radio").first.press("Space")


def test_a_reader_unpacks_the_book_and_sorts(book: Path, tmp_path: Path, visitor: NewPage) -> None:
    archive = tmp_path / "hedging-lab.zip"
    pack(book, archive)
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    page = visitor(offline=True)
    page.goto(folder_address(tmp_path / TOP) + "index.html")
    until_complete(page)
    page.get_by_role("link", name="2. The framework", exact=True).first.click()
    page.wait_for_url(re.compile(r"framework\.html"))
    until_complete(page)
    place(page, 2)
    page.reload()
    until_complete(page)
    board = page.get_by_role("group", name=re.compile("^Board:")).first
    expect(board.get_by_text(re.compile("2 of 6 placed"))).to_be_visible()


def test_a_student_hands_in_and_a_lecturer_grades(
    installed: Path, tmp_path: Path, visitor: NewPage
) -> None:
    def hedgelab(*words: str) -> str:
        return python("-m", "hedgelab", *words, cwd=tmp_path, first=installed, most=1)

    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    hedgelab("exercise", "deeds-2000-2008", "course")
    assignment = "course/deeds-2000-2008.yml"
    hedgelab("handout", assignment, "--roster", "roster.csv", "--out", "handout")

    page = visitor(offline=True)
    page.goto((tmp_path / "handout/student/deeds-2000-2008-s1.html").as_uri())
    place(page, 3)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my answers", exact=True).click()
    (tmp_path / "submissions").mkdir()
    download.value.save_as(tmp_path / "submissions" / download.value.suggested_filename)

    said = hedgelab(
        *("grade", "handout/key.json", "submissions", "--roster", "roster.csv", "--out", "graded")
    )
    assert "1 of 2 students has a grade" in said
    with (tmp_path / "graded/grades.csv").open(encoding="utf-8-sig", newline="") as file:
        status = {row["id"]: row["status"] for row in csv.DictReader(file)}
    assert status == {"s1": "graded", "s2": "missing"}
    assert "Ana Example" in (tmp_path / "graded/feedback/s1.html").read_text(encoding="utf-8")
