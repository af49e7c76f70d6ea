"""Class, Assignment and Hand out in the desk's page: from a list of students to their sheets."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, NewPage
from tests.browser.desk_steps import check, step
from tests.browser.keyboard import press_on
from tests.waiting import LONGEST_WAIT

pytestmark = pytest.mark.browser

ROSTER = b"Student ID,Name,Section\ns1,Ada Lee,A\ns2,<b>Bo</b>,B\n"
ROWS = (
    "Title\tDate\tSummary\tActors\tDomain\tPosition\tReason\n"
    "A harbour is leased\t12.05.1996\tLumen leases it.\tLumen; Marea\ttrade\tDominence\tA power.\n"
)


def test_a_class_is_made_and_its_sheets_go_out(address: str, visitor: NewPage) -> None:
    page = visitor(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    complaints = Complaints(page, address.partition("#")[0])
    page.goto(address)

    take_the_list(page)
    write_the_assignment(page)
    hand_out(page)
    paste_a_bank(page)
    assert [it for it in complaints if "ERR_ABORTED" not in it] == []


def take_the_list(page: Page) -> None:
    # A list that cannot be used says why; one that can is shown, as text.
    roster = page.get_by_label("The list of your students")
    twice = {"name": "l.csv", "mimeType": "text/csv", "buffer": ROSTER.replace(b"s2", b"s1")}
    roster.set_input_files(twice)  # type: ignore[arg-type]
    expect(page.get_by_role("alert")).to_contain_text("rows 2 and 3 have the same id")
    good = {"name": "list.csv", "mimeType": "text/csv", "buffer": ROSTER}
    roster.set_input_files(good)  # type: ignore[arg-type]
    expect(page.get_by_role("checkbox", name="<b>Bo</b>")).to_be_visible(timeout=LONGEST_WAIT)

    # By keys alone: more time for one, with a reason.
    press_on(page, page.get_by_role("checkbox", name="Ada Lee"), "Space")
    page.get_by_label("Until", exact=True).fill("2027-03-20")
    press_on(page, page.get_by_label("Why"), "i")
    page.keyboard.type("ll")
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name="Ada Lee")
    expect(row).to_contain_text("extension until 2027-03-20: ill", timeout=LONGEST_WAIT)
    check(page, with_frames=False)


def write_the_assignment(page: Page) -> None:
    # The form is kept field by field, and says at the field what is wrong.
    step(page, "Assignment")
    page.get_by_label("Exercise").select_option("deeds-2000-2008")
    page.get_by_role("button", name="Begin with it").click()
    expect(page.get_by_text("10 ticked of 172")).to_be_visible(timeout=LONGEST_WAIT)
    page.get_by_label("Points for reasons").fill("0.5")
    page.get_by_label("Points for reasons").press("Tab")
    expect(page.get_by_label("Points for reasons")).to_have_attribute(
        "aria-invalid", "true", timeout=LONGEST_WAIT
    )
    page.get_by_label("Points for reasons").fill("20")
    page.get_by_label("Points for reasons").press("Tab")
    page.get_by_label("Day", exact=True).fill("2027-03-15")
    expect(page.get_by_label("Time", exact=True)).to_have_value("23:59", timeout=LONGEST_WAIT)
    expect(page.get_by_text("10 events, the same for all. 80 points in all.")).to_be_visible(
        timeout=LONGEST_WAIT
    )
    page.get_by_role("button", name="Show the sheet").click()
    sheet = page.frame_locator("iframe.framed")
    expect(sheet.get_by_role("heading", name="Deeds, 2000–2008")).to_be_visible(
        timeout=LONGEST_WAIT
    )
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save deeds-2000-2008.yml").click()
    text = Path(saving.value.path()).read_text(encoding="utf-8")
    assert "  justification: 20\n" in text
    assert "due: 2027-03-15 23:59 " in text
    check(page, with_frames=False)


def hand_out(page: Page) -> None:
    # On a phone the steps are a strip, and the one in hand is in it.
    wide = page.viewport_size
    assert wide is not None
    page.set_viewport_size({"width": 390, "height": 740})
    page.locator("main .next button").click()
    expect(page.get_by_role("heading", level=2, name="Hand out")).to_be_visible()
    expect(page.locator("nav [aria-current=step]")).to_be_in_viewport(ratio=0.9)
    page.set_viewport_size(wide)
    # One click, and each student's sheet lies in a folder of their own.
    expect(page.get_by_role("radio", name="a folder for each student")).to_be_checked()
    page.get_by_role("checkbox", name="a page that opens").uncheck()
    with page.expect_download() as giving:
        page.get_by_role("button", name="Hand out", exact=True).last.click()
    with zipfile.ZipFile(io.BytesIO(Path(giving.value.path()).read_bytes())) as archive:
        assert "Ada Lee (s1)/deeds-2000-2008-s1.csv" in archive.namelist()
    expect(page.get_by_text("to 2 students")).to_be_visible(timeout=LONGEST_WAIT)
    check(page, with_frames=False)


def paste_a_bank(page: Page) -> None:
    # Rows that were pasted stay where they are until they are right.
    step(page, "Assignment")
    page.get_by_role("radio", name="A bank of my own").check()
    paste = page.get_by_label("Paste rows from Excel")
    paste.fill(ROWS)
    page.get_by_role("button", name="Take these rows").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "row 2, Position: 'Dominence' is none of the values", timeout=LONGEST_WAIT
    )
    paste.fill(paste.input_value().replace("Dominence", "Dominance denial"))
    page.get_by_role("button", name="Take these rows").click()
    expect(page.get_by_role("checkbox", name="A harbour is leased")).to_be_visible(
        timeout=LONGEST_WAIT
    )
    page.get_by_role("button", name="Change A harbour is leased").click()
    expect(page.get_by_label("Position")).to_have_value("dominance-denial")
    check(page, with_frames=False)
