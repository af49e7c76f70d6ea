"""Lets a page open quickly: what its reader can do at once comes before everything else.

A page asks for one style sheet, and for the scripts of its widgets.  The scripts for
which a reader can wait are named in the page and not run; ``host.js`` runs them, in
their order, when the widgets are alive.
"""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from hedgelab.book.theme.widgets import HOST, widgets_on

SHEET = "hedgelab/book.css"
"""The style sheet of every page, below ``_static``."""

AT_LEISURE = {"type": "text/plain", "class": "hedgelab-at-leisure"}
"""What marks a script that is run later; ``host.js`` and the templates know it too."""

_THEME_SHEETS = ("styles/theme.css", "styles/pydata-sphinx-theme.css")
"""What the theme's own templates would name; Sphinx knows nothing of them."""

_ONLY_FOR = {
    "design-tabs.js": re.compile(r"\bsd-tab-set\b"),
    "togglebutton.js": re.compile(r"\btoggle\b|\badmonition dropdown\b"),
    "clipboard.min.js": re.compile(r"<pre\b"),
    "copybutton.js": re.compile(r"<pre\b"),
}
"""Scripts that have a use only on a page with such a thing in its body."""

_AT_ONCE = {"design-tabs.js", "togglebutton.js"}
"""Scripts that change what a reader already sees, or that miss their moment later."""

_POINTER = re.compile(
    r"""@import\s+(?:url\()?\s*["']?(?P<sheet>[^"')\s;]+)["']?\s*\)?\s*;"""
    r"""|url\(\s*(?P<quote>["']?)(?!data:|#|/|[a-z]+:)(?P<file>[^"')]+)(?P=quote)\s*\)"""
    r"""|@charset [^;]*;"""
)


def joined(folder: Path, names: Iterable[str], target: str) -> str:
    """Give style sheets as one, which says the same from where ``target`` lies.

    Parameters
    ----------
    folder : Path
        Where ``names`` and ``target`` are counted from.
    names : iterable of str
        The sheets, in their order; what is not there is left out.
    target : str
        The file that the joined sheet is for.
    """
    return "\n".join(_moved(folder, name, target) for name in names if (folder / name).is_file())


def _moved(folder: Path, name: str, target: str) -> str:
    """Give a sheet with its imports put in, and its addresses counted from ``target``."""

    def pointer(found: re.Match[str]) -> str:
        pointed = found["sheet"] or found["file"]
        if not pointed:
            return ""
        there = normpath(PurePosixPath(name).parent / pointed)
        if found["sheet"]:
            return _moved(folder, there, target)
        return f"url({relpath(there, PurePosixPath(target).parent)})"

    return _POINTER.sub(pointer, (folder / name).read_text(encoding="utf-8"))


def _shared_sheets(builder: StandaloneHTMLBuilder) -> list[str]:
    """Name the sheets that every page would have, in their order, below ``_static``."""
    ours = sorted(builder._orig_css_files, key=lambda sheet: sheet.priority)
    return [*_THEME_SHEETS, *(str(sheet.filename).removeprefix("_static/") for sheet in ours)]


FIRST_SCREEN = 2500
"""Characters of text that the window of a laptop shows at once, and a little more."""

FAR_DOWN = 8000
"""Characters of text that no window shows at once."""


_TO_DO = re.compile(r'"hedgelab-widget" data-module="(?!verdict")')
"""A widget with something to do; that of a verdict waits for what is done elsewhere."""


def mark_sections(page: nodes.document) -> None:
    """Name the sections that a browser need not draw at once, for ``hedgelab.css``.

    The first section with a widget is drawn at once wherever it stands: what a reader can
    do comes first.  Those further down are drawn as soon as a reader, or a reader's focus,
    comes near.
    """
    told, has_to_do = 0, False
    for node in page.findall():
        if isinstance(node, nodes.Text) and not isinstance(node.parent, nodes.raw):
            told += len(node)
        elif isinstance(node, nodes.section) and _is_smallest(node):
            to_do = _has_to_do(node)
            if told > FIRST_SCREEN and (has_to_do or not to_do):
                is_near = told < FAR_DOWN or to_do
                node["classes"].append("drawn-when-near" if is_near else "drawn-when-open")
            has_to_do = has_to_do or to_do


