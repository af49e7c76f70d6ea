"""A figure that is covered until its reader has drawn what they expect."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from hedgelab.plots import profile_figure, series_figure
from hedgelab.profile import profile
from hedgelab.widgets import predict_bars, predict_line
from hedgelab.widgets.prediction import Prediction
from tests.accessibility import violations
from tests.hosted import Reader, launched, write_page

COUNTS = profile([*["dominance-denial"] * 6, *["bandwagoning"] * 2])
LINE = pd.Series({2000: 20.0, 2004: 12.0, 2008: 8.0, 2012: 5.0})
ACTS = "Eight acts, six of them on the side of rejection"
FALLS = "The share falls from 20 to 5 per cent"


def bars() -> Prediction:
    figure = profile_figure({"The article": COUNTS}, ACTS)
    return predict_bars(figure, COUNTS, name="acts", question="How many under each?")


def line() -> Prediction:
    figure = series_figure({"Russia": LINE}, FALLS, unit="Per cent", source="Made up.")
    return predict_line(
        *(figure, LINE, [2000, 2008, 2012]),
        name="share",
        question="How did it go on?",
        unit="per cent",
        note="It was 8 in <2008>.",
    )


def state_of(asked: Prediction) -> dict[str, Any]:
    found = re.search(r'class="hedgelab-state">(.*?)</script>', asked.page_html(), re.DOTALL)
    assert found
    state: dict[str, Any] = json.loads(found[1])
    return state


def test_the_data_come_from_the_table_and_the_finding_from_the_figure() -> None:
    state = state_of(bars())
    assert [item["value"] for item in state["items"]] == COUNTS.tolist()
    assert state["items"][2]["side"] == "rejection"
    assert (state["finding"], state["step"], state["most"]) == (f"{ACTS}.", 1, 8)

    state = state_of(line())
    assert [item["at"] for item in state["items"]] == [2000, 2008, 2012]
    assert state["line"] == [[year, value] for year, value in LINE.items()]
    assert state["most"] > 20


def test_on_paper_and_in_a_notebook_the_figure_is_there() -> None:
    asked = line()
    assert asked.figure.to_html() in asked.page_html()
    assert "It was 8 in &lt;2008&gt;." in asked.fallback_html()
    assert {"text/html", "image/png"} <= set(asked._repr_mimebundle_())


def test_a_year_without_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match="no value for 2001"):
        predict_line(line().figure, LINE, [2000, 2001], name="x", question="?", unit="y")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with launched() as browser:
        context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
        reader = Reader(context)
        yield reader.opens(write_page(tmp_path, "expect", bars(), line()))
        assert reader.complaints == []


@pytest.mark.browser
def test_the_figure_is_covered_until_something_is_expected(page: Page) -> None:
    first, second = page.locator(".hedgelab-live").all()
    expect(page.locator("figure:visible")).to_have_count(0)
    compare = first.get_by_role("button", name="Compare with the data")
    compare.click(force=True)
    expect(first.get_by_role("status")).to_have_text("Move at least one bar first.")

    # By keyboard, and by a pointer on the native slider.
    slider = first.get_by_role("slider", name="Denial")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "1 act")
    last = first.get_by_role("slider", name="Bandwagoning")
    box = last.bounding_box()
    assert box
    last.tap(position={"x": box["width"] / 2, "y": box["height"] / 2})
    expect(first).to_contain_text("Your bars have 5 of 8 acts.")
    compare.click()
    status = first.get_by_role("status")
    expect(status).to_contain_text("where you had 1 and they have 6")
    expect(status).to_contain_text(ACTS)
    expect(first.locator("figure")).to_be_visible()
    expect(first.get_by_role("button", name="Expect again")).to_be_focused()

    # A line follows the pointer across the plot; the point that is given stays.
    plot = second.locator(".hp-plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] - 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"], box["y"] + box["height"] / 2, steps=3)
    page.mouse.up()
    expect(second.get_by_role("slider", name="2008")).not_to_have_value("20")
    expect(second.get_by_role("slider")).to_have_count(2)
    assert violations(page) == []

    # What was expected is kept, and so is that the figure was uncovered.
    page.reload()
    expect(first.locator("figure")).to_be_visible()
    expect(second.locator("figure")).to_have_count(0)
    second.get_by_role("button", name="Show the data").click()
    expect(second).to_contain_text("It was 8 in <2008>.")
    first.get_by_role("button", name="Expect again").click()
    expect(first.locator("figure")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
