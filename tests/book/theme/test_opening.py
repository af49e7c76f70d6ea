"""A page asks for one style sheet, and puts off the scripts for which a reader can wait."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import expect
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.html._assets import _JavaScript

from hedgelab.book.theme import opening
from hedgelab.book.theme.opening import FAR_DOWN, FIRST_SCREEN, joined, ordered
from tests.book.small_book import built, built_again
from tests.hosted import launched

PUT_OFF = "hedgelab-at-leisure"


def sheets(folder: Path, **texts: str) -> list[str]:
    names = [name.replace("__", "/") + ".css" for name in texts]
    for name, text in zip(names, texts.values(), strict=True):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return names


def test_sheets_are_joined_in_their_order_and_those_not_there_left_out(tmp_path: Path) -> None:
    names = sheets(tmp_path, first="p{a:b}", second="p{a:c}")

    assert joined(tmp_path, [names[0], "gone.css", names[1]], "all.css") == "p{a:b}\np{a:c}"


def test_what_a_sheet_imports_is_put_in_once_and_in_its_place(tmp_path: Path) -> None:
    names = sheets(tmp_path, styles__theme='@charset "utf-8";@import "../basic.css";p{a:c}')
    sheets(tmp_path, basic="p{a:b}")

    assert joined(tmp_path, names, "own/all.css") == "p{a:b}p{a:c}"


@pytest.mark.parametrize(
    ("told", "there"),
    [
        ("url(file.png)", "url(../styles/file.png)"),
        ('url("../file.png")', "url(../file.png)"),
        ("url('../own/a b.svg')", "url(a b.svg)"),
        ("url(data:image/png;base64,AA==)", "url(data:image/png;base64,AA==)"),
        ("url(#mark)", "url(#mark)"),
        ("url(https://elsewhere.example/x.png)", "url(https://elsewhere.example/x.png)"),
    ],
)
def test_addresses_still_point_to_the_same_file(tmp_path: Path, told: str, there: str) -> None:
    names = sheets(tmp_path, styles__theme=f"p{{background:{told}}}")

    assert joined(tmp_path, names, "own/all.css") == f"p{{background:{there}}}"


def test_an_imported_sheet_points_from_where_it_lay(tmp_path: Path) -> None:
    names = sheets(tmp_path, a__b__theme='@import url("../base.css");')
    sheets(tmp_path, a__base="p{background:url(x.png)}")

    assert joined(tmp_path, names, "all.css") == "p{background:url(a/x.png)}"


BOARD = '<div class="hedgelab-widget" data-module="board" data-kept="">…</div>'
IN_PAGE: Any = None  # Sphinx types it as a file's name, and takes None for a script of its own
ALL = [
    _JavaScript("_static/doctools.js"),
    _JavaScript("_static/clipboard.min.js"),
    _JavaScript("_static/togglebutton.js"),
    _JavaScript(IN_PAGE, body="let toggleHintShow = 'Show';"),
    _JavaScript("_static/design-tabs.js"),
    _JavaScript("_static/hedgelab/glossary-preview.js", defer="defer"),
    _JavaScript("_static/hedgelab/board.js", defer="defer"),
    _JavaScript("_static/hedgelab/host.js", defer="defer"),
    _JavaScript(IN_PAGE, body="DOCUMENTATION_OPTIONS.pagename = 'x';"),
]


def names(body: str) -> tuple[list[str], list[str]]:
    """Give the scripts that run at once, and those that are put off."""
    scripts = ordered(ALL, body)
    named = [
        (script.attributes.get("class"), Path(script.filename or script.attributes["body"]).name)
        for script in scripts
    ]
    return (
        [name for kind, name in named if kind != PUT_OFF],
        [name for kind, name in named if kind == PUT_OFF],
    )


def test_what_brings_a_widget_to_life_runs_and_the_rest_is_put_off() -> None:
    at_once, put_off = names(BOARD)

    assert at_once == ["board.js", "host.js"]
    assert put_off == [
        "doctools.js",
        "glossary-preview.js",
        "DOCUMENTATION_OPTIONS.pagename = 'x';",
    ]


def test_scripts_come_where_there_is_something_for_them() -> None:
    assert "clipboard.min.js" in names("<pre>x</pre>")[1]
    assert "design-tabs.js" in names('<div class="sd-tab-set">')[0]
    hint = "let toggleHintShow = 'Show';"
    assert {"togglebutton.js", hint} <= set(names('<div class="admonition dropdown">')[0])


def test_what_is_put_off_is_fetched_by_no_browser_and_keeps_its_place() -> None:
    (script,) = ordered([_JavaScript("_static/a.js", priority=7, defer="defer", x="y")], "")

    assert script.attributes == {"x": "y", "type": "text/plain", "class": PUT_OFF}
    assert script.priority == 7


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    built(folder, {"index": "# A page\n\nText.\n\n## A part\n\nMore.\n"})
    return folder / "html" / "index.html"


def parsed(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.slow
def test_a_page_has_one_sheet_which_holds_the_theme_and_the_books_own(page: Path) -> None:
    (sheet,) = parsed(page).select("link[rel=stylesheet]")

    address, _, digest = str(sheet["href"]).partition("?v=")
    assert address == "_static/hedgelab/book.css"
    assert digest
    css = (page.parent / address).read_text(encoding="utf-8")
    assert css.index("div.body") < css.index("--hl-serif")
    assert not (page.parent / "_static" / "hedgelab" / "hedgelab.css").exists()
    assert not (page.parent / "_static" / "basic.css").exists()


@pytest.mark.slow
def test_the_settings_come_before_the_sheet_for_which_they_would_wait(page: Path) -> None:
    head = parsed(page).head
    assert isinstance(head, Tag)
    first, second = head.select("script, link[rel=stylesheet]")[:2]
    assert first.name == "script"
    assert "dataset" in first.text
    assert second.name == "link"


def long(characters: int) -> str:
    return "word " * (characters // 5 + 1)


@pytest.mark.slow
def test_what_is_near_the_top_is_drawn_at_once_and_what_is_far_down_last(tmp_path: Path) -> None:
    questions = "- question: Why?\n  options:\n" + "".join(
        f"    - text: {text}\n      right: {right}\n      feedback: So.\n"
        for text, right in (("One", "true"), ("Two", "false"))
    )
    text = f"""# A page

