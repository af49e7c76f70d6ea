"""A figure with controls: its states in Python, alive in a page, and live with a kernel."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import ipywidgets
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page, expect

from hedgelab.plots import BookFigure, bars_figure
from hedgelab.widgets import Task, explore
from hedgelab.widgets.explore import Explorer
from tests.hosted import faults
from tests.markup import one
from tests.widgets.node import called
from tests.widgets.opening import OpenPage, pages

HOSTILE = "<img src=x onerror=alert(1)> & </template>"


def bars(year: int, side: str, doubled: bool) -> tuple[BookFigure, str]:
    value = (year - 1990) * (2 if doubled else 1)
    title = f"In {year} it is {value} on the {side} side"
    return bars_figure({"It": value}, title, unit="Acts", source="Made up."), f"It is {value}."


def all_kinds() -> Explorer:
    return explore(
        bars,
        year=ipywidgets.IntSlider(min=1993, max=1997, step=2, value=1995, description="Year"),
        side=ipywidgets.Dropdown(options=["rejecting", "accepting"], description="Side"),
        doubled=ipywidgets.Checkbox(description="Twice"),
    )


def words() -> Explorer:
    return explore(
        lambda when, how: f"{how} in {when}",
        when=ipywidgets.SelectionSlider(
            options=[("the nineties", 1990), ("the noughties", 2000)], description="When"
        ),
        how=ipywidgets.ToggleButtons(options={"Loud": "L", "Soft": "S"}, description="How"),
    )


def with_task() -> Explorer:
    def answer(year: int) -> tuple[bool, str]:
        return year == 1995, f"{year} is shown, {HOSTILE}"

    return explore(
        lambda year: f"{year}",
        Task("Find 1995.", answer),
        year=ipywidgets.IntSlider(min=1993, max=1997, step=2, value=1993, description="Year"),
    )


def test_a_task_carries_what_is_said_of_each_setting() -> None:
    state = with_task().page_state()["task"]
    said = [state["replies"][at] for at in state["reply"]]
    assert [right for right, _ in said] == [False, True, False]
    assert said[2][1].startswith("1997 is shown")
    assert "Task: Find 1995." in with_task().fallback_html()
    assert words().page_state()["task"] is None


def test_a_task_that_no_setting_answers_is_refused() -> None:
    never = explore(
        lambda up: f"{up}",
        Task("Find it.", lambda up: (False, f"{up}")),
        up=ipywidgets.IntSlider(min=1, max=3, description="Up"),
    )
    with pytest.raises(ValueError, match="no setting answers the task"):
        never.page_state()


def test_with_a_kernel_the_task_is_checked_in_python() -> None:
    *_, question, check, reply = with_task()._live().children
    assert "Find 1995." in question.value
    check.click()
    assert "Not yet." in reply.value
    assert "&lt;img" in reply.value


def carried(explorer: Explorer) -> list[str]:
    """Give the text of each template of the page's form."""
    page = BeautifulSoup(explorer.page_html(), "html.parser")
    return [template.get_text().strip() for template in page.find_all("template")]


def test_every_setting_has_its_state_and_a_state_drawn_twice_stands_once() -> None:
    explorer = explore(
        lambda up, to: f"{min(up, to)}",
        up=ipywidgets.IntSlider(min=1, max=3, description="Up"),
        to=ipywidgets.RadioButtons(options=[1, 2], description="To"),
    )
    state = explorer.page_state()
    # (1, 1) (1, 2) (2, 1) (2, 2) (3, 1) (3, 2)
    assert [state["told"][at] for at in state["shown"]] == ["1", "1", "1", "2", "1", "2"]
    assert carried(explorer) == ["1", "2"]


