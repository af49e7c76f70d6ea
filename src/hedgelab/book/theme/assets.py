"""Keeps the built book small, and keeps it from asking other hosts for anything."""

import shutil
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from hedgelab.book.theme.styles import idle_properties, pruned, words_of

_BOOK = Path(__file__).parents[1]

_IDLE_EXTENSIONS = ("sphinx_thebe", "sphinx_comments")
"""What Jupyter Book always loads, and what only has a use with other hosts."""

_UNSERVED = (
    # The icons are drawn in hedgelab.css; the theme's script holds 1.5 MB of them.
    "_static/scripts/fontawesome.js",
    "_static/scripts/fontawesome.js.LICENSE.txt",
    "_static/vendor",
    "_static/locales",
    "_static/webpack-macros.html",
    # Sphinx's search, in whose place the book has one of its own.
    "searchindex.js",
    "_static/searchtools.js",
    "_static/language_data.js",
    "_static/sphinx_highlight.js",
    "_static/sbt-webpack-macros.html",
)


_OF_BOOTSTRAP = {
    "arrow",
    "bs-tooltip-auto",
    "fade",
    "show",
    "tooltip",
    "tooltip-arrow",
    "tooltip-inner",
}
"""Classes that its script gives: of all that it can do, the theme uses the tooltips."""


def is_elsewhere(address: str) -> bool:
    """Say whether an address names another host.

    Examples
    --------
    >>> is_elsewhere("https://cdn.example/x.js"), is_elsewhere("_static/x.js")
    (True, False)
    """
    return address.startswith(("http://", "https://", "//"))


def _is_wanted(asset: object) -> bool:
    address = str(getattr(asset, "filename", asset) or "")
    kind = str(getattr(asset, "attributes", {}).get("type", ""))
    is_idle = address.rsplit("/", 1)[-1].startswith(("sphinx-thebe", "sphinx_highlight"))
    # A page's widgets carry their state themselves; ipywidgets' copy doubles it.
    is_double = "widget-state" in kind
    return not (is_elsewhere(address) or is_idle or is_double)


def drop_unwanted(
    _app: Sphinx,
    _pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Leave out of a page the assets that lie elsewhere, or that it has no use for."""
    for kind in ("script_files", "css_files"):
        context[kind] = [asset for asset in context[kind] if _is_wanted(asset)]


def silence_idle_extensions(app: Sphinx, _config: Config) -> None:
    """Disconnect what Jupyter Book loads and this book does not use."""
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            if listener.handler.__module__.startswith(_IDLE_EXTENSIONS):
                app.disconnect(listener.id)


def prune(html: Path) -> None:
    """Take out of a built book the files that none of its pages asks for."""
    for name in _UNSERVED:
        target = html / name
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
    for source_map in (html / "_static").rglob("*.map"):
        source_map.unlink()
    _prune_styles(html)


def _prune_styles(html: Path) -> None:
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in (*html.rglob("*.html"), *html.rglob("*.js"))
        if path.name != "bootstrap.js"
    }
    words = words_of(texts.values()) | _OF_BOOTSTRAP
    styles = {
        path: pruned(path.read_text(encoding="utf-8"), words)
        for path in (html / "_static").rglob("*.css")
    }
    idle = idle_properties(styles.values(), texts.values())
    for path, css in styles.items():
        path.write_text(pruned(css, words, idle), encoding="utf-8")


def front_door(title: str, start: str) -> str:
    """Give the page at the book's root, which leads on to its first page.

    The one that Jupyter Book writes names no icon, so that a browser looks for
    one where there is none.  This page is left too soon to show any.
    """
    name, address = escape(title), escape(start)
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{name}</title>\n"
        '<link rel="icon" href="data:,">\n'
        f'<meta http-equiv="Refresh" content="0; url={address}">\n</head>\n'
        f'<body><p><a href="{address}">{name}</a></p></body>\n</html>\n'
    )


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the page at the root, and cut the book to what its pages use."""
    if exception is not None or app.builder.format != "html":
        return
    html = Path(app.outdir)
    root = app.config.root_doc
    if root != "index" and app.builder.name == "html":
        page = front_door(app.config.html_title or app.config.project, f"{root}.html")
        (html / "index.html").write_text(page, encoding="utf-8")
    prune(html)


def add_own_files(app: Sphinx) -> None:
    """Add the book's own static files and style sheets."""
    app.config.html_static_path.append(str(_BOOK / "static"))
    # Nearly every page has a preview, so its style belongs in the sheet that all share.
    app.add_css_file("hedgelab/glossary-preview.css")
    app.add_css_file("hedgelab/hedgelab.css", priority=900)


def put_templates_first(app: Sphinx, config: Config) -> None:
    """Put the book's templates before the theme's own, so that they are the ones found."""
    config.templates_path.insert(0, str(_BOOK / "templates"))
