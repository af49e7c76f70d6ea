"""Writes the bibliography as a list: the role that docutils gives its entries is deprecated."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


def _visit_citation(translator: HTML5Translator, node: nodes.citation) -> None:
    if not isinstance(node.previous_sibling(), nodes.citation):
        translator.body.append('<ul class="citation-list">\n')
    translator.body.append(translator.starttag(node, "li", classes=["citation"]))


def _depart_citation(translator: HTML5Translator, node: nodes.citation) -> None:
    translator.body.append("</li>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        translator.body.append("</ul>\n")


def setup(app: Sphinx) -> None:
    """Take over how citations are written."""
    app.add_node(nodes.citation, override=True, html=(_visit_citation, _depart_citation))
