"""Where a sheet's work goes: computers that are shared, frames, platforms, and no store at all."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, FrameLocator, Page, expect

from hedgelab.answers import read_answers
from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.handout import write_handout
from hedgelab.desk.intake.answers import read_submission
from hedgelab.desk.model.records import HandedIn
from hedgelab.desk.model.roster import Enrolled, Roster
from tests.hosted import Reader, faults, launched, reading
from tests.waiting import until

pytestmark = pytest.mark.browser

EXERCISES = Path(__file__).parents[3] / "exercises"
OWN = "after-2018-s1.html"
FOR_ALL = "after-2018.html"
HERS = "Ana's own words"
SERVED = "https://moodle.example/pluginfile.php/7/sheet.html"
NO_STORE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
});"""

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

NewReader = Callable[..., Reader]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("handout")
    assignment = read_assignment(EXERCISES / "after-2018.yml")
    write_handout(assignment, out, Roster((Enrolled("s1", "Ana Lee"),)), forms=["html"])
    write_handout(assignment, out, forms=["html"], replace=True)
    return out / "student"


@pytest.fixture
def reader(chromium: Browser) -> Iterator[NewReader]:
    with ExitStack() as readers:
        yield lambda **options: readers.enter_context(reading(chromium, **options))


@contextmanager
def served(chromium: Browser, sheet: Path) -> Iterator[Page]:
    """Give a page as a platform gives it to a student, with nothing sent over a network."""
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(5000)
    body = sheet.read_text(encoding="utf-8")
    context.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html"))
    page = context.new_page()
    page.goto(SERVED)
    yield page
    context.close()