def _is_smallest(section: nodes.section) -> bool:
    is_part = isinstance(section.parent, nodes.section)
    return is_part and not any(section.findall(nodes.section, include_self=False))


def _has_to_do(section: nodes.section) -> bool:
    return any(_TO_DO.search(raw.astext()) for raw in section.findall(nodes.raw))


def mark_sections_of_pages(app: Sphinx, page: nodes.document, _docname: str) -> None:
    """Mark the sections of a page that a browser need not draw at once."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        mark_sections(page)


def take_away_old_sheet(_app: Sphinx, builder: Builder) -> None:
    """Take away the joined sheet of an earlier build."""
    (Path(builder.outdir) / "_static" / SHEET).unlink(missing_ok=True)


def name_one_sheet(
    app: Sphinx,
    _pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Name the joined sheet in a page, in place of those that all pages share."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    shared = _shared_sheets(app.builder)
    static = Path(app.outdir) / "_static"
    # Before the first page is written and after the assets were copied: a page's link
    # carries a digest of the sheet.
    if not (static / SHEET).is_file():
        (static / SHEET).parent.mkdir(parents=True, exist_ok=True)
        (static / SHEET).write_text(joined(static, shared, SHEET), encoding="utf-8")
    sheets = context["css_files"]
    rest = [sheet for sheet in sheets if _name(sheet) not in shared]
    context["css_files"] = [type(sheets[0])(f"_static/{SHEET}", priority=0), *rest]


def _name(asset: Any) -> str:  # noqa: ANN401 - Sphinx keeps the types of its assets to itself
    return str(asset.filename or "").removeprefix("_static/")


def ordered(scripts: Iterable[Any], body: str) -> list[Any]:
    """Give a page's scripts without the useless ones, those that can wait marked as such.

    Parameters
    ----------
    scripts : iterable
        As Sphinx hands them to a page.
    body : str
        What the page says, as HTML.
    """
    idle = {name for name, use in _ONLY_FOR.items() if not use.search(body)}
    first = {HOST, *(f"hedgelab/{widget}.js" for widget in widgets_on(body))}
    kept = []
    for script in scripts:
        name = _name(script).rsplit("/", 1)[-1]
        text = script.attributes.get("body", "")
        # A script's settings in the page are put off together with the script.
        if name in idle or ("toggle" in text and "togglebutton.js" in idle):
            continue
        is_first = _name(script) in first or name in _AT_ONCE or "toggle" in text
        kept.append(script if is_first else _later(script))
    return kept


def _later(script: Any) -> Any:  # noqa: ANN401 - Sphinx keeps the types of its assets to itself
    given = {k: v for k, v in script.attributes.items() if k not in {"async", "defer"}}
    return type(script)(script.filename, priority=script.priority, **{**given, **AT_LEISURE})


def put_off_scripts(
    _app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Put a page's scripts in order, and mark those that can wait."""
    # The search page is there for its scripts.
    if pagename != "search":
        context["script_files"] = ordered(context["script_files"], context.get("body", ""))


def join_at_last(app: Sphinx, exception: Exception | None) -> None:
    """Join the sheets anew: the styles of cells and of code are written after the pages."""
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    # A build that found nothing to write has copied no sheets, and the joined one stands.
    if hasattr(app.builder, "_orig_css_files"):
        static, shared = Path(app.outdir) / "_static", _shared_sheets(app.builder)
        (static / SHEET).write_text(joined(static, shared, SHEET), encoding="utf-8")
        for name in (*shared, "basic.css"):
            (static / name).unlink(missing_ok=True)