## First

{long(FIRST_SCREEN)}

## Whole

### Near

{long(FAR_DOWN)}

## Asked

```{{reading-check}} index
{questions}```

## Asked again

<div class="hedgelab-widget" data-module="timeline"></div>

## Far

The end.
"""
    _, warnings = built(tmp_path, {"index": text})

    assert warnings == ""
    drawn = {
        str(section["id"]): section.get("class")
        for section in parsed(tmp_path / "html" / "index.html").select("section section")
    }
    assert drawn == {
        "first": None,
        "whole": None,
        "near": ["drawn-when-near"],
        "asked": None,
        "asked-again": ["drawn-when-near"],
        "far": ["drawn-when-open"],
    }


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_first_picture_has_the_readers_colours_and_all_scripts_run(
    page: Path, theme: Literal["light", "dark"]
) -> None:
    with launched() as browser:
        tab = browser.new_page(color_scheme=theme)
        tab.add_init_script(
            """addEventListener("DOMContentLoaded", () => {
              globalThis.early = { ...document.documentElement.dataset };
            });"""
        )
        tab.goto(page.as_uri())
        expect(tab.locator("html:not([data-opening])")).to_be_attached()

        assert tab.evaluate("early.theme") == theme
        assert tab.evaluate("early.opening") == "at-top"
        assert tab.evaluate("typeof DOCUMENTATION_OPTIONS") == "object"
        assert tab.locator(f"script.{PUT_OFF}").count() == 0


@pytest.mark.browser
def test_who_comes_to_a_place_in_the_page_finds_all_of_it_drawn(page: Path) -> None:
    with launched() as browser:
        tab = browser.new_page()
        tab.add_init_script(
            """addEventListener("DOMContentLoaded", () => {
              globalThis.early = document.documentElement.dataset.opening;
            });"""
        )
        tab.goto(f"{page.as_uri()}#a-part")
        assert tab.evaluate("early") == "elsewhere"
        tab.goto(page.as_uri())
        assert tab.evaluate("early") == "at-top"
        tab.reload()
        assert tab.evaluate("early") == "elsewhere"


def test_a_build_that_finds_nothing_new_leaves_the_sheet_as_it_is(tmp_path: Path) -> None:
    [name] = sheets(tmp_path, _static__hedgelab__book="p{a:b}")
    # Sphinx gives a builder its style sheets when it prepares to write, and here it never does.
    app: Any = SimpleNamespace(
        outdir=tmp_path, builder=StandaloneHTMLBuilder.__new__(StandaloneHTMLBuilder)
    )

    opening.join_at_last(app, None)

    assert (tmp_path / name).read_text(encoding="utf-8") == "p{a:b}"


@pytest.mark.slow
def test_a_build_of_one_changed_page_gives_the_same_sheet(tmp_path: Path) -> None:
    built(tmp_path, {"first": "# First\n\nText.", "second": "# Second\n\nText."})
    sheet = tmp_path / "html/_static/hedgelab/book.css"
    before = sheet.read_text(encoding="utf-8")

    (tmp_path / "source/second.md").write_text("# Second\n\nMore.", encoding="utf-8")
    built_again(tmp_path, "first")

    assert sheet.read_text(encoding="utf-8") == before
