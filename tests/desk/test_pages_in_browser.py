"""Feedback and class report in a real Chromium: legible for everybody, and inert."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.handout import key_of
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.reports.class_report import Attention, class_pages
from hedgelab.desk.reports.feedback import FeedbackPages
from hedgelab.scoring import anchor
from hedgelab.spectrum import position
from tests.desk.reports.test_class_report import divided_class
from tests.desk.small_class import (
    DRILL,
    FAIR,
    PIPE,
    RUBRIC,
    VISIT,
    absent,
    class_of_five,
    graded,
    mark,
    small_key,
)
from tests.fitting import crowded, enlarge_text
from tests.hosted import faults, launched, reading
from tests.waiting import until

pytestmark = pytest.mark.browser

EXERCISES = Path(__file__).parents[2] / "exercises"

NAMES = ["feedback", "missing", "report", "seminar"]

RUN = "globalThis.ran = 1"
HOSTILE = (
    f"<script>{RUN}</script><img src=x onerror='{RUN}'><svg onload='{RUN}'>"
    f"\" onmouseover='{RUN}' <iframe srcdoc='<script>parent.ran=1</script>'>"
)
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write one page of each kind, full of what strangers may write."""
    folder = tmp_path_factory.mktemp("pages")
    key = small_key(DRILL, PIPE, VISIT, FAIR, disputes={PIPE: "Contested."}, justification_words=3)
    sheet = graded(
        key,
        (2, 4, None, 5),
        name=f"{LONG} {HOSTILE}",
        confidence=(3, 1, None, 2),
        words=(HOSTILE, f"{LONG}\u202e desrever", "", "plain"),
        marks=(mark(2, 3, HOSTILE), mark(0, 0, LONG), None, None),
        to_mark=1,
        late_share=0.1,
        late_how="One day late: 10 %.",
        status=Status.LATE,
    )
    three = small_key()
    strong = [
        graded(three, (4, 3, 5), words=("", "", HOSTILE), student=f"s{number}", name=HOSTILE)
        for number in range(4)
    ]
    weak = [
        graded(three, (2, 6, 1), words=("", "", LONG), student=f"w{number}") for number in range(12)
    ]
    of_class = class_pages(
        three,
        lambda: iter([*class_of_five(three), *strong, *weak, absent(HOSTILE, LONG)]),
        {Status.GRADED: 21, Status.MISSING: 1},
        attention=[Attention(LONG, Status.UNREADABLE, HOSTILE)],
    )
    written = {
        "feedback": FeedbackPages(key).page(sheet),
        "missing": FeedbackPages(key).page(absent("s1", HOSTILE)),
        "report": of_class.report,
        "seminar": of_class.seminar,
    }
    paths = {name: folder / f"{name}.html" for name in written}
    for name, path in paths.items():
        path.write_text(written[name], encoding="utf-8")
    return paths