@pytest.mark.slow
def test_the_controls_carry_their_words_and_where_they_start() -> None:
    year, side, doubled = all_kinds().page_state()["controls"]
    assert year == {
        "name": "year",
        "kind": "range",
        "label": "Year",
        "options": ["1993", "1995", "1997"],
        "at": 1,
    }
    assert (side["kind"], side["options"], side["at"]) == ("select", ["rejecting", "accepting"], 0)
    assert (doubled["kind"], doubled["options"], doubled["at"]) == ("checkbox", ["no", "yes"], 0)
    when, how = words().page_state()["controls"]
    assert when["options"] == ["the nineties", "the noughties"]
    assert (how["kind"], how["options"]) == ("radios", ["Loud", "Soft"])


def test_the_fallback_is_the_state_at_first_and_names_its_setting() -> None:
    fallback = all_kinds().fallback_html()
    assert "In 1995 it is 5 on the rejecting side" in fallback
    assert "<p>Shown for Year: 1995, Side: rejecting, Twice: no.</p>" in fallback


def test_figures_tables_and_sentences_become_markup_and_their_texts_stay_text() -> None:
    table = pd.DataFrame({HOSTILE: [HOSTILE]}, index=pd.Index([HOSTILE], name=HOSTILE))
    figure = bars_figure({"It": 1}, HOSTILE, unit="Acts", source=HOSTILE, alt=HOSTILE)
    control = ipywidgets.Dropdown(options=[HOSTILE, "b"], description=HOSTILE)
    page = explore(lambda one: (figure, table, HOSTILE), one=control).page_html()
    soup = BeautifulSoup(page, "html.parser")
    assert not soup.find_all("img")
    # One state: all that it holds lies in one template, and ends where that ends.
    assert [len(found.find_all("svg")) for found in soup.find_all("template")] == [2]
    assert one(one(soup, "template"), "p").string == HOSTILE
    assert one(one(soup, "template"), "td").string == HOSTILE


@pytest.mark.slow
def test_the_styles_of_figures_are_carried_once() -> None:
    page = BeautifulSoup(all_kinds().carried_html(), "html.parser")
    assert len(page.find_all("style")) == 1
    assert page.find_all("template")[3].find("svg") is not None


def test_without_a_sentence_the_figure_is_told_by_its_alternative_text() -> None:
    figure = bars_figure({"It": 1}, "One", unit="Acts", source="Made up.", alt="One act.")
    control = ipywidgets.Dropdown(options=[1], description="One")
    assert explore(lambda one: figure, one=control).page_state()["told"] == ["One act."]


SLIDER = ipywidgets.IntSlider(min=1, max=61, description="Many")


