"""Carries what terms and citations point to, so that a page can show it where they stand.

Each page holds the definitions and the entries that its own links point to, as data beside its
text: a page opened from a folder may read nothing else.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from hedgelab.in_page import json_for_html

_ADDRESS = re.compile(r"[\w./-]*#[\w.-]+")
_OF_ITSELF = re.compile(r'<a class="headerlink"[^>]*>')

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


def previews_in(body: str, page: str, previews: dict[str, Preview]) -> dict[str, Preview]:
    """Give the previews of what a page's text points to, by the addresses that stand in it.

    Examples
    --------
    >>> hedging = {"head": "hedging", "text": ["…"]}
    >>> body = '<a href="../glossary.html#term-hedging">Hedging</a>, <a href="#end">below</a>'
    >>> previews_in(body, "part/chapter.html", {"glossary.html#term-hedging": hedging})
    {'../glossary.html#term-hedging': {'head': 'hedging', 'text': ['…']}}
    """
    found = {}
    for address in sorted(set(_ADDRESS.findall(_OF_ITSELF.sub("", body)))):
        path, _, target = address.partition("#")
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        if preview := previews.get(f"{whole}#{target}"):
            found[address] = preview
    return found


def _pages_with_targets(env: BuildEnvironment) -> set[str]:
    objects = env.domaindata["std"]["objects"]
    bibliographies = env.domaindata.get("cite", {}).get("bibliographies", {})
    terms = {page for (kind, _), (page, _) in objects.items() if kind == "term"}
    return terms | {key.docname for key in bibliographies}


def _empty_bibliographies(env: BuildEnvironment) -> None:
    # sphinxcontrib-bibtex fills the same nodes whenever it resolves a page, and
    # the page has yet to be resolved for being written.
    for bibliography in env.domaindata.get("cite", {}).get("bibliographies", {}).values():
        for entry in bibliography.citation_nodes.values():
            entry.clear()


class _Previews:
    """All previews of a book, by the address of what they tell."""

    def __init__(self) -> None:
        self.by_address: dict[str, Preview] = {}
        self.read_anew: set[str] = set()

    def hear(self, _app: Sphinx, _env: BuildEnvironment, pages: Sequence[str]) -> None:
        """Learn which pages are about to be read."""
        self.read_anew = set(pages)

    def outdated(self, _app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """Name the pages that may hold what has changed: all of them, where any has."""
        return env.found_docs if self.read_anew & _pages_with_targets(env) else ()

    def gather(self, app: Sphinx, builder: Builder) -> None:
        """Read what all terms and citations point to, before the pages are written."""
        if builder.format != "html":
            return
        for page in sorted(_pages_with_targets(app.env)):
            doctree = app.env.get_and_resolve_doctree(page, builder)
            for target, preview in (*definitions(doctree), *entries(doctree)):
                self.by_address[f"{builder.get_target_uri(page)}#{target}"] = preview
        _empty_bibliographies(app.env)

    def give(
        self,
        app: Sphinx,
        pagename: str,
        _template: str,
        context: dict[str, Any],
        _doctree: nodes.document | None,
    ) -> None:
        """Put into a page the previews that it has links for."""
        body = context.get("body", "")
        found = previews_in(body, app.builder.get_target_uri(pagename), self.by_address)
        if not found:
            return
        data = json_for_html(found)
        context["body"] = (
            f'{body}\n<script type="application/json" id="hedgelab-previews">{data}</script>\n'
        )
        app.add_js_file("hedgelab/glossary-preview.js", loading_method="defer")


def _leave_out_tooltips(_app: Sphinx, config: Config) -> None:
    # No title attribute: it would repeat the entry at every place that cites it.
    if "bibtex_tooltips" in config:
        config.bibtex_tooltips = False


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    previews = _Previews()
    app.connect("config-inited", _leave_out_tooltips)
    app.connect("env-before-read-docs", previews.hear)
    app.connect("env-updated", previews.outdated)
    app.connect("write-started", previews.gather)
    app.connect("html-page-context", previews.give)
