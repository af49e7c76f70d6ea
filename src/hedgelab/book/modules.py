"""Carries the widgets' ES modules to the pages that have a widget."""

import json
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

import hedgelab.widgets
from hedgelab.widgets.base import GROUND, store_script

_WIDGETS = Path(hedgelab.widgets.__file__).parent
_STATIC = Path(__file__).parent / "static"

HOST = "hedgelab/host.js"
"""The script that every page has, below ``_static``; it brings the widgets to life."""

ON_MOST_PAGES = {"board", "reading_check"}
"""Widgets whose styles stand in the sheet that all pages share (`opening`)."""

_WITH_HOST = "reading_check"
"""The widget that nearly every chapter has comes with the host: one script is there sooner
than two."""

_SOON: dict[str, Any] = {"loading_method": "defer", "fetchpriority": "high", "blocking": "render"}
"""Without the priority a browser fetches such scripts one by one, after the style sheets;
where it knows of ``blocking``, its first picture has the widgets in it."""

_DEFAULT = re.compile(r"^export default (.+);$", re.MULTILINE)
_NAMED = re.compile(
    r"^export (?=(?:async )?(?:function\*?|class|const|let) ([\w$]+))", re.MULTILINE
)
_OTHER = re.compile(r"^[ \t]*(?:import|export)\b(?!\().*", re.MULTILINE)


def carrier_script(name: str, source: str) -> str:
    r"""Give a classic script that carries an ES module as a function.

    A page opened from a folder may not import a module that lies beside it, but it may
    run a classic script.  The function gives what the module exports, at once: an
    import would give it some tasks later, in which the browser draws the page first.

    Raises
    ------
    ValueError
        If the module imports or exports in another way than widgets do.

    Examples
    --------
    >>> print(carrier_script("one", "export const one = 1;\nexport default { one };"), end="")
    //# allFunctionsCalledOnLoad
    (globalThis.hedgelabModules ??= {})["one"] = () => {
    "use strict";
    const one = 1;
    const widget = { one };
    return { default: widget, one };
    };
    """
    names = _NAMED.findall(source)
    body = _NAMED.sub("", source)
    if _DEFAULT.search(body):
        body = _DEFAULT.sub(r"const widget = \1;", body)
        names = ["default: widget", *names]
    if other := _OTHER.search(body):
        line = body[: other.start()].count("\n") + 1
        raise ValueError(
            f"{name}.js, line {line}: {other[0].strip()!r} can't be carried to a page. A widget "
            "imports nothing; it exports functions, classes and constants where they are "
            "declared, and one default at the end of a line."
        )
    return (
        # Most of a widget's functions are called at once: compiled beforehand, off the main
        # thread, they don't have to be compiled one by one while the reader waits.
        "//# allFunctionsCalledOnLoad\n"
        f"(globalThis.hedgelabModules ??= {{}})[{json.dumps(name)}] = () => {{\n"
        f'"use strict";\n{body.rstrip()}\nreturn {{ {", ".join(names)} }};\n}};\n'
    )


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
    carrier = folder / "hedgelab" / f"{_WITH_HOST}.js"
    host = (_STATIC / HOST).read_text(encoding="utf-8")
    # Copied later than the bare host, and in its place.
    (folder / HOST).write_text(carrier.read_text(encoding="utf-8") + host, encoding="utf-8")
    carrier.unlink()
    app.config.html_static_path.append(str(folder))
    # After the book's own sheet, as on pages that ask for a widget's alone.
    for name in (GROUND, *sorted(ON_MOST_PAGES)):
        app.add_css_file(f"hedgelab/{name}.css", priority=950)


def _give_store_script(_app: Sphinx, config: Config) -> None:
    # As a part of the settings: where the script changes, every page is written anew.
    config.html_context["store_script"] = store_script()


def _load_widgets_and_host(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    for name in widgets_on(context.get("body", "")):
        if name not in ON_MOST_PAGES and (_WIDGETS / f"{name}.css").is_file():
            app.add_css_file(f"hedgelab/{name}.css")
        if name != _WITH_HOST:
            app.add_js_file(f"hedgelab/{name}.js", **_SOON)
    # The search page is there for its scripts, and none of them is put off.
    if pagename != "search":
        app.add_js_file(HOST, **_SOON)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("config-inited", _give_store_script)
    app.connect("builder-inited", _add_generated_static)
    app.connect("html-page-context", _load_widgets_and_host)
