"""What a page gets whose source is a notebook: its opening set off, and the notebook itself.

A notebook holds nothing but Markdown and code, so that it reads well wherever it is
opened; what the book adds is added here.  Tables of pandas, in whatever page, are given
headers that a screen reader can follow.
"""

import base64
from itertools import takewhile
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.logging import getLogger

from hedgelab.book.addresses import Addresses, launch_nodes
from hedgelab.widgets.pandas_table import readable

_logger = getLogger(__name__)


class LabOpening(SphinxTransform):
    """Sets what stands before the first cell like a chapter's opening, with the download."""

    default_priority = 400

    def apply(self, **_: object) -> None:
        """Change the document, where it is a notebook."""
        source = Path(self.env.doc2path(self.env.docname))
        page = self.document.next_node(nodes.section)
        if source.suffix != ".ipynb" or page is None:
            return
        title, *rest = page.children
        opening = list(takewhile(_is_prose, rest))
        below = rest[len(opening) :]
        self.document += _description(opening)
        links = _download(source, f"/{self.env.docname}.ipynb")
        links += launch_nodes(Addresses.of(self.config), f"{self.env.docname}.ipynb")
        opening.append(links)
        page.children = []
        page += [title, nodes.container("", *opening, classes=["chapter-opening"]), *below]


class ReadableTables(SphinxTransform):
    """Gives the tables of pandas headers that a screen reader can follow."""

    default_priority = 400

    def apply(self, **_: object) -> None:
        """Change every such table of the document."""
        for shown in self.document.findall(_is_pandas_table):
            try:
                shown.children = [nodes.Text(readable(shown.astext()))]
            except ValueError as error:
                _logger.warning("%s", error, location=shown)


def _description(opening: list[nodes.Node]) -> list[nodes.meta]:
    """Tell search engines and previews the first aim, as the opening does its readers."""
    aims = [item for node in opening for item in node.findall(nodes.list_item)]
    told = [f"A lab. You will {item.astext().rstrip(';,.')}." for item in aims[:1]]
    return [nodes.meta("", name="description", content=" ".join(text.split())) for text in told]


def _is_prose(node: nodes.Node) -> bool:
    is_cell = isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"
    return not is_cell and not isinstance(node, nodes.section)


def _is_pandas_table(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and 'class="dataframe"' in node.astext()


def _download(notebook: Path, target: str) -> nodes.paragraph:
    """Offer the notebook to save, and as a file with an address of its own.

    The first link carries the notebook: in a page opened from a folder, a browser would
    show a linked file as text and not save it.
    """
    data = base64.b64encode(notebook.read_bytes()).decode("ascii")
    save = (
        f'<a class="lab-download" download="{notebook.name}" '
        f'href="data:application/x-ipynb+json;base64,{data}">Download this notebook</a>'
    )
    file = addnodes.download_reference(
        "", notebook.name, reftarget=target, refdoc=target, classes=["lab-file"]
    )
    return nodes.paragraph(
        "",
        "",
        nodes.raw("", save, format="html"),
        nodes.Text(" to run it and change it. As a plain file it is "),
        file,
        nodes.Text("."),
        classes=["lab-files"],
    )


def _finish_page(
    app: Sphinx,
    _pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    body = context.get("body", "")
    if "lab-download" in body or "hedgelab-table" in body:
        app.add_css_file("hedgelab/notebooks.css", priority=901)
    # What it says on a folded cell is its name, to those who hear it too.
    context["body"] = body.replace('<summary aria-label="Toggle hidden content">', "<summary>")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_transform(LabOpening)
    app.add_transform(ReadableTables)
    app.connect("html-page-context", _finish_page)
