"""Somebody who knows no terminal takes a course from its roster to the returned feedback."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hedgelab.desk.demo_class.assistants import write_marks
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.office.office import Office
from tests.desk.classroom import everything, record
from tests.desk_page.driving import Driver
from tests.desk_page.term import (
    APPEAL,
    CALIBRATE,
    EARLY,
    LATER,
    MARKERS,
    NAMESAKE,
    SECOND,
    WHO,
    by_command,
)
from tools.desk import in_one_page

pytestmark = pytest.mark.slow


def unpacked(saved: Path, folder: Path) -> Path:
    """Give the folder of the grades of a class that was saved."""
    with Office(folder, saved):
        return folder / "graded"


def members(path: Path) -> dict[str, bytes]:
    """Give what a zip holds."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def drive(page: Page, course: Path, out: Path) -> None:
    """Take the course through every step, as `by_command` does; save what comes out."""
    desk = Driver(page)
    desk.picture("0-begin")
    desk.write("What is the class called?", "Baku 2026")
    desk.press("Begin")
    desk.drop("The list of your students", course / "roster.csv")
    desk.said("79 students in roster.csv.")
    desk.picture("1-class")

    desk.step("Assignment")
    desk.drop("The assignment (.yml)", course / "assignment.yml", course / "rubric.yml")
    desk.sees(desk.main.get_by_text("This form is the file"))
    desk.picture("2-assignment")

    hand_out(desk, out / "sheets.zip")
    desk.picture("3-hand-out")

    desk.step("Grade")
    first = [course / "submissions" / name for name in ("canvas.zip", "moodle.zip")]
    desk.drop("What your students handed in", *first)
    desk.said("75 of 79 students have a grade.", "1 file needs you")
    desk.picture("4-grade")
    for it in EARLY:
        desk.decide(it, WHO)
    desk.picture("1-decided")
    settle_namesake(desk)

    desk.step("Class")
    desk.unfold("Take another list")
    desk.drop("The new list", course / "roster-week-3.csv")
    desk.said("1 joined")
    hand_out(desk, out / "sheets.zip")
    desk.step("Grade")
    desk.drop("More that was handed in", course / "submissions-week-5" / "moodle.zip")
    desk.said("77 of 80 students have a grade.")
    desk.decide(LATER, WHO)

    mark(desk, out)
    desk.decide(APPEAL, WHO)
    talk(desk)
    give_back(desk, course, out)


def hand_out(desk: Driver, path: Path) -> None:
    """Save the sheets, a folder for each."""
    desk.step("Hand out")
    desk.main.get_by_label("a folder for each student").check()
    with desk.saved(path):
        desk.press("Hand out")


def settle_namesake(desk: Driver) -> None:
    """Say whose the file is that has no number."""
    desk.step("Grade")
    desk.main.locator("ul.look").get_by_role("button").click()
    desk.picture("4-held-back")
    desk.main.get_by_label(NAMESAKE.student).check()
    desk.write("Why", NAMESAKE.reason)
    desk.write("Who decides", WHO)
    desk.press("Decide: it is")
    desk.said("my answers.json: graded.")


def mark(desk: Driver, out: Path) -> None:
    """Deal the texts out, take in what the assistants' pages saved, and settle the rest."""
    desk.step("Mark")
    desk.write("Who marks", MARKERS)
    desk.main.get_by_label("How", exact=True).select_option(SECOND)
    desk.write("Texts with which all of them begin", str(CALIBRATE))
    desk.press("Deal the texts out")
    desk.said("604 texts dealt out.")
    desk.picture("5-mark")
    desk.save_class(out / "dealt.hedgelab")
    graded = unpacked(out / "dealt.hedgelab", out / "dealt")
    with Ledger(graded / NAME) as ledger:
        files = write_marks(ledger, out / "marks")
    desk.drop("What your assistants saved", *files)
    desk.said("need a third look")
    desk.picture("5-apart")
    desk.save_class(out / "apart.hedgelab")
    graded = unpacked(out / "apart.hedgelab", out / "apart")
    with Ledger(graded / NAME) as ledger:
        *_, third = write_marks(ledger, out / "marks")
    desk.write("Your name", WHO)
    desk.drop("The table, marked", third)
    desk.said("marks taken")


def talk(desk: Driver) -> None:
    """Show the seminar page, and turn it by a key."""
    desk.step("Talk")
    desk.press("Show the class report")
    frame = desk.page.frame_locator("iframe")
    desk.sees(frame.get_by_role("heading", name="How the class read these events"))
    desk.picture("6-report")
    desk.press("Show the seminar page")
    status = frame.locator(".controls [role=status]")
    desk.sees(frame.get_by_text("The act, act 1 of 8"))
    desk.picture("6-talk")
    frame.locator("[data-do=on]").press("ArrowRight")
    expect(status).not_to_contain_text("The act,")


def give_back(desk: Driver, course: Path, out: Path) -> None:
    """Fill Tuesday's gradebook, and pack everybody's feedback for Canvas."""
    desk.step("Return")
    desk.choose("Whose", "Tuesday")
    desk.choose("Platform", "Canvas")
    desk.drop("The gradebook as Canvas gives it", course / "canvas-gradebook.csv")
    desk.sees(desk.main.get_by_role("table", name="What goes in"))
    desk.picture("7-gradebook")
    with desk.saved(out / "filled.csv"):
        desk.press("Save it filled")
    desk.choose("Whose", "The whole class")
    desk.choose("Which way", "The zip that Canvas takes back")
    desk.press("Pack the feedback")
    desk.said("return-canvas.zip: 38 pages, each for its own student.")
    desk.picture("7-return")
    with desk.saved(out / "return-canvas.zip"):
        desk.press("Save return-canvas.zip")
    desk.save_class(out / "Baku 2026.hedgelab")


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Take the course by the command; give the folder with all that belongs to it."""
    folder = tmp_path_factory.mktemp("term")
    by_command(folder / "course", folder / "work")
    return folder


@pytest.fixture
def desk(browser: Browser, parts: dict[str, bytes], tmp_path: Path) -> Iterator[Page]:
    """Open the desk as it is downloaded: from a folder, without a network."""
    (tmp_path / "The desk.html").write_text(in_one_page(parts), encoding="utf-8")
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    # A dialogue of the system's own, which nothing can answer here: without it, files come as
    # downloads.
    context.add_init_script("delete window.showSaveFilePicker")
    page = context.new_page()
    page.goto((tmp_path / "The desk.html").as_uri())
    yield page
    context.close()


def test_the_course_in_the_page_is_the_commands(desk: Page, term: Path, tmp_path: Path) -> None:
    drive(desk, term / "course", tmp_path)
    by_hand = term / "work"
    assert (tmp_path / "filled.csv").read_bytes() == (by_hand / "filled.csv").read_bytes()
    assert members(tmp_path / "return-canvas.zip") == members(by_hand / "return-canvas.zip")
    graded = unpacked(tmp_path / "Baku 2026.hedgelab", tmp_path / "class")
    mine, theirs = everything(graded), everything(by_hand / "graded")
    # By chance who was dealt what differs, and so does what the report says of each marker.
    for name in ("class-report.html", NAME):
        mine.pop(name)
        theirs.pop(name)
    assert mine == theirs
    *tables, _ = record(graded)
    assert tables == record(by_hand / "graded")[: len(tables)]
