"""Grade and Mark in the desk's page: files that need a person settled, texts marked, by keys."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, NewPage
from tests.browser.desk_steps import check, step
from tests.browser.keyboard import press_on
from tests.desk.classroom import points, rows
from tests.desk.office.graded_class import FILES, open_class
from tests.waiting import LONGEST_WAIT

pytestmark = pytest.mark.browser

BAD = "<img src=x onerror=alert(1)>"


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """Give what four students handed in, beside their class, whose sheets are out."""
    open_class(tmp_path / "Baku").close()
    for name, held in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        text = held.encode() if isinstance(held, str) else held
        path.write_bytes(text.replace(b"Ben Okoro", BAD.encode()))
    return tmp_path / "week"


def test_what_needs_a_person_is_settled_and_texts_are_marked(
    handed_in: Path, address: str, visitor: NewPage
) -> None:
    page = visitor(viewport={"width": 820, "height": 1100}, reduced_motion="reduce")
    complaints = Complaints(page, address.partition("#")[0])
    page.goto(address)
    step(page, "Grade")
    page.locator("main input[webkitdirectory]").set_input_files(handed_in)
    expect(page.get_by_text("3 files need you. Open one")).to_be_visible(timeout=LONGEST_WAIT)
    check(page)

    # Each number is a list, and the list is told of where the focus is.
    page.get_by_role("button", name="Nothing came, B: list 1").click()
    expect(page.get_by_role("heading", name="Nothing came, B (1–1 of 1)")).to_be_focused(
        timeout=LONGEST_WAIT
    )
    assert "Çiğdem Ak" in page.locator(".listed").inner_text()

    # By keys alone: a file that Canvas has from one, and that names another.
    press_on(page, page.locator(".look button", has_text="Names two students"))
    expect(page.get_by_role("heading", name="Names two students")).to_be_focused(
        timeout=LONGEST_WAIT
    )
    signs = page.locator("table.signs").inner_text()
    assert re.search(r"Canvas, id\s+702\s+Ben Okoro \(s2\)", signs)
    assert re.search(r"The file, id\s+s3\s+Çiğdem Ak \(s3\)", signs)
    assert BAD in signs
    check(page)
    press_on(page, page.get_by_role("radio", name="Ben Okoro (s2)"), "Space")
    press_on(page, page.get_by_label("Why"), "a")
    page.keyboard.type("sked in class")
    press_on(page, page.get_by_label("Who decides"), "A")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("graded", timeout=LONGEST_WAIT)
    expect(page.get_by_role("heading", name="To look at")).to_be_focused(timeout=LONGEST_WAIT)
    expect(page.get_by_text("s2: this file counts")).to_be_visible(timeout=LONGEST_WAIT)
    graded = handed_in.parent / "Baku" / "graded"
    assert points(graded)["s2"] == "8"
    (decided,) = rows(graded / "decisions.csv")
    assert (decided["reason"], decided["who"]) == ("asked in class", "A")

    _settle_a_picture_and_mark(page, graded)
    _talk_and_return(page)
    assert [it for it in complaints if "ERR_ABORTED" not in it] == []


def _settle_a_picture_and_mark(page: Page, graded: Path) -> None:
    # A picture is left out, and somebody asked; that is undone.
    page.locator(".look button", has_text="Cannot be read").click()
    expect(page.get_by_label("What you may write")).to_have_value(re.compile("cannot be read"))
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("One file needs you.")).to_be_visible(timeout=LONGEST_WAIT)
    page.get_by_role("button", name="Undo: what becomes of a file").click()
    expect(page.get_by_text("2 files need you. Open one")).to_be_visible(timeout=LONGEST_WAIT)

    step(page, "Mark")
    check(page)
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Go through the texts").click()
    expect(page.get_by_text("The port was closed.")).to_be_visible(timeout=LONGEST_WAIT)
    check(page)
    page.keyboard.press("3")
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="Undo: your last marks")).to_be_visible(
        timeout=LONGEST_WAIT
    )
    page.get_by_role("button", name="Done for now").click()
    done = page.get_by_text("Tables and feedback show your marks now.")
    expect(done).to_be_visible(timeout=LONGEST_WAIT)
    expect(page.get_by_text("Every reason is marked.")).to_be_visible()
    expect(page.get_by_role("cell", name="1")).to_have_count(2)
    assert points(graded)["s1"] == "9"


def _talk_and_return(page: Page) -> None:
    step(page, "Talk")
    page.get_by_role("button", name="Show the class report").click()
    report = page.frame_locator("iframe")
    expect(report.get_by_role("heading", name="How the class read these events")).to_be_visible(
        timeout=LONGEST_WAIT
    )
    check(page, with_frames=False, widths=(1280, 390))

    step(page, "Return")
    page.get_by_label("Which way", exact=True).select_option(label="A folder for each student")
    page.get_by_role("button", name="Pack the feedback").click()
    expect(page.get_by_role("status").first).to_contain_text("for its own student")
    expect(page.get_by_role("button", name="Save return-folders.zip")).to_be_visible()
    check(page, with_frames=False, widths=(1280, 390))