@pytest.mark.parametrize(
    ("controls", "kind", "said"),
    [
        ({}, ValueError, "there is no control"),
        ({"it": ipywidgets.FloatSlider(description="It")}, TypeError, "it is a FloatSlider"),
        ({"it": ipywidgets.Dropdown(options=[1])}, ValueError, "it has no label"),
        (
            {"it": ipywidgets.Dropdown(options=[1], value=None, description="It")},
            ValueError,
            "it starts at None",
        ),
        ({"it": SLIDER}, ValueError, r"61 settings together \(61 of it\), and a page holds 60"),
    ],
)
def test_controls_that_a_page_cannot_have_are_refused(
    controls: dict[str, ipywidgets.Widget], kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        explore(str, **controls)


def test_states_that_are_too_heavy_are_refused() -> None:
    control = ipywidgets.IntSlider(min=1, max=6, description="It")
    with pytest.raises(ValueError, match=r"the 6 states have 600,\d+ bytes"):
        explore(lambda it: str(it) * 100_000, it=control).page_html()


def test_what_a_page_cannot_show_is_refused_with_the_setting() -> None:
    control = ipywidgets.Dropdown(options=[("one", 1)], description="Count")
    with pytest.raises(TypeError, match="draw gives an int: give a BookFigure") as caught:
        explore(lambda it: it, it=control).page_html()
    assert caught.value.__notes__ == ["This was drawn for Count: one."]


def test_with_a_kernel_the_controls_are_ipywidgets_and_the_html_is_one_state(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HEDGELAB_BOOK", raising=False)
    drawn: list[int] = []

    def draw(year: int) -> str:
        drawn.append(year)
        return f"Year {year}"

    slider = ipywidgets.IntSlider(min=1993, max=2018, description="Year")
    bundle = explore(draw, year=slider)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "<template" not in bundle["text/html"]
    assert set(drawn) == {1993}
    slider.value = 2001
    assert drawn[-1] == 2001


def test_in_the_book_all_states_are_there_and_no_ipywidget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HEDGELAB_BOOK", "1")
    bundle = words()._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/html"].count("<template") == 4


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    with pages(chromium, tmp_path) as open_page:
        yield open_page


def root(page: Page) -> Locator:
    return page.get_by_role("group", name=re.compile("^Figure with controls"))


@pytest.mark.slow
def test_page_and_python_number_settings_alike() -> None:
    sizes = [*([one] for one in range(1, 6)), *product(range(1, 6), repeat=2)]
    for_page: list[tuple[int, tuple[object, list[int]]]] = []
    for some in sizes:
        controls = {
            f"c{number}": ipywidgets.Dropdown(options=range(size), description="C")
            for number, size in enumerate(some)
        }
        explorer = explore(lambda **setting: " ".join(map(str, setting.values())), **controls)
        for_page += [
            (number, (explorer.page_state()["controls"], [int(at) for at in state.told.split()]))
            for number, state in enumerate(explorer.states)
        ]
    numbers = called("explore/settings.js", "numberOf", [given for _, given in for_page])
    assert numbers == [number for number, _ in for_page]


@pytest.mark.browser
def test_each_control_shows_its_state_by_keyboard_and_says_so(open_page: OpenPage) -> None:
    page = open_page(all_kinds())
    shown = root(page)
    expect(shown).to_contain_text("It is 5.")
    status = shown.get_by_role("status")
    expect(status).to_be_empty()

    slider = shown.get_by_role("slider", name="Year")
    expect(slider).to_have_attribute("aria-valuetext", "1995")
    page.keyboard.press("Tab")
    expect(slider).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(shown).to_contain_text("In 1997 it is 7 on the rejecting side")
    expect(slider).to_have_attribute("aria-valuetext", "1997")
    expect(status).to_have_text("Year: 1997, Side: rejecting, Twice: no. It is 7.")

    page.keyboard.press("Tab")
    expect(shown.get_by_role("combobox", name="Side")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(shown).to_contain_text("on the accepting side")

    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(shown.get_by_role("checkbox", name="Twice")).to_be_checked()
    expect(shown).to_contain_text("In 1997 it is 14 on the accepting side")
    assert shown.locator("figure").count() == 1


@pytest.mark.browser
def test_radios_and_a_slider_of_words(open_page: OpenPage) -> None:
    page = open_page(words())
    shown = root(page)
    shown.get_by_role("radio", name="Soft").focus()
    page.keyboard.press("Space")
    expect(shown.locator(".he-said")).to_have_text("S in 1990")
    slider = shown.get_by_role("slider", name="When")
    slider.focus()
    page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "the noughties")
    expect(shown.locator(".he-said")).to_have_text("S in 2000")


@pytest.mark.browser
def test_two_of_them_in_a_page_keep_to_themselves(open_page: OpenPage) -> None:
    page = open_page(words(), all_kinds())
    first, second = root(page).all()
    first.get_by_role("radio", name="Soft").check()
    second.get_by_role("checkbox").check()
    expect(first.locator(".he-said")).to_have_text("S in 1990")
    expect(second.locator(".he-said")).to_have_text("It is 10.")


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_it_is_accessible_and_no_wider_than_the_page(
    open_page: OpenPage, theme: str, width: int
) -> None:
    page = open_page(all_kinds(), words(), theme=theme, width=width)
    for box in page.get_by_role("radio").all():
        box.check()
    assert faults(page) == []


@pytest.mark.browser
def test_on_paper_the_figure_at_first_stands_for_it(open_page: OpenPage) -> None:
    page = open_page(words())
    page.emulate_media(media="print")
    expect(root(page)).to_be_hidden()
    expect(page.locator(".hedgelab-fallback")).to_contain_text("Shown for When: the nineties")
