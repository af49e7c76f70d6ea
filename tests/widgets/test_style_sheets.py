"""The widgets' style sheets: what all stand on is told once, and no class is told of in vain."""

import re
from collections.abc import Iterator
from pathlib import Path

import ipywidgets
import pytest
from playwright.sync_api import Browser

import hedgelab
from hedgelab.book.coding_steps import CodingSteps, cases_of
from hedgelab.book.folds import Verdict
from hedgelab.book.progress import Progress
from hedgelab.data import load_events, load_readings, load_theories
from hedgelab.in_page import GROUND, WIDGETS, InPage, sheet_of, styles_of
from hedgelab.widgets import (
    ClassCode,
    Compare,
    InClass,
    LastExercise,
    MyReading,
    Practise,
    ProfileChart,
    ReadingCheck,
    RegionMap,
    SpectrumBoard,
    TheoryExplorer,
    Timeline,
    explore,
)
from hedgelab.widgets.base import PageWidget
from tests.widgets.opening import pages
from tests.widgets.test_prediction import bars

SOURCE = Path(hedgelab.__file__).parent
DATA = Path(__file__).parents[2] / "data"
OWN_SHEETS = [sheet_of(name) for name in WIDGETS]
SHEETS = [sheet_of(GROUND), *OWN_SHEETS]

# The figure that its controls move is the book's, and has its own colours.
ON_THE_GROUND = {"explore": ".he-fields", "prediction": ".hedgelab-prediction"}


CASES = [
    {
        "event": "scp-agreement-2002",
        "hints": "none",
        "side": {"said": "Past Russia.", "hint": "Which way?"},
        "pair": {"ask": "A lever?", "yes": "true", "said": "One less.", "hint": "Whose tap?"},
        "place": {"hint": "No soldiers."},
    }
]


def all_widgets() -> list[InPage]:
    events, readings = load_events(), load_readings()
    options = [
        {"text": "One", "feedback": "Yes.", "right": True},
        {"text": "Two", "feedback": "No."},
    ]
    return [
        LastExercise.of_the_book(),
        ClassCode.of_book(),
        Compare.of_book(),
        InClass.of_book(),
        MyReading.of(events, readings),
        Practise.of_the_book(),
        bars(),
        ProfileChart.of(events, readings),
        ReadingCheck.of("index", [{"question": "Which?", "options": options}]),
        RegionMap.south_caucasus(),
        SpectrumBoard.practice(events[:3], readings, assignment="deeds", title="Deeds"),
        TheoryExplorer.of(load_theories()),
        Timeline.of(events, readings),
        Verdict("deeds-1993-2000", "verdict-1"),
        CodingSteps("index", cases_of(CASES)),
        Progress([{"number": 1, "title": "One", "href": "one.html", "acts": []}]),
        explore(
            lambda year: f"In {year}.",
            year=ipywidgets.Dropdown(options=[1993, 1994], description="Year"),
        ),
    ]


def rules(sheet: Path) -> Iterator[tuple[str, str, str]]:
    """Give each rule of a style sheet: what it stands in, its selectors and declarations."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    around: list[str] = []
    for before, mark in re.findall(r"([^{}]*)([{}])", text):
        if mark == "{":
            around.append(" ".join(before.split()))
        else:
            *outer, selectors = around
            if before.strip():
                yield " ".join(outer), selectors, before
            around.pop()


@pytest.mark.parametrize("widget", PageWidget.__subclasses__())
def test_in_a_notebook_a_widget_brings_the_ground_and_then_its_own_sheet(
    widget: type[PageWidget],
) -> None:
    built_on = {"last_exercise": ["board"], "practise": ["board"]}.get(widget.module, [])
    names = [GROUND, *built_on, widget.module]
    texts = [sheet_of(name).read_text(encoding="utf-8") for name in names]
    assert styles_of(widget.module) == "\n".join(texts)
    assert widget._css == styles_of(widget.module)


@pytest.mark.parametrize("sheet", OWN_SHEETS, ids=lambda sheet: sheet.stem)
def test_no_sheet_repeats_what_the_ground_says(sheet: Path) -> None:
    for around, selectors, declarations in rules(sheet):
        where = f"{sheet.name}: {selectors}"
        assert "[hidden]" not in selectors, where
        assert "box-sizing" not in declarations, where
        # On paper and under colours of the reader's own there is one light, whatever the page's.
        if not re.search(r"print|forced-colors", around):
            assert "color-scheme" not in declarations, where
            assert "data-theme" not in selectors, where


def test_the_ground_says_it() -> None:
    said = {selectors: declarations for _, selectors, declarations in rules(sheet_of(GROUND))}
    assert "color-scheme: light" in said[".hedgelab-ground"]
    assert "border-box" in said[".hedgelab-ground :where(*)"]
    assert "none !important" in said[".hedgelab-ground [hidden]"]


@pytest.fixture(scope="module")
def made() -> tuple[set[str], tuple[str, ...]]:
    """Give all words that may name a class, of scripts, Python, templates and tables.

    Besides, what they begin with: as in `hm-${place.kind}`, where the tables have the rest.
    """
    kinds = {".js", ".py", ".jinja"}
    files = [
        path for path in SOURCE.rglob("*") if path.suffix in kinds and "bundles" not in path.parts
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*files, *DATA.glob("*.csv")])
    return set(re.findall(r"[\w-]+", text)), tuple(set(re.findall(r"\b([a-z]+-)\$?\{", text)))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_no_rule_has_lost_what_it_said(sheet: Path) -> None:
    assert re.findall(r"[^{}]*\{\s*\}", sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_every_class_is_made_somewhere(sheet: Path, made: tuple[set[str], tuple[str, ...]]) -> None:
    words, begun = made
    named = {
        name
        for _, selectors, _ in rules(sheet)
        for name in re.findall(r"\.([a-z][\w-]*)", selectors)
    }
    assert named
    for name in named - words:
        assert name.startswith(begun), name
        assert name.partition("-")[2] in words, name


@pytest.mark.browser
def test_every_widget_stands_on_the_ground(chromium: Browser, tmp_path: Path) -> None:
    widgets = all_widgets()
    assert {widget.module for widget in widgets} == set(WIDGETS)
    with pages(chromium, tmp_path) as open_page:
        page = open_page(*widgets)
        for widget in widgets:
            place = page.locator(f'[data-module="{widget.module}"] > .hedgelab-live')
            root = place.locator(ON_THE_GROUND.get(widget.module, ":scope > *"))
            classes = [part.get_attribute("class") or "" for part in root.all()]
            assert classes, widget.module
            assert all("hedgelab-ground" in name.split() for name in classes), widget.module


@pytest.mark.browser
def test_in_the_classic_notebook_text_is_dark_on_its_white_page_and_large_enough(
    chromium: Browser,
) -> None:
    page = chromium.new_page(color_scheme="dark")
    # What nbclassic's own page and sheet say.
    page.set_content(
        f"<style>html {{ font-size: 10px }}</style><style>{styles_of('board')}</style>"
        '<body data-notebook-path="a.ipynb"><div class="hedgelab-board hedgelab-ground">Text</div>'
    )
    size, colour = page.locator(".hedgelab-board").evaluate(
        "node => [getComputedStyle(node).fontSize, getComputedStyle(node).color]"
    )
    page.close()
    assert float(size.removesuffix("px")) >= 13
    assert max(int(part) for part in re.findall(r"\d+", colour)[:3]) < 80