def name_and_number(page: Page, name: str, number: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your student number").fill(number)
    page.get_by_label("Your student number").blur()


def answer(page: Page | FrameLocator, why: str = HERS) -> None:
    """Place the card in hand, with a reason."""
    page.get_by_role("radio", name="Balancing (pure form)").check(force=True)
    page.get_by_label("Why there?").fill(why)
    page.get_by_label("Why there?").blur()


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def saved_answers(page: Page) -> tuple[str, list[str]]:
    """Save, and give whose the file is and the reasons in it."""
    with page.expect_download() as download:
        button(page, "Save my answers")
    answers = read_answers(download.value.path().read_bytes())
    assert answers.student is not None
    return answers.student.name, [given.justification for given in answers.answers]


def tally(page: Page | FrameLocator, placed: int) -> None:
    expect(page.locator(".hb-tally")).to_have_text(f"{placed} of 10 placed")


# ----------------------------------------------------------- a shared computer


def test_the_second_at_a_computer_is_asked_and_is_not_shown_the_firsts_words(
    reader: NewReader, sheets: Path
) -> None:
    computer = reader(accept_downloads=True)
    first = computer.opens(sheets / FOR_ALL)
    name_and_number(first, "Ana Lee", "77")
    answer(first)
    # Loaded again, the tab is hers still.
    first.reload()
    tally(first, 1)
    expect(first.locator("#whose")).to_be_hidden()
    first.close()

    second = computer.opens(sheets / FOR_ALL)
    expect(second.locator("#whose")).to_contain_text("keeps the work of Ana Lee")
    tally(second, 0)
    expect(second.get_by_label("Your name")).to_have_value("")
    assert HERS not in second.content()
    for theme in THEMES:
        second.emulate_media(color_scheme=theme)
        assert faults(second) == []
    button(second, "Begin your own")
    name_and_number(second, "Bo Okoro", "78")
    answer(second, "Bo's reason")
    assert saved_answers(second) == ("Bo Okoro", ["Bo's reason"])
    second.close()

    # She comes back, and is known by her number.
    again = computer.opens(sheets / FOR_ALL)
    expect(again.locator("#whose")).to_contain_text("keeps the work of Bo Okoro")
    again.get_by_label("Your student number").fill("77")
    again.get_by_label("Your student number").blur()
    button(again, "Go on with the work of Ana Lee")
    tally(again, 1)
    assert saved_answers(again) == ("Ana Lee", [HERS])


@pytest.mark.parametrize(
    ("choice", "whose", "reasons"),
    [
        ("Begin your own", "Bo Okoro", []),
        ("Go on with the work of Ana Lee", "Ana Lee", [HERS]),
        ("It is still Ana Lee: only correct the name", "Bo Okoro", [HERS]),
    ],
)
def test_another_name_on_a_board_asks_first(
    reader: NewReader, sheets: Path, choice: str, whose: str, reasons: list[str]
) -> None:
    page = reader(accept_downloads=True).opens(sheets / FOR_ALL)
    name_and_number(page, "Ana Lee", "77")
    answer(page)
    page.get_by_label("Your name").fill("Bo Okoro")
    page.get_by_label("Your name").blur()
    expect(page.locator("#whose")).to_contain_text("The work of Ana Lee was on the board")
    tally(page, 0)
    assert HERS not in page.content()
    # Her number is hers.
    expect(page.get_by_label("Your student number")).to_have_value("")
    button(page, choice)
    expect(page.locator("#whose")).to_be_hidden()
    assert saved_answers(page) == (whose, reasons)


def test_a_longer_form_of_a_name_is_nobody_else(reader: NewReader, sheets: Path) -> None:
    page = reader(accept_downloads=True).opens(sheets / FOR_ALL)
    page.get_by_label("Your name").press_sequentially("Ana")
    answer(page)
    name_and_number(page, "Ana Lee", "77")
    expect(page.locator("#whose")).to_be_hidden()
    assert saved_answers(page) == ("Ana Lee", [HERS])


# -------------------------------------------------------------------- frames


def test_in_a_frame_that_forbids_downloads_the_text_can_be_copied(
    chromium: Browser, sheets: Path
) -> None:
    viewer = sheets / "viewer.html"
    size = 'style="width: 95vw; height: 90vh"'
    frame = f'<iframe sandbox="allow-scripts" src="{OWN}" title="A sheet" {size}>'
    head = '<!doctype html><html lang="en"><title>A viewer</title><main><h1>A viewer</h1>'
    viewer.write_text(f"{head}{frame}</iframe></main></html>", encoding="utf-8")
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(viewer.as_uri())
    sheet = page.frame_locator("iframe")
    expect(sheet.locator("#where")).to_contain_text("stands in a frame")
    own_tab = sheet.locator("#where").get_by_role("link", name="in a tab of its own")
    expect(own_tab).to_have_attribute("href", (sheets / OWN).as_uri())
    answer(sheet)
    sheet.get_by_role("button", name="Save my answers", exact=True).click()
    expect(sheet.locator(".hb-filed")).to_contain_text("may forbid downloads")
    expect(sheet.get_by_text("Saved as")).to_have_count(0)
    text = sheet.get_by_label("copy this text into a plain-text file called")
    (given,) = read_answers(text.input_value()).answers
    assert given.justification == HERS
    sheet.get_by_role("button", name="Copy the text").click()
    expect(sheet.get_by_text("Copied.")).to_be_visible()
    sheet.locator("#save-page").click()
    expect(sheet.locator("#said")).to_contain_text("Look whether the file has come")
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        assert faults(page) == []
    context.close()


def test_in_a_page_of_its_own_nothing_is_said_of_frames(reader: NewReader, sheets: Path) -> None:
    page = reader(accept_downloads=True).opens(sheets / OWN)
    expect(page.locator("#where")).to_be_hidden()
    button(page, "Save my answers")
    expect(page.locator(".hb-filed")).to_contain_text("Saved as")
    expect(page.locator(".hedgelab-copy")).to_be_hidden()


# ------------------------------------------------------------- on a platform


@pytest.mark.parametrize("name", [OWN, FOR_ALL])
def test_on_a_platform_work_outlives_a_store_that_is_swept(
    chromium: Browser, sheets: Path, name: str
) -> None:
    with served(chromium, sheets / name) as page:
        expect(page.locator("#where")).to_contain_text("Save your answers to a file")
        answer(page)
        tally(page, 1)
        page.evaluate("localStorage.clear()")
        page.reload()
        tally(page, 1)
        expect(page.get_by_label("Why there?")).to_have_count(1)
        page.get_by_role("button", name="Previous").click()
        expect(page.get_by_label("Why there?")).to_have_value(HERS)


# ------------------------------------------------------ the browser's own Save


def test_a_page_that_the_browser_saved_opens_and_counts_with_its_work(
    reader: NewReader, sheets: Path, tmp_path: Path
) -> None:
    page = reader().opens(sheets / OWN)
    answer(page)
    tally(page, 1)
    until(
        page, "why => document.querySelector('#hedgelab-answers').textContent.includes(why)", HERS
    )
    # A browser writes the page as it stands.
    copy = tmp_path / "Acts.html"
    copy.write_text(page.content(), encoding="utf-8")
    submission = read_submission(HandedIn(copy.name, copy.read_bytes()))
    (given,) = submission.answers.answers
    assert (given.position, given.justification) == ("balancing", HERS)
    assert submission.answers.saved is not None

    elsewhere = reader(accept_downloads=True).opens(copy)
    tally(elsewhere, 1)
    expect(elsewhere.locator(".hedgelab-board")).to_have_count(1)
    with elsewhere.expect_download() as download:
        elsewhere.locator("#save-page").click()
    assert download.value.path().read_text(encoding="utf-8").count('class="hedgelab-board') == 0


def test_a_page_opened_with_work_that_the_browser_kept_is_saved_with_it(
    reader: NewReader, sheets: Path
) -> None:
    somebody = reader()
    answer(somebody.opens(sheets / OWN))
    later = somebody.opens(sheets / OWN)
    tally(later, 1)
    content = later.content().encode()
    (given,) = read_submission(HandedIn("a.html", content)).answers.answers
    assert given.justification == HERS


# ------------------------------------------------------------------ no store


def test_without_a_store_the_sheet_warns_before_the_first_move_and_on_leaving(
    reader: NewReader, sheets: Path
) -> None:
    somebody = reader(accept_downloads=True)
    somebody.context.add_init_script(NO_STORE)
    page = somebody.opens(sheets / OWN)
    expect(page.locator(".hb-notice")).to_contain_text("This browser keeps nothing")
    expect(page.locator("#kept-here")).to_be_hidden()
    leaves = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert page.evaluate(leaves) is False
    answer(page)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    with page.expect_download():
        button(page, "Save my answers")
    assert page.evaluate(leaves) is False
    answer(page, "another reason")
    until(page, leaves)


def test_what_is_kept_is_left_without_a_question(reader: NewReader, sheets: Path) -> None:
    page = reader().opens(sheets / OWN)
    answer(page)
    expect(page.locator(".hb-notice")).to_have_text("")
    assert page.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))") is True