def unfolded(page: Page) -> Page:
    """Open whatever is folded, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    return page


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", NAMES)
def test_axe_is_content_and_nothing_scrolls_sideways(
    chromium: Browser, pages: dict[str, Path], name: str, width: int, light: str
) -> None:
    size = {"width": width, "height": 900}
    with reading(chromium, viewport=size, color_scheme=light) as reader:
        page = unfolded(reader.opens(pages[name]))
        assert faults(page) == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", NAMES)
def test_text_twice_as_large_leaves_room_for_all(
    chromium: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    # Its policy lets a page be styled by nobody else.
    with reading(chromium, viewport={"width": width, "height": 900}, bypass_csp=True) as reader:
        page = reader.opens(pages[name])
        enlarge_text(page)
        assert crowded(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_and_nothing_is_asked_for(
    chromium: Browser, pages: dict[str, Path], name: str
) -> None:
    with reading(chromium) as reader:
        asked: list[str] = []
        reader.context.on("request", lambda request: asked.append(request.url))
        page = reader.opens(pages[name])
        page.mouse.move(300, 300)
        assert page.evaluate("globalThis.ran") is None
        assert asked == [pages[name].as_uri()]


def test_eight_acts_are_printed_on_two_pages(chromium: Browser, tmp_path: Path) -> None:
    whole = key_of(read_assignment(EXERCISES / "deeds-1993-2000.yml"))
    eight = list(whole.events)[:8]
    key = replace(whole, events={it: whole.events[it] for it in eight}, rubric=RUBRIC)
    # Every place far from the key, every reason as long as it may be, every mark with its words.
    numbers = [1 if position(anchor(key.readings[it]).position).number > 4 else 7 for it in eight]
    words = " ".join(["Lumen brings in a second partner and leaves the first one less to say"] * 7)
    sheet = graded(
        key,
        numbers,
        words=[" ".join(words.split()[:80])] * 8,
        confidence=[3] * 8,
        marks=[mark(2, 3, "The definition is there; say which fact of the act meets it.")] * 8,
    )
    page = tmp_path / "feedback.html"
    page.write_text(FeedbackPages(key).page(sheet), encoding="utf-8")
    with reading(chromium) as reader:
        printed = reader.opens(page).pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 2


def test_a_seminar_is_stepped_through_by_keys_and_its_hands_are_counted(
    chromium: Browser, tmp_path: Path
) -> None:
    key = small_key()
    path = tmp_path / "seminar.html"
    sheets = divided_class(key)
    path.write_text(class_pages(key, lambda: iter(sheets), {}).seminar, encoding="utf-8")
    with reading(chromium) as reader:
        page = reader.opens(path)
        first, second = page.locator(".act").nth(0), page.locator(".act").nth(1)
        key_place = first.locator(".spread .key .name b")
        shown = first.locator(".panel:visible")
        marked = "(tag) => getComputedStyle(tag).backgroundColor !== 'rgba(0, 0, 0, 0)'"
        assert page.locator(".act:visible").count() == 1
        assert shown.get_attribute("data-name") == "The act"
        assert first.locator(".spread").is_visible()
        page.keyboard.press("ArrowRight")
        assert shown.get_attribute("data-name") == "Two reasons"
        assert key_place.evaluate(marked) is False
        page.keyboard.press("PageDown")
        assert shown.get_attribute("data-name") == "The reading"
        assert key_place.evaluate(marked) is True
        page.get_by_role("button", name="Count hands").click()
        for pressed in ("5", "5", "7", "7", "Backspace"):
            page.keyboard.press(pressed)
        hands = first.locator(".after b").all_text_contents()
        assert hands == ["0", "0", "0", "0", "2", "0", "1"]
        page.keyboard.press("ArrowDown")
        assert second.is_visible()
        assert not first.is_visible()
        page.keyboard.press("ArrowLeft")
        assert shown.get_attribute("data-name") == "A question"
        page.get_by_role("button", name="Full screen").click()
        until(page, "() => document.fullscreenElement !== null")


def test_no_size_of_a_window_breaks_a_positions_name(chromium: Browser, tmp_path: Path) -> None:
    key = small_key()
    path = tmp_path / "seminar.html"
    path.write_text(class_pages(key, lambda: iter(divided_class(key)), {}).seminar, "utf-8")
    broken = """() => [...document.querySelectorAll(".act.is-on .name span")]
        .filter(name => name.getClientRects().length !== 1).map(name => name.textContent)"""
    with reading(chromium) as reader:
        page = reader.opens(path)
        for width in (320, 640, 740, 800, 801, 900, 1024, 1280, 1920):
            for height in (600, 900, 1366):
                page.set_viewport_size({"width": width, "height": height})
                assert page.evaluate(broken) == [], (width, height)


def test_the_policy_stops_a_script_that_got_in_all_the_same(
    chromium: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.html"
    page_text = pages["feedback"].read_text(encoding="utf-8")
    broken.write_text(page_text.replace("</main>", f"<script>{RUN}</script></main>"), "utf-8")
    context = chromium.new_context()
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(broken.as_uri())
    assert page.evaluate("globalThis.ran") is None
    assert any("Content Security Policy" in text for text in said)
    context.close()


def test_the_dark_page_is_dark_and_its_figures_with_it(
    chromium: Browser, pages: dict[str, Path]
) -> None:
    colours = """() => {
        const at = (name) => getComputedStyle(document.querySelector(name));
        return [at("html").backgroundColor, at(".hedgelab-figure svg").fill,
                at(".spread i").getPropertyValue("--shade")];
    }"""
    seen = []
    for light in ("light", "dark"):
        with reading(chromium, color_scheme=light) as reader:
            seen.append(reader.opens(pages["report"]).evaluate(colours))
    assert seen[0][:2] == ["rgb(253, 252, 250)", "rgb(34, 38, 42)"]
    assert seen[1][:2] == ["rgb(22, 25, 27)", "rgb(220, 217, 210)"]
