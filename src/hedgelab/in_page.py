"""What a page with no kernel carries of a widget: its scripts, its styles and its state."""

import html
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from markupsafe import escape

_FOLDER = Path(__file__).parent / "widgets"

GROUND = "ground"
"""The style sheet that every widget's own builds on."""

BUILT_ON = {"last_exercise": ("board",), "practise": ("board",)}
"""The widgets whose style sheets these build on: they show cards of the board."""

WIDGETS = tuple(sorted(entry.parent.name for entry in _FOLDER.glob("*/widget.js")))
"""The name of every widget, which is also its folder's."""


def bundle(name: str) -> Path:
    """Give the file that a widget's or a host's ES modules were joined into.

    Raises
    ------
    FileNotFoundError
        If they have not been joined, as in a fresh checkout.
    """
    path = _FOLDER / "bundles" / f"{name}.js"
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} has not been made yet: type 'make bundles' in the folder of Hedging Lab, or "
            "without make 'npm ci' and then 'node tools/bundle.mjs'"
        )
    return path


def sheet_of(name: str) -> Path:
    """Give the file of a widget's own style sheet, or of the `GROUND`."""
    return _FOLDER / ("shared" if name == GROUND else name) / f"{name}.css"


def sheets_of(name: str) -> tuple[str, ...]:
    """Name the style sheets of a widget in their order: the ground first, its own last.

    Examples
    --------
    >>> sheets_of("timeline"), sheets_of("last_exercise")
    (('ground', 'timeline'), ('ground', 'board', 'last_exercise'))
    """
    return (GROUND, *BUILT_ON.get(name, ()), name)


@cache
def styles_of(name: str) -> str:
    """Give all that styles a widget where no page brings the ground."""
    return "\n".join(sheet_of(sheet).read_text(encoding="utf-8") for sheet in sheets_of(name))


@cache
def store_script() -> str:
    """Give the script that says when a page may touch its browser's store.

    It belongs in the head of every page that keeps work: the sooner asked, the sooner
    answered.  Chromium ties a page to its store when a script first touches it.  Where a
    page comes from a folder, that request can overtake the news that the page is there;
    it is then dropped, and until the page is left it has an empty store of its own
    (Chromium, ``content/browser/dom_storage/dom_storage_context_wrapper.cc``,
    ``IsRequestValid``).  With a page that touched it at once, that was one visit in twenty.
    """
    return bundle("page/store").read_text(encoding="utf-8").strip()


def json_for_html(value: object) -> str:
    r"""Give ``value`` as JSON that can stand inside a ``<script>`` element.

    Examples
    --------
    >>> json_for_html({"title": "</script>"})
    '{"title":"\\u003c/script>"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A browser ends the element at "</script" even inside a string.
    return text.replace("<", "\\u003c")


def table_html(
    caption: str,
    heads: Iterable[str],
    rows: Iterable[Iterable[str]],
    *,
    css: str = "",
    events: Iterable[str] | None = None,
) -> str:
    """Give a table for the paper form of a widget; what is no `Markup` is escaped.

    Parameters
    ----------
    caption : str
        What stands above it; "" for nothing.
    heads : iterable of str
        What stands above each column.
    rows : iterable of iterable of str
        The cells.
    css : str
        Its class.
    events : iterable of str, optional
        The event that each row is about, by which a page finds the row.
    """
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    starts = (
        ["<tr>"] * len(lines)
        if events is None
        else [f'<tr data-event="{escape(event)}">' for event in events]
    )
    body = "\n".join(f"{start}{line}</tr>" for start, line in zip(starts, lines, strict=True))
    named = f' class="{escape(css)}"' if css else ""
    above = f"<caption>{escape(caption)}</caption>\n" if caption else ""
    return (
        f"<table{named}>\n{above}<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table>"
    )


class InPage:
    """What is alive in a page with no kernel behind it.

    The page carries the state as JSON, and ``hosts/page.js`` hands it to the ES
    module.  Until that has happened, without JavaScript and on paper, the reader has
    the fallback.
    """

    module: ClassVar[str]
    """The name of the folder with the ES modules."""

    kept: tuple[str, ...] = ()
    """The parts of the state that the page keeps in the reader's browser."""

    reads: str = ""
    """How the storage keys begin of what this widget shares with others.

    ``"act:"`` are the reader's own acts, one record each (``shared/acts.js``).  The page
    hands them over in the trait ``shelf``, by key, and puts back what the widget changes
    there; what it sets to None is taken away.
    """

    def storage_key(self) -> str:
        """Give the name under which a browser keeps the reader's work."""
        raise NotImplementedError

    def anchor(self) -> str:
        """Give the id that links lead to; none for most."""
        return ""

    def fallback_html(self) -> str:
        """Give the table or figure that stands for the widget on paper."""
        raise NotImplementedError

    def page_state(self) -> dict[str, Any]:
        """Give what the ES module reads, ready for JSON."""
        raise NotImplementedError

    def carried_html(self) -> str:
        """Give markup that the ES module takes from the page; none for most."""
        return ""

    def page_html(self) -> str:
        """Give the form of the widget that a built page carries."""
        reads = f' data-reads="{html.escape(self.reads)}"' if self.reads else ""
        anchor = f' id="{html.escape(self.anchor())}"' if self.anchor() else ""
        return (
            f'<div class="hedgelab-widget" data-module="{html.escape(self.module)}" '
            f'data-kept="{html.escape(" ".join(self.kept))}" '
            f'data-key="{html.escape(self.storage_key())}"{reads}{anchor}>\n'
            '<script type="application/json" class="hedgelab-state">'
            f"{json_for_html(self.page_state())}</script>\n{self.carried_html()}"
            f'<div class="hedgelab-fallback">\n{self.fallback_html()}\n</div>\n'
            "</div>"
        )
