"""What a reader can do at once comes first, and what can wait comes without a stir."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CHAPTER, NewPage, until_complete

pytestmark = [pytest.mark.browser, pytest.mark.built]

PUT_OFF = "script.hedgelab-at-leisure"

WATCH = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) shifts.push(shift.value);
}).observe({ type: "layout-shift", buffered: true });
new MutationObserver((_, watch) => {
  if (!document.querySelector(".hedgelab-board input[type=radio]")) return;
  watch.disconnect();
  globalThis.waiting = document.querySelectorAll("script.hedgelab-at-leisure").length;
}).observe(document, { childList: true, subtree: true });
"""


def test_the_board_is_there_before_the_scripts_that_can_wait(home: str, visitor: NewPage) -> None:
    page = visitor()
    page.add_init_script(WATCH)
    page.goto(home + CHAPTER)
    until_complete(page)

    assert page.evaluate("waiting") > 0
    assert page.locator(PUT_OFF).count() == 0


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_moves_and_nothing_is_left_out_when_the_page_is_open(
    home: str, visitor: NewPage, width: int
) -> None:
    page = visitor(viewport={"width": width, "height": 800})
    page.add_init_script(WATCH)
    page.goto(home + CHAPTER)
    until_complete(page)

    # A board that joins the text moves what stands below it, but nobody sees that from the top.
    assert page.evaluate("shifts.reduce((sum, value) => sum + value, 0)") < 0.01
    left_out = page.evaluate(
        """[...document.querySelectorAll(".bd-article section")].filter(
             (section) => getComputedStyle(section).contentVisibility !== "visible").length"""
    )
    assert left_out == 0


WATCH_THE_COLOURS = """
globalThis.worn = [];
new MutationObserver(() => {
  const { theme } = document.documentElement.dataset;
  if (theme !== worn.at(-1)?.theme) worn.push({ theme, at: performance.now() });
}).observe(document, { subtree: true, attributeFilter: ["data-theme"] });
"""


def test_the_first_picture_has_the_colours_that_the_reader_chose(
    home: str, visitor: NewPage
) -> None:
    page = visitor(color_scheme="light")
    page.goto(home + CHAPTER)
    until_complete(page)
    page.evaluate("localStorage.setItem('mode', 'dark')")

    page.add_init_script(WATCH_THE_COLOURS)
    page.reload()
    until_complete(page)

    last = page.evaluate("worn.at(-1)")
    assert last["theme"] == "dark"
    assert last["at"] < page.evaluate("performance.getEntriesByName('first-paint')[0].startTime")


WATCH_THE_LAST = """
const isDrawn = () => {
  const last = [...document.querySelectorAll(".bd-article section section")].at(-1);
  return getComputedStyle(last).contentVisibility === "visible";
};
new MutationObserver((_, watch) => {
  const radio = document.querySelector(".hedgelab-board input");
  if (!radio) return;
  watch.disconnect();
  globalThis.drawn = [isDrawn()];
  radio.dispatchEvent(new KeyboardEvent("keydown", { key: "1", bubbles: true }));
  drawn.push(isDrawn());
  MOVE;
  drawn.push(isDrawn());
}).observe(document, { childList: true, subtree: true });
"""


@pytest.mark.parametrize(
    "move",
    [
        "document.body.dispatchEvent(new WheelEvent('wheel', { bubbles: true }))",
        "document.body.dispatchEvent(new Event('touchmove', { bubbles: true }))",
        "document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))",
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }))",
    ],
)
def test_what_is_far_down_waits_for_who_sorts_and_not_for_who_scrolls(
    home: str, visitor: NewPage, move: str
) -> None:
    page = visitor()
    page.add_init_script(WATCH_THE_LAST.replace("MOVE", move))
    page.goto(home + CHAPTER)
    until_complete(page)

    assert page.evaluate("drawn") == [False, False, True]


def test_nothing_stays_left_out_where_the_widgets_do_not_come(home: str, visitor: NewPage) -> None:
    page = visitor()
    # What is to happen some time later happens when the test says so.
    page.add_init_script("globalThis.late = []; globalThis.setTimeout = (then) => late.push(then);")
    page.route("**/host.js*", lambda route: route.abort())
    page.goto(home + CHAPTER)
    opening = page.locator("html[data-opening=at-top]")
    expect(opening).to_be_attached()
    page.evaluate("late.forEach((then) => then())")

    expect(opening).not_to_be_attached()


def test_what_was_put_off_works(home: str, visitor: NewPage) -> None:
    page = visitor()
    page.goto(home + CHAPTER)
    until_complete(page)

    page.keyboard.press("Control+k")
    expect(page.locator("#pst-search-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    before = page.locator("html").get_attribute("data-mode")
    page.locator(".theme-switch-button").first.click()
    expect(page.locator("html")).not_to_have_attribute("data-mode", str(before))


def test_a_link_clicked_while_the_page_opens_leads_to_its_place(
    home: str, visitor: NewPage
) -> None:
    page = visitor(viewport={"width": 1280, "height": 800})
    # The last section of the page, asked for at the first moment at which it can be.
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          [...document.querySelectorAll("#pst-page-toc-nav a")].at(-1).click();
        });"""
    )
    page.goto(home + CHAPTER)
    until_complete(page)

    heading = page.locator(".bd-article section section > h2").last
    expect(heading).to_be_in_viewport()


def test_on_a_phone_the_contents_give_way_to_the_section_that_was_chosen(
    home: str, visitor: NewPage
) -> None:
    page = visitor(viewport={"width": 360, "height": 740}, has_touch=True, reduced_motion="reduce")
    page.goto(home + CHAPTER)
    until_complete(page)
    page.locator(".secondary-toggle").tap()
    page.locator("dialog[open]").get_by_role("link", name="What is contested").tap()

    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.get_by_role("heading", name="What is contested")).to_be_in_viewport()


def test_without_javascript_a_phone_has_the_contents_at_the_end(
    home: str, visitor: NewPage
) -> None:
    page = visitor(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(home + CHAPTER)

    expect(page.locator(".primary-toggle")).to_be_hidden()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Glossary").click()
    expect(page).to_have_url(home + "book/glossary.html")
