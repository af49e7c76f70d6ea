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

WIDGETS = Path(hedgelab.widgets.__file__).parent
AWKWARD = [
    "const end = '</script>';",
    "`a ${\"quoted\"} 'string' with a back\\slash`",
    "line\u2028and paragraph\u2029separators",
    "a\r\nb\tc\0d",
    "é — 漢字 — 🙂",
]


def carried(script: str, name: str) -> str:
    """Read a carrier as JavaScript would; what stands right of "=" is JSON, which it includes."""
    head = f"(globalThis.hedgelabModules ??= {{}})[{json.dumps(name)}] = "
    assert script.startswith(head)
    assert script.endswith(";\n")
    literal = script.removeprefix(head).removesuffix(";\n")
    # Older engines end a line at these, even inside a string.
    assert not set("\n\r\u2028\u2029") & set(literal)
    return json.loads(literal)


@pytest.mark.parametrize("source", AWKWARD)
def test_a_carrier_carries_awkward_text_unchanged(source: str) -> None:
    assert carried(carrier_script("board", source), "board") == source


@given(st.text())
def test_a_carrier_carries_any_text_unchanged(source: str) -> None:
    assert carried(carrier_script("board", source), "board") == source


def test_every_widget_gets_a_carrier_and_its_style(tmp_path: Path) -> None:
    write_carriers(tmp_path / "hedgelab")

    modules = sorted(path.name for path in WIDGETS.glob("*.js"))
    styles = sorted(path.name for path in WIDGETS.glob("*.css"))
    assert "board.js" in modules
    assert sorted(path.name for path in (tmp_path / "hedgelab").iterdir()) == sorted(
        modules + styles
    )
    for name in modules:
        script = (tmp_path / "hedgelab" / name).read_text(encoding="utf-8")
        source = (WIDGETS / name).read_text(encoding="utf-8")
        assert carried(script, Path(name).stem) == source
    for name in styles:
        written = (tmp_path / "hedgelab" / name).read_bytes()
        assert written == (WIDGETS / name).read_bytes()


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
