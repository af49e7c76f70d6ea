"""Carries the widgets' ES modules to the pages that have a widget."""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

import hedgelab.widgets

_WIDGETS = Path(hedgelab.widgets.__file__).parent


def carrier_script(name: str, source: str) -> str:
    r"""Give a classic script that carries an ES module as text.

    A page opened from a folder may not import a module that lies beside it,
    but it may run a classic script; the host imports the text from there.

    Examples
    --------
    >>> carrier_script("board", "export default {}")
    '(globalThis.hedgelabModules ??= {})["board"] = "export default {}";\n'
    """
    return f"(globalThis.hedgelabModules ??= {{}})[{json.dumps(name)}] = {json.dumps(source)};\n"


def write_carriers(folder: Path) -> None:
    """Write a carrier for every widget's ES module, and its style sheet, to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for module in sorted(_WIDGETS.glob("*.js")):
        script = carrier_script(module.stem, module.read_text(encoding="utf-8"))
        (folder / module.name).write_text(script, encoding="utf-8")
    for style in sorted(_WIDGETS.glob("*.css")):
        (folder / style.name).write_text(style.read_text(encoding="utf-8"), encoding="utf-8")


def widgets_on(body: str) -> list[str]:
    """Name the modules that a page's widgets need, each once, in order of appearance.

    Examples
    --------
    >>> widgets_on('<div class="hedgelab-widget" data-module="board" …')
    ['board']
    """
    mark = 'class="hedgelab-widget" data-module="'
    return list(dict.fromkeys(part.split('"', 1)[0] for part in body.split(mark)[1:]))


def _add_generated_static(app: Sphinx) -> None:
    folder = Path(app.doctreedir) / "hedgelab-static"
    write_carriers(folder / "hedgelab")
    app.config.html_static_path.append(str(folder))


def _load_on_pages_with_widgets(
    app: Sphinx,
    _pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    names = widgets_on(context.get("body", ""))
    for name in names:
        if (_WIDGETS / f"{name}.css").is_file():
            app.add_css_file(f"hedgelab/{name}.css")
        app.add_js_file(f"hedgelab/{name}.js", loading_method="defer")
    if names:
        app.add_js_file("hedgelab/host.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("builder-inited", _add_generated_static)
    app.connect("html-page-context", _load_on_pages_with_widgets)
