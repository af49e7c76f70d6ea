"""Carries what terms and citations point to, so that a page can show it where they stand.

The definitions of the glossary and the entries of the bibliography are written as data in
classic scripts, ``glossary.js`` and ``citations.js``: a page opened from a folder may read
nothing else.  A page loads them, and ``glossary-preview.js``, if it has such links.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

_MARKS = {"glossary": 'class="xref std std-term"', "citations": 'class="bibtex-citation"'}
"""What in a page's body says that it needs a file of previews."""

Run = str | list[str]
"""A stretch of text; one that is emphasised stands in a list."""

Preview = dict[str, Any]
"""What a link points to: ``head``, which may be empty, and ``text`` in runs."""


def runs(node: nodes.Node, emphasised: bool = False) -> list[Run]:
    """Give the text of a node in runs, so that titles of works keep their italics.

    Examples
    --------
    >>> title = nodes.emphasis("", "The Origins of Alliances")
    >>> runs(nodes.paragraph("", "", nodes.Text("Walt. "), title, nodes.Text(". 1987.")))
    ['Walt. ', ['The Origins of Alliances'], '. 1987.']
    """
    if isinstance(node, nodes.Text):
        return [[node.astext()] if emphasised else node.astext()]
    if isinstance(node, nodes.raw):
        return []  # markup for one format, no words
    found: list[Run] = []
    for child in node.children:
        if found and isinstance(child, nodes.paragraph):
            found.append(" ")
        for run in runs(child, emphasised or isinstance(child, nodes.emphasis)):
            if found and isinstance(run, str) and isinstance(found[-1], str):
                found[-1] += run
            else:
                found.append(run)
    return found


def definitions(doctree: nodes.document) -> Iterator[tuple[str, Preview]]:
    """Give each term of a document's glossaries, by the id that links point to."""
    for glossary in doctree.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            terms = [child for child in item.children if isinstance(child, nodes.term)]
            head = ", ".join(term.astext() for term in terms)
            parts = [child for child in item.children if isinstance(child, nodes.definition)]
            for term in terms:
                for name in term["ids"]:
                    yield name, _preview(head, parts)


def entries(doctree: nodes.document) -> Iterator[tuple[str, Preview]]:
    """Give each entry of a document's bibliographies, by the id that links point to."""
    for entry in doctree.findall(nodes.citation):
        parts = [child for child in entry.children if not isinstance(child, nodes.label)]
        for name in entry["ids"]:
            yield name, _preview("", parts)


def _preview(head: str, parts: Iterable[nodes.Node]) -> Preview:
    return {"head": head, "text": [run for part in parts for run in runs(part)]}


def preview_script(previews: dict[str, Preview]) -> str:
    """Give a classic script that adds previews to those that a page has, by their address.

    Examples
    --------
    >>> print(preview_script({"glossary.html#term-hedging": {"head": "hedging", "text": ["…"]}}))
    Object.assign((globalThis.hedgelabPreviews ??= {}), {
    "glossary.html#term-hedging": {"head": "hedging", "text": ["…"]}
    });
    <BLANKLINE>
    """
    lines = (
        f"{json.dumps(address)}: {json.dumps(preview, ensure_ascii=False)}"
        for address, preview in sorted(previews.items())
    )
    body = ",\n".join(lines)
    return f"Object.assign((globalThis.hedgelabPreviews ??= {{}}), {{\n{body}\n}});\n"


def _pages_with_targets(env: BuildEnvironment) -> dict[str, set[str]]:
    terms = {
        page for (kind, _), (page, _) in env.domaindata["std"]["objects"].items() if kind == "term"
    }
    bibliographies = env.domaindata.get("cite", {}).get("bibliographies", {})
    return {"glossary": terms, "citations": {key.docname for key in bibliographies}}


def _folder(app: Sphinx) -> Path:
    return Path(app.doctreedir) / "hedgelab-previews"


def _write_previews(app: Sphinx, builder: Builder) -> None:
    """Write the data before the static files are copied and the pages name them."""
    if builder.format != "html":
        return
    folder = _folder(app) / "hedgelab"
    folder.mkdir(parents=True, exist_ok=True)
    finders = {"glossary": definitions, "citations": entries}
    for name, pages in _pages_with_targets(builder.env).items():
        previews = {
            f"{builder.get_target_uri(page)}#{target}": preview
            for page in sorted(pages)
            for target, preview in finders[name](builder.env.get_and_resolve_doctree(page, builder))
        }
        (folder / f"{name}.js").write_text(preview_script(previews), encoding="utf-8")
    _empty_bibliographies(builder.env)


def _empty_bibliographies(env: BuildEnvironment) -> None:
    # sphinxcontrib-bibtex fills the same nodes whenever it resolves a page, and
    # the page has yet to be resolved for being written.
    for bibliography in env.domaindata.get("cite", {}).get("bibliographies", {}).values():
        for entry in bibliography.citation_nodes.values():
            entry.clear()


def _load_where_needed(
    app: Sphinx,
    _pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    body = context.get("body", "")
    names = [name for name, mark in _MARKS.items() if mark in body]
    for name in names:
        app.add_js_file(f"hedgelab/{name}.js", loading_method="defer")
    if names:
        app.add_css_file("hedgelab/glossary-preview.css")
        app.add_js_file("hedgelab/glossary-preview.js", loading_method="defer")


def _leave_out_tooltips(_app: Sphinx, config: Config) -> None:
    # No title attribute: it would repeat the entry at every place that cites it.
    if "bibtex_tooltips" in config:
        config.bibtex_tooltips = False


def _add_folder(app: Sphinx) -> None:
    app.config.html_static_path.append(str(_folder(app)))


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("config-inited", _leave_out_tooltips)
    app.connect("builder-inited", _add_folder)
    app.connect("write-started", _write_previews)
    app.connect("html-page-context", _load_where_needed)
