"""What brings the widgets and their state to a page."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.book.theme.widgets import widgets_on, write_widgets
from hedgelab.data import load_events, load_readings
from hedgelab.in_page import GROUND, WIDGETS, bundle, json_for_html, sheet_of
from hedgelab.widgets.board import SpectrumBoard
from tests.hosted import launched


def test_every_widget_comes_with_its_script_and_its_style(tmp_path: Path) -> None:
    write_widgets(tmp_path)

    assert "board" in WIDGETS
    scripts = {*WIDGETS, "glossary-preview", "host", "search"}
    assert {path.stem for path in tmp_path.glob("*.js")} == scripts
    assert {path.stem for path in tmp_path.glob("*.css")} == {*WIDGETS, GROUND, "search"}
    for path in tmp_path.glob("*.css"):
        assert path.read_bytes() == sheet_of(path.stem).read_bytes()


@pytest.mark.browser
def test_a_script_gives_what_an_import_of_the_module_gives(tmp_path: Path) -> None:
    write_widgets(tmp_path)
    with launched() as browser:
        page = browser.new_page()
        for name in WIDGETS:
            page.add_script_tag(path=tmp_path / f"{name}.js")
            carried, imported = page.evaluate(
                """async ([name, source]) => {
                  const address = URL.createObjectURL(
                    new Blob([source], { type: "text/javascript" }));
                  const told = (module) => Object.entries(module)
                    .map(([name, value]) => [name, typeof value, `${JSON.stringify(value)}`])
                    .sort();
                  return [told(hedgelabModules[name]), told(await import(address))];
                }""",
                [name, bundle(name).read_text(encoding="utf-8")],
            )
            assert carried == imported
            assert "default" in {name for name, *_ in imported}


def test_functions_of_a_page_are_compiled_before_they_are_called(tmp_path: Path) -> None:
    """Chromium looks for this at the very start of a script."""
    write_widgets(tmp_path)

    for path in tmp_path.glob("*.js"):
        assert path.read_text(encoding="utf-8").startswith("//# allFunctionsCalledOnLoad\n")


def test_what_was_not_made_is_told_with_what_makes_it() -> None:
    with pytest.raises(FileNotFoundError, match=r"bundles.nobody\.js .* type 'make bundles'"):
        bundle("nobody")


def place(name: str) -> str:
    return f'<div class="hedgelab-widget" data-module="{name}" data-kept="">…</div>'


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("", []),
        ("<p>No widget.</p>", []),
        (place("board"), ["board"]),
        (place("timeline") + place("board") + place("timeline"), ["timeline", "board"]),
        ("<code>class=&quot;hedgelab-widget&quot; data-module=&quot;board&quot;</code>", []),
    ],
)
def test_the_widgets_on_a_page_are_found_once_and_in_order(body: str, names: list[str]) -> None:
    assert widgets_on(body) == names


def test_a_real_widget_is_found_on_its_page() -> None:
    """What a widget writes and what the extension looks for are the same."""
    board = SpectrumBoard.practice(load_events(), load_readings(), assignment="all", title="All")

    assert widgets_on(board.page_html()) == ["board"]


@given(st.recursive(st.text(), lambda inner: st.dictionaries(st.text(), inner)))
def test_state_in_a_page_stays_inside_its_script_and_reads_back(state: object) -> None:
    text = json_for_html(state)

    assert "<" not in text
    assert json.loads(text) == state