# ------------------------------------------------------------- one way to save


def test_there_is_one_save_button_below_the_card_with_the_count(
    reader: NewReader, sheets: Path
) -> None:
    page = reader().opens(sheets / FOR_ALL)
    buttons = page.get_by_role("button", name="Save")
    expect(buttons).to_have_count(1)
    save = buttons.first
    expect(save).to_have_accessible_description(
        "Still to finish: 10 of 10 events, your name, your student number."
    )
    name_and_number(page, "Ana Lee", "77")
    answer(page)
    page.get_by_role("radio", name="A guess").check(force=True)
    expect(save).to_have_accessible_description("Still to finish: 9 of 10 events.")
    card, bar = page.locator(".hb-card").bounding_box(), save.bounding_box()
    assert card is not None
    assert bar is not None
    assert 0 <= bar["y"] - (card["y"] + card["height"]) < 60


def test_a_long_reason_scrolls_and_its_count_is_told_to_ears(
    reader: NewReader, sheets: Path
) -> None:
    page = reader().opens(sheets / OWN)
    page.clock.install()
    why = page.get_by_label("Why there?")
    why.fill("four words a line\n" * 40)
    box = why.bounding_box()
    assert box is not None
    assert 250 < box["height"] < 13 * 24 + 24
    heard = page.locator(".hb-why [aria-live]")
    expect(heard).to_have_text("")
    page.clock.run_for(1100)
    expect(heard).to_contain_text("160")
