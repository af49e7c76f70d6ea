"""What carries the widgets' modules and state to a page."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hedgelab.widgets
from hedgelab.book.modules import carrier_script, widgets_on, write_carriers
from hedgelab.data import load_events, load_readings
from hedgelab.widgets.base import json_for_html
from hedgelab.widgets.board import SpectrumBoard
from tests.hosted import launched

WIDGETS = Path(hedgelab.widgets.__file__).parent


def test_every_widget_gets_a_carrier_and_its_style(tmp_path: Path) -> None:
    write_carriers(tmp_path / "hedgelab")

    modules = sorted(path.name for path in WIDGETS.glob("*.js"))
    styles = sorted(path.name for path in WIDGETS.glob("*.css"))
    assert "board.js" in modules
    assert sorted(path.name for path in (tmp_path / "hedgelab").iterdir()) == sorted(
        modules + styles
    )
    for name in styles:
        written = (tmp_path / "hedgelab" / name).read_bytes()
        assert written == (WIDGETS / name).read_bytes()


@pytest.mark.browser
def test_a_carrier_gives_what_an_import_of_its_module_gives(tmp_path: Path) -> None:
    write_carriers(tmp_path)
    with launched() as browser:
        page = browser.new_page()
        for module in sorted(WIDGETS.glob("*.js")):
            page.add_script_tag(path=tmp_path / module.name)
            carried, imported = page.evaluate(
                """async ([name, source]) => {
                  const address = URL.createObjectURL(
                    new Blob([source], { type: "text/javascript" }));
                  const told = (module) => Object.entries(module)
                    .map(([name, value]) => [name, typeof value, `${JSON.stringify(value)}`])
                    .sort();
                  return [told(hedgelabModules[name]()), told(await import(address))];
                }""",
                [module.stem, module.read_text(encoding="utf-8")],
            )
            assert carried == imported
            assert "default" in {name for name, *_ in imported}


def test_words_in_a_module_stay_as_they_are() -> None:
    source = "/** Never export default anything; */\nconst text = `\u2028 </script> export`;\n"
    assert source in carrier_script("board", source)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ('import { h } from "./h.js";', 1),
        ("const a = 1;\nexport { a };", 2),
        ("const a = 1;\n\nexport default {\n  a,\n};", 3),
        ('export * from "./all.js";', 1),
    ],
)
def test_a_module_that_cannot_be_carried_is_refused_with_its_line(source: str, line: int) -> None:
    with pytest.raises(ValueError, match=rf"^board\.js, line {line}: .* can't be carried"):
        carrier_script("board", source)


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
