"""Carries the widgets to the pages that have one."""

from pathlib import Path
from shutil import copy
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from hedgelab.in_page import GROUND, WIDGETS, bundle, sheet_of, store_script

HOST = "hedgelab/host.js"
"""The script that every page has, below ``_static``; it brings the widgets to life."""

ON_MOST_PAGES = {"board", "reading_check", "verdict"}
"""Widgets whose styles stand in the sheet that all pages share (`opening`)."""

_WITH_HOST = "reading_check"
"""The widget that nearly every chapter has comes with the host."""

_SOON: dict[str, Any] = {"loading_method": "defer", "fetchpriority": "high", "blocking": "render"}
"""Without the priority a browser fetches such scripts one by one, after the style sheets;
where it knows of ``blocking``, its first picture has the widgets in it."""


def write_widgets(folder: Path) -> None:
    """Write what pages need of the widgets to ``folder``: scripts and style sheets."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*WIDGETS, "glossary-preview", "search"):
        copy(bundle(f"page/{name}"), folder)
    for name in (GROUND, *WIDGETS, "search"):
        copy(sheet_of(name), folder)
    # One script is there sooner than two.
    carried, host = (
        bundle(f"page/{name}").read_text(encoding="utf-8") for name in (_WITH_HOST, "page")
    )
    (folder / Path(HOST).name).write_text(carried + host, encoding="utf-8")


def widgets_on(body: str) -> list[str]:
    """Name the modules that a page's widgets need, each once, in order of appearance.

    Examples
    --------
    >>> widgets_on('<div class="hedgelab-widget" data-module="board" …')
    ['board']
    """
    mark = 'class="hedgelab-widget" data-module="'
    return list(dict.fromkeys(part.split('"', 1)[0] for part in body.split(mark)[1:]))


def add_generated_static(app: Sphinx) -> None:
    """Write the widgets' scripts and sheets to where Sphinx takes static files from."""
    folder = Path(app.doctreedir) / "hedgelab-static"
    write_widgets(folder / "hedgelab")
    (folder / "hedgelab" / f"{_WITH_HOST}.js").unlink()
    app.config.html_static_path.append(str(folder))
    # After the book's own sheet, as on pages that ask for a widget's alone.
    for name in (GROUND, *sorted(ON_MOST_PAGES)):
        app.add_css_file(f"hedgelab/{name}.css", priority=950)


def give_store_script(_app: Sphinx, config: Config) -> None:
    """Hand the templates the script that opens the browser's store."""
    # As a part of the settings: where the script changes, every page is written anew.
    config.html_context["store_script"] = store_script()


def load_widgets_and_host(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Load in a page the widgets that it has, and their host."""
    for name in widgets_on(context.get("body", "")):
        if name not in ON_MOST_PAGES and name in WIDGETS:
            app.add_css_file(f"hedgelab/{name}.css")
        if name != _WITH_HOST:
            app.add_js_file(f"hedgelab/{name}.js", **_SOON)
    # The search page is there for its scripts, and none of them is put off.
    if pagename != "search":
        app.add_js_file(HOST, **_SOON)
