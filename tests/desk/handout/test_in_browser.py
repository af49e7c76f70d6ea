"""A sheet in a real browser: opened by double-click, filled in, kept, saved, printed."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hedgelab.answers import AnswerFile, read_answers
from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.handout import write_handout
from hedgelab.desk.intake.answers import read_submission
from hedgelab.desk.model.records import HandedIn
from hedgelab.desk.model.roster import Enrolled, Roster
from tests.browser.keyboard import press_on, tab_to
from tests.hosted import Reader, faults, launched, reading
from tests.store import ANSWERED_LATE, NO_ANSWER
from tests.waiting import until

pytestmark = pytest.mark.browser

EXERCISES = Path(__file__).parents[3] / "exercises"
NAME = "<img src=x onerror=alert(1)> Ö."
SHEET = "after-2018-s1.html"
KEY = "hedgelab:sheet:after-2018:s1"
WHY = 'Four axes: "visits" </script> & so on'

NewReader = Callable[..., Reader]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("handout")
    assignment = read_assignment(EXERCISES / "after-2018.yml")
    write_handout(assignment, out, Roster((Enrolled("s1", NAME),)), forms=["html", "print"])
    write_handout(assignment, out, forms=["html"], replace=True)
    return out / "student"


@pytest.fixture
def reader(chromium: Browser) -> Iterator[NewReader]:
    """Give a maker of readers, each with a browser profile of their own."""
    with ExitStack() as readers:
        yield lambda **options: readers.enter_context(reading(chromium, **options))


def board_of(page: Page) -> AnswerFile:
    """Give what the page holds, as the host would keep it."""
    until(page, "() => localStorage.length > 0")
    kept = page.evaluate("key => localStorage.getItem(key)", KEY)
    return read_answers(json.dumps(json.loads(kept)["answers"]))


def aside(page: Page) -> list[str]:
    """Give what the page has set aside."""
    kept: dict[str, str] = page.evaluate("({ ...localStorage })")
    return [text for key, text in kept.items() if key.startswith(f"{KEY}:aside:")]


def saved(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def fill_first(page: Page) -> None:
    """Place the first event, say how sure, and why, by keyboard alone."""
    tab_to(page, page.get_by_role("radio", name="Balancing (pure form)"))
    page.keyboard.press("5")
    press_on(page, page.get_by_role("radio", name="A guess"), "Space")
    tab_to(page, page.get_by_label("Why there?"))
    page.keyboard.type(WHY)
    page.keyboard.press("Tab")


def test_filled_by_keyboard_kept_and_saved_in_both_forms(
    reader: NewReader, sheets: Path, tmp_path: Path
) -> None:
    somebody = reader(accept_downloads=True)
    asked: list[str] = []
    somebody.context.on("request", lambda request: asked.append(request.url))
    page = somebody.opens(sheets / SHEET)
    expect(page.get_by_text("10 events without a position")).to_be_visible()
    fill_first(page)
    expect(page.get_by_text("9 events without a position")).to_be_visible()
    page.reload()
    expect(page.locator(".hb-tally")).to_have_text("1 of 10 placed")

    name, content = saved(page, "Save my answers")
    assert name == "after-2018-s1.answers.json"
    filed = page.locator(".hb-filed")
    expect(filed).to_have_text(f"Saved as {name}, where your browser puts downloads.")
    answers = read_answers(content)
    (given,) = answers.answers
    assert (given.event, given.position) == ("sochi-statement-2018", "binding-engagement")
    assert (given.confidence, given.justification) == (1, WHY)
    assert answers.student is not None
    assert (answers.student.id, answers.student.name) == ("s1", NAME)

    name, content = saved(page, "Download this page with my answers")
    assert name == "after-2018-s1.answers.html"
    expect(page.get_by_text(f"Saved as {name}, where your browser")).to_be_visible()
    submission = read_submission(HandedIn(name, content))
    assert (submission.kind, submission.answers.answers) == ("html", answers.answers)
    assert submission.answers.sheet == answers.sheet
    assert all(url.startswith(("file:", "blob:")) for url in asked), asked

    # On another machine the saved page is a sheet like the first, with the work in it.
    copy = tmp_path / name
    copy.write_bytes(content)
    elsewhere = reader(accept_downloads=True).opens(copy)
    expect(elsewhere.locator(".hb-tally")).to_have_text("1 of 10 placed")
    expect(elsewhere.locator(".kicker").first).to_contain_text(NAME)
    assert saved(elsewhere, "Download this page with my answers")[0] == name
    elsewhere.get_by_role("button", name="Reset", exact=True).click()
    elsewhere.get_by_role("button", name="Reset the board").click()
    expect(elsewhere.locator(".hb-tally")).to_have_text("0 of 10 placed")
    elsewhere.reload()
    expect(elsewhere.locator(".hb-tally")).to_have_text("0 of 10 placed")


def test_a_saved_page_wins_over_older_work_and_loses_nothing(
    reader: NewReader, sheets: Path, tmp_path: Path
) -> None:
    page = reader(accept_downloads=True).opens(sheets / SHEET)
    fill_first(page)
    _, content = saved(page, "Download this page with my answers")
    copy = tmp_path / "copy.html"
    copy.write_bytes(content)
    other = reader()
    older = {"answers": {**board_of(page).to_dict(), "answers": [{"event": "jf17-contract-2024"}]}}
    for at, placed in (("2020-01-01T00:00:00Z", 1), ("2999-01-01T00:00:00Z", 0)):
        kept = json.dumps({**older, "at": at})
        other.context.add_init_script(f"localStorage.setItem({KEY!r}, {kept!r})")
        tab = other.opens(copy)
        expect(tab.locator(".hb-tally")).to_have_text(f"{placed} of 10 placed")
    first = other.context.pages[0]
    expect(first.get_by_text("newer than those that this browser had kept")).to_be_visible()
    assert len(aside(first)) == 1


def test_a_saved_page_opened_again_is_no_news_where_it_was_saved(
    reader: NewReader, sheets: Path, tmp_path: Path
) -> None:
    somebody = reader(accept_downloads=True)
    page = somebody.opens(sheets / SHEET)
    fill_first(page)
    saved(page, "Save my answers")
    # As if the page were saved later: the two times are told to the second.
    _, content = saved(page, "Download this page with my answers")
    later = re.sub(rb'"saved":"[^"]+"', b'"saved":"2999-01-01T00:00:00Z"', content)
    assert later != content
    copy = tmp_path / "copy.html"
    copy.write_bytes(later)
    for _ in range(2):
        again = somebody.opens(copy)
        expect(again.locator(".hb-tally")).to_have_text("1 of 10 placed")
        expect(again.locator(".hb-notice")).to_have_text("")
        assert aside(again) == []
    # Where something else was done since, that is set aside, and once.
    other = page.evaluate(
        """key => {
             const record = JSON.parse(localStorage.getItem(key));
             record.answers.answers[0].justification = "Another reason.";
             const text = JSON.stringify(record);
             localStorage.setItem(key, text);
             return text;
           }""",
        KEY,
    )
    for _ in range(2):
        again = somebody.opens(copy)
        expect(again.get_by_text("newer than those that this browser had kept")).to_be_visible()
        assert aside(again) == [other]


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("{cut off", "cut off or damaged"),
        ("null", "holds no answers"),
        ('{"answers":{}}', "no answer file"),
        (
            '{"answers":{"format":"hedgelab-answers/2","assignment":"after-2018"}}',
            "newer Hedging Lab",
        ),
        (
            '{"answers":{"format":"hedgelab-answers/1","assignment":"after-2018","answers":null}}',
            "is null, not a list",
        ),
    ],
)
def test_work_that_cannot_be_read_is_set_aside(
    reader: NewReader, sheets: Path, record: str, says: str
) -> None:
    somebody = reader(accept_downloads=True)
    somebody.context.add_init_script(
        f"if (!localStorage.length) localStorage.setItem({KEY!r}, {record!r})"
    )
    page = somebody.opens(sheets / SHEET)
    expect(page.locator(".hb-tally")).to_have_text("0 of 10 placed")
    expect(page.get_by_role("status").first).to_contain_text(says)
    _, copy = saved(page, "Save the unreadable copy")
    kept = json.loads(record)["answers"] if "answers" in record else record
    assert copy.decode() == kept or json.loads(copy) == kept
    # Seen again and not touched, it is the one copy still.
    page.reload()
    expect(page.get_by_role("status").first).to_contain_text(says)
    assert aside(page) == [record]
    _, content = saved(page, "Download this page with my answers")
    student = read_submission(HandedIn("sheet.html", content)).answers.student
    assert student is not None
    assert student.id == "s1"
    fill_first(page)
    assert len(board_of(page).answers) == 1
    assert aside(page) == [record]


def test_what_another_tab_leaves_unreadable_takes_nothing_off_the_board(
    reader: NewReader, sheets: Path
) -> None:
    somebody = reader()
    one, other = somebody.opens(sheets / SHEET), somebody.opens(sheets / SHEET)
    fill_first(one)
    expect(other.locator(".hb-tally")).to_have_text("1 of 10 placed")
    one.evaluate("key => localStorage.setItem(key, '{\"answers\": 7}')", KEY)
    expect(other.get_by_role("status").first).to_contain_text("can't be read")
    expect(other.locator(".hb-tally")).to_have_text("1 of 10 placed")
    expect(other.locator(".paper-event .is-chosen")).to_have_count(2)


def test_a_record_that_lost_its_student_is_this_students(reader: NewReader, sheets: Path) -> None:
    somebody = reader(accept_downloads=True)
    answers = {"format": "hedgelab-answers/1", "assignment": "after-2018", "answers": []}
    record = json.dumps({"answers": answers, "at": "2999-01-01T00:00:00Z"})
    somebody.context.add_init_script(f"localStorage.setItem({KEY!r}, {record!r})")
    page = somebody.opens(sheets / SHEET)
    for button in ("Save my answers", "Download this page with my answers"):
        student = read_submission(HandedIn(*saved(page, button))).answers.student
        assert student is not None
        assert (student.id, student.name) == ("s1", NAME)


def test_two_tabs_keep_in_step(reader: NewReader, sheets: Path) -> None:
    somebody = reader()
    one, other = somebody.opens(sheets / SHEET), somebody.opens(sheets / SHEET)
    one.bring_to_front()
    fill_first(one)
    expect(other.locator(".hb-tally")).to_have_text("1 of 10 placed")


def test_the_store_is_left_alone_until_the_browser_knows_of_the_page(
    reader: NewReader, sheets: Path
) -> None:
    somebody = reader()
    somebody.context.add_init_script(ANSWERED_LATE)
    page = somebody.opens(sheets / SHEET)
    expect(page.locator(".hb-tally")).to_have_text("0 of 10 placed")
    assert set(page.evaluate("touches")) == {"after the answer"}


@pytest.mark.parametrize("browser_is", NO_ANSWER)
def test_the_board_comes_whatever_the_browser_answers(
    reader: NewReader, sheets: Path, browser_is: str
) -> None:
    somebody = reader()
    somebody.context.clock.install()
    somebody.context.add_init_script(NO_ANSWER[browser_is])
    page = somebody.opens(sheets / SHEET)
    page.clock.run_for(2000)
    expect(page.locator(".hb-tally")).to_have_text("0 of 10 placed")


def test_a_sheet_for_all_asks_for_name_and_number(reader: NewReader, sheets: Path) -> None:
    page = reader(accept_downloads=True).opens(sheets / "after-2018.html")
    page.get_by_label("Your name").fill("Ana")
    page.get_by_label("Your student number").fill("s77")
    _, content = saved(page, "Download this page with my answers")
    student = read_submission(HandedIn("sheet.html", content)).answers.student
    assert student is not None
    assert (student.id, student.name) == ("s77", "Ana")


def test_nothing_can_be_fetched_or_run_from_outside(chromium: Browser, sheets: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto((sheets / SHEET).as_uri())
    expect(page.locator(".hb-tally")).to_be_visible()
    tried = page.evaluate(
        """async () => {
             const said = [];
             addEventListener("securitypolicyviolation", (e) => said.push(e.effectiveDirective));
             const script = document.createElement("script");
             script.textContent = "globalThis.ran = true";
             const picture = new Image();
             picture.src = "https://example.org/x.png";
             document.body.append(script, picture);
             await fetch("https://example.org/").catch(() => {});
             await new Promise((done) => setTimeout(done));
             return [globalThis.ran ?? false, said.sort()];
           }"""
    )
    context.close()
    assert tried == [False, ["connect-src", "img-src", "script-src-elem"]]


@pytest.mark.parametrize(
    ("name", "width", "theme"),
    [
        (SHEET, 1280, "light"),
        (SHEET, 1280, "dark"),
        (SHEET, 360, "light"),
        (SHEET, 360, "dark"),
        ("after-2018-s1-print.html", 360, "light"),
        ("after-2018-s1-print.html", 1280, "dark"),
    ],
)
def test_axe_finds_nothing(
    reader: NewReader, sheets: Path, name: str, width: int, theme: str
) -> None:
    somebody = reader(viewport={"width": width, "height": 900}, color_scheme=theme)
    page = somebody.opens(sheets / name)
    if name == SHEET:
        fill_first(page)
    assert faults(page) == []


def test_on_paper_the_form_stands_with_what_was_filled_in(reader: NewReader, sheets: Path) -> None:
    page = reader().opens(sheets / SHEET)
    fill_first(page)
    page.emulate_media(media="print")
    expect(page.locator("#board")).to_be_hidden()
    form = page.locator(".paper-event").first
    expect(form).to_be_visible()
    expect(form.locator(".is-chosen")).to_have_text(["5 Engagement", "A guess"])
    expect(form.locator(".written")).to_have_text(WHY)
    expect(form.locator(".lines")).to_be_hidden()
    expect(page.locator(".lines").last).to_be_visible()
    expect(page.locator(".paper-event")).to_have_count(10)
    expect(page.locator(".paper-event .is-chosen")).to_have_count(2)
    expect(page.get_by_text("JavaScript, which does not run here")).to_be_hidden()


def test_without_scripts_the_form_stands_on_the_screen(reader: NewReader, sheets: Path) -> None:
    page = reader(java_script_enabled=False).context.new_page()
    page.goto((sheets / SHEET).as_uri())
    expect(page.locator(".paper-event")).to_have_count(10)
    expect(page.locator(".paper-event").first).to_be_visible()
    expect(page.get_by_text("JavaScript, which does not run here")).to_be_visible()
    expect(page.locator(".on-screen")).to_be_hidden()
