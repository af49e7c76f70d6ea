"""A marker's page in a real browser: marked by keyboard, kept, sent back, and taken in."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hedgelab.desk.grading.allotting import allot
from hedgelab.desk.grading.collecting import collect
from hedgelab.desk.grading.packing import write_packs
from hedgelab.desk.grading.run import fill_ledger
from hedgelab.desk.ledger.store import NAME, Ledger
from tests.browser.keyboard import press_on
from tests.desk.classroom import CLASS, MARKED, answer_file, hand_in
from tests.hosted import faults, launched, reading

pytestmark = pytest.mark.browser

RUN = "globalThis.ran = 1"
HOSTILE = f"</script><script>{RUN}</script><img src=x onerror='{RUN}'>"
SAME = "The port gives a way to the sea that nobody else controls."
NEAR = SAME.replace("nobody", "no neighbour")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Give a class with four texts, two in the same words, and one of markup."""
    words = {
        "s1": {"port-2001": SAME, "treaty-2002": HOSTILE},
        "s2": {"port-2001": f" {SAME}"},
        "s3": {"port-2001": NEAR},
    }
    files = {student: answer_file(student, words=texts) for student, texts in words.items()}
    with Ledger(tmp_path / "out" / NAME, create=True) as ledger:
        # The texts stand in an order by the secret: here it is the same each time.
        ledger.keep_setting("secret", "pinned")
        fill_ledger(ledger, MARKED, [hand_in(tmp_path / "in", **files)], roster=CLASS)
        allot(ledger, ["Ada B."])
        yield ledger


def told(page: Page) -> str:
    return page.locator(".hm-told").inner_text()


def mark_the_first_two(page: Page) -> None:
    """Give the port's texts a mark by keys alone: two levels, a comment, a flag, and steps back."""
    page.keyboard.press("3")
    page.keyboard.press("1")
    expect(page.locator(".hm-told")).to_have_text("1 of 3 marked.")
    page.keyboard.press("Backspace")
    page.keyboard.press("2")
    page.keyboard.press("c")
    page.keyboard.type("Name the fact: 3 n f.")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.get_by_label("Flag it for a second look")).to_be_checked()
    expect(page.get_by_role("radio", name="Vague.")).to_be_checked()
    page.keyboard.press("u")
    expect(page.get_by_label("Flag it for a second look")).not_to_be_checked()
    page.keyboard.press("u")
    expect(page.get_by_label("Comment for the student")).to_have_value("")
    page.keyboard.press("c")
    page.keyboard.type("Name the fact.")
    page.keyboard.press("Control+Enter")
    # The text beside it is much like it, and gets the same.
    page.keyboard.press("s")
    expect(page.locator(".hm-told")).to_have_text("2 of 3 marked.")
    expect(page.get_by_label("Comment for the student")).to_have_value("Name the fact.")


def test_all_is_marked_by_keyboard_kept_saved_and_taken_in(
    chromium: Browser, ledger: Ledger, tmp_path: Path
) -> None:
    (pack,) = write_packs(ledger, tmp_path / "packs")
    assert (pack.path.name, pack.texts, pack.screens) == ("marking-Ada-B.html", 4, 3)
    with reading(chromium, accept_downloads=True) as reader:
        asked: list[str] = []
        reader.context.on("request", lambda request: asked.append(request.url))
        page = reader.opens(pack.path)
        expect(page.locator(".hm-told")).to_have_text("0 of 3 marked.")
        expect(page.get_by_text("2 students wrote this, word for word")).to_be_visible()
        mark_the_first_two(page)
        # What was marked is there when the page is opened anew, and so is the place.
        page.reload()
        expect(page.locator(".hm-told")).to_have_text("2 of 3 marked.")
        expect(page.locator(".hm-words")).to_have_text(NEAR)
        page.keyboard.press("o")
        expect(page.locator(".hm-words")).to_have_text(HOSTILE)
        assert page.evaluate("globalThis.ran") is None
        for criterion in ("Claim", "Evidence"):
            first = page.get_by_role("group", name=criterion).get_by_role("radio").first
            press_on(page, first, "ArrowDown")
        press_on(page, page.get_by_role("button", name="Name the fact."), "Enter")
        expect(page.get_by_label("Comment for the student")).to_have_value("Name the fact.")
        expect(page.locator(".hm-told")).to_have_text("3 of 3 marked.")
        # At the end the keys are keys again.
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("This is the last text, and all are marked.")).to_be_attached()
        page.keyboard.press("p")
        expect(page.locator(".hm-place")).to_have_text("Text 2 of 3")
        with page.expect_download() as download:
            press_on(page, page.get_by_role("button", name="Save my marks"), back=True)
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        expect(page.get_by_text("Saved as ports-Ada-B.marks.json")).to_be_visible()
        assert all(url.startswith(("file:", "blob:")) for url in asked), asked

    taken = collect(ledger, [file])
    assert (taken.new, taken.counted, taken.refused, taken.waiting) == (4, 4, [], {"Ada B.": 0})
    for student in ("s1", "s2", "s3"):
        mark = ledger.marks_of(student)["port-2001"]
        assert (mark.points, mark.comment) == ({"claim": 1, "evidence": 0}, "Name the fact.")
    assert ledger.marks_of("s1")["treaty-2002"].points == {"claim": 1, "evidence": 2}

    check_at_another_machine(chromium, pack.path, file)


def check_at_another_machine(chromium: Browser, pack: Path, file: Path) -> None:
    """Go on with a file at another machine, where one of somebody else's is told."""
    with reading(chromium) as elsewhere:
        page = elsewhere.opens(pack)
        other = file.with_name("other.json")
        other.write_text(
            json.dumps({**json.loads(file.read_text(encoding="utf-8")), "marker": "Bo"}),
            encoding="utf-8",
        )
        page.get_by_label("To go on at another machine").set_input_files(other)
        expect(page.locator("#said")).to_contain_text("This file is not Ada B.’s")
        page.get_by_label("To go on at another machine").set_input_files(file)
        expect(page.locator(".hm-told")).to_have_text("3 of 3 marked.")


@pytest.mark.parametrize(("width", "light"), [(1280, "light"), (820, "dark"), (390, "light")])
def test_it_is_legible_for_everybody(
    chromium: Browser, ledger: Ledger, tmp_path: Path, width: int, light: str
) -> None:
    (pack,) = write_packs(ledger, tmp_path / "packs")
    size = {"width": width, "height": 900}
    with reading(chromium, viewport=size, color_scheme=light) as reader:
        page = reader.opens(pack.path)
        page.keyboard.press("3")
        page.keyboard.press("c")
        page.keyboard.type("A comment.")
        page.keyboard.press("Control+Enter")
        page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
        page.get_by_role("button", name="Save my marks").hover()
        assert faults(page) == []
        # With the keys switched off, a number is a number.
        page.get_by_label("Mark by keys").uncheck()
        page.keyboard.press("n")
        page.keyboard.press("1")
        expect(page.locator(".hm-place")).to_have_text("Text 2 of 3")
        assert told(page) == "0 of 3 marked."


def test_a_browser_that_keeps_nothing_says_so(
    chromium: Browser, ledger: Ledger, tmp_path: Path
) -> None:
    (pack,) = write_packs(ledger, tmp_path / "packs")
    with reading(chromium) as reader:
        reader.context.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
        )
        page = reader.opens(pack.path)
        expect(page.locator("#where")).to_contain_text("This browser keeps nothing")
        page.keyboard.press("3")
        page.keyboard.press("1")
        expect(page.locator(".hm-told")).to_have_text("1 of 3 marked.")
